"""A survey read as it came: one row per respondent, answers inside their scales."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.features.survey import words


def respondents(
    survey: Any, columns: Mapping[str, str] | None
) -> tuple[pd.DataFrame, int]:
    """Index the survey by customer, and count the rows that have none.

    Parameters
    ----------
    survey : table of any engine, with customer_id
    columns : ``{"our name": "their name"}``

    Returns
    -------
    (pandas table sorted by customer_id, rows left out)

    Raises
    ------
    DataError
        if a customer is there twice, or no row has one

    Examples
    --------
    >>> respondents(pd.DataFrame({"customer_id": ["b", None, "a"]}), None)[1]
    1
    """
    checked = checks.table(survey, ["customer_id"], name="survey", columns=columns)
    table = engine.to_pandas(checked)
    known = table[table["customer_id"].notna()]
    if known.empty:
        raise DataError(words.NO_ROWS)
    repeated = known.loc[known["customer_id"].duplicated(), "customer_id"]
    if len(repeated):
        some = repeated.iloc[0]
        raise DataError(words.REPEATED.format(n=len(repeated), some=some))
    return known.set_index("customer_id").sort_index(), len(table) - len(known)


def present(book: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Keep the scales that were asked; refuse those that were asked in part.

    Parameters
    ----------
    book : from `scale_items`
    table : the survey

    Returns
    -------
    DataFrame, the rows of the book that count

    Raises
    ------
    DataError
        if some items of a scale are there and some are not, or no scale is there

    Examples
    --------
    >>> book = pd.DataFrame({"item": ["q1", "q2"], "score": ["calm", "tidy"]})
    >>> present(book, pd.DataFrame({"q1": [3]}))["score"].tolist()
    ['calm']
    """
    there = book["item"].isin(table.columns)
    lacks = there.groupby(book["score"]).transform("any") & ~there
    if lacks.any():
        score = book.loc[lacks, "score"].iloc[0]
        missing = book.loc[lacks & (book["score"] == score), "item"].tolist()
        raise DataError(
            words.PART_OF_A_SCALE.format(scale=score, missing=missing, first=missing[0])
        )
    if not there.any():
        raise DataError(words.NO_SCALE)
    return book[there]


def turned_round(table: pd.DataFrame, book: pd.DataFrame) -> pd.DataFrame:
    """Read the items as numbers, those against their scale turned round.

    Parameters
    ----------
    table : the survey
    book : from `scale_items`

    Returns
    -------
    DataFrame of float64, a column per item of the book

    Raises
    ------
    DataError
        if an item holds text, or a number outside its scale

    Examples
    --------
    >>> book = pd.DataFrame({"item": ["q1"], "low": 1, "high": 5, "reversed": True})
    >>> turned_round(pd.DataFrame({"q1": [1, 4, None]}), book)["q1"].tolist()
    [5.0, 2.0, nan]
    """
    found = {}
    for row in book.to_dict("records"):
        values = inside(table[row["item"]], row)
        found[row["item"]] = (
            row["low"] + row["high"] - values if row["reversed"] else values
        )
    return pd.DataFrame(found, table.index)


def inside(column: pd.Series, row: Mapping[Any, Any]) -> np.ndarray:
    """Read one item's answers, and refuse what its scale does not have.

    Parameters
    ----------
    column : the answers
    row : of the book: item, low, high

    Returns
    -------
    float array, missing answers as nan

    Raises
    ------
    DataError
        naming the item and the value

    Examples
    --------
    >>> row = {"item": "q1", "low": 1, "high": 5}
    >>> inside(pd.Series([1, 99]), row)
    Traceback (most recent call last):
    ...
    segkit.checks.DataError: item 'q1' holds 99 in 1 rows, outside its scale from 1 to
    5: turn codes for no answer into missing values, or correct the scale
    """
    kind = pd.api.types.infer_dtype(column, skipna=True)
    numbers = pd.api.types.is_numeric_dtype(column) and kind != "boolean"
    if not numbers and not column.isna().all():
        raise DataError(words.NO_NUMBER.format(**row, kind=kind))
    values = column.to_numpy(dtype=float, na_value=np.nan)
    wrong = values[(values < row["low"]) | (values > row["high"])]
    if len(wrong):
        raise DataError(words.OUTSIDE.format(**row, value=wrong[0], n=len(wrong)))
    return values
