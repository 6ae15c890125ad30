"""Orders near a birthday, and days since the sign-up."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.features import one_row, population, words

KNOWN = ("birth_date", "signed_up_on")
YEAR = 365


def of(
    days: Any, people: Any, described: pd.DataFrame, today: date, near: int
) -> pd.DataFrame:
    """Describe orders by the dates that the shop knows of each customer.

    Parameters
    ----------
    days : narwhals table: customer_id, _md (month times 100 plus day), n (orders)
    people : pandas table with customer_id, and birth_date or signed_up_on
    described : the customers who are described, indexed by customer_id
    today : as_of
    near : days before a birthday that count as near it

    Returns
    -------
    pandas.DataFrame indexed by customer_id

    Raises
    ------
    DataError
        if people lacks both dates, or they are no dates, or someone is there twice

    Examples
    --------
    >>> import narwhals.stable.v2 as nw
    >>> days = pd.DataFrame({"customer_id": [1, 1], "_md": [501, 1101], "n": [3, 1]})
    >>> people = pd.DataFrame({"customer_id": [1], "birth_date": ["1990-05-11"]})
    >>> people["birth_date"] = pd.to_datetime(people["birth_date"])
    >>> found = of(nw.from_native(days), people, pd.DataFrame(index=[1]),
    ...            date(2024, 12, 31), 14)
    >>> found.round(2).values.tolist()
    [[0.75, 51.0]]
    """
    checks.whole_number(near, name="birthday_days", low=0, high=YEAR - 1)
    known = _known(people)
    made = pd.DataFrame(index=described.index)
    if "birth_date" in known:
        made = made.join(_birthdays(engine.to_pandas(days.to_native()), known, near))
    if "signed_up_on" in known:
        since = (pd.Timestamp(today) - known["signed_up_on"]).dt.days.astype(float)
        made["account_days"] = since.reindex(made.index).where(lambda day: day >= 0)
    return made


def _known(people: Any) -> pd.DataFrame:
    table = checks.table(people, ["customer_id"], name="people")
    have = [name for name in KNOWN if name in table.columns]
    if not have:
        raise DataError(words.PEOPLE.format(have=list(table.columns)))
    for name in have:
        if not pd.api.types.is_datetime64_any_dtype(table[name]):
            cure = words.EVENT_CURES["dates"].format(name="people", column=name)
            raise DataError(words.PEOPLE_DATES.format(column=name, cure=cure))
    ids = population.ids(table)
    known = table.set_index("customer_id")[have]
    known.index = population.plain_index(known.index)
    return known.loc[ids]


def _birthdays(days: pd.DataFrame, known: pd.DataFrame, near: int) -> pd.DataFrame:
    """Count the days from each order to the birthdays before and after it."""
    born = known["birth_date"].reindex(days["customer_id"])
    day, birthday = (_place(md) for md in (days["_md"], _md(born)))
    ahead = (birthday - day) % YEAR
    n = days["n"].astype(float).where(~np.isnan(ahead))
    of = pd.DataFrame(
        {
            "n": n,
            "near": n * (ahead <= near),
            "days": n * np.minimum(ahead, YEAR - ahead),
        }
    ).groupby(days["customer_id"])
    sums = of.sum()
    sums.index = population.plain_index(sums.index)
    return pd.DataFrame(
        {
            "birthday_rate": one_row.ratio(sums["near"], sums["n"]),
            "birthday_gap_days": one_row.ratio(sums["days"], sums["n"]),
        }
    )


def _md(born: pd.Series) -> pd.Series:
    return born.dt.month * 100 + born.dt.day


def _place(md: Any) -> np.ndarray:
    """Return the day of a year of 365; 29 February is the day before 1 March."""
    md = np.asarray(md, dtype=float)
    month = np.where(np.isnan(md), 1, md // 100).astype(int)
    before = np.cumsum([0, 0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30])[month]
    return before + np.where(md == 229, 28, md % 100)
