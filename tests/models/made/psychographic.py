"""A small survey: three lifestyle scores, six items behind them, and ticks."""

import numpy as np

SCALES = {"home": 0, "outdoors": 1, "planning": 2}


def columns(rng, n):
    """Three kinds of people, each high on one scale; a few did not answer."""
    kind = rng.integers(0, 3, n)
    found = {}
    silent = np.arange(n) % 13 == 5
    for scale, place in SCALES.items():
        centre = np.where(kind == place, 4.3, 2.4)
        first, second = (
            np.clip(np.round(centre + rng.normal(0, 0.7, n)), 1, 5) for _ in range(2)
        )
        found[f"aio_{2 * place + 1:02d}"] = np.where(silent, np.nan, first)
        found[f"aio_{2 * place + 2:02d}"] = np.where(silent, np.nan, second)
        score = (first + second) / 2
        found[f"lifestyle_{scale}_score"] = np.where(silent, np.nan, score)
    return found
