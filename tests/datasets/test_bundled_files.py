"""The committed files are what the dictionary and the datasheet say they are."""

import gzip
import hashlib
import io
import re
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest

from segkit import datasets, schema

FOLDER = schema.bundled_folder()
SHOWN, HIDDEN = schema.bundled(), schema.read(FOLDER / "truth")
TABLES = [(SHOWN, table) for table in SHOWN.tables]
TABLES += [(HIDDEN, table) for table in HIDDEN.tables]
FORMATS = {"date": "%Y-%m-%d", "datetime": "%Y-%m-%d %H:%M:%S"}
DOCUMENTS = ["DATASHEET.md", "TRUTH.md", "CHANGELOG.md", "LICENSE"]
PAGES = ["DICTIONARY.md", "truth/DICTIONARY.md"]
MOST_BYTES = 15_000_000

each_table = pytest.mark.parametrize(
    ("package", "table"), TABLES, ids=[f"{p.name}-{t.name}" for p, t in TABLES]
)


def raw(package, table):
    """Return the file's bytes and its cells, all as text."""
    data = (package.folder / table.path).read_bytes()
    text = gzip.decompress(data) if table.path.endswith(".gz") else data
    cells = pd.read_csv(io.BytesIO(text), dtype=str, keep_default_na=False)
    return data, cells


def typed(values, column):
    values = values[values != ""]
    if column.type == "integer":
        assert values.str.fullmatch(r"-?\d+").all()
        return values.astype(int)
    if column.type == "number":
        digits = rf"\.\d{{{column.decimals}}}" if column.decimals else ""
        assert values.str.fullmatch(rf"-?\d+{digits}").all()
        return values.astype(float)
    if column.type == "boolean":
        assert values.isin(["true", "false"]).all()
    if column.type in FORMATS:
        return pd.to_datetime(values, format=FORMATS[column.type])
    return values


@each_table
def test_a_file_has_the_stated_rows_bytes_and_checksum(package, table):
    data, cells = raw(package, table)
    assert len(cells) == table.rows
    assert len(data) == table.bytes
    assert hashlib.sha256(data).hexdigest() == table.sha256


@each_table
def test_every_column_keeps_to_its_type_and_limits(package, table):
    _, cells = raw(package, table)
    assert list(cells) == [column.name for column in table.columns]
    for column in table.columns:
        values = typed(cells[column.name], column)
        assert not (column.required and (cells[column.name] == "").any()), column
        assert not (column.unique and values.duplicated().any()), column
        assert not column.enum or set(values) == set(column.enum), column
        if column.pattern:
            assert values.str.fullmatch(column.pattern).all(), column
        limit = datetime.fromisoformat if column.type in FORMATS else float
        if column.minimum is not None:
            assert values.min() >= limit(str(column.minimum)), column
        if column.maximum is not None:
            assert values.max() <= limit(str(column.maximum)), column


@each_table
def test_keys_name_one_row_and_links_resolve(package, table):
    _, cells = raw(package, table)
    assert table.primary_key
    assert not cells.duplicated(list(table.primary_key)).any()
    for link in table.foreign_keys:
        other = raw(package, package.table(link.table))[1]
        known = (cells[list(link.columns)] != "").all(axis=1)
        here = pd.MultiIndex.from_frame(cells.loc[known, list(link.columns)])
        there = pd.MultiIndex.from_frame(other[list(link.table_columns)])
        assert here.isin(there).all(), link


@each_table
def test_everything_is_described(package, table):
    assert table.description
    assert table.grain.startswith("one row per")
    assert set(table.needs) <= {column.name for column in table.columns}
    for column in table.columns:
        assert column.description.endswith("."), column
        money = column.name.endswith("amount")
        assert not money or column.unit == package.currency, column


def test_people_are_marked_as_personal():
    for package, table in TABLES:
        for column in table.columns:
            if column.name == "customer_id":
                assert column.personal, (package.name, table.name)


def test_nothing_lies_in_the_folder_undescribed():
    described = {(package.folder / table.path) for package, table in TABLES}
    described |= {FOLDER / name for name in DOCUMENTS + PAGES}
    described |= {package.folder / schema.FILE_NAME for package in (SHOWN, HIDDEN)}
    assert {path for path in FOLDER.rglob("*") if path.is_file()} == described


def test_the_files_stay_small():
    total = sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file())
    assert total < MOST_BYTES


def test_the_changelog_knows_the_data_version():
    text = (FOLDER / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## {re.escape(SHOWN.version)}$", text, re.MULTILINE)
    assert HIDDEN.version == SHOWN.version


def test_the_datasheet_has_its_seven_headings_and_says_synthetic_first():
    text = (FOLDER / "DATASHEET.md").read_text(encoding="utf-8")
    assert text.startswith("# Datasheet\n\n**Synthetic, no real person.**")
    headings = re.findall(r"^## \d\. (\w+)", text, re.MULTILINE)
    assert headings == [
        "Motivation",
        "Composition",
        "Collection",
        "Preprocessing",
        "Uses",
        "Distribution",
        "Maintenance",
    ]


def percent(part):
    return f"{100 * part:.1f} %"


def stated(label):
    """Return the second cell of the datasheet's row that begins with this label."""
    text = (FOLDER / "DATASHEET.md").read_text(encoding="utf-8")
    return re.search(rf"^\| {re.escape(label)} \| ([^|]*) \|", text, re.MULTILINE)[1]


def test_the_datasheet_states_the_measured_figures():
    orders, customers = datasets.load("orders"), datasets.load("customers")
    of_customer = orders.groupby("customer_id")
    money = of_customer["amount"].sum().sort_values(ascending=False)
    top = money.iloc[: round(len(money) * 0.2)].sum() / money.sum()
    once = (of_customer.size() == 1).mean()
    early = orders[orders["ordered_at"] < "2024-07-01"].groupby("customer_id").size()
    app = (orders["channel"] == "app").groupby(orders["ordered_at"].dt.year).mean()
    days = orders.sort_values("ordered_at").groupby("customer_id")["ordered_at"].diff()
    gap = days.median() / pd.Timedelta(days=1)
    saturday = (orders["ordered_at"].dt.day_of_week == 5).mean() * 7
    amount = orders["amount"]
    never = len(customers) - len(money)
    assert stated("part of revenue from the top 20 % of customers") == percent(top)
    assert stated("customers with one order only") == percent(once)
    assert stated("customers on 30 June 2024 with one order only") == (
        percent((early == 1).mean())
    )
    assert stated("accounts that never ordered") == f"{never} of {len(customers):,}"
    assert stated("mean and median order") == (
        f"{amount.mean():.2f} and {amount.median():.2f} EUR"
    )
    assert stated("median days between two orders of a customer") == f"{gap:.0f}"
    assert stated("orders through the app, 2023 and 2024") == (
        f"{percent(app[2023])} and {percent(app[2024])}"
    )
    assert stated("orders on a Saturday, against the mean day") == f"{saturday:.2f}"


@pytest.mark.parametrize("table", SHOWN.tables, ids=lambda table: table.name)
def test_the_datasheet_states_the_rows(table):
    text = (FOLDER / "DATASHEET.md").read_text(encoding="utf-8")
    rows = re.search(rf"^\| `{table.name}` \| [^|]* \| ([^|]*) \|", text, re.MULTILINE)
    assert rows[1] == f"{table.rows:,}"


def test_the_lines_of_an_order_add_up_to_the_cent():
    orders, lines = datasets.load("orders"), datasets.load("order_lines")
    for column in ("amount", "discount_amount"):
        cents = (lines[column] * 100).round().astype(int)
        sums = cents.groupby(lines["order_id"]).sum()
        stated = (orders.set_index("order_id")[column] * 100).round().astype(int)
        pd.testing.assert_series_equal(
            sums.sort_index(), stated.sort_index(), check_names=False
        )


def test_list_price_times_quantity_is_amount_and_discount():
    lines = datasets.load("order_lines").merge(datasets.load("products"))
    when = datasets.load("orders").set_index("order_id")["ordered_at"]
    year_two = when.loc[lines["order_id"]].dt.year.to_numpy() == 2024
    price = (lines["price_amount"] * 100).round().astype(int)
    price = price.where(~year_two, (price * 106 + 50) // 100)
    paid = ((lines["amount"] + lines["discount_amount"]) * 100).round().astype(int)
    assert (price * lines["quantity"] == paid).all()


def test_nobody_orders_before_signing_up():
    orders, customers = datasets.load("orders"), datasets.load("customers")
    signed_up = customers.set_index("customer_id")["signed_up_on"]
    day = orders["ordered_at"].dt.normalize()
    assert (day.to_numpy() >= signed_up.loc[orders["customer_id"]].to_numpy()).all()


def test_order_numbers_follow_time_and_customer_numbers_follow_nothing():
    orders, customers = datasets.load("orders"), datasets.load("customers")
    assert orders.sort_values("order_id")["ordered_at"].is_monotonic_increasing
    truth = datasets.truth("behavioural")
    number = customers["customer_id"].str[1:].astype(int)
    assert abs(number.corr(customers["signed_up_on"].astype("int64"))) < 0.03
    for segment in truth["segment"].cat.categories:
        assert abs(number.corr((truth["segment"] == segment).astype(int))) < 0.03


def test_the_repository_and_the_wheel_carry_the_same_folder():
    lines = Path(FOLDER.parent / "pyproject.toml").read_text(encoding="utf-8")
    assert '"datasets" = "segkit/datasets/data"' in lines
