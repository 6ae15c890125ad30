"""Control charts: whether this month is unusual, or only another month."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.monitoring.bins import percent
from segkit.monitoring.chart_limits import (
    Known,
    Limits,
    ewma_part,
    limits,
    moving_sd,
    sizes_of,
    smoothed,
    values_of,
)
from segkit.monitoring.chart_rules import chosen, signals
from segkit.monitoring.words import charts as words
from segkit.record import Table

KNOWN = ("nothing", "spread", "all")


def control_chart(
    values: pd.Series,
    n: Any = None,
    *,
    kind: str = "individuals",
    laney: bool = False,
    rules: Any = "usual",
    baseline: int | None = None,
    centre: float | None = None,
    sd: float | None = None,
    weight: float = 0.2,
    n_simulations: int = 2000,
    seed: int = 0,
) -> Table:
    """Say which points of an indicator over time are more than its usual ups and downs.

    Parameters
    ----------
    values : Series, the index saying when: the indicator (individuals, ewma), or counts
        of events (p: customers who did; u: how often)
    n : for kind "p" the customers behind each point, for "u" the units
    kind : "individuals" (limits from how far points lie from the one before), "p", "u",
        or "ewma" (smoothed; finds small lasting shifts)
    laney : for "p" and "u": widen (or narrow) the limits by what points vary beyond
        chance; without it every day is an alarm where n is large
    rules : "usual", "nelson", "western electric", or a list of names of rules; of a
        smoothed chart only the first is used, as its points follow each other
    baseline : so many first points set the limits; None takes all
    centre, sd : known from earlier, instead of the baseline (for "p" and "u" centre
        alone)
    weight : of the newest point (ewma)
    n_simulations, seed : of stable series, for the rate of false alarms

    Returns
    -------
    Table, a row per point: when, value (of "p" and "u" the rate), n, drawn (smoothed
        for ewma), centre, low, high (three sigma), z, signal, rules. ``attrs``:
        heading, kind, rules (name and meaning), sigma_z (Laney), false_alarm_rate (of a
        stable series as long: at least one signal anywhere), note

    Raises
    ------
    DataError
        if values or n are no such numbers, or too few

    Notes
    -----
    The rate of false alarms is simulated with normal values and limits estimated as
    here. Points that depend on the one before (weeks with a season) alarm more often.

    References
    ----------
    Shewhart (1931); limits of individuals by the moving range as in the NIST/SEMATECH
    e-handbook, 6.3.2.2; EWMA: Roberts (1959), limits as in Lucas and Saccucci (1990);
    Laney (2002), "Improved control charts for attributes", Quality Engineering 14,
    531-537. Rules: Nelson (1984), Western Electric (1956).

    Examples
    --------
    >>> days = pd.Series([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 62.1])
    >>> chart = control_chart(days.rename("orders"))
    >>> chart.loc[chart["signal"], ["when", "value", "rules"]]
       when  value           rules
    9     9   62.1  beyond 3 sigma
    """
    checks.choice(kind, words.KINDS, name="kind")
    y, names = values_of(values), _rules(rules, kind)
    sizes = sizes_of(values, n, kind) if kind in words.WHAT_N else None
    told = Known(kind, laney, baseline, centre, sd, weight)
    judged = limits(y, sizes, told)
    table = _table(values, judged, sizes, kind)
    found = signals(judged.z, names)
    said = [", ".join(r for r in names if found[r][i]) for i in range(len(y))]
    table["z"], table["signal"], table["rules"] = judged.z, np.array(said) != "", said
    rate = false_alarm_rate(
        len(y), names, kind=kind, baseline=baseline, weight=weight,
        known=_known(told),
        n_simulations=n_simulations, seed=seed,
    )  # fmt: skip
    what = words.KINDS[kind]
    what += words.LANEY.format(sigma=judged.sigma_z) if laney else ""
    table.attrs |= _said(table, values, what, rate) | {
        "kind": kind,
        "rules": {rule: words.RULES[rule] for rule in names},
        "sigma_z": judged.sigma_z,
        "false_alarm_rate": rate,
    }
    return table


def _known(told: Known) -> str:
    """Say what a chart did not estimate."""
    counted = told.kind in words.WHAT_N
    if told.laney or (told.centre is None and not counted):
        return "nothing"
    return "spread" if told.centre is None else "all"


def _rules(rules: Any, kind: str) -> tuple[str, ...]:
    """Take the rules; smoothed points follow each other, so only the first holds."""
    names = chosen(rules)
    return names[:1] if kind == "ewma" else names


def _table(values: pd.Series, judged: Limits, sizes: Any, kind: str) -> Table:
    y = values.to_numpy(dtype=float)
    table = Table({"when": values.index, "value": y if sizes is None else y / sizes})
    table["n"] = np.nan if sizes is None else sizes
    table["drawn"], table["centre"] = judged.drawn, judged.centre
    table["low"] = judged.centre - 3 * judged.sigma
    table["high"] = judged.centre + 3 * judged.sigma
    if sizes is not None:
        table["low"] = table["low"].clip(lower=0)
        table["high"] = table["high"].clip(upper=1 if kind == "p" else None)
    return table


def false_alarm_rate(
    n_points: int,
    rules: Any = "usual",
    *,
    kind: str = "individuals",
    baseline: int | None = None,
    known: str = "nothing",
    weight: float = 0.2,
    n_simulations: int = 2000,
    seed: int = 0,
) -> float:
    """Say how often a chart of a stable series gives at least one signal.

    Parameters
    ----------
    n_points : length of the chart
    rules, kind, baseline, weight : as in `control_chart`
    known : what is not estimated from the same points: "nothing", "spread" (of counts,
        given their mean), or "all"
    n_simulations, seed : of series of independent normal values

    Returns
    -------
    float, 0 to 1

    Raises
    ------
    DataError
        if a rule or kind has another name

    References
    ----------
    own definition, by simulation

    Examples
    --------
    >>> round(false_alarm_rate(1, known="all", n_simulations=100_000), 3)
    0.003
    >>> false_alarm_rate(52) < false_alarm_rate(52, "nelson")
    True
    """
    names = _rules(rules, checks.choice(kind, words.KINDS, name="kind"))
    rng = np.random.default_rng(seed)
    y = rng.standard_normal((n_simulations, n_points))
    centre, sd = np.zeros((n_simulations, 1)), np.ones((n_simulations, 1))
    first = y[:, : baseline or n_points]
    if checks.choice(known, KNOWN, name="known") != "all":
        centre = first.mean(axis=1, keepdims=True)
    if known == "nothing":
        sd = moving_sd(first)[:, None]
    if kind == "ewma":
        y, part = smoothed(y, centre[:, 0], weight), ewma_part(n_points, weight)
        sd = sd * part
    found = signals((y - centre) / sd, names)
    return float(np.any([x.any(axis=-1) for x in found.values()], axis=0).mean())


def _said(
    table: pd.DataFrame, values: pd.Series, what: str, rate: float
) -> dict[str, str]:
    alarms = int(table["signal"].sum())
    text = words.CHART_SIGNALS if alarms else words.CHART
    name = words.VALUE if values.name is None else str(values.name)
    return {
        "heading": text.format(name=name, kind=what, n=len(table), signals=alarms),
        "name": name,
        "note": words.CHART_ALARM.format(rate=percent(rate)),
    }
