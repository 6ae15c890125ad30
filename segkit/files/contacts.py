"""Files with one row per contact and totals only: what can be made of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from segkit.checks import DataError, day
from segkit.files.amounts import as_numbers
from segkit.files.convert import parse_column
from segkit.files.mapping import check_mapping, contact_columns
from segkit.files.names import ALIASES, plain
from segkit.files.words import CONTACTS

TOTALS = ["n_orders", "monetary_amount", "last_order_date", "first_order_date"]


def looks_like_contacts(table: pd.DataFrame) -> bool:
    """Recognise a file with one row per contact and totals only, without order dates.

    Parameters
    ----------
    table : as `segkit.files.read` returns it

    Returns
    -------
    bool

    References
    ----------
    own definition: a contact column whose values hardly repeat, a total or a number
    of orders, and no column named as an order's date

    Examples
    --------
    >>> table = pd.DataFrame({"email": ["a@x.io", "b@x.io"], "total_spent": [5, 9]})
    >>> looks_like_contacts(table)
    True
    """
    names = contact_columns(table)
    if "customer_id" not in names or not set(TOTALS[:3]) & set(names):
        return False
    dated = {"orderedat", *ALIASES["ordered_at"].split()} & {"orderedat", "orderdate"}
    if dated & {plain(c) for c in table}:
        return False
    known = table[names["customer_id"]].dropna()
    return bool(len(known)) and known.nunique() >= 0.9 * len(known)


def contact_totals(
    table: pd.DataFrame,
    *,
    as_of: Any = None,
    columns: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Make the customer table that totals per contact allow, and say what they do not.

    Parameters
    ----------
    table : DataFrame, one row per contact, as `segkit.files.read` returns it
    as_of : day to which recency counts; None takes the last date in the file
    columns : {our name: their name} for customer_id, n_orders, monetary_amount,
        last_order_date, first_order_date

    Returns
    -------
    DataFrame indexed by customer_id with what exists of n_orders, monetary_amount,
    average_order_amount, recency_days, tenure_days, first_order_date,
    last_order_date; ``attrs["notes"]`` says in words what is possible and what is
    not, ``attrs["as_of"]`` the day

    Raises
    ------
    DataError
        if no contact or no total is found

    References
    ----------
    own definition

    Examples
    --------
    >>> table = pd.DataFrame({"email": ["a@x.io", "b@x.io"],
    ...                       "orders_count": [2, 1], "total_spent": [50.0, 9.5]})
    >>> X = contact_totals(table)
    >>> X["average_order_amount"].tolist()
    [25.0, 9.5]
    >>> X.attrs["notes"][-1][:45]
    'without order dates these are impossible: RFM'
    """
    told = check_mapping(dict(columns or {}), "columns=")
    absent = {k: v for k, v in told.items() if v not in table}
    if absent:
        raise DataError(
            f"columns= names {absent}; the contacts have {list(table.columns)}: "
            "correct the right-hand names"
        )
    names = contact_columns(table) | told
    _must_have(names, table)
    notes: list[str] = []
    one = _one_row_each(table, names["customer_id"], notes)
    X = pd.DataFrame(index=pd.Index(one[names["customer_id"]], name="customer_id"))
    for name in [n for n in TOTALS if n in names]:
        X[name] = _values(one[names[name]], name).to_numpy()
    X = _derived(X, as_of, notes)
    X.attrs["notes"] = notes + _possible(X)
    return X


def _must_have(names: dict[str, str], table: pd.DataFrame) -> None:
    if "customer_id" not in names:
        raise DataError(
            f"contacts need a column that says who; the table has "
            f"{list(table.columns)}: pass columns={{'customer_id': 'your name'}}"
        )
    if not set(TOTALS) & set(names):
        raise DataError(
            f"contacts need one of {TOTALS}; the table has {list(table.columns)}: "
            "pass columns={'monetary_amount': 'your name'}"
        )


def _one_row_each(table: pd.DataFrame, who: str, notes: list[str]) -> pd.DataFrame:
    known = table[table[who].notna()]
    if len(known) < len(table):
        n = len(table) - len(known)
        notes.append(CONTACTS["missing"].format(n=n, column=who))
    again = known[who].duplicated()
    if again.any():
        notes.append(CONTACTS["repeated"].format(n=int(again.sum()), column=who))
    return known[~again]


def _values(column: pd.Series, name: str) -> pd.Series:
    if name.endswith("_date"):
        if pd.api.types.is_datetime64_any_dtype(column):
            return column
        found = parse_column(column.astype("str"))
        if found.problem:
            raise DataError(found.problem)
        return found.values
    if pd.api.types.is_numeric_dtype(column):
        return column
    return as_numbers(column.astype("str"))[0]


def _derived(X: pd.DataFrame, as_of: Any, notes: list[str]) -> pd.DataFrame:
    if {"n_orders", "monetary_amount"} <= set(X):
        orders = X["n_orders"].astype(float)
        X["average_order_amount"] = X["monetary_amount"] / orders.where(orders > 0)
    dates = [n for n in ("first_order_date", "last_order_date") if n in X]
    if not dates:
        return X
    if as_of is None:
        as_of = X[dates].max().max()
        notes.append(CONTACTS["as_of"].format(as_of=day(as_of)))
    end = pd.Timestamp(day(as_of))
    X.attrs["as_of"] = str(day(as_of))
    ages = {"last_order_date": "recency_days", "first_order_date": "tenure_days"}
    for name in dates:
        X[ages[name]] = (end - X[name].dt.normalize()).dt.days
    return X


def _possible(X: pd.DataFrame) -> list[str]:
    features = [str(n) for n in X if not str(n).endswith("_date")]
    said = [CONTACTS["possible"].format(features=", ".join(features))]
    if "n_orders" not in X:
        said.append(CONTACTS["no count"])
    if "monetary_amount" not in X:
        said.append(CONTACTS["no amount"])
    last = "last_order_date" in X
    return [*said, CONTACTS["last date" if last else "no dates"]]
