"""Rows of orders, sends or visits, counted by customer and option, in any engine."""

from __future__ import annotations

from typing import Any, NamedTuple

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd

from segkit import engine
from segkit.activation.plan.shares import Choices
from segkit.activation.words.plan import channels as words
from segkit.checks import DataError

c = nw.col


class Counted(NamedTuple):
    """Rows by customer and option.

    Parameters
    ----------
    rows : DataFrame customers x options, how many rows
    yes : the same, how many of them were answered; None if that was not asked
    notes : what was left out

    Examples
    --------
    >>> Counted._fields
    ('rows', 'yes', 'notes')
    """

    rows: pd.DataFrame
    yes: pd.DataFrame | None
    notes: list[str]


def check_segments(segments: Any) -> pd.Series:
    """Return segments as a categorical Series with text for names.

    Parameters
    ----------
    segments : Series indexed by customer_id

    Returns
    -------
    Series

    Raises
    ------
    DataError
        if this is no Series

    Examples
    --------
    >>> check_segments(pd.Series({1: "new"})).cat.categories.tolist()
    ['new']
    """
    if not isinstance(segments, pd.Series):
        raise DataError(words.SEGMENTS.format(kind=type(segments).__name__))
    named = segments.astype("category")
    named = named.cat.rename_categories([str(n) for n in named.cat.categories])
    return named[~named.index.duplicated()].dropna()


def count(
    frame: Any, option: Any, segments: pd.Series, *, name: str, answered: Any = None
) -> Counted:
    """Count rows by customer and option, for the customers of the segments.

    Parameters
    ----------
    frame : narwhals table with customer_id
    option : expression of the option
    segments : as `check_segments` returns them
    name : of the table, for messages
    answered : expression that is true for rows that were answered; None if not asked

    Returns
    -------
    Counted, every customer of the segments with a row

    Raises
    ------
    DataError
        if no row belongs to a customer of the segments

    Examples
    --------
    >>> table = nw.from_native(pd.DataFrame({"customer_id": [1, 1], "at": ["a", "b"]}))
    >>> count(table, c("at"), pd.Series({1: "new"}), name="orders").rows.to_numpy()
    array([[1., 1.]])
    """
    yes = nw.lit(0) if answered is None else answered.cast(nw.Int64)
    small = frame.select(c("customer_id"), option.alias("option"), yes.alias("yes"))
    missing = c("customer_id").is_null() | c("option").is_null()
    gone = number(small.filter(missing))
    grouped = (
        small.filter(~missing)
        .group_by("customer_id", "option")
        .agg(nw.len().alias("n"), c("yes").sum().alias("yes"))
    )
    table = engine.to_pandas(grouped.to_native())
    mine = table["customer_id"].isin(segments.index)
    outside = int(table.loc[~mine, "n"].sum())
    table = table[mine]
    if table.empty:
        raise DataError(words.NOBODY.format(name=name))
    notes = [words.OUTSIDE.format(n=outside)] if outside else []
    if gone:
        notes.append(words.NO_CUSTOMER.format(n=gone))
    rows = _wide(table, "n")
    return Counted(rows, None if answered is None else _wide(table, "yes"), notes)


def number(frame: Any) -> int:
    """Return how many rows a narwhals table of any engine has.

    Parameters
    ----------
    frame : narwhals table

    Returns
    -------
    int

    Examples
    --------
    >>> number(nw.from_native(pd.DataFrame({"at": [1, 2]})))
    2
    """
    rows = engine.to_pandas(frame.select(nw.len().alias("n")).to_native())
    return int(rows["n"].iloc[0])


def _wide(table: pd.DataFrame, column: str) -> pd.DataFrame:
    wide = table.pivot_table(
        index="customer_id", columns="option", values=column, aggfunc="sum",
        fill_value=0, observed=True,
    )  # fmt: skip
    wide.columns = pd.Index(wide.columns.astype(object))
    return wide.astype(float)


def choices(counted: Counted, who: Any, per: str) -> Choices:
    """Return the choices of some customers, in the unit that was asked.

    Parameters
    ----------
    counted : rows by customer and option
    who : which customers, by id
    per : "customer" (each counts once), "row", or "answered"

    Returns
    -------
    Choices

    Examples
    --------
    >>> rows = pd.DataFrame({"web": [3.0, 0.0], "app": [1.0, 2.0]}, index=[1, 2])
    >>> choices(Counted(rows, None, []), [1, 2], "customer").shares.tolist()
    [0.375, 0.625]
    """
    rows = counted.rows[counted.rows.index.isin(who)]
    if counted.yes is not None:
        return Choices(counted.yes.loc[rows.index].to_numpy(), rows.to_numpy())
    values = rows.to_numpy()
    whole = values.sum(axis=1, keepdims=True)
    if per == "customer":
        return Choices(values / whole, np.ones(values.shape))
    return Choices(values, np.repeat(whole, values.shape[1], axis=1))
