"""Best-worst scaling, one person at a time: utilities drawn towards those of all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.models import tables
from segkit.models.needs.best_worst import counted, tasks
from segkit.models.words import needs as said

ALPHA, EDGE = 0.1, 0.01  # as in Lipovetsky and Conklin (2015)


def best_worst_scores(
    asked: Any,
    *,
    item: str = "benefit",
    alpha: float = ALPHA,
    columns: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Give each person a utility for each item, drawn a little towards that of all.

    One person answers few tasks. Their share p = (1 + score) / 2, kept between 0.01
    and 0.99, counts 1 / (1 + alpha), that of all people alpha / (1 + alpha); the
    utility is its logit. An item that was not shown to a person has that of all.

    Parameters
    ----------
    asked : as in `best_worst_table`
    item : column that names the items
    alpha : how much all people count, from 0
    columns : ``{"our name": "your name"}``

    Returns
    -------
    DataFrame indexed by customer_id, one column per item; ``attrs["caution"]`` says
    that the numbers compare the items of one person, not people

    Raises
    ------
    DataError
        as `best_worst_table`, or if alpha is no number from 0

    References
    ----------
    Lipovetsky and Conklin (2015), Advances in Adaptive Data Analysis 7, 1550002,
    equations 4, 5, 8 and 10, with their precision and their alpha.

    Examples
    --------
    >>> asked = pd.DataFrame({"customer_id": [1, 1, 2, 2], "task": 1,
    ...                       "benefit": ["price", "advice"] * 2,
    ...                       "best": [True, False] * 2, "worst": [False, True] * 2})
    >>> best_worst_scores(asked).round(2).loc[1].to_dict()
    {'advice': -4.69, 'price': 4.69}
    """
    if not tables.is_number(alpha) or alpha < 0:
        raise DataError(f"alpha must be a number from 0; this is {alpha!r}")
    each = counted(tasks(asked, item, columns), item)
    everyone = _share(each.groupby(level=1, observed=True).sum())
    own = _share(each).clip(EDGE, 1 - EDGE).unstack()
    own = own.reindex(sorted(own.columns, key=str), axis=1)
    every = everyone.reindex(own.columns)
    drawn = (own + alpha * every) / (1 + alpha)
    drawn = drawn.fillna(every.clip(EDGE, 1 - EDGE)).clip(EDGE / 2, 1 - EDGE / 2)
    found = pd.DataFrame(np.log(drawn) - np.log(1 - drawn))
    found.columns = pd.Index(found.columns.astype(str), name=item)
    found.attrs["caution"] = said.IPSATIVE
    return found


def _share(counts: pd.DataFrame) -> pd.Series:
    return (1 + (counts["best"] - counts["worst"]) / counts["shown"]) / 2
