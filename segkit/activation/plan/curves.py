"""A curve of diminishing returns: what spending brings, and how sure that is."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.activation.plan.curve_numbers import (
    a_number,
    above_zero,
    plain,
    round_number,
    spending,
)
from segkit.activation.plan.fits import Fit
from segkit.activation.plan.forms import FORMS
from segkit.activation.words.plan import curves as words
from segkit.checks import DataError
from segkit.record import Table

GRID = 41  # points of a curve in its table


@dataclass(frozen=True, repr=False)
class Curve:
    """What spending brings beyond what comes without it, with diminishing returns.

    ``curve(spend)`` is what it brings, ``curve.slope(spend)`` what the next unit of
    money would.

    Parameters
    ----------
    form : "linear" (size * x), "log" (size * ln(1 + x / scale)), "power"
        (size * x ** shape), "exponential" (size * (1 - exp(-x / scale))) or "hill"
        (size * x ** shape / (scale ** shape + x ** shape))
    size : above or at 0: the return of a unit for "linear", the ceiling for
        "exponential" and "hill"
    scale, shape : above 0; where the form has them
    name : of the channel, the segment or both
    unit : what it brings, such as "EUR" or "new_customers"
    fit : what the history said; None for a curve that was given
    factor : by how much it was scaled, with an interval
    notes : what to know before believing it

    Raises
    ------
    DataError
        if there is no such form, or a number cannot be

    References
    ----------
    ``FORMS[form].source`` names the publication of each form.

    Examples
    --------
    >>> curve = Curve("log", 100, 50, name="search", unit="EUR")
    >>> round(curve(150), 1), round(curve.slope(150), 2)
    (138.6, 0.5)
    >>> curve
    search: 100 times ln(1 + spend / 50); given, not fitted.
    """

    form: str
    size: float
    scale: float = 1.0
    shape: float = 1.0
    name: str = ""
    unit: str = ""
    fit: Fit | None = field(default=None, compare=False)
    factor: tuple[float, float, float] = (1.0, 1.0, 1.0)
    notes: tuple[str, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        """Check the numbers."""
        checks.choice(self.form, FORMS, name="form")
        above_zero(self, "size", 0 <= a_number(self.size) < math.inf, "from 0 on")
        for name in FORMS[self.form].uses:
            value = a_number(getattr(self, name))
            above_zero(self, name, 0 < value < math.inf, words.ABOVE)
        if self.form == "power":
            above_zero(self, "shape", self.shape <= 1, words.POWER_SHAPE)

    def __call__(self, spend: Any) -> Any:
        """Return what spending brings, beyond what comes without it."""
        x = spending(spend)
        return plain(self.size * FORMS[self.form].value(x, self.scale, self.shape))

    def slope(self, spend: Any) -> Any:
        """Return what the next unit of money would bring.

        Parameters
        ----------
        spend : number or array, from 0 on

        Returns
        -------
        float or array; infinite for a power at 0

        Examples
        --------
        >>> Curve("exponential", 900, 100).slope(0)
        9.0
        """
        x = spending(spend)
        if self.size == 0:
            return plain(np.zeros_like(x))
        return plain(self.size * FORMS[self.form].slope(x, self.scale, self.shape))

    def interval(self, spend: Any) -> tuple[Any, Any]:
        """Return how little and how much spending may bring, as far as is known.

        Parameters
        ----------
        spend : number or array, from 0 on

        Returns
        -------
        (low, high); twice the value for a curve that was given without a factor

        References
        ----------
        The set of curves whose squared errors the history does not exclude: profile t,
        Bates and Watts (1988), Nonlinear Regression Analysis, section 6.1. A factor's
        own interval multiplies it: on the safe side.

        Examples
        --------
        >>> [round(end, 1) for end in Curve("linear", 5).scaled(0.5, 0.4, 0.7)
        ...  .interval(10)]
        [20.0, 35.0]
        """
        x = spending(spend)
        value, down, up = self.factor
        if self.fit is None:
            whole = np.asarray(self(x)) / (value or 1.0)
            return plain(whole * down), plain(whole * up)
        low, high = self._within(*self.fit.ends(x))
        return plain(low), plain(high)

    def _within(self, low: Any, high: Any) -> tuple[Any, Any]:
        """Widen an interval of the history by that of the factor."""
        _, down, up = self.factor
        ends = np.array([low * down, low * up, high * down, high * up])
        return ends.min(axis=0), ends.max(axis=0)

    def scaled(
        self, factor: float, low: float | None = None, high: float | None = None
    ) -> Curve:
        """Return the curve times a factor, such as what a test says is really brought.

        Parameters
        ----------
        factor : from 0 on; see `incrementality`
        low, high : its interval; None for a factor that is known

        Returns
        -------
        Curve

        Raises
        ------
        DataError
            if the factor is no number from 0 on between low and high

        Examples
        --------
        >>> Curve("linear", 5).scaled(0.5)(10)
        25.0
        """
        low, high = factor if low is None else low, factor if high is None else high
        fine = all(math.isfinite(each) for each in (low, factor, high))
        if not fine or factor < 0 or not low <= factor <= high:
            raise DataError(words.FACTOR.format(found=(low, factor, high)))
        low = max(low, 0.0)
        was = self.factor
        said = words.SCALED.format(
            factor=f"{factor:.2f}", low=f"{low:.2f}", high=f"{high:.2f}"
        )
        return replace(
            self, size=self.size * factor, notes=(*self.notes, said),
            factor=(was[0] * factor, was[1] * low, was[2] * high),
        )  # fmt: skip

    @property
    def verdict(self) -> str:
        """Return "given", "shown", "line" or "not shown"."""
        return "given" if self.fit is None else self.fit.verdict

    @property
    def formula(self) -> str:
        """Return the curve as a formula in words."""
        numbers = {n: f"{getattr(self, n):.4g}" for n in ("size", "scale", "shape")}
        return words.FORM_NUMBERS[self.form].format(**numbers)

    @property
    def sentence(self) -> str:
        """Return what spending brings, in words."""
        name, fit = self.name or words.NO_NAME, self.fit
        if fit is None:
            return words.GIVEN.format(name=name, formula=self.formula)
        low, high = self._within(*fit.ends(fit.usual, fit.least))
        step = round_number(fit.usual / 10)
        more = self(fit.usual + step) - self(fit.usual)
        return words.FITTED.format(
            name=name, spend=f"{fit.usual:,.0f}", least=f"{fit.least:,.0f}",
            value=f"{self(fit.usual) - self(fit.least):,.3g}", next=f"{more:,.3g}",
            unit=self.unit.replace("_", " ") or words.NO_UNIT, step=f"{step:,g}",
            level=f"{100 * fit.level:g}", low=f"{low:,.3g}", high=f"{high:,.3g}",
            formula=self.formula, n=fit.n, most=f"{fit.most:,.0f}",
        )  # fmt: skip

    def table(self, spend: Any = None) -> Table:
        """Return the curve as a table, with what was seen, ready to draw.

        Parameters
        ----------
        spend : where; None for 0 to a quarter beyond what was seen

        Returns
        -------
        Table: name, kind ("curve" or "seen"), spend, response (beyond the baseline),
        low, high, slope, beyond (more than was ever spent)

        Examples
        --------
        >>> Curve("linear", 5).table([0, 2])[["spend", "response"]].to_numpy().tolist()
        [[0.0, 0.0], [2.0, 10.0]]
        """
        fit = self.fit
        reach = 1.25 * fit.most if fit else 4 * self.scale
        x = np.linspace(0, reach, GRID) if spend is None else spending(spend)
        low, high = self.interval(x)
        rows = {
            "name": self.name or words.NO_NAME, "kind": "curve", "spend": x,
            "response": self(x), "low": low, "high": high, "slope": self.slope(x),
            "beyond": x > fit.most if fit else False,
        }  # fmt: skip
        parts = [pd.DataFrame(rows)]
        if fit is not None:
            share = self.factor[0]
            seen = fit.seen.assign(
                name=self.name or words.NO_NAME, kind="seen", beyond=False,
                response=(fit.seen["response"] - fit.baseline) * share,
            )  # fmt: skip
            parts.append(seen[["name", "kind", "spend", "response", "beyond"]])
        table = Table(pd.concat(parts, ignore_index=True))
        table.attrs |= {
            "heading": words.TABLE.format(name=self.name or words.NO_NAME),
            "unit": self.unit, "notes": list(self.notes), "verdict": self.verdict,
        }  # fmt: skip
        return table

    def __repr__(self) -> str:
        """Print the sentence and the notes."""
        return "\n".join([self.sentence, *self.notes])

    def _repr_html_(self) -> str:
        lines = [self.sentence, *self.notes]
        return "".join(f"<p>{escape(line)}</p>" for line in lines)
