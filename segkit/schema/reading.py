"""From datapackage.json to records, and where the kit's own file lies."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from segkit.schema.records import Column, ForeignKey, Package, Table

FILE_NAME = "datapackage.json"


def read(folder: str | Path) -> Package:
    """Read what the tables of a folder mean.

    Parameters
    ----------
    folder : where a datapackage.json lies

    Returns
    -------
    Package

    Raises
    ------
    LookupError
        if there is no datapackage.json, or it is no valid description

    References
    ----------
    Frictionless Data, "Data Package" and "Table Schema" standards.

    Examples
    --------
    >>> read(bundled_folder()).currency
    'EUR'
    """
    path = Path(folder) / FILE_NAME
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
        return _package(given, path.parent)
    except FileNotFoundError as error:
        raise LookupError(f"{folder} has no {FILE_NAME}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        kind = type(error).__name__
        raise LookupError(
            f"{path} is no data package that segkit can read ({kind}: {error})"
        ) from error


def bundled_folder() -> Path:
    """Find the folder of the kit's own data files.

    Returns
    -------
    pathlib.Path
        inside the package, as the wheel carries them; else the checkout's ``datasets``

    Raises
    ------
    LookupError
        if they are in neither place

    Examples
    --------
    >>> (bundled_folder() / "datapackage.json").is_file()
    True
    """
    package = Path(__file__).resolve().parents[1]
    places = [package / "datasets" / "data", package.parent / "datasets"]
    for place in places:
        if (place / FILE_NAME).is_file():
            return place
    looked = " and ".join(str(place) for place in places)
    raise LookupError(f"segkit's data files are missing; looked in {looked}")


@lru_cache(maxsize=1)
def bundled() -> Package:
    """Read what the kit's own tables mean.

    Returns
    -------
    Package

    Examples
    --------
    >>> bundled().table("orders").primary_key
    ('order_id',)
    """
    return read(bundled_folder())


def _package(given: dict[str, Any], folder: Path) -> Package:
    return Package(
        name=given["name"],
        title=given.get("title", given["name"]),
        description=given.get("description", ""),
        version=given.get("version", ""),
        currency=given.get("currency", ""),
        tables=tuple(_table(resource) for resource in given["resources"]),
        folder=folder,
    )


def _table(given: dict[str, Any]) -> Table:
    spec = given["schema"]
    digest = given.get("hash", "")
    return Table(
        name=given["name"],
        description=given.get("description", ""),
        path=given["path"],
        grain=given.get("grain", ""),
        family=given.get("family", given["name"]),
        columns=tuple(_column(field) for field in spec["fields"]),
        primary_key=_names(spec.get("primaryKey", ())),
        needs=_names(given.get("needs", ())),
        foreign_keys=tuple(_link(link) for link in spec.get("foreignKeys", ())),
        missing_values=tuple(spec.get("missingValues", [""])),
        rows=given.get("rows"),
        bytes=given.get("bytes"),
        sha256=digest.removeprefix("sha256:") or None,
    )


def _column(given: dict[str, Any]) -> Column:
    limits = given.get("constraints", {})
    return Column(
        name=given["name"],
        type=given["type"],
        description=given.get("description", ""),
        unit=given.get("unit"),
        required=limits.get("required", False),
        unique=limits.get("unique", False),
        minimum=limits.get("minimum"),
        maximum=limits.get("maximum"),
        pattern=limits.get("pattern"),
        enum=tuple(limits.get("enum", ())),
        decimals=given.get("decimals", 2),
        personal=given.get("personal", False),
        sensitive=given.get("sensitive", False),
    )


def _link(given: dict[str, Any]) -> ForeignKey:
    there = given["reference"]
    return ForeignKey(
        _names(given["fields"]), there["resource"], _names(there["fields"])
    )


def _names(given: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)
