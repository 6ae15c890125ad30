"""What is possible in each segment? Power before money, and before disappointment."""

from __future__ import annotations

import math
import numbers
from collections.abc import Mapping
from typing import Any

import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.experiments.planning import asked
from segkit.experiments.planning.possible import formula_for
from segkit.experiments.planning.powers import detectable_effect, power
from segkit.experiments.planning.sample_sizes import sample_size
from segkit.experiments.told import percent, points
from segkit.experiments.words import sizes as words
from segkit.record import Table

FEWEST = 4  # customers, two in each arm, below which there is nothing to test
COLUMNS = [
    "n", "n_1", "n_2", "p1", "p2", "power", "up", "down", "needed", "enough",
    "formula", "verdict",
]  # fmt: skip


def power_by_segment(
    segments: Any,
    base_rate: float | Mapping[Any, float],
    effect: float,
    *,
    alpha: float = 0.05,
    power: float = 0.8,
    sides: int = 2,
    ratio: float = 1.0,
) -> Table:
    """Say in which segments a test can find the effect, and what it takes elsewhere.

    Parameters
    ----------
    segments : Series of segments, one row per customer; or the number of customers in
        each segment, ``{"New": 60, ...}``
    base_rate : rate without the message; one for all, or one for each segment. A rate
        of exactly 0 or 1 in a segment, as small ones have, is taken as if half a
        customer had done otherwise, (x + 0.5) / (n + 1): that nobody bought so far does
        not mean that nobody ever will
    effect : difference of the rates that is worth finding: 0.05 is 5 points
    alpha, power, sides, ratio : as in `sample_size`

    Returns
    -------
    Table, one row per segment: n (customers), n_1, n_2 (in each arm), p1, p2, power,
    up, down (rates that would be found), needed (customers in both arms), enough
    (bool), formula (small arms are counted exactly), verdict (in words). A segment with
    fewer than 4 customers, or in which the effect leads to no share, is a row without
    power that says so

    Raises
    ------
    DataError
        if no segment has 4 customers, one has no base rate, or the effect leads to no
        share in any segment

    References
    ----------
    As `power`. Rates of 0 and 1: the mean of Jeffreys' prior, see Brown, Cai and
    DasGupta (2001), Statistical Science 16, 101-133.

    Examples
    --------
    >>> table = power_by_segment({"Loyal": 4000, "New": 60}, 0.10, 0.05)
    >>> table[["n", "power", "needed", "enough"]].round(3)
                n  power  needed  enough
    segment
    Loyal    4000  0.998    1372    True
    New        60  0.069    1372   False
    >>> print(table["verdict"]["New"])
    60 customers: 10 % to 15 % is found with a chance of 6.9 % only; it takes 1,372;
    a rise to 40.9 % would be seen
    """
    sizes = _sizes(segments)
    effect = asked.number(effect, "effect")
    plan = asked.plan(alpha, power, sides, ratio)
    rates = _rates(base_rate, sizes)
    _refuse_nowhere(sizes, rates, effect)
    rows = [_row(n, rates[name], effect, plan) for name, n in sizes.items()]
    index = pd.Index(sizes.index, name=sizes.index.name or words.SEGMENT)
    table = Table(rows, index=index, columns=COLUMNS)
    table.attrs["heading"] = words.SEGMENT_POWER.format(
        change=points(effect),
        alpha=percent(alpha),
        sides=words.SIDES[sides],
    )
    return table


def _row(n: int, p1: float, effect: float, plan: dict[str, Any]) -> dict[str, Any]:
    """Return what a test in one segment can find."""
    p2 = p1 + effect
    if n < FEWEST or not 0 < p2 < 1:
        return _no_test(n, p1, p2, effect)
    n_1 = min(max(round(n / (1 + plan["ratio"])), 2), n - 2)
    there = {**plan, "ratio": (n - n_1) / n_1}
    formula = formula_for(n_1, n - n_1)
    asks = {k: v for k, v in there.items() if k != "power"}
    chance = float(power(p1, p2, n_1, formula=formula, **asks))
    seen = detectable_effect(p1, n_1, formula=formula, **there)
    needed = sample_size(p1, p2, **plan).n_total
    row = {
        "n": n, "n_1": n_1, "n_2": n - n_1, "p1": p1, "p2": p2, "power": chance,
        "up": seen.up, "down": seen.down, "needed": needed,
        "enough": chance >= plan["power"], "formula": formula,
    }  # fmt: skip
    return {**row, "verdict": _verdict(row)}


def _no_test(n: int, p1: float, p2: float, effect: float) -> dict[str, Any]:
    """Return the row of a segment in which no test can be made, and why."""
    verdict = words.NOBODY if n == 0 else words.HARDLY_ANYBODY.format(n=n)
    if n >= FEWEST:
        verdict = words.NOT_POSSIBLE.format(p1=percent(p1), change=points(effect))
    row = dict.fromkeys(COLUMNS, math.nan)
    return {
        **row, "n": n, "n_1": n // 2, "n_2": n - n // 2, "p1": p1, "p2": p2,
        "power": 0.0, "enough": False, "formula": "", "verdict": verdict,
    }  # fmt: skip


def _refuse_nowhere(sizes: pd.Series, rates: dict[Any, float], effect: float) -> None:
    """Refuse a table in which no segment could be tested."""
    some = sizes[sizes >= FEWEST]
    if some.empty:
        name, n = sizes.idxmax(), sizes.max()
        raise DataError(words.NO_CUSTOMERS.format(name=name, n=n))
    if not any(0 < rates[name] + effect < 1 for name in some.index):
        name = some.index[0]
        p1, p2 = rates[name], rates[name] + effect
        raise DataError(words.TOO_FAR.format(name=name, p1=p1, effect=effect, p2=p2))


def _verdict(row: dict[str, Any]) -> str:
    """Say in words whether the segment is large enough."""
    told = {
        "n": f"{row['n']:,}",
        "p1": percent(row["p1"]),
        "p2": percent(row["p2"]),
        "power": percent(row["power"]),
        "needed": f"{row['needed']:,}",
    }
    if row["enough"]:
        return words.ENOUGH.format(**told)
    end, text = ("up", words.ONLY_UP) if row["p2"] > row["p1"] else (
        "down", words.ONLY_DOWN
    )  # fmt: skip
    seen = words.NOTHING_SEEN
    if not math.isnan(row[end]):
        seen = text.format(rate=percent(row[end]))
    return words.TOO_FEW.format(**told, seen=seen)


def _sizes(segments: Any) -> pd.Series:
    """Return the number of customers in each segment."""
    if isinstance(segments, Mapping):
        sizes = pd.Series(dict(segments))
    elif isinstance(segments, pd.Series):
        sizes = segments.value_counts(sort=False).sort_index()
        sizes.index = pd.Index(list(sizes.index), name=segments.name)
    else:
        raise DataError(words.NO_SIZES.format(found=type(segments).__name__))
    if not len(sizes):
        raise DataError(words.NO_SIZES.format(found="an empty one"))
    for name, n in sizes.items():
        checks.whole_number(n, name=f"segment {name!r}", low=0)
    return sizes.astype(int)


def _rates(base_rate: Any, sizes: pd.Series) -> dict[Any, float]:
    """Return the rate without the message, for each segment."""
    some = {name: int(n) for name, n in sizes.items() if n}
    empty = {name: math.nan for name, n in sizes.items() if not n}
    if isinstance(base_rate, Mapping | pd.Series):
        known = dict(base_rate)
        missing = [name for name in some if name not in known]
        if missing:
            raise DataError(words.NO_RATE.format(names=missing, have=list(known)))
        rates = {name: _rate(known[name], name, n) for name, n in some.items()}
        return empty | rates
    return dict.fromkeys(sizes.index, asked.share(base_rate, "base_rate"))


def _rate(rate: Any, name: Any, n: int) -> float:
    """Return a rate; one of 0 or 1 as if half a customer had done otherwise."""
    if isinstance(rate, numbers.Real) and rate in {0, 1}:
        return (n * float(rate) + 0.5) / (n + 1)
    return asked.share(rate, f"base_rate[{name!r}]")
