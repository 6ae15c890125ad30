"""How the published definitions become schemes that ``by=`` can choose."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from segkit.checks import DataError
from segkit.models.schemes import Scheme, Settings, need

Options = Mapping[str, Any]


def scheme(
    columns: tuple[str, ...],
    learn: Callable[[pd.DataFrame, Options], Settings],
    divide: Callable[[pd.DataFrame, Settings], pd.Series],
    texts: Callable[[Settings], list[str]],
    *,
    options: tuple[str, ...] = (),
    maybe: tuple[str, ...] = (),
) -> Scheme:
    """Make a scheme of a function that returns ordered levels.

    Parameters
    ----------
    columns : that it needs
    learn : from X and the options to what is kept
    divide : from X and what is kept to an ordered categorical Series
    texts : from what is kept to the rule of each level
    options : those of the model's arguments that it reads
    maybe : columns that it reads if X has them

    Returns
    -------
    Scheme

    Examples
    --------
    >>> from segkit.models.demographic.age import age_band
    >>> made = scheme(("age_years",), lambda X, options: {},
    ...     lambda X, kept: age_band(X["age_years"], [60]), lambda kept: ["a", "b"])
    >>> made.rules({})
    {'under 60': 'a', '60 and over': 'b'}
    """
    nobody = pd.DataFrame({name: pd.Series(dtype=object) for name in columns})

    def reads(X: pd.DataFrame, given: Options) -> list[str]:
        return [*need(X, *columns), *(name for name in maybe if name in X.columns)]

    def rules(kept: Settings) -> dict[str, str]:
        names = divide(nobody, kept).cat.categories
        return dict(zip(names, texts(kept), strict=True))

    return Scheme(reads, learn, divide, rules, options)


def own(name: str, options: Options, option: str, usual: Any = None) -> Any:
    """Return what an option says for one scheme.

    Parameters
    ----------
    name : of the scheme
    options : the model's arguments; with several schemes, each option is a dictionary
        from the scheme's name to its value
    option : which
    usual : what holds if nothing is said

    Returns
    -------
    the value

    Examples
    --------
    >>> own("age", {"by": "age", "edges": [30]}, "edges")
    [30]
    >>> own("age", {"by": ["age", "gender"], "edges": {"age": [30]}}, "edges")
    [30]
    """
    value = options.get(option)
    if value is not None and not isinstance(options["by"], str):
        value = value.get(name)
    return usual if value is None else value


def mapped(name: str, options: Options) -> Settings:
    """Keep a mapping with text for its words, as a JSON file does.

    Parameters
    ----------
    name : of the scheme
    options : the model's arguments

    Returns
    -------
    dict with the mapping, None if there is none

    Raises
    ------
    DataError
        if it is no dictionary

    Examples
    --------
    >>> mapped("pcs", {"by": "pcs", "mapping": {7: 3}})
    {'mapping': {'7': 3}}
    """
    mapping = own(name, options, "mapping")
    if mapping is not None and not isinstance(mapping, Mapping):
        raise DataError(
            f"mapping must be a dictionary from your words; this is {mapping!r}"
        )
    return {"mapping": {str(k): v for k, v in mapping.items()} if mapping else None}
