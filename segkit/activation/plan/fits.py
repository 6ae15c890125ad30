"""What a history said of a curve: its points, its range, what it cannot exclude."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from segkit.activation.plan.forms import FORMS


class Fit(NamedTuple):
    """What a history said: its points, its range, and the curves it cannot exclude.

    Parameters
    ----------
    n, least, usual, most : periods, and the smallest, mean and largest spending
    baseline : response without spending
    seen : DataFrame of period, spend, response
    kept : DataFrame of the curves within the interval: form, scale, shape, low, high
        (of the size)
    level : of the interval
    verdict : "shown", "line" (no bend shown) or "not shown" (no effect)
    forms : DataFrame, how well each form fits: aicc, by form

    Examples
    --------
    >>> Fit._fields[:2]
    ('n', 'least')
    """

    n: int
    least: float
    usual: float
    most: float
    baseline: float
    seen: pd.DataFrame
    kept: pd.DataFrame
    level: float
    verdict: str
    forms: pd.DataFrame

    def ends(self, spend: Any, less: Any = 0.0) -> tuple[Any, Any]:
        """Return the lowest and the highest response that is not excluded.

        Parameters
        ----------
        spend : number or array, from 0 on
        less : spending that it is compared with

        Returns
        -------
        (low, high) of what ``spend`` brings beyond ``less``, before any factor

        Examples
        --------
        >>> kept = pd.DataFrame({"form": ["linear"], "scale": [1.0], "shape": [1.0],
        ...                      "low": [1.0], "high": [3.0]})
        >>> seen = pd.DataFrame()
        >>> fit = Fit(9, 1, 5, 9, 0.0, seen, kept, 0.95, "line", seen)
        >>> [float(end) for end in fit.ends(2.0)]
        [2.0, 6.0]
        """
        lows, highs = [], []
        for one in self.kept.itertuples():
            form = FORMS[str(one.form)].value
            at = form(spend, one.scale, one.shape) - form(less, one.scale, one.shape)
            lows.append(at * one.low)
            highs.append(at * one.high)
        return np.min(lows, axis=0), np.max(highs, axis=0)
