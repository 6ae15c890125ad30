"""The price tier that goes with a band of incomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.models.demographic import levels
from segkit.models.words import demographic as said

TIERS = ("low", "low", "middle", "middle", "middle", "high")


def price_tier(
    income_bands: pd.Series, mapping: Mapping[str, str] | None = None
) -> pd.Series:
    """Say which price tier goes with each band of incomes: low, middle or high.

    Parameters
    ----------
    income_bands : from `income_band` or `income_quantile`
    mapping : name of a band to "low", "middle" or "high", for each band; None for:
        below the middle class low, the middle class middle, above it high

    Returns
    -------
    ordered categorical Series; missing where the band is

    Raises
    ------
    DataError
        if a band has no tier

    References
    ----------
    Own definition on the bands of OECD (2019). Income says what a customer could pay,
    not what they want to.

    Examples
    --------
    >>> from segkit.models.demographic.income import income_band
    >>> price_tier(income_band([9_000, 25_000, 90_000], median=20_000)).tolist()
    ['Low price tier', 'Middle price tier', 'High price tier']
    """
    names = income_bands.cat.categories.tolist()
    tiers = tiers_of(names, mapping)
    order = list(said.TIERS)
    level = np.array([*(order.index(tier) for tier in tiers), -1])
    codes = level[income_bands.cat.codes.to_numpy()]
    return levels.ordered(
        codes, list(said.TIERS.values()), income_bands, name="price_tier"
    )


def tiers_of(names: Sequence[str], mapping: Mapping[str, str] | None) -> list[str]:
    """Give each band its tier.

    Parameters
    ----------
    names : of the bands
    mapping : name to tier; None for the usual ones

    Returns
    -------
    list of "low", "middle" or "high"

    Raises
    ------
    DataError
        if a band has none

    Examples
    --------
    >>> tiers_of(["poor", "rich"], {"poor": "low", "rich": "high"})
    ['low', 'high']
    """
    usual = dict(zip(said.INCOME, TIERS, strict=True))
    known = usual if mapping is None else {**usual, **mapping}
    wanting = [name for name in names if known.get(name) not in said.TIERS]
    if wanting:
        raise DataError(
            f"mapping must give each band of incomes one of {list(said.TIERS)}; "
            f"{wanting} have none: pass mapping={{{wanting[0]!r}: 'low', ...}}"
        )
    return [known[name] for name in names]
