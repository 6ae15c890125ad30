"""When each segment is most active: hour, weekday or part of the day, local time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd

from segkit import checks, engine
from segkit.activation.plan import channels, shares
from segkit.activation.plan import choices as counts
from segkit.activation.words.plan import channels as words
from segkit.checks import DataError
from segkit.record import Table, holm

c = nw.col
KINDS = {
    "hour": [words.HOUR.format(hour=h, next=h + 1) for h in range(24)],
    "weekday": list(words.WEEKDAYS),
    "part_of_day": list(words.PARTS),
}


def preferred_moment(
    table: Any,
    segments: Any,
    *,
    at: str = "ordered_at",
    by: str = "hour",
    sent_at: str | None = None,
    machine_seconds: float = 60,
    per: str = "customer",
    what: str = "orders",
    timezone: str | None = None,
    level: float = 0.95,
    columns: Mapping[str, str] | None = None,
) -> Table:
    """Say when each segment is most active, compared with everybody else.

    Parameters
    ----------
    table : orders, visits or opened messages in any engine: customer_id and a time;
        rows with the same order_id, where there is one, count once
    segments : Series indexed by customer_id
    at : column of the times, local; rows without one are left out
    by : "hour", "weekday" or "part_of_day" (six hours each, from midnight)
    sent_at : for opens, the column of sending: what was opened within
        ``machine_seconds`` of it was opened by a machine, and is left out and counted
    machine_seconds : for opens; 0 keeps them all
    per : "customer" (each counts once) or "row"
    what : what the rows are, for the sentences
    timezone : the shop's own, such as "Europe/Madrid", for times with a zone only
    level : coverage of the intervals, 0 to 1
    columns : ``{"our name": "your name"}``

    Returns
    -------
    Table, one row per segment and moment: segment, moment, n (customers), share, low,
    high, p_adjusted, best, not_worse (as for `preferred_channel`), others (share among
    the customers of all other segments), p_others (of being the same, corrected).
    ``attrs``: best, sentences, notes, heading

    Raises
    ------
    DataError
        if a column is missing, holds no times or no time of day, or nobody is known

    References
    ----------
    Own definition; as for `preferred_channel`.

    Examples
    --------
    >>> orders = pd.DataFrame({"customer_id": range(80), "ordered_at":
    ...     pd.to_datetime(["2024-06-03 20:15"] * 60 + ["2024-06-03 09:00"] * 20)})
    >>> segments = pd.Series(["new"] * 80, name="stage")
    >>> preferred_moment(orders, segments).attrs["sentences"][0]
    "new: 20 to 21 h is preferred, 75 % (64 % to 83 %) of a customer's orders; 9 to 10 h
    follows with 25 %."
    """
    checks.choice(by, KINDS, name="by")
    checks.choice(per, ["customer", "row"], name="per")
    named = counts.check_segments(segments)
    need = ["customer_id", at, *([sent_at] if sent_at else [])]
    native = checks.table(table, need, name="table", columns=columns)
    frame = engine.local_time(
        nw.from_native(native), at, name="table", timezone=timezone
    )
    frame = _one_each(frame.filter(~c(at).is_null()), need)
    frame, notes = _by_people(frame, at, sent_at, machine_seconds, timezone)
    if by != "weekday":
        _has_hours(frame, at)
    counted = counts.count(frame, _moment(by, at), named, name="table")
    counted = counted._replace(rows=_all(counted.rows, KINDS[by]))
    found = channels.by_segment(counted, named, per, level, "moment")
    _others(found, counted, named, per)
    found = channels.finished(
        found, per, what, notes + counted.notes, words.MOMENT_HEADING
    )
    found.attrs["by"] = by
    found.attrs["sentences"] = _with_others(found, 1 - level)
    return found


def _one_each(frame: Any, need: list[str]) -> Any:
    if "order_id" not in frame.collect_schema().names():
        return frame
    keys = ["customer_id", "order_id"]
    return frame.group_by(keys).agg(
        *[c(name).min() for name in need if name not in keys]
    )


def _by_people(
    frame: Any, at: str, sent_at: str | None, seconds: float, timezone: str | None
) -> tuple[Any, list[str]]:
    """Leave out what machines opened, and say how opens follow sending."""
    if sent_at is None:
        return frame, [words.NO_SENT] if "open" in at else []
    zone = getattr(frame.collect_schema()[sent_at], "time_zone", None)
    frame = engine.local_time(
        frame, sent_at, name="table", timezone=timezone if zone else None
    )
    late = c(at) > c(sent_at) + timedelta(seconds=seconds)
    people = frame.filter(late) if seconds > 0 else frame
    n, kept = counts.number(frame), counts.number(people)
    notes = []
    if n > kept:
        notes.append(words.MACHINES.format(n=n - kept, all=n, seconds=seconds))
    return people, notes + _follows(people, sent_at)


def _follows(frame: Any, sent_at: str) -> list[str]:
    """Say how many messages left in the usual hour."""
    hours = frame.select(c(sent_at).dt.hour().alias("hour"))
    table = hours.group_by("hour").agg(nw.len().alias("n"))
    n = engine.to_pandas(table.to_native()).set_index("hour")["n"].sort_index()
    if n.empty:
        return []
    share = channels.percent(float(n.max() / n.sum()))
    return [words.FOLLOWS.format(share=share, hour=KINDS["hour"][int(n.idxmax())])]


def _has_hours(frame: Any, at: str) -> None:
    """Refuse dates: they would all be at midnight."""
    times = frame.select(
        (c(at).dt.hour() * 60 + c(at).dt.minute()).max().alias("latest")
    )
    latest = engine.to_pandas(times.to_native())["latest"][0]
    if latest == 0:
        raise DataError(words.NO_TIME_OF_DAY.format(name="table"))


def _moment(by: str, at: str) -> Any:
    if by == "weekday":
        return (c(at).dt.weekday() - 1).cast(nw.Int64)
    hour = c(at).dt.hour().cast(nw.Int64)
    return hour if by == "hour" else hour // 6


def _all(rows: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """Return all moments in their order, also those at which nothing happened."""
    rows = rows.set_axis(rows.columns.astype(int), axis=1)
    return rows.reindex(columns=range(len(names)), fill_value=0.0).set_axis(
        names, axis=1
    )


def _others(
    found: Table, counted: counts.Counted, segments: pd.Series, per: str
) -> None:
    """Add the shares of everybody else, and whether they are the same."""
    found["others"], found["p_others"] = np.nan, np.nan
    for segment in segments.cat.categories:
        mine = (segments == segment).to_numpy()
        own = counts.choices(counted, segments.index[mine], per)
        rest = counts.choices(counted, segments.index[~mine], per)
        rows = found["segment"] == segment
        if own.n and rest.n:
            found.loc[rows, "others"] = rest.shares
            found.loc[rows, "p_others"] = holm(shares.apart(own, rest))


def _with_others(found: Table, alarm: float) -> list[str]:
    """Say after each sentence how everybody else compares."""
    said = []
    groups = found.groupby("segment", sort=False)
    for text, (_, rows) in zip(found.attrs["sentences"], groups, strict=True):
        if rows["others"].isna().all():
            said.append(text)
            continue
        clear = rows[rows["p_others"] < alarm]
        gap = (clear["share"] - clear["others"]).sort_values(kind="stable")
        if gap.empty:
            said.append(text + words.AS_ALL)
            continue
        more = clear.loc[gap[gap > 0].index[::-1][:3], "moment"].tolist()
        less = clear.loc[gap[gap < 0].index[:3], "moment"].tolist()
        first = rows["moment"].iloc[int(rows["others"].argmax())]
        said.append(text + words.NOT_AS_ALL.format(first=first) + _gaps(more, less))
    return said


def _gaps(more: list[str], less: list[str]) -> str:
    """Say at which moments a segment is more active than others, and at which less."""
    kinds = ((words.MORE_OFTEN, more), (words.LESS_OFTEN, less))
    return "".join(t.format(names=", ".join(n)) for t, n in kinds if n)


def send_time(
    table: Any, segments: Any, *, at: str = "ordered_at", **options: Any
) -> Table:
    """Say on which day and at which hour to reach each segment, and how sure that is.

    Parameters
    ----------
    table, segments, at, options : as for `preferred_moment`

    Returns
    -------
    Table, one row per segment: segment, n, weekday, weekday_share, weekday_sure, hour,
    hour_share, hour_sure, sentence. ``attrs``: heading, notes

    Raises
    ------
    DataError
        as for `preferred_moment`

    References
    ----------
    Own definition: when customers act by themselves, as a first guess for a test.

    Examples
    --------
    >>> orders = pd.DataFrame({"customer_id": range(80), "ordered_at":
    ...     pd.to_datetime(["2024-06-03 20:15"] * 60 + ["2024-06-04 09:00"] * 20)})
    >>> segments = pd.Series(["new"] * 80, name="stage")
    >>> send_time(orders, segments)["sentence"].tolist()
    ['new: Monday, 20 to 21 h.']
    """
    options = {k: v for k, v in options.items() if k != "by"}
    both = {
        by: preferred_moment(table, segments, at=at, by=by, **options)
        for by in ("weekday", "hour")
    }
    rows = []
    for segment in both["hour"]["segment"].unique():
        row: dict[str, Any] = {"segment": segment}
        for by, found in both.items():
            own = found[found["segment"] == segment]
            row["n"] = int(own["n"].iloc[0])
            known = own[own["share"].notna()]
            first = own.loc[own["share"].idxmax()] if len(known) else None
            row[by] = None if first is None else first["moment"]
            row[f"{by}_share"] = np.nan if first is None else first["share"]
            row[f"{by}_sure"] = first is not None and bool(first["best"])
        row["sentence"] = _send(row)
        rows.append(row)
    result = Table(rows)
    result.attrs |= {
        "heading": words.SEND_HEADING, "notes": both["hour"].attrs["notes"],
    }  # fmt: skip
    return result


def _send(row: dict[str, Any]) -> str:
    if row["hour"] is None:
        return words.SEND_NOTHING.format(segment=row["segment"])
    unsure = [by for by in ("weekday", "hour") if not row[f"{by}_sure"]]
    kind = "both" if len(unsure) == 2 else "".join(unsure)
    return words.SEND.format(
        segment=row["segment"], weekday=row["weekday"], hour=row["hour"],
        doubt=words.SEND_DOUBT[kind],
    )  # fmt: skip
