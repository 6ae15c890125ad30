"""The likelihood of BG/NBD and MBG/NBD, with its first and second derivatives.

Both are one formula with b* = b + x + k, where k is 0 for BG/NBD (a customer may leave
after a repeat purchase) and 1 for MBG/NBD (also after the first purchase)::

    L = G(r+x)/G(r) · alpha^r · G(a+b)G(b*) / (G(b)G(a+b*))
        · [ (alpha+T)^-(r+x) + d a/(b*-1) (alpha+t_x)^-(r+x) ],   d = 1 where x + k > 0,

with G the gamma function.

Fader, Hardie and Lee (2005), Marketing Science 24, 275-284, equation 6; Batislam,
Denizel and Filiztekin (2007), International Journal of Research in Marketing 24,
201-209, with the erratum of Wagner and Hoppe (2008). The derivatives are our own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln, psi, zeta

from segkit.clv.squeeze import Levels, Rows


@dataclass(frozen=True)
class BetaGeoLikelihood:
    """The log-likelihood of some rows, ready to be asked at any parameters."""

    shift: int  # k above
    x: np.ndarray  # the different x, each with its block of rows
    customers: np.ndarray  # per x
    T: Levels
    customers_per_end: np.ndarray
    purchases_per_end: np.ndarray
    late: Rows  # the rows that may have left
    late_x: np.ndarray  # their different x
    starts: np.ndarray  # of the blocks in late
    sizes: np.ndarray  # of the blocks in late

    @classmethod
    def of(cls, rows: Rows, shift: int) -> BetaGeoLikelihood:
        """Prepare everything that does not depend on the parameters."""
        x, first = np.unique(rows.x, return_index=True)
        certain = int(np.searchsorted(rows.x, 1)) if shift == 0 else 0
        late = rows.part(slice(certain, None))
        late_x, starts = np.unique(late.x, return_index=True)
        return cls(
            shift,
            x,
            np.add.reduceat(rows.weight, first),
            rows.T,
            rows.T.summed(rows.weight),
            rows.T.summed(rows.weight * rows.x),
            late,
            late_x,
            starts,
            np.diff(np.append(starts, len(late.x))),
        )

    def __call__(self, params: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
        """Compute value, gradient and Hessian at r, alpha, a, b."""
        value, slope, bend = self._certain(*params)
        more = self._perhaps_gone(*params)
        return value + more[0], slope + more[1], bend + more[2]

    def _certain(
        self, r: float, alpha: float, a: float, b: float
    ) -> tuple[float, np.ndarray, np.ndarray]:
        """Sum what depends on x alone or on T alone."""
        n, total, power = self.customers, self.customers.sum(), r + self.x
        after = b + self.x + self.shift
        ends = alpha + self.T.values
        log_T, once = np.log(ends), 1 / ends
        per_end = r * self.customers_per_end + self.purchases_per_end
        value = n @ (gammaln(power) + gammaln(after) - gammaln(a + after))
        value += total * (gammaln(a + b) - gammaln(b) - gammaln(r) + r * np.log(alpha))
        slope = np.array(
            [
                n @ psi(power)
                - total * (psi(r) - np.log(alpha))
                - self.customers_per_end @ log_T,
                total * r / alpha - per_end @ once,
                total * psi(a + b) - n @ psi(a + after),
                total * (psi(a + b) - psi(b)) + n @ (psi(after) - psi(a + after)),
            ]
        )
        bend = np.zeros((4, 4))
        both = total * zeta(2, a + b) - n @ zeta(2, a + after)
        bend[0, 0] = n @ zeta(2, power) - total * zeta(2, r)
        bend[0, 1] = bend[1, 0] = total / alpha - self.customers_per_end @ once
        bend[1, 1] = per_end @ once**2 - total * r / alpha**2
        bend[2, 2] = bend[2, 3] = bend[3, 2] = both
        bend[3, 3] = both + n @ zeta(2, after) - total * zeta(2, b)
        return value - per_end @ log_T, slope, bend

    def _perhaps_gone(
        self, r: float, alpha: float, a: float, b: float
    ) -> tuple[float, np.ndarray, np.ndarray]:
        """Sum ln(1 + e^D), where e^D are the odds that a customer has left.

        D = ln a - ln c + (r+x) (ln(alpha+T) - ln(alpha+t_x)), with c = b* - 1.
        """
        late, c = self.late, b + self.late_x + self.shift - 1
        ends, lasts = alpha + late.T.values, alpha + late.t_x.values
        apart = late.T.spread(np.log(ends)) - late.t_x.spread(np.log(lasts))
        once_T, once_t = late.T.spread(1 / ends), late.t_x.spread(1 / lasts)
        power = r + late.x
        odds = power * apart + np.repeat(np.log(a / c), self.sizes)
        small = np.exp(-np.abs(odds))
        gone = np.where(odds >= 0, 1.0, small) / (1 + small)
        value = late.weight @ (np.maximum(odds, 0) + np.log1p(small))
        w = late.weight * gone  # of d/dD
        v = w * (1 - gone)  # of d²/dD²
        by_r, by_alpha = apart, power * (once_T - once_t)  # slopes of D
        w_x, v_x = self._by_x(w), self._by_x(v)
        slope = np.array([w @ by_r, w @ by_alpha, w_x.sum() / a, -(w_x / c).sum()])
        bend = np.empty((4, 4))
        v_r, v_alpha = v * by_r, v * by_alpha
        bend[0, 0] = v_r @ by_r
        bend[0, 1] = v_r @ by_alpha + w @ (once_T - once_t)
        bend[1, 1] = v_alpha @ by_alpha - w @ (by_alpha * (once_T + once_t))
        for i, row in enumerate((self._by_x(v_r), self._by_x(v_alpha))):
            bend[i, 2:] = row.sum() / a, -(row / c).sum()
        bend[2, 2] = (v_x.sum() - w_x.sum()) / a**2
        bend[2, 3] = -(v_x / c).sum() / a
        bend[3, 3] = ((v_x + w_x) / c**2).sum()
        return float(value), slope, np.triu(bend) + np.triu(bend, 1).T

    def _by_x(self, rows: np.ndarray) -> np.ndarray:
        return np.add.reduceat(rows, self.starts)
