"""The data dictionary: read from datapackage.json with the standard library."""

import ast
import dataclasses
import json
import sys
from pathlib import Path

import pytest

from segkit import schema
from segkit.schema import reading

TINY = {
    "name": "tiny",
    "currency": "EUR",
    "resources": [
        {
            "name": "orders",
            "path": "orders.csv",
            "grain": "one row per order",
            "rows": 2,
            "hash": "sha256:ab",
            "schema": {
                "fields": [
                    {
                        "name": "amount",
                        "type": "number",
                        "description": "What was paid.",
                        "unit": "EUR",
                        "personal": True,
                        "constraints": {"minimum": 0, "maximum": 9, "required": True},
                    }
                ],
                "primaryKey": "amount",
                "foreignKeys": [
                    {
                        "fields": "amount",
                        "reference": {"resource": "sums", "fields": ["sum"]},
                    }
                ],
            },
        }
    ],
}


def write(folder, content):
    text = content if isinstance(content, str) else json.dumps(content)
    (folder / "datapackage.json").write_text(text, encoding="utf-8")
    return folder


def test_schema_imports_the_standard_library_only():
    for path in Path(schema.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                names = [node.module]
            elif isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            else:
                continue
            for name in names:
                known = name.split(".")[0] in sys.stdlib_module_names
                assert known or name.startswith("segkit.schema"), (path.name, name)


def test_a_package_is_read_with_keys_limits_and_marks(tmp_path):
    table = schema.read(write(tmp_path, TINY)).table("orders")
    assert table.primary_key == ("amount",)
    assert table.foreign_keys == (schema.ForeignKey(("amount",), "sums", ("sum",)),)
    assert (table.rows, table.sha256, table.family) == (2, "ab", "orders")
    column = table.column("amount")
    assert (column.minimum, column.maximum, column.personal) == (0, 9, True)
    assert column.allowed() == "at least 0; at most 9; never empty"


def test_records_print_what_they_hold(tmp_path):
    package = schema.read(write(tmp_path, TINY))
    assert "orders: one row per order, 2 rows" in repr(package)
    assert repr(package.table("orders")) == (
        "orders: one row per order, 2 rows\n"
        "  amount (number, EUR) (personal): What was paid."
    )


def test_records_cannot_be_changed():
    table = schema.bundled().table("orders")
    with pytest.raises(dataclasses.FrozenInstanceError):
        table.name = "mine"


def test_unknown_names_are_answered_with_the_known_ones(tmp_path):
    package = schema.read(write(tmp_path, TINY))
    with pytest.raises(LookupError, match=r"no table 'visits'; it has \['orders'\]"):
        package.table("visits")
    with pytest.raises(LookupError, match=r"no column 'sum'; it has \['amount'\]"):
        package.table("orders").column("sum")


def test_a_folder_without_dictionary_is_refused(tmp_path):
    with pytest.raises(LookupError, match=r"has no datapackage\.json"):
        schema.read(tmp_path)


@pytest.mark.parametrize(
    "content",
    ["{", "[]", '"text"', "{}", '{"name": "x", "resources": [{}]}', b"\xff\xfe"],
)
def test_a_broken_dictionary_is_refused_with_its_path(tmp_path, content):
    if isinstance(content, bytes):
        (tmp_path / "datapackage.json").write_bytes(content)
    else:
        write(tmp_path, content)
    with pytest.raises(LookupError, match="is no data package that segkit can read"):
        schema.read(tmp_path)


def test_the_data_inside_the_package_come_before_those_of_the_checkout(
    tmp_path, monkeypatch
):
    inside = tmp_path / "segkit" / "datasets" / "data"
    beside = tmp_path / "datasets"
    for folder in (inside, beside):
        folder.mkdir(parents=True)
    module = tmp_path / "segkit" / "schema" / "reading.py"
    monkeypatch.setattr(reading, "__file__", str(module))
    with pytest.raises(LookupError, match="data files are missing; looked in"):
        schema.bundled_folder()
    write(beside, TINY)
    assert schema.bundled_folder() == beside.resolve()
    write(inside, TINY)
    assert schema.bundled_folder() == inside.resolve()
