"""Where a few customers end and the many begin: limits in money for shares of all."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

CUSTOMERS, MONEY = "customers", "money"


def limits(amounts: np.ndarray, ends: Sequence[float], *, of: str) -> list[float]:
    """Find the smallest amount that belongs to the first share, and to the next.

    Parameters
    ----------
    amounts : money, one per customer, each above 0, in any order
    ends : shares added up from the best customer down, such as 0.80 and 0.95
    of : ``"customers"`` where the shares are of their number, ``"money"`` where they
        are of all amounts together

    Returns
    -------
    list of float, one per end: who has this amount or more is within the share

    Notes
    -----
    Own definition: a customer is within a share if those who have strictly more hold
    less than it. So equal amounts are never parted, and the first share is never empty.
    Amounts are added up in whole cents.

    Examples
    --------
    >>> limits(np.array([60.0, 20.0, 10.0, 5.0, 5.0]), [0.80, 0.95], of="money")
    [20.0, 5.0]
    >>> limits(np.array([60.0, 20.0, 10.0, 5.0, 5.0]), [0.20, 0.40], of="customers")
    [60.0, 20.0]
    """
    ordered = np.sort(amounts)[::-1]
    held = np.round(ordered * 100) if of == MONEY else np.ones(len(ordered))
    more = np.concatenate([[0.0], np.cumsum(held)])
    first = np.searchsorted(-ordered, -ordered, side="left")  # of those with as much
    share = more[first] / more[-1]
    return [float(ordered[share < end].min()) for end in ends]
