"""The faults of the dirty shop's customers: one a row at most."""

from __future__ import annotations

import numpy as np
import pandas as pd

from segkit.simulate.cases.order_faults import assigned, odd
from segkit.simulate.draw import stream

COPIES, SECOND = 12, 24
SPOILT = {
    "birth year placeholder": 15,
    "birth year of a child": 8,
    "income placeholder": 20,
    "income missing": 60,
    "city spelling": 40,
    "date format": 55,
    "sign-up after order": 10,
}
NO_INCOME, NO_YEAR, CHILD = 999, 1900, 2017
DOTTED = "%d.%m.%Y"


def spoil(
    seed: int, customers: pd.DataFrame, orders: pd.DataFrame, twice: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Spoil the list of customers.

    Parameters
    ----------
    seed : whole number
    customers : as they are
    orders : as they were, with customer_id and ordered_at
    twice : second accounts: customer_id, account, signed_up_on

    Returns
    -------
    (DataFrame, DataFrame)
        what the export says, days as text, and the key to it; both by `row`

    Examples
    --------
    >>> from segkit.simulate.cases.dirty import dirty
    >>> made = dirty(1)
    >>> int(made.truth["dirty_customers"]["fault"].eq("second account").sum())
    24
    """
    rng = stream(seed, "dirty customer faults")
    table = customers.assign(person_id=customers["customer_id"])
    table["fault"] = _faults(rng, table, orders, twice)
    table = pd.concat([table, _copies(rng, table), _second(rng, table, twice)])
    table = table.sort_values("customer_id", kind="stable", ignore_index=True)
    table.insert(0, "row", np.arange(1, len(table) + 1))
    columns = ["row", "fault", "person_id", "birth_year", "income_amount"]
    names = {"birth_year": "true_birth_year", "income_amount": "true_income_amount"}
    return _shown(rng, table, orders), table[columns].rename(columns=names)


def _faults(
    rng: np.random.Generator,
    table: pd.DataFrame,
    orders: pd.DataFrame,
    twice: pd.DataFrame,
) -> pd.Series:
    """Give buyers one fault at most, and those with two accounts none."""
    name = table["customer_id"]
    open_to = name.isin(orders["customer_id"]) & ~name.isin(twice["customer_id"])
    fault = pd.Series([None] * len(table), dtype="str")
    fault[open_to] = assigned(rng, int(open_to.sum()), SPOILT).to_numpy()
    return fault


def _copies(rng: np.random.Generator, table: pd.DataFrame) -> pd.DataFrame:
    sound = table.index[table["fault"].isna()]
    rows = rng.choice(sound, COPIES, replace=False)
    return table.loc[rows].assign(fault="exact copy")


def _second(
    rng: np.random.Generator, table: pd.DataFrame, twice: pd.DataFrame
) -> pd.DataFrame:
    """Return second accounts: the same person, written another way."""
    first = table.set_index("customer_id", drop=False).loc[twice["customer_id"]]
    initial = first["name"].str.replace(r"^(\w)\w*", r"\1.", regex=True)
    short = rng.random(len(first)) < 0.5
    return first.assign(
        customer_id=twice["account"].to_numpy(),
        name=initial.where(short, first["name"].str.upper()),
        email=first["email"].str.capitalize().where(short, first["email"] + " "),
        signed_up_on=twice["signed_up_on"].to_numpy(),
        fault="second account",
    )


def _shown(
    rng: np.random.Generator, table: pd.DataFrame, orders: pd.DataFrame
) -> pd.DataFrame:
    """Return what the export says."""
    fault = table["fault"]
    shown = table[["row", "customer_id", "name", "email"]].copy()
    born = table["birth_year"].mask(fault == "birth year placeholder", NO_YEAR)
    shown["birth_year"] = born.mask(fault == "birth year of a child", CHILD)
    shown["city"] = table["city"].mask(
        fault == "city spelling", odd(rng, table["city"])
    )
    shown["signed_up_on"] = _days(rng, table, orders)
    income = table["income_amount"].mask(fault == "income placeholder", NO_INCOME)
    return shown.assign(income_amount=income.mask(fault == "income missing"))


def _days(
    rng: np.random.Generator, table: pd.DataFrame, orders: pd.DataFrame
) -> pd.Series:
    fault = table["fault"]
    first = orders.groupby("customer_id")["ordered_at"].min().dt.normalize()
    wait = pd.to_timedelta(rng.integers(5, 200, len(table)), unit="D")
    after = table["customer_id"].map(first) + wait
    day = table["signed_up_on"].mask(fault == "sign-up after order", after)
    dotted = day.dt.strftime(DOTTED)
    return day.dt.strftime("%Y-%m-%d").mask(fault == "date format", dotted)
