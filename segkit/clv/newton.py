"""Newton's method for a likelihood of a few positive parameters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

Answer = tuple[float, np.ndarray, np.ndarray]
Likelihood = Callable[[np.ndarray], Answer]
LONGEST = 1.5  # step in the logarithms of the parameters
LIMIT = np.log(1e4)  # parameters lie between 0.0001 and 10,000: times are about 1


@dataclass(frozen=True)
class Optimum:
    """Where a likelihood is highest, and how it bends there."""

    params: np.ndarray
    value: float
    hessian: np.ndarray
    n_iter: int
    found: bool  # nothing higher around
    at_limit: np.ndarray  # -1 or 1 where a parameter ran to its limit, else 0

    @property
    def converged(self) -> bool:
        """Say whether this is the highest point, and no limit."""
        return self.found and not self.at_limit.any()


def maximise(function: Likelihood, start: np.ndarray, max_iter: int = 100) -> Optimum:
    """Find where a likelihood of positive parameters is highest.

    Newton's method in the logarithms, so that no parameter can become negative. Where
    the likelihood bends the wrong way, the curvature is turned round (its eigenvalues
    are taken as positive); a step that does not climb is halved; a parameter that runs
    to its limit stays there, while the others go on.

    Parameters
    ----------
    function : gives value, gradient (k,) and Hessian (k, k) for parameters (k,)
    start : float array (k,), all above 0
    max_iter : steps at most

    Returns
    -------
    Optimum

    References
    ----------
    Nocedal and Wright (2006), Numerical Optimization, sections 3.1, 3.4 and 16.7.

    Examples
    --------
    >>> def bell(p):
    ...     return -(p[0] - 3) ** 2, -2 * (p - 3), np.array([[-2.0]])
    >>> maximise(bell, np.ones(1)).params.round(6)
    array([3.])
    """
    logs = np.log(np.asarray(start, dtype=float))
    here = function(np.exp(logs))
    found, n_iter = False, 0
    limits = np.zeros(len(logs))
    while not found and n_iter < max_iter:
        n_iter += 1
        step, gain, well_bent, limits = _step(logs, here)
        small = 1e-9 + 1e-14 * abs(here[0])
        if gain <= small and (well_bent or not step.any()):
            logs = logs + step  # the last step costs nothing, and doubles the digits
            found = True
        else:
            there = _climbed(function, logs, step, here)
            if there is None:  # rounding hides what is higher
                limits = _near_limits(logs)
                found = bool(limits.any()) or gain <= 1e-6 + 1e3 * small
                break
            logs, here = there
    return Optimum(np.exp(logs), here[0], here[2], n_iter, found, limits)


def _step(logs: np.ndarray, here: Answer) -> tuple[np.ndarray, float, bool, np.ndarray]:
    """Compute the step, its gain, if the curve bends down, and the limits reached."""
    params = np.exp(logs)
    slope = params * here[1]
    bend = -(here[2] * params[:, None] * params)
    bend[np.diag_indices_from(bend)] -= slope
    limits = _near_limits(logs)
    limits[limits * slope <= 0] = 0.0
    free = np.flatnonzero(limits == 0)
    step = np.zeros_like(logs)
    if not len(free):
        return step, 0.0, True, limits
    sizes, axes = np.linalg.eigh(bend[np.ix_(free, free)])
    least = max(float(np.abs(sizes).max()) * 1e-12, 1e-300)
    along = axes.T @ slope[free]
    step[free] = axes @ (along / np.maximum(np.abs(sizes), least))
    gain = 0.5 * float(slope @ step)
    step *= min(1.0, LONGEST / max(float(np.abs(step).max()), 1e-300))
    return step, gain, bool(sizes.min() > 0), limits


def _near_limits(logs: np.ndarray) -> np.ndarray:
    return np.where(np.abs(logs) >= LIMIT - 0.01, np.sign(logs), 0.0)


def _climbed(
    function: Likelihood, logs: np.ndarray, step: np.ndarray, here: Answer
) -> tuple[np.ndarray, Answer] | None:
    for _ in range(30):
        trial = np.clip(logs + step, -LIMIT, LIMIT)
        there = function(np.exp(trial))
        if np.isfinite(there[0]) and there[0] > here[0]:
            return trial, there
        step = step / 2
    return None
