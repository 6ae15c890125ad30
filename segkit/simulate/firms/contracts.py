"""The contracts as the shop keeps them, and what was planted in them."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate import calendar
from segkit.simulate.draw import pick
from segkit.simulate.firms import plans
from segkit.simulate.firms.churn import Fates
from segkit.simulate.scene import Scene

# Room in the numbering: contracts per person in a block, never reached.
ROOM = 2
REASONS = ("price", "no longer needed", "moved away", "poor service", "not said")
# Why contracts end: usually, and when the price rise was too much.
REASON_WEIGHTS = np.array([[16, 34, 14, 16, 20], [62, 14, 4, 6, 14]])


def numbered(scene: Scene, made: pd.DataFrame) -> pd.DataFrame:
    """Give every contract its number: in order of time within a block.

    Parameters
    ----------
    scene : the block
    made : the contracts in order of time

    Returns
    -------
    the same table with contract_id

    Examples
    --------
    >>> numbered(Scene(seed=1, size=50), pd.DataFrame({"plan": [0]}))["contract_id"][0]
    'K00001'
    """
    return made.assign(contract_id=scene.ids("K", len(made), room=ROOM))


def contracts(
    scene: Scene,
    who: pd.DataFrame,
    firms: pd.DataFrame,
    made: pd.DataFrame,
    fates: Fates,
) -> pd.DataFrame:
    """Return the contracts as they stood on 31 December 2024.

    Parameters
    ----------
    scene : the block
    who : its people
    firms : its firms
    made : the numbered contracts
    fates : what becomes of them

    Returns
    -------
    pandas table: contract_id, customer_id, company_id (empty for private customers),
    plan, months (1 or 12), started_on, price_amount (a month, at the start),
    last_price_amount, n_renewals, renewed_on (the last renewal, empty if none),
    renews_on (the next, empty if ended), ended_on and end_reason (empty if it runs)

    Examples
    --------
    >>> from segkit.simulate.firms.chapter import alone
    >>> made = alone(seed=1, size=80).tables["contracts"]
    >>> bool((made["ended_on"].isna() == made["renews_on"].notna()).all())
    True
    """
    ids = firms["company_id"].to_numpy(dtype=object)[made["firm"]]
    ended = fates.end < calendar.N_DAYS
    return pd.DataFrame(
        {
            "contract_id": made["contract_id"],
            "customer_id": who["customer_id"].to_numpy()[made["person"]],
            "company_id": pd.Series(ids).where(made["firm"] >= 0),
            "plan": np.array([plan.name for plan in plans.PLANS])[made["plan"]],
            "months": made["months"],
            "started_on": calendar.DAYS[made["start"]],
            "price_amount": made["cents"] / 100,
            "last_price_amount": price(made, fates, calendar.N_DAYS) / 100,
            "n_renewals": fates.renewals,
            "renewed_on": day_of(fates.renewed),
            "renews_on": day_of(np.where(ended, -1, fates.renews)),
            "ended_on": day_of(np.where(ended, fates.end, -1)),
            "end_reason": _reasons(scene, fates, ended),
        }
    )


def price(made: pd.DataFrame, fates: Fates, day: int) -> NDArray[np.int64]:
    """Return the price a month at the end of a day, or at the end if that came first.

    Parameters
    ----------
    made : the contracts
    fates : what becomes of them
    day : days since 2023-01-01

    Returns
    -------
    (n,) whole cents

    Examples
    --------
    >>> from segkit.simulate.firms.chapter import alone
    >>> made = alone(seed=1, size=80).tables["contracts"]
    >>> bool((made["last_price_amount"] >= made["price_amount"]).all())
    True
    """
    cents = made["cents"].to_numpy()
    return np.where(fates.rose <= day, plans.raised(cents), cents)


def day_of(day: NDArray) -> pd.Series:
    """Return days as dates, also those after 2024; empty where negative or unknown.

    Parameters
    ----------
    day : (n,) days since 2023-01-01

    Returns
    -------
    (n,) pandas Series of datetime64

    Examples
    --------
    >>> day_of(np.array([0, -1, 731])).dt.year.tolist()
    [2023.0, nan, 2025.0]
    """
    known = (day >= 0) & (day < calendar.NEVER)
    offset = pd.to_timedelta(np.where(known, day, 0), unit="D")
    return pd.Series(calendar.DAYS[0] + offset).where(known)


def _reasons(scene: Scene, fates: Fates, ended: NDArray) -> pd.Series:
    """Draw why contracts ended."""
    dear = fates.touched & (fates.end >= plans.RISE_DAY)
    reason = pick(scene.stream("end reasons"), REASON_WEIGHTS, dear.astype(int))
    return pd.Series(np.array(REASONS, dtype=object)[reason]).where(ended)


def churn(made: pd.DataFrame, fates: Fates) -> pd.DataFrame:
    """Return what was planted in the contracts.

    Parameters
    ----------
    made : the numbered contracts
    fates : what becomes of them

    Returns
    -------
    pandas table: contract_id, monthly_risk (before any effect), price_effect (whether
    the price rise doubles the risk), ends_on (also after 2024; empty if it runs for ten
    years)

    Examples
    --------
    >>> from segkit.simulate.firms.chapter import alone
    >>> alone(seed=1, size=80).truth["churn"].columns.tolist()
    ['contract_id', 'monthly_risk', 'price_effect', 'ends_on']
    """
    return pd.DataFrame(
        {
            "contract_id": made["contract_id"],
            "monthly_risk": fates.risk.round(5),
            "price_effect": fates.touched,
            "ends_on": day_of(fates.end),
        }
    )
