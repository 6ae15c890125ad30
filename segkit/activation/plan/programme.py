"""A targeting programme from what was found: segment, channel, moment, money, test."""

from __future__ import annotations

from typing import Any

import pandas as pd

from segkit.activation.plan.infeasible import number_of
from segkit.activation.plan.plans import Plan
from segkit.activation.words.plan import channels as words
from segkit.checks import DataError
from segkit.record import Table


def targeting_programme(
    channels: Table, moments: Table | None = None, plan: Plan | None = None
) -> Table:
    """Put channel, moment and money of each segment side by side, and what to test.

    Parameters
    ----------
    channels : what `preferred_channel` returned
    moments : what `send_time` returned
    plan : a budget by segment, or by segment and channel

    Returns
    -------
    Table, one row per segment: segment, n, channel ("email", or "email or sms" where
    that cannot be told), channel_sure, share; moment, moment_sure; spend, gain and
    return_last of the segment; test (what to find out first), sentence

    Raises
    ------
    DataError
        if a table is not what the function that is named returned

    References
    ----------
    Own definition. What cannot be told is not decided but tested: assign by lot, hold
    some out.

    Examples
    --------
    >>> from segkit.activation.plan.channels import preferred_channel
    >>> orders = pd.DataFrame({"customer_id": range(60), "channel": ["app"] * 50
    ...                        + ["web"] * 10})
    >>> found = preferred_channel(orders, pd.Series(["new"] * 60))
    >>> targeting_programme(found)["sentence"].tolist()
    ['new: by app. Hold some out by lot, and look again after the campaign.']
    """
    _needs(channels, ("segment", "channel", "share", "not_worse"), "preferred_channel")
    if moments is not None:
        _needs(moments, ("segment", "weekday", "hour"), "send_time")
    money = _money(plan)
    rows = []
    for segment, own in channels.groupby("segment", sort=False):
        row = _channel(str(segment), own)
        row |= _moment(str(segment), moments)
        row |= money.get(str(segment), {})
        row["sentence"] = _sentence(row)
        rows.append(row)
    table = Table(rows)
    table.attrs["heading"] = words.PROGRAMME
    return table


def _needs(table: Any, need: tuple[str, ...], name: str) -> None:
    missing = [column for column in need if column not in table]
    if missing:
        raise DataError(words.PROGRAMME_NEED.format(name=name, missing=missing))


def _channel(segment: str, own: pd.DataFrame) -> dict[str, Any]:
    known = own[own["share"].notna() & own["not_worse"]]
    known = known.sort_values("share", ascending=False, kind="stable")
    names = known["channel"].tolist()[:2]
    row: dict[str, Any] = {"segment": segment, "n": int(own["n"].iloc[0])}
    if not names:
        return row | {"channel": words.UNKNOWN, "channel_sure": False, "share": None,
                      "test": words.TEST_HOLD_OUT}  # fmt: skip
    either = len(names) > 1
    parts = {"first": names[0], "second": names[-1]}
    return row | {
        "channel": words.EITHER.format(**parts) if either else names[0],
        "channel_sure": not either, "share": float(known["share"].iloc[0]),
        "test": words.TEST_CHANNEL.format(**parts) if either else words.TEST_HOLD_OUT,
    }  # fmt: skip


def _moment(segment: str, moments: Table | None) -> dict[str, Any]:
    if moments is None:
        return {}
    own = moments[moments["segment"].astype(str) == segment]
    if own.empty or own["hour"].isna().all():
        return {"moment": words.UNKNOWN, "moment_sure": False}
    first = own.iloc[0]
    return {
        "moment": f"{first['weekday']}, {first['hour']}",
        "moment_sure": bool(first["weekday_sure"] and first["hour_sure"]),
    }


def _money(plan: Plan | None) -> dict[str, dict[str, Any]]:
    """Return spending and gain by segment."""
    if plan is None:
        return {}
    table = plan.table.assign(segment=plan.cells.segments())
    found = {}
    for segment, rows in table.groupby("segment", sort=False):
        found[str(segment)] = {
            "spend": float((rows["spend"] + rows["fixed"]).sum()),
            "gain": float(rows["gain"].sum()),
            "return_last": float(rows["return_last"].max()),
        }
    return found


def _sentence(row: dict[str, Any]) -> str:
    moment = row.get("moment")
    money = "spend" in row
    return words.PROGRAMME_SENTENCE.format(
        segment=row["segment"], channel=row["channel"], test=row["test"],
        moment=words.PROGRAMME_MOMENT.format(moment=moment) if moment else "",
        money=words.PROGRAMME_MONEY.format(
            spend=number_of(row["spend"]), gain=number_of(row["gain"])
        ) if money else "",
    )  # fmt: skip
