"""Schemes: ways to divide by one set of levels, which `bands.BandsRule` can cross."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.models import tables, words

Settings = dict[str, Any]


class Scheme(NamedTuple):
    """One way to divide by published or own levels.

    Attributes
    ----------
    reads : from X and the model's options to the columns that are read
    learn : from X and the options to plain settings: limits, versions, names
    divide : from X and the settings to a Series of level names, missing if not known
    rules : from the settings to level names, in order, and the rule of each in words
    options : the model's options that count here, apart from ``by``
    """

    reads: Callable[[pd.DataFrame, Mapping[str, Any]], list[str]]
    learn: Callable[[pd.DataFrame, Mapping[str, Any]], Settings]
    divide: Callable[[pd.DataFrame, Settings], pd.Series]
    rules: Callable[[Settings], dict[str, str]]
    options: tuple[str, ...] = ()


def need(X: pd.DataFrame, *columns: str) -> list[str]:
    """Say which columns a scheme reads, or which of them X lacks.

    Parameters
    ----------
    X : one row per customer
    columns : that must be there

    Returns
    -------
    the columns

    Raises
    ------
    KeyError
        with the list of those that X lacks; `BandsRule` says it to people

    Examples
    --------
    >>> need(pd.DataFrame({"age_years": [3]}), "age_years")
    ['age_years']
    """
    missing = [name for name in columns if name not in X.columns]
    if missing:
        raise KeyError(missing)
    return list(columns)


def named(column: str) -> Scheme:
    """Divide by the names that a column has when the model learns.

    Parameters
    ----------
    column : of names

    Returns
    -------
    Scheme; a categorical column keeps its order and its empty categories, the names
    of others are sorted; a name that was not there is not known

    Examples
    --------
    >>> X = pd.DataFrame({"region": ["North", None, "East"]})
    >>> named("region").rules(named("region").learn(X, {}))
    {'East': 'region is East', 'North': 'region is North'}
    """

    def rules(settings: Settings) -> dict[str, str]:
        label = words.label(column)
        return {n: words.RULE_IS.format(label, n) for n in settings["names"]}

    return Scheme(
        reads=lambda X, options: need(X, column),
        learn=lambda X, options: {"names": _names(X[column])},
        divide=lambda X, settings: _text(X[column]),
        rules=rules,
    )


def banded(
    column: str,
    edges: Sequence[float],
    *,
    label: str,
    of: str = "",
    shown: Callable[[float], str] = words.number,
) -> Scheme:
    """Divide a column of numbers where one band ends and the next begins.

    Parameters
    ----------
    column : of numbers
    edges : the usual ones, small to large; the model's option ``edges`` may name
        others for the column; a number on an edge is in the band above
    label : the column's name in a sentence
    of : what follows the numbers in the names of bands
    shown : how an edge is written

    Returns
    -------
    Scheme

    Examples
    --------
    >>> scheme = banded("employees", [10, 250], label="people", of=" people")
    >>> X = pd.DataFrame({"employees": [9, 10, 250]})
    >>> scheme.divide(X, {"edges": [10.0, 250.0]}).tolist()
    ['Under 10 people', '10 to under 250 people', '250 and more people']
    """

    def names(settings: Settings) -> dict[str, str]:
        bands = _band_names([shown(edge) for edge in settings["edges"]], of)
        return {
            band: words.BAND_RULE.format(label=label, band=band[0].lower() + band[1:])
            for band in bands
        }

    def divide(X: pd.DataFrame, settings: Settings) -> pd.Series:
        values = tables.numbers(X, [column])[column]
        cuts = [-np.inf, *settings["edges"], np.inf]
        return pd.cut(values, cuts, right=False, labels=list(names(settings)))

    def learn(X: pd.DataFrame, options: Mapping[str, Any]) -> Settings:
        given = (options["edges"] or {}).get(column, edges)
        settings = {"edges": increasing(given, f"edges of {column}")}
        bands = _band_names([shown(edge) for edge in settings["edges"]], of)
        alike = [band for band in bands if bands.count(band) > 1]
        if alike:
            raise DataError(
                f"edges of {column} are so close that two bands would be called "
                f"{alike[0]!r}: leave some out"
            )
        return settings

    return Scheme(lambda X, options: need(X, column), learn, divide, names, ("edges",))


def increasing(edges: Any, name: str, n: int | None = None) -> list[float]:
    """Check that edges are numbers from small to large.

    Parameters
    ----------
    edges : the numbers
    name : what they are, for the message
    n : how many there must be; None for one or more

    Returns
    -------
    list of float

    Raises
    ------
    DataError
        if they are not

    Examples
    --------
    >>> increasing([5, 10], "edges of firm_age_years", 2)
    [5.0, 10.0]
    """
    found = list(edges) if isinstance(edges, Sequence | np.ndarray) else []
    fits = all(tables.is_number(each) for each in found)
    if not fits or not found or (n is not None and len(found) != n):
        many = "numbers" if n is None else words.counted(n, "number")
        raise DataError(f"{name} must be {many}, small to large; this is {edges!r}")
    if any(b <= a for a, b in itertools.pairwise(found)):
        raise DataError(f"{name} must go from small to large; this is {edges!r}")
    return [float(each) for each in found]


def _band_names(texts: list[str], of: str) -> list[str]:
    pairs = itertools.pairwise(texts)
    return [
        words.BAND_TO.format(high=texts[0], of=of),
        *(words.BAND.format(low=low, high=high, of=of) for low, high in pairs),
        words.BAND_FROM.format(low=texts[-1], of=of),
    ]


def _names(column: pd.Series) -> list[str]:
    if isinstance(column.dtype, pd.CategoricalDtype):
        return [words.category(value) for value in column.cat.categories]
    return sorted(_text(column).dropna().unique())


def _text(column: pd.Series) -> pd.Series:
    return column.astype(object).map(words.category, na_action="ignore")
