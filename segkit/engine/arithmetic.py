"""Numbers on which all engines agree: days, scores, cents and guarded ratios."""

from __future__ import annotations

from typing import Any

import narwhals.stable.v2 as nw


def day_number(moment: Any) -> Any:
    """Count the days since 0001-01-01, as ``datetime.date.toordinal`` does.

    Monday is 1, so ``(day_number - 1) % 7 >= 5`` is a weekend on every engine.

    Parameters
    ----------
    moment : narwhals expression of local times or dates, none missing

    Returns
    -------
    narwhals expression, Int64, days

    Notes
    -----
    Own definition: 365 days a year, and a day more for each leap year before.

    Examples
    --------
    >>> from datetime import date
    >>> import pandas as pd
    >>> import narwhals.stable.v2 as nw
    >>> table = pd.DataFrame({"at": pd.to_datetime(["2024-06-30 23:59"])})
    >>> days = nw.from_native(table).select(n=day_number(nw.col("at")))
    >>> int(days.to_native()["n"].iloc[0]) == date(2024, 6, 30).toordinal()
    True
    """
    years = moment.dt.year().cast(nw.Int64) - 1
    leap_days = years // 4 - years // 100 + years // 400
    return years * 365 + leap_days + moment.dt.ordinal_day().cast(nw.Int64)


def score(column: str, bins: int = 5) -> Any:
    """Score a column from 1 to `bins` so that equal values get equal scores.

    Parameters
    ----------
    column : name of a column without missing values
    bins : number of scores; the highest values get `bins`

    Returns
    -------
    narwhals expression, Int64, from 1 to `bins`

    Notes
    -----
    Own definition: ``1 + bins * (rank - 1) // n``, rank the smallest of its ties. It
    equals cutting at inverse-CDF quantiles; SQL's NTILE would split equal values.

    Examples
    --------
    >>> import pandas as pd
    >>> import narwhals.stable.v2 as nw
    >>> table = pd.DataFrame({"n_orders": [1, 1, 1, 2, 9]})
    >>> nw.from_native(table).select(f=score("n_orders")).to_native()["f"].tolist()
    [1, 1, 1, 4, 5]
    """
    below = nw.col(column).rank("min").cast(nw.Int64) - 1
    return 1 + bins * below // nw.len().cast(nw.Int64)


def cents(amount: Any) -> Any:
    """Turn money into whole cents, whose sums do not depend on the order of rows.

    Parameters
    ----------
    amount : narwhals expression of numbers, none missing or infinite; currency units

    Returns
    -------
    narwhals expression, Int64, cents; half a cent is rounded away from zero

    Examples
    --------
    >>> import pandas as pd
    >>> import narwhals.stable.v2 as nw
    >>> table = pd.DataFrame({"amount": [10.05, 0.125, -0.125]})
    >>> whole = nw.from_native(table).select(n=cents(nw.col("amount"))).to_native()
    >>> whole["n"].tolist()
    [1005, 13, -13]
    """
    hundreds = amount.cast(nw.Float64) * 100
    up = (hundreds + 0.5).floor()
    down = 0 - (0.5 - hundreds).floor()
    return nw.when(hundreds < 0).then(down).otherwise(up).cast(nw.Int64)


def ratio(top: Any, bottom: Any) -> Any:
    """Divide, and leave the result missing where there is nothing to divide by.

    Parameters
    ----------
    top, bottom : narwhals expressions of numbers

    Returns
    -------
    narwhals expression, Float64; missing where `bottom` is 0

    Examples
    --------
    >>> import pandas as pd
    >>> import narwhals.stable.v2 as nw
    >>> table = nw.from_native(pd.DataFrame({"a": [3, 1], "b": [4, 0]}))
    >>> table.select(r=ratio(nw.col("a"), nw.col("b"))).to_native()["r"].tolist()
    [0.75, nan]
    """
    share = top / nw.when(bottom == 0).then(nw.lit(1)).otherwise(bottom)
    return nw.when(bottom != 0).then(share).otherwise(nw.lit(None, nw.Float64))


def is_number(column: str, dtype: Any) -> Any:
    """Say which values are real numbers: not missing, not NaN, not infinite.

    Parameters
    ----------
    column : name of a numeric column
    dtype : its narwhals data type

    Returns
    -------
    narwhals expression, Boolean, never missing

    Examples
    --------
    >>> import pandas as pd
    >>> import narwhals.stable.v2 as nw
    >>> table = nw.from_native(pd.DataFrame({"amount": [1.5, None, float("inf")]}))
    >>> good = table.select(is_number("amount", table.schema["amount"])).to_native()
    >>> good["amount"].tolist()
    [True, False, False]
    """
    there = ~nw.col(column).is_null()
    if not dtype.is_float():
        return there
    return there & nw.col(column).is_finite().fill_null(False)
