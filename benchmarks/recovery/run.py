"""Make the worlds, measure them, and say it on a page."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator

import pandas as pd

import benchmarks.recovery
from benchmarks.recovery.measure import Measure
from segkit import simulate
from segkit.simulate import Switches, World

SEEDS = (11, 12, 13, 14, 15)
SIZE = 12_000
HEAD = """# What can be recovered

**Spoilers.** Made by `python -m benchmarks.recovery --write`; a test runs it again.

Five worlds of {size:,} customers (seeds {seeds}), with every pitfall
and without any. Each figure is the mean over the five, then the lowest and the highest.
The band was set once; a figure outside it fails the tests. ARI is the adjusted Rand
index of Hubert and Arabie (1985): 1 is perfect, 0 is chance.

| planted | figure | with it | band | without it |
|---|---|---|---|---|
"""


def measures() -> list[Measure]:
    """Return every measure of every chapter.

    Returns
    -------
    list of Measure

    Examples
    --------
    >>> len({(m.about, m.what) for m in measures()}) == len(measures())
    True
    """
    found: list[Measure] = []
    for module in pkgutil.iter_modules(benchmarks.recovery.__path__):
        if module.name not in ("run", "measure", "__main__"):
            name = f"{benchmarks.recovery.__name__}.{module.name}"
            found += importlib.import_module(name).MEASURES
    return found


def worlds(seed: int) -> tuple[World, World]:
    """Make a world with every pitfall, and the same one without any.

    Parameters
    ----------
    seed : whole number

    Returns
    -------
    two worlds
    """
    plain = dict.fromkeys(Switches.names(), False)
    return (
        simulate.world(seed=seed, size=SIZE),
        simulate.world(seed=seed, size=SIZE, **plain),
    )


def measured(seeds: Iterable[int] = SEEDS) -> pd.DataFrame:
    """Measure five worlds.

    Parameters
    ----------
    seeds : one for each world

    Returns
    -------
    pandas table, one row per seed and measure: seed, about, what, value, plain (without
    the pitfall; empty if the measure is of no pitfall)
    """
    return pd.DataFrame([row for seed in seeds for row in _rows(seed)])


def _rows(seed: int) -> Iterator[dict[str, object]]:
    full, plain = worlds(seed)
    for measure in measures():
        yield {
            "seed": seed,
            "about": measure.about,
            "what": measure.what,
            "value": float(measure.function(full)),
            "plain": float(measure.function(plain)) if measure.switch else None,
        }


def page(results: pd.DataFrame) -> str:
    """Say what was measured, as Markdown.

    Parameters
    ----------
    results : as `measured` returns them

    Returns
    -------
    str
    """
    lines = [_line(measure, results) for measure in measures()]
    seeds = ", ".join(str(seed) for seed in SEEDS)
    return HEAD.format(size=SIZE, seeds=seeds) + "\n".join(lines) + "\n"


def _line(measure: Measure, results: pd.DataFrame) -> str:
    mine = (results["about"] == measure.about) & (results["what"] == measure.what)
    cells = [
        measure.about,
        measure.what,
        _spread(results.loc[mine, "value"]),
        f"{measure.low:g} to {measure.high:g}",
        _spread(results.loc[mine, "plain"]) if measure.switch else "",
    ]
    return f"| {' | '.join(cells)} |"


def _spread(values: pd.Series) -> str:
    mean, low, high = (_short(v) for v in (values.mean(), values.min(), values.max()))
    return f"{mean} ({low} to {high})"


def _short(value: float) -> str:
    """Return three figures, and nothing that is but rounding."""
    return f"{round(value, 5) + 0.0:.3g}"
