"""Why to doubt a fitted curve: what the history does not show, and what misleads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from segkit.activation.plan import fitting
from segkit.activation.plan.curves import Curve
from segkit.activation.plan.fitting import Fitted, Ready
from segkit.activation.plan.forms import FORMS
from segkit.activation.plan.history import History, day_of, variation
from segkit.activation.words.plan import curves as words

TOGETHER = 0.8  # correlation of spending from which channels are said to move together
MUCH = 2.0  # AICc by which growing returns must fit better
EVEN = 0.12  # variation of spending below which only tests make it vary


def reach(data: Ready, best: Fitted, level: float) -> tuple[float, float]:
    """Return how much larger squared errors may be, and how much wider that is.

    Parameters
    ----------
    data, best : the history, and the form that fits best
    level : coverage

    Returns
    -------
    (part of the smallest squared error, factor of the interval for errors that
    neighbouring periods share)

    References
    ----------
    Bates and Watts (1988), section 6.1; Bayley and Hammersley (1946), Supplement to
    the Journal of the Royal Statistical Society 8, 184-197.

    Examples
    --------
    >>> table = pd.DataFrame({"spend": [1.0, 2, 3, 4], "response": [1.0, 3, 2, 4]})
    >>> data = fitting.ready(History("radio", table, (), 0))
    >>> round(reach(data, fitting.fit(data, "linear"), 0.95)[0], 2)
    9.26
    """
    from scipy import stats  # noqa: PLC0415 (waited for only here)

    row = best.best
    shown = FORMS[best.form].value(data.x, row["scale"], row["shape"]) * row["size"]
    errors = data.out((data.y - shown)[:, None])[:, 0]
    whole = float(errors @ errors)
    r = float(errors[1:] @ errors[:-1]) / whole if whole > 0 else 0.0
    r = min(max(r, 0.0), 0.9)
    wider = float(np.sqrt((1 + r) / (1 - r)))
    t = float(stats.t.ppf((1 + level) / 2, best.free))
    return t**2 * wider**2 / best.free, wider


def baseline(data: Ready, brought: np.ndarray) -> float:
    """Return the mean response without spending.

    Parameters
    ----------
    data : the history
    brought : what spending brings in each period

    Returns
    -------
    float

    Examples
    --------
    >>> table = pd.DataFrame({"spend": [1.0, 2], "response": [5.0, 7.0]})
    >>> data = fitting.ready(History("radio", table, (), 0))
    >>> baseline(data, np.array([1.0, 2.0]))
    4.5
    """
    return float((data.y - brought).mean())


def notes(
    curve: Curve, read: History, best: Fitted, near: list[str], *, wider: float
) -> tuple[str, ...]:
    """Return everything to know before a curve is believed, the loudest first.

    Parameters
    ----------
    curve : as fitted
    read : its history
    best, near : the form that fits best, and all that fit as well
    wider : factor of the interval

    Returns
    -------
    tuple of sentences
    """
    assert curve.fit is not None
    fit, name = curve.fit, curve.name or words.NO_NAME
    low, high = (f"{end:,.3g}" for end in fit.ends(fit.usual))
    said = []
    if fit.verdict == "not shown":
        said.append(words.NO_EFFECT.format(name=name, low=low, high=high))
    said += _tests(read, name) + _one_period(curve, read, best)
    if fit.verdict == "line":
        said.append(words.NO_BEND.format(most=f"{fit.most:,.0f}"))
    others = [each for each in near if each != best.form]
    if others:
        said.append(words.AS_WELL.format(forms=" and ".join(others).capitalize()))
    if fit.baseline < 0:
        said.append(words.BELOW.format(baseline=f"{fit.baseline:,.3g}"))
    if wider > 1.2:
        said.append(words.CARRIED.format(times=f"{wider:.1f} times"))
    if read.left_out:
        said.append(words.LEFT_OUT.format(n=read.left_out))
    return (*said, words.CAUSE)


def grows(data: Ready, best: Fitted) -> list[str]:
    """Say so, where growing returns would fit much better than diminishing ones.

    Parameters
    ----------
    data : the history
    best : the form that fits best without growing returns

    Returns
    -------
    list of one note, or of none

    Examples
    --------
    >>> x = np.arange(1.0, 13)
    >>> table = pd.DataFrame({"spend": x, "response": x**4})
    >>> data = fitting.ready(History("radio", table, (), 0))
    >>> grows(data, fitting.fit(data, "linear"))[0][:40]
    'LOUD: each euro brought more the more wa'
    """
    free = fitting.fit(data, "hill")
    steep = free.best["shape"] > 1 and free.aicc < best.aicc - MUCH
    return [words.GROWS] if steep else []


def _tests(read: History, name: str) -> list[str]:
    silent = read.table["silent"].astype(bool)
    n = int(silent.sum())
    if not n:
        return []
    even = variation(read.table.loc[~silent, "spend"]) < EVEN
    return [(words.ONLY_TESTS if even else words.SOME_TESTS).format(name=name, n=n)]


def _one_period(curve: Curve, read: History, best: Fitted) -> list[str]:
    """Name the period without which usual spending brings half, twice, or nothing."""
    assert curve.fit is not None
    usual, whole = curve.fit.usual, float(curve(curve.fit.usual))
    if whole <= 0 or len(read.table) <= best.tried.shape[1] + len(read.controls):
        return []
    found = {}
    for at in range(len(read.table)):
        less = read._replace(table=read.table.drop(index=read.table.index[at]))
        row = fitting.fit(fitting.ready(less), best.form).best
        value = FORMS[best.form].value(usual, row["scale"], row["shape"])
        found[at] = float(value * row["size"])
    worst = max(found, key=lambda at: abs(found[at] - whole))
    if 0.5 * whole <= found[worst] <= 2 * whole:
        return []
    said = words.ONE_PERIOD.format(
        period=day_of(read.table["period"].iloc[worst]),
        without=f"{found[worst]:,.3g}", value=f"{whole:,.3g}",
    )  # fmt: skip
    return [said]


def together(table: Any, by: str, period: str, spend: str) -> dict[str, str]:
    """Say of which channels the spending moved with that of all the others.

    Parameters
    ----------
    table : pandas, one row per period and channel
    by, period, spend : names of its columns

    Returns
    -------
    dict of a note by channel

    References
    ----------
    Own definition: correlation with the sum of the others of .8 or more.

    Examples
    --------
    >>> table = pd.DataFrame({"month": [1, 2, 3] * 2, "channel": ["a"] * 3 + ["b"] * 3,
    ...                       "spend_amount": [1, 2, 3, 2, 4, 6]})
    >>> sorted(together(table, "channel", "month", "spend_amount"))
    ['a', 'b']
    """
    numbers = pd.to_numeric(table[spend], errors="coerce")
    wide = numbers.groupby([table[period], table[by].astype(str)]).sum().unstack()
    rest = -wide.sub(wide.sum(axis=1), axis=0)
    varies = [c for c in wide if min(variation(wide[c]), variation(rest[c])) > 0]
    r = wide[varies].corrwith(rest[varies]) if varies else pd.Series(dtype=float)
    return {
        str(name): words.TOGETHER.format(name=name, r=f"{value:.2f}")
        for name, value in r.items()
        if value >= TOGETHER
    }


def loud_first(said: Iterable[str]) -> tuple[str, ...]:
    """Return notes with those first that forbid to believe the curve as it stands."""
    return tuple(sorted(said, key=lambda note: not note.startswith(words.LOUD)))


def add_note(curve: Curve, note: str | None) -> Curve:
    """Return the curve with one more note in front, if there is one."""
    return curve if note is None else replace(curve, notes=(note, *curve.notes))
