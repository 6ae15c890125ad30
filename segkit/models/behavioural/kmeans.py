"""k-means on the three purchase columns, made comparable first.

Days, orders and amounts are skewed: a few customers have very large ones. So each is
taken as log(1 + x), an amount below 0 as 0, and divided by its spread; then k-means
(Lloyd 1982) looks for groups that are tight in these three. The 1 is a day, an order
and one unit of the currency: amounts in cents or thousands can give other groups.

Order and names are made canonical afterwards: rows are sorted before they are
clustered, so neither shuffled rows nor new ids change anything; the segments are
numbered by ``order_by``, and named by where their centre lies (own definition).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.models import words
from segkit.models.behavioural import purchases
from segkit.models.rule import Rule, Segment
from segkit.models.words import behavioural as said

COLUMNS = list(purchases.RFM)
BEST_FIRST = np.array([1.0, -1.0, -1.0])  # few days, many orders, much money
NOTABLE = 0.5  # spreads above or below the mean of all customers
EXTREME = 1.5  # called very high, very recent and so on
ORDERS = ("size", *COLUMNS)


@dataclass
class KMeansRule(Rule):
    """Centres of the segments, in logs and spreads, and how to get there."""

    mean: list[float]
    spread: list[float]
    centres: list[list[float]]

    needs: ClassVar = purchases.RFM
    options: ClassVar = ("n_segments", "order_by", "n_init", "random_state")

    @classmethod
    def learn(cls, X: pd.DataFrame, **options: Any) -> Self:
        """Cluster the customers who have ordered, and number the clusters."""
        k = checks.whole_number(options["n_segments"], name="n_segments", low=2)
        wanted = options["order_by"] or "monetary_amount"
        order_by = checks.choice(wanted, ORDERS, name="order_by")
        logs = _logs(purchases.buyers(X))
        logs = logs[np.lexsort(logs.T[::-1])]
        different = 1 + int((np.diff(logs, axis=0) != 0).any(axis=1).sum())
        if k > different:
            raise DataError(
                f"n_segments={k} is more than the {different} different customers in X "
                f"who have ordered (n_samples={len(logs)}): ask for fewer segments"
            )
        mean, spread = logs.mean(axis=0), logs.std(axis=0)
        spread[spread == 0] = 1.0
        scaled = (logs - mean) / spread
        centres, sizes = _cluster(scaled, k, options["n_init"], options["random_state"])
        first = _best_first(centres, sizes, order_by)
        return cls(mean.tolist(), spread.tolist(), centres[first].tolist())

    def segments(self) -> list[Segment]:
        """List the segments by number, then those without a purchase."""
        named = [
            Segment(f"segment_{i}", self._name(i), self._typical(i))
            for i in range(1, len(self.centres) + 1)
        ]
        return [*named, Segment(*said.NO_PURCHASE)]

    def codes(self, X: pd.DataFrame) -> np.ndarray:
        """Find each customer's nearest centre."""
        data = purchases.read(X)
        nearest = np.argmin(self._distances(data), axis=0)
        return np.where(purchases.bought(data), nearest, len(self.centres))

    def compared(self, X: pd.DataFrame) -> pd.DataFrame:
        """Return the three columns as logs in spreads; missing without a purchase."""
        data = purchases.read(X)
        scaled = (_logs(data) - self.mean) / self.spread
        scaled[~np.asarray(purchases.bought(data))] = np.nan
        return pd.DataFrame(scaled, X.index, pd.Index(COLUMNS))

    def reason(self, X: pd.DataFrame) -> str:
        """Name the customer's numbers, the nearest centre and the next one."""
        data = purchases.read(X)
        if not purchases.bought(data)[0]:
            return said.NEVER
        one, two = np.argsort(self._distances(data)[:, 0], kind="stable")[:2] + 1
        facts = said.FACTS.format(**purchases.facts(data))
        nearest = words.NEAREST.format(typical=self._typical(one))
        following = words.NEXT.format(
            segment=self._name(two), typical=self._typical(two)
        )
        return f"{facts} {nearest} {following}"

    def _distances(self, data: pd.DataFrame) -> np.ndarray:
        scaled = ((_logs(data) - self.mean) / self.spread).T
        return np.array(
            [
                sum((x - c) ** 2 for x, c in zip(scaled, centre, strict=True))
                for centre in self.centres
            ]
        )

    def _name(self, number: int) -> str:
        centre = dict(zip(COLUMNS, self.centres[number - 1], strict=True))
        notable = []
        for name in reversed(COLUMNS):
            if abs(centre[name]) >= NOTABLE:
                word = said.ABOVE[name] if centre[name] > 0 else said.BELOW[name]
                extreme = abs(centre[name]) >= EXTREME
                notable.append(words.VERY.format(word) if extreme else word)
        text = ", ".join(notable) or words.AVERAGE
        return words.SEGMENT.format(number=number, words=text)

    def _typical(self, number: int) -> str:
        logs = np.array(self.centres[number - 1]) * self.spread + self.mean
        days, orders, amount = np.expm1(logs)
        return said.TYPICAL.format(
            days=words.counted(round(days), "day"),
            orders=words.counted(round(orders), "order"),
            amount=words.amount(amount),
        )


def _logs(data: pd.DataFrame) -> np.ndarray:
    return np.log1p(data[COLUMNS].to_numpy(dtype=float).clip(min=0))


def _cluster(
    scaled: np.ndarray, k: int, n_init: Any, random_state: Any
) -> tuple[np.ndarray, np.ndarray]:
    """Find k centres and their sizes in sorted rows."""
    from sklearn.cluster import KMeans  # noqa: PLC0415 (slow to import)

    starts = checks.whole_number(n_init, name="n_init")
    if random_state is not None and not isinstance(random_state, np.random.RandomState):
        random_state = checks.whole_number(random_state, name="random_state", low=0)
    labels = KMeans(k, n_init=starts, random_state=random_state).fit(scaled).labels_
    # Once more in a fixed order: threads may add up in any, and move the last digit.
    sizes = np.bincount(labels, minlength=k)
    sums = [np.bincount(labels, column, minlength=k) for column in scaled.T]
    return np.transpose(sums) / sizes[:, None], sizes


def _best_first(centres: np.ndarray, sizes: np.ndarray, order_by: str) -> np.ndarray:
    """Sort by the named column or size, best or largest first; ties by centre."""
    best = centres * BEST_FIRST
    keys = -sizes if order_by == "size" else best[:, COLUMNS.index(order_by)]
    return np.lexsort([*best.T, keys])
