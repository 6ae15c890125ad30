"""The four usual formulas for the size of a test of two rates, and their inverses.

Each says what the difference of two rates is divided by: one spread under "no
difference", one under the difference that is hoped for, both for one customer in arm 1.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.special import ndtr, ndtri

#: The formulas by name, in the order in which they are shown.
FORMULAS = ("pooled", "miller", "arcsine", "baseline")


def spreads(p1: Any, p2: Any, formula: str, ratio: float = 1.0) -> tuple[Any, Any, Any]:
    """Return the effect and the two spreads that a formula compares it with.

    Parameters
    ----------
    p1, p2 : rates of arm 1 and arm 2, numbers or arrays
    formula : one of `FORMULAS`
    ratio : size of arm 2 over that of arm 1

    Returns
    -------
    (effect, spread under no difference, spread under the difference), for n1 = 1

    References
    ----------
    pooled: Fleiss, Levin and Paik (2003), eq. 4.14, without continuity correction.
    miller: Evan Miller's calculator (both arms vary as arm 1 where nothing differs).
    arcsine: Cohen (1988), eq. 12.2.1. baseline: both arms always vary as arm 1 does.

    Examples
    --------
    >>> effect, null, other = spreads(0.20, 0.25, "baseline")
    >>> float(round(effect, 2)), float(round(null, 4)), bool(null == other)
    (0.05, 0.5657, True)
    """
    p1, p2 = np.asarray(p1, dtype=float), np.asarray(p2, dtype=float)
    v1, v2 = p1 * (1 - p1), p2 * (1 - p2)
    both = 1 + 1 / ratio
    if formula == "arcsine":
        effect = 2 * (np.arcsin(np.sqrt(p2)) - np.arcsin(np.sqrt(p1)))
        same = np.full_like(effect, np.sqrt(both))
        return effect, same, same
    apart = np.sqrt(v1 + v2 / ratio)
    if formula == "pooled":
        mean = (p1 + ratio * p2) / (1 + ratio)
        return p2 - p1, np.sqrt(mean * (1 - mean) * both), apart
    null = np.sqrt(v1 * both)
    return p2 - p1, null, apart if formula == "miller" else null


def size(
    p1: Any, p2: Any, formula: str, *, alpha: float, power: float, sides: int,
    ratio: float,
) -> Any:  # fmt: skip
    """Return the customers needed in arm 1, not rounded.

    Parameters
    ----------
    p1, p2, formula, ratio : as in `spreads`
    alpha, power, sides : chance of a false alarm, of a find, and 1 or 2 sides

    Returns
    -------
    float or array

    Examples
    --------
    >>> plan = {"alpha": 0.05, "power": 0.8, "sides": 2, "ratio": 1.0}
    >>> [round(float(size(0.20, p2, "miller", **plan)), 2) for p2 in (0.25, 0.15)]
    [1030.22, 973.43]
    """
    effect, null, other = spreads(p1, p2, formula, ratio)
    needed = ndtri(1 - alpha / sides) * null + ndtri(power) * other
    return (needed / effect) ** 2


def found(
    p1: Any, p2: Any, n: Any, formula: str, *, alpha: float, sides: int, ratio: float
) -> Any:
    """Return the chance that the test finds the difference, in its right direction.

    Parameters
    ----------
    p1, p2, formula, ratio : as in `spreads`
    n : customers in arm 1
    alpha, sides : chance of a false alarm, and 1 or 2 sides

    Returns
    -------
    float or array, 0 to 1

    Examples
    --------
    >>> round(float(found(0.20, 0.25, 1093.739, "pooled",
    ...                   alpha=0.05, sides=2, ratio=1.0)), 5)
    0.8
    """
    effect, null, other = spreads(p1, p2, formula, ratio)
    reached = np.abs(effect) * np.sqrt(np.asarray(n, dtype=float))
    gap = reached - ndtri(1 - alpha / sides) * null
    with np.errstate(divide="ignore", invalid="ignore"):
        return ndtr(gap / other)
