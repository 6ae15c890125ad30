"""What people go on the web with, how often, and how open they are to new things."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate import calendar
from segkit.simulate.draw import around_one, pick
from segkit.simulate.people import lives
from segkit.simulate.scene import Scene

DEVICES = ("smartphone", "tablet", "laptop", "desktop")
# The main device, by digital class: mobile first, all screens, desktop, offline.
MAIN_DEVICE = np.array(
    [
        [0.90, 0.06, 0.04, 0.00],
        [0.48, 0.14, 0.30, 0.08],
        [0.06, 0.05, 0.40, 0.49],
        [0.30, 0.24, 0.20, 0.26],
    ]
)
# How much of their visits go through the main device.
MAIN_RATE = np.array([0.90, 0.55, 0.80, 0.90])
# Invented systems: two of telephones and tablets, three of computers.
SYSTEMS = ("Fen", "Orbit", "Sill", "Orbit Desk", "Heron")
SYSTEM_OF_DEVICE = np.array(
    [
        [0.66, 0.34, 0.00, 0.00, 0.00],
        [0.48, 0.52, 0.00, 0.00, 0.00],
        [0.00, 0.00, 0.70, 0.25, 0.05],
        [0.00, 0.00, 0.85, 0.09, 0.06],
    ]
)
# Invented browsers.
BROWSERS = ("Finch", "Wren", "Lark", "Sill Browser")
BROWSER_OF_SYSTEM = np.array(
    [
        [0.86, 0.00, 0.08, 0.06],
        [0.16, 0.82, 0.02, 0.00],
        [0.56, 0.00, 0.14, 0.30],
        [0.30, 0.62, 0.08, 0.00],
        [0.34, 0.00, 0.62, 0.04],
    ]
)
COOKIE_CONSENT = np.array([0.74, 0.62, 0.60, 0.70])
# Visits a month of an active customer, by digital class, and what is left of them when
# the customer has gone, or never bought.
VISITS = np.array([3.7, 4.0, 2.5, 0.5])
GONE, NEVER_BOUGHT = 0.22, 0.35
VISIT_EVENNESS = 2.0
# Openness to new things is normal with mean 0 and standard deviation 1.
OPENNESS = np.array([0.45, 0.28, -0.42, -1.15])
OPENNESS_SPREAD = 0.84


def gear(scene: Scene, who: pd.DataFrame) -> pd.DataFrame:
    """Draw devices, habits and openness of the people of a block.

    Parameters
    ----------
    scene : the block
    who : its people

    Returns
    -------
    pandas table, one row per person: main, other (codes of `DEVICES`; other may be the
    same), main_system, other_system, main_browser, other_browser (codes), cookies
    (whether they accept them), openness (about mean 0, sd 1), visits (expected in a
    month of the autumn of 2024)

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> scene, who, _ = opening(seed=1, size=50)
    >>> int(gear(scene, who)["main"].max()) < len(DEVICES)
    True
    """
    rng, digital = scene.stream("gear"), who["digital"].to_numpy()
    found = devices(rng, digital)
    found["openness"] = rng.normal(OPENNESS[digital], OPENNESS_SPREAD)
    return found.assign(visits=_visits(rng, who))


def devices(rng: np.random.Generator, digital: NDArray[np.int64]) -> pd.DataFrame:
    """Draw two devices for each person, which may be the same one, and what is on them.

    Parameters
    ----------
    rng : random stream
    digital : (n,) digital classes

    Returns
    -------
    pandas table, one row per person: digital, main, other, main_system, other_system,
    main_browser, other_browser (codes), cookies (whether they accept them)

    Examples
    --------
    >>> from segkit.simulate.draw import stream
    >>> found = devices(stream(1, "example"), np.zeros(100, dtype=int))
    >>> float((found["main"] == 0).mean()) > 0.8
    True
    """
    found = pd.DataFrame({"digital": digital, "main": pick(rng, MAIN_DEVICE, digital)})
    found["other"] = pick(rng, MAIN_DEVICE[[0, 1, 1, 0]], digital)
    for which in ("main", "other"):
        found[f"{which}_system"], found[f"{which}_browser"] = software(
            rng, found[which].to_numpy()
        )
    same = found["main"] == found["other"]
    for part in ("system", "browser"):
        found[f"other_{part}"] = found[f"other_{part}"].mask(
            same, found[f"main_{part}"]
        )
    found["cookies"] = rng.random(len(digital)) < COOKIE_CONSENT[digital]
    return found


def with_telephone(found: pd.DataFrame, users: NDArray[np.bool_]) -> pd.DataFrame:
    """Give those who use the shop's app a telephone to use it on.

    Parameters
    ----------
    found : as `gear` returns it
    users : (n,) whether they use the app

    Returns
    -------
    the same table; where users had none, the other device is a smartphone

    Examples
    --------
    >>> desk = pd.DataFrame({"main": [3], "other": [3], "other_system": [2],
    ...                      "other_browser": [1]})
    >>> with_telephone(desk, np.array([True]))["other"].tolist()
    [0]
    """
    computer = DEVICES.index("laptop")
    none = users & (found["main"] >= computer) & (found["other"] >= computer)
    columns = ["other", "other_system", "other_browser"]
    return found.assign(**{name: found[name].mask(none, 0) for name in columns})


def software(
    rng: np.random.Generator, device: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Draw the system of each device and the browser on it.

    Parameters
    ----------
    rng : random stream
    device : (n,) codes of `DEVICES`

    Returns
    -------
    ((n,) codes of `SYSTEMS`, (n,) codes of `BROWSERS`)

    Examples
    --------
    >>> from segkit.simulate.draw import stream
    >>> system, _ = software(stream(1, "example"), np.zeros(100, dtype=int))
    >>> sorted({SYSTEMS[code] for code in system})
    ['Fen', 'Orbit']
    """
    system = pick(rng, SYSTEM_OF_DEVICE, device)
    return system, pick(rng, BROWSER_OF_SYSTEM, system)


def _visits(rng: np.random.Generator, who: pd.DataFrame) -> NDArray[np.float64]:
    """Draw how often they would visit in a month of the autumn of 2024."""
    autumn = (pd.Timestamp("2024-10-15") - calendar.DAYS[0]).days
    part = np.where(lives.active(who, autumn), 1.0, GONE)
    part = np.where(who["first_order"] >= calendar.N_DAYS, NEVER_BOUGHT, part)
    keen = 0.8 + 0.04 * np.minimum(who["rate"].to_numpy(), 25)
    usual = VISITS[who["digital"]] * part * keen
    return usual * around_one(rng, np.full(len(who), VISIT_EVENNESS))
