"""Points on the globe: read with care, and how far apart they are."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.spatial import KDTree

from segkit.checks import DataError

RADIUS_KM = 6371.0088  # mean radius of the Earth, (2a + b) / 3 of WGS 84
FURTHEST_KM = np.pi * RADIUS_KM
NAMES = ("latitude", "longitude")
LIMITS = {"latitude": 90.0, "longitude": 180.0}
SWAPPED = " (latitude and longitude may be swapped: latitude comes first)"
FEW = 4  # rows that a message shows at most


def coordinates(X: Any) -> NDArray[np.float64]:
    """Read latitudes and longitudes, and refuse what cannot be on the globe.

    Parameters
    ----------
    X : table with columns ``latitude`` and ``longitude`` (others are ignored), or an
        array (n, 2) of latitude, then longitude; degrees

    Returns
    -------
    array (n, 2) of latitude from -90 to 90 and longitude from -180 to 180

    Raises
    ------
    DataError
        if a column is missing, no number, infinite or outside its limits; where
        latitudes beyond 90 would be fine as longitudes, it says that they look swapped

    Examples
    --------
    >>> coordinates(pd.DataFrame({"longitude": [4.35], "latitude": [50.85]}))
    array([[50.85,  4.35]])
    >>> coordinates([[139.7, 35.7]])
    Traceback (most recent call last):
    ...
    segkit.checks.DataError: latitude must lie from -90 to 90 degrees; 1 row has
    values such as 139.7 (latitude and longitude may be swapped: latitude comes first)
    """
    table = _table(X)
    columns = [_numbers(table[name], name) for name in NAMES]
    for name, other in zip(NAMES, columns[::-1], strict=True):
        values = columns[NAMES.index(name)]
        wrong = np.abs(values) > LIMITS[name]
        if wrong.any():
            some = np.unique(values[wrong])[:FEW].tolist()
            swapped = name == "latitude" and bool((np.abs(other) <= 90).all())
            raise DataError(
                f"{name} must lie from -{LIMITS[name]:g} to {LIMITS[name]:g} degrees; "
                f"{_rows(int(wrong.sum()))} values such as "
                f"{', '.join(f'{value:g}' for value in some)}"
                f"{SWAPPED if swapped else ''}"
            )
    return np.column_stack(columns)


def unit_vectors(points: ArrayLike) -> NDArray[np.float64]:
    """Turn degrees into points of the unit sphere, where a straight line is a chord.

    Parameters
    ----------
    points : (n, 2) latitude, longitude in degrees

    Returns
    -------
    (n, 3) of length 1; the chord between two of them grows with their distance on the
    globe, so that whatever needs only "nearer or further" may use a k-d tree on them

    Examples
    --------
    >>> unit_vectors([[0, 0], [90, 0]]).round(12) + 0.0
    array([[1., 0., 0.],
           [0., 0., 1.]])
    """
    latitude, longitude = np.radians(np.asarray(points, dtype=float)).T
    across = np.cos(latitude)
    return np.column_stack(
        [across * np.cos(longitude), across * np.sin(longitude), np.sin(latitude)]
    )


def degrees(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn vectors, of any length but 0, into latitude and longitude.

    Parameters
    ----------
    vectors : (n, 3)

    Returns
    -------
    (n, 2) degrees

    Examples
    --------
    >>> degrees(unit_vectors([[46.5, -20.25]])).round(9)
    array([[ 46.5 , -20.25]])
    """
    x, y, z = vectors.T
    return np.degrees(
        np.column_stack([np.arctan2(z, np.hypot(x, y)), np.arctan2(y, x)])
    )


def chord(km: ArrayLike) -> Any:
    """Say how long the straight line is under an arc, in radii of the Earth.

    Parameters
    ----------
    km : along the surface, up to half way round

    Returns
    -------
    float or array: 2 sin(km / 2R)
    """
    return 2.0 * np.sin(np.asarray(km, dtype=float) / (2.0 * RADIUS_KM))


def arc_km(chords: ArrayLike) -> Any:
    """Say how far apart points are along the surface, from the chord between them.

    Parameters
    ----------
    chords : in radii of the Earth

    Returns
    -------
    float or array: 2R arcsin(chord / 2), the haversine distance

    Examples
    --------
    >>> round(float(arc_km(chord(100.0))), 9)
    100.0
    """
    return 2.0 * RADIUS_KM * np.arcsin(np.minimum(np.asarray(chords) / 2.0, 1.0))


def distance_km(points: Any, others: Any) -> NDArray[np.float64]:
    """Say how far it is from each point to its fellow, as the crow flies.

    Parameters
    ----------
    points, others : tables with latitude and longitude, or arrays (n, 2); degrees

    Returns
    -------
    (n,) kilometres on a sphere of radius 6371.0088 km, within 0.6 % of the ellipsoid

    References
    ----------
    Haversine formula: Sinnott (1984), "Virtues of the haversine", Sky and Telescope 68.

    Examples
    --------
    >>> brussels, marseille = [[50.8503, 4.3517]], [[43.2965, 5.3698]]
    >>> distance_km(brussels, marseille).round(1)
    array([843.5])
    """
    both = [unit_vectors(coordinates(each)) for each in (points, others)]
    return arc_km(np.linalg.norm(both[0] - both[1], axis=1))


def nearest_km(
    points: Any, others: Any
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Find the nearest of the others to each point, as the crow flies.

    Parameters
    ----------
    points, others : tables with latitude and longitude, or arrays (n, 2); degrees

    Returns
    -------
    (n,) kilometres and (n,) place of the nearest among the others

    Examples
    --------
    >>> km, which = nearest_km([[46.0, -20.0]], [[40.0, -20.0], [46.5, -20.0]])
    >>> km.round(1), which
    (array([55.6]), array([1]))
    """
    tree = KDTree(unit_vectors(coordinates(others)))
    chords, which = tree.query(unit_vectors(coordinates(points)))
    return arc_km(chords), which


def _table(X: Any) -> pd.DataFrame:
    if isinstance(X, pd.DataFrame):
        missing = [name for name in NAMES if name not in X.columns]
        if missing:
            raise DataError(
                f"points need columns {list(NAMES)} in degrees; {missing} missing, the "
                f"table has {X.columns.tolist()}: rename with X.rename(columns=...)"
            )
        return X
    array = np.asarray(X)
    if array.ndim != 2 or array.shape[1] != len(NAMES):
        raise DataError(
            "points need two columns, latitude and longitude in degrees; this has "
            f"shape {array.shape}: pass a table with these names, or an array (n, 2)"
        )
    return pd.DataFrame(array, columns=pd.Index(NAMES))


def _numbers(column: pd.Series, name: str) -> NDArray[np.float64]:
    try:
        values = column.to_numpy(dtype=float, na_value=np.nan)
    except (TypeError, ValueError) as error:
        raise DataError(
            f"{name} must hold numbers, degrees such as 46.51; it holds text: convert "
            f"it with pd.to_numeric"
        ) from error
    gone = ~np.isfinite(values)
    if gone.any():
        raise DataError(
            f"{name} is missing or infinite in {int(gone.sum()):,} of {len(values):,} "
            "rows: leave them out first, X[X.notna().all(axis=1)]"
        )
    return values


def _rows(n: int) -> str:
    return f"{n:,} row has" if n == 1 else f"{n:,} rows have"
