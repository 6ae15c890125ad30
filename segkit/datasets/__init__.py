"""Tables to practise on, their dictionary, and two real data sets.

`load` gives what a shop would have on file; `truth` is the only door to what was
planted in it. ``SEGKIT_DATA=folder`` replaces the bundled files: see `load`.
"""

from segkit.datasets.describing import describe
from segkit.datasets.loading import Tables, load, names, truth
from segkit.datasets.own import email_events, orders, sessions
from segkit.datasets.real import COMPLETE_JOURNEY_COLUMNS, cdnow, complete_journey

__all__ = [
    "COMPLETE_JOURNEY_COLUMNS",
    "Tables",
    "cdnow",
    "complete_journey",
    "describe",
    "email_events",
    "load",
    "names",
    "orders",
    "sessions",
    "truth",
]
