"""`describe`: the dictionary as a table that prints whole sentences."""

import pytest

from segkit import datasets, schema
from segkit.checks import DataError


@pytest.mark.parametrize("table", schema.bundled().tables, ids=lambda t: t.name)
def test_every_column_is_described(table):
    meanings = datasets.describe(table.name)
    assert list(meanings) == [
        "column",
        "type",
        "unit",
        "meaning",
        "allowed",
        "personal",
    ]
    assert meanings["column"].tolist() == datasets.load(table.name).columns.tolist()
    assert meanings["meaning"].str.len().min() > 5
    assert meanings.attrs["key"] == list(table.primary_key)
    assert meanings.attrs["grain"] == table.grain


def test_links_rows_and_currency_are_in_the_attributes():
    attributes = datasets.describe("order_lines").attrs
    assert attributes["links"] == {"order_id": "orders", "product_id": "products"}
    assert attributes["currency"] == "EUR"
    assert attributes["rows"] == len(datasets.load("order_lines"))


def test_nothing_is_cut_off_when_printed():
    meanings = datasets.describe("orders")
    text = repr(meanings)
    assert text.startswith("orders: one row per order; key order_id\n")
    assert max(len(line) for line in text.splitlines()) <= 88
    flat = " ".join(text.split())
    page = meanings._repr_html_()
    for sentence in meanings["meaning"]:
        assert sentence in flat
        assert sentence.replace("'", "&#x27;") in page or sentence in page


def test_personal_columns_are_marked():
    meanings = datasets.describe("customers").set_index("column")
    assert meanings.loc["customer_id", "personal"] == "personal"
    assert meanings.loc["acquired_via", "personal"] == ""


def test_a_part_of_the_dictionary_is_an_ordinary_table():
    part = datasets.describe("orders")[["column", "unit"]]
    assert type(part).__name__ == "DataFrame"


def test_a_family_is_described_table_by_table():
    meanings = datasets.describe("small_shop")
    assert meanings["table"].tolist() == schema.bundled().family("small_shop")
    assert "one row per table" in repr(meanings)


def test_an_unknown_name_is_answered_with_the_nearest():
    with pytest.raises(DataError, match=r"nearest: \['orders'"):
        datasets.describe("order")


def test_without_a_name_every_table_is_listed_with_its_family():
    listed = datasets.describe()
    names = set(listed["table"]) | set(listed["family"])
    assert names == set(datasets.names())
    assert listed["meaning"].str.endswith((".", "?")).all()
