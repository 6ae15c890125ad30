"""The numbers behind the three levers: who got which setting, and what was answered.

Internal: `levers` reads its tables here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from scipy import special

from segkit.activation.messages.logistic import Line
from segkit.activation.words.messages import offers as words
from segkit.checks import DataError

MOST_SETTINGS = 24


def read_history(
    table: pd.DataFrame,
    outcome: str,
    used: Mapping[str, str],
    within: str | None,
    customer: str | None,
) -> tuple[pd.DataFrame, dict[str, int]]:
    """Take the columns that are needed; leave out rows that say nothing."""
    data = pd.DataFrame({lever: table[name] for lever, name in used.items()})
    answer = table[outcome]
    if not (pd.api.types.is_bool_dtype(answer) or answer.dropna().isin([0, 1]).all()):
        raise DataError(words.NO_ANSWER.format(column=outcome))
    data["outcome"] = answer.astype("Float64").astype(float)
    data["within"] = table[within] if within else 0
    data["customer"] = table[customer] if customer else 0
    known = data.dropna()
    if known.empty:
        raise DataError(words.NO_ROWS)
    rates = known.groupby("within", observed=True)["outcome"].transform("mean")
    kept = known[(rates > 0) & (rates < 1)]
    if kept.empty:
        raise DataError(words.NO_FIT)
    left_out = {
        words.LEFT_OUT: len(data) - len(known),
        words.SILENT_STRATA: len(known) - len(kept),
    }
    return kept.reset_index(drop=True), left_out


def between_only(
    data: pd.DataFrame, used: Mapping[str, str], within: str | None
) -> dict[str, str]:
    """Say which levers never change within a stratum, so as to be compared."""
    if within is None:
        return {}
    found = {}
    for lever, name in used.items():
        if (data.groupby("within", observed=True)[lever].nunique() <= 1).all():
            said = {"lever": lever, "column": name, "within": within}
            found[lever] = words.BETWEEN_ONLY.format(**said)
    return found


def settings_of(data: pd.DataFrame, used: list[str]) -> dict[str, list[Any]]:
    """List the settings of each lever, in their order."""
    found = {}
    for lever in used:
        counts = data[lever].value_counts()
        counts = counts[counts > 0]
        if len(counts) < 2:
            raise DataError(
                words.ONE_SETTING.format(lever=lever, have=list(counts.index))
            )
        if len(counts) > MOST_SETTINGS:
            said = {"lever": lever, "n": len(counts), "most": MOST_SETTINGS}
            raise DataError(words.MANY_SETTINGS.format(**said))
        values = counts.index.tolist()
        numbers = all(isinstance(value, int | float) for value in values)
        found[lever] = sorted(values) if numbers else sorted(values, key=str)
    return found


def design_of(data: pd.DataFrame, settings: Mapping[str, list[Any]]) -> np.ndarray:
    """Make a column for each setting but the first, and one for each stratum."""
    strata = pd.factorize(data["within"], sort=True)[0]
    alike = (strata[:, None] == np.arange(strata.max() + 1)).astype(float)
    levers = [
        (data[lever] == value).to_numpy(dtype=float)
        for lever, values in settings.items()
        for value in values[1:]
    ]
    design = np.column_stack([alike, *levers])
    if np.linalg.matrix_rank(design.T @ design) < design.shape[1]:
        raise DataError(words.TOGETHER.format(levers=list(settings)))
    return design


def set_to(
    design: np.ndarray,
    data: pd.DataFrame,
    settings: Mapping[str, list[Any]],
    wanted: Mapping[str, Any],
) -> np.ndarray:
    """Return the design as if every message had been sent like this."""
    changed = design.copy()
    column = design.shape[1] - sum(len(values) - 1 for values in settings.values())
    for lever, values in settings.items():
        for value in values[1:]:
            if lever in wanted:
                changed[:, column] = float(wanted[lever] == value)
            column += 1
    return changed


def mean_rate(design: np.ndarray, line: Line) -> tuple[float, np.ndarray]:
    """Return the mean predicted rate and how it moves with the coefficients."""
    rate = special.expit(design @ line.coefficients)
    return float(rate.mean()), design.T @ (rate * (1 - rate)) / len(rate)
