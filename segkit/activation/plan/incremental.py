"""From last clicks to what a channel really brings: factors from tests by region."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks, engine
from segkit.activation.words.plan import curves as words
from segkit.record import Table

NEED = ("share", "low", "high", "last_click")


def incrementality(tests: Any, *, columns: Mapping[str, str] | None = None) -> Table:
    """Say how many customers a channel really brings for each one of its last clicks.

    Parameters
    ----------
    tests : one row per channel, such as `experiments.geo_tests` returns: share of the
        new customers that the channel brings, low, high (its interval), last_click
        (share credited to it by last click); channel as a column or as the index
    columns : ``{"our name": "your name"}``

    Returns
    -------
    Table indexed by channel: factor (share / last_click, at least 0), low, high,
    verdict ("less" or "more" than its last clicks, "some", "unknown"), sentence.
    Multiply a curve of last clicks by it: ``curves.scaled(factors)``

    Raises
    ------
    DataError
        if a column is missing

    References
    ----------
    Own definition: calibration by experiments, as Vaver and Koehler (2011), Measuring
    Ad Effectiveness Using Geo Experiments, advise. The last clicks are taken as known.

    Examples
    --------
    >>> tests = pd.DataFrame({"channel": ["search"], "share": [0.21], "low": [0.1],
    ...                       "high": [0.31], "last_click": [0.45]})
    >>> incrementality(tests)[["factor", "verdict"]].round(2).to_numpy().tolist()
    [[0.47, 'less']]
    """
    data = engine.to_pandas(checks.table(tests, NEED, name="tests", columns=columns))
    names = data.get("channel", data.index)
    data = data[list(NEED)].astype(float).set_axis(pd.Index(names, name="channel"))
    credit = data["last_click"].where(data["last_click"] > 0)
    parts = {name: data[name] / credit for name in NEED[:3]}
    table = Table(
        {
            "factor": parts["share"].clip(lower=0),
            "low": parts["low"].clip(lower=0),
            "high": parts["high"].clip(lower=0),
            "verdict": _verdicts(parts["low"], parts["high"]),
        }
    )
    table["sentence"] = [_sentence(row) for row in table.itertuples()]
    table.attrs["heading"] = words.INCREMENTAL
    return table


def _verdicts(low: pd.Series, high: pd.Series) -> Any:
    kinds = [high.isna() | low.isna(), high < 1, low > 1, low > 0]
    return np.select(kinds, ["unknown", "less", "more", "some"], default="unknown")


def _sentence(row: Any) -> str:
    if np.isnan(row.factor):
        return words.NO_CREDIT
    said = words.FACTORS[row.verdict]
    return f"{row.Index}: {row.factor:.2f} ({row.low:.2f} to {row.high:.2f}), {said}"
