"""What is used: yes-or-no columns, groups of networks, and profiles of programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.models.words import technographic as said

# 1 and 0 are equal to True and False
YES, NO = {True, "yes", "true", "True"}, {False, "no", "false", "False"}
NETWORKS: dict[str, tuple[str, ...]] = {
    said.VISUAL: ("uses_short_video", "uses_photo_sharing"),
    said.CIRCLES: ("uses_friends_network", "uses_business_network"),
}
PROFILES: dict[str, tuple[str, ...]] = {
    said.CREATIVE: ("uses_design_software",),
    said.CLOUD_OFFICE: ("uses_office_software", "uses_cloud_storage"),
    said.OFFICE: ("uses_office_software",),
    said.CLOUD: ("uses_cloud_storage",),
}


def tools_in(X: pd.DataFrame) -> list[str]:
    """List the columns that say what is used: those that begin with ``uses_``.

    Parameters
    ----------
    X : DataFrame

    Returns
    -------
    list of str, sorted

    Examples
    --------
    >>> tools_in(pd.DataFrame(columns=["uses_games", "age", "uses_cloud"]))
    ['uses_cloud', 'uses_games']
    """
    return sorted(str(name) for name in X.columns if str(name).startswith(said.USES))


def yes_or_no(X: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Read columns as yes, no or not known.

    Parameters
    ----------
    X : DataFrame
    columns : of truth values, 0 and 1, or "yes" and "no"

    Returns
    -------
    DataFrame of 1.0, 0.0 and nan, same index

    Raises
    ------
    DataError
        naming the column and a value that is neither

    Examples
    --------
    >>> yes_or_no(pd.DataFrame({"uses_games": ["yes", None]}), ["uses_games"])
       uses_games
    0         1.0
    1         NaN
    """
    return pd.DataFrame({name: _read(X[name]) for name in columns}, index=X.index)


def _read(column: pd.Series) -> np.ndarray:
    values = column.astype(object)
    known = values.notna()
    strange = [v for v in values[known].unique() if v not in YES and v not in NO]
    if strange:
        raise DataError(
            f"column '{column.name}' in X must say yes or no; it holds {strange[0]!r}: "
            "use True and False, 1 and 0, or 'yes' and 'no'"
        )
    return np.where(known, values.isin(YES).astype(float), np.nan)


def network_group(
    X: pd.DataFrame, *, networks: Mapping[str, Sequence[str]] | None = None
) -> pd.Series:
    """Say which kind of social network each customer uses.

    Parameters
    ----------
    X : DataFrame with the columns that ``networks`` names
    networks : the two kinds, name to columns; None for pictures and videos
        (short video, photo sharing) and people (friends, business contacts)

    Returns
    -------
    categorical Series, same index: the first kind only, the second only, both, none;
    missing where it cannot be said

    Raises
    ------
    DataError
        if there are not two kinds, or a column is missing or not yes or no

    References
    ----------
    Own definition.

    Examples
    --------
    >>> X = pd.DataFrame({"uses_short_video": [True, False],
    ...     "uses_photo_sharing": False, "uses_friends_network": False,
    ...     "uses_business_network": [True, True]})
    >>> network_group(X).tolist()
    ['Both kinds of network', 'Friends and business']
    """
    kinds = two_kinds(networks)
    one, other = (_any(X, columns) for columns in kinds.values())
    first, second = kinds
    both = np.where(one == 1, 1, 0) + np.where(other == 1, 2, 0)
    codes = np.array([3, 0, 1, 2])[both]
    codes = np.where(np.isnan(one) | np.isnan(other), -1, codes)
    names = pd.Index([first, second, said.BOTH_NETWORKS, said.NO_NETWORK])
    found = pd.Categorical.from_codes(codes, names)
    return pd.Series(found, index=X.index, name="network_group")


def two_kinds(
    networks: Mapping[str, Sequence[str]] | None,
) -> dict[str, list[str]]:
    """Check that two kinds of networks are named.

    Parameters
    ----------
    networks : as for `network_group`

    Returns
    -------
    dict of two, name to columns

    Raises
    ------
    DataError
        if there are not two

    Examples
    --------
    >>> list(two_kinds(None))
    ['Pictures and videos', 'Friends and business']
    """
    kinds = {k: list(v) for k, v in (networks or NETWORKS).items()}
    if len(kinds) != 2 or not all(kinds.values()):
        raise DataError(
            f"networks must name two kinds, each with columns; this is {kinds}: for "
            "instance {'Pictures': ['uses_photos'], 'People': ['uses_friends']}"
        )
    return kinds


def program_profile(
    X: pd.DataFrame, *, profiles: Mapping[str, Sequence[str]] | None = None
) -> pd.Series:
    """Say what kind of programs each customer uses: the first profile that fits.

    Parameters
    ----------
    X : DataFrame with the columns that ``profiles`` names
    profiles : name to columns that must all be used, in the order they are asked; None
        for creative (design software), office in the cloud, office on the computer,
        cloud storage only

    Returns
    -------
    categorical Series, same index; the last category is none of them. Missing where
    an answer that would decide is missing

    Raises
    ------
    DataError
        if a column is missing or not yes or no

    References
    ----------
    Own definition.

    Examples
    --------
    >>> X = pd.DataFrame({"uses_design_software": [True, False, False],
    ...     "uses_office_software": [True, True, False],
    ...     "uses_cloud_storage": [False, True, False]})
    >>> program_profile(X).tolist()
    ['Creative', 'Office in the cloud', 'None of these programs']
    """
    chosen = PROFILES if profiles is None else profiles
    fits = np.array([_all(X, columns) for columns in chosen.values()])
    certain = np.argmax(np.vstack([fits == 1, np.ones(len(X), bool)]), axis=0)
    possible = np.argmax(np.vstack([fits != 0, np.ones(len(X), bool)]), axis=0)
    codes = np.where(certain == possible, certain, -1)
    found = pd.Categorical.from_codes(codes, pd.Index([*chosen, said.LIGHT]))
    return pd.Series(found, index=X.index, name="program_profile")


def _any(X: pd.DataFrame, columns: Sequence[str]) -> np.ndarray:
    """Is any used? 1 yes, 0 no, nan if none is and one is not known."""
    answers = yes_or_no(X, _there(X, columns)).to_numpy()
    known = np.where(np.isnan(answers).any(axis=1), np.nan, 0.0)
    return np.where((answers == 1).any(axis=1), 1.0, known)


def _all(X: pd.DataFrame, columns: Sequence[str]) -> np.ndarray:
    """Are all used? 1 yes, 0 no, nan if the known ones are and one is not known."""
    answers = yes_or_no(X, _there(X, columns)).to_numpy()
    known = np.where(np.isnan(answers).any(axis=1), np.nan, 1.0)
    return np.where((answers == 0).any(axis=1), 0.0, known)


def _there(X: pd.DataFrame, columns: Sequence[str]) -> list[str]:
    missing = [name for name in columns if name not in X.columns]
    if missing:
        raise DataError(
            f"X needs columns {missing}; the table has {X.columns.tolist()}: "
            "name the columns that it has"
        )
    return list(columns)
