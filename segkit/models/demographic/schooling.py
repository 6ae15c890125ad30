"""Education: the highest level completed, by the international classification ISCED.

UNESCO Institute for Statistics (2012), International Standard Classification of
Education: ISCED 2011, for the nine levels and how those of ISCED 1997 follow from
them (5 to 7 of 2011 are 5 of 1997, 8 is 6); Eurostat gives attainment as low (0 to 2),
medium (3 and 4) and high (5 to 8).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.models.demographic import levels
from segkit.models.words import demographic as said

# For each version: its levels, and the place of each level of ISCED 2011 among them.
VERSIONS = {
    "isced2011": (said.ISCED_2011, (0, 1, 2, 3, 4, 5, 6, 7, 8)),
    "isced1997": (said.ISCED_1997, (0, 1, 2, 3, 4, 5, 5, 5, 6)),
    "attainment": (said.ATTAINMENT, (0, 0, 0, 1, 1, 2, 2, 2, 2)),
}


def education_level(
    education: Any,
    *,
    version: str = "isced2011",
    mapping: Mapping[Any, int] | None = None,
) -> pd.Series:
    """Say which level of education each customer completed.

    Parameters
    ----------
    education : Series of words ("bachelor"), or of codes of ISCED 2011 with one digit
        or three (6, "665"); years of schooling are neither
    version : "isced2011" (levels 0 to 8), "isced1997" (0 to 6) or "attainment" (low,
        medium, high, as Eurostat groups them)
    mapping : word to level of ISCED 2011, for words that are not known here, or that
        mean something else in your country

    Returns
    -------
    ordered categorical Series; missing where nothing is stated

    Raises
    ------
    DataError
        naming words without a level

    Notes
    -----
    Of the words known here, "vocational" is level 3, as most apprenticeships are; in
    some countries it is 4 or 5. "compulsory school" is level 2.

    References
    ----------
    UNESCO Institute for Statistics (2012), ISCED 2011; Eurostat, classification ED.

    Examples
    --------
    >>> education_level(["vocational", "master"]).tolist()
    ['Upper secondary (ISCED 3)', 'Master (ISCED 7)']
    >>> education_level(["MBA"], version="attainment", mapping={"MBA": 7}).tolist()
    ['High education']
    """
    names, places = VERSIONS[checks.choice(version, VERSIONS, name="version")]
    found = levels.coded(
        education,
        "education",
        said.SCHOOLING,
        mapping,
        said.ISCED_2011,
        lengths=(1, 3),
    )
    codes = found.to_numpy()
    level = np.where(codes < 0, -1, np.array(places)[np.maximum(codes, 0)])
    return levels.ordered(level, list(names.values()), found, name="education_level")
