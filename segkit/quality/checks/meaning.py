"""What the columns are about: persons, currencies, the state of an order."""

from __future__ import annotations

import narwhals.stable.v2 as nw

from segkit import privacy
from segkit.quality.facts import Facts, Finding
from segkit.quality.words import PERSONAL_TODO, STATUS_TODO

NO_MONEY = [
    "cancelled",
    "voided",
    "refunded",
    "failed",
    "test",
    "pending",
]


def check_personal(facts: Facts) -> list[Finding]:
    """Which columns seem to hold personal data; their values are never shown.

    Parameters
    ----------
    facts : of a table

    Returns
    -------
    list of Finding

    References
    ----------
    own definition, see `segkit.privacy.looks_personal`

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit.quality.facts import facts_of
    >>> orders = pd.DataFrame({"Email": ["a@b.io"], "amount": [3.0]})
    >>> check_personal(facts_of(orders, "orders"))[0].column
    'Email'
    """
    found = []
    for row in privacy.personal_columns(facts.head).itertuples():
        rows = facts.rows - facts.missing(str(row.column))
        who = row.column == "customer_id"
        decision, todo = "drop_columns", PERSONAL_TODO["other"]
        params: dict[str, list[str]] = {"columns": [str(row.column)]}
        if facts.name != "orders":
            decision, params, todo = "keep", {}, PERSONAL_TODO["customers"]
        elif who:
            decision, params, todo = "pseudonymise", {}, PERSONAL_TODO["customer_id"]
        words = {"kind": row.kind, "todo": todo}
        found.append(
            Finding(
                "personal column",
                str(row.column),
                rows,
                "decide",
                decision,
                params,
                words,
                facts.name,
            )
        )
    return found


def check_currencies(facts: Facts) -> list[Finding]:
    """Are all amounts in one currency.

    Parameters
    ----------
    facts : of the orders

    Returns
    -------
    list of at most one Finding; its rows are those not in the commonest currency

    References
    ----------
    own definition

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit.quality.facts import facts_of
    >>> orders = pd.DataFrame({"currency": ["EUR", "EUR", "USD"]})
    >>> check_currencies(facts_of(orders, "orders"))[0].words["counts"]
    'EUR 2, USD 1'
    """
    if not facts.is_text("currency"):
        return []
    code = nw.col("currency").cast(nw.String).str.strip_chars().str.to_uppercase()
    counts = facts.groups("currency", code, "currency")
    counts = counts[counts["currency"] != ""]
    if len(counts) < 2:
        return []
    pairs = zip(counts["currency"], counts["n"], strict=True)
    words = {
        "counts": ", ".join(f"{c} {n:,}" for c, n in pairs),
        "main": str(counts["currency"].iloc[0]),
    }
    rows = int(counts["n"].iloc[1:].sum())
    return [Finding("mixed currencies", "currency", rows, "stop", words=words)]


def check_status(facts: Facts) -> list[Finding]:
    """How many rows are cancelled, refunded, pending or tests.

    Parameters
    ----------
    facts : of the orders, its status in the words of `segkit.files.read_orders`

    Returns
    -------
    list of Finding, one per status other than paid

    References
    ----------
    own definition

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit.quality.facts import facts_of
    >>> orders = pd.DataFrame({"status": ["paid", "test"]})
    >>> check_status(facts_of(orders, "orders"))[0].decision
    'drop_status'
    """
    if not facts.is_text("status"):
        return []
    counts = facts.groups("status", nw.col("status").cast(nw.String), "status")
    found = []
    for status, n in zip(counts["status"], counts["n"], strict=True):
        if status == "paid":
            continue
        drop = status in NO_MONEY
        decision = ("drop_status", {"statuses": [status]}) if drop else ("keep", {})
        words = {"status": status, "todo": STATUS_TODO["drop" if drop else "keep"]}
        level = "decide" if drop else "know"
        found.append(Finding("status", "status", int(n), level, *decision, words))
    return found
