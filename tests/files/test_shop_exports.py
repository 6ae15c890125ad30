"""A messy shop export works on the first day, and its sums are right."""

import pandas as pd
import pytest

from segkit import files
from segkit.checks import DataError
from segkit.files.shop import fill_down, line_items, order_of_rows, spread
from segkit.files.status import status_word, statuses
from tests.files.shop_exports import shopify


@pytest.fixture
def export():
    return shopify()


def saved(export, tmp_path, separator=",", decimal=".", encoding="utf-8"):
    file = tmp_path / "orders_export.csv"
    file.write_bytes(export.text(separator, decimal).encode(encoding))
    return file


LOCALES = [(",", ".", "utf-8"), (";", ",", "cp1252"), ("\t", ",", "utf-16")]


@pytest.mark.parametrize(("separator", "decimal", "encoding"), LOCALES)
def test_a_shopify_export_gives_the_orders_totals_to_the_cent(
    export, tmp_path, separator, decimal, encoding
):
    orders = files.read_orders(saved(export, tmp_path, separator, decimal, encoding))
    for name, truth in (
        ("amount", export.totals),
        ("discount_amount", export.discounts),
    ):
        sums = orders.groupby("order_id")[name].sum()
        assert (sums * 100).round().astype(int).to_dict() == truth
    assert orders.groupby("order_id").size().to_dict() == export.lines


def test_order_fields_are_filled_down_within_the_order_only(export, tmp_path):
    orders = files.read_orders(saved(export, tmp_path))
    one = orders.groupby("order_id")
    assert one["customer_id"].first().to_dict() == export.email
    assert one["status"].first().to_dict() == export.status
    assert (one["status"].nunique() == 1).all()
    assert (one["channel"].count() == one.size()).all()
    created = {k: pd.Timestamp(v) for k, v in export.created.items()}
    assert one["ordered_at"].first().to_dict() == created


def test_what_was_recognised_is_said(export, tmp_path):
    orders = files.read_orders(saved(export, tmp_path, ";", ",", "cp1252"))
    assert orders.attrs["shop"] == "Shopify"
    reading, notes = orders.attrs["reading"], "\n".join(orders.attrs["notes"])
    assert "separator semicolon (';')" in reading
    assert "Windows-1252" in reading
    assert "decimal comma in 'Subtotal'" in reading
    lines = sum(n - 1 for n in export.lines.values())
    assert f"({lines:,} rows)" in notes
    assert "amount is the order's 'Total', spread over its lines" in notes
    assert "carry offsets '+0100', '+0200': kept as local wall-clock" in notes
    assert "status: paid" in notes
    assert "customer_id holds e-mail addresses" in notes


def test_no_personal_column_comes_along(export, tmp_path):
    orders = files.read_orders(saved(export, tmp_path))
    assert not {"Billing Name", "Phone", "Notes", "Billing Zip"} & set(orders.columns)
    assert "columns not used" in "\n".join(orders.attrs["notes"])


def test_an_order_that_the_file_repeats_is_marked_not_dropped(tmp_path):
    export = shopify(n=30, repeated=1)
    orders = files.read_orders(saved(export, tmp_path))
    twice = export.lines["#1001"] + export.lines["#1002"]
    assert orders["repeated_row"].sum() == twice
    once = orders[~orders["repeated_row"]].groupby("order_id")["amount"].sum()
    assert (once * 100).round().astype(int).to_dict() == export.totals
    assert f"{twice} rows repeat another row exactly" in "\n".join(
        orders.attrs["notes"]
    )


def test_equal_lines_of_one_order_are_not_taken_for_copies(tmp_path):
    file = tmp_path / "orders.csv"
    file.write_text(
        "Name,Email,Financial Status,Total,Created at,Lineitem quantity,Lineitem name,"
        "Lineitem price\n"
        "#1,a@x.io,paid,20.00,2024-03-01 10:00:00 +0100,1,Cup,10.00\n"
        "#1,a@x.io,,,2024-03-01 10:00:00 +0100,1,Cup,10.00\n"
        "#1,a@x.io,,,2024-03-01 10:00:00 +0100,1,Cup,10.00\n"
    )
    orders = files.read_orders(file)
    assert orders["repeated_row"].sum() == 0
    assert orders["amount"].tolist() == [6.67, 6.67, 6.66]


def test_shuffled_rows_give_the_same_orders(export, tmp_path):
    orders = files.read_orders(saved(export, tmp_path))
    file = tmp_path / "shuffled.csv"
    head, *rest = export.text().splitlines(keepends=True)
    rows = pd.Series(rest).sample(frac=1, random_state=1)
    file.write_bytes((head + "".join(rows)).encode())
    shuffled = files.read_orders(file)
    by = ["order_id", "product", "amount"]
    left = orders.sort_values(by, ignore_index=True).drop(columns="repeated_row")
    right = shuffled.sort_values(by, ignore_index=True).drop(columns="repeated_row")
    totals = ["customer_id", "order_id", "ordered_at", "status"]
    pd.testing.assert_frame_equal(left[totals], right[totals])
    for table in (left, right):
        sums = table.groupby("order_id")["amount"].sum()
        assert (sums * 100).round().astype(int).to_dict() == export.totals


def test_times_in_utc_are_said_and_converted_when_asked(tmp_path):
    file = saved(shopify(offset=" +0000"), tmp_path)
    orders = files.read_orders(file)
    said = "\n".join(orders.attrs["notes"])
    assert "times in 'Created at' are UTC, not the shop's own time" in said
    assert "pass timezone='Europe/Paris'" in said
    local = files.read_orders(file, timezone="Europe/Paris")
    shift = (local["ordered_at"] - orders["ordered_at"]).dt.total_seconds() / 3600
    assert set(shift) == {1.0, 2.0}  # winter and summer
    said = "\n".join(local.attrs["notes"])
    assert "converted to Europe/Paris" in said
    assert "are UTC" not in said


def test_offsets_are_converted_to_another_zone_when_asked(export, tmp_path):
    file = saved(export, tmp_path)
    orders = files.read_orders(file)
    same = files.read_orders(file, timezone="Europe/Berlin")
    assert same["ordered_at"].equals(orders["ordered_at"])  # the same clock as Paris
    far = files.read_orders(file, timezone="Asia/Tokyo")
    hours = (far["ordered_at"] - orders["ordered_at"]).dt.total_seconds() / 3600
    assert set(hours) == {7.0, 8.0}


def test_a_zone_that_does_not_exist_is_refused(export, tmp_path):
    with pytest.raises(DataError, match="timezone='Paris' is no known time zone"):
        files.read_orders(saved(export, tmp_path), timezone="Paris")


def test_mixed_currencies_are_refused_with_the_counts(tmp_path):
    export = shopify(n=60, currencies=("EUR", "EUR", "CHF"))
    file = saved(export, tmp_path)
    with pytest.raises(DataError) as refusal:
        files.read_orders(file)
    text = str(refusal.value)
    assert "orders_export.csv mixes 2 currencies: EUR " in text
    assert "CHF " in text
    assert "pass currency='EUR' to keep one" in text
    kept = files.read_orders(file, currency="EUR")
    assert set(kept["currency"]) == {"EUR"}
    assert "rows in other currencies than EUR left out" in str(kept.attrs["notes"])
    with pytest.raises(DataError, match="no row is in 'USD'"):
        files.read_orders(file, currency="USD")


def test_a_currency_is_refused_where_there_is_none(tmp_path):
    file = tmp_path / "plain.csv"
    file.write_text("customer_id,ordered_at,amount\n1,2024-03-05,2.5\n")
    with pytest.raises(DataError, match="has no column of currencies"):
        files.read_orders(file, currency="EUR")


def test_currency_signs_in_amounts_are_currencies_too(tmp_path):
    file = tmp_path / "signs.csv"
    file.write_text(
        "client;date;montant\n1;2024-03-05;12,50 €\n2;2024-03-06;£ 7,00\n",
        encoding="utf-8",
    )
    with pytest.raises(DataError, match="mixes 2 currencies: EUR 1 rows, GBP 1 rows"):
        files.read_orders(file)


def test_blank_order_numbers_follow_the_row_above_unless_it_is_another_order():
    table = pd.DataFrame(
        {
            "order_id": ["#1", None, None, "#2", None],
            "customer_id": ["a", None, "b", "c", "c"],
            "amount": [5.0, None, None, 3.0, None],
        }
    )
    assert order_of_rows(table).fillna("?").tolist() == ["#1", "#1", "?", "#2", "#2"]


def test_a_file_without_blanks_is_no_line_item_export():
    table = pd.DataFrame({"order_id": [1, 2], "amount": [5.0, 3.0], "product": "x"})
    assert not line_items(table)
    assert not line_items(table.drop(columns="product").assign(amount=[5.0, None]))


def test_a_refund_is_spread_to_the_cent_too():
    table = pd.DataFrame({"order_id": ["#1"] * 3, "amount": [-10.0] * 3})
    shares = spread(table, pd.Series([1, 1, 1]), "amount")
    assert round(shares.sum(), 2) == -10.0


def test_two_shops_with_the_same_order_number_keep_their_totals():
    table = pd.DataFrame(
        {
            "order_id": ["#1", "#1", "#1", "#1"],
            "customer_id": ["a", None, "b", None],
            "amount": [5.0, None, 8.0, None],
        }
    )
    filled, block = fill_down(table)
    assert filled["customer_id"].tolist() == ["a", "a", "b", "b"]
    assert spread(filled, block, "amount").tolist() == [2.5, 2.5, 4.0, 4.0]


def test_woocommerce_totals_repeated_on_each_line_count_once(tmp_path):
    file = tmp_path / "woo.csv"
    file.write_text(
        "Order Number,Order Status,Order Date,Email (Billing),Order Total Amount,"
        "Item Name,Quantity,Item Cost\n"
        "12,wc-completed,2024-03-05 10:00,a@x.io,30.00,Cup,1,10.00\n"
        "12,wc-completed,2024-03-05 10:00,a@x.io,30.00,Pot,1,20.00\n"
        "13,wc-cancelled,2024-03-06 10:00,b@x.io,7.00,Cup,1,7.00\n"
    )
    orders = files.read_orders(file)
    assert orders.attrs["shop"] == "WooCommerce"
    assert orders["amount"].tolist() == [10.0, 20.0, 7.0]
    assert orders["status"].tolist() == ["paid", "paid", "cancelled"]


def test_a_guest_number_gives_way_to_the_e_mail(tmp_path):
    file = tmp_path / "woo.csv"
    file.write_text(
        "order_number,order_date,customer_id,customer_email,order_total\n"
        "1,2024-03-05,0,a@x.io,30.00\n2,2024-03-06,0,b@x.io,20.00\n"
        "3,2024-03-07,7,c@x.io,10.00\n"
    )
    orders = files.read_orders(file)
    assert orders["customer_id"].tolist() == ["a@x.io", "b@x.io", "c@x.io"]


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("partially_refunded", "partially refunded"),
        ("Remboursée", "refunded"),
        ("En cours", "paid"),
        ("Storniert", "cancelled"),
        ("In Bearbeitung", "paid"),
        ("Pendiente de pago", "pending"),
        ("wc-on-hold", "pending"),
        ("Échouée", "failed"),
        ("authorized", "pending"),
        ("Layaway", "layaway"),
    ],
)
def test_a_shops_status_is_said_in_our_words(theirs, ours):
    assert status_word(theirs) == ours


def test_without_a_column_that_speaks_of_it_there_is_no_status():
    assert statuses(pd.DataFrame({"amount": [1.0]})) is None
