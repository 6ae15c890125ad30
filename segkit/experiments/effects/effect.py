"""What a test found about one number, in figures and in a sentence."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

import pandas as pd

from segkit.experiments.told import Told, chance
from segkit.experiments.words import effects as words
from segkit.record.differences import Difference
from segkit.record.relative import Relative, relative_difference
from segkit.record.tables import Table

NAN = math.nan
COLUMNS = (
    "metric", "control_name", "treatment_name", "control", "treatment", "difference",
    "low", "high", "p_value", "p_adjusted", "relative", "relative_low",
    "relative_high", "disagree", "detected", "n_control", "n_treatment", "test",
    "left_out", "note",
)  # fmt: skip


@dataclass(frozen=True, repr=False)
class Effect(Told):
    """Say how far the treatment lies from the control, and how sure that is.

    Parameters
    ----------
    metric : what is compared
    kind : ``"rate"``, ``"mean"``, ``"ratio"``, ``"quantile"`` or ``"statistic"``
    difference, low, high : treatment less control, with its interval at ``level``
    p_value : two-sided; nan where there is no test
    control, treatment : the number in each arm
    n_control, n_treatment : units in each arm
    test : the test that was used, in words
    relative, relative_low, relative_high : the difference as a share of the control
    level : coverage of the intervals, 0 to 1
    control_name, treatment_name : the arms
    counts : for a rate, who did it in each arm
    left_out : who was left out, and why, in words; empty for nobody
    note : what else must be known; empty for nothing
    error, freedom : standard error of the difference, degrees of freedom
    unit : currency or other unit of the numbers
    p_adjusted, adjusted_by : p-value after a correction, and (method, comparisons)
    void : why the comparison cannot be trusted at all; empty where it can

    Examples
    --------
    >>> from segkit import experiments
    >>> found = experiments.compare_rates(48, 80, 56, 70)
    >>> found.detected, round(found.difference, 2)
    (True, 0.2)
    """

    metric: str
    kind: str
    difference: float
    low: float
    high: float
    p_value: float
    control: float
    treatment: float
    n_control: int
    n_treatment: int
    test: str
    relative: float = NAN
    relative_low: float = NAN
    relative_high: float = NAN
    level: float = 0.95
    control_name: str = words.CONTROL
    treatment_name: str = words.TREATMENT
    counts: tuple[int, int] | None = None
    left_out: str = ""
    note: str = ""
    statistic: float = NAN
    error: float = NAN
    freedom: float = math.inf
    unit: str = ""
    p_adjusted: float = NAN
    adjusted_by: tuple[str, int] | None = None
    void: str = ""

    @property
    def disagree(self) -> bool:
        """Whether the intervals of difference and per cent disagree about 0."""
        if math.isnan(self.relative_low) or math.isnan(self.low):
            return False
        plain = not self.low <= 0 <= self.high
        relative = not self.relative_low <= 0 <= self.relative_high
        return plain != relative

    @property
    def detected(self) -> bool:
        """Whether both the test and the interval rule out that there is nothing."""
        return not self.void and self._alarm and not self.low <= 0 <= self.high

    @property
    def _alarm(self) -> bool:
        p = self.p_value if self.adjusted_by is None else self.p_adjusted
        return p < 1 - self.level

    @property
    def sentence(self) -> str:
        """What was found, absolute first, for people to read."""
        parts = (
            self._head(),
            self._gap(),
            self._chance(),
            self._relative(),
            self._rest(),
        )
        return "".join(parts)

    def shown(self, value: float, *, gap: bool = False) -> str:
        """Write a number in this metric's unit; a gap gets its sign.

        Parameters
        ----------
        value : in the unit of ``difference``
        gap : whether it is a difference

        Returns
        -------
        str

        Examples
        --------
        >>> from segkit import experiments
        >>> experiments.compare_rates(48, 80, 56, 70).shown(0.2, gap=True)
        '+20 points'
        """
        if math.isnan(value):
            return words.UNKNOWN
        if self.kind == "rate":
            unit = words.POINTS if gap else words.PERCENT
            return f"{self._number(100 * value, gap)} {unit}"
        return f"{self._number(value, gap)} {self.unit}".rstrip()

    def _number(self, value: float, gap: bool) -> str:
        """Write a number as finely as the interval allows, and no finer."""
        scale = 100 if self.kind == "rate" else 1
        half = scale * (self.high - self.low) / 2
        if not (math.isfinite(half) and half > 0):
            half = 1.0
        digits = min(8, max(0, 1 - math.floor(math.log10(half))))
        return f"{value:{'+' if gap else ''},.{digits}f}"

    def _head(self) -> str:
        ns = self.n_control, self.n_treatment
        ofs = [words.OF_N.format(n=n) for n in ns]
        if self.counts:
            pairs = zip(self.counts, ns, strict=True)
            ofs = [words.OF.format(x=x, n=n) for x, n in pairs]
        return words.HEAD.format(
            metric=self.metric,
            treatment=self.shown(self.treatment),
            control=self.shown(self.control),
            treatment_name=self.treatment_name,
            control_name=self.control_name,
            of1=ofs[0],
            of2=ofs[1],
        )

    def _gap(self) -> str:
        gap = self.shown(self.difference, gap=True)
        if math.isnan(self.low):
            return words.GAP_ONLY.format(difference=gap, note=self.note)
        scale = 100 if self.kind == "rate" else 1
        low, high = (self._number(scale * x, True) for x in (self.low, self.high))
        level = f"{100 * self.level:g} %"
        return words.GAP.format(difference=gap, level=level, low=low, high=high)

    def _chance(self) -> str:
        if math.isnan(self.p_value):
            return ""
        text = words.CHANCE.format(p=chance(self.p_value), test=self.test)
        if self.adjusted_by:
            method, m = self.adjusted_by
            p = chance(self.p_adjusted)
            text += words.CORRECTED.format(p=p, m=m, method=method)
        return text + self._verdict().format(
            treatment_name=self.treatment_name, void=self.void
        )

    def _verdict(self) -> str:
        if self.void:
            return words.VOID
        if self.detected:
            return words.HIGHER if self.difference > 0 else words.LOWER
        clear = not math.isnan(self.low) and not self.low <= 0 <= self.high
        if self.adjusted_by is None and clear != self._alarm:
            return words.TORN
        return words.NOT_TOLD

    def _relative(self) -> str:
        if math.isnan(self.relative_low):
            return ""
        ends = (self.relative, self.relative_low, self.relative_high)
        relative, low, high = (f"{100 * end:+.1f} %" for end in ends)
        text = words.RELATIVE.format(
            relative=relative, low=low, high=high, control_name=self.control_name
        )
        if self.disagree:
            sure = self.relative_low <= 0 <= self.relative_high
            text += (words.DISAGREE if sure else words.DISAGREE_BACK).format(
                control_name=self.control_name
            )
        return text

    def _rest(self) -> str:
        text = words.LEFT_OUT.format(left_out=self.left_out) if self.left_out else ""
        if self.note and not math.isnan(self.low):
            text += words.NOTE.format(note=self.note)
        return text


def with_relative(
    effect: Effect,
    error1: float,
    error2: float,
    *,
    method: Literal["delta", "fieller"] = "delta",
) -> Effect:
    """Add the difference in per cent of the control, where that says anything."""
    found: Relative = relative_difference(
        effect.control,
        error1,
        effect.treatment,
        error2,
        freedom=effect.freedom,
        level=effect.level,
        method=method,
    )
    note = effect.note or ("" if effect.control > 0 else words.NO_BASE)
    return replace(
        effect,
        relative=found.value,
        relative_low=found.low,
        relative_high=found.high,
        note=note,
    )


def fields_of(found: Difference) -> dict[str, Any]:
    """Return what a difference says, under the names of an effect."""
    return {
        "difference": found.value,
        "low": found.low,
        "high": found.high,
        "p_value": found.p_value,
        "statistic": found.statistic,
        "error": found.error,
        "freedom": found.freedom,
    }


def effects_table(effects: Iterable[Effect]) -> Table:
    """List effects, a row each.

    Parameters
    ----------
    effects : what was found

    Returns
    -------
    Table with metric, treatment_name, control, treatment, difference, low, high,
    p_value, p_adjusted (where corrected), relative, relative_low, relative_high,
    disagree, detected, n_control, n_treatment, test, left_out, note

    Examples
    --------
    >>> from segkit import experiments
    >>> table = effects_table([experiments.compare_rates(48, 80, 56, 70)])
    >>> round(float(table["difference"][0]), 2)
    0.2
    """
    found = list(effects)
    columns = [name for name in COLUMNS if name != "p_adjusted"]
    if any(each.adjusted_by for each in found):
        columns = list(COLUMNS)
    rows = [{name: getattr(each, name) for name in columns} for each in found]
    return Table(pd.DataFrame(rows, columns=columns))
