"""What more segments cost, and what they pay."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.evaluation import words
from segkit.evaluation.customers import numbers, one_each
from segkit.record import Table


def cost_of_k(
    labels: pd.DataFrame,
    response: pd.Series,
    *,
    margin: float,
    cost_per_segment: float,
    cost_once: float = 0.0,
) -> Table:
    """Say what treating k segments separately costs, and what it pays.

    A customer who is treated as the mean of their segment is treated too well or too
    badly by the distance to it. Let ``margin`` be what one squared unit of that
    distance costs. Then to treat k segments separately rather than all alike pays

        gain = margin * n * (variance of the response between the k segments)

    where the between-segment variance is corrected for what k - 1 cuts at random would
    explain, and costs ``cost_once + cost_per_segment * k``; to treat all alike
    (k = 1) costs ``cost_per_segment`` and gains nothing.

    Parameters
    ----------
    labels : DataFrame indexed by customer_id, a column per number of segments
        (`Solutions.labels`)
    response : Series indexed by customer_id: what customers answer to, in its own unit,
        known after the segments were made
    margin : money per customer and squared unit of the response
    cost_per_segment : money for an offer, a message and its management
    cost_once : money for segmenting at all

    Returns
    -------
    DataFrame, a row per number of segments, 1 first: n_segments, variance_explained
    (share, omega squared, at least 0), gain, cost, net, break_even_margin (the margin
    at which net is that of one segment). ``attrs``: best (the number with the highest
    net), n, left_out (customers without a response)

    Raises
    ------
    DataError
        if they share no customer, the response does not vary, or an amount is negative

    References
    ----------
    Own definition; omega squared: Hays (1963), "Statistics for psychologists".

    Examples
    --------
    >>> labels = pd.DataFrame({2: [1, 1, 1, 2, 2, 2]})
    >>> response = pd.Series([0.0, 1, 2, 10, 11, 12])
    >>> cost_of_k(labels, response, margin=3, cost_per_segment=100)[
    ...     ["n_segments", "gain", "cost", "net"]].round(1).to_numpy().tolist()
    [[1.0, 0.0, 100.0, -100.0], [2.0, 447.0, 200.0, 247.0]]
    """
    amounts = {"margin": margin, "cost_per_segment": cost_per_segment}
    _check(amounts | {"cost_once": cost_once})
    y, groups, left_out = _known(labels, response)
    rows = [_row(1, 0.0, 0.0, margin, cost_per_segment)]
    for column in groups:
        codes = pd.factorize(groups[column])[0]
        k = int(codes.max()) + 1
        if k > 1:
            between, share = _between(y, codes)
            cost = cost_once + cost_per_segment * k
            rows.append(_row(k, between * len(y), share, margin, cost))
    result = Table(rows).sort_values("n_segments", kind="stable", ignore_index=True)
    result = Table(result)
    # What separate treatment costs beyond that of all alike, per unit that it gains.
    extra = result["cost"] - cost_per_segment
    gained = result.pop("gained")
    result["break_even_margin"] = extra / gained.where(gained > 0)
    result.attrs |= {
        "heading": words.COST,
        "best": int(result["n_segments"][result["net"].to_numpy().argmax()]),
        "n": len(y),
        "left_out": left_out,
    }
    return result


def _check(amounts: dict[str, float]) -> None:
    for name, amount in amounts.items():
        if not np.isfinite(amount) or amount < 0:
            raise DataError(words.AMOUNT.format(name=name, found=amount))


def _known(labels: pd.DataFrame, response: Any) -> tuple[np.ndarray, pd.DataFrame, int]:
    """Return the responses and segments of customers of whom both are known."""
    checks.table(labels, name="labels")
    answer = numbers(one_each(response, name="response"), name="response")
    answer = answer.reindex(labels.index)
    known = answer.notna() & labels.notna().all(axis=1)
    if not known.any():
        raise DataError(words.NOTHING_COMMON)
    y = answer[known].to_numpy()
    if len(y) < 2 or y.std() == 0:
        raise DataError(words.NO_VARIANCE)
    return y, labels[known], int((~known).sum())


def _row(
    k: int, gained: float, share: float, margin: float, cost: float
) -> dict[str, Any]:
    gain = margin * gained
    return {
        "n_segments": k,
        "variance_explained": share,
        "gain": gain,
        "cost": cost,
        "net": gain - cost,
        "gained": gained,
    }


def _between(y: np.ndarray, codes: np.ndarray) -> tuple[float, float]:
    """Return the variance between segments, corrected for chance, and its share."""
    n, size = len(y), np.bincount(codes)
    mean = np.bincount(codes, y) / size
    k = len(size)
    between = float(size @ (mean - y.mean()) ** 2)
    total = float(((y - y.mean()) ** 2).sum())
    error = (total - between) / (n - k) if n > k else 0.0
    fair = max(0.0, between - (k - 1) * error)
    return fair / n, fair / (total + error)
