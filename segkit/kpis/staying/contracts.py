"""From contracts to how long each lasted, as it was known on a day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.kpis.staying import churn
from segkit.kpis.words import retention as words

c = nw.col
DAYS = {"days": 1.0, "weeks": 7.0, "months": 365.25 / 12, "years": 365.25}


def contract_stays(
    contracts: Any,
    *,
    as_of: Any,
    unit: str = "months",
    columns: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Say how long each contract lasted by a day, and whether it had ended by then.

    Parameters
    ----------
    contracts : table customer_id, started_on, ended_on (first day without; empty if it
        still runs), in any engine; other columns come along
    as_of : last day that is known
    unit : ``"days"``, ``"weeks"``, ``"months"`` (of 365.25 / 12 days) or ``"years"``
    columns : ``{"our name": "your name"}``

    Returns
    -------
    DataFrame, a row per contract in order of customer and start: the columns of
    contracts, duration (in that unit) and ended (bool), for `survival`. ``attrs``:
    as_of, unit, left_out

    Raises
    ------
    DataError
        if no contract had started, or one ends before it starts

    Notes
    -----
    Own definition. What ended after `as_of` still ran on that day (censored).

    Examples
    --------
    >>> contracts = pd.DataFrame({"customer_id": [1, 2]})
    >>> contracts["started_on"] = pd.to_datetime(["2024-01-01", "2024-01-11"])
    >>> contracts["ended_on"] = pd.to_datetime(["2024-01-08", None])
    >>> stays = contract_stays(contracts, as_of="2024-01-31", unit="days")
    >>> stays[["duration", "ended"]]
       duration  ended
    0       7.0   True
    1      21.0  False
    """
    checks.choice(unit, DAYS, name="unit")
    day = checks.day(as_of)
    need = ["customer_id", "started_on", "ended_on"]
    native = checks.table(contracts, need, name="contracts", columns=columns)
    rows = churn.opened(nw.from_native(native))
    rows = engine.local_time(rows, "started_on", name="contracts")
    begun = rows.filter(c("started_on") < engine.day_after(rows, day))
    table = engine.to_pandas(begun.to_native())
    none = nw.when(c("started_on").is_null()).then(nw.lit(1)).otherwise(nw.lit(0))
    counts = rows.with_columns(_none=none).select(n=nw.len(), blank=c("_none").sum())
    n, blank = engine.to_pandas(counts.to_native()).iloc[0].astype(int)
    later = int(n) - len(table) - int(blank)
    left_out = {words.NO_START: int(blank), words.LATER: later}
    if table.empty:
        raise DataError(words.DURATIONS.format(as_of=day, left_out=left_out))
    table = table.sort_values(["customer_id", "started_on"], kind="stable")
    table = _measured(table.reset_index(drop=True), pd.Timestamp(day), DAYS[unit])
    table.attrs = {"as_of": day.isoformat(), "unit": unit, "left_out": left_out}
    return table


def _measured(table: pd.DataFrame, day: pd.Timestamp, per: float) -> pd.DataFrame:
    start, end = (
        pd.to_datetime(table[name]).dt.normalize()
        for name in ("started_on", "ended_on")
    )
    backwards = int((end < start).sum())
    if backwards:
        raise DataError(words.ENDED_BEFORE.format(n=backwards))
    ended = end.notna() & (end <= day)
    till = end.where(ended, day + pd.Timedelta(days=1))
    return table.assign(duration=(till - start).dt.days / per, ended=ended)
