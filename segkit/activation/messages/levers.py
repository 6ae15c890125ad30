"""The three levers: what changes when the offer, the message or the timing changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from scipy import special

from segkit import checks, engine
from segkit.activation.messages.lever_design import (
    between_only,
    design_of,
    mean_rate,
    read_history,
    set_to,
    settings_of,
)
from segkit.activation.messages.lever_record import Levers
from segkit.activation.messages.logistic import Line, fit
from segkit.activation.words.messages import offers as words
from segkit.checks import DataError
from segkit.record import Table


def levers(
    history: Any,
    *,
    outcome: str,
    offer: str | None = None,
    message: str | None = None,
    timing: str | None = None,
    within: str | None = None,
    customer: str | None = None,
    columns: Mapping[str, str] | None = None,
    level: float = 0.95,
) -> Levers:
    """Say what the offer, the message and the timing each do to the share that answers.

    Parameters
    ----------
    history : one row a message that was sent, any engine
    outcome : the column that says whether it was answered (opened, clicked, bought)
    offer, message, timing : the columns of the three levers; those that there are. Cut
        numbers such as hours into a few kinds first
    within : a column, such as campaign_id: only messages of one campaign are compared
        with each other. A lever that never changes within one is then not judged
    customer : the column of the customers, if they come again
    columns : ``{"our name": "your name"}``
    level : coverage of the intervals

    Returns
    -------
    Levers: its table has a row a setting: lever, setting, n, rate (as observed), effect
        (points added against the lever's first setting, the other levers alike), low,
        high, clear (bool, corrected for all settings by Bonferroni)

    Raises
    ------
    DataError
        if a column is missing, the outcome is not yes or no, a lever has a single
        setting or more than 24, or a setting was always (or never) answered

    References
    ----------
    Own definition: logistic regression on the three levers, effects as differences of
    average predicted rates (Lane and Nelder 1982, Biometrics 38, 613-621), errors
    robust for customers who come again.

    Examples
    --------
    >>> sent = pd.DataFrame({"message_kind": ["A", "B"] * 100})
    >>> sent["answered"] = [0, 1, 0, 0, 1, 0, 0, 1] * 25
    >>> levers(sent, outcome="answered", message="message_kind").table[
    ...     ["lever", "setting", "n", "rate", "effect"]].round(3)
         lever setting    n  rate  effect
    0  message       A  100  0.25    0.00
    1  message       B  100  0.50    0.25
    """
    given = {"offer": offer, "message": message, "timing": timing}
    used = {lever: name for lever, name in given.items() if name}
    if not used:
        raise DataError(words.NO_LEVERS)
    need = [outcome, *used.values(), *[name for name in (within, customer) if name]]
    table = engine.to_pandas(
        checks.table(history, need, name="history", columns=columns)
    )
    data, left_out = read_history(table, outcome, used, within, customer)
    cannot = between_only(data, used, within)
    settings = settings_of(data, [lever for lever in used if lever not in cannot])
    if not settings:
        raise DataError(" ".join(cannot.values()))
    design = design_of(data, settings)
    clusters = pd.factorize(data["customer"])[0] if customer else None
    line = fit(design, data["outcome"].to_numpy(), None, clusters)
    result = _effects(data, design, settings, line, level)
    result.attrs |= _said(result, cannot, within, left_out)
    return Levers(result, settings, cannot, data, design, line, level)


def _effects(
    data: pd.DataFrame,
    design: np.ndarray,
    settings: Mapping[str, list[Any]],
    line: Line,
    level: float,
) -> Table:
    """Compare every setting with the first of its lever, the others alike."""
    tests = sum(len(values) - 1 for values in settings.values())
    z, strict = (
        float(special.ndtri(1 - (1 - level) / 2 / k)) for k in (1, max(tests, 1))
    )
    rows = []
    for lever, values in settings.items():
        base, base_slope = mean_rate(
            set_to(design, data, settings, {lever: values[0]}), line
        )
        for value in values:
            rate, slope = mean_rate(
                set_to(design, data, settings, {lever: value}), line
            )
            move = slope - base_slope
            error = float(np.sqrt(max(move @ line.covariance @ move, 0.0)))
            mine = data.loc[data[lever] == value, "outcome"]
            effect = rate - base
            ends = (effect - z * error, effect + z * error)
            clear = value != values[0] and abs(effect) > strict * error
            rows.append((lever, value, len(mine), mine.mean(), effect, *ends, clear))
    return Table(pd.DataFrame(rows, columns=words.LEVER_COLUMNS))


def _said(
    table: pd.DataFrame,
    cannot: Mapping[str, str],
    within: str | None,
    left_out: dict[str, int],
) -> dict[str, Any]:
    clear = table[table["clear"]]
    heading = words.LEVERS_CLEAR.format(n=len(clear)) if len(clear) else words.NO_LEVER
    notes = [*cannot.values()]
    notes.append(words.WITHIN.format(within=within) if within else words.NOT_WITHIN)
    notes += [said.format(n=n, within=within) for said, n in left_out.items() if n]
    return {"heading": heading, "notes": notes, "left_out": sum(left_out.values())}
