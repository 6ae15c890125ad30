"""The referral network: groups, communities, and who brings most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.activation.lookalikes import referrers
from segkit.activation.lookalikes.communities import communities, components
from segkit.activation.lookalikes.forest import Forest, read
from segkit.activation.words import network as words
from segkit.record import Table, garwood

TOP = 10


@dataclass(frozen=True, repr=False)
class Network:
    """Who came through whom.

    Parameters
    ----------
    people : a row per person: referrer_id, brought (people who came through them),
        brought_in_all (in all steps), depth (steps from the first person), degree
        (brought and, if they were, being brought), group, community (both named for
        their first person)
    seeds : people who brought somebody, most first: brought with low and high,
        without_luck (what such a record is worth in the same time), brought_in_all,
        share (of all who were brought)
    groups : a row per group: n, depth, brought_most
    communities : a row per community: group, n, brought_most
    again : what those who brought people in the first half brought in the second
    sentence : all that in a sentence
    notes : what to know before using it
    left_out : rows that do not count, by reason

    Examples
    --------
    >>> Network(*[Table()] * 5, "Nobody.", (), {})
    Nobody.
    """

    people: Table
    seeds: Table
    groups: Table
    communities: Table
    again: Table
    sentence: str
    notes: tuple[str, ...]
    left_out: dict[str, int]

    def graph(self) -> Any:
        """Return it as a networkx DiGraph, from who recommended to who came.

        Examples
        --------
        >>> rows = pd.DataFrame({"referrer_id": ["a", "a"], "referred_id": ["b", "c"]})
        >>> sorted(referral_network(rows).graph().edges)
        [('a', 'b'), ('a', 'c')]
        """
        import networkx as nx  # noqa: PLC0415 (slow to import)

        graph = nx.DiGraph()
        graph.add_nodes_from(self.people.index)
        came = self.people["referrer_id"].dropna()
        graph.add_edges_from(zip(came, came.index, strict=True))
        return graph

    def __repr__(self) -> str:
        """Print the sentence, who brought most, whether they did again, the notes."""
        tables = [repr(t) for t in (_some(self.seeds), self.again) if len(t)]
        return "\n".join([self.sentence, *tables, *self.notes])

    def _repr_html_(self) -> str:
        tables = [t._repr_html_() for t in (_some(self.seeds), self.again) if len(t)]
        notes = [f"<p>{escape(note)}</p>" for note in self.notes]
        return "".join([f"<p>{escape(self.sentence)}</p>", *tables, *notes])


def _some(table: Table) -> Table:
    head = Table(table.head(TOP))
    head.attrs = dict(table.attrs)
    return head


def referral_network(
    referrals: Any,
    *,
    customers: Any = None,
    random_state: int = 0,
    level: float = 0.95,
    columns: Mapping[str, str] | None = None,
) -> Network:
    """Say who came through whom, which groups that makes, and who brings most.

    Parameters
    ----------
    referrals : table of any engine, a row per person who was recommended: referrer_id,
        referred_id, perhaps referred_on
    customers : all customers, also those who brought nobody: a table with customer_id
        and perhaps signed_up_on, or ids; needed to say how much was luck
    random_state : seed of the communities
    level : coverage of the intervals
    columns : ``{"our name": "your name"}`` for referrals

    Returns
    -------
    Network; names and order of rows change nothing in it

    Raises
    ------
    DataError
        if a column is missing, no row links two people, or customers lacks some of them

    References
    ----------
    Communities: Blondel and others (2008); that trees always have some: Bagrow (2012),
    Physical Review E 85, 066118. without_luck: gamma-Poisson (Greenwood and Yule 1920).
    Interval of brought: Garwood (1936).

    Examples
    --------
    >>> rows = pd.DataFrame({"referrer_id": list("aab"), "referred_id": list("bcd")})
    >>> found = referral_network(rows)
    >>> found.people[["brought", "brought_in_all", "depth"]]
       brought  brought_in_all  depth
    a        2               3    0.0
    b        1               1    1.0
    c        0               0    1.0
    d        0               0    2.0
    """
    forest = read(referrals, columns)
    seed = checks.whole_number(random_state, name="random_state", low=0)
    group = components(forest)
    people = _people(forest, group, communities(forest, group, seed))
    rates, seeds, again = _seeds(forest, people, customers, level)
    groups = _groups(people, "group", words.GROUPS)
    parts = _groups(people, "community", words.COMMUNITIES)
    parts.insert(0, "group", people["group"].reindex(parts.index).array)
    luck = words.LUCK.format(mean=rates.mean) if rates else words.NO_LUCK
    loops = int(np.isnan(forest.depth).sum())
    notes = [words.NAMED, luck, words.TREES]
    notes += [words.LOOPS.format(n=loops)] if loops else []
    sentence = _sentence(forest, seeds, groups)
    return Network(
        people, seeds, groups, parts, again, sentence, tuple(notes), forest.left_out
    )


def _people(forest: Forest, group: np.ndarray, part: np.ndarray) -> Table:
    came = forest.parent >= 0
    referrer = pd.Series(forest.ids.take(np.maximum(forest.parent, 0)), forest.ids)
    table = Table({"referrer_id": referrer.where(came)}, index=forest.ids)
    table["brought"], table["brought_in_all"] = forest.brought, forest.below
    table["depth"], table["degree"] = forest.depth, forest.brought + came
    table["group"], table["community"] = forest.ids[group], forest.ids[part]
    table.attrs["heading"] = words.PEOPLE
    return table


def _seeds(
    forest: Forest, people: Table, customers: Any, level: float
) -> tuple[referrers.Rates | None, Table, Table]:
    """Rank who brought somebody, and say what to expect of them."""
    some = people[people["brought"] > 0]
    ends = [garwood(k, level) for k in some["brought"].tolist()]
    low, high = np.array(ends).T
    share = some["brought"] / int(people["brought"].sum())
    made = {
        "brought": some["brought"],
        "low": low,
        "high": high,
        "without_luck": np.nan,
    }
    made |= {"brought_in_all": some["brought_in_all"], "share": share}
    table, rates, again = pd.DataFrame(made, some.index), None, Table()
    if customers is not None:
        everybody = referrers.population(forest, customers)
        ends_ = referrers.window(forest) or (0, round(referrers.YEAR) - 1)
        years = referrers.years_watched(everybody["since"], *ends_)
        rates = referrers.fit_rates(everybody["brought"].to_numpy(), years)
        mine = pd.Series(years, everybody.index)[some.index]
        table["without_luck"] = rates.expected(table["brought"], mine) * mine
        again = referrers.again(forest, everybody, level)
    rank = pd.Series(forest.ranks(), forest.ids)[some.index]
    table = table.assign(rank=rank).sort_values(
        ["brought", "without_luck", "brought_in_all", "rank"],
        ascending=[False, False, False, True],
        kind="stable",
    )
    seeds = Table(table.drop(columns="rank"))
    seeds.attrs["heading"] = words.SEEDS
    return rates, seeds, again


def _groups(people: Table, by: str, heading: str) -> Table:
    groups = people.groupby(by, sort=True)
    made = {"n": groups.size(), "depth": groups["depth"].max() - groups["depth"].min()}
    made["brought_most"] = groups["brought"].max()
    table = Table(pd.DataFrame(made).sort_values("n", ascending=False, kind="stable"))
    table.attrs["heading"] = heading
    return table


def _sentence(forest: Forest, seeds: Table, groups: Table) -> str:
    top = min(TOP, len(seeds))
    share = seeds["brought"].head(top).sum() / (forest.parent >= 0).sum()
    return words.SAID.format(
        edges=f"{int((forest.parent >= 0).sum()):,}",
        people=f"{len(forest.ids):,}",
        groups=f"{len(groups):,}",
        largest=int(groups["n"].max()),
        chain=int(np.nanmax(forest.depth, initial=0)),
        hubs=f"{len(seeds):,}",
        top=top,
        share=f"{100 * share:.1f} %",
    )
