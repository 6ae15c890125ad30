"""What the questions of unit 20 compute from results of tests, right and wrong."""

from __future__ import annotations

import numpy as np
import pandas as pd

from segkit import experiments
from segkit.practice.unit20.computed import (
    HELD_OUT,
    MESSAGE,
    a_customer_a_row,
    history,
    load,
    once,
)
from segkit.record import wilson

THANKS, BEFORE_THANKS = "K20", "2024-08-19"
DELIVERY = "E4"


def counts() -> pd.DataFrame:
    """Return how many customers each campaign has in each arm, and was to have."""
    known = once("sends", lambda: load("sends"))
    table = pd.crosstab(known["campaign_id"], known["arm"])
    planned = load("campaigns").set_index("campaign_id")["held_out_rate"]
    return table.join(planned)


def lot_broken(alarm: float = 0.001, half: bool = False) -> list[str]:
    """Return the campaigns whose arms are not as large as was planned."""
    make = lambda: _lot_broken(alarm, half)  # noqa: E731
    return list(once("lot broken", make, alarm, half))


def _lot_broken(alarm: float, half: bool) -> list[str]:
    found = []
    for name, row in counts().iterrows():
        share = 0.5 if half else row["held_out_rate"]
        seen = [row[HELD_OUT], row[MESSAGE]]
        test = experiments.sample_ratio(seen, [share, 1 - share])
        if test.p_value < alarm:
            found.append(str(name))
    return found


def not_exact() -> list[str]:
    """Return the campaigns whose hold-out is not the planned share to the customer."""
    table = once("counts", counts)
    planned = table["held_out_rate"] * (table[HELD_OUT] + table[MESSAGE])
    return list(table.index[(table[HELD_OUT] - planned).abs() > 1e-6])


def effects_seen() -> list[str]:
    """Return the campaigns after which the arms did not buy alike."""
    known = once("sends", lambda: load("sends"))
    parts = known.groupby(["campaign_id", "arm"])["converted"].agg(["sum", "size"])
    table = parts.unstack()
    rate = table["sum"] / table["size"]
    both = table["sum"].sum(axis=1) / table["size"].sum(axis=1)
    error = np.sqrt(both * (1 - both) * (1 / table["size"]).sum(axis=1))
    z = (rate[MESSAGE] - rate[HELD_OUT]) / error
    return [str(name) for name in z.index[z.abs() > 1.96]]


def thanks() -> pd.DataFrame:
    """Return the test of the thank-you message: a row per customer."""
    make = lambda: a_customer_a_row(THANKS, BEFORE_THANKS).drop(columns="segment")  # noqa: E731
    return once("thanks", make)


def interval(level: float) -> tuple[float, float]:
    """Return the ends of the interval of the message's effect."""
    return _between(thanks()["arm"] == MESSAGE, thanks()["arm"] == HELD_OUT, level)


def openers_against(others: str, level: float) -> tuple[float, float]:
    """Return the interval of openers against others: the rest, or those held out."""
    table = thanks()
    opened = table["opened"]
    rest = (table["arm"] == others) & ~opened
    return _between(opened, rest, level)


def _between(one: pd.Series, two: pd.Series, level: float) -> tuple[float, float]:
    bought = thanks()["converted"]
    effect = experiments.compare_rates(
        int(bought[two].sum()), int(two.sum()), int(bought[one].sum()), int(one.sum()),
        level=level,
    )  # fmt: skip
    return float(effect.low), float(effect.high)


def message_alone(level: float) -> tuple[float, float]:
    """Return the interval of the rate of those who got the message."""
    bought = thanks().loc[thanks()["arm"] == MESSAGE, "converted"]
    low, high = wilson(int(bought.sum()), len(bought), level)
    return float(low), float(high)


def turned(level: float) -> tuple[float, float]:
    """Return the interval of those held out less those with the message."""
    low, high = interval(level)
    return -high, -low


def relative(level: float) -> tuple[float, float]:
    """Return the interval as a part of the rate of those held out."""
    held = thanks().loc[thanks()["arm"] == HELD_OUT, "converted"].mean()
    low, high = interval(level)
    return low / held, high / held


def delivery() -> pd.DataFrame:
    """Return the test of free delivery: a row per visitor with a filled basket."""
    return once("delivery", _delivery)


def _delivery() -> pd.DataFrame:
    known = load("experiments")
    columns = ["unit_id", "variant", "converted", "revenue_amount", "margin_amount"]
    mine = known["experiment_id"] == DELIVERY
    return known.loc[mine, columns].reset_index(drop=True)


def gain(column: str, *, per: str = "visitor") -> float:
    """Return what B adds to A, in a column's unit, per visitor, per order or in all."""
    table = delivery()
    if per == "order":
        table = table[table["converted"]]
    parts = table.groupby("variant")[column]
    seen = parts.sum() if per == "all" else parts.mean()
    return float(seen["B"] - seen["A"])


def handed_over() -> pd.DataFrame:
    """Return the history, having computed once what later checks look up."""
    for half in (False, True):
        lot_broken(half=half)
    not_exact()
    effects_seen()
    return history()
