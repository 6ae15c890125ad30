"""Groups and communities of people who recommended each other."""

from __future__ import annotations

import numpy as np

from segkit.activation.lookalikes.forest import Forest


def components(forest: Forest) -> np.ndarray:
    """Return for each person the number of the first one of the group.

    Examples
    --------
    >>> import pandas as pd
    >>> one = Forest(pd.Index(list("abc")), np.array([-1, 0, 1]), np.zeros(3, int), {})
    >>> components(one).tolist()
    [0, 0, 0]
    """
    import networkx as nx  # noqa: PLC0415 (slow to import)

    graph = nx.Graph()
    graph.add_nodes_from(range(len(forest.ids)))
    child = np.flatnonzero(forest.parent >= 0)
    graph.add_edges_from(
        zip(forest.parent[child].tolist(), child.tolist(), strict=True)
    )
    first = np.zeros(len(forest.ids), np.int64)
    lead = _lead(forest)
    for group in nx.connected_components(graph):
        its = np.fromiter(group, np.int64)
        first[its] = its[np.argmin(lead[its])]
    return first


def _lead(forest: Forest) -> np.ndarray:
    """Order people: first ones first, then who brought most, earliest."""
    depth = np.nan_to_num(forest.depth, nan=np.inf)
    keys = (np.arange(len(depth)), forest.ranks(), forest.on, -forest.brought, depth)
    order = np.lexsort(keys)
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    return place


def communities(forest: Forest, group: np.ndarray, random_state: int) -> np.ndarray:
    """Return for each person the number of the first one of the community.

    Parameters
    ----------
    forest : the chains
    group : what `components` returns
    random_state : seed of the method

    Returns
    -------
    (n,) numbers of people; within a group of one step all are together

    References
    ----------
    Blondel, Guillaume, Lambiotte and Lefebvre (2008), Journal of Statistical Mechanics,
    P10008 (Louvain); people are numbered by their place before it starts, so that names
    and order of rows change nothing.

    Examples
    --------
    >>> import pandas as pd
    >>> one = Forest(pd.Index(list("abc")), np.array([-1, 0, 0]), np.zeros(3, int), {})
    >>> communities(one, components(one), 0).tolist()
    [0, 0, 0]
    """
    found, lead = group.copy(), _lead(forest)
    deep = np.zeros(len(group))
    np.maximum.at(deep, group, np.nan_to_num(forest.depth, nan=2.0))
    order = np.argsort(lead, kind="stable")
    order = order[np.argsort(group[order], kind="stable")]
    starts = np.flatnonzero(np.diff(group[order])) + 1
    for its in np.split(order, starts):
        if deep[group[its[0]]] < 2:  # all came through one person
            continue
        for part in _louvain(forest, its, random_state):
            found[part] = part[np.argmin(lead[part])]
    return found


def _louvain(forest: Forest, its: np.ndarray, seed: int) -> list[np.ndarray]:
    import networkx as nx  # noqa: PLC0415

    place = {int(person): i for i, person in enumerate(its)}
    graph = nx.Graph()
    graph.add_nodes_from(range(len(its)))
    links = [
        (place[int(forest.parent[person])], i)
        for person, i in place.items()
        if forest.parent[person] >= 0
    ]
    graph.add_edges_from(sorted(links))
    parts = nx.community.louvain_communities(graph, seed=seed)
    return [its[sorted(part)] for part in parts]
