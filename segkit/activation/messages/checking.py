"""What is wrong with messages, before anybody reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from segkit import checks, engine
from segkit.activation.messages.findings import CHECKS, MUST, Checked, Finding
from segkit.activation.messages.lengths import CHANNELS
from segkit.activation.messages.rendering import Templates, render
from segkit.activation.messages.template import Template
from segkit.activation.permission import Policy, permitted
from segkit.activation.words.messages import checking as words
from segkit.checks import DataError
from segkit.record import Table

COLUMNS = ["check", "severity", "rows", "found", "do"]


def check_messages(
    templates: Templates,
    rows: Any,
    *,
    channel: str | None = None,
    by: str | Sequence[str] | None = None,
    given: Mapping[str, Any] | None = None,
    columns: Mapping[str, str] | None = None,
    sender: str | None = None,
    policy: Policy | None = None,
    contacts: Any = None,
    as_of: Any = None,
) -> Table:
    """List what is wrong with messages, the gravest first, and what to do about it.

    Parameters
    ----------
    templates, rows, by, given, columns : as for `render`
    channel : "email", "sms", "push", "search ad", "social ad", "letter"; None for the
        templates' own
    sender : the line that says who sends the message and where they live; None for
        given["sender_line"]
    policy : who may be contacted; None leaves consent and pressure unchecked: said so
    contacts, as_of : as for `permitted`: what was sent before, and the day

    Returns
    -------
    Table, a row a finding: check, severity ("must be changed", "should be changed",
        "for your information"), rows (readers it touches), found, do. ``attrs``:
        heading, notes, ready (messages that nothing grave speaks against)

    Raises
    ------
    DataError
        if the templates are of several channels, or names in them are unknown

    References
    ----------
    Lengths: see `length_limits`. Way out and sender: Directive 2002/58/EC, article 13
    (4); Directive 2000/31/EC, articles 5 and 6; 15 U.S.C. 7704 (a) (5). Special
    categories: Regulation (EU) 2016/679, article 9. Shouting: see `shouting`.

    Examples
    --------
    >>> offer = Template("SALE SALE!!!", "Come in, {{ first_name }}.")
    >>> rows = pd.DataFrame({"customer_id": [1, 2], "first_name": ["Ann", None]})
    >>> check_messages(offer, rows)[["check", "severity", "rows"]]
                   check           severity  rows
    0      missing field    must be changed     1
    1        unsubscribe    must be changed     1
    2         legal line    must be changed     1
    3           shouting  should be changed     1
    4           shouting  should be changed     1
    """
    table = engine.to_pandas(checks.table(rows, [], name="rows", columns=columns))
    every = [templates] if isinstance(templates, Template) else [*templates.values()]
    where = _channel(every, channel)
    made = render(templates, table, by=by, given=given)
    checked = Checked(every, where, table, made, given or {}, sender)
    found = [finding for check in CHECKS for finding in check(checked)]
    held: pd.Series | None = None
    if policy is not None:
        more, held = _not_permitted(table, policy, contacts, as_of)
        found += more
    return _table(found, made, held)


def _channel(templates: list[Template], channel: str | None) -> str:
    own = sorted({template.channel for template in templates})
    if channel is None and len(own) != 1:
        raise DataError(words.SEVERAL_CHANNELS.format(channels=own))
    return checks.choice(channel or own[0], CHANNELS, name="channel")


def _not_permitted(
    table: pd.DataFrame, policy: Policy, contacts: Any, as_of: Any
) -> tuple[list[Finding], pd.Series]:
    """Say who may not be written to, and why."""
    answers = permitted(table, policy, contacts=contacts, as_of=as_of)
    counts = answers["reason"][~answers["allowed"]].value_counts()
    found: list[Finding] = [
        (
            words.CHECK_PERMISSION,
            MUST,
            int(n),
            words.FOUND_PERMISSION.format(reason=reason),
            words.DO_PERMISSION,
        )
        for reason, n in counts.items()
        if n
    ]
    ids = table.get("customer_id", table.index)
    allowed = answers["allowed"].reindex(pd.Index(ids), fill_value=False)
    return found, pd.Series(~allowed.to_numpy(), index=table.index)


def _table(found: list[Finding], made: pd.DataFrame, held: pd.Series | None) -> Table:
    """Put the gravest first, and say how many messages may leave."""
    table = pd.DataFrame(found, columns=COLUMNS)
    table["rows"] = table["rows"].astype("int64")
    order = table["severity"].map({s: k for k, s in enumerate(words.SEVERITIES)})
    table = table.loc[order.sort_values(kind="stable").index].reset_index(drop=True)
    result = Table(table)
    fine = ~made["refused"].to_numpy()
    if held is not None:
        fine &= ~held.to_numpy()
    said = {"n": len(made), "ready": int(fine.sum()), "k": len(table)}
    grave = int((table["severity"] == MUST).sum())
    result.attrs["heading"] = words.CHECKED.format(must=grave, **said)
    result.attrs["notes"] = [] if held is not None else [words.NOT_ASKED]
    result.attrs["ready"] = said["ready"]
    return result
