"""What latent classes look like, and how well they fit: tables to read."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.cluster.em import LEAST_VARIANCE, Model
from segkit.cluster.items import Items, Scale
from segkit.cluster.mixed import Reader

# A class (almost) never gives an answer if it is expected of less than this many rows.
HARDLY = 0.01
# A variance within this factor of the least that is allowed has fallen to it.
FLOOR = 1.001


def fit_to_patterns(
    items: Items,
    weight: NDArray[np.float64],
    each: NDArray[np.float64],
    n_parameters: int,
) -> tuple[float, float, float]:
    """Return how far the expected answer patterns are from those found.

    Parameters
    ----------
    items : different rows
    weight : (n,) of each
    each : (n,) their log-likelihoods
    n_parameters : of the model

    Returns
    -------
    G², X² and degrees of freedom; NaN if an item is a number or an answer is missing

    References
    ----------
    Goodman (1974); X² counts the patterns that nobody gave too.
    """
    if items.seen.shape[1] or not items.whole:
        return np.nan, np.nan, np.nan
    total = weight.sum()
    expected = total * np.exp(each)
    g2 = 2 * weight @ np.log(weight / expected)
    x2 = ((weight - expected) ** 2 / expected).sum() + total - expected.sum()
    cells = np.prod([float(last - first) for first, last in items.spans])
    return float(g2), float(x2), float(cells - 1 - n_parameters)


def probabilities(model: Model, reader: Reader, columns: list[str]) -> pd.DataFrame:
    """Return the chance of each answer in each class, items in the table's order.

    Parameters
    ----------
    model : one model
    reader : what the features mean
    columns : names of the classes

    Returns
    -------
    pandas table, indexed by item and category
    """
    parts, first = {}, 0
    for place, levels in zip(reader.categorical, reader.levels, strict=True):
        chance = np.exp(model.weights[first : first + len(levels)])
        index = pd.MultiIndex.from_product(
            [[reader.names[place]], levels], names=["item", "category"]
        )
        parts[place] = pd.DataFrame(chance, index=index, columns=columns)
        first += len(levels)
    if not parts:
        return pd.DataFrame(columns=columns)
    return pd.concat([parts[place] for place in sorted(parts)])


def profiles(
    model: Model, reader: Reader, scale: Scale, columns: list[str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the mean and the variance of each normal item in each class.

    Parameters
    ----------
    model : one model
    reader : what the features mean
    scale : of the numbers
    columns : names of the classes

    Returns
    -------
    two pandas tables, indexed by item
    """
    mean, variance = moments(model.weights, len(reader.numeric))
    names = pd.Index([reader.names[place] for place in reader.numeric], name="item")
    spread, middle = scale.spread[:, None], scale.mean[:, None]
    means = pd.DataFrame(mean * spread + middle, index=names, columns=columns)
    variances = pd.DataFrame(variance * spread**2, index=names, columns=columns)
    order = np.argsort(reader.numeric)
    return means.iloc[order], variances.iloc[order]


def moments(
    weights: NDArray[np.float64], p: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return means and variances of the normal items, on the scale of the arithmetic.

    Parameters
    ----------
    weights : (features, ...) of a model
    p : how many normal items there are

    Returns
    -------
    (p, ...) means, (p, ...) variances
    """
    cuts = len(weights) - 3 * p
    variance = -0.5 / weights[cuts : cuts + p]
    return weights[cuts + p : cuts + 2 * p] * variance, variance


def boundary(
    model: Model,
    reader: Reader,
    chances: pd.DataFrame,
    variances: pd.DataFrame,
    n: float,
) -> pd.DataFrame:
    """List the chances that are 0 or 1, and the variances that fell to the least.

    Parameters
    ----------
    model : one model
    reader : what the features mean
    chances : from `probabilities`
    variances : from `profiles`
    n : weight of all rows

    Returns
    -------
    pandas table: item, category ("variance" for a normal item), class, value
    """
    rows = n * np.exp(model.log_prior)
    several = chances.groupby(level=0).transform("size").to_numpy() > 1
    sure = (chances * rows < HARDLY) | ((1 - chances) * rows < HARDLY)
    found = chances.where(sure & several[:, None]).stack().dropna()
    parts = list(zip(*_indices(found), found, strict=True))
    fallen = moments(model.weights, len(reader.numeric))[1] <= LEAST_VARIANCE * FLOOR
    low = variances.where(fallen[np.argsort(reader.numeric)]).stack().dropna()
    item, name = _indices(low)
    parts += list(zip(item, ["variance"] * len(low), name, low, strict=True))
    return pd.DataFrame(parts, columns=["item", "category", "class", "value"])


def _indices(found: Any) -> list[Any]:
    return [found.index.get_level_values(k) for k in range(found.index.nlevels)]


def too_many(items: Items, k: int) -> str | None:
    """Say that a table of answers has too few cells for so many classes.

    Parameters
    ----------
    items : different rows
    k : how many classes

    Returns
    -------
    str or None
        what is wrong and what to do, None if nothing is or an item is a number

    References
    ----------
    Goodman (1974): necessary for classes to be identified, not always enough.
    """
    sizes = [last - first for first, last in items.spans if last > first]
    cells = float(np.prod([float(size) for size in sizes]))
    n_parameters = items.n_parameters(k)
    if items.seen.shape[1] or k == 1 or n_parameters < cells:
        return None
    most = max(1, int(cells // (1 + sum(size - 1 for size in sizes))))
    return (
        f"n_components={k} has {n_parameters} parameters, and a table of {cells:.0f} "
        f"answer patterns can tell {cells - 1:.0f} at most: many different models fit "
        f"equally well. Lower n_components to {most}, or use more items"
    )


def entropy_r2(post: NDArray[np.float64], weight: NDArray[np.float64]) -> float:
    """Say how certain the classes of all rows are.

    Parameters
    ----------
    post : (n, k) chances of the classes, rows sum to 1
    weight : (n,)

    Returns
    -------
    float
        1 - sum(-p ln p) / (n ln k); 1 for one class

    References
    ----------
    Ramaswamy, DeSarbo, Reibstein and Robinson (1993), "An empirical pooling approach".

    Examples
    --------
    >>> entropy_r2(np.array([[1.0, 0.0], [0.5, 0.5]]), np.ones(2))
    0.5
    """
    k = post.shape[1]
    if k == 1:
        return 1.0
    logs = np.log(np.where(post > 0, post, 1.0))
    return float(1 + weight @ (post * logs).sum(axis=1) / (weight.sum() * np.log(k)))
