"""Which columns of customers and prospects may be compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from segkit import privacy, schema
from segkit.activation.words import lookalike as words
from segkit.checks import DataError

#: Who a person is, rather than what a person does: used only where it is asked for.
DEMOGRAPHIC = frozenset(
    [
        "age",
        "age_years",
        "birth_date",
        "birth_year",
        "gender",
        "sex",
        "marital_status",
        "household_size",
        "children",
        "education",
        "field_of_study",
        "occupation",
        "occupation_group",
        "seniority_years",
        "income",
        "income_amount",
        "language",
        "nationality",
        "country_of_birth",
    ]
)
#: What the law protects further; columns that the data dictionary marks come on top.
SENSITIVE = frozenset(
    [
        "religion",
        "ethnicity",
        "ethnic_origin",
        "race",
        "health",
        "disability",
        "pregnancy",
        "sexual_orientation",
        "political_opinion",
        "trade_union",
    ]
)
PERSONAL = ("e-mail", "phone", "name", "address", "postcode", "free text")
NINES = 4  # so many 9 and nothing else, beyond all other values: not known
OLDEST = 110  # years


@cache
def marked() -> frozenset[str]:
    """Return the names of columns that the data dictionary marks as sensitive.

    Examples
    --------
    >>> "height_cm" in marked()
    True
    """
    tables = schema.bundled().tables
    named: Iterable[Any] = tables.values() if isinstance(tables, dict) else tables
    return SENSITIVE | {c.name for t in named for c in t.columns if c.sensitive}


def kind_of(name: str) -> str:
    """Say whether a column is "sensitive", "demographic" or "" (neither), by its name.

    Examples
    --------
    >>> kind_of("gender"), kind_of("height_cm"), kind_of("main_device")
    ('demographic', 'sensitive', '')
    """
    low = name.lower()
    if low in marked():
        return "sensitive"
    return "demographic" if low in DEMOGRAPHIC else ""


def chosen(
    seed: pd.DataFrame,
    pool: pd.DataFrame,
    *,
    use: Sequence[str] | None,
    demographics: bool,
    sensitive: bool,
) -> tuple[list[str], dict[str, list[str]]]:
    """Say which columns are compared, and which are not, and why.

    Parameters
    ----------
    seed, pool : the two tables
    use : names asked for; None for all that may be used
    demographics, sensitive : what was allowed

    Returns
    -------
    names in alphabetical order, and a dict from the reason to the names left out

    Raises
    ------
    DataError
        if use names a column that is not in both, or is not allowed

    Examples
    --------
    >>> seed = pd.DataFrame({"device": ["a", "b"], "gender": ["man", "woman"]})
    >>> chosen(seed, seed, use=None, demographics=False, sensitive=False)
    (['device'], {'demographic': ['gender']})
    """
    shared = sorted(str(c) for c in seed.columns if c in pool.columns)
    allowed = {"": True, "demographic": demographics, "sensitive": sensitive}
    asked = shared if use is None else _asked(use, shared, allowed)
    keep: list[str] = []
    gone: dict[str, list[str]] = {}
    for name in asked:
        kind = kind_of(name)
        why = kind if not allowed[kind] else _unfit(seed[name], pool[name], use is None)
        if why:
            gone.setdefault(why, []).append(name)
        else:
            keep.append(name)
    if not keep:
        told = {name: words.WHY[why] for why, its in gone.items() for name in its}
        raise DataError(words.NOTHING_SHARED.format(why=told or "nothing"))
    return keep, gone


def _asked(
    use: Sequence[str], shared: list[str], allowed: dict[str, bool]
) -> list[str]:
    names = sorted({use} if isinstance(use, str) else set(use))
    unknown = [name for name in names if name not in shared]
    if unknown:
        raise DataError(words.NOT_SHARED.format(unknown=unknown, have=shared))
    for kind, flag in words.FLAGS.items():
        barred = [name for name in names if kind_of(name) == kind and not allowed[kind]]
        if barred:
            text = words.OPT_IN
            raise DataError(
                text.format(columns=barred, kind=words.KINDS[kind], flag=flag)
            )
    return names


def _unfit(seed: pd.Series, pool: pd.Series, look: bool) -> str:
    """Say why a column cannot be compared; "" if it can."""
    dates = pd.api.types.is_datetime64_any_dtype
    if dates(seed) or dates(pool):
        return "date"
    if look and privacy.looks_personal(pool) in PERSONAL:
        return "personal"
    if is_number(seed) != is_number(pool):
        return "mixed"
    if not seed.notna().any() or pool.nunique() < 2:
        return "constant"
    return ""


def is_number(column: pd.Series) -> bool:
    """Say whether a column holds numbers (yes and no are words).

    Examples
    --------
    >>> is_number(pd.Series([1.5])), is_number(pd.Series([True]))
    (True, False)
    """
    kind = column.dtype
    number = pd.api.types.is_numeric_dtype(kind)
    return bool(number and not pd.api.types.is_bool_dtype(kind))


def without_codes(column: pd.Series) -> tuple[pd.Series, int]:
    """Take values that stand for "not known" out of a column of numbers.

    Parameters
    ----------
    column : numbers

    Returns
    -------
    floats, and how many were taken out: infinite ones, a number of 9s only that is more
    than twice any other value, and ages below 0 or above 110

    Examples
    --------
    >>> without_codes(pd.Series([21000.0, 38000, 999999], name="income_amount"))[1]
    1
    """
    values = column.astype(float)
    number = values.to_numpy(copy=True)
    strange = np.isinf(number)
    top = np.nanmax(number, initial=-np.inf)
    if np.isfinite(top) and set(f"{top:g}" if top < 1e6 else f"{top:.0f}") == {"9"}:
        rest = number[np.isfinite(number) & (number < top)]
        far = top > 2 * rest.max() if rest.size else False
        if far and top >= 10 ** (NINES - 1):
            strange |= number == top
    if column.name == "age_years":
        strange |= (number < 0) | (number > OLDEST)
    number[strange] = np.nan
    return pd.Series(number, column.index, name=column.name), int(strange.sum())
