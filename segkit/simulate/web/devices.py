"""What the shop knows about the devices of its customers, and when they took up new."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate import calendar
from segkit.simulate.people import links, plan
from segkit.simulate.scene import Scene
from segkit.simulate.trade.checkout import PAYMENTS, liked_payment
from segkit.simulate.web import gear as gear_stage
from segkit.simulate.web import visits as visit_stage
from segkit.simulate.web.numbers import or_missing

# Chance that somebody uses it: mobile first, all screens, desktop, offline.
USES = {
    "voice_assistant": (0.48, 0.62, 0.10, 0.05),
    "streaming": (0.88, 0.92, 0.50, 0.14),
    "games": (0.66, 0.40, 0.22, 0.06),
    "podcasts": (0.48, 0.62, 0.16, 0.03),
    "cloud_storage": (0.34, 0.90, 0.42, 0.04),
    "office_software": (0.10, 0.78, 0.88, 0.12),
    "design_software": (0.03, 0.26, 0.12, 0.01),
    "mail_program": (0.07, 0.52, 0.84, 0.18),
    "password_manager": (0.12, 0.62, 0.28, 0.03),
    "price_comparison": (0.50, 0.58, 0.44, 0.06),
    "ad_blocker": (0.09, 0.58, 0.48, 0.04),
    "short_video": (0.84, 0.40, 0.05, 0.03),
    "photo_sharing": (0.88, 0.68, 0.15, 0.06),
    "friends_network": (0.46, 0.64, 0.64, 0.24),
    "business_network": (0.10, 0.56, 0.28, 0.02),
    "messenger": (0.95, 0.90, 0.56, 0.28),
}
# Paying by telephone: a normal curve over the years; whoever comes after 2024, has not.
PHONE_YEAR, PHONE_SPREAD, PHONE_FIRST = 2022.4, 2.5, 2014.0
PHONE_OPENNESS = 0.95
# Customers who look into the app though they never order with it.
APP_ONLY = np.array([0.34, 0.22, 0.04, 0.01])
APP_DAYS = 45.0
CLASSES = ("innovator", "early adopter", "early majority", "late majority", "laggard")
# From here on in openness, in standard deviations: 2.5, 16, 50 and 84 % of people.
CUTS = np.array([1.96, 0.994, 0.0, -0.994])
QUARTER_DAYS = 92


def app_from(
    scene: Scene, who: pd.DataFrame, gear: pd.DataFrame, orders: pd.DataFrame
) -> NDArray[np.int64]:
    """Draw the day on which each customer first uses the shop's app.

    Parameters
    ----------
    scene : the block
    who : its people
    gear : their devices and openness
    orders : what they ordered

    Returns
    -------
    (n,) days since 2023-01-01, never before the sign-up, at the latest on the day of
    the first order with the app; past the end if not yet

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> from segkit.simulate.trade.deeds import deeds
    >>> scene, who, shared = opening(seed=1, size=50)
    >>> orders = deeds(scene, who, shared.products).orders
    >>> day = app_from(scene, who, gear_stage.gear(scene, who), orders)
    >>> bool((day >= who["signed_up"]).all())
    True
    """
    rng = scene.stream("app")
    wait = rng.exponential(APP_DAYS, len(who)) * np.exp(-0.8 * gear["openness"])
    wait = np.minimum(wait, 2 * calendar.N_DAYS).astype(np.int64)
    looks = rng.random(len(who)) < APP_ONLY[who["digital"]]
    day = np.where(looks, who["signed_up"] + wait, calendar.NEVER)
    app = orders[orders["channel"] == plan.CHANNELS.index("app")]
    first = app.groupby("person")["day"].min().reindex(range(len(who)))
    before = np.floor(wait / 6) * (rng.random(len(who)) < 0.5)
    early = np.maximum(first - before, who["signed_up"])
    return np.minimum(day, early.fillna(calendar.NEVER)).astype(np.int64)


def devices(
    scene: Scene, who: pd.DataFrame, gear: pd.DataFrame, seen: NDArray[np.int64]
) -> pd.DataFrame:
    """Return what customers said about their devices, and what the shop counted.

    Parameters
    ----------
    scene : the block
    who : its people, with app_from
    gear : their devices and habits
    seen : (n,) visits in October 2024

    Returns
    -------
    pandas table, one row per customer: customer_id, main_device, other_device,
    phone_system, computer_system (empty without), uses_... (bool),
    payment_preference, visits_per_month, app_first_used_on, phone_payment_since

    Examples
    --------
    >>> from segkit.simulate import world
    >>> made = world(seed=1, size=50).tables["devices"]
    >>> made["uses_streaming"].dtype.kind
    'b'
    """
    rng, digital = scene.stream("devices"), who["digital"].to_numpy()
    names = np.array(gear_stage.DEVICES, dtype=object)
    other = np.where(gear["main"] == gear["other"], "", names[gear["other"]])
    found = pd.DataFrame(
        {
            "customer_id": who["customer_id"],
            "main_device": names[gear["main"]],
            "other_device": or_missing(other),
            "phone_system": or_missing(_system(gear, computer=False)),
            "computer_system": or_missing(_system(gear, computer=True)),
        }
    )
    for name, chance in USES.items():
        found[f"uses_{name}"] = rng.random(len(who)) < np.array(chance)[digital]
    found["payment_preference"] = np.array(PAYMENTS)[liked_payment(scene, who)]
    found["visits_per_month"] = _visits(rng, who, gear, seen)
    found["app_first_used_on"] = calendar.dates(who["app_from"])
    found["phone_payment_since"] = _phone_payment(rng, gear["openness"].to_numpy())
    return found


def _system(gear: pd.DataFrame, *, computer: bool) -> NDArray:
    """Return the system of the computer, or of telephone or tablet; empty without."""
    names = np.array(gear_stage.SYSTEMS, dtype=object)
    found = np.full(len(gear), "", dtype=object)
    for which in ("other", "main"):
        big = gear[which].to_numpy() >= gear_stage.DEVICES.index("laptop")
        found = np.where(big == computer, names[gear[f"{which}_system"]], found)
    return found


def _visits(
    rng: np.random.Generator, who: pd.DataFrame, gear: pd.DataFrame, seen: NDArray
) -> NDArray[np.float64]:
    """Return visits a month: those of October, and of the rest of the quarter."""
    later = who["signed_up"].to_numpy() - visit_stage.FIRST_DAY - visit_stage.N_DAYS
    rest = QUARTER_DAYS - visit_stage.N_DAYS
    part = np.clip(rest - np.maximum(later, 0), 0, rest) / visit_stage.N_DAYS
    months = np.clip((calendar.N_DAYS - who["signed_up"]) / 30.7, 0.5, 3)
    return ((seen + rng.poisson(gear["visits"] * part)) / months).round(1).to_numpy()


def _phone_payment(rng: np.random.Generator, openness: NDArray) -> pd.Series:
    """Return the first of the month of the first payment by telephone."""
    noise = np.sqrt(1 - PHONE_OPENNESS**2) * rng.normal(size=len(openness))
    year = PHONE_YEAR - PHONE_SPREAD * (PHONE_OPENNESS * openness + noise)
    month = np.floor((np.maximum(year, PHONE_FIRST) - 1970) * 12).astype(np.int64)
    day = pd.Series(month.astype("datetime64[M]").astype("datetime64[ns]"))
    return day.where(day < calendar.DAYS[-1])


def truth(who: pd.DataFrame, gear: pd.DataFrame) -> pd.DataFrame:
    """Return the planted class of every customer, and how open they are to new things.

    Parameters
    ----------
    who : the people
    gear : their devices and openness

    Returns
    -------
    pandas table: customer_id, segment, openness, adopter_class

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> scene, who, _ = opening(seed=1, size=50)
    >>> truth(who, gear_stage.gear(scene, who))["adopter_class"].isin(CLASSES).all()
    np.True_
    """
    openness = gear["openness"].to_numpy()
    place = np.searchsorted(-CUTS, -openness)
    return pd.DataFrame(
        {
            "customer_id": who["customer_id"],
            "segment": np.array(links.DIGITAL)[who["digital"]],
            "openness": openness.round(3),
            "adopter_class": np.array(CLASSES)[place],
        }
    )
