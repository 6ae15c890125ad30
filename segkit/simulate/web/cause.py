"""What really brought each customer, whatever they clicked last."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate.draw import pick
from segkit.simulate.people import plan
from segkit.simulate.scene import Scene

# Nobody brought them: they would have come anyway, and at the same time.
OWN_ACCORD = "own accord"
CAUSES = (*plan.SOURCES, OWN_ACCORD)

# The cause, given the last click: search, social, referral, store, affiliate, email,
# own accord. Who has made up their mind types the shop's name into a search engine, or
# looks for a voucher: the last click is often not what made them come.
CAUSE_OF_LAST_CLICK = np.array(
    [
        [0.38, 0.26, 0.08, 0.06, 0.01, 0.02, 0.19],
        [0.06, 0.66, 0.08, 0.02, 0.01, 0.01, 0.16],
        [0.02, 0.08, 0.80, 0.02, 0.00, 0.00, 0.08],
        [0.05, 0.08, 0.05, 0.62, 0.00, 0.02, 0.18],
        [0.08, 0.26, 0.06, 0.02, 0.16, 0.02, 0.40],
        [0.04, 0.14, 0.06, 0.06, 0.00, 0.42, 0.28],
    ]
)


def because_of(scene: Scene, source: NDArray[np.int64]) -> NDArray[np.int64]:
    """Draw what brought these people.

    Parameters
    ----------
    scene : the block
    source : (n,) their last click, positions in `plan.SOURCES`

    Returns
    -------
    (n,) positions in `CAUSES`

    Examples
    --------
    >>> code = because_of(Scene(seed=1, size=1000), np.zeros(1000, dtype=int))
    >>> bool((code == CAUSES.index("search")).mean() < 0.5)
    True
    """
    return pick(scene.stream("cause"), CAUSE_OF_LAST_CLICK, source)


def credit() -> pd.DataFrame:
    """Return what is planted: the credit of the last click, and the part that counts.

    Returns
    -------
    pandas table, one row per cause: channel, last_click_rate, incremental_rate (parts
    of all sign-ups)

    Examples
    --------
    >>> shares = credit().set_index("channel")
    >>> shares.loc["search"].round(2).tolist()
    [0.45, 0.2]
    """
    last = plan.planted("share") @ plan.planted("sources")
    rates = {
        "channel": CAUSES,
        "last_click_rate": np.append(last, 0.0),
        "incremental_rate": last @ CAUSE_OF_LAST_CLICK,
    }
    return pd.DataFrame(rates)
