"""`load` and `truth`: types, fresh copies, and what SEGKIT_DATA replaces."""

import gzip

import pandas as pd
import pytest

from segkit import datasets, schema, simulate
from segkit.checks import DataError

ORDERS = "customer_id,ordered_at,amount\na,2024-03-01,10.5\nb,2024-03-02 17:30:00,4\n"


@pytest.fixture
def own(tmp_path, monkeypatch):
    """Return an empty folder that SEGKIT_DATA names."""
    monkeypatch.setenv("SEGKIT_DATA", str(tmp_path))
    return tmp_path


def test_columns_have_the_types_of_the_dictionary():
    orders = datasets.load("orders")
    assert orders["ordered_at"].dtype == "datetime64[us]"
    assert orders["returned"].dtype == bool
    assert orders["amount"].dtype == float
    assert orders["channel"].cat.categories.tolist() == ["web", "app", "store", "phone"]
    assert datasets.load("customers")["signed_up_on"].dtype == "datetime64[us]"
    assert datasets.load("order_lines")["quantity"].dtype == int
    assert str(datasets.load("products")["product_id"].dtype) == "str"


@pytest.mark.parametrize("table", schema.bundled().tables, ids=lambda t: t.name)
def test_every_table_loads_with_its_columns_rows_and_attributes(table):
    frame = datasets.load(table.name)
    assert list(frame) == [column.name for column in table.columns]
    assert len(frame) == table.rows
    assert frame.attrs == {
        "table": table.name,
        "grain": table.grain,
        "currency": "EUR",
        "version": schema.bundled().version,
        "source": "bundled",
    }


def test_each_call_gives_a_fresh_copy():
    first = datasets.load("orders")
    first["amount"] = 0.0
    first.loc[0, "customer_id"] = "me"
    first.index.name = first.columns.name = "mine"
    first.attrs["table"] = "mine"
    first["new"] = 1
    second = datasets.load("orders")
    assert second["amount"].gt(0).any()
    assert second.loc[0, "customer_id"] != "me"
    assert second.index.name is None
    assert second.columns.name is None
    assert second.attrs["table"] == "orders"
    assert "new" not in second


def test_a_family_loads_as_a_dictionary_that_prints():
    shop = datasets.load("small_shop")
    assert len(shop["subscribers"]) == 60
    assert shop["orders"].equals(datasets.load("small_shop_orders"))
    assert "['subscribers']: 60 rows, columns customer_id, signed_up_on" in repr(shop)
    world = datasets.load("world")
    assert list(world) == schema.bundled().family("world")
    assert {"customers", "orders", "sends", "survey", "companies"} <= set(world)
    with pytest.raises(
        DataError, match=r"small_shop has no table 'clients'; it has \["
    ):
        shop["clients"]


def test_names_can_all_be_loaded():
    for name in datasets.names():
        assert len(datasets.load(name)) > 0


def test_an_unknown_name_is_answered_with_the_nearest():
    with pytest.raises(DataError, match=r"no table 'custmers'; nearest: \['customers'"):
        datasets.load("custmers")
    with pytest.raises(DataError, match=r"no table 'xyz': names\(\) lists them"):
        datasets.load("xyz")
    with pytest.raises(DataError, match="no table 3: names"):
        datasets.load(3)


PLANTED = {
    "segment",
    "orders_per_year",
    "active_until",
    "back_from",
    "lucky",
    "because_of",
    "buys_with",
    "buys_without",
    "sentiment",
    "theme",
    "straight_liner",
    "bot_kind",
}


def test_load_never_opens_the_truth():
    hidden = schema.read(schema.bundled_folder() / "truth")
    for name in ("behavioural", "truth", "truth/behavioural", "../truth/behavioural"):
        with pytest.raises(DataError, match="there is no table"):
            datasets.load(name)
    shown = {table.path for table in schema.bundled().tables}
    assert not any("truth" in path for path in shown)
    answers = {c.name for table in hidden.tables for c in table.columns}
    public = {c.name for table in schema.bundled().tables for c in table.columns}
    assert answers >= PLANTED
    assert not PLANTED & public


def test_no_column_gives_a_planted_label_away():
    truth = datasets.truth("behavioural").set_index("customer_id")["segment"]
    for name in ("customers", "orders"):
        table = datasets.load(name)
        label = truth.loc[table["customer_id"]].reset_index(drop=True)
        guess = label.value_counts(normalize=True).max()
        for column in table.columns.drop(["customer_id", "order_id"], errors="ignore"):
            values = table[column]
            if values.nunique() > 50:
                values = pd.qcut(values.rank(method="first"), 50, labels=False)
            known = pd.crosstab(values, label).max(axis=1).sum() / len(label)
            assert known < guess + 0.25, (name, column)


def test_an_empty_setting_is_no_setting(monkeypatch):
    monkeypatch.setenv("SEGKIT_DATA", " ")
    assert datasets.load("orders").attrs["source"] == "bundled"


def test_a_setting_that_is_no_folder_is_refused(tmp_path, monkeypatch):
    file = tmp_path / "orders.csv"
    file.write_text(ORDERS)
    for value in (str(tmp_path / "nowhere"), str(file)):
        monkeypatch.setenv("SEGKIT_DATA", value)
        for call in (datasets.load, datasets.truth, datasets.describe):
            with pytest.raises(
                DataError, match="that is no folder: set it to a folder"
            ):
                call("orders" if call != datasets.truth else "behavioural")


def test_an_empty_folder_is_refused_rather_than_ignored(own):
    with pytest.raises(DataError, match=r"none of segkit's tables is there.*no file"):
        datasets.load("orders")
    (own / "notes.txt").write_text("x")
    with pytest.raises(DataError, match=r"the folder has \['notes.txt'\]"):
        datasets.load("small_shop")


def test_own_orders_replace_the_bundled_ones(own):
    (own / "orders.csv").write_text(ORDERS)
    orders = datasets.load("orders")
    assert orders["amount"].tolist() == [10.5, 4.0]
    assert orders["ordered_at"].tolist() == [
        pd.Timestamp("2024-03-01"),
        pd.Timestamp("2024-03-02 17:30"),
    ]
    assert list(orders) == ["customer_id", "ordered_at", "amount"]
    assert orders.attrs["source"] == str(own)


@pytest.mark.parametrize("name", ["orders.csv.gz", "orders.parquet"])
def test_own_orders_may_be_gzipped_or_parquet(own, name):
    table = pd.DataFrame({"customer_id": ["a"], "ordered_at": ["2024-03-01"]})
    table["ordered_at"] = pd.to_datetime(table["ordered_at"])
    table["amount"] = [3]
    if name.endswith("gz"):
        (own / name).write_bytes(gzip.compress(table.to_csv(index=False).encode()))
    else:
        table.to_parquet(own / name)
    assert datasets.load("orders")["amount"].tolist() == [3.0]
    assert datasets.load("orders")["amount"].dtype == float


def test_own_values_beyond_the_list_are_kept_as_categories(own):
    (own / "orders.csv").write_text(
        "customer_id,ordered_at,amount,channel\na,2024-03-01,1,kiosk\nb,2024-03-01,1,\n"
    )
    channel = datasets.load("orders")["channel"]
    assert channel.cat.categories[-1] == "kiosk"
    assert channel.isna().tolist() == [False, True]


def test_half_a_family_is_refused_and_another_family_stays_bundled(own):
    (own / "orders.csv").write_text(ORDERS)
    with pytest.raises(
        DataError, match=r"has \['orders'\] but no customers.*add customers\.csv\.gz or"
    ):
        datasets.load("customers")
    assert datasets.load("small_shop")["orders"].attrs["source"] == "bundled"


def test_own_data_without_planted_truth_say_so(own):
    (own / "orders.csv").write_text(ORDERS)
    with pytest.raises(DataError, match="nothing is known to be planted"):
        datasets.truth("behavioural")
    assert len(datasets.truth("small_shop")) == 60


def test_a_missing_column_and_a_wrong_value_are_named(own):
    (own / "orders.csv").write_text("client,ordered_at,amount\na,2024-03-01,1\n")
    with pytest.raises(
        DataError,
        match=r"orders\.csv needs columns \['customer_id'\]; it has \['client",
    ):
        datasets.load("orders")
    (own / "orders.csv").write_text("customer_id,ordered_at,amount\na,2024-03-01,x\n")
    with pytest.raises(
        DataError, match=r"cannot be read as orders: column 'amount' to double"
    ):
        datasets.load("orders")
    (own / "orders.csv").unlink()
    (own / "orders.parquet").write_text("this is text")
    with pytest.raises(DataError, match=r"orders\.parquet cannot be read as orders"):
        datasets.load("orders")


def test_a_file_that_changed_is_read_again(own):
    (own / "orders.csv").write_text(ORDERS)
    assert len(datasets.load("orders")) == 2
    (own / "orders.csv").write_text(ORDERS + "c,2024-03-03,1\n")
    assert len(datasets.load("orders")) == 3


def test_a_generated_folder_replaces_everything_truth_included(own):
    simulate.build(own, seed=7, size=80, shop_seed=3)
    for name in schema.bundled().names():
        assert datasets.load(name).attrs["source"] == str(own)
    assert len(datasets.load("customers")) == 80
    assert len(datasets.truth("behavioural")) == 80
    assert datasets.describe("customers").attrs["rows"] == 80
    ids = datasets.load("small_shop_subscribers")["customer_id"]
    assert ids.tolist() == datasets.truth("small_shop")["customer_id"].tolist()


def test_an_own_dictionary_adds_tables_and_a_broken_one_is_refused(own):
    (own / "visits.csv").write_text("customer_id,pages\na,3\n")
    fields = '[{"name": "customer_id", "type": "string"}]'
    resource = (
        f'{{"name": "visits", "path": "visits.csv", "schema": {{"fields": {fields}}}}}'
    )
    described = f'{{"name": "mine", "resources": [{resource}]}}'
    (own / "datapackage.json").write_text(described)
    assert datasets.load("visits")["pages"].tolist() == [3]
    assert datasets.load("orders").attrs["source"] == "bundled"
    assert "visits" in datasets.names()
    (own / "datapackage.json").write_text("{")
    with pytest.raises(DataError, match="dictionary of SEGKIT_DATA cannot be used"):
        datasets.load("visits")
