"""From tables to the card of one segment, or of all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from segkit import checks
from segkit.personas import naming, tables
from segkit.personas.card import PersonaCard
from segkit.personas.deck import Personas
from segkit.personas.filling import Given, filled, guess_lines, refused
from segkit.personas.finishing import MIN_CELL
from segkit.personas.portraits import portrait


def persona(
    segments: pd.Series,
    segment: Any,
    *,
    X: Any = None,
    customers: Any = None,
    orders: Any = None,
    survey: Any = None,
    feedback: Any = None,
    sends: Any = None,
    messages: Any = None,
    made_from: Any = None,
    name: str | None = None,
    guesses: Mapping[str, list[str]] | None = None,
    quotable: Any = None,
    sensitive: Any = (),
    labels: Mapping[str, str] | None = None,
    roles: Mapping[str, str] | None = None,
    reach: Any = None,
    value: str | None = None,
    as_of: Any = None,
    against: str = "others",
    min_n: int = 10,
    level: float = 0.95,
    currency: str | None = None,
) -> PersonaCard:
    """Make the card of a segment: every line has its number, n and table.

    Parameters
    ----------
    segments : Series indexed by customer_id
    segment : whose card
    X, customers, survey : tables with a row per customer; X may be {name: table}
    orders : customer_id, ordered_at, amount, and if known order_id, channel and
        margin_amount
    feedback : customer_id and text, and if known rating and kind
    sends, messages : what was sent and clicked, and of which content_type it was
    made_from : columns that made the segments, or the model, see `profile`
    name : of the persona; None for one that is made from the segment and its marker
    guesses : {section: texts}: what is believed, and marked as a guess
    quotable : ids of those who agreed to be quoted, see `voices`
    sensitive : names of sensitive columns that may be shown all the same
    labels, roles : {column: what to call it}, {column: section of the card}
    reach : table on how to reach segments from another room, see
        `handed.handed_lines`; it replaces what orders and sends would say
    value : column of the amount a customer is worth; None: orders, else a known name
    as_of : last day that counts; None for the last of the data
    against : "others" or "all", see `profile`
    min_n : customers, below which the card gives no figure but their number
    level : coverage of the intervals
    currency : of money, such as "GBP"; "" for none; None for that of the bundled tables

    Returns
    -------
    PersonaCard; what was not given is said to be not known

    Raises
    ------
    DataError
        if there is no such segment, or a table lacks a column

    References
    ----------
    Cooper (1999), "The inmates are running the asylum", for personas; that they should
    be made from data and say so: own definition

    Examples
    --------
    >>> ids = pd.Index([f"c{i}" for i in range(80)], name="customer_id")
    >>> segments = pd.Series(["loyal", "new"] * 40, ids)
    >>> X = pd.DataFrame({"by_app": [i % 2 == 0 or i < 20 for i in range(80)]}, ids)
    >>> card = persona(segments, "loyal", X=X, made_from=[],
    ...                guesses={"needs": ["wants it fast"]})
    >>> print(card.name, card.headline, sep="; ")
    loyal: more often by app; 40 of 80 customers. What stands out most: by app
    100 % (others 25 %).
    >>> card.lines()[["text", "value", "n", "table", "kind"]].values.tolist()
    [['wants it fast', nan, 0, '', 'guess'], ['by app', 1.0, 40, 'X', 'measured']]
    """
    given = Given(
        tables.segment_series(segments), X, customers, orders, survey, feedback, sends,
        messages, made_from, quotable, sensitive, labels, roles, reach, value, as_of,
        against, checks.whole_number(min_n, name="min_n", low=MIN_CELL), level,
        currency,
    )  # fmt: skip
    return card_of(given, segment, guesses, name)


def card_of(
    given: Given,
    segment: Any,
    guesses: Mapping[str, list[str]] | None,
    name: str | None,
) -> PersonaCard:
    """Build a card from tables that were checked.

    Parameters
    ----------
    given : tables and options
    segment : whose card
    guesses, name : as in `persona`

    Returns
    -------
    PersonaCard

    Examples
    --------
    >>> given = Given(tables.segment_series(pd.Series(["a"] * 20, range(20))))
    >>> card_of(given, "a", None, "The first").name
    'The first'
    """
    segment = tables.named_segment(given.series, segment)
    n, of = int((given.series == segment).sum()), len(given.series)
    guessed, called = guess_lines(guesses), naming.checked(name)
    drawn = portrait(segment).svg
    card = PersonaCard(
        called or segment, segment, "", n, of, portrait=drawn, level=given.level
    )
    if n < given.min_n:
        return refused(card, guessed, given.min_n)
    return filled(card, given, guessed, called)


def personas_of(segments: pd.Series, **options: Any) -> Personas:
    """Build the card of every segment, the most valuable first.

    Parameters
    ----------
    segments : Series indexed by customer_id
    options : as in `persona`, but for segment and name

    Returns
    -------
    Personas, ordered by what the segment brings in all; without a value by its size

    Raises
    ------
    DataError
        as `persona` does

    Examples
    --------
    >>> segments = pd.Series(["a"] * 30 + ["b"] * 50, range(80))
    >>> [card.segment for card in personas_of(segments)]
    ['b', 'a']
    """
    series = tables.segment_series(segments)
    cards = [persona(series, name, **options) for name in series.cat.categories]
    return Personas(tuple(sorted(cards, key=worth_of)))


def worth_of(card: PersonaCard) -> tuple[float, int, str]:
    """Return by what cards are ordered: value in all, then size, then name.

    Parameters
    ----------
    card : of `persona`

    Returns
    -------
    tuple, smallest first

    Examples
    --------
    >>> worth_of(PersonaCard("A", "A", "", 5, 9))
    (-0.0, -5, 'A')
    """
    lines = card.sections.get("value", ())
    each = next((line.value for line in lines if line.unit not in ("", "share")), 0.0)
    return -each * card.n, -card.n, card.segment
