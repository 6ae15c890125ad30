"""Life cycle: prospect, new, regular, VIP, lapsing, lost.

Each customer is asked in this order (own definition):

1. never ordered: prospect
2. last order more than ``lost_days`` ago: lost
3. last order more than ``lapsing_days`` ago: lapsing
4. one order so far, or first order at most ``new_days`` ago: new (without the column
   tenure_days, only the former)
5. spent ``vip_amount`` or more: VIP
6. everyone else: regular

Thresholds that are not given come from the data's own rhythm. Each customer with
orders on two days or more has a usual gap, the median number of days between them;
``lapsing_days`` is the gap that nine in ten of these customers stay within, and
``lost_days`` is three times as long. ``new_days`` equals ``lapsing_days``, and
``vip_amount`` is what the fifth of the buyers who spent most spent at least.

A preset puts stages together. ``"new_recurring_vip"``: new, recurring (regular), VIP,
inactive (lapsing and lost), and those without a purchase. ``"prospect_new_regular"``:
prospect, new, regular (with VIP), inactive. ``"full"``, the usual one, keeps all six.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.models import tables, words
from segkit.models.behavioural import purchases
from segkit.models.rule import Rule, Segment
from segkit.models.words import behavioural as said

STAGES = list(said.LIFECYCLE)
STAY_WITHIN = 0.9
LOST_AFTER = 3  # times lapsing_days
VIP_FROM = 0.8  # the share of buyers who spent less
OPTIONS = ("new_days", "lapsing_days", "lost_days", "vip_amount")


@dataclass
class LifecycleRule(Rule):
    """Three numbers of days and an amount, in the units of X."""

    new_days: float | None
    lapsing_days: float
    lost_days: float
    vip_amount: float
    preset: str = "full"

    needs: ClassVar = purchases.RFM
    uses: ClassVar = ("tenure_days", "median_gap_days")
    options: ClassVar = (*OPTIONS, "preset")

    @classmethod
    def learn(cls, X: pd.DataFrame, **options: Any) -> Self:
        """Take the thresholds that were given, and learn the others from X."""
        given = {
            n: _threshold(options[n], n) for n in OPTIONS if options[n] is not None
        }
        if "new_days" in given and "tenure_days" not in X:
            raise DataError(
                "new_days needs column 'tenure_days' in X: make X with "
                "features.customers(orders, as_of=...), or leave new_days out"
            )
        preset = options["preset"]
        preset = "full" if preset is None else preset
        checks.choice(preset, said.PRESETS, name="preset")
        data = purchases.buyers(X)
        lapsing = given.get("lapsing_days") or usual_gap(X.loc[data.index])
        lost = given.get("lost_days", LOST_AFTER * lapsing)
        if lost <= lapsing:
            raise DataError(
                f"lost_days ({words.number(lost)}) must be above lapsing_days "
                f"({words.number(lapsing)}): raise the one or lower the other"
            )
        return cls(
            new_days=given.get("new_days", lapsing) if "tenure_days" in X else None,
            lapsing_days=lapsing,
            lost_days=lost,
            vip_amount=given.get("vip_amount", _vip(data)),
            preset=preset,
        )

    def segments(self) -> list[Segment]:
        """List the stages in the order of a customer's life."""
        limits = {
            "lapsing_days": words.counted(self.lapsing_days, "day"),
            "lost_days": words.counted(self.lost_days, "day"),
            "vip_amount": words.amount(self.vip_amount),
            "fresh": said.FRESH_BY_ORDERS,
            "settled": said.SETTLED_BY_ORDERS,
        }
        if self.new_days is not None:
            days = words.counted(self.new_days, "day")
            limits["fresh"] = said.FRESH.format(new_days=days)
            limits["settled"] = said.SETTLED.format(new_days=days)
        told = dict(said.PRESETS[self.preset].values())
        return [
            Segment(key, name, rule.format(**limits))
            for key, (name, rule) in told.items()
        ]

    def codes(self, X: pd.DataFrame) -> np.ndarray:
        """Ask the questions in turn; the first that is true decides."""
        data = purchases.read(X)
        recency = data["recency_days"]
        fresh = data["n_orders"] == 1
        if self.new_days is not None:
            fresh |= _tenure(X) <= self.new_days
        questions = {
            "prospect": ~purchases.bought(data),
            "lost": (recency > self.lost_days).to_numpy(),
            "lapsing": (recency > self.lapsing_days).to_numpy(),
            "new": fresh.to_numpy(),
            "vip": (data["monetary_amount"] >= self.vip_amount).to_numpy(),
        }
        codes = np.full(len(data), STAGES.index("regular"))
        for stage, yes in reversed(questions.items()):  # the first question wins
            codes[yes] = STAGES.index(stage)
        return self._places()[codes]

    def _places(self) -> np.ndarray:
        """Return each stage's place among those of the preset."""
        merged = [key for key, _ in said.PRESETS[self.preset].values()]
        keys = list(dict.fromkeys(merged))
        return np.array([keys.index(key) for key in merged])

    def reason(self, X: pd.DataFrame) -> str:
        """Name the customer's numbers, and the rule of the stage."""
        data = purchases.read(X)
        if not purchases.bought(data)[0]:
            return said.PROSPECT
        texts = [said.FACTS.format(**purchases.facts(data))]
        tenure = float(_tenure(X).iloc[0])
        if tenure < np.inf:
            texts.append(said.FIRST.format(days=words.counted(tenure, "day")))
        segment = self.segments()[int(self.codes(X)[0])]
        texts.append(words.RULE.format(segment=segment.name, rule=segment.rule))
        return " ".join(texts)


def usual_gap(X: pd.DataFrame) -> float:
    """Find the gap that nine in ten returning customers usually stay within.

    Parameters
    ----------
    X : DataFrame of customers who have ordered: recency_days, n_orders, and
        median_gap_days or else tenure_days

    Returns
    -------
    float, whole days, at least 1

    Raises
    ------
    DataError
        if nobody ordered on two days, or X has neither of the two columns

    Notes
    -----
    Without median_gap_days, a customer's gap is the mean one, (tenure_days -
    recency_days) / (n_orders - 1).

    Examples
    --------
    >>> X = pd.DataFrame({"median_gap_days": [10, 20, 30, None]})
    >>> usual_gap(X)
    28.0
    """
    if "median_gap_days" in X:
        gaps = tables.numbers(X, ["median_gap_days"])["median_gap_days"]
    elif "tenure_days" in X:
        columns = ["tenure_days", "recency_days", "n_orders"]
        x = tables.numbers(X, columns)
        x = x[x["n_orders"] > 1]
        gaps = (x["tenure_days"] - x["recency_days"]) / (x["n_orders"] - 1)
    else:
        raise DataError(
            "method='lifecycle' needs column 'median_gap_days' or 'tenure_days' in X "
            "to learn how often customers return: make X with "
            "features.customers(orders, as_of=...), or pass lapsing_days"
        )
    gaps = gaps[gaps > 0]
    if gaps.empty:
        raise DataError(
            "nobody in X ordered on two days, so the usual gap between orders is "
            "unknown: pass lapsing_days, for instance lapsing_days=90"
        )
    return float(max(1, np.ceil(np.quantile(gaps, STAY_WITHIN))))


def _tenure(X: pd.DataFrame) -> pd.Series:
    """Days since the first order; infinitely long ago where X does not say."""
    if "tenure_days" not in X:
        return pd.Series(np.inf, index=X.index)
    return tables.numbers(X, ["tenure_days"])["tenure_days"].fillna(np.inf)


def _vip(data: pd.DataFrame) -> float:
    return float(np.quantile(data["monetary_amount"], VIP_FROM, method="higher"))


def _threshold(value: Any, name: str) -> float:
    least = 1 if name in {"lapsing_days", "lost_days"} else 0
    if not tables.is_number(value) or value < least:
        raise DataError(
            f"{name} must be a number from {least}, or None to learn it; "
            f"this is {value!r}"
        )
    return float(value)
