"""A test of two rates with planned looks: what each look decides."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from scipy.special import ndtr

from segkit import checks
from segkit.checks import DataError
from segkit.experiments.looking.sequential import chance_at_end, shares_of
from segkit.experiments.looking.spending import bounds
from segkit.experiments.planning import asked
from segkit.experiments.told import chance, percent, points
from segkit.experiments.words import looks as words
from segkit.record import Table, rate_difference

COUNTS = ["x1", "n1", "x2", "n2"]


def sequential_rates(
    looks: Any,
    *,
    n_planned: float,
    alpha: float = 0.05,
    spending: str = "obrien_fleming",
    sides: int = 2,
) -> Table:
    """Say at each look whether the test of two rates may stop.

    The looks need not come when they were planned: the bound of each follows from how
    many customers there are so far, of those planned.

    Parameters
    ----------
    looks : table, one row per look so far: x1, n1 (conversions and customers in arm 1
        up to this look), x2, n2 (arm 2); `experiments.looks` counts them
    n_planned : customers planned for both arms together, fixed before the first look:
        those of `sample_size`, times ``boundaries(...).attrs["inflation"]``
    alpha, spending, sides : as in `boundaries`

    Returns
    -------
    Table, one row per look: information (share of the planned customers), difference
    (arm 2 less arm 1), z, bound, low, high (they hold at all looks together),
    chance_at_end (to cross the last bound if the trend stays), decision (words).
    ``attrs``: stopped_at (look or None), heading

    Raises
    ------
    DataError
        if a column is missing, a count is wrong, the customers do not grow from look to
        look, or a look comes after the planned end

    References
    ----------
    Lan and DeMets (1983); repeated intervals: Jennison and Turnbull (1989), JRSS B 51,
    305-361, here Newcombe's with the bound for z; conditional power: Lan and Wittes
    (1988).

    Examples
    --------
    >>> import pandas as pd
    >>> looks = pd.DataFrame({"x1": [50, 98, 148], "n1": [500, 1000, 1500],
    ...                       "x2": [64, 140, 214], "n2": [500, 1000, 1500]})
    >>> found = sequential_rates(looks, n_planned=5000)
    >>> found[["information", "z", "bound", "decision"]].round(2)
          information     z  bound               decision
    look
    1             0.2  1.39   4.88                  go on
    2             0.4  2.90   3.36                  go on
    3             0.6  3.70   2.68  stop: arm 2 is better
    """
    counts = counts_of(looks)
    planned = asked.number(n_planned, "n_planned", least=0)
    asked.plan(alpha, None, sides, 1)
    checks.choice(spending, words.SPENDING, name="spending")
    shares = _shares(counts, planned)
    z_bounds = bounds(shares, alpha, spending, sides)
    last = _last_bound(shares, z_bounds, alpha, spending, sides)
    rows = [
        _look(row, share, bound, last, sides)
        for row, share, bound in zip(
            counts.to_numpy().tolist(), shares, z_bounds, strict=True
        )
    ]
    found = Table(rows)
    stopped = _decide(found)
    found.index = pd.RangeIndex(1, len(found) + 1, name="look")
    found.attrs.update(
        sides=sides,
        stopped_at=stopped,
        heading=_told(found, counts, stopped, 1 - 2 * alpha / sides),
    )
    return found


def _shares(counts: pd.DataFrame, planned: float) -> np.ndarray:
    """Return the share of the planned customers at each look."""
    shares = (counts["n1"] + counts["n2"]).to_numpy() / planned
    if (shares[:-1] >= 1).any():
        first = int(np.argmax(shares >= 1)) + 1
        raise DataError(words.AFTER_END.format(look=first + 1, end=first))
    return shares_of(np.minimum(shares, 1))


def _last_bound(
    shares: np.ndarray, z: np.ndarray, alpha: float, spending: str, sides: int
) -> float:
    """Return the bound at the planned end, if no look comes between."""
    if shares[-1] == 1:
        return float(z[-1])
    return float(bounds(np.append(shares, 1.0), alpha, spending, sides)[-1])


def _look(
    counts: list[int], share: float, bound: float, last: float, sides: int
) -> dict[str, Any]:
    """Return what one look says, without the looks before it."""
    level = float(np.clip(1 - 2 * ndtr(-bound), 1e-6, 1 - 1e-15))
    found = rate_difference(*counts, level=level)
    z = found.statistic
    beyond = z >= bound or (sides == 2 and z <= -bound)
    decision = words.STOP_2 if z > 0 else words.STOP_1
    if not beyond:
        decision = words.END if share == 1 else words.GO_ON
    trend = float(beyond)
    if share < 1:
        trend = 0.0 if sides == 1 and z < 0 else chance_at_end(z, share, last)
    return {
        "information": share, "difference": found.value, "z": z, "bound": bound,
        "low": found.low, "high": found.high, "chance_at_end": trend,
        "decision": decision,
    }  # fmt: skip


def _decide(found: Table) -> int | None:
    """Mark the looks after the one that stopped the test, and return that one."""
    stops = found["decision"].isin([words.STOP_1, words.STOP_2])
    if not stops.any():
        return None
    first = int(stops.to_numpy().argmax())
    found.loc[found.index[first + 1 :], "decision"] = words.STOPPED
    return first + 1


def _told(found: Table, counts: pd.DataFrame, stopped: int | None, level: float) -> str:
    """Say what the looks have decided."""
    at = (stopped or len(found)) - 1
    row = found.iloc[at]
    text = words.SEQUENTIAL_STOP
    if stopped is None:
        ended = row["information"] == 1
        text = words.SEQUENTIAL_END if ended else words.SEQUENTIAL_ON
    x1, n1, x2, n2 = counts.iloc[at]
    return text.format(
        look=at + 1,
        k=len(found),
        p1=percent(x1 / n1),
        p2=percent(x2 / n2),
        difference=points(row["difference"]),
        low=points(row["low"]),
        high=points(row["high"]),
        level=percent(level),
        bound=row["bound"],
        z=row["z"],
        information=percent(row["information"]),
        chance=chance(row["chance_at_end"]),
    )


def counts_of(looks: Any) -> pd.DataFrame:
    """Check a table of looks at two rates, and return its counts.

    Parameters
    ----------
    looks : table with x1, n1, x2, n2, all of them up to each look

    Returns
    -------
    DataFrame of whole numbers

    Raises
    ------
    DataError
        if a column is missing, a count is wrong, or the customers do not grow

    Examples
    --------
    >>> import pandas as pd
    >>> counts_of(pd.DataFrame({"x1": [1], "n1": [9], "x2": [2], "n2": [9]})).shape
    (1, 4)
    """
    checks.table(looks, COUNTS, name="looks")
    counts = pd.DataFrame({name: looks[name] for name in COUNTS}).reset_index(drop=True)
    if not len(counts):
        raise DataError(words.NO_LOOKS)
    numbers = counts.apply(pd.to_numeric, errors="coerce")
    x1, n1, x2, n2 = (numbers[name] for name in COUNTS)
    good = (numbers % 1 == 0).all(axis=1) & (n1 > 0) & (n2 > 0)
    good &= x1.between(0, n1) & x2.between(0, n2)
    if not good.all():
        first = int(good.to_numpy().argmin())
        shown = counts.iloc[first].to_dict()
        raise DataError(words.BAD_LOOK.format(look=first + 1, found=shown))
    if (numbers.diff().iloc[1:] < 0).any(axis=None):
        raise DataError(words.NEED_TWO)
    if ((numbers["n1"] + numbers["n2"]).diff().iloc[1:] <= 0).any():
        raise DataError(words.NEED_TWO)
    return numbers.astype(int)
