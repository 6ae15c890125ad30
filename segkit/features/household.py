"""How many people a household counts for, when its income is compared with others'."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from segkit.checks import DataError
from segkit.features import words

FIRST_ADULT, FURTHER_ADULT, CHILD = 1.0, 0.5, 0.3
ADULT_FROM = 14  # years


def equivalence_size(household_size: Any, children: Any = 0) -> Any:
    """Say for how many single adults a household counts, on the OECD-modified scale.

    Parameters
    ----------
    household_size : persons, a number or a Series
    children : how many of them are children, a number or a Series. Their ages are not
        known: all are counted as under 14, which makes families with teenagers a little
        smaller than they are; use `equivalence_size_of_ages` where ages are known

    Returns
    -------
    1.0 for the first adult, 0.5 for each further one and 0.3 for each child, a float or
    a Series of floats

    Raises
    ------
    DataError
        if a household has no adult

    References
    ----------
    Hagenaars, de Vos and Zaidi (1994), Poverty Statistics in the Late 1980s, Eurostat.

    Examples
    --------
    >>> import pandas as pd
    >>> equivalence_size(4, children=2)
    2.1
    >>> equivalence_size(pd.Series([1, 2])).tolist()
    [1.0, 1.5]
    """
    adults = household_size - children
    alone = int(np.sum((adults < 1) | (np.asarray(children) < 0)))
    if alone:
        raise DataError(words.NO_ADULT.format(n=alone))
    return FIRST_ADULT + FURTHER_ADULT * (adults - 1) + CHILD * children


def equivalence_size_of_ages(ages: Iterable[float]) -> float:
    """Say for how many single adults a household of these ages counts.

    Parameters
    ----------
    ages : of all who live together, years; 14 and older counts as an adult

    Returns
    -------
    float

    Raises
    ------
    DataError
        if nobody is 14 or older

    References
    ----------
    Hagenaars, de Vos and Zaidi (1994), the OECD-modified scale.

    Examples
    --------
    >>> size = equivalence_size_of_ages([43, 41, 15, 8, 6])
    >>> size, round(5000 / size)
    (2.6, 1923)
    """
    years = list(ages)
    young = sum(age < ADULT_FROM for age in years)
    return round(float(equivalence_size(len(years), young)), 1)
