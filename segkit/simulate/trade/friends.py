"""Who recommended the shop to whom, and who carries its card."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate import calendar
from segkit.simulate.people import plan
from segkit.simulate.scene import Scene

# Part of the referred customers who named their friend.
NAMED = 0.85
# How gladly people recommend, by behavioural segment; a few do it very often.
GLADNESS = np.array([4.0, 2.2, 0.8, 0.5, 0.7])
UNEVEN = 0.45
# Part of the friends who live in the same region for certain.
NEARBY = 0.6
# The card is given with this order, to this part of those who reach it.
CARD_ORDER = 3
CARD_TAKEN = 0.8
# With the switch off: part of all customers who take it when they sign up.
CARD_AT_SIGN_UP = 0.3


def referrals(scene: Scene, who: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Draw who recommended the shop to those who came by a friend.

    Parameters
    ----------
    scene : the block
    who : its people
    places : the postcodes, with region

    Returns
    -------
    pandas table in order of time: referrer_id, referred_id (customer ids), referred_on.
    Nobody is referred twice, and every referrer had ordered before: a forest.

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> scene, who, shared = opening(seed=1, size=2000)
    >>> referrals(scene, who, shared.places)["referred_id"].is_unique
    True
    """
    rng = scene.stream("referrals")
    glad = GLADNESS[who["segment"]] * rng.gamma(UNEVEN, 1 / UNEVEN, len(who))
    named = rng.random(len(who)) < NAMED
    nearby = rng.random(len(who)) < NEARBY
    came = (who["source"] == plan.SOURCES.index("referral")).to_numpy() & named
    new, chance = np.flatnonzero(came), rng.random(len(who))
    everywhere = np.zeros(len(who), dtype=np.int64)
    region = pd.factorize(places["region"])[0][who["place"]]
    by_place = _earlier(who, glad, new, region, chance)
    anywhere = _earlier(who, glad, new, everywhere, chance)
    friend = np.where(nearby[new] & (by_place >= 0), by_place, anywhere)
    ids, day = who["customer_id"].to_numpy(), who["signed_up"].to_numpy()
    table = pd.DataFrame(
        {
            "referrer_id": ids[friend],
            "referred_id": ids[new],
            "referred_on": calendar.dates(pd.Series(day[new])),
        }
    )[friend >= 0]
    return table.sort_values(["referred_on", "referred_id"], ignore_index=True)


def _earlier(
    who: pd.DataFrame, glad: NDArray, new: NDArray, group: NDArray, chance: NDArray
) -> NDArray[np.int64]:
    """Draw one of the group who ordered before; -1 if there is none.

    Everybody stands on one line, by group and first order, as long as they are glad to
    recommend: whoever signs up may fall anywhere on the stretch before them.
    """
    first = np.minimum(who["first_order"].to_numpy(), calendar.N_DAYS + 1)
    step = calendar.N_DAYS + 2
    key = group * step + first
    order = np.argsort(key, kind="stable")
    line = np.r_[0.0, glad[order].cumsum()]
    begin = np.searchsorted(key[order], group[new] * step)
    end = np.searchsorted(key[order], group[new] * step + who["signed_up"][new])
    at = line[begin] + chance[new] * (line[end] - line[begin])
    place = np.clip(np.searchsorted(line, at, side="right") - 1, begin, None)
    found = order[np.minimum(place, np.maximum(end - 1, 0))]
    return np.where(end > begin, found, -1)


def loyalty_members(
    scene: Scene, who: pd.DataFrame, orders: pd.DataFrame
) -> pd.DataFrame:
    """Return who carries the shop's card, and since when.

    Parameters
    ----------
    scene : the block
    who : its people
    orders : person, day, ordered_at; one row per order

    Returns
    -------
    pandas table by customer_id: customer_id, member_since

    Notes
    -----
    The card changes nothing. With the switch `immortal_time` it is given with the third
    order: whoever carries it has lived long enough as a customer to get it.

    Examples
    --------
    >>> from segkit.simulate import world
    >>> list(world(seed=1, size=50).tables["loyalty_members"])
    ['customer_id', 'member_since']
    """
    taken = scene.stream("loyalty card").random(len(who))
    if scene.switches.immortal_time:
        place = orders.sort_values(["ordered_at"], kind="stable")
        third = place[place.groupby("person").cumcount() == CARD_ORDER - 1]
        since = third.set_index("person")["day"].sort_index()
        since = since[taken[since.index] < CARD_TAKEN]
    else:
        since = who.loc[taken < CARD_AT_SIGN_UP, "signed_up"]
    return pd.DataFrame(
        {
            "customer_id": who["customer_id"].to_numpy()[since.index],
            "member_since": calendar.dates(since).to_numpy(),
        }
    )
