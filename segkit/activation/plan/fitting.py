"""Curves fitted by least squares: every scale and shape tried, sizes solved exactly."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from segkit.activation.plan.forms import FORMS
from segkit.activation.plan.history import History
from segkit.activation.words.plan import curves as words
from segkit.checks import DataError

SCALES = np.geomspace(0.1, 30.0, 101)  # times the mean spending
POWERS = np.linspace(0.1, 1.0, 46)
STEEPNESS = np.concatenate([np.linspace(0.4, 1.0, 7), np.geomspace(1.2, 5.0, 9)])


class Fitted(NamedTuple):
    """One form, fitted: every curve that was tried, and the best.

    Parameters
    ----------
    form : its name
    tried : DataFrame scale, shape, size, sse, weight (sum of squares of what the size
        is multiplied by)
    sse, aicc : of the best
    free : observations less unknowns

    Examples
    --------
    >>> Fitted._fields
    ('form', 'tried', 'sse', 'aicc', 'free')
    """

    form: str
    tried: pd.DataFrame
    sse: float
    aicc: float
    free: int

    @property
    def best(self) -> pd.Series:
        """Return the row of the smallest squared error, of those that bring more."""
        tried = self.tried[self.tried["size"] > 0]
        if tried.empty:
            return self.tried.assign(size=0.0).iloc[0]
        return tried.iloc[int(tried["sse"].to_numpy().argmin())]


class Ready(NamedTuple):
    """The response and the spending, and what takes baseline and controls out.

    Parameters
    ----------
    x, y : spending, response
    base : orthonormal columns of the baseline and the controls

    Examples
    --------
    >>> Ready._fields
    ('x', 'y', 'base')
    """

    x: np.ndarray
    y: np.ndarray
    base: np.ndarray

    def out(self, columns: np.ndarray) -> np.ndarray:
        """Take the baseline and the controls out of columns."""
        return columns - self.base @ (self.base.T @ columns)


def ready(history: History) -> Ready:
    """Prepare a history for fitting.

    Parameters
    ----------
    history : as read

    Returns
    -------
    Ready

    Raises
    ------
    DataError
        if controls repeat each other, or there are too few periods for them

    Examples
    --------
    >>> table = pd.DataFrame({"spend": [1.0, 2, 3], "response": [1.0, 2, 2]})
    >>> ready(History("radio", table, (), 0)).base.shape
    (3, 1)
    """
    table, names = history.table, list(history.controls)
    columns = np.column_stack([np.ones(len(table)), table[names].to_numpy(float)])
    free = len(table) - columns.shape[1] - 3
    if names and free < 3:
        text = words.FEW_FREE
        raise DataError(text.format(name=history.name, n=len(table), k=len(names) + 4))
    spread = np.where(columns.std(axis=0) > 0, columns.std(axis=0), 1.0)
    scaled = (columns - columns.mean(axis=0)) / spread
    scaled[:, 0] = 1.0
    base, triangle = np.linalg.qr(scaled)
    if (np.abs(np.diag(triangle)) < 1e-9).any():
        raise DataError(words.CONTROL.format(name=history.name, controls=names))
    x, y = table["spend"].to_numpy(float), table["response"].to_numpy(float)
    return Ready(x, y, base)


def fit(data: Ready, form: str, *, steep: bool = True) -> Fitted:
    """Try every scale and shape of a form; the size follows by least squares.

    Parameters
    ----------
    data : prepared
    form : name of a form
    steep : whether a Hill curve may grow before it levels off

    Returns
    -------
    Fitted

    References
    ----------
    Variable projection: Golub and Pereyra (1973), SIAM Journal on Numerical Analysis
    10, 413-432. Criterion for few observations: Hurvich and Tsai (1989), Biometrika 76.

    Examples
    --------
    >>> x = np.arange(1.0, 11)
    >>> table = pd.DataFrame({"spend": x, "response": 3 + 20 * np.sqrt(x)})
    >>> best = fit(ready(History("radio", table, (), 0)), "power").best
    >>> best[["size", "shape"]].astype(float).round(2).tolist()
    [20.0, 0.5]
    """
    grid = _grid(form, float(data.x.mean()))
    if not steep:
        grid = grid[grid["shape"] <= 1].reset_index(drop=True)
    tried = _tried(data, form, grid)
    if FORMS[form].uses:
        tried = pd.concat([tried, _tried(data, form, _nearer(tried, form))])
        tried = tried.drop_duplicates(["scale", "shape"], ignore_index=True)
    sse = max(float(tried["sse"].min()), 1e-18 * float(data.y @ data.y))
    n, k = data.y.size, data.base.shape[1] + 2 + FORMS[form].unknowns
    free = n - k + 1
    aicc = n * math.log(sse / n) + 2 * k + 2 * k * (k + 1) / max(n - k - 1, 1)
    return Fitted(form, tried, sse, aicc, free)


def _grid(form: str, mean: float) -> pd.DataFrame:
    scales: Sequence[float] = (1.0,)
    shapes: Sequence[float] = (1.0,)
    if "scale" in FORMS[form].uses:
        scales = list(mean * SCALES)
    if "shape" in FORMS[form].uses:
        shapes = list(POWERS if form == "power" else STEEPNESS)
    pairs = pd.MultiIndex.from_product([scales, shapes], names=["scale", "shape"])
    return pairs.to_frame(index=False)


def _nearer(tried: pd.DataFrame, form: str) -> pd.DataFrame:
    """Return a finer grid around the best curve so far."""
    best = tried.iloc[int(tried["sse"].to_numpy().argmin())]
    near = np.linspace(-1, 1, 41)
    parts = []
    for name in FORMS[form].uses:
        known = np.sort(tried[name].unique())
        at = int(np.searchsorted(known, best[name]))
        low, high = known[max(at - 1, 0)], known[min(at + 1, known.size - 1)]
        mid = best[name]
        finer = np.where(near < 0, mid + near * (mid - low), mid + near * (high - mid))
        parts.append(np.unique(finer))
    names = list(FORMS[form].uses)
    grid = pd.MultiIndex.from_product(parts, names=names).to_frame(index=False)
    return grid.reindex(columns=["scale", "shape"]).fillna(1.0)


def _tried(data: Ready, form: str, grid: pd.DataFrame) -> pd.DataFrame:
    scale, shape = (grid[name].to_numpy()[None, :] for name in ("scale", "shape"))
    values = FORMS[form].value(data.x[:, None], scale, shape)
    shapes = data.out(values)
    rest = data.out(data.y[:, None])[:, 0]
    weight = np.square(shapes).sum(axis=0)
    usable = weight > 1e-14 * np.square(values).sum(axis=0)
    weight = np.where(usable, weight, 0.0)
    size = np.where(usable, shapes.T @ rest / np.where(usable, weight, 1.0), 0.0)
    errors = rest[:, None] - shapes * size
    return grid.assign(size=size, sse=np.square(errors).sum(axis=0), weight=weight)


def kept(fitted: Fitted, reach: float) -> pd.DataFrame:
    """Return the curves that the history does not exclude, with the ends of each size.

    Parameters
    ----------
    fitted : one form
    reach : how much larger than the smallest the squared errors may be, as a part

    Returns
    -------
    DataFrame form, scale, shape, low, high

    References
    ----------
    Bates and Watts (1988), section 6.1: profile t.

    Examples
    --------
    >>> tried = pd.DataFrame({"scale": [1.0], "shape": [1.0], "size": [2.0],
    ...                       "sse": [1.0], "weight": [4.0]})
    >>> kept(Fitted("linear", tried, 1.0, 0.0, 9), 0.16)[["low", "high"]].round(
    ...     2).to_numpy().tolist()
    [[1.8, 2.2]]
    """
    most = fitted.sse * (1 + reach)
    rows = fitted.tried[(fitted.tried["sse"] <= most) & (fitted.tried["weight"] > 0)]
    half = np.sqrt((most - rows["sse"]) / rows["weight"])
    return pd.DataFrame(
        {
            "form": fitted.form, "scale": rows["scale"], "shape": rows["shape"],
            "low": rows["size"] - half, "high": rows["size"] + half,
        }
    )  # fmt: skip
