"""How often customers will buy, for how long, and what they are worth.

Purchases without a contract, where nobody says that they leave: `BetaGeoNBD`,
`ModifiedBetaGeoNBD` and `ParetoNBD` on a table from `features.purchase_history`; what a
purchase is worth: `GammaGamma`. Contracts, where everybody sees who leaves:
`ShiftedBetaGeometric`. One margin, one retention rate: `formula_clv`.

**The first purchase is not counted**: frequency, recency and monetary cover repeat
purchases, T begins with the first purchase, and what is expected are further purchases.
Where a table counts it, say ``first_purchase="counted"``.

**Times** are in the unit of the table (days or weeks): so are alpha and beta, and the t
of `expected_purchases`. `lifetime_value` takes months and a discount rate a year.
"""

from segkit.clv.base import LifetimeModelWarning
from segkit.clv.betageo import BetaGeoNBD, ModifiedBetaGeoNBD
from segkit.clv.contract import ShiftedBetaGeometric
from segkit.clv.formula import formula_clv
from segkit.clv.gamma_gamma import GammaGamma
from segkit.clv.pareto import ParetoNBD

__all__ = [
    "BetaGeoNBD",
    "GammaGamma",
    "LifetimeModelWarning",
    "ModifiedBetaGeoNBD",
    "ParetoNBD",
    "ShiftedBetaGeometric",
    "formula_clv",
]
