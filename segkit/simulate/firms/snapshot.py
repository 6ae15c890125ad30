"""The contracts that ran on 30 September 2024, with what was known about them then.

One column was not: the pitfall `leakage`.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate import calendar
from segkit.simulate.firms import contracts
from segkit.simulate.firms.churn import Fates
from segkit.simulate.scene import Scene
from segkit.simulate.trade.deeds import Deeds

DAY = pd.Timestamp("2024-09-30")
SNAPSHOT = (DAY - calendar.DAYS[0]).days
# The score's weights on what was known: log of the days since the last order, log of
# the days under contract, whether the price rose, part of orders with a discount,
# whether the contract is paid by the month.
SCORE_BASE, SCORE_WEIGHTS = -4.6, np.array([0.25, -0.10, 0.20, 1.20, 0.80])
SCORE_NOISE = 0.4
# The pitfall: what a contract's true end adds to its score, if it comes within so many
# days of the snapshot.
KNOWS = ((31, 2.6), (61, 2.0), (92, 1.4))


def snapshot(
    scene: Scene, who: pd.DataFrame, done: Deeds, made: pd.DataFrame, fates: Fates
) -> pd.DataFrame:
    """Return every contract that ran on 30 September 2024, as seen on that evening.

    Parameters
    ----------
    scene : the block
    who : its people
    done : what they ordered
    made : the numbered contracts
    fates : what becomes of them

    Returns
    -------
    pandas table: contract_id, snapshot_on, tenure_days, price_amount (a month, now),
    price_rise_rate, days_since_order (empty if none), n_orders_90d, n_orders_365d,
    spend_365d_amount, discounted_rate (of the orders of the year; empty if none),
    churn_score_next_month

    Examples
    --------
    >>> from segkit.simulate.firms.chapter import alone
    >>> made = alone(seed=1, size=80).tables["accounts_snapshot"]
    >>> bool((made["snapshot_on"] == DAY).all())
    True
    """
    runs = (made["start"].to_numpy() <= SNAPSHOT) & (fates.end > SNAPSHOT)
    kept, past = made[runs], _past(who, done)
    person, cents = kept["person"].to_numpy(), kept["cents"].to_numpy()
    now = contracts.price(made, fates, SNAPSHOT)[runs]
    table = pd.DataFrame(
        {
            "contract_id": kept["contract_id"],
            "snapshot_on": DAY,
            "tenure_days": SNAPSHOT - kept["start"],
            "price_amount": now / 100,
            "price_rise_rate": (now / cents - 1).round(4),
        }
    ).reset_index(drop=True)
    for name, column in past.items():
        table[name] = column.array[person]
    score = _score(scene, table, kept["months"].to_numpy(), fates.end[runs])
    return table.assign(churn_score_next_month=score)


def _past(who: pd.DataFrame, done: Deeds) -> pd.DataFrame:
    """Return what each person had ordered by then."""
    day, n = done.orders["day"].to_numpy(), len(who)
    before = day <= SNAPSHOT
    cents = np.bincount(
        done.lines["order"], done.lines["amount_cents"], minlength=len(day)
    )
    cut = np.bincount(
        done.lines["order"], done.lines["discount_cents"], minlength=len(day)
    )
    person = done.orders["person"].to_numpy()
    last = np.full(n, -1)
    np.maximum.at(last, person[before], day[before])

    def total(days: int, of: NDArray) -> NDArray:
        chosen = before & (day > SNAPSHOT - days)
        return np.bincount(person[chosen], of[chosen], minlength=n)

    year = total(365, np.ones(len(day)))
    discounted = total(365, (cut > 0).astype(float))
    since = pd.Series(SNAPSHOT - last, dtype="Int64")
    share = np.divide(discounted, year, out=np.zeros(n), where=year > 0)
    return pd.DataFrame(
        {
            "days_since_order": since.mask(last < 0),
            "n_orders_90d": total(90, np.ones(len(day))).astype(np.int64),
            "n_orders_365d": year.astype(np.int64),
            "spend_365d_amount": total(365, cents).round() / 100,
            "discounted_rate": pd.Series(share.round(4)).where(year > 0),
        }
    )


def _score(
    scene: Scene, table: pd.DataFrame, months: NDArray, end: NDArray
) -> NDArray[np.float64]:
    """Return the score: of what was known, and with the pitfall of what came after."""
    rng = scene.stream("churn score")
    silent = table["days_since_order"].fillna(365).to_numpy(dtype=float)
    known = np.c_[
        np.log1p(silent),
        np.log1p(table["tenure_days"]),
        table["price_rise_rate"] > 0,
        table["discounted_rate"].fillna(0),
        months == 1,
    ]
    logit = SCORE_BASE + known @ SCORE_WEIGHTS
    logit += SCORE_NOISE * rng.normal(size=len(table))
    if scene.switches.leakage:
        first = 0
        for last, weight in KNOWS:
            days = end - SNAPSHOT
            logit += weight * ((days > first) & (days <= last))
            first = last
    return (1 / (1 + np.exp(-logit))).round(4)
