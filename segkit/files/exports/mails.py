"""Exports of e-mail platforms: a row per event, a row per recipient, or who left."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from segkit.checks import DataError
from segkit.files.amounts import as_numbers
from segkit.files.clock import local_times
from segkit.files.exports import words
from segkit.files.exports.table import Opened, open_export, propose
from segkit.files.names import plain

KINDS = ("sent", "opened", "clicked", "bounced", "unsubscribed", "complained")
ORDER = ["customer_id", "message", "event", "happened_at", "time_known"]


def read_mail_events(
    path: str | os.PathLike[str],
    *,
    message: str | None = None,
    sent_at: Any = None,
    names: Mapping[str, str] | None = None,
    columns: Mapping[str, str | None] | None = None,
    timezone: str | None = None,
    encoding: str | None = None,
    dayfirst: bool | None = None,
) -> pd.DataFrame:
    r"""Read an export of an e-mail platform as a log with one row per event.

    Three shapes are recognised: a row per event; a row per recipient with counts or
    times of openings and clicks; a list of those who unsubscribed (its addresses are
    what ``Policy(suppressed=…)`` takes). `segkit.kpis.sends_from_events` makes of the
    log the table of messages that the indicators count from.

    Parameters
    ----------
    path : .csv, .tsv, .txt (also .gz), .xlsx
    message : name of the message, if the file does not say it
    sent_at : when it was sent, if the file does not say it
    names : {their word: ours} for events that are not recognised; ours are sent,
        opened, clicked, bounced, unsubscribed, complained
    columns : {our name: the file's name}; None as a name switches a proposal off
    timezone : the shop's zone, for times that carry an offset
    encoding, dayfirst : as for `segkit.files.read`

    Returns
    -------
    pandas.DataFrame with customer_id (the address, in small letters), message, event,
    happened_at, time_known (False where the file holds a count but no time), sorted by
    time; ``attrs``: shape ("events", "recipients", "unsubscribed"), reading, notes,
    mapping

    Raises
    ------
    DataError
        if the shape is not recognised, or a message or its time is missing

    References
    ----------
    own definition; the names are those that the platforms' exports use

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "june.csv"
    >>> rows = "Ann@shop.io,2,0\nbo@x.io,0,0\n"
    >>> _ = file.write_text("Email Address,Opens,Clicks\n" + rows)
    >>> log = read_mail_events(file, message="June", sent_at="2024-06-03 10:00")
    >>> log[["customer_id", "event"]].values.tolist()
    [['ann@shop.io', 'sent'], ['bo@x.io', 'sent'], ['ann@shop.io', 'opened']]
    """
    opened = open_export(Path(path), encoding=encoding, dayfirst=dayfirst)
    mapping = propose(opened.text, words.MAILS, columns, opened.name)
    shape = _shape(mapping, opened)
    rows = pd.DataFrame({ours: opened.text[t] for ours, t in mapping.items()})
    rows["customer_id"] = rows["customer_id"].astype("str").str.strip().str.lower()
    nobody = rows["customer_id"].isna() | (rows["customer_id"] == "")
    if nobody.any():
        opened.notes.append(words.NOTES["no address"].format(n=int(nobody.sum())))
    for name in [n for n in mapping if n.endswith("_at") and not _flags(rows[n])]:
        rows[name] = local_times(
            opened.text[mapping[name]], timezone, dayfirst, opened.notes, opened.name
        )
    rows = _named(rows[~nobody], message, shape, opened)
    if shape == "events":
        log = _logged(rows, names, opened)
    else:
        log = _spread(rows, sent_at, shape, opened)
    log = log.sort_values(["happened_at", "customer_id", "event"], ignore_index=True)
    log = log[ORDER]
    log.attrs = {
        "shape": shape,
        "reading": opened.reading,
        "notes": opened.notes,
        "mapping": mapping,
    }
    return log


def _shape(mapping: dict[str, str], opened: Opened) -> str:
    have = set(mapping)
    if "customer_id" in have:
        if {"event", "happened_at"} <= have:
            return "events"
        if {"n_opens", "n_clicks", "opened_at", "clicked_at"} & have:
            return "recipients"
        if "unsubscribed_at" in have:
            return "unsubscribed"
    text = words.SAYS["mails"]
    columns = list(opened.text.columns)
    raise DataError(text.format(name=opened.name, found=mapping, have=columns))


def _flags(column: pd.Series) -> bool:
    """Say whether a column holds yes and no, or counts, instead of times."""
    known = column.astype("str").str.strip().str.lower()
    known = known[known.notna() & (known != "")]
    few = known.isin({"yes", "no", "true", "false", "0", "1", "hard", "soft", "y", "n"})
    return bool(few.all())


def _named(
    rows: pd.DataFrame, message: str | None, shape: str, opened: Opened
) -> pd.DataFrame:
    if message is not None:
        return rows.assign(message=message)
    if "message" in rows:
        return rows
    if shape == "unsubscribed":
        return rows.assign(message=pd.Series(None, index=rows.index, dtype="str"))
    raise DataError(words.SAYS["no message"].format(name=opened.name))


def _logged(
    rows: pd.DataFrame, names: Mapping[str, str] | None, opened: Opened
) -> pd.DataFrame:
    """Give each event of a log our name; leave out and count the others."""
    wrong = sorted(set((names or {}).values()) - set(KINDS))
    if wrong:
        raise DataError(words.SAYS["names"].format(wrong=wrong, known=list(KINDS)))
    meant = {plain(w): ours for ours, ws in words.EVENTS.items() for w in ws.split()}
    meant |= {plain(theirs): ours for theirs, ours in (names or {}).items()}
    said = rows["event"].astype("str")
    event = said.map(plain, na_action="ignore").map(meant).astype("str")
    if event.isna().all():
        found = sorted(said.dropna().unique())[:8]
        text = words.SAYS["no events"]
        raise DataError(text.format(name=opened.name, found=found, known=list(KINDS)))
    machine = event == "opened by a machine"
    if machine.any():
        opened.notes.append(words.NOTES["machine"].format(n=int(machine.sum())))
    if event.isna().any():
        other = ", ".join(sorted(said[event.isna()].dropna().unique())[:6])
        text = words.NOTES["events"]
        opened.notes.append(text.format(n=int(event.isna().sum()), names=other))
    log = rows.assign(event=event, time_known=rows["happened_at"].notna())
    log = log[event.notna() & ~machine]
    return log if "sent_at" not in log else pd.concat([log, _sendings(log)])


def _sendings(log: pd.DataFrame) -> pd.DataFrame:
    """Make the sendings that a log of reactions tells beside each reaction."""
    if (log["event"] == "sent").any():
        return log.iloc[:0]
    sent = log[log["sent_at"].notna()].drop_duplicates(["customer_id", "message"])
    return sent.assign(event="sent", happened_at=sent["sent_at"], time_known=True)


def _spread(
    rows: pd.DataFrame, sent_at: Any, shape: str, opened: Opened
) -> pd.DataFrame:
    """Make of a row per recipient a row per event."""
    if shape == "recipients":
        rows = _sent(rows, sent_at, opened)
    parts = []
    for kind in ("sent", "opened", "clicked", "bounced", "unsubscribed"):
        at = rows.get(f"{kind}_at", pd.Series(pd.NaT, index=rows.index))
        did = _did(rows, kind)
        if pd.api.types.is_datetime64_any_dtype(at):
            did, when = did | at.notna(), at
        else:
            when = pd.Series(pd.NaT, index=rows.index, dtype="datetime64[us]")
        part = rows.loc[did, ["customer_id", "message"]].assign(event=kind)
        known = when[did].notna()
        if "sent_at" in rows:
            end = rows["sent_at"].dt.normalize() + pd.Timedelta("23:59:59")
            when = when.fillna(end)
        parts.append(part.assign(happened_at=when[did], time_known=known))
    log = pd.concat(parts)
    unknown = int((~log["time_known"]).sum())
    if unknown:
        opened.notes.append(words.NOTES["no time"].format(n=unknown))
    return log


def _sent(rows: pd.DataFrame, sent_at: Any, opened: Opened) -> pd.DataFrame:
    if sent_at is not None:
        return rows.assign(sent_at=pd.Timestamp(sent_at))
    if "sent_at" not in rows or not pd.api.types.is_datetime64_any_dtype(
        rows["sent_at"]
    ):
        raise DataError(words.SAYS["no sent"].format(name=opened.name))
    return rows


def _did(rows: pd.DataFrame, kind: str) -> pd.Series:
    """Say who did it, by a count or by a yes."""
    counts = {"opened": "n_opens", "clicked": "n_clicks"}.get(kind, f"{kind}_at")
    if counts not in rows or pd.api.types.is_datetime64_any_dtype(rows[counts]):
        return pd.Series(False, index=rows.index)
    text = rows[counts].astype("str").str.strip().str.lower()
    yes = text.isin({"yes", "true", "y", "hard", "soft", "oui"})
    return yes | (as_numbers(text)[0].fillna(0) > 0)
