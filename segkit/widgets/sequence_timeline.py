"""The sequence timeline: move days and limits, see what moves and what falls out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

import ipywidgets
import pandas as pd
from matplotlib.figure import Figure

from segkit import activation, checks, plots
from segkit.checks import DataError
from segkit.widgets import words
from segkit.widgets.controls import Pair, Screen, Shown, titled

LIMITS = {  # low and high of each control
    "first": (0, 30),
    "second": (1, 60),
    "third": (1, 120),
    "at": (0, 23),
    "reentry_days": (0, 90),
    "cap": (0, 7),
    "window": (1, 60),
    "quiet_from": (0, 23),
    "quiet_until": (0, 23),
    "wait_days": (0, 30),
}
START = {
    "first": 3, "second": 7, "third": 30, "at": 10, "reentry_days": 0, "cap": 2,
    "window": 7, "quiet_from": 21, "quiet_until": 8, "wait_days": 7,
}  # fmt: skip
GROUPS = {
    words.SEQUENCE_STEPS: ("first", "second", "third", "at", "reentry_days"),
    words.SEQUENCE_LIMITS: ("cap", "window", "quiet_from", "quiet_until", "wait_days"),
}


class SequenceTimeline(NamedTuple):
    """What was drawn, the schedule, and its words."""

    figure: Figure
    table: pd.DataFrame
    text: str


def draw_sequence_timeline(
    customers: Any,
    orders: Any,
    *,
    contacts: Any = None,
    policy: activation.Policy | None = None,
    offsets: str = "from_purchase",
    shown: int = 8,
    **given: int,
) -> SequenceTimeline:
    """Draw when the three mails after a purchase go, what moves, what falls out, why.

    Parameters
    ----------
    customers : customer_id and the policy's column of consent
    orders : customer_id, ordered_at
    contacts : other messages, which count for the cap: customer_id, sent_at
    policy : whose consent and suppression counts; its cap and quiet hours do not
    offsets : ``"from_purchase"``: the days of all three count from the purchase;
        ``"from_previous"``: those of the second and third from the mail before
    shown : customers in the figure
    given : first, second, third (days of the mails), at (hour at which they go),
        reentry_days (0 for after every purchase), cap (0 for none) in window (days),
        quiet_from and quiet_until (hours; the same for none), wait_days. Whole numbers;
        at first 3, 7, 30, 10, 0, 2 in 7, 21 to 8, 7

    Returns
    -------
    SequenceTimeline: figure (`plots.timeline`), table (what `activation.schedule`
    returns) and text

    Raises
    ------
    DataError
        if a number lies outside its limits, the mails do not come one after the other,
        or nobody has a mail to come

    References
    ----------
    own definition

    Examples
    --------
    >>> people = pd.DataFrame({"customer_id": ["a"], "email_consent": [True]})
    >>> bought = pd.DataFrame({"customer_id": ["a", "a"]})
    >>> bought["ordered_at"] = pd.to_datetime(["2024-07-01 12:00", "2024-07-03 9:00"])
    >>> found = draw_sequence_timeline(people, bought)
    >>> found.text
    'Mails on days 3, 7 and 30 after the purchase: 6 planned for 1 customer, 4 sent as
    planned, 2 moved, 0 held back. Moved: over the cap 2.'
    >>> import matplotlib.pyplot as plt
    >>> plt.close(found.figure)
    """
    values = _checked(given)
    rule = policy or activation.Policy()
    follow = _sequence(offsets, values)
    table = activation.schedule(
        follow, customers, orders, policy=_limited(rule, values), contacts=contacts
    )
    if not len(table):
        raise DataError(words.SEQUENCE_NOBODY)
    figure = plots.timeline(table, customers=shown).figure
    assert isinstance(figure, Figure)
    return SequenceTimeline(figure, table, _text(follow.days, table))


def explore_sequence_timeline(
    customers: Any,
    orders: Any,
    *,
    contacts: Any = None,
    policy: activation.Policy | None = None,
    offsets: str = "from_purchase",
    shown: int = 8,
    **given: int,
) -> Screen:
    """Move the days and the limits of three mails, and see what becomes of them.

    Parameters
    ----------
    customers, orders, contacts, policy, offsets, shown, given : as for
        `draw_sequence_timeline`, where the controls stand at first

    Returns
    -------
    Screen: a list of two readings of the days, ten number boxes with sliders, a status
    line and the figure. Make it the last line of a cell.

    Raises
    ------
    DataError
        as `draw_sequence_timeline` does, for the first values

    References
    ----------
    own definition

    Examples
    --------
    >>> people = pd.DataFrame({"customer_id": ["a"], "email_consent": [True]})
    >>> bought = pd.DataFrame({"customer_id": ["a"]})
    >>> bought["ordered_at"] = pd.to_datetime(["2024-07-01 12:00"])
    >>> screen = explore_sequence_timeline(people, bought)
    >>> screen.put({"offsets": "from_previous"})
    >>> screen.said.split(":")[0]
    'Mails on days 3, 10 and 40 after the purchase'
    """
    start = _checked(given)
    options = [(text, name) for name, text in words.SEQUENCE_OFFSET.items()]
    checks.choice(offsets, list(words.SEQUENCE_OFFSET), name="offsets")
    which = ipywidgets.Dropdown(
        options=options,
        value=offsets,
        description=words.SEQUENCE_OFFSETS,
        style={"description_width": "11em"},
        layout={"width": "29.5em"},
    )
    pairs = {
        name: Pair(words.SEQUENCE_LABELS[name], start[name], *LIMITS[name])
        for name in LIMITS
    }

    def draw(offsets: str, **values: int) -> Shown:
        found = draw_sequence_timeline(
            customers, orders, contacts=contacts, policy=policy, offsets=offsets,
            shown=shown, **values,
        )  # fmt: skip
        return Shown(plots.to_img(found.figure), found.text)

    boxes = [titled(head, [pairs[n] for n in names]) for head, names in GROUPS.items()]
    columns = ipywidgets.HBox(boxes, layout={"flex_flow": "row wrap"})
    inputs = {"offsets": which, **{name: pair.box for name, pair in pairs.items()}}
    return Screen([which, columns], inputs, draw)


def _checked(given: dict[str, int]) -> dict[str, int]:
    """Check every number, those not given at their first value."""
    for name in given:
        checks.choice(name, list(LIMITS), name="the setting")
    values = {**START, **given}
    return {
        name: checks.whole_number(values[name], name=name, low=low, high=high)
        for name, (low, high) in LIMITS.items()
    }


def _sequence(offsets: str, values: dict[str, int]) -> activation.Sequence:
    follow = activation.post_purchase(
        days=[values[name] for name in ("first", "second", "third")],
        offsets=offsets,
        at=f"{values['at']:02d}:00",
        reentry_days=values["reentry_days"] or None,
    )
    return replace(follow, wait_days=values["wait_days"])


def _limited(policy: activation.Policy, values: dict[str, int]) -> activation.Policy:
    """Return the policy with the cap and the quiet hours of the controls."""
    start, end = values["quiet_from"], values["quiet_until"]
    return policy.but(
        cap=(values["cap"], values["window"]) if values["cap"] else None,
        quiet_hours=(f"{start:02d}:00", f"{end:02d}:00") if start != end else None,
    )


def _text(days: list[int], table: pd.DataFrame) -> str:
    state = table["state"].astype("str")
    counts = state.value_counts()
    n = table["customer_id"].nunique()
    return words.SEQUENCE_TEXT.format(
        days=", ".join(map(str, days[:-1])) + f" and {days[-1]}",
        planned=f"{len(table):,}",
        customers=f"{n:,}",
        people=words.SEQUENCE_PEOPLE[n != 1],
        sent=f"{counts.get('sent', 0):,}",
        moved=f"{counts.get('moved', 0):,}",
        held=f"{counts.get('held back', 0):,}",
        why="".join(_why(table, state, name) for name in words.SEQUENCE_STATES),
    )


def _why(table: pd.DataFrame, state: pd.Series, name: str) -> str:
    """Return the reasons of what moved or was held back, most frequent first."""
    reasons = table.loc[state == name, "reason"].astype("str").value_counts()
    if not len(reasons):
        return ""
    order = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    told = ", ".join(f"{reason} {n:,}" for reason, n in order)
    return words.SEQUENCE_WHY.format(state=words.SEQUENCE_STATES[name], reasons=told)
