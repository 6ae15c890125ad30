"""The item table: which item belongs to which scale, and which way round."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.features.survey import words

BOOK = ["item", "position", "block", "factor", "low", "high", "reversed", "text"]
SCORE = "{block}_{factor}_score"


def codebook(
    scales: Mapping[str, Sequence[str]],
    *,
    reverse: Collection[str] = (),
    low: float = 1,
    high: float = 5,
    block: str = "survey",
    texts: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Write down which items make which scale: the item table of a survey.

    Parameters
    ----------
    scales : name of each scale to its items, columns of the survey, in any order
    reverse : items that are worded against their scale
    low, high : the lowest and the highest answer
    block : the questions that stood together, on one kind of scale
    texts : item to its wording, if it should be shown

    Returns
    -------
    DataFrame: item, position, block, factor, low, high, reversed, text; stack the
    tables of several blocks with ``pd.concat``

    Raises
    ------
    DataError
        if an item is listed twice, or a reversed one is in no scale

    Examples
    --------
    >>> book = codebook({"calm": ["q1", "q3"], "tidy": ["q2"]}, reverse=["q3"])
    >>> book[["item", "factor", "low", "high", "reversed"]]
      item factor  low  high  reversed
    0   q1   calm    1     5     False
    1   q3   calm    1     5      True
    2   q2   tidy    1     5     False
    """
    pairs = [(item, factor) for factor, items in scales.items() for item in items]
    table = pd.DataFrame(pairs, columns=["item", "factor"])
    _once(table)
    strange = sorted(set(reverse) - set(table["item"]))
    if strange:
        raise DataError(words.NOT_LISTED.format(items=strange))
    table["position"] = range(1, len(table) + 1)
    table["block"], table["low"], table["high"] = block, low, high
    table["reversed"] = table["item"].isin(list(reverse))
    table["text"] = [(texts or {}).get(item, item) for item in table["item"]]
    return table[BOOK]


def scale_items(items: Any) -> pd.DataFrame:
    """Read an item table, and keep the items that belong to a scale.

    An item belongs to one if its answers are numbers and its factor is not the block
    itself, as for questions that stand alone. The ends of its scale are in columns
    low and high, or the first and the last number of the text in column scale.

    Parameters
    ----------
    items : table: item, factor, reversed; block, position, scale, low, high if any

    Returns
    -------
    DataFrame of `codebook`'s columns and score, the name of the scale's score; in the
    order of the questionnaire

    Raises
    ------
    DataError
        if a column is missing, an item is listed twice, no item belongs to a scale, or
        the ends of a scale are the wrong way round

    Examples
    --------
    >>> asked = pd.DataFrame({"item": ["q1", "age"], "block": ["mind", "person"],
    ...     "factor": ["calm", "person"], "reversed": [True, False],
    ...     "scale": ["1 never, 2 seldom, 3 often", "a whole number"]})
    >>> scale_items(asked)[["item", "low", "high", "reversed"]]
      item  low  high  reversed
    0   q1  1.0   3.0      True
    """
    need = ["item", "factor", "reversed"]
    table = engine.to_pandas(checks.table(items, need, name="items")).copy()
    _once(table)
    ends = [_ends(row) for row in table.to_dict("records")]
    table["low"], table["high"] = zip(*ends, strict=True) if ends else ((), ())
    alone = table["block"].astype(str) == table["factor"] if "block" in table else False
    table = table[table["low"].notna() & ~(pd.Series(alone, table.index))]
    return _tidy(table)


def _once(table: pd.DataFrame) -> None:
    twice = sorted(set(table.loc[table["item"].duplicated(), "item"]))
    if twice:
        raise DataError(words.TWICE.format(items=twice))


def _ends(row: Mapping[str, Any]) -> tuple[float | None, float | None]:
    """Read the two ends of an item's scale; None where answers are no numbers."""
    if not pd.isna(row.get("low")) and not pd.isna(row.get("high")):
        return float(row["low"]), float(row["high"])
    found = re.findall(r"\d+", str(row.get("scale", "")))
    return (float(found[0]), float(found[-1])) if len(found) > 1 else (None, None)


def _tidy(table: pd.DataFrame) -> pd.DataFrame:
    if table.empty:
        raise DataError(words.NO_SCALE)
    table = table.assign(
        low=table["low"].astype(float),
        high=table["high"].astype(float),
        reversed=table["reversed"].astype(bool),
    )
    if "block" not in table:
        table["block"] = "survey"
    if "position" not in table:
        table["position"] = range(1, len(table) + 1)
    if "text" not in table:
        table["text"] = table["text_en"] if "text_en" in table else table["item"]
    wrong = table[table["low"] >= table["high"]]
    if len(wrong):
        first = wrong[["item", "low", "high"]].iloc[0]
        raise DataError(words.WRONG_LIMITS.format(**first))
    table = table.astype({"block": str, "factor": str})
    pairs = zip(table["block"], table["factor"], strict=True)
    table["score"] = [SCORE.format(block=_key(b), factor=_key(f)) for b, f in pairs]
    return table.sort_values("position", ignore_index=True)[[*BOOK, "score"]]


def _key(name: str) -> str:
    return "_".join("".join(c if c.isalnum() else " " for c in name.lower()).split())
