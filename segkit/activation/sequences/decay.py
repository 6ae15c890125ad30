"""How interest fades after a purchase: openings and clicks, mail by mail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from segkit import checks
from segkit.activation.sequences.door import rows
from segkit.activation.words import follow as words
from segkit.checks import DataError
from segkit.record import Table, ratio

SECONDS = 60
MACHINES = ["keep", "drop", "leave_out"]


def engagement_decay(
    follow_ups: Any,
    orders: Any = None,
    *,
    machine: str = "keep",
    complete_days: int = 7,
    same_orders: bool = True,
    level: float = 0.95,
    columns: Mapping[str, str] | None = None,
) -> Table:
    """Say how openings and clicks fade, from the first mail after a purchase on.

    Parameters
    ----------
    follow_ups : order_id, customer_id, step, sent_at, opened_at; clicked_at if known
    orders : order_id, ordered_at: then days count from the purchase; None for days
        since the first mail
    machine : what becomes of openings within 60 seconds, which mail programs make by
        themselves: ``"keep"``, ``"drop"`` or ``"leave_out"``, as in `kpis.open_rate`
    complete_days : days that a mail must have had to be opened, up to the last moment
        of the table
    same_orders : whether only purchases count that every step followed; else the later
        steps are of older purchases
    level : coverage of the intervals, 0 to 1
    columns : ``{"our name": "your name"}``

    Returns
    -------
    Table indexed by step, in order of time: after_days (median), n (mails), customers,
    open_rate, open_low, open_high, click_rate, click_low, click_high (0 to 1; nan
    without clicks). ``attrs``: heading, notes

    Raises
    ------
    DataError
        if a column is missing, there is only one step, or no purchase had all steps

    Notes
    -----
    The intervals allow for several mails to one customer (`record.ratio`).

    References
    ----------
    own definition

    Examples
    --------
    >>> from segkit import datasets
    >>> found = engagement_decay(datasets.load("follow_ups"), machine="leave_out")
    >>> found["open_rate"].round(2).tolist()
    [0.54, 0.39, 0.24]
    """
    checks.choice(machine, MACHINES, name="machine")
    checks.whole_number(complete_days, name="complete_days", low=0)
    mails = rows(
        follow_ups,
        ["order_id", "customer_id", "step", "sent_at", "opened_at"],
        ["clicked_at"],
        name="follow_ups",
        columns=columns,
    )
    mails["after"] = _days(mails, orders, columns)
    steps = mails.groupby("step", observed=True)["after"].median().sort_values()
    if len(steps) < 2:
        raise DataError(words.DECAY_TWO.format(step=", ".join(map(str, steps.index))))
    kept, notes = _kept(mails, list(steps.index), complete_days, same_orders)
    kept, note = _people(kept, machine)
    told = [_rates(kept[kept["step"] == step], level) for step in steps.index]
    table = Table(told, index=pd.Index(steps.index.astype("str"), name="step"))
    table.insert(0, "after_days", steps.to_numpy())
    heading = words.DECAY.format(level=100 * level)
    table.attrs = {"heading": heading, "notes": [*notes, note]}
    return table


def _days(
    mails: pd.DataFrame, orders: Any, columns: Mapping[str, str] | None
) -> pd.Series:
    """Return how many local days after the purchase, or the first mail, each went."""
    if orders is None:
        start = mails.groupby("order_id")["sent_at"].transform("min")
    else:
        table = rows(
            orders, ["order_id", "ordered_at"], [], name="orders", columns=columns
        )
        start = mails["order_id"].map(table.groupby("order_id")["ordered_at"].min())
    return (mails["sent_at"].dt.normalize() - start.dt.normalize()).dt.days


def _kept(
    mails: pd.DataFrame, steps: list[Any], complete_days: int, same_orders: bool
) -> tuple[pd.DataFrame, list[str]]:
    """Keep mails that had time to be opened, of purchases that got them all."""
    last = max(mails["sent_at"].max(), mails["opened_at"].max())
    until = last - pd.Timedelta(days=complete_days)
    kept = mails[mails["sent_at"] <= until]
    notes = [words.DECAY_END.format(day=until.date(), days=complete_days)]
    if not same_orders:
        return kept, [*notes, words.DECAY_ANY]
    had = kept.groupby("order_id")["step"].nunique()
    whole = had.index[had == len(steps)]
    if not len(whole):
        raise DataError(words.DECAY_NONE.format(steps=steps))
    told = {"n": len(whole), "all": mails["order_id"].nunique(), "steps": len(steps)}
    notes.append(words.DECAY_SAME.format(**told))
    return kept[kept["order_id"].isin(whole)], notes


def _people(mails: pd.DataFrame, machine: str) -> tuple[pd.DataFrame, str]:
    """Add whether each mail was opened and clicked, machines treated as asked."""
    clicks = mails.get("clicked_at", pd.Series(pd.NaT, index=mails.index))
    clicked = clicks.notna()
    opened = mails["opened_at"].notna() | clicked
    quick = mails["opened_at"] - mails["sent_at"] < pd.Timedelta(seconds=SECONDS)
    told = {"quick": int(quick.sum()), "opened": int(opened.sum()), "seconds": SECONDS}
    if machine == "drop":
        opened &= ~quick | clicked
    table = mails.assign(opened=opened, clicked=clicked)
    if "clicked_at" not in mails:
        table = table.drop(columns="clicked")
    kept = table[~quick] if machine == "leave_out" else table
    return kept, words.MACHINES[machine].format(**told)


def _rates(mails: pd.DataFrame, level: float) -> dict[str, float]:
    """Return the rates of one step."""
    by = mails.groupby("customer_id")
    sent = by.size().to_numpy(float)
    row: dict[str, float] = {"n": len(mails), "customers": len(sent)}
    for name, column in (("open", "opened"), ("click", "clicked")):
        nan = {f"{name}_{part}": float("nan") for part in ("rate", "low", "high")}
        if column in mails and len(sent):
            kpi = ratio(name, by[column].sum().to_numpy(float), sent, level=level)
            parts = (kpi.value, max(kpi.low, 0.0), min(kpi.high, 1.0))
            nan = dict(zip(nan, parts, strict=True))
        row |= nan
    return row
