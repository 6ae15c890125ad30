"""A sequence as data: what starts it, its steps, what ends it; in words, in JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd

from segkit import checks
from segkit.activation.sequences import checked, saying
from segkit.activation.words import sequences as words
from segkit.checks import DataError
from segkit.record import Table


@dataclass(frozen=True)
class Step:
    """Say which message goes out, how long after what.

    Parameters
    ----------
    after_days : whole days, counted from local day to local day
    message : what the message is called
    relative_to : what the days count from: ``"trigger"`` is what started the sequence
        (``"purchase"`` is another word for it), ``"previous"`` the mail before this one
    at : local time of day at which it goes; None for the time of day of the trigger

    Raises
    ------
    DataError
        if one of them is not what it should be

    References
    ----------
    own definition

    Examples
    --------
    >>> Step(3, "tips for use", "purchase").relative_to
    'trigger'
    """

    after_days: int
    message: str
    relative_to: str = words.TRIGGER
    at: str | None = "10:00"

    def __post_init__(self) -> None:
        """Check every field."""
        days = checks.whole_number(self.after_days, name="after_days", low=0)
        object.__setattr__(self, "after_days", days)
        checked.text(self.message, "message")
        known = [words.TRIGGER, words.PURCHASE, words.PREVIOUS]
        if checks.choice(self.relative_to, known, name="relative_to") == known[1]:
            object.__setattr__(self, "relative_to", words.TRIGGER)
        if self.at is not None:
            object.__setattr__(self, "at", checked.time_of_day(self.at))


@dataclass(frozen=True)
class Trigger:
    """Say what starts a sequence for a customer.

    Parameters
    ----------
    event : ``"purchase"``, ``"first purchase"``, ``"sign-up"`` (the start of that day,
        as its hour is not known), ``"silence"`` (so many days without a purchase, since
        the last one) or ``"date"`` (everybody at once, from the start of that day on)
    days : days of silence
    on : day of ``"date"``

    Raises
    ------
    DataError
        if the event is not known, or its day or days are missing

    References
    ----------
    own definition

    Examples
    --------
    >>> Trigger("silence", days=180).words
    'after 180 days without a purchase'
    """

    event: str
    days: int | None = None
    on: str | None = None

    def __post_init__(self) -> None:
        """Check every field."""
        checks.choice(self.event, list(words.EVENTS), name="trigger")
        if self.event == "silence":
            if self.days is None:
                raise DataError(words.NEEDS_DAYS)
            checks.whole_number(self.days, name="days")
        if self.event == "date":
            if self.on is None:
                raise DataError(words.NEEDS_ON)
            object.__setattr__(self, "on", checks.day(self.on, name="on").isoformat())

    @property
    def words(self) -> str:
        """Return it in words."""
        return words.EVENTS[self.event].format(days=self.days, on=self.on)


@dataclass(frozen=True, repr=False)
class Sequence:
    """Say which mails a customer gets after which event, and what ends that.

    It prints as a sentence, is shown as a table, and goes to JSON and back.

    Parameters
    ----------
    name : what it is called
    steps : the mails in their order, each at least a day after the one before
    trigger : what starts it, a `Trigger` or the name of its event
    stop_when : ``("purchase",)`` if a purchase after the trigger ends it, ``()`` if
        not. Who unsubscribes always leaves it
    who : for which customers it is: ``{"main_interest": ["garden"]}``; None among the
        values stands for customers of whom it is not known
    kind : ``"reply"`` (an answer to what the customer did), ``"news"`` (as often as the
        customer asked for) or ``"big news"`` (for everybody who agreed to mail)
    priority : whose turn it is when several messages want the same day: the highest;
        of equal ones the message that was planned first
    reentry_days : it begins at most once in so many days for a customer; None for every
        time
    wait_days : so long a mail waits that may not go yet; then it is held back
    deadline : nothing is sent more than so many days after the trigger, or after this
        day; None for no deadline
    note : anything worth saying about it

    Raises
    ------
    DataError
        if one of them is not what it should be, or two steps fall on the same day

    References
    ----------
    own definition

    Examples
    --------
    >>> steps = [Step(3, "tips"), Step(7, "what goes with it", "previous")]
    >>> follow = Sequence("after a purchase", steps)
    >>> follow.days
    [3, 10]
    >>> Sequence.from_json(follow.to_json()) == follow
    True
    """

    name: str
    steps: tuple[Step, ...]
    trigger: Trigger = Trigger("purchase")
    stop_when: tuple[str, ...] = ()
    who: Mapping[str, tuple[Any, ...]] | None = None
    kind: str = "reply"
    priority: int = 0
    reentry_days: int | None = 30
    wait_days: int = 7
    deadline: int | str | None = None
    note: str = ""

    def __post_init__(self) -> None:
        """Check every field, and keep them in a form that cannot change."""
        checked.text(self.name, "name")
        trigger: Any = self.trigger
        given: dict[str, Any] = {
            "steps": checked.steps_of(self.name, self.steps, Step),
            "trigger": trigger if isinstance(trigger, Trigger) else Trigger(trigger),
            "stop_when": checked.stops_of(self.stop_when),
            "who": checked.who_of(self.who),
            "deadline": checked.deadline_of(self.deadline),
        }
        for field, value in given.items():
            object.__setattr__(self, field, value)
        checks.choice(self.kind, list(words.KINDS), name="kind")
        checks.whole_number(self.priority, name="priority", low=None)
        checks.whole_number(self.wait_days, name="wait_days", low=0)
        if self.reentry_days is not None:
            checks.whole_number(self.reentry_days, name="reentry_days")
        checked.days_rise(self.name, self.steps, self.days)

    @property
    def days(self) -> list[int]:
        """Return on which day after the trigger each step falls, if nothing moves."""
        found: list[int] = []
        for step in self.steps:
            base = found[-1] if step.relative_to == words.PREVIOUS and found else 0
            found.append(base + step.after_days)
        return found

    @property
    def sentence(self) -> str:
        """Return the whole sequence in words."""
        return saying.sentence(self)

    @property
    def table(self) -> Table:
        """Return a row per step: step, message, after_days, relative_to, at, day."""
        rows = [asdict(step) for step in self.steps]
        table = Table(rows, index=pd.RangeIndex(1, len(rows) + 1, name="step"))
        table = Table(table[["message", "after_days", "relative_to", "at"]])
        table["day"] = self.days
        table.attrs["heading"] = self.sentence
        return table

    def to_json(self) -> str:
        """Write it as JSON.

        Returns
        -------
        str

        References
        ----------
        own definition

        Examples
        --------
        >>> Sequence("hello", [Step(1, "hello")], "sign-up").to_json()[:16]
        '{"name": "hello"'
        """
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Sequence:
        """Read what `to_json` wrote.

        Parameters
        ----------
        text : JSON of one sequence

        Returns
        -------
        Sequence

        Raises
        ------
        DataError
            if the text is no sequence

        References
        ----------
        own definition

        Examples
        --------
        >>> Sequence.from_json("{}")
        Traceback (most recent call last):
        ...
        segkit.checks.DataError: this is no sequence: ...
        """
        try:
            given = json.loads(text)
            steps = [Step(**step) for step in given.pop("steps")]
            trigger = Trigger(**given.pop("trigger"))
            return cls(steps=tuple(steps), trigger=trigger, **given)
        except (TypeError, KeyError, AttributeError, json.JSONDecodeError) as error:
            raise DataError(words.NOT_JSON.format(why=error)) from error

    def __hash__(self) -> int:
        """Equal sequences count as one."""
        return hash(self.to_json())

    def __repr__(self) -> str:
        """Print the sentence."""
        return self.sentence

    def _repr_html_(self) -> str:
        return self.table._repr_html_()
