"""How much tighter segments are than in data without any: the gap."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.evaluation import fits, nulls, words
from segkit.evaluation.looking import Look, Points

REFERENCES: dict[str, Callable[..., Any]] = {
    "box": nulls.box,
    "principal": nulls.principal,
    "independent": nulls.independent,
}


def reference_for(reference: str | None, look: Look, rows: Any) -> str:
    """Choose how the reference data of the gap are made, or check the choice.

    Parameters
    ----------
    reference : as in `how_many`
    look : what divides
    rows : customers

    Returns
    -------
    one of `REFERENCES`

    Raises
    ------
    DataError
        if the columns do not allow the choice
    """
    table = rows if isinstance(rows, pd.DataFrame) else pd.DataFrame(rows)
    plain = all(
        pd.api.types.is_numeric_dtype(kind) and not pd.api.types.is_bool_dtype(kind)
        for kind in table.dtypes
    )
    plain = plain and not table.isna().to_numpy().any()
    if reference is None:
        scales = hasattr(look.estimator, "methods")
        return "principal" if plain and not scales else "independent"
    checks.choice(reference, REFERENCES, name="reference")
    if reference != "independent" and not plain:
        raise DataError(words.NOT_PLAIN.format(reference=reference))
    return reference


def gap_table(
    look: Look, rows: Any, numbers: list[int], made_by: Callable[[Any], Any], n: int
) -> pd.DataFrame:
    """Return how much tighter segments are than in data without any.

    Parameters
    ----------
    look : what divides; learns the gap of one segment
    rows : customers, in order
    numbers : of segments
    made_by : makes reference data, in order
    n : how many of them

    Returns
    -------
    pandas table: n_segments, gap, gap_se
    """
    every = sorted({1, *numbers})
    found = look.log_within(rows, every)
    made = [look.log_within(made_by(rows), every) for _ in range(n)]
    gap = np.mean(made, axis=0) - found
    error = np.std(made, axis=0) * np.sqrt(1 + 1 / n)
    look.gap_of_one = (float(gap[0]), float(error[0]))
    return pd.DataFrame({"n_segments": every, "gap": gap, "gap_se": error})


def maker(kind: str, rng: np.random.Generator) -> Callable[[Any], Any]:
    """Return what makes reference data of the same kind, in order.

    Parameters
    ----------
    kind : one of `REFERENCES`
    rng : source of chance

    Returns
    -------
    function from customers to reference data
    """

    def make(rows: Any) -> Any:
        if kind == "independent" or not isinstance(rows, pd.DataFrame):
            return fits.ordered(REFERENCES[kind](rows, rng))[0]
        made = REFERENCES[kind](rows.to_numpy(dtype=float), rng)
        return fits.ordered(pd.DataFrame(made, columns=rows.columns))[0]

    return make


def one_error_rule(numbers: list[int], gap: Points, error: Points) -> int | None:
    """Return the smallest k whose gap is at least the next one less its error.

    Parameters
    ----------
    numbers : of segments, in order
    gap, error : of each

    Returns
    -------
    one of the numbers; None if the gap still grows at the last

    References
    ----------
    Tibshirani, Walther and Hastie (2001), section 3, step 3.

    Examples
    --------
    >>> one_error_rule([1, 2, 3], np.array([0.1, 0.5, 0.45]), np.array([0.1, 0.1, 0.1]))
    2
    """
    for place, k in enumerate(numbers[:-1]):
        if gap[place] >= gap[place + 1] - error[place + 1]:
            return k
    return None
