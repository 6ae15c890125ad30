"""When may a test stop early? Bounds for each look, planned before the first one."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import ndtr, ndtri

from segkit import checks
from segkit.checks import DataError
from segkit.experiments.looking.spending import bounds, crossing, spent
from segkit.experiments.planning import asked
from segkit.experiments.told import percent
from segkit.experiments.words import looks as words
from segkit.record import Table

MOST = 200


def boundaries(
    looks: Any,
    *,
    alpha: float = 0.05,
    power: float = 0.8,
    spending: str = "obrien_fleming",
    sides: int = 2,
) -> Table:
    """Say how far apart the arms must be at each look for the test to stop.

    Parameters
    ----------
    looks : number of looks, evenly spaced; or the share of the planned customers at
        each look, rising to 1, such as ``[0.25, 0.5, 1]``
    alpha : chance of a false alarm, over all looks together
    power : chance to find the effect that the test was planned for
    spending : "obrien_fleming" (strict early, almost nothing lost at the end) or
        "pocock" (about the same at each look)
    sides : 2 to stop either way; 1 to stop only if arm 2 is better

    Returns
    -------
    Table, one row per look: information (share of the planned customers), bound (of z,
    beyond which the test stops), p_value (of one test, at the bound),
    alpha_spent (up to this look), power (chance to have stopped by this look, if the
    planned effect is there). ``attrs``: inflation (customers at the last look over
    those of a test with one look), expected (customers that it takes on average, over
    the same, if the effect is there), heading

    Raises
    ------
    DataError
        if the looks do not rise, or the plan makes no sense

    References
    ----------
    Lan and DeMets (1983), Biometrika 70, 659-663; Jennison and Turnbull (2000), Group
    Sequential Methods, chapter 7.

    Examples
    --------
    >>> boundaries(5)[["information", "bound"]].round(3)
          information  bound
    look
    1             0.2  4.877
    2             0.4  3.357
    3             0.6  2.680
    4             0.8  2.290
    5             1.0  2.031
    """
    shares, plan = _whole(looks), asked.plan(alpha, power, sides, 1.0)
    checks.choice(spending, words.SPENDING, name="spending")
    z = bounds(shares, alpha, spending, sides)
    drift = _drift(shares, z, power, sides)
    stop = crossing(shares, z, drift=drift, sides=sides)[0].cumsum()
    inflation = float((drift / (ndtri(1 - alpha / sides) + ndtri(power))) ** 2)
    table = Table(
        {
            "information": shares,
            "bound": z,
            "p_value": sides * ndtr(-z),
            "alpha_spent": sides * spent(shares, alpha / sides, spending),
            "power": stop,
        },
        index=pd.RangeIndex(1, len(shares) + 1, name="look"),
    )
    going = np.concatenate([[1.0], 1 - stop[:-1]])
    expected = float(inflation * np.diff(shares, prepend=0) @ going)
    table.attrs.update(plan, spending=spending, inflation=inflation, expected=expected)
    table.attrs["heading"] = words.BOUNDARIES.format(
        k=len(shares),
        alpha=percent(alpha),
        both=words.BOTH if sides == 2 else "",
        spending=words.SPENDING[spending],
        more=percent(inflation - 1),
        power=percent(power),
    )
    return table


def _whole(looks: Any) -> np.ndarray:
    """Return the shares of a plan, which ends with all of the information."""
    shares = shares_of(looks)
    if shares[-1] < 1:
        raise DataError(words.UNFINISHED.format(last=shares[-1]))
    return shares


def _drift(shares: np.ndarray, z: np.ndarray, power: float, sides: int) -> float:
    """Return the expected z at the end at which the test has its power."""
    from scipy.optimize import brentq  # noqa: PLC0415 (slow to import)

    def short(drift: float) -> float:
        return float(crossing(shares, z, drift=drift, sides=sides)[0].sum()) - power

    return float(brentq(short, 0, 20, xtol=1e-8))


def shares_of(looks: Any) -> np.ndarray:
    """Return the share of the planned information at each look.

    Parameters
    ----------
    looks : number of looks, or the shares themselves

    Returns
    -------
    array, rising to at most 1

    Raises
    ------
    DataError
        if this is neither

    Examples
    --------
    >>> shares_of(4).tolist()
    [0.25, 0.5, 0.75, 1.0]
    """
    if isinstance(looks, int | np.integer) and not isinstance(looks, bool):
        if not 1 <= looks <= MOST:
            raise DataError(words.LOOKS.format(found=looks))
        return np.arange(1, looks + 1) / looks
    try:
        shares = np.asarray(list(looks), dtype=float)
    except (TypeError, ValueError) as error:
        raise DataError(words.LOOKS.format(found=looks)) from error
    ends = np.concatenate([[0.0], shares])
    rising = len(shares) and np.isfinite(shares).all() and (np.diff(ends) > 0).all()
    if not rising or shares[-1] > 1 or len(shares) > MOST:
        raise DataError(words.LOOKS.format(found=looks))
    return shares


def chance_at_end(z: float, share: float, bound: float) -> float:
    """Return the chance to cross the last bound if the trend stays as it is.

    Parameters
    ----------
    z : at this look
    share : of the information at this look, below 1
    bound : of the last look

    Returns
    -------
    float, on the side where z lies

    References
    ----------
    Lan and Wittes (1988), Biometrics 44, 579-585 (conditional power, current trend).

    Examples
    --------
    >>> round(chance_at_end(1.0, 0.5, 1.96), 3)
    0.22
    """
    so_far, rest = abs(z) * math.sqrt(share), 1 - share
    drift = abs(z) / math.sqrt(share)
    return float(ndtr((so_far + drift * rest - bound) / math.sqrt(rest)))
