"""The sales talks as the sales team keeps them."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate import calendar
from segkit.simulate.firms import talks
from segkit.simulate.scene import Scene

# Room in the numbering: talks per person in a block, never reached.
ROOM = 1


def opportunities(
    scene: Scene,
    talked: pd.DataFrame,
    contacts: pd.DataFrame,
    contracts: pd.DataFrame,
) -> pd.DataFrame:
    """Return the sales talks, as far as they had come on 31 December 2024.

    Parameters
    ----------
    scene : the block
    talked : the talks, as `talks.talks` returns them
    contacts : the table of contacts
    contracts : the numbered contracts, with talk (row of `talked`, or -1)

    Returns
    -------
    pandas table: opportunity_id, company_id, contact_id, offer, source, opened_on,
    qualified_on, offered_on, closed_on (each empty if not reached), stage,
    lost_reason (empty unless lost), calls, expected_amount, contract_id (empty unless
    a contract came of it)

    Examples
    --------
    >>> from segkit.simulate.firms.chapter import alone
    >>> made = alone(seed=1, size=80).tables["opportunities"]
    >>> set(made["stage"]) <= set(talks.STAGES)
    True
    """
    closed, won = talks.decided(talked)
    over = closed < calendar.N_DAYS
    passed = _passed(talked)
    stage = np.where(over, np.where(won, 3, 4), passed)
    lost = np.array(talks.REASONS, dtype=object)[talked["reason"]]
    return pd.DataFrame(
        {
            "opportunity_id": scene.ids("S", len(talked), room=ROOM),
            "company_id": contacts["company_id"].to_numpy()[talked["contact"]],
            "contact_id": contacts["contact_id"].to_numpy()[talked["contact"]],
            "offer": np.array(talks.OFFERS)[talked["offer"]],
            "source": np.array(talks.SOURCES)[talked["source"]],
            "opened_on": calendar.DAYS[talked["day_0"]],
            "qualified_on": calendar.dates(talked["day_1"].where(passed > 0)),
            "offered_on": calendar.dates(talked["day_2"].where(passed > 1)),
            "closed_on": calendar.dates(pd.Series(closed)),
            "stage": np.array(talks.STAGES)[stage],
            "lost_reason": pd.Series(lost).where(over & ~won),
            "calls": talked["calls"],
            "expected_amount": talked["amount"],
            "contract_id": _contract(len(talked), contracts),
        }
    )


def _passed(talked: pd.DataFrame) -> NDArray[np.int64]:
    """Return how far each talk came by the end: 0 lead, 1 qualified, 2 offer."""
    days = talked[["day_1", "day_2"]].to_numpy()
    steps = talked["steps"].to_numpy()[:, None]
    return ((days < calendar.N_DAYS) & (np.arange(2) < steps)).sum(axis=1)


def _contract(n: int, contracts: pd.DataFrame) -> NDArray:
    found = np.full(n, None, dtype=object)
    of_talk = contracts[contracts["talk"] >= 0]
    found[of_talk["talk"]] = of_talk["contract_id"]
    return found
