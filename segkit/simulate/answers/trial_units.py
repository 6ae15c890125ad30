"""The units of the tests: when they entered, what they saw, on what device."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate import calendar
from segkit.simulate.answers import trial_plan as plan
from segkit.simulate.draw import pick_one
from segkit.simulate.scene import Scene


def halves(scene: Scene, test: int) -> pd.DataFrame:
    """Draw the units of a test, one half for each variant.

    Parameters
    ----------
    scene : the block
    test : row of `trial_plan.TRIALS`

    Returns
    -------
    pandas table: is_b, day (since 2023-01-01), device_code, new, variant, device,
    visitor, prior_amount (empty)

    Examples
    --------
    >>> float(halves(Scene(seed=1, size=1200), 0)["is_b"].mean())
    0.5
    """
    trial = plan.TRIALS[test]
    n = round(trial.per_person * scene.n_people)
    return _entered(scene, test, n, (0, trial.days), share=0.5)


def ramped(scene: Scene) -> pd.DataFrame:
    """Draw the units of the test whose share of B grew while the traffic changed.

    Parameters
    ----------
    scene : the block

    Returns
    -------
    pandas table as `halves` returns it, with phase (0 or 1)

    Examples
    --------
    >>> units = ramped(Scene(seed=1, size=1200))
    >>> units.groupby("phase")["is_b"].mean().tolist()
    [0.05, 0.5]
    """
    total = plan.TRIALS[plan.RAMPED].per_person * scene.n_people
    parts, first = [], 0
    for number, phase in enumerate(plan.PHASES):
        share = phase["share"] if scene.switches.simpson else plan.EVEN_SHARE
        n, days = round(total * phase["units"]), int(phase["days"])
        part = _entered(scene, plan.RAMPED, n, (first, days), share=share)
        parts.append(part.assign(phase=number))
        first += days
    return pd.concat(parts, ignore_index=True)


def _entered(
    scene: Scene, test: int, n: int, span: tuple[int, int], *, share: float
) -> pd.DataFrame:
    """Draw n units that enter from the first of so many days on."""
    first, days = span
    rng = scene.stream(f"test {test} from day {first}")
    start = (pd.Timestamp(plan.TRIALS[test].first) - calendar.DAYS[0]).days + first
    busy = calendar.busyness()[start : start + days]
    see_b = np.arange(n) < round(share * n)
    return pd.DataFrame(
        {
            "is_b": rng.permutation(see_b),
            "day": start + pick_one(rng, busy, n),
            "device_code": pick_one(rng, plan.DEVICE_WEIGHTS, n),
            "new": rng.random(n) < 0.58,
        }
    ).pipe(_named)


def _named(units: pd.DataFrame) -> pd.DataFrame:
    return units.assign(
        variant=np.where(units["is_b"], "B", "A"),
        device=np.array(plan.DEVICES)[units["device_code"]],
        visitor=np.array(plan.VISITORS)[units["new"].astype(int)],
        prior_amount=np.nan,
    )


def times(units: pd.DataFrame) -> NDArray[np.float64]:
    """Return how many times likelier each unit converts, for its device.

    Parameters
    ----------
    units : device_code

    Returns
    -------
    (n,) factors around 1

    Examples
    --------
    >>> mobile, desktop, tablet = times(pd.DataFrame({"device_code": [0, 1, 2]}))
    >>> bool(mobile < 1 < tablet < desktop)
    True
    """
    factors = plan.DEVICE_TIMES / (plan.DEVICE_TIMES @ plan.DEVICE_WEIGHTS)
    return factors[units["device_code"]]
