"""Reading a test of several messages: who got which, and who got none.

Internal: `response_matrix` reads its tables here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.experiments.uplift import arms
from segkit.experiments.uplift.contrasts import HELD_OUT
from segkit.experiments.words import responses as words
from segkit.experiments.words import uplift


@dataclass(frozen=True)
class Messages:
    """The rows of a test with several messages.

    Parameters
    ----------
    rows : segment (text), message (number, -1 for the hold-out), stratum, outcome, and
        unit if customers come again
    names : the messages, in the order of their numbers
    control : what the hold-out is called
    rate : whether every outcome is 0 or 1
    within : whether only rows of one stratum are compared
    left_out : why rows were left out, and how many

    Examples
    --------
    >>> table = pd.DataFrame({"message_id": ["nothing", "M1", "M2"], "y": [0, 1, 1],
    ...                       "s": ["x", "x", "x"]})
    >>> read_messages(table, "y", "s").names
    ['M1', 'M2']
    """

    rows: pd.DataFrame
    names: list[str]
    control: Any
    rate: bool
    within: bool
    left_out: dict[str, int]


def read_messages(
    table: Any,
    outcome: str,
    segments: arms.Segments,
    *,
    messages: str = "message_id",
    variant: str | None = None,
    control: Any = None,
    within: str | None = None,
    unit: str | None = None,
    missing: str = "drop",
) -> Messages:
    """Say who got which message, in which segment, and what came of it.

    Parameters
    ----------
    table, outcome, segments, messages, variant, control, within, unit, missing : as for
        `segkit.experiments.response_matrix`

    Returns
    -------
    Messages

    Raises
    ------
    DataError
        as for `segkit.experiments.response_matrix`

    Examples
    --------
    >>> table = pd.DataFrame({"message_id": [None, "M1"], "arm": ["control", "sent"],
    ...                       "y": [0, 1], "s": ["x", "x"]})
    >>> read_messages(table, "y", "s", variant="arm").rows["message"].tolist()
    [-1, 0]
    """
    have = nw.from_native(checks.table(table, name="table")).collect_schema().names()
    names, key = arms.segment_columns(segments, unit, have)
    asked = dict.fromkeys([outcome, messages, variant, within, unit, key, *names])
    need = [column for column in asked if column]
    checks.table(table, need, name="table")
    data = engine.to_pandas(nw.from_native(table).select(need).to_native())
    arm = data[variant or messages]
    control = _control(arm, variant or messages, control)
    held = (arm == control).fillna(False).astype(bool)
    rows = pd.DataFrame(
        {
            "segment": arms.segment_of(data, segments, names, key),
            "message": arms.text(data[messages]).mask(held, words.HELD_OUT),
            "stratum": data[within] if within else 0,
            "outcome": arms.outcome_of(data[outcome], outcome, missing),
        }
    )
    if unit:
        rows["unit"] = data[unit]
    rows, left_out = _filtered(rows.assign(arm=arm), outcome)
    found = sorted(set(rows["message"]) - {words.HELD_OUT})
    if not found:
        raise DataError(words.NO_MESSAGES.format(column=messages))
    numbers = {words.HELD_OUT: HELD_OUT} | {name: k for k, name in enumerate(found)}
    rows["message"] = rows["message"].map(numbers).astype(int)
    _refuse_alone(rows, within)
    rate = bool(rows["outcome"].isin((0.0, 1.0)).all())
    return Messages(rows, found, control, rate, within is not None, left_out)


def _control(arm: pd.Series, column: str, control: Any) -> Any:
    """Return the value of those held out."""
    found = sorted(arm.dropna().unique().tolist(), key=str)
    if control is None:
        return arms.control_of(found, column)
    if control not in found:
        said = {"argument": "control", "value": control, "column": column}
        raise DataError(uplift.NOT_THERE.format(found=found, **said))
    return control


def _filtered(rows: pd.DataFrame, outcome: str) -> tuple[pd.DataFrame, dict[str, int]]:
    """Keep the rows that can be compared, and count the others by their first fault."""
    left_out, fine = {}, pd.Series(True, index=rows.index)
    faults = {
        words.NO_ARM: rows["arm"].isna(),
        words.NO_MESSAGE: rows["message"].isna(),
        uplift.LEFT_OUT["segment"]: rows["segment"].isna(),
        words.NO_STRATUM: rows["stratum"].isna(),
        uplift.LEFT_OUT["outcome"].format(outcome=outcome): rows["outcome"].isna(),
    }
    for name, fault in faults.items():
        n = int((fault & fine).sum())
        if n:
            left_out[name] = n
        fine &= ~fault
    return rows[fine].drop(columns="arm"), left_out


def _refuse_alone(rows: pd.DataFrame, within: str | None) -> None:
    """Refuse a table in which no message has a hold-out to be compared with."""
    place = ["segment", "stratum"]
    held = rows["message"] == HELD_OUT
    known = rows.loc[held, place].drop_duplicates()
    if rows.loc[~held, place].merge(known, on=place).empty:
        raise DataError(words.NO_HOLD_OUT.format(place=within or "segment"))
