"""Who is contacted how: the most that contacts can bring under capacities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.activation.plan import filling
from segkit.activation.plan.may import allowed
from segkit.activation.plan.scores import read_capacities, read_costs, read_scores
from segkit.activation.words.plan import contacts as words
from segkit.record import Table

NOTHING = 1e-12  # a gap of rounding


@dataclass(frozen=True, repr=False, eq=False)
class Assignment:
    """Who is contacted through which channel. ``float(found)`` is what it brings.

    Parameters
    ----------
    table : one row per contact, by customer: customer_id, channel, score, net (score
        less cost)
    prices : one row per channel: channel, capacity, used, price (what one contact more
        would bring), sentence
    value, bound : what the contacts bring in all, and what no assignment exceeds
    n_customers : in the scores
    left_out : customers who may not be contacted at all, by reason

    Examples
    --------
    >>> scores = pd.DataFrame({"email": [3.0, 3.0, 1.0], "sms": [2.0, 0.5, 0.1]},
    ...                       index=pd.Index([1, 2, 3], name="customer_id"))
    >>> assign_contacts(scores, {"email": 1, "sms": 1})
    2 contacts for 2 of 3 customers bring 5.00; no way to assign them brings more than
    5.00 (a gap of 0 %).
    email: all 1 used; one more would bring 1.1.
    sms: all 1 used; one more would bring 0.1.
    """

    table: Table
    prices: Table
    value: float
    bound: float
    n_customers: int
    left_out: dict[str, int]

    def __float__(self) -> float:
        """Return what the contacts bring."""
        return self.value

    @property
    def gap(self) -> float:
        """Return how far below the bound the assignment is at most, as a share."""
        gap = 1 - self.value / self.bound if self.bound > 0 else 0.0
        return gap if gap > NOTHING else 0.0

    @property
    def sentence(self) -> str:
        """Return what is assigned, and how near to the best that is."""
        if self.table.empty:
            return words.NOBODY.format(why=words.NO_GAIN)
        gap = f"{100 * self.gap:.2g} %"
        return words.SAID.format(
            n=len(self.table), people=self.table["customer_id"].nunique(),
            all=self.n_customers, value=self.value, bound=self.bound, gap=gap,
        )  # fmt: skip

    @property
    def sentences(self) -> list[str]:
        """Return everything in words."""
        gone = [
            words.LEFT_OUT.format(n=n, reason=reason)
            for reason, n in self.left_out.items()
            if n
        ]
        return [self.sentence, *self.prices["sentence"], *gone]

    def __repr__(self) -> str:
        """Print the sentences."""
        return "\n".join(self.sentences)

    def _repr_html_(self) -> str:
        return "".join(f"<p>{escape(line)}</p>" for line in self.sentences)


def assign_contacts(
    scores: Any,
    capacities: Mapping[str, float],
    *,
    costs: Mapping[str, float] | None = None,
    max_per_customer: int = 1,
    policy: Any = None,
    customers: Any = None,
    contacts: Any = None,
    as_of: Any = None,
    permitted: Any = None,
) -> Assignment:
    """Say who is contacted how, so that all contacts together bring most.

    Nobody without permission is contacted; nobody more often than
    ``max_per_customer``; no channel more than its capacity; no contact that costs more
    than it brings.

    Parameters
    ----------
    scores : one row per customer (customer_id as index or column), one column per
        channel: what a contact would bring, such as an uplift times a margin; empty
        where it is impossible
    capacities : contacts that each channel can make, whole numbers; inf for no limit
    costs : of a contact, by channel, in the unit of the scores
    max_per_customer : contacts that one customer gets at most, in different channels
    policy : `Policy`, or one by channel: ``{"email": Policy(), "letter": None}``, None
        where no permission is needed; with it customers, contacts and as_of as for
        `permitted`
    permitted : instead, what `permitted` returned (or a Series of bool), or one of them
        by channel; customers that are not in it may not be contacted

    Returns
    -------
    Assignment

    Raises
    ------
    DataError
        if the scores are no numbers, a customer stands there twice, a channel has no
        capacity, or a capacity or cost cannot be

    References
    ----------
    The transport problem and its dual: Dantzig (1963), chapter 14. Prices first, then
    greedy: own heuristic, whose result the printed bound checks. Equal customers are
    served in order of their ids.

    Examples
    --------
    >>> scores = pd.DataFrame({"email": [3.0, 3.0, 1.0], "sms": [2.0, 0.5, 0.1]},
    ...                       index=pd.Index([1, 2, 3], name="customer_id"))
    >>> found = assign_contacts(scores, {"email": 1, "sms": 1})
    >>> found.table[["customer_id", "channel"]].to_numpy().tolist()
    [[1, 'sms'], [2, 'email']]
    """
    most = checks.whole_number(max_per_customer, name="max_per_customer")
    read = read_scores(scores)
    capacity = read_capacities(capacities, read.columns)
    cost = read_costs(costs, read.columns)
    may, left_out = allowed(
        read.index, list(read.columns), permitted=permitted, policy=policy,
        customers=customers, contacts=contacts, as_of=as_of,
    )  # fmt: skip
    values = read.to_numpy(float)
    net = np.where(may & np.isfinite(values), values - cost, -np.inf)
    net = np.where(net > 0, net, -np.inf)
    order = _order(net, read.index)
    most = min(most, net.shape[1])
    found = filling.fill(net[order], capacity, most)
    chosen = np.empty_like(found.chosen)
    chosen[order] = found.chosen
    value = float(net[chosen].sum())
    return Assignment(
        _table(read, net, chosen),
        _prices(read.columns, capacity, chosen.sum(axis=0), found.prices),
        value, max(found.bound, value), len(read), left_out,
    )  # fmt: skip


def _order(net: np.ndarray, ids: pd.Index) -> np.ndarray:
    """Return an order that depends on the numbers, and for equal ones on the ids."""
    places = pd.Series(ids).rank(method="first").to_numpy()
    return np.lexsort((places, *net.T[::-1]))


def _table(read: pd.DataFrame, net: np.ndarray, chosen: np.ndarray) -> Table:
    rows, columns = np.nonzero(chosen)
    table = Table(
        {
            "customer_id": read.index.to_numpy()[rows],
            "channel": pd.Categorical.from_codes(columns, pd.Index(read.columns)),
            "score": read.to_numpy(float)[rows, columns],
            "net": net[rows, columns],
        }
    )
    table = Table(table.sort_values(["customer_id", "channel"], ignore_index=True))
    table.attrs["heading"] = words.HEADING
    return table


def _prices(
    channels: pd.Index, capacity: np.ndarray, used: np.ndarray, price: np.ndarray
) -> Table:
    """Return what one more contact would bring in each channel, in words too."""
    full = used >= capacity
    price = np.where(full, price, 0.0)
    said = []
    for k, channel in enumerate(channels):
        one = {"channel": channel, "used": int(used[k]), "price": price[k]}
        if np.isinf(capacity[k]):
            said.append(words.NO_LIMIT.format(**one))
        else:
            text = words.FULL if full[k] and price[k] > 0 else words.FREE
            said.append(text.format(**one, capacity=int(capacity[k])))
    return Table({"channel": channels, "capacity": capacity, "used": used,
                  "price": price, "sentence": said})  # fmt: skip
