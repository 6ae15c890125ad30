"""Where the centre and the limits of a control chart lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit import checks
from segkit.checks import DataError
from segkit.monitoring.words import charts as words

Floats = NDArray[np.float64]
#: Mean range of two normal values, in standard deviations.
D2 = 2 / np.sqrt(np.pi)
LEAST = 3


@dataclass(frozen=True)
class Known:
    """What a chart is told beside the numbers."""

    kind: str
    laney: bool
    baseline: int | None
    centre: float | None
    sd: float | None
    weight: float


@dataclass(frozen=True)
class Limits:
    """What a chart is judged by: the centre, and one sigma at each point.

    ``drawn`` is what is judged: values, rates of counts, or smoothed values.
    """

    centre: float
    sigma: Floats
    drawn: Floats
    sigma_z: float = 1.0

    @property
    def z(self) -> Floats:
        """Return each point's distance from the centre in sigmas."""
        return (self.drawn - self.centre) / self.sigma


def limits(y: Floats, sizes: Floats | None, known: Known) -> Limits:
    """Set the limits of a chart of values, or of counts where there are sizes."""
    first = _baseline(len(y), known)
    if sizes is not None:
        return _of_counts(y, sizes, known, first)
    if known.laney:
        raise DataError(words.ONLY_COUNTS.format(kind=known.kind))
    if (known.centre is None) != (known.sd is None):
        raise DataError(words.BOTH)
    if known.centre is None or known.sd is None:
        middle, spread = float(y[:first].mean()), float(moving_sd(y[:first]))
    else:
        middle, spread = float(known.centre), float(known.sd)
    if not spread > 0:
        raise DataError(words.NO_SPREAD.format(value=middle))
    if known.kind == "individuals":
        return Limits(middle, np.full(len(y), spread), y)
    if not 0 < known.weight <= 1:
        raise DataError(words.WEIGHT.format(found=known.weight))
    part = spread * ewma_part(len(y), known.weight)
    return Limits(middle, part, smoothed(y, middle, known.weight))


def _of_counts(y: Floats, sizes: Floats, known: Known, first: int) -> Limits:
    rate = y / sizes
    middle = known.centre
    if middle is None:
        middle = float(y[:first].sum() / sizes[:first].sum())
    spread = middle * (1 - middle) if known.kind == "p" else middle
    if not spread > 0:
        raise DataError(words.NO_SPREAD.format(value=middle))
    sigma = np.sqrt(spread / sizes)
    if not known.laney:
        return Limits(middle, sigma, rate)
    beyond = float(moving_sd(((rate - middle) / sigma)[:first]))
    if not beyond > 0:
        raise DataError(words.NO_SPREAD.format(value=middle))
    return Limits(middle, sigma * beyond, rate, beyond)


def moving_sd(y: Floats) -> Any:
    """Return the standard deviation, from how far points lie from the one before."""
    return np.abs(np.diff(y, axis=-1)).mean(axis=-1) / D2


def smoothed(y: Floats, start: Any, weight: float) -> Floats:
    """Return the exponentially weighted mean at each point."""
    kept = np.empty_like(y)
    last = np.asarray(start, dtype=float)
    for i in range(y.shape[-1]):
        last = weight * y[..., i] + (1 - weight) * last
        kept[..., i] = last
    return kept


def ewma_part(n: int, weight: float) -> Floats:
    """Return the standard deviation of the smoothed points, that of a point being 1."""
    left = (1 - weight) ** (2 * np.arange(1, n + 1))
    return np.sqrt(weight / (2 - weight) * (1 - left))


def values_of(values: Any) -> Floats:
    """Return the values as numbers, none missing."""
    if not isinstance(values, pd.Series):
        raise DataError(words.NOT_A_SERIES.format(found=type(values).__name__))
    try:
        y = values.to_numpy(dtype=float, na_value=np.nan)
    except (TypeError, ValueError) as error:
        raise DataError(words.NO_NUMBERS.format(found=values.dtype)) from error
    if not np.isfinite(y).all():
        missing = f"{int((~np.isfinite(y)).sum())} missing or infinite"
        raise DataError(words.NO_NUMBERS.format(found=missing))
    return y


def sizes_of(values: pd.Series, n: Any, kind: str) -> Floats:
    """Return what the counts were counted in, after checking that they fit."""
    y, what = values_of(values), words.WHAT_N[kind]
    if isinstance(n, pd.Series) and not n.index.equals(values.index):
        n = n.reindex(values.index)
    sizes = np.asarray([] if n is None else n, dtype=float)
    if sizes.shape != y.shape:
        raise DataError(words.NEEDS_N.format(kind=kind, what=what))
    when = list(values.index)
    bad = np.flatnonzero(~(sizes > 0))
    if len(bad):
        text = words.BAD_N.format(found=sizes[bad[0]], when=when[bad[0]])
        raise DataError(text)
    odd = np.flatnonzero((y < 0) | ~np.isclose(y, y.round()))
    if len(odd):
        raise DataError(words.BAD_COUNTS.format(kind=kind, found=y[odd[0]]))
    above = np.flatnonzero(y > sizes)
    if kind == "p" and len(above):
        i = above[0]
        raise DataError(words.ABOVE_N.format(k=y[i], n=sizes[i], when=when[i]))
    return sizes


def _baseline(n: int, known: Known) -> int:
    """Return how many first points set the limits; none need to if they are known."""
    first = n if known.baseline is None else known.baseline
    told = known.centre is not None and (known.sd is not None or not known.laney)
    checks.whole_number(first, name="baseline", low=None if told else 1, high=n)
    if first < LEAST and not told:
        raise DataError(words.FEW_POINTS.format(n=first, least=LEAST))
    return first
