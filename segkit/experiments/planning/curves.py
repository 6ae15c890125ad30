"""How much more a larger test finds: the chance of a find, and the smallest change."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from segkit.experiments.planning import asked, formulas
from segkit.experiments.planning.powers import detectable_effect, power
from segkit.experiments.told import percent
from segkit.experiments.words import sizes as words
from segkit.record import Table


def power_curve(
    p1: float,
    p2: float | Iterable[float],
    n: Iterable[float] | None = None,
    *,
    formula: str | Iterable[str] = formulas.FORMULAS,
    alpha: float = 0.05,
    sides: int = 2,
    ratio: float = 1.0,
) -> Table:
    """Show how the chance of a find grows with the size of the test.

    Parameters
    ----------
    p1 : rate in arm 1
    p2 : rate in arm 2, or several
    n : sizes of arm 1; None for 40 of them, up to where each curve passes 95 %
    formula : one or several of `power`'s formulas
    alpha, sides, ratio : as in `sample_size`

    Returns
    -------
    Table for `plots.power_curves`: formula, p1, p2, n_1, power

    Raises
    ------
    DataError
        as `power` does

    Examples
    --------
    >>> power_curve(0.20, 0.25, [500, 1000], formula="pooled").round(3)
      formula   p1    p2   n_1  power
    0  pooled  0.2  0.25   500  0.473
    1  pooled  0.2  0.25  1000  0.764
    """
    names = [formula] if isinstance(formula, str) else list(formula)
    rates = [float(x) for x in np.atleast_1d(np.asarray(p2, dtype=float))]
    plan: dict[str, Any] = {"alpha": alpha, "sides": sides, "ratio": ratio}
    sizes = _sizes(p1, rates, plan) if n is None else list(n)
    rows = [
        (name, p1, rate, size, float(power(p1, rate, size, formula=name, **plan)))
        for name in names
        for rate in rates
        for size in sizes
    ]
    table = Table(rows, columns=["formula", "p1", "p2", "n_1", "power"])
    table.attrs["heading"] = words.CURVE.format(
        alpha=percent(alpha), sides=words.SIDES[sides], p1=percent(p1)
    )
    return table


def _sizes(p1: float, rates: list[float], plan: dict[str, Any]) -> list[int]:
    """Return 40 sizes up to where the slowest curve passes 95 %."""
    for rate in rates:
        asked.two_shares(p1, rate)
    most = max(
        float(formulas.size(p1, p2, "pooled", power=0.95, **plan)) for p2 in rates
    )
    return [int(x) for x in np.unique(np.linspace(max(2, most / 40), most, 40).round())]


def detectable_curve(
    p1: float,
    n: Iterable[float],
    *,
    alpha: float = 0.05,
    power: float = 0.8,
    formula: str = "pooled",
    sides: int = 2,
    ratio: float = 1.0,
) -> Table:
    """Show how the smallest change that a test finds shrinks with its size.

    Parameters
    ----------
    p1 : rate in arm 1
    n : sizes of arm 1
    alpha, power, formula, sides, ratio : as in `detectable_effect`

    Returns
    -------
    Table for `plots.detectable_effect`: p1, n_1, up, down (rates; nan where no change
    that way would be found)

    Raises
    ------
    DataError
        as `detectable_effect` does

    Examples
    --------
    >>> detectable_curve(0.20, [100, 400, 1600]).round(3)
        p1   n_1     up   down
    0  0.2   100  0.379  0.066
    1  0.2   400  0.285  0.127
    2  0.2  1600  0.241  0.162
    """
    plan: dict[str, Any] = {
        "alpha": alpha, "power": power, "formula": formula, "sides": sides,
        "ratio": ratio,
    }  # fmt: skip
    rows = []
    for size in n:
        seen = detectable_effect(p1, size, **plan)
        rows.append((p1, size, seen.up, seen.down))
    table = Table(rows, columns=["p1", "n_1", "up", "down"])
    table.attrs["heading"] = words.SEEN_CURVE.format(
        power=percent(power), alpha=percent(alpha), sides=words.SIDES[sides],
        p1=percent(p1),
    )  # fmt: skip
    return table
