"""What messages brought on top: the message arm less those held out by lot."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from segkit.kpis.credit import touches as reading
from segkit.kpis.words import attribution as words
from segkit.record import Table
from segkit.record.differences import mean_difference, quantile

NUMBERS = {"purchases": "incremental", "revenue_amount": "incremental_amount"}


def contrast(
    credited: Table,
    orders: pd.DataFrame,
    sends: reading.Sends,
    window_days: int,
    level: float,
) -> tuple[Table | None, str]:
    """Put the credited purchases beside those that the messages brought on top.

    Parameters
    ----------
    credited : indexed by what is credited: purchases, revenue_amount
    orders : customer_id, at (seconds), amount
    sends : with both arms in ``everybody``
    window_days : days after sent_at in which orders count, in both arms
    level : coverage of the intervals, 0 to 1

    Returns
    -------
    (Table, "") or (None, why there is none): attributed, incremental, low, high;
    attributed_amount, incremental_amount, low_amount, high_amount; n_message,
    n_held_out; a row for each, nan where an arm is empty, and ``all``: those with both
    arms together
    """
    people = sends.everybody
    if people is None:
        return None, words.NO_ARMS
    if not people["_held"].any():
        return None, words.NOT_SPLIT.format(by=credited.index.name)
    brought = _bought(orders, people, window_days)
    rows = {
        name: _one(group, level)
        for name, group in brought.groupby("group", observed=True)
    }
    found = pd.DataFrame.from_dict(rows, orient="index").reindex(credited.index)
    found.loc[words.TOTAL] = _total(found, level)
    return _shown(found, credited, window_days, level), ""


def _bought(
    orders: pd.DataFrame, people: pd.DataFrame, window_days: int
) -> pd.DataFrame:
    """Add to each contact what the customer ordered in the window after it."""
    order, sent = reading.pairs(orders, people, window_days)
    amount = orders["amount"].to_numpy()[order]
    return people.assign(
        purchases=np.bincount(sent, minlength=len(people)),
        revenue_amount=np.bincount(sent, weights=amount, minlength=len(people)),
    )


def _one(group: pd.DataFrame, level: float) -> dict[str, float]:
    """Say what one campaign brought: the difference of means times its customers."""
    held, got = group[group["_held"]], group[~group["_held"]]
    row: dict[str, float] = {"n_message": len(got), "n_held_out": len(held)}
    for number, name in NUMBERS.items():
        arms = [
            (arm[number].mean(), arm[number].var(), len(arm)) for arm in (held, got)
        ]
        apart = mean_difference(*arms, level=level)
        end = "" if name == "incremental" else "_amount"
        row |= {
            name: apart.value * len(got),
            f"low{end}": apart.low * len(got),
            f"high{end}": apart.high * len(got),
            f"error{end}": apart.error * len(got),
        }
    return row


def _total(found: pd.DataFrame, level: float) -> pd.Series:
    """Add all campaigns up; each was drawn by its own lot, so variances add up."""
    known = found["error"].notna()
    total = found[known].sum(min_count=1)
    if known.sum() == 1:
        return found[known].iloc[0]
    for name in NUMBERS.values():
        end = "" if name == "incremental" else "_amount"
        error = math.sqrt((found.loc[known, f"error{end}"] ** 2).sum())
        half = quantile(level) * error if known.any() else math.nan
        total[f"low{end}"] = total[name] - half
        total[f"high{end}"] = total[name] + half
    return total


def _shown(
    found: pd.DataFrame, credited: Table, window_days: int, level: float
) -> Table:
    """Order the columns, and say in words what stands beside what."""
    book = pd.DataFrame(credited)[["purchases", "revenue_amount"]]
    known = found["error"].drop(index=words.TOTAL).notna()
    book.loc[words.TOTAL] = book[known.to_numpy()].sum()
    people = found[["n_message", "n_held_out"]].fillna(0).astype("int64")
    parts = {
        "attributed": book["purchases"],
        **found[["incremental", "low", "high"]],
        "attributed_amount": book["revenue_amount"],
        **found[["incremental_amount", "low_amount", "high_amount"]],
        **people,
    }
    names = pd.Index([*credited.index, words.TOTAL], name=credited.index.name)
    table = Table(parts, index=names)
    last = table.loc[words.TOTAL]
    said = {n: last[n] for n in ("attributed", "incremental", "low", "high")}
    said |= {"known": int(known.sum()), "n": len(known)}
    table.attrs = {
        "heading": words.CONTRAST_HEADING.format(level=100 * level, **said),
        "definition": words.CONTRAST_DEFINITION.format(days=window_days),
        "level": level,
    }
    return table
