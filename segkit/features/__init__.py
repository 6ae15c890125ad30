"""Features: from orders to one row per customer, in the engine the orders are in.

`customers` describes, `rfm` scores, `cohorts` follows months of new customers,
`purchase_history` feeds the models of repeat buying, `holdout` splits off the last
days, `left_out` counts what does not count, `scan` opens a file too big for memory.
"""

from segkit.engine import scan
from segkit.features.cohort import cohorts
from segkit.features.history import purchase_history
from segkit.features.hold_out import Holdout, holdout
from segkit.features.orders import customers, left_out
from segkit.features.rfm import rfm

__all__ = [
    "Holdout",
    "cohorts",
    "customers",
    "holdout",
    "left_out",
    "purchase_history",
    "rfm",
    "scan",
]
