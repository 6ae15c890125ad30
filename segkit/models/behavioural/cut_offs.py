"""Whom to leave out: what a cut-off of a score saves, and whom it misses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.models import tables
from segkit.record import Table, wilson

MOST = 12  # cut-offs that are shown unless they are given
HEADING = "Who is below the cut-off is not contacted."


def cut_offs(
    score: pd.Series,
    bought: pd.Series,
    *,
    cuts: Sequence[float] | None = None,
    contact_cost_amount: float | None = None,
    buyer_amount: float | None = None,
    level: float = 0.95,
) -> Table:
    """Say what each cut-off of a score saves in contacts, and which buyers it misses.

    Parameters
    ----------
    score : one number per customer, known before the outcome; higher is better
    bought : whether each of them bought later, 1 or 0 or truth values; same index
    cuts : customers with a score below the cut are left out; None for the different
        scores, thinned to twelve at equal shares of customers
    contact_cost_amount : what one contact costs
    buyer_amount : what one missed buyer would have left over, had they been contacted
        and bought for that reason alone
    level : coverage of the interval

    Returns
    -------
    table, one row per cut: cut, contacted, saved, saved_rate, buyers_reached,
    buyers_missed, missed_rate (of all buyers), rate_below with low and high (buyers
    among those left out, Wilson's interval; missing if nobody is), rate_above; with
    both amounts: net_saved_amount

    Raises
    ------
    DataError
        if the two do not belong together, or a value is missing

    Notes
    -----
    Own definition. net_saved_amount takes every missed buyer for lost. Most would have
    bought without the contact, so it is what a cut-off costs at worst: who would not
    have bought without it, only a group left out by lot can tell.

    Examples
    --------
    >>> score, bought = pd.Series([0, 0, 3, 9]), pd.Series([0, 1, 1, 1])
    >>> table = cut_offs(score, bought, cuts=[1, 5])
    >>> table[["cut", "saved", "buyers_missed", "rate_below"]].values.tolist()
    [[1.0, 2.0, 1.0, 0.5], [5.0, 3.0, 2.0, 0.6666666666666666]]
    """
    x, y = _read(score, bought)
    limits = _limits(x, cuts)
    below = np.array([(x < cut).sum() for cut in limits])
    missed = np.array([y[x < cut].sum() for cut in limits], dtype=int)
    n, buyers = len(x), int(y.sum())
    pairs = zip(missed.tolist(), below.tolist(), strict=True)
    ends = [wilson(k, m, level) for k, m in pairs]
    table = Table(
        {
            "cut": limits,
            "contacted": n - below,
            "saved": below,
            "saved_rate": below / n,
            "buyers_reached": buyers - missed,
            "buyers_missed": missed,
            "missed_rate": missed / buyers if buyers else np.nan,
            "rate_below": _share(missed, below),
            "low": [low for low, _ in ends],
            "high": [high for _, high in ends],
            "rate_above": _share(buyers - missed, n - below),
        }
    )
    if contact_cost_amount is not None and buyer_amount is not None:
        saved = below * float(contact_cost_amount) - missed * float(buyer_amount)
        table["net_saved_amount"] = saved
    table.attrs["heading"] = HEADING
    return table


def _read(score: Any, bought: Any) -> tuple[np.ndarray, np.ndarray]:
    pair = pd.DataFrame({"score": pd.Series(score)}).join(
        pd.Series(bought).rename("bought"), how="outer"
    )
    if (
        len(pair) != len(score)
        or len(pair) != len(bought)
        or pair.isna().any(axis=None)
    ):
        raise DataError(
            f"cut_offs needs a score and an outcome for the same customers; score has "
            f"{len(score)}, bought has {len(bought)}, and {len(pair.dropna())} have "
            "both: give who did not buy 0, and leave out who has no score"
        )
    data = tables.numbers(pair.astype({"bought": float}), ["score", "bought"])
    if not data["bought"].isin([0, 1]).all():
        raise DataError("bought must be 1 or 0 for each customer: compare with > 0")
    return data["score"].to_numpy(), data["bought"].to_numpy()


def _limits(x: np.ndarray, cuts: Sequence[float] | None) -> list[float]:
    if cuts is not None:
        return sorted(float(cut) for cut in cuts)
    different = np.unique(x)
    if len(different) > MOST:
        at = np.quantile(x, np.linspace(0, 1, MOST + 1)[:-1], method="higher")
        different = np.unique(at)
    return different.tolist()


def _share(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    return np.divide(part, whole, out=np.full(len(whole), np.nan), where=whole > 0)
