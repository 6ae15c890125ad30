"""How the ways to see a person hang together: the tables of the cross-links.

Spoilers. Each table gives the chance of a column, given a row; rows sum to 1.
"""

from __future__ import annotations

import numpy as np

GEOGRAPHIC = ("centre", "suburb", "small town", "coast", "countryside")
DEMOGRAPHIC = (
    "student",
    "young professional",
    "family",
    "established",
    "empty nester",
    "retired",
)
NEEDS = ("price", "speed", "sustainability", "advice")
MINDS = ("adventurous", "homely", "principled", "ambitious", "carefree")
DIGITAL = ("mobile first", "all screens", "desktop", "offline")

# Who lives where: demographic segments, by geographic segment.
DEMOGRAPHIC_OF_GEOGRAPHIC = np.array(
    [
        [0.30, 0.29, 0.12, 0.12, 0.10, 0.07],
        [0.10, 0.18, 0.32, 0.19, 0.13, 0.08],
        [0.11, 0.18, 0.23, 0.17, 0.18, 0.13],
        [0.11, 0.19, 0.17, 0.14, 0.19, 0.20],
        [0.06, 0.13, 0.23, 0.17, 0.23, 0.18],
    ]
)
# What they mostly buy for (home, garden, office), by geographic segment.
INTEREST_OF_GEOGRAPHIC = np.array(
    [
        [0.57, 0.13, 0.30],
        [0.47, 0.32, 0.21],
        [0.50, 0.31, 0.19],
        [0.50, 0.28, 0.22],
        [0.42, 0.42, 0.16],
    ]
)
# What people want from a shop, by demographic segment.
NEEDS_OF_DEMOGRAPHIC = np.array(
    [
        [0.56, 0.22, 0.17, 0.05],
        [0.27, 0.38, 0.25, 0.10],
        [0.42, 0.30, 0.18, 0.10],
        [0.22, 0.34, 0.26, 0.18],
        [0.27, 0.21, 0.28, 0.24],
        [0.34, 0.11, 0.22, 0.33],
    ]
)
# Values and lifestyle, by what they want.
MINDS_OF_NEEDS = np.array(
    [
        [0.22, 0.28, 0.10, 0.17, 0.23],
        [0.27, 0.14, 0.12, 0.33, 0.14],
        [0.20, 0.16, 0.46, 0.10, 0.08],
        [0.13, 0.38, 0.22, 0.15, 0.12],
    ]
)
# Screens and habits, by demographic segment.
DIGITAL_OF_DEMOGRAPHIC = np.array(
    [
        [0.66, 0.27, 0.06, 0.01],
        [0.46, 0.40, 0.12, 0.02],
        [0.40, 0.38, 0.17, 0.05],
        [0.22, 0.38, 0.32, 0.08],
        [0.12, 0.27, 0.41, 0.20],
        [0.05, 0.14, 0.37, 0.44],
    ]
)
# How they behave as customers: champion, loyal, bargain, one-off, lapsing. Weak.
SEGMENT_OF_DEMOGRAPHIC = np.array(
    [
        [0.015, 0.095, 0.230, 0.490, 0.170],
        [0.045, 0.175, 0.165, 0.475, 0.140],
        [0.085, 0.290, 0.165, 0.360, 0.100],
        [0.100, 0.265, 0.095, 0.440, 0.100],
        [0.070, 0.225, 0.110, 0.490, 0.105],
        [0.030, 0.150, 0.125, 0.570, 0.125],
    ]
)
# How many times likelier each behaviour is, for people who want this.
SEGMENT_PULL_OF_NEEDS = np.array(
    [
        [0.7, 0.8, 2.2, 0.9, 1.1],
        [1.3, 1.1, 0.5, 1.0, 1.0],
        [1.1, 1.1, 0.4, 1.1, 0.9],
        [1.2, 1.3, 0.5, 1.0, 0.9],
    ]
)

# How many times likelier the store is the usual channel, by the way to it in km.
WAYS = np.array([5.0, 15.0, 35.0])
STORE_PULL_OF_WAY = np.array([1.8, 1.3, 0.8, 0.4])


def way(km_to_store: np.ndarray) -> np.ndarray:
    """Return how far it is to the store: 0 to 5 km, to 15, to 35, farther.

    Parameters
    ----------
    km_to_store : (n,) by road

    Returns
    -------
    (n,) codes from 0 to 3

    Examples
    --------
    >>> way(np.array([2.0, 40.0])).tolist()
    [0, 3]
    """
    return np.digitize(km_to_store, WAYS)


def channel_weights(usual: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """Return how often each channel is the usual one, by segment and way to the store.

    Parameters
    ----------
    usual : (segments, 4) chances of web, app, store, phone
    shares : (4,) part of the people by way

    Returns
    -------
    (segments, 4 ways, 4 channels) chances; over all ways they are as usual

    Examples
    --------
    >>> made = channel_weights(np.array([[0.4, 0.2, 0.3, 0.1]]), np.full(4, 0.25))
    >>> made.mean(axis=1).round(3).tolist()
    [[0.4, 0.2, 0.3, 0.1]]
    """
    pull = STORE_PULL_OF_WAY / (STORE_PULL_OF_WAY @ shares)
    store = usual[:, None, 2] * pull
    rest = (1 - store) / (1 - usual[:, None, 2])
    weights = usual[:, None, :] * rest[:, :, None]
    weights[:, :, 2] = store
    return weights


def segment_weights() -> np.ndarray:
    """Return how often each behaviour is drawn, by demographic segment and need.

    Returns
    -------
    (6, 4, 5) array of weights

    Examples
    --------
    >>> segment_weights().shape
    (6, 4, 5)
    """
    return SEGMENT_OF_DEMOGRAPHIC[:, None, :] * SEGMENT_PULL_OF_NEEDS[None]
