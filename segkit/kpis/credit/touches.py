"""Which message came before which order: read in any engine, joined by time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.kpis import reading
from segkit.kpis.buying import orders as orders_module
from segkit.kpis.funnels.steps import DAY, seconds
from segkit.kpis.words import attribution as words

c = nw.col
COLUMN = {"click": "clicked_at", "open": "opened_at", "delivered": "sent_at"}


def read_orders(
    orders: Any, columns: Mapping[str, str] | None, timezone: str | None
) -> tuple[pd.DataFrame, dict[str, int]]:
    """Read customer, second and amount of each order; refunds are no purchases.

    Parameters
    ----------
    orders : customer_id, ordered_at, amount, and order_id if it has several rows
    columns : ``{"our name": "your name"}``
    timezone : IANA name, if times have a zone

    Returns
    -------
    (DataFrame of customer_id, at (seconds), amount; rows left out by reason)

    Examples
    --------
    >>> orders = pd.DataFrame({"customer_id": [1, 1], "amount": [9.5, -9.5]})
    >>> orders["ordered_at"] = pd.to_datetime(["2024-07-01", "2024-07-02"])
    >>> read_orders(orders, None, None)[1]["refunds (orders below 0)"]
    1
    """
    source = orders_module.ORDERS
    rows = reading.opened(source, orders, columns=columns, timezone=timezone)
    rows, _, left_out = reading.inside(source, rows, None, None)
    one_each = orders_module.to_orders(rows, ["customer_id", "ordered_at"])
    found = one_each.select("customer_id", "cents", at=seconds(c("ordered_at")))
    table = engine.to_pandas(found.to_native())
    table = table.sort_values(["customer_id", "at", "cents"], ignore_index=True)
    bought = table["cents"] >= 0
    left_out = {**left_out, words.LEFT_OUT["refunds"]: int((~bought).sum())}
    if not bought.any():
        raise DataError(words.NO_ORDERS.format(left_out=left_out))
    kept = table[bought].reset_index(drop=True)
    kept["amount"] = kept.pop("cents").astype("float64") / 100
    return kept.astype({"at": "int64"}), left_out


@dataclass(frozen=True)
class Sends:
    """Say who got what and when, and what they did with it.

    Parameters
    ----------
    touches : customer_id, group, at (seconds): the touches that credit orders
    everybody : customer_id, group, at (when sent), held (bool); None without arms
    note : how openings of machines were treated, empty if not at all
    """

    touches: pd.DataFrame
    everybody: pd.DataFrame | None
    note: str


def read_sends(
    sends: Any,
    *,
    touch: str,
    by: str,
    held_out: str,
    machine_seconds: int | None,
    columns: Mapping[str, str] | None,
    timezone: str | None,
) -> Sends:
    """Read the touches of a table of sends, and the arms where there are any.

    Parameters
    ----------
    sends : customer_id, by, sent_at, delivered, and the column of the touch
    touch : ``"click"``, ``"open"`` or ``"delivered"``
    by : the column that names what gets the credit
    held_out : value of column arm for those who got nothing
    machine_seconds : openings so soon after sent_at are left out; None keeps all
    columns, timezone : as in `read_orders`

    Returns
    -------
    Sends

    Examples
    --------
    >>> sends = pd.DataFrame({"customer_id": [1, 2], "campaign_id": "K1"})
    >>> sends["sent_at"] = pd.to_datetime("2024-07-01")
    >>> sends["delivered"] = [True, False]
    >>> plain = {"held_out": "", "machine_seconds": None}
    >>> plain |= {"columns": None, "timezone": None}
    >>> len(read_sends(sends, touch="delivered", by="campaign_id", **plain).touches)
    1
    """
    column = COLUMN[touch]
    need = ["customer_id", by, "sent_at", *([] if touch == "click" else ["delivered"])]
    need = list(dict.fromkeys([*need, column]))
    native = checks.table(sends, need, name="sends", columns=columns)
    frame = nw.from_native(native)
    arms = "arm" in frame.collect_schema().names()
    frame = frame.select(*need, *(["arm"] if arms else []))
    frame = _local(frame, {column, "sent_at"}, timezone)
    known = ~c("customer_id").is_null() & ~c(by).is_null()
    held = (c("arm") == held_out).fill_null(False) if arms else nw.lit(False)
    frame = frame.filter(known).with_columns(_held=held)
    good = ~c("_held") & ~c(column).is_null()
    if touch != "click":
        good = good & c("delivered").fill_null(False)
    note = ""
    if touch == "open" and machine_seconds is not None:
        soon = c("opened_at") < c("sent_at").dt.offset_by(f"{machine_seconds}s")
        good = good & ~soon.fill_null(False)
        note = words.MACHINES.format(seconds=machine_seconds)
    touches = _rows(frame.filter(good), by, column)
    if touches.empty:
        raise DataError(words.NO_TOUCHES.format(touch=touch, column=column))
    everybody = _rows(frame, by, "sent_at", "_held") if arms else None
    return Sends(touches, everybody, note)


def _local(frame: Any, times: set[str], timezone: str | None) -> Any:
    schema = frame.collect_schema()
    for column in sorted(times):
        if schema[column] not in (nw.Datetime, nw.Date):
            found = schema[column]
            raise DataError(words.NOT_TIMED.format(column=column, found=found))
        zoned = getattr(schema[column], "time_zone", None) is not None
        zone = timezone if zoned else None
        frame = engine.local_time(frame, column, name="sends", timezone=zone)
    return frame


def _rows(frame: Any, by: str, column: str, *more: str) -> pd.DataFrame:
    times = frame.filter(~c(column).is_null())
    plain = times.select("customer_id", *more, group=c(by), at=seconds(c(column)))
    table = engine.to_pandas(plain.to_native())
    table = table.sort_values(["customer_id", "at", "group"], ignore_index=True)
    return table.astype({"at": "int64"})


def pairs(
    orders: pd.DataFrame, touches: pd.DataFrame, window_days: int
) -> tuple[np.ndarray, np.ndarray]:
    """Find each touch less than so many days before an order of the same customer.

    Parameters
    ----------
    orders, touches : customer_id and at (seconds)
    window_days : length of the window; a touch at the order's own second counts

    Returns
    -------
    (places in orders, places in touches), one entry per pair

    Examples
    --------
    >>> orders = pd.DataFrame({"customer_id": ["a", "b"], "at": [90_000, 90_000]})
    >>> touches = pd.DataFrame({"customer_id": ["a", "a"], "at": [0, 10_000]})
    >>> [found.tolist() for found in pairs(orders, touches, 1)]
    [[0], [1]]
    """
    if not orders["customer_id"].isin(touches["customer_id"]).any():
        _kinds(orders, touches)
    both = pd.concat([orders["customer_id"], touches["customer_id"]])
    people, _ = pd.factorize(both)
    at = np.concatenate([orders["at"], touches["at"]])
    at -= at.min()
    length = window_days * DAY
    key = people.astype("int64") * (at.max() + length + 1) + at
    bought, touched = key[: len(orders)], key[len(orders) :]
    place = np.argsort(touched, kind="stable")
    low = np.searchsorted(touched[place], bought - length, side="right")
    high = np.searchsorted(touched[place], bought, side="right")
    many = high - low
    first = np.repeat(low - (many.cumsum() - many), many)
    return np.repeat(np.arange(len(orders)), many), place[first + np.arange(many.sum())]


def _kinds(orders: pd.DataFrame, touches: pd.DataFrame) -> None:
    """Refuse ids of different kinds; the same kind without a match is an answer."""
    found = [
        pd.api.types.infer_dtype(table["customer_id"], skipna=True)
        for table in (touches, orders)
    ]
    if found[0] != found[1]:
        raise DataError(words.NO_OVERLAP.format(ours=found[0], theirs=found[1]))
