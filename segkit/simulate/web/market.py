"""What the shop and its four competitors sell, by region, month and world of goods."""

from __future__ import annotations

import numpy as np
import pandas as pd

from segkit.simulate import calendar
from segkit.simulate.draw import stream
from segkit.simulate.people.person import INTERESTS
from segkit.simulate.scene import Scene
from segkit.simulate.trade.catalogue import CATEGORIES, demand
from segkit.simulate.trade.deeds import Deeds
from segkit.simulate.web.hold_outs import regions
from segkit.simulate.web.media import MONTHS

OWN = "our shop"
RIVALS = ("Nestor & Bloom", "Lindqvane", "Petrichor Market", "Ateliera")
# EUR a month of all competitors together, per account of ours; and who sells how much
# of it: home, garden, office.
PER_ACCOUNT = 90.0
WORLDS = np.array([0.46, 0.34, 0.20])
SHARES = np.array(
    [
        [0.44, 0.30, 0.24],
        [0.30, 0.12, 0.46],
        [0.10, 0.50, 0.06],
        [0.16, 0.08, 0.24],
    ]
)
# One competitor grows in the garden from March 2024 on, one closes its office shops.
GROWS, SHRINKS = ("Petrichor Market", "garden"), ("Lindqvane", "office")
GROWTH_A_MONTH, DECLINE_A_MONTH = 0.04, 0.05
CHANGE_FROM = 14
NOISE, LOCAL = 0.05, 0.25
# Their range is wider than the shop's: seasons are milder.
SEASON = 0.6


def own_sales(
    who: pd.DataFrame, done: Deeds, places: pd.DataFrame, products: pd.DataFrame
) -> pd.DataFrame:
    """Add up what the people of a block paid, by region, month and world of goods.

    Parameters
    ----------
    who : the people
    done : what they ordered
    places : the postcodes
    products : the catalogue

    Returns
    -------
    pandas table with cents, by region (code), month (0 to 23) and world (code)

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> from segkit.simulate.trade.deeds import deeds
    >>> scene, who, shared = opening(seed=1, size=50)
    >>> done = deeds(scene, who, shared.products)
    >>> sold = own_sales(who, done, shared.places, shared.products)
    >>> bool(sold["cents"].sum() == done.lines["amount_cents"].sum())
    True
    """
    worlds = {c.name: INTERESTS.index(c.world) for c in CATEGORIES}
    world = products["category"].map(worlds).to_numpy()[done.lines["product"]]
    month = ((calendar.DAYS.year - 2023) * 12 + calendar.DAYS.month - 1).to_numpy()
    row = done.orders.iloc[done.lines["order"]]
    region = regions(places)[0][who["place"]][row["person"]]
    keys = {"region": region, "month": month[row["day"]], "world": world}
    sold = pd.DataFrame(keys).assign(cents=done.lines["amount_cents"].to_numpy())
    return sold.groupby(["region", "month", "world"]).sum()


def market(scene: Scene, places: pd.DataFrame, sold: pd.DataFrame) -> pd.DataFrame:
    """Return the sales of all brands.

    Parameters
    ----------
    scene : a block of the world
    places : the postcodes
    sold : sales of all blocks, as `own_sales` adds them up

    Returns
    -------
    pandas table, one row per brand, region, month and world: month (its first day),
    region, product_world, brand, sales_amount

    Examples
    --------
    >>> from segkit.simulate import world
    >>> made = world(seed=1, size=50).tables["market"]
    >>> made.groupby("brand").size().unique().tolist()
    [432]
    """
    names = regions(places)[1]
    shape = len(names), len(MONTHS), len(INTERESTS)
    every = pd.MultiIndex.from_product([range(n) for n in shape])
    own = sold["cents"].reindex(every, fill_value=0).to_numpy() / 100
    sales = {OWN: own.reshape(shape)} | _rivals(scene, places, shape)
    region, month, world = (every.get_level_values(level) for level in range(3))
    parts = [
        pd.DataFrame(
            {
                "month": MONTHS.to_timestamp()[month],
                "region": np.array(names)[region],
                "product_world": np.array(INTERESTS)[world],
                "brand": brand,
                "sales_amount": amount.ravel().round(2),
            }
        )
        for brand, amount in sales.items()
    ]
    keys = ["month", "region", "product_world", "brand"]
    return pd.concat(parts).sort_values(keys, ignore_index=True)


def _rivals(
    scene: Scene, places: pd.DataFrame, shape: tuple[int, int, int]
) -> dict[str, np.ndarray]:
    """Return what each competitor sells: much where many people live, by season."""
    rng = stream(scene.seed, "market")
    code, _ = regions(places)
    people = np.bincount(code, places["population"])
    total = PER_ACCOUNT * scene.size * people / people.sum()
    local = rng.lognormal(0, LOCAL, (len(RIVALS), shape[0], 1, 1))
    weight = SHARES[:, None, None, :] * local * WORLDS * total[:, None, None]
    sales = weight * _season() * rng.lognormal(0, NOISE, (len(RIVALS), *shape))
    after = np.maximum(np.arange(shape[1]) - CHANGE_FROM + 1, 0)
    changes = ((GROWS, GROWTH_A_MONTH), (SHRINKS, -DECLINE_A_MONTH))
    for (brand, world), step in changes:
        place = RIVALS.index(brand), INTERESTS.index(world)
        sales[place[0], :, :, place[1]] *= (1 + step) ** after
    return dict(zip(RIVALS, sales, strict=True))


def _season() -> np.ndarray:
    """Return how busy each month is in each world, against its mean."""
    month, worlds = MONTHS.month - 1, np.array([c.world for c in CATEGORIES])
    wanted = demand().mean(axis=0)
    found = np.stack([wanted[:, worlds == world].sum(1) for world in INTERESTS], axis=1)
    found = (found / found.mean(axis=0))[month]
    busy = pd.Series(calendar.busyness(), index=calendar.DAYS.to_period("M"))
    found = found * busy.groupby(level=0).mean().to_numpy()[:, None]
    return found**SEASON / (found**SEASON).mean(axis=0)
