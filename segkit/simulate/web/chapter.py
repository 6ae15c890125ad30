"""How people find the shop, and what they do there: all that concerns the web."""

from __future__ import annotations

import numpy as np
import pandas as pd

from segkit.simulate import calendar
from segkit.simulate.scene import Chapter, Scene
from segkit.simulate.trade.deeds import Deeds
from segkit.simulate.trade.orders import order_ids
from segkit.simulate.web import devices as device_stage
from segkit.simulate.web import gear as gear_stage
from segkit.simulate.web import geo_tests as geo_stage
from segkit.simulate.web import market as market_stage
from segkit.simulate.web import media as media_stage
from segkit.simulate.web import sessions as session_stage
from segkit.simulate.web import visits as visit_stage
from segkit.simulate.web.audience import audience
from segkit.simulate.web.cause import CAUSES, credit
from segkit.simulate.web.paths import touchpoints
from segkit.simulate.web.prospects import prospects
from segkit.simulate.web.social import social_events
from segkit.simulate.web.weblog import weblog


def chapter(
    scene: Scene,
    who: pd.DataFrame,
    done: Deeds,
    places: pd.DataFrame,
    products: pd.DataFrame,
) -> Chapter:
    """Tell what the web has to do with the people of a block.

    Parameters
    ----------
    scene : the block
    who : its people
    done : what they ordered, all of it
    places : the postcodes
    products : the catalogue

    Returns
    -------
    Chapter
        tables: touchpoints, devices, web_sessions, web_sessions_raw, social_events,
        audience, prospects; truth: acquisition, technographic_people, web_sessions,
        prospects; sums: what `whole` needs

    Examples
    --------
    >>> from segkit.simulate import world
    >>> "web_sessions" in world(seed=1, size=50).tables
    True
    """
    gear = gear_stage.gear(scene, who)
    who = who.assign(app_from=device_stage.app_from(scene, who, gear, done.orders))
    gear = gear_stage.with_telephone(gear, who["app_from"].to_numpy() < calendar.N_DAYS)
    surfed = _surfed(scene, who, gear, done, products)
    pool, would_buy = prospects(scene, places)
    tables = {
        "touchpoints": touchpoints(scene, who, done.orders, places),
        "social_events": social_events(scene, who, gear),
        "prospects": pool,
    }
    truth = {
        "acquisition": acquisition(who),
        "technographic_people": device_stage.truth(who, gear),
        "prospects": would_buy,
    }
    sums = {
        "new_customers": media_stage.new_customers(who),
        "geo_sign_ups": geo_stage.sign_ups(who, places),
        "own_sales": market_stage.own_sales(who, done, places, products),
    }
    return Chapter(tables, truth, sums) | surfed


def _surfed(
    scene: Scene,
    who: pd.DataFrame,
    gear: pd.DataFrame,
    done: Deeds,
    products: pd.DataFrame,
) -> Chapter:
    """Tell what happened on the website and in the app in October 2024."""
    visits, owners = visit_stage.visits(scene, who, gear, done.orders)
    found = session_stage.sessions(
        scene, who, visits, owners, done=done, products=products
    )
    numbers = order_ids(scene, done.orders)["order_id"]
    clean, raw, truth = weblog(scene, who, found, numbers)
    seen = np.bincount(found["owner"][found["account"]], minlength=len(who))
    unknown = clean["cookie_consent"] & clean["customer_id"].isna()
    unknown &= ~clean["session_id"].isin(truth["session_id"])
    tables = {
        "devices": device_stage.devices(scene, who, gear, seen),
        "web_sessions": clean,
        "web_sessions_raw": raw,
        "audience": audience(scene, who, done.orders, clean[unknown]),
    }
    return Chapter(tables, {"web_sessions": truth})


def acquisition(who: pd.DataFrame) -> pd.DataFrame:
    """Return what really brought each customer.

    Parameters
    ----------
    who : the people

    Returns
    -------
    pandas table: customer_id, because_of, waited_days (a test without advertising
    delayed the sign-up)

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> _, who, _ = opening(seed=1, size=50)
    >>> acquisition(who)["because_of"].isin(CAUSES).all()
    np.True_
    """
    return pd.DataFrame(
        {
            "customer_id": who["customer_id"],
            "because_of": np.array(CAUSES)[who["because_of"]],
            "waited_days": who["waited"],
        }
    )


def whole(scene: Scene, places: pd.DataFrame, sums: dict[str, pd.DataFrame]) -> Chapter:
    """Return the tables of the web that do not grow with the number of people.

    Parameters
    ----------
    scene : a block of the world
    places : the postcodes
    sums : what the blocks add up to

    Returns
    -------
    Chapter
        tables: media_spend, geo_tests, market; truth: channels

    Examples
    --------
    >>> from segkit.simulate import world
    >>> world(seed=1, size=50).truth["channels"]["channel"].tolist()[0]
    'search'
    """
    spend = media_stage.media_spend(scene, places, sums["new_customers"])
    tests = geo_stage.geo_tests(scene, places, sums["geo_sign_ups"])
    sales = market_stage.market(scene, places, sums["own_sales"])
    tables = {"media_spend": spend, "geo_tests": tests, "market": sales}
    return Chapter(tables, {"channels": credit().round(4)})
