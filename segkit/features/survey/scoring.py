"""From answers to scale scores: items turned round, then averaged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.features.survey import words
from segkit.features.survey.codebook import scale_items
from segkit.features.survey.reading import present, respondents, turned_round


def answers(
    survey: Any,
    items: Any,
    *,
    columns: Mapping[str, str] | None = None,
    share: float = 0.5,
    centred: bool = False,
    as_of: Any = None,
) -> pd.DataFrame:
    """Turn a questionnaire into one row per customer, with a score for every scale.

    Items that are worded against their scale are turned round first: an answer x on a
    scale from low to high becomes low + high - x. A score is the mean of the scale's
    items. Whoever left some of them open is scored on the others, if these are at least
    ``share`` of the scale; otherwise the score is missing.

    Parameters
    ----------
    survey : table of any engine: customer_id and the items, one row per respondent
    items : the item table: `codebook`'s, or ``datasets.load("survey_items")``
    columns : ``{"our name": "their name"}``
    share : least part of a scale's items that must be answered, above 0, at most 1
    centred : take each respondent's mean over all items of the block off the scores,
        see `ipsatised`
    as_of : the day the answers describe; the last in column answered_on if None

    Returns
    -------
    DataFrame indexed by customer_id: ``<block>_<factor>_score`` (in answer steps), then
    the items, turned round, then the survey's other columns that ``items`` lists.
    ``attrs``: as_of; scales (score to items); texts (item to wording); left_out
    (rows without a customer, scores without enough answers)

    Raises
    ------
    DataError
        if a column is missing, an answer lies outside its scale or is text, or a
        customer answers twice

    References
    ----------
    Likert (1932); the half rule after Ware and others (1993), SF-36 Health Survey.

    Examples
    --------
    >>> from segkit.features import codebook
    >>> survey = pd.DataFrame({"customer_id": ["a", "b"], "q1": [5, 2], "q2": [2, 4]})
    >>> book = codebook({"calm": ["q1", "q2"]}, reverse=["q2"], block="trait")
    >>> answers(survey, book)
                 trait_calm_score   q1   q2
    customer_id
    a                         4.5  5.0  4.0
    b                         2.0  2.0  2.0
    """
    if isinstance(share, bool) or not 0 < share <= 1:
        raise DataError(words.SHARE.format(share=share))
    table, nobody = respondents(survey, columns)
    book = present(scale_items(items), table)
    turned = turned_round(table, book)
    groups = book.groupby("score", sort=True)["item"]  # in order of the alphabet
    scales = {str(name): found.tolist() for name, found in groups}
    scored = {name: _mean(turned[of], share) for name, of in scales.items()}
    scores = pd.DataFrame(scored, table.index)
    few = int(scores.isna().to_numpy().sum())
    if centred:
        scores = _centred(scores, turned, book)
    listed = engine.to_pandas(items)["item"]
    others = [name for name in listed if name in table and name not in turned]
    result = pd.concat([scores, turned, table[others]], axis=1)
    result.attrs = {
        "scales": scales,
        "texts": dict(zip(book["item"], book["text"], strict=True)),
        "left_out": {"no customer_id": nobody, "scores with too few answers": few},
    }
    if centred:
        result.attrs["ipsatised"] = scores.columns.tolist()
    return _dated(result, table, as_of)


def ipsatised(X: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Take each customer's own mean off, so that only what they stress more is left.

    For describing people only. The columns then add up to 0 in every row: one is known
    from the others, and p items that measured different things correlate at
    -1/(p - 1). So a reliability or a factor analysis of them means nothing, and
    `segkit.models.psychographic` refuses both.

    Parameters
    ----------
    X : one row per customer
    columns : which to centre within the row, on one kind of scale, two or more

    Returns
    -------
    DataFrame, X with these columns changed; ``attrs["ipsatised"]`` names them

    Raises
    ------
    DataError
        if fewer than two columns are named, or X lacks one

    References
    ----------
    Hicks (1970), Psychological Bulletin 74, 167-184.

    Examples
    --------
    >>> X = pd.DataFrame({"calm": [5.0, 3.0], "tidy": [3.0, 3.0]}, index=["a", "b"])
    >>> ipsatised(X, ["calm", "tidy"])
       calm  tidy
    a   1.0  -1.0
    b   0.0   0.0
    """
    columns = list(columns)
    if len(columns) < 2:
        raise DataError(words.TWO_COLUMNS.format(columns=columns))
    checks.table(X, columns, name="X")
    own = X[columns].astype(float)
    result = X.assign(**own.sub(own.mean(axis=1), axis=0))
    before = X.attrs.get("ipsatised", [])
    result.attrs = {**X.attrs, "ipsatised": [*before, *columns]}
    return result


def _mean(answered: pd.DataFrame, share: float) -> pd.Series:
    enough = answered.notna().mean(axis=1) >= share
    return answered.mean(axis=1).where(enough)


def _centred(
    scores: pd.DataFrame, turned: pd.DataFrame, book: pd.DataFrame
) -> pd.DataFrame:
    """Take each respondent's mean over a block's items off the scores of the block."""
    own: dict[str, pd.Series] = {}
    for _, rows in book.groupby("block"):
        mean = turned[list(rows["item"])].mean(axis=1)
        own |= {name: scores[name] - mean for name in rows["score"]}
    return pd.DataFrame(own)[scores.columns]


def _dated(result: pd.DataFrame, table: pd.DataFrame, as_of: Any) -> pd.DataFrame:
    if as_of is None and "answered_on" in table:
        as_of = table["answered_on"].max()
    if as_of is not None and not pd.isna(as_of):
        result.attrs["as_of"] = str(checks.day(as_of))
    return result
