"""One number about an order of customers, with what it is held against."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from segkit.experiments.words import uplift as words

#: Measured: 95 % intervals hold 92 to 95 % of the time with so many outcomes in each
#: arm, and 90 to 93 % with a third of that (skewed amounts, shares of 2 %).
FEW = 100


@dataclass(frozen=True, repr=False)
class UpliftScore:
    """Say how good an order of customers is, how sure that is, and against what.

    ``float(score)`` is the value.

    Parameters
    ----------
    name : "qini", "auuc" or "uplift_at_k"
    definition : key of the variant; `definition_text` says it in a sentence
    value : the number
    low, high : ends of the interval at ``level``
    random : what a random order of the same customers gives on average
    n_treated, n_control : customers with the message and without
    n_draws : bootstrap samples behind the interval
    share : part of the customers, for "uplift_at_k"
    n_outcomes : customers with an outcome other than 0 in the arm that has fewer; below
        100 the interval holds less often than it says (see `note`)

    Examples
    --------
    >>> score = UpliftScore("qini", "area", 0.012, 0.004, 0.02, 0.0, 500, 500, 1000)
    >>> score
    Qini: 0.0120 (95 % interval 0.0040 to 0.0200; 0.0000 in random order). The order
    finds who is moved better than chance does.
    """

    name: str
    definition: str
    value: float
    low: float
    high: float
    random: float
    n_treated: int
    n_control: int
    n_draws: int
    level: float = 0.95
    share: float = 1.0
    n_outcomes: int | None = None

    def __float__(self) -> float:
        """Return the value alone."""
        return self.value

    @property
    def verdict(self) -> str:
        """Return "better", "worse" (than a random order) or "unknown"."""
        if self.low > self.random:
            return "better"
        return "worse" if self.high < self.random else "unknown"

    @property
    def definition_text(self) -> str:
        """Return what is measured, in words."""
        texts = {"qini": words.QINI, "auuc": words.AUUC, "uplift_at_k": words.AT_K}
        return texts[self.name][self.definition].format(k=self._k)

    @property
    def _k(self) -> str:
        return f"{100 * self.share:g} %"

    @property
    def sentence(self) -> str:
        """Return value, interval, comparison and verdict in words."""
        text = words.SCORE.format(
            name=words.NAMES[self.name].format(k=self._k),
            value=f"{self.value:.4f}", low=f"{self.low:.4f}", high=f"{self.high:.4f}",
            random=f"{self.random:.4f}", level=f"{100 * self.level:g} %",
        )  # fmt: skip
        return f"{text}. {words.VERDICT[self.verdict]}{self.note}"

    @property
    def note(self) -> str:
        """Return a warning if there are too few outcomes for the interval, else ""."""
        if self.n_outcomes is None or self.n_outcomes >= FEW:
            return ""
        return words.FEW.format(n=self.n_outcomes, few=FEW)

    def __repr__(self) -> str:
        """Print the sentence."""
        return self.sentence

    def _repr_html_(self) -> str:
        text = self.definition_text
        text = escape(text[0].upper() + text[1:])
        return f"<p>{escape(self.sentence)}<br>{text}.</p>"
