"""Reading the two tables of people, and who is in both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from segkit import checks, engine, privacy
from segkit.activation.words import lookalike as words
from segkit.checks import DataError

BIRTH, AGE = "birth_date", "age_years"
YEAR = 365.25  # days
PEOPLE = (BIRTH, "postcode", "gender")  # alike in all three: taken for the same person
MAILS = ("email", "e_mail", "email_address", "mail")
PHONES = ("phone", "mobile", "telephone")
Keys = Sequence[str | Sequence[str]]


def read(
    native: Any,
    key: str,
    *,
    name: str,
    join: Iterable[Any] = (),
    columns: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Read a table of people, one row each, and join what else is known of them.

    Parameters
    ----------
    native : table of any engine with the column key
    key : the id
    name : what the table is called in messages
    join : further tables, each with one unique column that stands in this one too;
        those without are skipped
    columns : ``{"our name": "your name"}``

    Returns
    -------
    DataFrame indexed by key

    Raises
    ------
    DataError
        if ids are missing or repeat

    Examples
    --------
    >>> people = pd.DataFrame({"customer_id": [2, 1], "postcode": ["a", "b"]})
    >>> places = pd.DataFrame({"postcode": ["a", "b"], "km_to_store": [3.0, 9.0]})
    >>> read(people, "customer_id", name="customers", join=[places])
                postcode  km_to_store
    customer_id
    2                  a          3.0
    1                  b          9.0
    """
    table = engine.to_pandas(checks.table(native, [key], name=name, columns=columns))
    gone = int(table[key].isna().sum())
    if gone:
        raise DataError(words.NO_ID.format(name=name, n=gone, id=key))
    twice = int(table[key].duplicated().sum())
    if twice:
        raise DataError(words.ID_TWICE.format(name=name, n=twice, id=key))
    table = table.set_index(key, drop=False)
    for other in join:
        table = _joined(table, engine.to_pandas(checks.table(other, name="join")))
    return table.drop(columns=key)


def _joined(table: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """Add the columns of another table, by a column that is unique there."""
    shared = [c for c in other if c in table and other[c].notna().all()]
    keys = [c for c in shared if other[c].is_unique]
    if not keys:
        return table
    new = [c for c in other if c not in table]
    wide = other.set_index(keys[0])[new].reindex(table[keys[0]])
    return table.assign(**{str(c): wide[c].array for c in new})


def check_join(join: Iterable[Any], *tables: pd.DataFrame, keys: Iterable[str]) -> None:
    """Refuse a table of join= that fits neither of the two tables of people.

    Examples
    --------
    >>> check_join([], keys=[])
    """
    have = {str(c) for table in tables for c in table} | set(keys)
    for other in join:
        table = engine.to_pandas(other)
        if not any(table[c].is_unique for c in table if c in have):
            raise DataError(words.NO_KEY.format(have=list(table.columns)))


def aged(table: pd.DataFrame, as_of: Any) -> pd.DataFrame:
    """Turn birth_date into age_years on a day.

    Examples
    --------
    >>> born = pd.DataFrame({"birth_date": pd.to_datetime(["2000-01-01"])})
    >>> aged(born, "2024-12-31")["age_years"].round(2).tolist()
    [25.0]
    """
    if BIRTH not in table:
        return table
    if as_of is None:
        raise DataError(words.NO_AS_OF)
    born = pd.to_datetime(table[BIRTH], errors="coerce")
    days = (pd.Timestamp(checks.day(as_of)) - born).dt.days
    return table.drop(columns=BIRTH).assign(**{AGE: days / YEAR})


def known(
    customers: pd.DataFrame, prospects: pd.DataFrame, match: Keys | None
) -> dict[str, pd.Series]:
    """Say which prospects are customers already, and by what that was seen.

    Parameters
    ----------
    customers, prospects : indexed by their ids
    match : columns, or groups of columns, that mean the same person if they are alike;
        None for e-mail, telephone, and birth date with postcode and gender together,
        where both tables have them

    Returns
    -------
    dict of bool Series indexed as prospects, one for each way; the ids always count

    Raises
    ------
    DataError
        if match names a column that not both tables have

    Notes
    -----
    Texts are compared trimmed and in lower case, telephones by their digits. The three
    together may fall on two people by chance; leaving one stranger out costs little.

    Examples
    --------
    >>> buyers = pd.DataFrame({"email": ["Li@shop.io"]}, index=["C1"])
    >>> pool = pd.DataFrame({"email": [" li@shop.io", "ann@shop.io"]}, ["P1", "P2"])
    >>> {way: who.sum().item() for way, who in known(buyers, pool, None).items()}
    {'the same id': 0, 'email': 1}
    """
    shared = [str(c) for c in customers if c in prospects]
    groups = _usual(shared) if match is None else [_group(one) for one in match]
    unknown = sorted({c for group in groups for c in group} - set(shared))
    if unknown:
        raise DataError(words.MATCH_COLUMNS.format(unknown=unknown, have=shared))
    ids = _texts(prospects.index.to_series())
    found = {words.ITSELF: ids.isin(_texts(customers.index.to_series()))}
    for group in groups:
        mine = _together(customers, group)
        found[" + ".join(group)] = _together(prospects, group).isin(mine.dropna())
    return {way: who.set_axis(prospects.index) for way, who in found.items()}


def _group(one: str | Sequence[str]) -> list[str]:
    return [one] if isinstance(one, str) else list(one)


def _usual(shared: list[str]) -> list[list[str]]:
    single = [[c] for c in shared if c.lower() in MAILS + PHONES]
    return single + ([list(PEOPLE)] if set(PEOPLE) <= set(shared) else [])


def _together(table: pd.DataFrame, group: Sequence[str]) -> pd.Series:
    """Write several columns as one text; missing if one of them is."""
    parts = [_texts(table[c]) for c in group]
    joined = parts[0]
    for more in parts[1:]:
        joined = joined + "\x1f" + more
    return joined.where(table[list(group)].notna().all(axis=1).to_numpy())


def _texts(column: pd.Series) -> pd.Series:
    """Spell the same thing the same way."""
    if pd.api.types.is_datetime64_any_dtype(column):
        return column.dt.strftime("%Y-%m-%d")
    text = privacy.normal_email(column.where(column.notna(), ""))
    if str(column.name).lower() in PHONES:
        text = text.str.replace(r"\D", "", regex=True)
        return text.mask(text == "")
    return text
