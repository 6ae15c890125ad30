"""What customers do beside buying: visit the site, follow and react."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

from segkit import checks
from segkit.features import event_rows
from segkit.features.event_door import Events
from segkit.features.event_rows import Asked
from segkit.features.one_row import COUNT, FLAG, RATE

c = nw.col
SESSIONS = Events(
    "sessions",
    "started_at",
    numbers=("pages", "products_viewed", "cart_amount"),
    flags=("read_reviews", "cart_abandoned", "cookie_consent"),
    names=("order_id",),
)
SOCIAL = Events("social", "happened_at", names=("event", "platform"))


def web_activity(
    sessions: Any,
    *,
    as_of: Any,
    since: Any = None,
    customers: Any = None,
    columns: Mapping[str, str] | None = None,
    timezone: str | None = None,
) -> pd.DataFrame:
    """Say what each customer does on the website: visits, products, carts, reviews.

    Parameters
    ----------
    sessions : table of any engine, one row per visit: customer_id (missing for
        visitors who are not known: left out and counted), started_at, and where they
        are there pages, products_viewed, read_reviews, cart_amount, cart_abandoned,
        order_id, cookie_consent
    as_of, since : last and first local day that counts; since=None for all before
    customers, columns, timezone : as for `features.customers`

    Returns
    -------
    pandas.DataFrame, one row per customer, sorted and indexed by customer_id
        n_sessions, last_session_days; with pages: n_pages, pages_per_session,
        bounce_rate (visits of one page); with products_viewed: n_products_viewed;
        with read_reviews: review_rate; with cart_abandoned: n_carts (with an amount,
        an order, or left behind), n_carts_abandoned, cart_abandoned_rate; with
        cookie_consent: consent_rate. Rates are of the visits, that of carts is of the
        carts

    Raises
    ------
    DataError
        if columns are missing or hold the wrong kind, or no row counts

    Examples
    --------
    >>> visits = pd.DataFrame({"customer_id": ["ann", "ann", None], "pages": [1, 9, 2]})
    >>> visits["started_at"] = pd.to_datetime("2024-06-01")
    >>> found = web_activity(visits, as_of="2024-06-30")
    >>> found[["n_sessions", "n_pages", "bounce_rate"]].values.tolist()
    [[2.0, 10.0, 0.5]]
    >>> found.attrs["left_out"]["no customer_id"]
    1
    """
    asked = Asked.read(
        as_of=as_of,
        since=since,
        customers=customers,
        columns=columns,
        timezone=timezone,
    )
    frame = asked.opened(sessions, SESSIONS)
    rows, left_out = event_rows.kept(frame, SESSIONS, asked)
    have = set(rows.collect_schema().names())
    sums = _visits(have)
    table = event_rows.summed(rows, sums, last="started_at", as_of=asked.as_of)
    table["last_session_days"] = table["_ago"]
    kinds = {n: COUNT for n in sums if not n.startswith("_")}
    rates = {
        "pages_per_session": ("n_pages", "n_sessions"),
        "bounce_rate": ("_bounces", "n_sessions"),
        "review_rate": ("_reviews", "n_sessions"),
        "cart_abandoned_rate": ("n_carts_abandoned", "n_carts"),
        "consent_rate": ("_consents", "n_sessions"),
    }
    kinds |= event_rows.with_rates(table, rates) | {"last_session_days": RATE}
    return asked.settled(table, kinds, left_out=left_out, rows="n_sessions")


def social_activity(
    social: Any,
    *,
    as_of: Any,
    since: Any = None,
    follow: str = "follow",
    advertisement_click: str = "advertisement click",
    customers: Any = None,
    columns: Mapping[str, str] | None = None,
    timezone: str | None = None,
) -> pd.DataFrame:
    """Say what each customer does with the shop on social networks.

    Parameters
    ----------
    social : table of any engine, one row per event: customer_id, happened_at, event
    as_of, since : last and first local day that counts
    follow, advertisement_click : what these events are called in your table; all other
        events are reactions
    customers, columns, timezone : as for `features.customers`

    Returns
    -------
    pandas.DataFrame, one row per customer, sorted and indexed by customer_id
        follows_brand (whether there was a follow), n_social_reactions,
        n_advertisement_clicks, last_social_days

    Raises
    ------
    DataError
        if columns are missing or hold the wrong kind, or no row counts

    Examples
    --------
    >>> social = pd.DataFrame({"customer_id": ["ann"] * 2, "event": ["follow", "like"]})
    >>> social["happened_at"] = pd.to_datetime("2024-06-01")
    >>> found = social_activity(social, as_of="2024-06-30")
    >>> found[["follows_brand", "n_social_reactions"]].values.tolist()
    [[True, 1]]
    """
    checks.table(social, ["event"], name=SOCIAL.name, columns=columns)
    asked = Asked.read(
        as_of=as_of,
        since=since,
        customers=customers,
        columns=columns,
        timezone=timezone,
    )
    rows, left_out = event_rows.kept(asked.opened(social, SOCIAL), SOCIAL, asked)
    one = c("event")
    other = ~one.is_null() & (one != follow) & (one != advertisement_click)
    sums = {
        "_follows": event_rows.flag(one == follow),
        "n_social_reactions": event_rows.flag(other),
        "n_advertisement_clicks": event_rows.flag(one == advertisement_click),
        "_events": nw.lit(1),
    }
    table = event_rows.summed(rows, sums, last="happened_at", as_of=asked.as_of)
    table["follows_brand"] = table["_follows"] > 0
    table["last_social_days"] = table["_ago"]
    kinds = {"follows_brand": FLAG, "n_social_reactions": COUNT}
    kinds |= {"n_advertisement_clicks": COUNT, "last_social_days": RATE}
    return asked.settled(table, kinds, left_out=left_out, rows="_events")


def _visits(have: set[str]) -> dict[str, Any]:
    """Name what is added up over visits, of the columns that are there."""
    flag = event_rows.flag
    sums = {"n_sessions": nw.lit(1)}
    if "pages" in have:
        sums |= {"n_pages": c("pages").fill_null(0), "_bounces": flag(c("pages") == 1)}
    if "products_viewed" in have:
        sums["n_products_viewed"] = c("products_viewed").fill_null(0)
    if "read_reviews" in have:
        sums["_reviews"] = flag(c("read_reviews"))
    if "cart_abandoned" in have:
        cart = c("cart_abandoned")
        for name in {"cart_amount", "order_id"} & have:
            cart = cart | ~c(name).is_null()
        sums |= {"n_carts": flag(cart), "n_carts_abandoned": flag(c("cart_abandoned"))}
    if "cookie_consent" in have:
        sums["_consents"] = flag(c("cookie_consent"))
    return sums
