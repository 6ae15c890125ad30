"""One text for every dataframe engine: days, fair scores, whole cents, local time.

What the user passes is what runs: a pandas table on pandas, a polars table on polars,
a file scanned by DuckDB in DuckDB, a Spark DataFrame on its cluster. The engines do not
agree on rounding, week days, ties, missing numbers or time zones; these helpers say the
same thing in whole numbers, on which all of them do agree.
"""

from segkit.engine.arithmetic import cents, day_number, is_number, ratio, score
from segkit.engine.order_keys import order_keys
from segkit.engine.sources import scan, to_pandas
from segkit.engine.times import calendar_date, day_after, local_time

__all__ = [
    "calendar_date",
    "cents",
    "day_after",
    "day_number",
    "is_number",
    "local_time",
    "order_keys",
    "ratio",
    "scan",
    "score",
    "to_pandas",
]
