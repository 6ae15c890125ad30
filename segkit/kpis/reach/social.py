"""Indicators of social networks: how many like, comment and share, of whom."""

from __future__ import annotations

from typing import Any, Literal

import narwhals.stable.v2 as nw
import numpy as np

from segkit.checks import DataError
from segkit.kpis.indicator import indicator
from segkit.kpis.numbers import EVERYBODY
from segkit.kpis.reach.ads import each_row
from segkit.kpis.sources import Source, totals
from segkit.kpis.words import reach as words
from segkit.record import Kpi, Sum, event_rate, ratio

c = nw.col
Base = Literal["impressions", "reach", "followers"]
INTERACTIONS = ("like", "comment", "share")


def _per_post(rows: Any, keys: list[str], window: Any) -> Any:
    parts = [c(name).fill_null(0) for name in ("likes", "comments", "shares")]
    sums = {name: c(name) for name in words.BASES}
    return each_row(interactions=sum(parts[1:], parts[0]), **sums)(rows, keys, window)


POSTS = Source(
    "posts",
    _per_post,
    time="posted_at",
    blanks=("likes", "comments", "shares"),
    extra=dict.fromkeys(words.BASES, 0),
    unit_id="",
    everybody=False,
    what="a time",
)
EVENTS = Source(
    "social_events",
    totals(n_interactions=c("event").is_in(list(INTERACTIONS))),
    time="happened_at",
    needs=("event",),
    counted="n_interactions",
    what="a customer, a time and an event",
)


@indicator(
    POSTS,
    "likes, comments and shares / {base}",
    spread=True,
    variants={"base": words.BASES},
    interactions=c("interactions"),
    audience=lambda base: c(base),  # noqa: PLW0108 (options come by name)
)
def engagement_rate(
    interactions: Any,
    audience: Any,
    *,
    base: Base = "impressions",
    period: str = "",
    level: float = 0.95,
) -> Kpi:
    """Say how many liked, commented or shared, of those who could have.

    Parameters
    ----------
    interactions, audience : two lists, one pair per post; or two totals. One person may
        interact more than once, so that more than 100 % are possible
    base : what ``audience`` counts: ``"impressions"``, ``"reach"`` or ``"followers"``;
        numbers on different bases cannot be compared
    period : the days that were counted, in words
    level : coverage of the interval, 0 to 1

    Returns
    -------
    Kpi, shown in percent; of totals the interval is Garwood's, of posts the delta
    method's

    Raises
    ------
    DataError
        if a value is missing, or the total is no whole number from 0

    References
    ----------
    Convention; Garwood (1936), Biometrika 28, 437-442; Deng, Knoblich and Lu (2018).

    Examples
    --------
    >>> engagement_rate(30, 1200, base="reach")
    engagement rate: 2.5 % (30 of 1,200), 95 % interval 1.7 % to 3.6 %;
    Poisson interval: too short if posts differ (pass lists)
    """
    name = "engagement_rate"
    _some_audience(interactions, audience, base)
    said: dict[str, Any] = {"unit": "rate", "period": period, "level": level}
    if isinstance(interactions, Sum) or np.ndim(interactions) == 1:
        return ratio(name, interactions, audience, **said)
    return event_rate(name, interactions, audience, note=words.POISSON_POSTS, **said)


def _some_audience(interactions: Any, audience: Any, base: str) -> None:
    """Refuse what has interactions and nobody who could interact."""
    sums = isinstance(interactions, Sum)
    n, all_ = (float(x) if sums else np.sum(x) for x in (interactions, audience))
    if n > 0 and not all_ > 0:
        raise DataError(words.NO_AUDIENCE.format(n=n, base=base))


@indicator(
    EVENTS,
    "likes, comments and shares / customers",
    spread=True,
    interactions=c("n_interactions"),
    customers=EVERYBODY,
)
def interactions_per_customer(
    interactions: Any, customers: Any = None, *, period: str = "", level: float = 0.95
) -> Kpi:
    """Say how often a customer likes, comments on or shares the shop's posts.

    Parameters
    ----------
    interactions : of each customer, as a list; or the total
    customers : how many customers there are; None for those of the list
    period : the days that were counted, in words
    level : coverage of the interval, 0 to 1

    Returns
    -------
    Kpi, in interactions per customer; those who never did count as 0

    Raises
    ------
    DataError
        if a value is missing, or the list is longer than there are customers

    References
    ----------
    Own definition; interval of a mean, skewness allowed for.

    Examples
    --------
    >>> interactions_per_customer([4, 1, 1], 6).value
    1.0
    """
    said: dict[str, Any] = {"period": period, "level": level}
    return ratio("interactions_per_customer", interactions, customers, **said)
