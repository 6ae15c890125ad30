"""A segment's share beside that of all others, and need beside purchase."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from segkit.personas.words import gap as words_gap
from segkit.record import holm
from segkit.record.differences import quantile, two_sided

NAN = math.nan
HUNDRED = 100


@dataclass(frozen=True)
class Share:
    """A count of a segment and of all others: k of n, and others_k of others_n.

    Parameters
    ----------
    segment, asked, what : whose, by which question, of what
    k, n, others_k, others_n : counts, perhaps divided by a design effect
    size, n_customers : rows and customers behind n, undivided

    Examples
    --------
    >>> one = Share("a", "", "lamp", 5.0, 10.0, 10.0, 40.0, 10, 10)
    >>> one.share, one.others, one.index
    (0.5, 0.25, 200.0)
    """

    segment: str
    asked: str
    what: str
    k: float
    n: float
    others_k: float
    others_n: float
    size: int
    n_customers: int

    @property
    def share(self) -> float:
        """Return the share in the segment."""
        return self.k / self.n if self.n else NAN

    @property
    def others(self) -> float:
        """Return the share in all other segments."""
        return self.others_k / self.others_n if self.others_n else NAN

    @property
    def index(self) -> float:
        """Return 100 times the share over that of all others."""
        return HUNDRED * self.share / self.others if self.others else NAN

    @property
    def log(self) -> tuple[float, float]:
        """Return the logarithm of the ratio and its standard error, a half added."""
        if not self.n or not self.others_n:
            return NAN, NAN
        k, n, k0, n0 = (v + 0.5 for v in (self.k, self.n, self.others_k, self.others_n))
        error = math.sqrt(max(1 / k - 1 / n + 1 / k0 - 1 / n0, 0.0))
        return math.log(k / n / (k0 / n0)), error

    def ends(self, level: float) -> tuple[float, float]:
        """Return the interval of the index.

        Examples
        --------
        >>> one = Share("a", "", "lamp", 50.0, 100.0, 100.0, 400.0, 100, 100)
        >>> [round(end) for end in one.ends(0.95)]
        [155, 259]
        """
        log, error = self.log
        half = quantile(level) * error
        low = HUNDRED * math.exp(log - half) if self.k else 0.0
        high = HUNDRED * math.exp(log + half) if self.others_k else math.inf
        return (NAN, NAN) if math.isnan(log) else (low, high)


def rows(shares: Sequence[Share], level: float, min_n: int) -> pd.DataFrame:
    """Set each share beside that of all others, with interval and Holm's p.

    Parameters
    ----------
    shares : counts
    level : coverage of the intervals
    min_n : from how many customers on a row is not small

    Returns
    -------
    DataFrame segment, asked, what, rate, others_rate, index, low, high, p_holm, n,
    n_customers, small

    Examples
    --------
    >>> one = Share("a", "", "lamp", 50.0, 100.0, 100.0, 400.0, 100, 100)
    >>> rows([one], 0.95, 30)["index"].tolist()
    [200.0]
    """
    made = []
    for one in shares:
        low, high = one.ends(level)
        made.append(
            {
                "segment": one.segment, "asked": one.asked, "what": one.what,
                "rate": one.share, "others_rate": one.others, "index": one.index,
                "low": low, "high": high, "p_holm": p_value(*one.log), "n": one.size,
                "n_customers": one.n_customers, "small": one.n_customers < min_n,
            }
        )  # fmt: skip
    table = pd.DataFrame(made)
    table["p_holm"] = holm(table["p_holm"])
    return table


def gap_rows(
    pairs: Sequence[tuple[Share, Share]], level: float, min_n: int
) -> pd.DataFrame:
    """Set need beside purchase: by how much more is it needed than bought.

    Parameters
    ----------
    pairs : the need of a segment, and its purchases of what answers it
    level : coverage of the intervals
    min_n : from how many customers on a row is not small

    Returns
    -------
    DataFrame, the surest gap first

    Notes
    -----
    gap = need index / purchase index; the errors of the two logarithms are added as if
    they were independent.

    Examples
    --------
    >>> need = Share("a", "unmet", "light", 50.0, 100.0, 100.0, 400.0, 100, 100)
    >>> bought = Share("a", "", "lamp", 50.0, 100.0, 200.0, 400.0, 100, 100)
    >>> gap_rows([(need, bought)], 0.95, 30)["gap"].tolist()
    [2.0]
    """
    table = pd.DataFrame([_gap(*pair, level, min_n) for pair in pairs])
    table["p_holm"] = holm(table["p_holm"])
    table["verdict"] = [_verdict(row, 1 - level) for _, row in table.iterrows()]
    order = table["verdict"].map({text: i for i, text in enumerate(_ORDER)})
    keys = [table["need"], table["segment"], -table["sure"], order]
    table = table.iloc[np.lexsort(keys)].reset_index(drop=True)
    return table.drop(columns=["sure", "need_p"])


def _gap(need: Share, bought: Share, level: float, min_n: int) -> dict[str, Any]:
    log, error = bought.log if bought.n else need.log
    if bought.n:
        log, error = need.log[0] - log, math.hypot(need.log[1], error)
    half = quantile(level) * error
    need_low, need_high = need.ends(level)
    low, high = bought.ends(level) if bought.n else (NAN, NAN)
    known = bool(bought.n) and not math.isnan(log)
    return {
        "segment": need.segment, "need": need.what, "asked": need.asked,
        "products": bought.what, "need_index": need.index, "need_low": need_low,
        "need_high": need_high, "n_asked": need.size, "bought_index": bought.index,
        "bought_low": low, "bought_high": high, "n_customers": bought.n_customers,
        "gap": need.index / bought.index if bought.n and bought.index else NAN,
        "low": math.exp(log - half) if known else NAN,
        "high": math.exp(log + half) if known else NAN,
        "p_holm": p_value(log, error), "small": _small(need, bought, min_n),
        "sure": log / error if error else NAN, "need_p": need.log[0],
    }  # fmt: skip


def _small(need: Share, bought: Share, min_n: int) -> bool:
    return need.size < min_n or (bool(bought.n) and bought.n_customers < min_n)


_ORDER = tuple(words_gap.VERDICTS[k] for k in ("gap", "nothing", "even", "over", "few"))


def _verdict(row: pd.Series, most: float) -> str:
    """Judge one row; what is small or unclear is not called a gap."""
    said = words_gap.VERDICTS
    if row["small"] or math.isnan(row["p_holm"]):
        return said["few"]
    clear = row["p_holm"] < most
    if row["products"] == words_gap.NO_PRODUCTS:
        return said["nothing"] if clear and row["sure"] > 0 else said["even"]
    if clear and row["sure"] > 0 and row["need_p"] > 0:
        return said["gap"]
    return said["over"] if clear and row["sure"] < 0 else said["even"]


def p_value(log: float, error: float) -> float:
    """Return the two-sided p that the true ratio is 1.

    Examples
    --------
    >>> round(p_value(1.96, 1.0), 3)
    0.05
    """
    return two_sided(log / error) if error and not math.isnan(log) else NAN
