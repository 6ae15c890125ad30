"""What latent classes look like, and how well they fit: tables to read."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.cluster.em import Model
from segkit.cluster.items import Items, Scale
from segkit.cluster.mixed import Reader


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
    p = len(reader.numeric)
    cuts = len(model.weights) - 3 * p
    variance = -0.5 / model.weights[cuts : cuts + p]
    mean = model.weights[cuts + p : cuts + 2 * p] * variance
    names = pd.Index([reader.names[place] for place in reader.numeric], name="item")
    spread, middle = scale.spread[:, None], scale.mean[:, None]
    means = pd.DataFrame(mean * spread + middle, index=names, columns=columns)
    variances = pd.DataFrame(variance * spread**2, index=names, columns=columns)
    order = np.argsort(reader.numeric)
    return means.iloc[order], variances.iloc[order]
