"""The published forms of what spending brings: value and slope at size 1."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

Numbers = Any


class Form(NamedTuple):
    """One form of response: at size 1, what spending x brings, and its slope.

    Parameters
    ----------
    value, slope : functions of (x, scale, shape)
    uses : which of scale and shape it has
    unknowns : how many of them are fitted
    source : where it was published

    Examples
    --------
    >>> FORMS["exponential"].value(100.0, 100.0, 1.0).round(3)
    np.float64(0.632)
    """

    value: Callable[[Numbers, Numbers, Numbers], Numbers]
    slope: Callable[[Numbers, Numbers, Numbers], Numbers]
    uses: tuple[str, ...]
    source: str

    @property
    def unknowns(self) -> int:
        """Return how many unknowns it has beside its size."""
        return len(self.uses)


def _power_slope(x: Numbers, scale: Numbers, shape: Numbers) -> Numbers:
    with np.errstate(divide="ignore"):
        return shape * np.power(x, shape - 1.0)


def _hill(x: Numbers, scale: Numbers, shape: Numbers) -> Numbers:
    ratio = np.power(x / scale, shape)
    return ratio / (1 + ratio)


def _hill_slope(x: Numbers, scale: Numbers, shape: Numbers) -> Numbers:
    ratio = x / scale
    with np.errstate(divide="ignore"):
        steep = shape / scale * np.power(ratio, shape - 1.0)
    return steep / np.square(1 + np.power(ratio, shape))


FORMS = {
    "linear": Form(
        lambda x, scale, shape: x * 1.0 + 0 * scale,
        lambda x, scale, shape: np.ones_like(x * 1.0) + 0 * scale,
        (),
        "constant returns",
    ),
    "log": Form(
        lambda x, scale, shape: np.log1p(x / scale),
        lambda x, scale, shape: 1 / (scale + x),
        ("scale",),
        "semi-logarithmic: Simon and Arndt (1980), Journal of Advertising Research 20",
    ),
    "power": Form(
        lambda x, scale, shape: np.power(x, shape),
        _power_slope,
        ("shape",),
        "constant elasticity: Hanssens, Parsons and Schultz (2001), Market Response "
        "Models, chapter 3",
    ),
    "exponential": Form(
        lambda x, scale, shape: -np.expm1(-x / scale),
        lambda x, scale, shape: np.exp(-x / scale) / scale,
        ("scale",),
        "modified exponential: Lilien, Kotler and Moorthy (1992), Marketing Models",
    ),
    "hill": Form(
        _hill,
        _hill_slope,
        ("scale", "shape"),
        "Hill (1910); for advertising Little (1970), Management Science 16, ADBUDG",
    ),
}


def inflection(form: str, scale: float, shape: float) -> float:
    """Return the spending up to which returns still grow: 0 but for steep Hill curves.

    Parameters
    ----------
    form, scale, shape : of the curve

    Returns
    -------
    float, where the slope of the curve is largest

    References
    ----------
    Own derivation: the second derivative of the Hill curve is 0 there.

    Examples
    --------
    >>> inflection("log", 5.0, 1.0), round(inflection("hill", 100.0, 3.0), 2)
    (0.0, 79.37)
    """
    if form != "hill" or shape <= 1:
        return 0.0
    return float(scale * ((shape - 1) / (shape + 1)) ** (1 / shape))
