"""Audiences that many shops need, with their numbers as arguments."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from segkit import checks
from segkit.activation.audiences.audience import Audience
from segkit.activation.audiences.door import Tables
from segkit.activation.audiences.happened import happened
from segkit.activation.audiences.operands import Ago, Column, Events, Sum
from segkit.activation.audiences.parse import rule
from segkit.activation.audiences.tree import All, AnyOf, Compare, Rule
from segkit.activation.words import audience_presets as said
from segkit.activation.words import audiences as words
from segkit.checks import DataError

NUMBERS: dict[str, float] = {
    "recent_days": 30,
    "regular_orders": 2,
    "second_from_days": 14,
    "new_days": 90,
    "lapsing_days": 90,
    "win_back_days": 180,
    "lost_days": 365,
    "vip_amount": 500,
    "lifetime_vip_amount": 1000,
    "n_sends": 5,
    "burst_orders": 3,
}
SCORES = re.compile(r"([RFM])([1-5])(?:-([1-5]))?")
COLUMNS = {"R": "r_score", "F": "f_score", "M": "m_score"}


def presets(**numbers: float) -> dict[str, Audience]:
    """List audiences that many shops need: simple groups, and the life cycle.

    Parameters
    ----------
    numbers : whole days, orders and amounts other than the usual ones of `NUMBERS`:
        recent_days, regular_orders, second_from_days, new_days, lapsing_days,
        win_back_days, lost_days, vip_amount (in a year), lifetime_vip_amount, n_sends,
        burst_orders

    Returns
    -------
    dict of name and Audience. They need tables customers and orders (customer_id,
    ordered_at, amount), the inactive subscribers also sends and email_consent

    Raises
    ------
    DataError
        if a number is unknown or negative

    Notes
    -----
    Own definition. The numbers are a start, not a finding: learn your own from the
    gaps between orders (`models.BehaviouralSegmenter(method="lifecycle")` does). With
    its thresholds the stages of the life cycle are the same customers.

    Examples
    --------
    >>> found = presets(recent_days=14)
    >>> found["Recent buyers"]
    Recent buyers: customers who bought in the last 14 days
    >>> len(found)
    14
    """
    unknown = sorted(set(numbers) - set(NUMBERS))
    if unknown:
        raise DataError(words.NUMBER_NAMES.format(found=unknown, known=list(NUMBERS)))
    given = {name: _number(name, value) for name, value in numbers.items()}
    values = {**NUMBERS, **given}
    texts = {**said.SIMPLE, **said.LIFECYCLE}
    return {
        name: Audience(name, rule(text.format(**values)), told)
        for name, (text, told) in texts.items()
    }


def _number(name: str, value: Any) -> float:
    whole = not name.endswith("_amount") or isinstance(value, int)
    if whole:
        return checks.whole_number(value, name=name, low=0)
    if not value >= 0:
        raise DataError(words.NEGATIVE.format(name=name, value=value))
    return float(value)


PRESETS: Mapping[str, Audience] = presets()


def rfm_audiences(segment_map: Mapping[str, str]) -> dict[str, Audience]:
    """Turn a map from RFM scores to names into audiences.

    Parameters
    ----------
    segment_map : names and scores, such as ``{"Champions": "R5 F4-5 M4-5"}``; a letter
        left out means any score, ``or`` joins several sets

    Returns
    -------
    dict of name and Audience, over columns r_score, f_score and m_score of customers

    Raises
    ------
    DataError
        if scores cannot be read

    Notes
    -----
    Own definition. `features.rfm` makes the scores; the map of the fitted model is
    ``BehaviouralSegmenter(method="rfm").fit(X).frozen()``.

    Examples
    --------
    >>> rfm_audiences({"Loyal": "R3-4 F4-5 or R5 F4-5 M1-3"})["Loyal"].rule
    rule('(r_score between 3 and 4 and f_score between 4 and 5) or
    (r_score = 5 and f_score between 4 and 5 and m_score between 1 and 3)')
    """
    found = {}
    for name, scores in segment_map.items():
        called = said.RFM.format(name=name)
        found[name] = Audience(called, _scores(scores), scores)
    return found


def _scores(text: str) -> Rule:
    sets = [_one_set(part, text) for part in re.split(r"\s+or\s+", text.strip())]
    return sets[0] if len(sets) == 1 else AnyOf(tuple(sets))


def _one_set(part: str, text: str) -> Rule:
    found = []
    for word in part.split():
        match = SCORES.fullmatch(word)
        if match is None:
            raise DataError(words.RFM_SCORES.format(text=text))
        column = Column(COLUMNS[match[1]])
        low, high = int(match[2]), int(match[3] or match[2])
        same = low == high
        values = (low,) if same else (low, high)
        found.append(Compare(column, "=" if same else "between", values))
    if not found:
        raise DataError(words.RFM_SCORES.format(text=text))
    return found[0] if len(found) == 1 else All(tuple(found))


def by_city(
    customers: pd.DataFrame,
    places: pd.DataFrame | None = None,
    *,
    column: str = "town",
    key: str = "postcode",
    least: int = 10,
) -> dict[str, Audience]:
    """Make an audience of the customers of each town that has enough of them.

    Parameters
    ----------
    customers : DataFrame with `column`, or with `key` where `places` are given
    places : DataFrame of `key` and `column`, such as the world's postcodes
    column : names of towns
    key : what joins the two tables
    least : smallest number of customers of a town

    Returns
    -------
    dict of town and Audience, largest town first; equal ones by name

    Raises
    ------
    DataError
        if a column is missing, or no town has enough customers

    Notes
    -----
    Own definition.

    Examples
    --------
    >>> customers = pd.DataFrame({"customer_id": [1, 2, 3], "postcode": list("abb")})
    >>> places = pd.DataFrame({"postcode": list("abc"), "town": ["Dun", "Lea", "Lea"]})
    >>> by_city(customers, places, least=2)["Lea"].rule
    rule('postcode in ("b", "c")')
    """
    checks.whole_number(least, name="least")
    keys: dict[Any, tuple[Any, ...]] = {}
    if places is None:
        _has(customers, "customers", column=column)
        towns = customers[column]
    else:
        _has(customers, "customers", key=key)
        _has(places, "places", key=key, column=column)
        known = places.dropna(subset=[key, column]).drop_duplicates(key)
        towns = customers[key].map(known.set_index(key)[column])
        keys = {town: tuple(sorted(mine)) for town, mine in known.groupby(column)[key]}
    sizes = towns.dropna().astype(str).value_counts()
    sizes = (
        sizes[sizes >= least].sort_index().sort_values(ascending=False, kind="stable")
    )
    if sizes.empty:
        raise DataError(words.NO_PLACES.format(column=column, least=least))
    found = {}
    for town in sizes.index:
        made = (
            Compare(Column(column), "=", (town,))
            if places is None
            else Compare(Column(key), "in", keys[town])
        )
        found[town] = Audience(words.TOWN.format(place=town), made)
    return found


def _has(table: pd.DataFrame, name: str, **need: str) -> None:
    """Refuse a table without a column; say which argument names it."""
    checks.table(table, name=name)
    for argument, column in need.items():
        if column not in table:
            told = {"table": name, "need": column, "have": list(table.columns)}
            raise DataError(words.NO_TOWNS.format(argument=argument, **told))


def top_customers(
    orders: Any,
    n: int = 50,
    *,
    as_of: Any,
    days: int | None = None,
    columns: Mapping[str, str] | None = None,
) -> Audience:
    """Make an audience of the customers who spent most, to ask what they want.

    Parameters
    ----------
    orders : table of any engine: customer_id, ordered_at, amount
    n : how many; all who spent as much as the last one belong too
    as_of : the last local day that counts
    days : spending in so many days up to as_of; None for all
    columns : ``{"our name": "your name"}``

    Returns
    -------
    Audience; its rule is a smallest amount

    Raises
    ------
    DataError
        if nobody spent anything

    Notes
    -----
    Own definition.

    Examples
    --------
    >>> orders = pd.DataFrame({"customer_id": [1, 2, 3], "amount": [10.0, 30.0, 20.0],
    ...                        "ordered_at": pd.to_datetime("2024-06-01")})
    >>> top_customers(orders, 2, as_of="2024-06-30").rule
    rule('sum of orders.amount >= 20')
    """
    checks.whole_number(n, name="n")
    day = checks.day(as_of)
    period = (
        None if days is None else Ago(0, checks.whole_number(days, name="days") - 1)
    )
    of = Sum(Events("orders", None, period), "amount")
    given = Tables.of({"orders": orders}, {"orders": columns} if columns else None)
    opened = given.open("orders", ["amount"], day)
    spent = happened(opened, [Compare(of, ">", (0,))]).values[0] / 100
    spent = spent[spent > 0].sort_values(ascending=False)
    if spent.empty:
        raise DataError(words.NO_SPENDING.format(as_of=day))
    limit = float(spent.iloc[min(n, len(spent)) - 1])
    found = int((spent >= limit).sum())
    since = words.SINCE_EVER if days is None else words.SINCE_DAYS.format(days=days)
    told = words.TOP_SAID.format(found=found, since=since)
    return Audience(words.TOP.format(n=n), Compare(of, ">=", (limit,)), told)
