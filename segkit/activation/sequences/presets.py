"""Sequences that most shops need: a beginning to change, not a law."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from segkit import checks
from segkit.activation.sequences.sequence import Sequence, Step, Trigger
from segkit.activation.words import presets as words
from segkit.checks import DataError

OFFSETS = {"from_purchase": words.TRIGGER, "from_previous": words.PREVIOUS}


def post_purchase(
    messages: Iterable[str] = words.POST_PURCHASE,
    *,
    days: Iterable[int] = (3, 7, 30),
    offsets: str = "from_purchase",
    at: str = "10:00",
    reentry_days: int | None = 30,
) -> Sequence:
    """Follow a purchase: tips, what goes with it, a review; 3 days, a week, a month.

    "Three days, a week, a month later" can be read two ways, and the mails fall on
    other days: counted from the purchase on days 3, 7 and 30, each from the mail before
    on days 3, 10 and 40. `offsets` says which is meant.

    Parameters
    ----------
    messages : what the mails are called, in their order
    days : days for each
    offsets : ``"from_purchase"`` (3, 7, 30) or ``"from_previous"`` (3, 10, 40)
    at : local time of day of all of them
    reentry_days : at most once in so many days for a customer; None after every
        purchase

    Returns
    -------
    Sequence, a reply

    Raises
    ------
    DataError
        if there are not as many messages as days, or offsets is not known

    References
    ----------
    The three mails are a common advice to small shops; the two readings are our own.

    Examples
    --------
    >>> post_purchase().days, post_purchase(offsets="from_previous").days
    ([3, 7, 30], [3, 10, 40])
    """
    relative = OFFSETS[checks.choice(offsets, list(OFFSETS), name="offsets")]
    steps = [
        Step(day, message, relative if i else words.TRIGGER, at)
        for i, (day, message) in enumerate(pairs(days, messages))
    ]
    return Sequence(
        words.POST_PURCHASE_NAME,
        tuple(steps),
        Trigger("purchase"),
        reentry_days=reentry_days,
    )


def welcome(
    interests: Mapping[str, Iterable[str]] | Iterable[str],
    *,
    column: str = "main_interest",
    general: Iterable[str] | None = words.WELCOME,
    days: Iterable[int] = (1, 3, 6, 10, 15),
    at: str = "10:00",
) -> list[Sequence]:
    """Welcome each subscriber with a series about what they came for.

    Parameters
    ----------
    interests : the interests that get a series of their own, or a mapping of each to
        the names of its mails
    column : column of the customers that holds the interest
    general : mails for those whose interest is not known; None if they get none
    days : days after the sign-up; a series with fewer mails takes the first of them
    at : local time of day

    Returns
    -------
    list of Sequence, a reply each; the general one last

    Raises
    ------
    DataError
        if there is no interest, or a series has more mails than there are days

    Notes
    -----
    Who has an interest without a series of its own gets none: `interests` that were
    forgotten are seen in the schedule's ``attrs["left_out"]``. The case `coach` shows
    what the wrong series costs: `compare_series`.

    References
    ----------
    own definition

    Examples
    --------
    >>> [series.name for series in welcome(["garden", "office"])]
    ['welcome: garden', 'welcome: office', 'welcome: general']
    """
    named = _interests(interests)
    told: dict[Any, list[str]] = {who: list(mails) for who, mails in named.items()}
    if general is not None:
        told[None] = list(general)
    days = list(days)
    return [
        Sequence(
            words.WELCOME_NAME.format(interest=who or words.GENERAL),
            tuple(Step(d, m, at=at) for d, m in pairs(days[: len(mails)], mails)),
            Trigger("sign-up"),
            who={column: [who]},  # type: ignore[dict-item]
            reentry_days=None,
        )
        for who, mails in told.items()
    ]


def second_purchase(
    messages: Iterable[str] = words.SECOND_PURCHASE,
    *,
    days: Iterable[int] = (14, 28, 40),
    at: str = "10:00",
    priority: int = 0,
) -> Sequence:
    """Lead from the first purchase to the second; the second one ends it.

    Parameters
    ----------
    messages, days : what the mails are called, and how many days after the first
        purchase each goes
    at : local time of day
    priority : as in `Sequence`

    Returns
    -------
    Sequence, news; once for a customer

    Raises
    ------
    DataError
        if there are not as many messages as days

    References
    ----------
    own definition

    Examples
    --------
    >>> second_purchase().stop_when
    ('purchase',)
    """
    return Sequence(
        words.SECOND_NAME,
        tuple(Step(day, mail, at=at) for day, mail in pairs(days, messages)),
        Trigger("first purchase"),
        stop_when=("purchase",),
        kind="news",
        priority=priority,
        reentry_days=None,
    )


def pairs(days: Iterable[int], messages: Iterable[str]) -> list[tuple[int, str]]:
    """Return each day with its message; there must be as many of both."""
    days, messages = list(days), list(messages)
    if len(days) != len(messages) or not days:
        raise DataError(words.NOT_AS_MANY.format(days=days, messages=messages))
    return list(zip(days, messages, strict=True))


def _interests(interests: Any) -> dict[str, Iterable[str]]:
    if isinstance(interests, str):
        interests = [interests]
    if not isinstance(interests, Mapping):
        interests = {
            who: [m.format(interest=who) for m in words.INTEREST] for who in interests
        }
    if not interests:
        raise DataError(words.NO_INTEREST)
    return dict(interests)
