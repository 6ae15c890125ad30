"""Look at the quality of the orders, decide, clean, and log it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from segkit import features, quality
from segkit.checks import DataError
from segkit.cli import words
from segkit.cli.terminal import Progress, say, warn

Decision = tuple[str, dict[str, Any]]


@dataclass(frozen=True, eq=False)
class Clean:
    """Orders after cleaning, with what was found and what was done.

    Parameters
    ----------
    orders : orders table
    findings : what was found, a row each
    log : what was done, a row each
    decisions : the same as (name, parameters)
    key : pseudonym and original of each customer, or None
    """

    orders: Any
    findings: pd.DataFrame
    log: pd.DataFrame
    decisions: list[Decision]
    key: pd.DataFrame | None


def clean(
    orders: Any,
    *,
    progress: Progress,
    as_of: str | None,
    keep: Iterable[str],
    utc: str | None,
    key_file: Path,
) -> Clean:
    """Show what is wrong with the orders, and apply what is proposed.

    Parameters
    ----------
    orders : orders table
    progress : to say how long it takes
    as_of : the last day that counts, or None
    keep : names of decisions that are not to be applied
    utc : the shop's time zone if the times are UTC, or None
    key_file : the secret behind the pseudonyms, made if it is missing

    Returns
    -------
    Clean
    """
    with progress.step(words.CHECKING):
        found = quality.report(orders, as_of=as_of)
    say(repr(found))
    people = found.findings["check"] == "personal column"
    if people.any():
        columns = ", ".join(found.findings.loc[people, "column"])
        warn(words.PERSONAL.format(columns=columns))
    if utc is None and (found.findings["check"] == "time zone").any():
        warn(words.LOOKS_UTC)
    decisions = decide(found, keep=set(keep), utc=utc)
    with progress.step(words.CLEANING):
        done = quality.clean(orders, decisions, key_file=str(key_file))
    say(repr(done) if decisions else words.NOTHING_TO_CLEAN)
    return Clean(done.table, found.findings, done.log, decisions, done.key)


def decide(
    found: quality.QualityReport, *, keep: set[str], utc: str | None
) -> list[Decision]:
    """Choose the decisions to apply: those that the report suggests, but for `keep`.

    Parameters
    ----------
    found : what the report found
    keep : names of decisions that are not to be applied
    utc : the shop's time zone if the times are UTC, or None

    Returns
    -------
    list of (name, parameters)

    Raises
    ------
    DataError
        if `keep` names something that is no decision

    Examples
    --------
    >>> at = pd.to_datetime(["2024-03-05", "2024-03-05"])
    >>> orders = pd.DataFrame({"customer_id": 1, "amount": 5.0, "ordered_at": at})
    >>> found = quality.report(orders, today="2024-12-31")
    >>> decide(found, keep=set(), utc=None)
    [('drop_exact_duplicates', {})]
    >>> decide(found, keep={"drop_exact_duplicates"}, utc=None)
    []
    """
    known = quality.decisions()["decision"].tolist()
    wrong = sorted(keep - set(known))
    if wrong:
        raise DataError(words.NO_DECISION.format(wrong=wrong, known=known))
    chosen = [d for d in quality.suggested(found) if d[0] not in keep]
    if utc is not None:
        chosen.insert(0, ("utc_to_local", {"timezone": utc}))
    return chosen


def settled(done: Clean, staging: Path) -> Any:
    """Write cleaned orders that lie in a database down once, not once per question.

    Parameters
    ----------
    done : after cleaning
    staging : a folder that is emptied in the end

    Returns
    -------
    orders table: pandas as it is, else a DuckDB relation on a file
    """
    if isinstance(done.orders, pd.DataFrame) or not done.decisions:
        return done.orders
    scratch = staging / "scratch"
    scratch.mkdir()
    path = scratch / "orders.parquet"
    done.orders.to_parquet(str(path))
    return features.scan(path)
