"""Ways between places: from home to the nearest store, and to work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.features import place_words as said

POINT = ["latitude", "longitude"]


def named(columns: Mapping[str, str] | None, *tables: Any) -> dict[str, str]:
    """Check that each of the user's names is in one of the tables at least.

    Parameters
    ----------
    columns : ``{"our name": "your name"}``
    tables : those that were passed; None for others

    Returns
    -------
    dict

    Raises
    ------
    DataError
        naming those that are in no table

    Examples
    --------
    >>> named({"postcode": "zip"}, pd.DataFrame({"zip": ["1"]}), None)
    {'postcode': 'zip'}
    """
    have = {str(n) for table in tables for n in getattr(table, "columns", [])}
    have |= {
        str(getattr(getattr(table, "index", None), "name", "")) for table in tables
    }
    absent = {ours: n for ours, n in (columns or {}).items() if n not in have}
    if absent:
        raise DataError(said.NO_SUCH_COLUMN.format(absent=absent))
    return dict(columns or {})


def opened(
    table: Any, need: Sequence[str], name: str, columns: Mapping[str, str] | None
) -> pd.DataFrame:
    """Check a table, and rename those of the user's columns that it has.

    Parameters
    ----------
    table : pandas DataFrame
    need : columns that must be there
    name : what the table is called in messages
    columns : ``{"our name": "your name"}``

    Returns
    -------
    pandas.DataFrame

    Raises
    ------
    DataError
        if a column is missing, or the table is not pandas

    Examples
    --------
    >>> opened(pd.DataFrame({"zip": [1]}), ["postcode"], "stores", {"postcode": "zip"})
       postcode
    0         1
    """
    have = list(getattr(table, "columns", []))
    mine = {ours: theirs for ours, theirs in (columns or {}).items() if theirs in have}
    checked = checks.table(table, need, name=name, columns=mine)
    if not isinstance(checked, pd.DataFrame):
        raise DataError(said.PANDAS.format(name=name, kind=type(table).__name__))
    return checked


def points(people: pd.DataFrame, found: Mapping[str, Any]) -> dict[str, Any]:
    """Prefer the customer's own coordinates to those of the postcode.

    Parameters
    ----------
    people : indexed by customer_id
    found : columns that are known by postcode

    Returns
    -------
    dict of Series, latitude and longitude, or nothing

    Examples
    --------
    >>> own = pd.DataFrame({"latitude": [46.0], "longitude": [-20.0]})
    >>> points(own, {})["latitude"].tolist()
    [46.0]
    """
    if not set(POINT) <= set(people.columns):
        return {}
    from segkit.cluster import globe  # noqa: PLC0415 (slow to import)

    own = people[POINT].apply(pd.to_numeric, errors="coerce").astype(float)
    globe.coordinates(own[own.notna().all(axis=1)])
    own = own.where(own.notna().all(axis=1), np.nan)
    if set(POINT) <= set(found):
        own = own.fillna({name: found[name] for name in POINT})
    return {name: own[name] for name in POINT}


def to_store(
    people: pd.DataFrame,
    found: Mapping[str, Any],
    stores: Any,
    areas: pd.DataFrame | None,
    columns: Mapping[str, str] | None,
) -> dict[str, Any]:
    """Take the way to the store that is given, or measure it.

    Parameters
    ----------
    people : indexed by customer_id
    found : columns that are known so far
    stores : table of stores, or None
    areas : what is known of each postcode, or None
    columns : ``{"our name": "your name"}``

    Returns
    -------
    dict of Series, km_to_store, or nothing

    Raises
    ------
    DataError
        if stores or customers have no coordinates

    Examples
    --------
    >>> found = {"latitude": pd.Series([46.0]), "longitude": pd.Series([-20.0])}
    >>> stores = pd.DataFrame({"latitude": [46.0], "longitude": [-20.0]})
    >>> to_store(pd.DataFrame(index=[0]), found, stores, None, None)["km_to_store"]
    0    0.0
    dtype: float64
    """
    if "km_to_store" in people.columns:
        return {"km_to_store": people["km_to_store"]}
    if stores is None or "km_to_store" in found:
        return {}
    if not set(POINT) <= set(found):
        raise DataError(said.NO_POINTS)
    table = opened(stores, [], "stores", columns)
    if not set(POINT) <= set(table.columns):
        here = areas is not None and set(POINT) <= set(areas.columns)
        if "postcode" not in table.columns or areas is None or not here:
            raise DataError(said.NO_STORE_POINTS.format(have=table.columns.tolist()))
        table = areas[POINT].reindex(table["postcode"])
    return {"km_to_store": _km(found, table.dropna(subset=POINT))}


def _km(found: Mapping[str, Any], stores: pd.DataFrame) -> pd.Series:
    from segkit.cluster import globe  # noqa: PLC0415 (slow to import)

    points = pd.DataFrame({name: found[name] for name in POINT}).astype(float)
    known = points.notna().all(axis=1).to_numpy()
    if stores.empty:
        raise DataError(said.NO_STORES)
    km = np.full(len(points), np.nan)
    if known.any():
        km[known], _ = globe.nearest_km(points[known], stores)
    return pd.Series(km, points.index)


def to_work(people: pd.DataFrame, areas: pd.DataFrame | None) -> dict[str, Any]:
    """Compare home and work, for those who have both.

    Parameters
    ----------
    people : indexed by customer_id
    areas : what is known of each postcode, or None

    Returns
    -------
    dict of Series: home_is_work, and km_to_work if coordinates are known

    Examples
    --------
    >>> people = pd.DataFrame({"postcode": ["1"], "work_postcode": ["1"]})
    >>> to_work(people, None)["home_is_work"].tolist()
    [True]
    """
    if not {"postcode", "work_postcode"} <= set(people.columns):
        return {}
    from segkit.cluster import globe  # noqa: PLC0415 (slow to import)

    home, work = people["postcode"], people["work_postcode"]
    both = home.notna() & work.notna()
    same = (home == work).astype("boolean").where(both)
    more: dict[str, Any] = {"home_is_work": same}
    if areas is not None and set(POINT) <= set(areas.columns):
        ends = [areas[POINT].reindex(codes).to_numpy(float) for codes in (home, work)]
        known = np.isfinite(np.column_stack(ends)).all(axis=1)
        km = np.full(len(people), np.nan)
        km[known] = globe.distance_km(ends[0][known], ends[1][known])
        more["km_to_work"] = pd.Series(km, people.index)
    return more
