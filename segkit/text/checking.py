"""How right are labels: by language, at each confidence, and where they are wrong."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.record import Table, wilson
from segkit.text import words

BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


def how_right(
    found: pd.DataFrame, truth: Any, *, name: str = "sentiment", level: float = 0.95
) -> Table:
    """Say how often labels are right, and how well each label is found.

    Parameters
    ----------
    found : as `sentiment` or a model returns it (a model's `held_out`, to be fair)
    truth : what each text is, in the same order
    name : column of labels
    level : coverage of the interval

    Returns
    -------
    Table, one row per language and one for all: n, accuracy, low, high, macro_f1 (mean
    over the labels that occur), and f1 of each label. "no sign" counts as wrong

    Raises
    ------
    DataError
        if the lengths differ

    References
    ----------
    Wilson (1927); F1 after van Rijsbergen (1979)

    Examples
    --------
    >>> from segkit.text import sentiment
    >>> found = sentiment(["very good", "bad", "a bench"], "English")
    >>> table = how_right(found, ["positive", "negative", "negative"])
    >>> table.loc["all", ["n", "accuracy"]].round(2).tolist()
    [3.0, 0.67]
    """
    rows = _paired(found, truth, name)
    kinds = [k for k in found[name].cat.categories if k in set(rows["truth"])]
    parts = {str(tongue): part for tongue, part in rows.groupby("language")}
    table = Table(
        {
            tongue: _rates(part, kinds, level)
            for tongue, part in (parts | {"all": rows}).items()
        }
    ).T
    result = Table(table)
    result.attrs["heading"] = words.CHECKED["heading"].format(n=len(rows))
    return result


def calibration(
    found: pd.DataFrame,
    truth: Any,
    *,
    name: str = "sentiment",
    bands: tuple[float, ...] = BANDS,
    level: float = 0.95,
) -> Table:
    """Say how often labels are right at each confidence.

    Parameters
    ----------
    found, truth, name, level : as in `how_right`
    bands : limits of the bands of confidence, rising

    Returns
    -------
    Table, one row per band with texts in it: from, to, n, confidence (mean), accuracy,
    low, high. Texts without a sign are not in it

    Raises
    ------
    DataError
        if the lengths differ

    References
    ----------
    reliability table after Murphy and Winkler (1977); Wilson (1927)

    Examples
    --------
    >>> from segkit.text import sentiment
    >>> found = sentiment(["very good", "bad", "so kind"], "English")
    >>> int(calibration(found, ["positive", "negative", "positive"])["n"].sum())
    3
    """
    rows = _paired(found, truth, name).dropna(subset="confidence")
    band = pd.cut(rows["confidence"], list(bands), include_lowest=True)
    parts = []
    for limits, part in rows.groupby(band, observed=True):
        right = int((part["label"] == part["truth"]).sum())
        low, high = wilson(right, len(part), level)
        parts.append(
            {
                "from": max(limits.left, bands[0]),
                "to": limits.right,
                "n": len(part),
                "confidence": part["confidence"].mean(),
                "accuracy": right / len(part),
                "low": low,
                "high": high,
            }
        )
    table = Table(pd.DataFrame(parts))
    table.attrs["heading"] = words.CHECKED["calibration"].format(n=len(rows))
    return table


def _paired(found: pd.DataFrame, truth: Any, name: str) -> pd.DataFrame:
    known = np.asarray(truth)
    if len(known) != len(found):
        raise DataError(words.SAYS["match"].format(a=len(found), b=len(known)))
    columns = {
        "label": found[name].astype("str").to_numpy(),
        "truth": known.astype(str),
    }
    if "confidence" in found:
        columns["confidence"] = found["confidence"].to_numpy()
    language = found["language"].to_numpy() if "language" in found else "all"
    return pd.DataFrame(columns).assign(language=language)


def _rates(rows: pd.DataFrame, kinds: list[str], level: float) -> dict[str, float]:
    right = rows["label"] == rows["truth"]
    low, high = wilson(int(right.sum()), len(rows), level)
    f1 = {}
    for kind in kinds:
        said, is_so = rows["label"] == kind, rows["truth"] == kind
        both = 2 * (said & is_so).sum()
        f1[f"f1_{kind}"] = both / max(int(said.sum() + is_so.sum()), 1)
    return {
        "n": len(rows),
        "accuracy": right.mean(),
        "low": low,
        "high": high,
        "macro_f1": float(np.mean(list(f1.values()))),
        **f1,
    }
