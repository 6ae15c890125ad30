"""Who read which message: customers by messages, and what of it may be shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks, privacy
from segkit.checks import DataError
from segkit.kpis import reading
from segkit.kpis.mail.content import Measure, delivered
from segkit.kpis.matching import segments_for
from segkit.kpis.words import content as words
from segkit.record import Table

MOST_CELLS = 50_000_000


def open_matrix(
    sends: Any,
    segments: pd.Series | None = None,
    *,
    measure: Measure = "open",
    by: str = "message_id",
    start: Any = None,
    end: Any = None,
    minimum: int = 10,
    columns: Mapping[str, str] | None = None,
    timezone: str | None = None,
) -> Table:
    """Say which customers opened which messages; by segment, what may be shown.

    Parameters
    ----------
    sends : customer_id, sent_at, delivered, `by`, and opened_at or clicked_at
    segments : Series indexed by customer_id: shares of each segment; None for single
        customers
    measure : ``"open"`` or ``"click"``
    by : the column that names the messages
    start, end : first and last local day of sending; None for any
    minimum : smallest group whose share is shown
    columns, timezone : as in `segkit.kpis.reading.opened`

    Returns
    -------
    Table. Without segments a row per customer and a column per message: 1 read, 0 not,
        nan not delivered (or opened in the first 60 seconds, perhaps by a machine).
        With segments a row per segment: the share, nan for groups that are too small.
        ``attrs``: heading, note, left_out

    Raises
    ------
    DataError
        if a column is missing, nothing was delivered, or the matrix is too large

    References
    ----------
    Own definition; suppression as in `segkit.privacy.suppress`.

    Examples
    --------
    >>> sends = pd.DataFrame({"customer_id": [1, 1, 2], "message_id": ["A", "B", "A"]})
    >>> sends["sent_at"], sends["delivered"] = pd.Timestamp("2024-07-01"), True
    >>> sends["opened_at"] = pd.to_datetime(["2024-07-02", None, None])
    >>> pd.DataFrame(open_matrix(sends))
    message_id     A    B
    customer_id
    1            1.0  0.0
    2            0.0  NaN
    """
    checks.choice(measure, list(words.MEASURES), name="measure")
    checks.whole_number(minimum, name="minimum")
    days = reading.days(start, end)
    people, left_out = delivered(
        sends, measure, by, days, columns=columns, timezone=timezone
    )
    said = {"by": by.replace("_id", ""), "measure": words.MEASURES[measure]}
    if segments is None:
        table = _single(people, by)
        rows, columns_ = table.shape
        heading = words.MATRIX.format(rows=rows, columns=columns_, **said)
        note = words.MATRIX_NOTE.format(minimum=minimum)
        note += words.MATRIX_MACHINES if measure == "open" else ""
    else:
        kinds = segments_for(segments, pd.Index(people["customer_id"])).to_numpy()
        names = segments.astype("category").cat.categories
        table = _shared(people.assign(_kind=kinds), by, names, minimum)
        table.index.name = segments.name
        heading = words.GROUP_MATRIX.format(**said)
        note = words.GROUP_NOTE.format(minimum=minimum)
    result = Table(table)
    result.attrs = {"heading": heading, "note": note, "left_out": left_out}
    return result


def _single(people: pd.DataFrame, by: str) -> pd.DataFrame:
    """Make the matrix of single customers."""
    shape = people["customer_id"].nunique(), people[by].nunique()
    if shape[0] * shape[1] > MOST_CELLS:
        raise DataError(words.TOO_LARGE.format(rows=shape[0], columns=shape[1]))
    read = (people["n_read"] > 0).astype(float).where(people["n_delivered"] > 0)
    return people.assign(read=read).pivot(
        index="customer_id", columns=by, values="read"
    )


def _shared(
    people: pd.DataFrame, by: str, names: pd.Index, minimum: int
) -> pd.DataFrame:
    """Make the matrix of segments, without cells that would show single persons."""
    known = people[people["n_delivered"] > 0].assign(read=lambda t: t["n_read"] > 0)
    sums = known.groupby(["_kind", by])["read"].agg(["mean", "size"])
    cells = pd.MultiIndex.from_product([names, sorted(people[by].unique())])
    sums = sums.reindex(cells.set_names(["_kind", by]))
    parts = {}
    for message, column in sums.groupby(level=by):
        shown = column.droplevel(by).fillna({"size": np.inf})
        parts[message] = privacy.suppress(
            shown, count="size", minimum=minimum, total=words.TOTAL
        )["mean"]
    return pd.DataFrame(parts).reindex(names).rename_axis(columns=by)
