"""The population stability index, and how large it is by chance alone."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.checks import DataError
from segkit.monitoring import words

#: The bands that everybody quotes and nobody derived: no source gives a reason.
FOLK = {"some": 0.1, "large": 0.25}
HALF = 0.5
MOST = 5  # names of bins that a note lists
Floats = NDArray[np.float64]


@dataclass(frozen=True, repr=False)
class Psi:
    """Say how far two divisions lie apart, and whether chance alone does that.

    Parameters
    ----------
    value : the index; 0 when the shares are equal
    critical_value : what chance alone exceeds once in twenty (at level .95); nan
        without the numbers of customers
    p_value : how often chance alone gives so much; nan likewise
    n_expected, n_actual : customers on both sides; 0 where not known
    level : of the critical value
    note : what was done about empty bins
    parts : a row per bin: expected_share, actual_share, contribution (they add up)

    Examples
    --------
    >>> found = psi([250, 250, 250, 250], [20, 40, 60, 80])
    >>> found
    PSI 0.228: above the folk threshold of 0.1, and more than chance
    (critical value 0.0469)
    >>> found.band, found.more_than_chance
    ('some', True)
    """

    value: float
    critical_value: float
    p_value: float
    n_expected: int
    n_actual: int
    level: float
    note: str = ""
    parts: pd.DataFrame = field(default_factory=pd.DataFrame, compare=False)

    def __float__(self) -> float:
        """Return the value alone."""
        return self.value

    @property
    def band(self) -> str:
        """Return the folk band: small (below .1), some (below .25), or large."""
        return band(self.value)

    @property
    def more_than_chance(self) -> bool | None:
        """Say whether the value is above the critical one; None where nobody knows."""
        if math.isnan(self.critical_value):
            return None
        return self.value > self.critical_value

    @property
    def verdict(self) -> str:
        """Say both in words: the folk threshold and chance."""
        return verdict(self.value, self.critical_value)

    def __repr__(self) -> str:
        """Print value, verdict and what was done about empty bins."""
        text = words.PSI.format(value=self.value, verdict=self.verdict)
        return f"{text}. {self.note}" if self.note else text


def band(value: float) -> str:
    """Return the folk band of a value."""
    if value >= FOLK["large"]:
        return "large"
    return "some" if value >= FOLK["some"] else "small"


def verdict(value: float, critical: float) -> str:
    """Say in words what a value means beside both limits."""
    known = None if math.isnan(critical) else bool(value > critical)
    return words.VERDICT.format(
        band=words.BANDS[band(value)].format(**FOLK),
        chance=words.CHANCE[known].format(critical=critical),
    )


def psi(
    expected: Any,
    actual: Any,
    *,
    n_expected: int | None = None,
    n_actual: int | None = None,
    smoothing: float | None = None,
    level: float = 0.95,
) -> Psi:
    """Say how far a division of customers has moved from an earlier one.

    PSI = Σ (a - e) ln(a / e) over the bins, with the shares e before and a after.

    Parameters
    ----------
    expected, actual : counts, or shares that sum to 1; lists in the same order, or
        Series or dicts by the name of the bin (a bin that one lacks counts as empty)
    n_expected, n_actual : customers, where shares are passed; with both there is a
        critical value
    smoothing : customers to add to every bin of both; None adds half a one, and only if
        a bin is empty on one side; 0 never adds, and PSI may be infinite
    level : of the critical value: 1 minus how often chance alone may exceed it

    Returns
    -------
    Psi: ``.value``, ``.critical_value``, ``.p_value``, ``.band``, ``.verdict``,
    ``.parts``. A bin that is empty on both sides is left out

    Raises
    ------
    DataError
        if the bins do not fit, a number is negative or missing, or a share is 0 and no
        numbers of customers are known

    Notes
    -----
    The critical value is that of many customers. Where each bin holds ten on average,
    chance exceeds it 6 to 7 times in a hundred instead of 5 (simulated).

    References
    ----------
    Yurdakul (2018), "Statistical properties of population stability index", Western
    Michigan University: under no change PSI is (1/N + 1/M) times a chi-square with
    B - 1 degrees of freedom. The bands .1 and .25: folklore. Smoothing: own definition.

    Examples
    --------
    >>> round(float(psi([0.2, 0.3, 0.5], [0.3, 0.3, 0.4])), 5)
    0.06286
    >>> round(psi([100] * 4, [50] * 4).critical_value, 3)
    0.059
    >>> psi({"web": 60, "store": 40}, {"web": 55, "app": 45}).note
    'vanished: store; new: app. store, app had nobody on one side: 0.5 customers were
    added to every bin of both'
    """
    _between(level)
    e, a, names = _paired(expected, actual)
    e, n = _counts(e, n_expected, "expected")
    a, m = _counts(a, n_actual, "actual")
    keep = (e > 0) | (a > 0)
    e, a, names = e[keep], a[keep], names[keep]
    p, q, note = _smoothed(e, a, names, known=bool(n and m), smoothing=smoothing)
    with np.errstate(divide="ignore"):
        contribution = (q - p) * (np.log(q) - np.log(p))
    value = float(contribution.sum())
    critical, chance = critical_value(len(e), n, m, level), p_value(value, len(e), n, m)
    parts = pd.DataFrame(
        {"expected_share": p, "actual_share": q, "contribution": contribution}, names
    )
    return Psi(value, critical, chance, n, m, level, note, parts.rename_axis("bin"))


def critical_value(bins: int, n: int, m: int, level: float = 0.95) -> float:
    """Return what PSI exceeds by chance alone once in twenty; nan if n is unknown."""
    from scipy.special import chdtri  # noqa: PLC0415

    if not n or not m:
        return math.nan
    return float(chdtri(bins - 1, 1 - level) * (1 / n + 1 / m)) if bins > 1 else 0.0


def p_value(value: float, bins: int, n: int, m: int) -> float:
    """Return how often chance alone gives so large a PSI; nan if n is unknown."""
    from scipy.special import chdtrc  # noqa: PLC0415

    if not n or not m:
        return math.nan
    return float(chdtrc(bins - 1, value / (1 / n + 1 / m))) if bins > 1 else 1.0


def _between(level: float) -> None:
    if not 0 < level < 1:
        raise DataError(words.LEVEL.format(found=level))


def _paired(expected: Any, actual: Any) -> tuple[Floats, Floats, pd.Index]:
    """Return both as numbers in the same order, with the names of the bins."""
    _numbers_only(expected, "expected")
    _numbers_only(actual, "actual")
    named = [isinstance(x, pd.Series | Mapping) for x in (expected, actual)]
    if all(named):
        old, new = (pd.Series(x, dtype=float) for x in (expected, actual))
        names = old.index.append(new.index.difference(old.index, sort=False))
        both = [old.reindex(names, fill_value=0.0), new.reindex(names, fill_value=0.0)]
        e, a = (x.to_numpy() for x in both)
    else:
        e, a = (np.asarray(_values(x), dtype=float).ravel() for x in (expected, actual))
        names = pd.Index(range(1, len(e) + 1))
    if len(e) != len(a):
        raise DataError(words.UNEQUAL.format(n=len(e), m=len(a)))
    for name, x in (("expected", e), ("actual", a)):
        if not len(x) or not np.isfinite(x).all() or (x < 0).any():
            raise DataError(words.NO_SHARES.format(name=name, found=x.tolist()))
    return e, a, names


def _numbers_only(x: Any, name: str) -> None:
    """Refuse what is not counts or shares, such as the segments themselves."""
    try:
        np.asarray(_values(x), dtype=float)
    except (TypeError, ValueError) as error:
        raise DataError(words.NO_COUNTS.format(name=name)) from error


def _values(x: Any) -> Any:
    return list(x.values()) if isinstance(x, Mapping) else x


def _counts(x: Floats, n: int | None, name: str) -> tuple[Floats, int]:
    """Return counts where they can be known (else shares), and how many customers."""
    total = x.sum()
    if total == 0:
        raise DataError(words.NOBODY.format(name=name))
    if n is not None and (not hasattr(n, "__index__") or n < 1):
        raise DataError(words.N_NEEDED.format(name=f"n_{name}", found=n))
    if math.isclose(total, 1, abs_tol=1e-6) and (n or (x < 1).all()):
        return x / total * (n or 1), int(n or 0)
    if not np.allclose(x, x.round(), atol=1e-9):
        raise DataError(words.NOT_SHARES.format(name=name, total=total))
    if n is not None and n != round(total):
        raise DataError(words.TWO_SIZES.format(name=name, total=total, n=n))
    return x, round(total)


def _smoothed(
    e: Floats, a: Floats, names: pd.Index, *, known: bool, smoothing: float | None
) -> tuple[Floats, Floats, str]:
    """Return the shares, and what was done about bins that one side lacks."""
    if smoothing is not None and not smoothing >= 0:
        raise DataError(words.SMOOTHING.format(found=smoothing))
    empty = (e == 0) | (a == 0)
    lost, fresh = (_listed(names[x == 0]) for x in (a, e))
    add = smoothing if smoothing is not None else HALF * bool(empty.any())
    which = _listed(names[empty])
    if add and not known:
        raise DataError(words.ZERO_SHARE.format(names=which or "no bin"))
    note = []
    if lost or fresh:
        gone = words.VANISHED.format(names=lost) if lost else ""
        come = words.APPEARED.format(names=fresh) if fresh else ""
        note.append("; ".join(filter(None, (gone, come))))
        text = words.SMOOTHED if add else words.INFINITE
        note.append(text.format(names=which, smoothing=add))
    elif add:
        note.append(words.ADDED.format(smoothing=add))
    p, q = e + add, a + add
    return p / p.sum(), q / q.sum(), ". ".join(note)


def _listed(names: pd.Index) -> str:
    """List the first few names, and say how many more there are."""
    text = ", ".join(map(str, names[:MOST]))
    return (
        words.MORE.format(names=text, n=len(names) - MOST)
        if len(names) > MOST
        else text
    )
