"""Reach as tables: by channel, by set of channels, step by step, by segment."""

from __future__ import annotations

import numpy as np
import pandas as pd

from segkit.activation.plan.choices import check_segments
from segkit.activation.words.plan import channels as words
from segkit.record import Table, wilson


def table(reached: pd.DataFrame) -> Table:
    """Return one row per channel: whom it reaches, alone and with others."""
    n = len(reached)
    several = reached.sum(axis=1) > 1
    rows = []
    for name in reached:
        mine = reached[name]
        k, shared = int(mine.sum()), int((mine & several).sum())
        low, high = wilson(k, n)
        rows.append({"channel": name, "reached": k, "share": k / n, "low": low,
                     "high": high, "only": k - shared, "shared": shared})  # fmt: skip
    found = Table(rows)
    found.attrs |= {"heading": words.REACH_HEADING.format(n=n), "n": n}
    if len(found) > 1:
        found.attrs["unique"] = int(reached.to_numpy().any(axis=1).sum())
    return found


def combinations(reached: pd.DataFrame) -> Table:
    """Return how many customers each exact set of channels reaches, the most first."""
    counts = reached.groupby(list(reached.columns)).size().rename("n").reset_index()
    names = reached.columns.to_numpy()
    counts["channels"] = [
        " + ".join(names[row]) or words.NONE
        for row in counts[list(names)].to_numpy(bool)
    ]
    counts = counts.sort_values(["n", "channels"], ascending=[False, True])
    table = Table(counts[["channels", "n", *names]].reset_index(drop=True))
    table.attrs["heading"] = words.COMBINATIONS
    return table


def order(reached: pd.DataFrame) -> Table:
    """Add channels one at a time, always the one that reaches most new people."""
    left, rows = list(reached.columns), []
    size = {name: int(reached[name].to_numpy().sum()) for name in left}
    so_far = np.zeros(len(reached), dtype=bool)
    while left:
        added = {name: int((reached[name] & ~so_far).sum()) for name in left}
        name = min(left, key=lambda one: (-added[one], -size[one], one))
        left.remove(name)
        so_far |= reached[name].to_numpy()
        whole = int(so_far.sum())
        rows.append({"channel": name, "added": added[name], "reached": whole,
                     "share": whole / len(reached)})  # fmt: skip
    return Table(rows)


def by_segment(reached: pd.DataFrame, segments: pd.Series) -> Table:
    """Return one row per segment and channel, and one for all channels together."""
    named = check_segments(segments)
    whole = reached.assign(**{words.ALL: reached.any(axis=1)})
    rows = []
    for segment in named.cat.categories:
        own = whole[whole.index.isin(named.index[named == segment])]
        for name in whole:
            k = int(own[name].sum())
            low, high = wilson(k, len(own))
            share = k / len(own) if len(own) else np.nan
            row = {"segment": segment, "channel": name, "n": len(own), "reached": k}
            rows.append(row | {"share": share, "low": low, "high": high})
    return Table(rows)
