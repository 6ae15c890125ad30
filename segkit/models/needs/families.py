"""The columns of X that belong together: scores of benefits, of offers, of motives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.models import tables, words

PREFIXES = {
    "maxdiff": "maxdiff_",
    "choices": "choice_",
    "benefits": "benefit_",
    "motives": "motiv_",
}
CHOSEN = ("maxdiff", "choices")  # what people chose tells more than what they rated
IMPORTANCE, SATISFACTION = "job_importance_", "job_satisfaction_"
MADE_BY = "features.needs(...)"


def columns(X: pd.DataFrame, family: str) -> list[str]:
    """List the columns of one family, by name.

    Parameters
    ----------
    X : one row per customer
    family : a key of ``PREFIXES``

    Returns
    -------
    list of str

    Examples
    --------
    >>> X = pd.DataFrame(columns=["maxdiff_low_price", "n_orders", "benefit_price"])
    >>> columns(X, "maxdiff")
    ['maxdiff_low_price']
    """
    return starting(X.columns, PREFIXES[family])


def starting(names: Iterable[str], prefix: str) -> list[str]:
    """List the names that start with a prefix, sorted.

    Parameters
    ----------
    names : column names
    prefix : their beginning

    Returns
    -------
    list of str

    Examples
    --------
    >>> starting(["b_2", "a_1", "b_1"], "b_")
    ['b_1', 'b_2']
    """
    return sorted(name for name in map(str, names) if name.startswith(prefix))


def chosen(X: pd.DataFrame, by: str | Sequence[str] | None) -> list[str]:
    """Say which families to read: those asked for, or the best that X has.

    Parameters
    ----------
    X : one row per customer
    by : a family, several, or None: what people chose, if X has it, else their ratings

    Returns
    -------
    list of str, keys of ``PREFIXES``

    Raises
    ------
    DataError
        if X has no column of a family that was asked for

    Examples
    --------
    >>> chosen(pd.DataFrame(columns=["benefit_price", "choice_low_price"]), None)
    ['choices']
    """
    if by is not None:
        asked = [by] if isinstance(by, str) else list(by)
        for family in asked:
            checks.choice(family, PREFIXES, name="by")
            if not columns(X, family):
                raise DataError(
                    f"by={family!r} needs columns that start with "
                    f"'{PREFIXES[family]}'; the table has {X.columns.tolist()}: make X "
                    f"with {MADE_BY}, or rename its columns"
                )
        return asked
    there = [family for family in PREFIXES if columns(X, family)]
    return [family for family in CHOSEN if family in there] or there[:1]


def item(column: str) -> str:
    """Name the item of a column, fit for a sentence.

    Parameters
    ----------
    column : its name

    Returns
    -------
    str

    Examples
    --------
    >>> item("maxdiff_low_price"), item("job_importance_find_a_gift")
    ('low price', 'find a gift')
    """
    for prefix in (*PREFIXES.values(), IMPORTANCE, SATISFACTION):
        if column.startswith(prefix):
            return words.label(column.removeprefix(prefix))
    return words.label(column)


def title(text: str) -> str:
    """Begin with a capital letter.

    Parameters
    ----------
    text : any

    Returns
    -------
    str

    Examples
    --------
    >>> title("low price")
    'Low price'
    """
    return text[:1].upper() + text[1:]


def within_person(X: pd.DataFrame) -> pd.DataFrame:
    """Take each person's own mean off their ratings: some say 5 to everything.

    Parameters
    ----------
    X : ratings, one row per customer

    Returns
    -------
    DataFrame of floats, same shape; a row sums to 0 (it is ipsative: it compares the
    items of one person, not people). A single rating says nothing, and is missing

    Examples
    --------
    >>> X = pd.DataFrame({"benefit_price": [5, 3, 4], "benefit_advice": [5, 1, None]})
    >>> within_person(X).to_numpy().tolist()
    [[0.0, 0.0], [1.0, -1.0], [nan, nan]]
    """
    ratings = tables.numbers(X, X.columns.tolist())
    off = ratings.sub(ratings.mean(axis=1), axis=0)
    return off.where(ratings.notna().sum(axis=1) > 1)


def joined(form: str, parts: Sequence[str]) -> str:
    """Join texts, two at a time.

    Parameters
    ----------
    form : with the places ``{first}`` and ``{second}``
    parts : one text or more

    Returns
    -------
    str

    Examples
    --------
    >>> joined("{first} / {second}", ["a", "b", "c"])
    'a / b / c'
    """
    text = parts[0]
    for part in parts[1:]:
        text = form.format(first=text, second=part)
    return text
