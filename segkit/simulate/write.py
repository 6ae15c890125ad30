"""Files that are the same, byte for byte, whenever they are made again."""

from __future__ import annotations

import copy
import gzip
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks, schema
from segkit.simulate import shop as shop_stage
from segkit.simulate import story


def build(
    folder: str | Path,
    *,
    seed: int = story.SEED,
    size: int = story.SIZE,
    shop_seed: int = shop_stage.SEED,
) -> Path:
    """Write a complete set of the kit's data files.

    Parameters
    ----------
    folder : where the files go; made if it is not there
    seed, size : of the world, as in `world`
    shop_seed : of the small shop, as in `small_shop`

    Returns
    -------
    pathlib.Path
        the folder: tables, `truth/`, and a datapackage.json with rows and checksums,
        ready for ``SEGKIT_DATA``

    Raises
    ------
    DataError
        if the folder cannot be written, or seed or size is impossible

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as place:
    ...     folder = build(place, seed=1, size=50)
    ...     sorted(path.name for path in folder.iterdir())
    ['customers.csv.gz', 'datapackage.json', 'order_lines.csv.gz', 'orders.csv.gz',
    'products.csv.gz', 'small_shop', 'truth']
    """
    target = _writable(Path(folder))
    made = story.world(seed=seed, size=size)
    small = shop_stage.small_shop(seed=shop_seed)
    shown = dict(made.tables)
    shown.update({f"small_shop_{name}": t for name, t in small.tables.items()})
    hidden = {**made.truth, "small_shop": small.truth}
    bundled = schema.bundled_folder()
    _write_all(target, bundled, shown)
    _write_all(target / "truth", bundled / "truth", hidden)
    return target


def _writable(folder: Path) -> Path:
    try:
        (folder / "truth").mkdir(parents=True, exist_ok=True)
        probe = folder / ".segkit-probe"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise checks.DataError(
            f"the data files go to {folder}, and that cannot be written "
            f"({error.strerror}): choose another folder"
        ) from error
    return folder


def _write_all(folder: Path, bundled: Path, tables: Mapping[str, pd.DataFrame]) -> None:
    """Write the tables, then the dictionary with their rows and checksums."""
    text = (bundled / schema.FILE_NAME).read_text(encoding="utf-8")
    described = json.loads(text)
    for resource in described["resources"]:
        data = to_bytes(tables[resource["name"]], resource)
        path = folder / resource["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        resource["rows"] = len(tables[resource["name"]])
        resource["bytes"] = len(data)
        resource["hash"] = f"sha256:{hashlib.sha256(data).hexdigest()}"
    described["builtWith"] = {"numpy": np.__version__, "pandas": pd.__version__}
    out = json.dumps(described, indent=1, ensure_ascii=False) + "\n"
    (folder / schema.FILE_NAME).write_text(out, encoding="utf-8", newline="\n")


def to_bytes(table: pd.DataFrame, resource: Mapping[str, Any]) -> bytes:
    """Return the file of one table: sorted by its key, each column in its format.

    Parameters
    ----------
    table : pandas table
    resource : its entry in datapackage.json

    Returns
    -------
    bytes of a CSV file in UTF-8, gzipped without a time stamp if the path ends in .gz

    Examples
    --------
    >>> spec = {"fields": [{"name": "id", "type": "integer"}], "primaryKey": ["id"]}
    >>> resource = {"path": "x.csv", "schema": spec}
    >>> table = pd.DataFrame({"id": [2, 1]})
    >>> to_bytes(table, resource).decode().split()
    ['id', '1', '2']
    """
    spec = copy.deepcopy(resource["schema"])
    order = resource.get("order") or spec["primaryKey"]
    table = table.sort_values(order, kind="stable")
    text = pd.DataFrame(
        {field["name"]: _text(table[field["name"]], field) for field in spec["fields"]}
    ).to_csv(index=False, lineterminator="\n")
    data = text.encode("utf-8")
    if resource["path"].endswith(".gz"):
        return gzip.compress(data, compresslevel=9, mtime=0)
    return data


def _text(column: pd.Series, field: Mapping[str, Any]) -> pd.Series:
    """Return a column as the text that its type has in the file."""
    kind = field["type"]
    if kind == "number":
        return column.map(f"{{:.{field.get('decimals', 2)}f}}".format)
    if kind == "boolean":
        return column.map({True: "true", False: "false"})
    if kind == "date":
        return column.dt.strftime("%Y-%m-%d")
    if kind == "datetime":
        return column.dt.strftime("%Y-%m-%d %H:%M:%S")
    return column
