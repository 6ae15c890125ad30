"""How far a test may go at each look: spending functions and crossing chances.

The sum of a test's evidence moves like a random walk. Its density, as long as no bound
was crossed, is carried from look to look on a grid.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from scipy.special import erfc, ndtr, ndtri

FAR = 9.0  # standard deviations, beyond which nothing is counted
POINTS = 257


def spent(share: Any, alpha: float, spending: str) -> Any:
    """Return the false alarms that may be used up by a share of the information.

    Parameters
    ----------
    share : of the planned information, 0 to 1; number or array
    alpha : false alarms in all, on one side
    spending : "obrien_fleming" or "pocock"

    Returns
    -------
    float or array

    References
    ----------
    Lan and DeMets (1983), Biometrika 70, 659-663.

    Examples
    --------
    >>> [round(float(x), 5) for x in spent([0.2, 1.0], 0.025, "obrien_fleming")]
    [0.0, 0.025]
    """
    share = np.asarray(share, dtype=float)
    if spending == "pocock":
        return alpha * np.log1p((np.e - 1) * share)
    return erfc(-ndtri(alpha / 2) / np.sqrt(2 * share))


@cache
def _nodes() -> tuple[np.ndarray, np.ndarray]:
    return np.polynomial.legendre.leggauss(POINTS)


class Walk:
    """Carry the density of the evidence from look to look, between the bounds.

    Parameters
    ----------
    drift : expected z at the full information; 0 where nothing differs
    sides : 2 if a bound below, mirrored, stops the test too

    Examples
    --------
    >>> walk = Walk()
    >>> up, down = walk.step(1.0, 1.959964)
    >>> round(float(up + down), 6)
    0.05
    """

    def __init__(self, drift: float = 0.0, sides: int = 2) -> None:
        self.drift, self.sides, self.at = drift, sides, 0.0
        self.places, self.weights = np.zeros(1), np.ones(1)

    def beyond(self, share: float, z: Any) -> Any:
        """Return the chance to lie above z at the next look, not having stopped.

        Parameters
        ----------
        share : of the information at the next look
        z : bound, one number

        Returns
        -------
        float
        """
        step = share - self.at
        gap = z * np.sqrt(share) - self.places - self.drift * step
        return float(self.weights @ ndtr(-gap / np.sqrt(step)))

    def step(self, share: float, z: float) -> tuple[float, float]:
        """Go to the next look, and return the chances to stop there, above and below.

        Parameters
        ----------
        share : of the information at that look
        z : its bound

        Returns
        -------
        (above, below); below is 0 for a test with one side
        """
        step, root = share - self.at, np.sqrt(share)
        above, below = self.beyond(share, z), 0.0
        if self.sides == 2:
            gap = -z * root - self.places - self.drift * step
            below = float(self.weights @ ndtr(gap / np.sqrt(step)))
        centre = self.drift * share
        low = -z * root if self.sides == 2 else centre - FAR * root
        low, high = max(low, centre - FAR * root), min(z * root, centre + FAR * root)
        nodes, weights = _nodes()
        half = max(high - low, 0.0) / 2
        places = low + half * (nodes + 1)
        gaps = (places[:, None] - self.places - self.drift * step) / np.sqrt(step)
        density = np.exp(-(gaps**2) / 2) / np.sqrt(2 * np.pi * step)
        self.weights = half * weights * (density @ self.weights)
        self.places, self.at = places, share
        return above, below


def bounds(shares: np.ndarray, alpha: float, spending: str, sides: int) -> np.ndarray:
    """Return the bound of z at each look.

    Parameters
    ----------
    shares : of the planned information at each look, rising
    alpha : false alarms in all, over both sides if there are two
    spending : "obrien_fleming" or "pocock"
    sides : 1 or 2

    Returns
    -------
    array of z

    Examples
    --------
    >>> import numpy as np
    >>> bounds(np.array([1, 2, 3]) / 3, 0.05, "obrien_fleming", 2).round(3)
    array([3.71 , 2.511, 1.993])
    """
    from scipy.optimize import brentq  # noqa: PLC0415 (slow to import)

    used = spent(shares, alpha / sides, spending)
    walk, found = Walk(sides=sides), []
    for share, more in zip(shares, np.diff(used, prepend=0), strict=True):
        if more < 1e-16:
            found.append(FAR)
        else:
            found.append(
                brentq(lambda z, t=share, a=more: walk.beyond(t, z) - a, -FAR, 2 * FAR,
                       xtol=1e-10)
            )  # fmt: skip
        walk.step(share, found[-1])
    return np.array(found)


def crossing(
    shares: Any, z: Any, *, drift: float = 0.0, sides: int = 2
) -> tuple[np.ndarray, np.ndarray]:
    """Return the chance to stop at each look, above and below.

    Parameters
    ----------
    shares : of the information at each look, rising
    z : bound at each look, or one for all
    drift : expected z at the full information
    sides : 1 or 2

    Returns
    -------
    (above, below), an array each

    References
    ----------
    Armitage, McPherson and Rowe (1969), JRSS A 132, 235-244.

    Examples
    --------
    >>> up, down = crossing([0.2, 0.4, 0.6, 0.8, 1.0], 1.96)
    >>> round(float((up + down).sum()), 3)
    0.142
    """
    shares = np.asarray(shares, dtype=float)
    walk, z = Walk(drift, sides), np.broadcast_to(z, shares.shape)
    steps = [walk.step(t, float(b)) for t, b in zip(shares, z, strict=True)]
    above, below = np.array(steps).T
    return above, below
