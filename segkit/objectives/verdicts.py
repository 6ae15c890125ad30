"""What a test says about a hypothesis: supported, not supported, not decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from html import escape
from math import isfinite, nan
from typing import TYPE_CHECKING, Any

from segkit.objectives.found import Found
from segkit.objectives.words import hypotheses as words

if TYPE_CHECKING:
    from segkit.objectives.hypotheses import Hypothesis


@dataclass(frozen=True, repr=False)
class Tested:
    """Say what a test found about a hypothesis.

    Parameters
    ----------
    hypothesis : as it was written before the test
    verdict : "supported", "not supported" or "not decided"
    effect, low, high : difference, the segment less the others, with its interval
    p_value : one-sided for "higher" and "lower", else two-sided; nan if there is none
    sides : 1 or 2
    level : of the interval; its complement is what p is held against
    day : of the test
    test : name of the function
    result : what the function returned

    Examples
    --------
    >>> from segkit.objectives import Hypothesis
    >>> idea = Hypothesis("teens", "orders a year", "lower", because="they save up",
    ...                   data="orders of 2024")
    >>> idea.test(lambda: {"difference": -2, "low": -3, "high": -1}, on="2024-11-04")
    Orders a year of teens is lower than that of the others, because they save up.
    Supported: difference -2, 95 % interval -3 to -1. The data speak for it; they do not
    prove the reason.
    """

    hypothesis: Hypothesis
    verdict: str
    effect: float
    low: float
    high: float
    p_value: float
    sides: int
    level: float
    day: date
    test: str
    result: Any = field(compare=False)

    @property
    def supported(self) -> bool:
        """Return whether the data speak for the hypothesis."""
        return self.verdict == words.VERDICTS["supported"]

    @property
    def sentence(self) -> str:
        """Return hypothesis, verdict and numbers in words."""
        statement = self.hypothesis.statement
        verdict = self.verdict
        return words.SENTENCE.format(
            statement=statement[:1].upper() + statement[1:],
            verdict=verdict[:1].upper() + verdict[1:],
            facts=", ".join(self._facts()),
            meaning=words.MEANING[verdict],
        )

    def _facts(self) -> list[str]:
        facts = [words.EFFECT.format(effect=self.effect)]
        if isfinite(self.low):
            level = f"{100 * self.level:g} %"
            facts.append(
                words.INTERVAL.format(level=level, low=self.low, high=self.high)
            )
        if isfinite(self.p_value):
            p = "< 0.001" if self.p_value < 0.001 else f"= {self.p_value:.3f}"
            facts.append(words.P.format(p=p, sides=words.SIDES[self.sides]))
        return facts

    def __repr__(self) -> str:
        """Print the sentence."""
        return self.sentence

    def _repr_html_(self) -> str:
        return f"<p>{escape(self.sentence)}</p>"


def judge(
    hypothesis: Hypothesis, seen: Found, day: date, test: str, result: Any
) -> Tested:
    """Hold what a test found against what was written before.

    Supported: the whole interval lies where the hypothesis says (beyond by_at_least, if
    that is given), or, without by_at_least, the p value of the stated side is small
    enough. Not supported: the whole interval lies elsewhere. Else not decided.

    Parameters
    ----------
    hypothesis : what was written
    seen : from `found.read`
    day, test, result : to be kept

    Returns
    -------
    Tested

    References
    ----------
    Own definition. One side of a two-sided p value: half of it if the difference has
    the stated sign, else one less half of it.

    Examples
    --------
    >>> from segkit.objectives import Hypothesis
    >>> idea = Hypothesis("teens", "orders", "higher", by_at_least=1.0)
    >>> seen = Found(2.0, 0.5, 3.5, 0.01, 0.95, "")
    >>> judge(idea, seen, date(2024, 11, 4), "t", None).verdict
    'not decided'
    """
    sign = {"higher": 1, "lower": -1, "different": 0}[hypothesis.direction]
    p = seen.p_value
    if sign and isfinite(p):
        p = p / 2 if sign * seen.effect >= 0 else 1 - p / 2
    least = hypothesis.by_at_least or 0.0
    one = _one_side(seen, sign, least, p)
    verdict = one if sign else _two_sides(seen, least, p)
    return Tested(
        hypothesis, words.VERDICTS[verdict], seen.effect, seen.low, seen.high, p,
        1 if sign else 2, seen.level, day, test, result,
    )  # fmt: skip


def _one_side(seen: Found, sign: int, least: float, p: float) -> str:
    low, high = (seen.low, seen.high) if sign > 0 else (-seen.high, -seen.low)
    if not isfinite(low):  # a p value only
        low = high = nan
    if low > least or (not least and p <= 1 - seen.level):
        return "supported"
    if high < least or (not least and p >= seen.level):
        return "not supported"
    return "not decided"


def _two_sides(seen: Found, least: float, p: float) -> str:
    away = seen.low > least or seen.high < -least
    if away or (not least and not isfinite(seen.low) and p <= 1 - seen.level):
        return "supported"
    if least and -least < seen.low and seen.high < least:
        return "not supported"
    return "not decided"
