"""Opportunity: important, and not well served (Ulwick 2005)."""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np
import pandas as pd

from segkit.models.words import needs as said

Scores = TypeVar("Scores", float, pd.Series, pd.DataFrame)
FROM = (-np.inf, 10.0, 12.0, 15.0)  # the lower ends of the bands
FULL = 10.0


def opportunity_score(importance: Scores, satisfaction: Scores) -> Scores:
    """Say how much there is to gain: importance, plus what satisfaction falls short.

    Parameters
    ----------
    importance, satisfaction : on one scale: top-two-box shares times 10 for a group

    Returns
    -------
    importance + max(importance - satisfaction, 0), of the same kind; from 0 to 20 for
    shares times 10. Satisfaction above importance takes nothing away

    References
    ----------
    Ulwick (2002), Harvard Business Review 80(1), 91-97; Ulwick (2005), What Customers
    Want, chapter 3.

    Examples
    --------
    >>> opportunity_score(9.5, 3.2), opportunity_score(6.0, 8.0)
    (15.8, 6.0)
    """
    short: Any = importance - satisfaction
    if isinstance(short, pd.Series | pd.DataFrame):
        short = short.clip(lower=0)
    else:
        short = max(short, 0.0)
    return importance + short


def opportunity_band(score: pd.Series) -> pd.Series:
    """Put scores into Ulwick's bands: above 15, 12 to 15, 10 to 12, below 10.

    Parameters
    ----------
    score : of groups of customers, from 0 to 20

    Returns
    -------
    ordered categorical Series, worst first; missing where the score is

    References
    ----------
    Ulwick (2005), What Customers Want, chapter 3; exactly 15 is strong, exactly 12
    strong and exactly 10 worth considering (own definition where the bands touch).

    Examples
    --------
    >>> opportunity_band(pd.Series([9.9, 10.0, 12.0, 15.0, 15.1])).tolist()[-2:]
    ['Strong opportunity', 'Extreme opportunity']
    """
    values = score.to_numpy(dtype=float)
    place = (values >= FROM[1]).astype(int) + (values >= FROM[2]) + (values > FROM[3])
    codes = np.where(np.isnan(values), -1, place)
    bands = pd.Index(list(said.BANDS.values()))
    names = pd.Categorical.from_codes(codes, bands, ordered=True)
    return pd.Series(names, index=score.index, name="band")
