"""Visits of machines: what tells them from people."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate.scene import Scene
from segkit.simulate.web.clock import in_utc
from segkit.simulate.web.visits import MONTH

# The month in UTC.
BEGINS, ENDS = in_utc(pd.Series([MONTH[0], MONTH[-1] + pd.Timedelta(days=1)]))
HEADLESS = "Headless Finch"
KINDS = ("crawler", "price watcher", "copier")
KIND_WEIGHTS = np.array([0.45, 0.40, 0.15])
# Minutes between two visits of one machine, pages a visit, and seconds a page.
EVERY_MINUTES = np.array([720, 240, 1440])
PAGES = np.array([320, 28, 900])
SECONDS_A_PAGE = 0.7
# Some come twice as often, some half as often.
HASTE = np.array([0.5, 1.0, 1.0, 2.0])
# Machines per 1,000 people: each comes back on time, all month.
PER_THOUSAND = 1.7
# How many of them say in their browser line what they are, and keep their cookie.
HONEST, KEEPS_COOKIE = 0.6, 0.75


def machines(scene: Scene) -> pd.DataFrame:
    """Draw the visits of the machines of a block.

    Parameters
    ----------
    scene : the block

    Returns
    -------
    pandas table in the columns of `weblog.COLUMNS` without the identifiers, with
    machine (number) and bot_kind; started_at in UTC, for machines know no summer time;
    empty if the switch `bots` is off

    Examples
    --------
    >>> found = machines(Scene(seed=1, size=1000))
    >>> bool(found["pages"].median() > 20)
    True
    """
    rng = scene.stream("bots")
    n = max(1, round(PER_THOUSAND * scene.n_people / 1000)) * scene.switches.bots
    place = (np.arange(n) + 0.5) / max(n, 1)
    kind = np.searchsorted(KIND_WEIGHTS.cumsum(), place)
    every = EVERY_MINUTES[kind] * rng.permutation(np.resize(HASTE, n))
    number = ((ENDS - BEGINS) / pd.Timedelta(minutes=1) / every).astype(np.int64)
    machine = np.repeat(np.arange(n), number)
    turn = np.arange(len(machine)) - np.repeat(number.cumsum() - number, number)
    first = rng.random(n) * np.minimum(every, 720)
    second = (first[machine] + turn * every[machine]) * 60
    second = second.astype(np.int64) + rng.integers(0, 4, len(machine))
    found = pd.DataFrame({"machine": machine, "bot_kind": kind[machine]})
    found["started_at"] = BEGINS + pd.to_timedelta(second, unit="s")
    honest, keeps = rng.random(n) < HONEST, rng.random(n) < KEEPS_COOKIE
    found = found.assign(**_trace(rng, kind[machine], honest[machine]))
    found["cookies"] = keeps[machine]
    found["bot_kind"] = np.array(KINDS)[found["bot_kind"]]
    return found[found["started_at"] < ENDS]


def _trace(
    rng: np.random.Generator, kind: NDArray[np.int64], honest: NDArray[np.bool_]
) -> dict[str, Any]:
    """Return what the log shows of each visit."""
    n = len(kind)
    pages = rng.poisson(PAGES[kind] * rng.uniform(0.7, 1.3, n)) + 1
    pace = SECONDS_A_PAGE * rng.uniform(0.8, 1.2, n)
    return {
        "device": "desktop",
        "system": np.where(honest, "Heron", "Sill"),
        "browser": np.where(honest, HEADLESS, "Finch"),
        "source": "direct",
        "pages": pages,
        "seconds": (pages * pace).astype(np.int64) + 1,
        "products_viewed": (pages * 0.8).astype(np.int64),
        "read_reviews": False,
        "cart_amount": np.nan,
    }
