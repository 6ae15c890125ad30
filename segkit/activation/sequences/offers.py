"""Winning customers back: an offer with a deadline, and what it must bring."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from segkit import checks
from segkit.activation.messages.break_even import break_even_uptake
from segkit.activation.sequences.presets import pairs
from segkit.activation.sequences.sequence import Sequence, Step, Trigger
from segkit.activation.words import presets as words
from segkit.checks import DataError

LEAST, BEFORE_END = 4, 2  # days: the shortest offer, and the last mail before its end


def win_back(
    deadline: int | str = 14,
    discount: float = 0.15,
    margin: float | None = None,
    *,
    silence_days: int = 180,
    start: Any = None,
    messages: Iterable[str] = words.WIN_BACK,
    at: str = "10:00",
    priority: int = 0,
) -> Sequence:
    """Ask customers back who bought nothing for long, with an offer that ends.

    Parameters
    ----------
    deadline : the offer ends so many days after each customer's first mail; or the day
        on which it ends for everybody, then `start` is needed
    discount : what the offer takes off the price, 0 to 1
    margin : share of the price that is left without the discount, 0 to 1: then the
        note says what the offer must bring to pay
    silence_days : days without a purchase that make a customer silent
    start : day on which the offer begins for everybody; schedule it then for the
        customers whom `lapsed` finds
    messages : the first mail, one half-way, one two days before the end
    at : local time of day
    priority : as in `Sequence`

    Returns
    -------
    Sequence, news; a purchase ends it, nothing goes after the deadline, and a customer
        gets it once a year at most

    Raises
    ------
    DataError
        if there are not three messages, the offer lasts less than 4 days, discount or
        margin are no shares, or the discount takes the whole margin

    References
    ----------
    own definition; the break-even is that of `break_even_uptake`

    Examples
    --------
    >>> back = win_back(deadline=14, discount=0.15, margin=0.40)
    >>> back.days, back.note
    ([0, 7, 12], 'With 15 % off a margin of 40 % the offer pays if it brings 60 % more
    orders than would have come without it.')
    >>> win_back(deadline="2024-11-18", start="2024-11-04").days
    [0, 7, 12]
    """
    length = checks.whole_number(_length(deadline, start), name="deadline", low=LEAST)
    days = [0, length // 2, length - BEFORE_END]
    silence = Trigger("silence", days=silence_days)
    return Sequence(
        words.WIN_BACK_NAME,
        tuple(Step(day, mail, at=at) for day, mail in pairs(days, messages)),
        silence if start is None else Trigger("date", on=start),
        stop_when=("purchase",),
        kind="news",
        priority=priority,
        reentry_days=365,
        wait_days=BEFORE_END,
        deadline=deadline,
        note=_break_even(discount, margin),
    )


def _length(deadline: Any, start: Any) -> Any:
    """Return how many days an offer lasts."""
    if start is None and isinstance(deadline, str):
        raise DataError(words.NEEDS_START.format(deadline=deadline))
    if start is None or not isinstance(deadline, str):
        return deadline
    return (checks.day(deadline, name="deadline") - checks.day(start)).days


def _break_even(discount: float, margin: float | None) -> str:
    """Say how many more orders an offer must bring to pay; nothing without a margin."""
    off = words.percent(_share("discount", discount))
    if margin is None:
        return words.OFFER.format(discount=off) if discount else ""
    left = words.percent(_share("margin", margin))
    one = 0.01  # the break-even is in proportion to those who would buy anyway
    more = break_even_uptake(margin, discount, bought_without=one) / one - 1
    if math.isinf(more):
        raise DataError(words.TOO_DEAR.format(discount=off, margin=left))
    return words.PAYS.format(discount=off, margin=left, more=words.percent(more))


def _share(name: str, found: Any) -> float:
    if not isinstance(found, int | float) or not 0 <= found < 1:
        raise DataError(words.NOT_A_SHARE.format(name=name, found=found))
    return float(found)
