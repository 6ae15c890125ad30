"""Hypotheses: clear, logical, testable; tested once, and never changed after seeing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

from segkit import checks
from segkit.checks import DataError
from segkit.objectives import found
from segkit.objectives.verdicts import Tested, judge
from segkit.objectives.words import hypotheses as words
from segkit.record import Table


@dataclass(frozen=True, repr=False)
class Hypothesis:
    """Say what is believed of a segment, and let data speak for or against it.

    It may be written down with gaps: `ticks` says which. `test` takes the test as an
    argument, judges its result by what was written before, and closes the hypothesis:
    after that it can neither be changed nor tested again.

    Parameters
    ----------
    segment : of whom
    metric : what is measured, in words
    direction : "higher", "lower" or "different"
    than : compared with whom
    because : why it should be so
    data : where and when it is measured
    by_at_least : the smallest difference that counts, in the unit of the metric; None
        for any
    unit : of by_at_least, in words

    Notes
    -----
    Each hypothesis keeps its own log, and is tested once. The same words written afresh
    are a new one, which may be tested: on other data that is as it should be; on the
    same data it counts as a further test, which nobody but you can see.

    Raises
    ------
    DataError
        if the direction is not known, or by_at_least is no number above 0

    Examples
    --------
    >>> from scipy import stats
    >>> idea = Hypothesis(
    ...     "customers aged 30 to 50", "amount spent in a year", "higher",
    ...     because="they buy for skin that changes", data="cosmetics, 2024")
    >>> idea
    amount spent in a year of customers aged 30 to 50 is higher than that of the others,
    because they buy for skin that changes.
    >>> idea.ticks()["met"].tolist()
    [True, True, True]
    >>> tested = idea.test(stats.ttest_ind, [60, 70, 65, 80], [40, 50, 45, 52],
    ...                    equal_var=False, on="2024-11-04")
    >>> tested.verdict
    'supported'
    >>> idea.revised(direction="lower")
    Traceback (most recent call last):
    ...
    segkit.checks.DataError: the hypothesis was tested on 2024-11-04 (supported): it may
    not be changed after seeing the result; write a new one and test it on other data
    """

    segment: str = ""
    metric: str = ""
    direction: str = "different"
    than: str = words.OTHERS
    because: str = ""
    data: str = ""
    by_at_least: float | None = None
    unit: str = ""
    _log: list[tuple[str, str]] = field(default_factory=list, compare=False)

    def __post_init__(self) -> None:
        """Refuse what can never be tested."""
        checks.choice(self.direction, words.DIRECTIONS, name="direction")
        amount = self.by_at_least
        if amount is None:
            return
        number = isinstance(amount, int | float) and not isinstance(amount, bool)
        if not number or not 0 < amount < float("inf"):
            raise DataError(words.AMOUNT_BAD.format(amount=amount))

    @property
    def statement(self) -> str:
        """Return the hypothesis as a sentence."""
        unit = f" {self.unit}" if self.unit else ""
        amount, reason = self.by_at_least, self.because.strip().rstrip(".")
        text = words.DIFFERENT if self.direction == "different" else words.STATEMENT
        return text.format(
            metric=self.metric or words.GAP,
            segment=self.segment or words.GAP,
            than=self.than or words.GAP,
            direction=words.DIRECTIONS[self.direction],
            amount=words.AMOUNT.format(amount=amount, unit=unit) if amount else "",
            because=words.BECAUSE.format(because=reason) if reason else "",
        )

    def __repr__(self) -> str:
        """Print the statement."""
        return self.statement

    def _gaps(self) -> dict[str, list[str]]:
        """Return what is missing for each tick."""
        clear = [
            name for name in ("segment", "metric", "than") if not _said(self, name)
        ]
        vague = _vague(self.metric)
        clear_text = [words.MISSING[name] for name in clear]
        if vague:
            clear_text.append(words.MISSING["vague"].format(word=vague))
        logical = [] if self.because.strip() else [words.MISSING["because"]]
        if not logical and _circular(self):
            logical = [words.MISSING["circular"]]
        testable = [] if self.data.strip() else [words.MISSING["data"]]
        return {"clear": clear_text, "logical": logical, "testable": testable}

    def ticks(self) -> Table:
        """Say whether the hypothesis is clear, logical and testable, and if not, why.

        What is checked is whether the parts are there and can be measured; whether the
        reason is a good one, only people can judge.

        Returns
        -------
        DataFrame indexed by the three words: asks, met (bool), says (what is there, or
        what is missing and how to add it)

        References
        ----------
        Popper (1935), Logik der Forschung: what no result could speak against cannot be
        tested. The checks are our own.

        Examples
        --------
        >>> Hypothesis("loyal customers", "engagement").ticks()["met"].tolist()
        [False, False, False]
        """
        gaps = self._gaps()
        facts = {name: getattr(self, name) for name in ("segment", "metric", "than")}
        facts |= {"because": self.because, "data": self.data}
        facts["against"] = words.AGAINST[self.direction]
        says = [
            "; ".join(gaps[name]) or words.GOT[name].format(**facts) for name in gaps
        ]
        met = [not gap for gap in gaps.values()]
        table = Table({"asks": words.TICKS, "met": met, "says": says}, index=list(gaps))
        n = int((~table["met"]).sum())
        heading = words.TICKS_HEADING[n == 0]
        table.attrs["heading"] = heading.format(n=n, statement=self.statement)
        return table

    def revised(self, **changes: Any) -> Hypothesis:
        """Return a changed hypothesis; refused once it was tested.

        Parameters
        ----------
        changes : parts by name

        Returns
        -------
        Hypothesis, with the same log

        Raises
        ------
        DataError
            if it was tested, or there is no such part

        Examples
        --------
        >>> idea = Hypothesis("teens", "orders a year", "lower")
        >>> idea.revised(direction="higher").log["what"].tolist()
        ["revised: direction from 'lower' to 'higher'"]
        """
        self._still_open(words.AFTER_SEEING)
        names = [part.name for part in fields(self) if part.name != "_log"]
        unknown = sorted(set(changes) - set(names))
        if unknown:
            raise DataError(words.UNKNOWN_PART.format(names=unknown, found=names))
        changed = replace(self, **changes)
        what = ", ".join(
            words.FROM_TO.format(name=name, old=getattr(self, name), new=new)
            for name, new in changes.items()
        )
        self._log.append(("", words.REVISED.format(what=what)))
        return changed

    def test(
        self, function: Callable[..., Any], *args: Any, on: Any = None, **options: Any
    ) -> Tested:
        """Test the hypothesis with a function that you pass, and keep the result.

        Parameters
        ----------
        function : compares the segment with the others and returns a record, dict, row
            or table of one row with a difference (``difference`` or ``effect``: the
            segment less the others), its interval (``low``, ``high``) and its two-sided
            p value (``p_value``); SciPy's t tests will do
        args, options : passed to the function
        on : day of the test; None for today

        Returns
        -------
        Tested

        Raises
        ------
        DataError
            if a tick is missing, it was tested before, or the result cannot be read

        Examples
        --------
        >>> idea = Hypothesis("teens", "orders a year", "lower", because="they save up",
        ...                   data="orders of 2024")
        >>> idea.test(lambda: {"difference": -0.2, "low": -0.9, "high": 0.5}).verdict
        'not decided'
        """
        self._still_open(words.TESTED_TWICE)
        missing = [text for gap in self._gaps().values() for text in gap]
        if missing:
            raise DataError(words.NOT_READY.format(missing="; ".join(missing)))
        if not callable(function):
            raise DataError(words.NOT_CALLABLE.format(kind=type(function).__name__))
        day = date.today() if on is None else checks.day(on, name="on")
        raw = function(*args, **options)
        seen = found.read(raw)
        name = getattr(function, "__name__", type(function).__name__)
        tested = judge(self, seen, day, name, raw)
        self._log.append((str(day), words.TESTED.format(verdict=tested.verdict)))
        return tested

    def _still_open(self, text: str) -> None:
        """Refuse when any version of the hypothesis was tested."""
        start = words.TESTED.format(verdict="")
        for day, what in self._log:
            if what.startswith(start):
                verdict = what.removeprefix(start)
                raise DataError(text.format(day=day, verdict=verdict))

    @property
    def log(self) -> Table:
        """Return what became of the hypothesis in all its versions."""
        table = Table(self._log, columns=["day", "what"])
        table.attrs["heading"] = words.LOG_HEADING
        return table


def _said(one: Hypothesis, name: str) -> bool:
    return bool(str(getattr(one, name)).strip())


def _vague(metric: str) -> str:
    """Return the first word that can neither be counted nor measured."""
    found_words = re.findall(r"[a-z]+", metric.lower())
    return next((word for word in found_words if word in words.VAGUE), "")


def _circular(one: Hypothesis) -> bool:
    """Say whether the reason holds no word that the statement lacks."""
    said = f"{one.metric} {one.segment} {one.than} {words.DIRECTIONS[one.direction]}"
    told = set(re.findall(r"\w{4,}", said.lower()))
    reason = set(re.findall(r"\w{4,}", one.because.lower()))
    return bool(reason) and reason <= told
