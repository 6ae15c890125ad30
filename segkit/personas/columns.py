"""What kind of column this is, what it is called, and whether it may be shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd

from segkit import privacy, schema
from segkit.checks import DataError
from segkit.personas.words import errors, labels

SCALE = re.compile(r"^(\d+) .*?\bto (\d+) \(?([^()]*)")
QUOTED = re.compile(r'"(.+)"')
TOO_MANY = 40  # different texts, from which on a column is a list of names
MOSTLY_DIFFERENT = 0.5  # the part of the texts that differ, the same
POINTS_AT = {
    "e-mail",
    "phone",
    "name",
    "address",
    "postcode",
    "card number",
    "bank account",
    "free text",
}
#: Words in a column's name that stand for what the law protects further.
SPECIAL = re.compile(
    r"(^|_)health(_|$)|(^|_)sant[ée](_|$)|disease|illness|disab|handicap|pregnan|diagnos|medic|allerg|"
    r"religio|faith|church|politic|party_member|trade_union|syndicat|ethnic|race$|"
    r"racial|skin_colou?r|skin_type|sexual|orientation|genetic|biometric|"
    r"height_cm|weight_kg|^bmi\b|criminal|conviction"
)
#: Not of those categories, but grounds on which nobody may be treated worse.
PROTECTED = re.compile(
    r"^gender$|^sex$|^sexe$|^genre$|marital|[ée]tat_civil|birth|^age$|^age_|^[âa]ge\b|"
    r"nationalit|country_of_birth|family_status|^children$"
)


@dataclass(frozen=True)
class Column:
    """One column as a card reads it.

    Parameters
    ----------
    name, table : where it lies
    kind : "yes/no", "category", "scale", "share", "money", "number", "year" or "date"
    label : what a card calls it
    unit : what one is one of; empty if nothing is
    top, best : of a scale, the answers that count as high, and what the highest means
    sensitive : of the special categories that the law protects further
    protected : a ground on which nobody may be treated worse

    Examples
    --------
    >>> read("value_01", pd.Series([1, 6]), "survey").sensitive
    True
    """

    name: str
    table: str
    kind: str
    label: str
    unit: str = ""
    top: tuple[int, ...] = ()
    best: str = ""
    sensitive: bool = False
    protected: bool = False


def read(
    name: str,
    values: pd.Series,
    table: str,
    named: Mapping[str, str] | None = None,
) -> Column:
    """Say what kind of column this is.

    Parameters
    ----------
    name : of the column
    values : what it holds
    table : where it lies; the data dictionary is asked under this name
    named : {column: what a card calls it}

    Returns
    -------
    Column

    Examples
    --------
    >>> found = read("aio_01", pd.Series([1, 5, 4]), "survey")
    >>> found.kind, found.top, found.label
    ('scale', (4, 5), '“I spend most free days outside”')
    >>> read("n_orders", pd.Series([3, 4]), "X").label
    'number of orders'
    """
    known = dictionary(table, name)
    top, best = _top(known)
    kind = "scale" if top else kind_of(name, values)
    return Column(
        name=name,
        table=table,
        kind=kind,
        label=(named or {}).get(name) or _label(name, known),
        unit=_unit(name, kind, known),
        top=top,
        best=best,
        sensitive=bool(known and known.sensitive) or _means(SPECIAL, name),
        protected=_means(PROTECTED, name),
    )


def kind_of(name: str, values: pd.Series) -> str:
    """Say what a column holds, from its type and its name.

    Parameters
    ----------
    name : of the column
    values : what it holds

    Returns
    -------
    str: "yes/no", "category", "share", "money", "number", "year" or "date"

    Examples
    --------
    >>> kind_of("spent_amount", pd.Series([1.5])), kind_of("vip", pd.Series([True]))
    ('money', 'yes/no')
    """
    dtype = values.dtype
    if pd.api.types.is_bool_dtype(dtype):
        return "yes/no"
    if pd.api.types.is_datetime64_any_dtype(dtype):
        return "date"
    if not pd.api.types.is_numeric_dtype(dtype):
        return _other(values)
    endings = {"_rate": "share", "_amount": "money", "_year": "year", "_days": "number"}
    said = next((kind for end, kind in endings.items() if name.endswith(end)), "")
    if not said and set(values.dropna().unique()) <= {0, 1} and name[:2] != "n_":
        return "yes/no"
    return said or "number"


def _other(values: pd.Series) -> str:
    """Say what a column of objects holds."""
    seen = values.dropna()
    if len(seen) and pd.api.types.infer_dtype(seen) in {"boolean"}:
        return "yes/no"
    if len(seen) and pd.api.types.infer_dtype(seen) in {"date", "datetime"}:
        return "date"
    return "category"


def points_at_somebody(column: Column, values: pd.Series) -> bool:
    """Say whether a column names persons rather than describing a group.

    Parameters
    ----------
    column : of `read`
    values : what it holds

    Returns
    -------
    bool: numbers of customers, e-mail addresses, names, postcodes, free texts

    Examples
    --------
    >>> mails = pd.Series(["a@b.io", "c@d.io"], name="contact")
    >>> points_at_somebody(read("contact", mails, "X"), mails)
    True
    """
    if column.kind not in {"category", "number"}:
        return False
    if column.name.endswith("_id") or column.name == "id":
        return True
    if privacy.looks_personal(values.rename(column.name)) in POINTS_AT:
        return True
    if column.kind == "number" or isinstance(values.dtype, pd.CategoricalDtype):
        return False
    texts = values.dropna().astype(str)
    different = texts.nunique()
    crowded = different > TOO_MANY and not len(texts) > 100 * different
    return crowded or bool(
        len(texts) > 20 and different > MOSTLY_DIFFERENT * len(texts)
    )


@lru_cache(maxsize=4096)
def dictionary(table: str, name: str) -> schema.Column | None:
    """Return what the data dictionary knows of a column: by table, else by its name.

    Parameters
    ----------
    table, name : where it should lie

    Returns
    -------
    schema.Column; None if no table of the dictionary has it

    Examples
    --------
    >>> dictionary("customers", "height_cm").sensitive
    True
    """
    try:
        package = schema.bundled()
    except LookupError:
        return None
    found = {
        one.name: column
        for one in package.tables
        for column in one.columns
        if column.name == name
    }
    special = [column for column in found.values() if column.sensitive]
    return found.get(table) or next(iter(special or found.values()), None)


def _top(known: schema.Column | None) -> tuple[tuple[int, ...], str]:
    """Return the two highest answers of a scale, as the dictionary's unit names it."""
    hit = SCALE.match(known.unit or "") if known else None
    return ((int(hit[2]) - 1, int(hit[2])), hit[3].strip()) if hit else ((), "")


def _label(name: str, known: schema.Column | None) -> str:
    if name in labels.LABELS:
        return labels.LABELS[name]
    quoted = QUOTED.search(known.description) if known else None
    if quoted and (known.unit or known.type == "boolean"):  # type: ignore[union-attr]
        return f"“{quoted[1]}”"
    channel = re.fullmatch(r"channel_(.+)_rate", name)
    if channel:
        return labels.CHANNEL_RATE.format(name=channel[1].replace("_", " "))
    for ending, text in labels.ENDINGS.items():
        if name.endswith(ending) and name != ending:
            return name.removesuffix(ending).replace("_", " ") + text
    return name.replace("_", " ").strip() or name


def _unit(name: str, kind: str, known: schema.Column | None) -> str:
    if kind == "money":
        return (known.unit if known else None) or schema.bundled().currency
    return (known.unit or "") if known and kind == "number" else ""


def _means(words: re.Pattern[str], name: str) -> bool:
    return bool(words.search(name.strip().lower().replace(" ", "_")))


def chosen_sensitive(named: Any, have: list[str]) -> tuple[str, ...]:
    """Check which sensitive columns the caller asked for by name.

    Parameters
    ----------
    named : names, or one name
    have : columns that there are

    Returns
    -------
    tuple of names

    Raises
    ------
    DataError
        if a name is no column

    Examples
    --------
    >>> chosen_sensitive("value_01", ["value_01"])
    ('value_01',)
    """
    names = (named,) if isinstance(named, str) else tuple(named or ())
    absent = [name for name in names if name not in have]
    if absent:
        raise DataError(
            errors.UNKNOWN.format(argument="sensitive", found=absent, have=have)
        )
    return names
