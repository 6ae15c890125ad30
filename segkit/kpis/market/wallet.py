"""Share of wallet: what part of a customer's spending we get."""

from __future__ import annotations

from typing import Any

import narwhals.stable.v2 as nw
import numpy as np

from segkit import engine
from segkit.checks import DataError
from segkit.kpis.indicator import indicator
from segkit.kpis.numbers import money
from segkit.kpis.sources import Source, Window
from segkit.kpis.words import market as words
from segkit.record import Kpi, Sum, ratio

c = nw.col


def _per_customer(rows: Any, keys: list[str], window: Window) -> Any:
    rows = rows.with_columns(
        ours=engine.cents(c("amount")), _all=engine.cents(c("wallet_amount"))
    )
    people = rows.group_by(*keys).agg(
        n_rows=nw.len(), ours=c("ours").sum(), _all=c("_all").sum()
    )
    short = c("_all") < c("ours")
    wallet = nw.when(short).then(c("ours")).otherwise(c("_all"))
    raised = nw.when(short).then(nw.lit(1)).otherwise(nw.lit(0))
    people = people.with_columns(wallet=wallet, raised=raised)
    return people.filter(c("wallet") > 0)  # the others have no wallet to share


WALLETS = Source(
    "wallets",
    _per_customer,
    numbers=("amount", "wallet_amount"),
    everybody=False,
    what=words.WALLET_NEEDS,
)
"""One row per customer: ours and wallet in cents, raised."""


@indicator(
    WALLETS,
    words.WALLET,
    spread=True,
    ours=money("ours"),
    wallet=money("wallet"),
    raised=c("raised"),
)
def share_of_wallet(
    ours: Any,
    wallet: Any,
    *,
    raised: Any = 0,
    period: str = "",
    level: float = 0.95,
) -> Kpi:
    """Say what part of what customers spend on such goods they spend with us.

    Parameters
    ----------
    ours : spent with us, one number per customer; or the total
    wallet : spent with everybody, ours too, as a survey or a panel says; or the total
    raised : customers whose stated wallet was below what they spent with us
    period : the days that were counted, in words
    level : coverage of the interval, 0 to 1

    Returns
    -------
    Kpi, a rate from 0 to 1: large wallets weigh more; the interval is the delta
    method's, within 0 and 1

    Raises
    ------
    DataError
        if a number is negative, missing or no number

    Notes
    -----
    Own definition. The table form reads customer_id, amount, wallet_amount. Whoever
    states a smaller wallet than they spent with us counts as if all of it were ours.

    Examples
    --------
    >>> share_of_wallet([100, 50, 0], [200, 100, 100]).value
    0.375
    """
    if np.ndim(ours) == 1 and not isinstance(ours, Sum):
        mine, every = (np.asarray(values, dtype=float) for values in (ours, wallet))
        for name, values in (("ours", mine), ("wallet", every)):
            if (values < 0).any():
                low = float(values.min())
                raise DataError(words.NEGATIVE.format(name=name, value=low))
        if mine.shape == every.shape:
            raised = int((every < mine).sum())
            every = np.maximum(mine, every)
        ours, wallet = mine, every
    n = int(float(raised))
    note = words.WALLET_RAISED.format(n=n) if n else ""
    found = ratio(
        "share_of_wallet", ours, wallet, unit="rate", period=period, level=level,
        note=note,
    )  # fmt: skip
    low, high = np.clip([found.low, found.high], 0.0, 1.0).tolist()
    return Kpi(**{**vars(found), "low": low, "high": high})
