"""Four tests on the web shop: who saw which version, and what they did."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import gammainc

from segkit.simulate import calendar
from segkit.simulate.answers import trial_plan as plan
from segkit.simulate.answers import trial_units
from segkit.simulate.scene import Chapter, Scene

# Room in the numbering: units per person in a block, never reached.
ROOM = 9
SHOWN = [
    "unit_id",
    "experiment_id",
    "variant",
    "entered_on",
    "device",
    "visitor",
    "converted",
    "revenue_amount",
    "margin_amount",
    "prior_amount",
]


def chapter(scene: Scene) -> Chapter:
    """Return what the test tool of the shop recorded in this block.

    Parameters
    ----------
    scene : the block

    Returns
    -------
    Chapter
        tables: experiments

    Examples
    --------
    >>> len(chapter(Scene(seed=1, size=1200)).tables["experiments"])
    9000
    """
    parts = [
        _novelty(scene, trial_units.halves(scene, plan.NOVEL)),
        _clean(scene, trial_units.halves(scene, plan.CLEAN)),
        _ramped(scene, trial_units.ramped(scene)),
        _free(scene, trial_units.halves(scene, plan.FREE)),
    ]
    table = pd.concat(
        [part.assign(experiment_id=f"E{n + 1}") for n, part in enumerate(parts)]
    )
    table = table.sort_values(["experiment_id", "day"], kind="stable")
    table["unit_id"] = scene.ids("U", len(table), room=ROOM, width=6)
    table["entered_on"] = calendar.DAYS[table["day"]]
    return Chapter({"experiments": table[SHOWN].reset_index(drop=True)})


def experiment_table() -> pd.DataFrame:
    """Return the list of the tests.

    Returns
    -------
    pandas table: experiment_id, experiment_name, changed, unit, goal, started_on,
    entry_until, measured_until, shares

    Examples
    --------
    >>> experiment_table()["experiment_id"].tolist()
    ['E1', 'E2', 'E3', 'E4']
    """
    tests = plan.TRIALS
    return pd.DataFrame(
        {
            "experiment_id": [f"E{number}" for number in range(1, len(tests) + 1)],
            "experiment_name": [each.name for each in tests],
            "changed": [each.changed for each in tests],
            "unit": [each.unit for each in tests],
            "goal": [each.goal for each in tests],
            "started_on": pd.to_datetime([each.first for each in tests]),
            "entry_until": pd.to_datetime([each.last for each in tests]),
            "measured_until": pd.to_datetime([each.measured_until for each in tests]),
            "shares": [each.shares for each in tests],
        }
    )


def _novelty(scene: Scene, units: pd.DataFrame) -> pd.DataFrame:
    """Let B please in the first week, and less with every week; no money is measured.

    How many convert in a week leaves nothing to chance. With the switch off B pleases
    as much in the last week as in the first.
    """
    rng = scene.stream("novelty")
    calendar_week = (units["day"] - units["day"].min()).to_numpy() // 7
    week = calendar_week * scene.switches.novelty
    see_b = units["is_b"].to_numpy().astype(int)
    gain = np.array(plan.NOVEL_ADDS)[week] * see_b
    chance = (plan.NOVEL_RATE + gain) * trial_units.times(units)
    return units.assign(
        converted=evenly(rng, chance, 2 * calendar_week + see_b),
        revenue_amount=np.nan,
        margin_amount=np.nan,
    )


def _ramped(scene: Scene, units: pd.DataFrame) -> pd.DataFrame:
    """Let B do better in both phases; how many convert leaves nothing to chance."""
    rng = scene.stream("ramp")
    rates = np.array([[phase["a"], phase["b"]] for phase in plan.PHASES])
    see_b = units["is_b"].astype(int)
    chance = rates[units["phase"], see_b] * trial_units.times(units)
    cell = 2 * units["phase"].to_numpy() + see_b.to_numpy()
    converted = evenly(rng, chance, cell)
    amount = _amounts(rng, np.full(len(units), plan.USUAL_AMOUNT)) * converted
    return _paid(rng, units.assign(converted=converted), amount)


def evenly(rng: np.random.Generator, chance: NDArray, cell: NDArray) -> NDArray:
    """Draw who converts, so that every cell gets its expected number, to one or two.

    Parameters
    ----------
    rng : random stream
    chance : (n,) chances, 0 to 1
    cell : (n,) whole numbers

    Returns
    -------
    (n,) booleans

    Notes
    -----
    Systematic sampling: the chances lie end to end on a line, in random order within
    each cell, and each whole number on it, after a random start, draws one
    (Madow 1949).

    Examples
    --------
    >>> from segkit.simulate.draw import stream
    >>> drawn = evenly(stream(1, "example"), np.full(100, 0.1), np.arange(100) // 50)
    >>> [int(drawn[:50].sum()), int(drawn[50:].sum())]
    [5, 5]
    """
    order = np.lexsort((rng.random(len(cell)), cell))
    line = np.r_[0.0, np.cumsum(chance[order])] + rng.random()
    drawn = np.zeros(len(cell), dtype=bool)
    drawn[order] = np.diff(np.floor(line)) > 0
    return drawn


def _free(scene: Scene, units: pd.DataFrame) -> pd.DataFrame:
    """Let free delivery bring orders that are smaller, and cost the shop a parcel.

    With the switch off B does nothing.
    """
    rng = scene.stream("free parcels")
    see_b = units["is_b"].to_numpy() & scene.switches.free_shipping
    chance = np.where(
        see_b, plan.FREE_RATES[1], plan.FREE_RATES[0]
    ) * trial_units.times(units)
    converted = rng.random(len(units)) < chance
    usual = np.where(see_b, plan.BASKETS[1], plan.BASKETS[0])
    amount = _amounts(rng, usual) * converted
    fee = np.where(see_b | (amount >= plan.FEE_BELOW), 0.0, plan.FEE) * converted
    paid = _paid(rng, units.assign(converted=converted), amount)
    margin = paid["margin_amount"] + fee - plan.DELIVERY_COST * converted
    revenue = (paid["revenue_amount"] + fee).round(2)
    return paid.assign(revenue_amount=revenue, margin_amount=margin.round(2))


def _clean(scene: Scene, units: pd.DataFrame) -> pd.DataFrame:
    """Let B add orders, and tell what each unit spent before the test.

    How much a unit buys differs much between units (gamma) and lasts, so that spending
    before and after go together. With the switch off the column is empty.
    """
    rng, n = scene.stream("the button"), len(units)
    level = rng.gamma(plan.SPREAD_SHAPE, 1 / plan.SPREAD_SHAPE, n) * plan.ORDERS
    level = level * trial_units.times(units)
    after = level * np.where(units["is_b"], 1 + plan.CLEAN_ADDS, 1.0)
    spent = _several(rng, rng.poisson(after))
    before = _several(scene.stream("earlier orders"), rng.poisson(level))
    made = _paid(rng, units.assign(converted=spent > 0), spent)
    return made.assign(prior_amount=before) if scene.switches.prior_spend else made


def _several(rng: np.random.Generator, n_orders: NDArray) -> NDArray[np.float64]:
    """Draw what so many orders come to together."""
    shape = np.maximum(n_orders, 1) * plan.AMOUNT_SHAPE
    total = rng.gamma(shape) / plan.AMOUNT_SHAPE * plan.USUAL_AMOUNT
    return np.where(n_orders > 0, total, 0.0).round(2)


def _amounts(rng: np.random.Generator, mean: NDArray) -> NDArray[np.float64]:
    return np.maximum(rng.gamma(plan.AMOUNT_SHAPE, mean / plan.AMOUNT_SHAPE), 2.0)


def _paid(
    rng: np.random.Generator, units: pd.DataFrame, amount: NDArray
) -> pd.DataFrame:
    """Add what was paid and what of it is left after the cost of the goods."""
    rate = np.clip(rng.normal(plan.MARGIN_RATE, 0.05, len(units)), 0.2, 0.7)
    revenue = np.round(amount, 2)
    return units.assign(revenue_amount=revenue, margin_amount=(revenue * rate).round(2))


def truth(scene: Scene) -> pd.DataFrame:
    """Return what is planted in the tests: the answers.

    Parameters
    ----------
    scene : any block

    Returns
    -------
    pandas table: experiment_id, part, measure, value_a, value_b: chances of a
    conversion, and means per unit in EUR

    Examples
    --------
    >>> truth(Scene(seed=1, size=50))["experiment_id"].tolist()
    ['E1', 'E1', 'E1', 'E1', 'E2', 'E3', 'E3', 'E4', 'E4']
    """
    on, base = scene.switches, plan.NOVEL_RATE
    weeks = plan.NOVEL_ADDS if on.novelty else plan.NOVEL_ADDS[:1] * 4
    rows = [
        ("E1", f"week {n}", "converted", base, base + add)
        for n, add in enumerate(weeks, start=1)
    ]
    spent = plan.ORDERS * plan.USUAL_AMOUNT
    rows += [("E2", "all", "revenue_amount", spent, spent * (1 + plan.CLEAN_ADDS))]
    rows += [
        ("E3", f"phase {n}", "converted", phase["a"], phase["b"])
        for n, phase in enumerate(plan.PHASES, start=1)
    ]
    lifts = int(on.free_shipping)
    rates, margins = (plan.FREE_RATES[0], plan.FREE_RATES[lifts]), _margins()
    rows += [("E4", "all", "converted", *rates)]
    rows += [("E4", "all", "margin_amount", margins[0], margins[lifts])]
    names = ["experiment_id", "part", "measure", "value_a", "value_b"]
    return pd.DataFrame(rows, columns=names).round({"value_a": 4, "value_b": 4})


def _margins() -> tuple[float, float]:
    """Return the mean margin per unit with paid and with free delivery."""
    shape, (paid, free) = plan.AMOUNT_SHAPE, plan.BASKETS
    small = float(gammainc(shape, shape * plan.FEE_BELOW / paid))
    with_fee = plan.MARGIN_RATE * paid + plan.FEE * small - plan.DELIVERY_COST
    without = plan.MARGIN_RATE * free - plan.DELIVERY_COST
    return plan.FREE_RATES[0] * with_fee, plan.FREE_RATES[1] * without
