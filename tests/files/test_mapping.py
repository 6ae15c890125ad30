"""Columns are proposed from names and values, confirmed, saved and loaded."""

import pandas as pd
import pytest

from segkit import files
from segkit.checks import DataError
from segkit.files.names import plain, shop_of


def proposed(names, rows=()):
    table = pd.DataFrame(list(rows), columns=names)
    found = files.propose_columns(table)
    return dict(zip(found["ours"], found["theirs"], strict=True))


KNOWN = {
    "French": (
        [
            "N° client",
            "Date de commande",
            "Montant TTC",
            "N° commande",
            "Remise",
            "Canal",
        ],
        [
            "customer_id",
            "ordered_at",
            "amount",
            "order_id",
            "discount_amount",
            "channel",
        ],
    ),
    "German": (
        ["Kundennummer", "Bestelldatum", "Gesamtbetrag", "Bestellnummer", "Währung"],
        ["customer_id", "ordered_at", "amount", "order_id", "currency"],
    ),
    "Spanish": (
        [
            "ID cliente",
            "Fecha del pedido",
            "Importe total",
            "Número de pedido",
            "Estado",
        ],
        ["customer_id", "ordered_at", "amount", "order_id", "status"],
    ),
    "English": (
        ["Customer ID", "Order Date", "Total", "Order ID", "Category", "Returned"],
        ["customer_id", "ordered_at", "amount", "order_id", "category", "returned"],
    ),
    "own": (
        ["customer_id", "ordered_at", "amount", "order_id"],
        ["customer_id", "ordered_at", "amount", "order_id"],
    ),
    "Stripe": (
        ["id", "Created date (UTC)", "Amount", "Currency", "Customer ID", "Status"],
        ["order_id", "ordered_at", "amount", "currency", "customer_id", "status"],
    ),
    "Etsy": (
        ["Sale Date", "Order ID", "Buyer", "Item Name", "Order Value", "Currency"],
        ["ordered_at", "order_id", "customer_id", "product", "amount", "currency"],
    ),
}


@pytest.mark.parametrize("language", list(KNOWN))
def test_names_in_four_languages_and_of_shops_are_known(language):
    theirs, ours = KNOWN[language]
    found = proposed(theirs)
    assert {o: found.get(o) for o in ours} == dict(zip(ours, theirs, strict=True))


def test_without_a_total_quantity_times_price_is_proposed_and_said():
    names = ["InvoiceNo", "StockCode", "Quantity", "InvoiceDate", "UnitPrice"]
    found = files.propose_columns(pd.DataFrame(columns=[*names, "CustomerID"]))
    found = found.set_index("ours")
    assert "amount" not in found.index
    assert found.loc["quantity", "theirs"] == "Quantity"
    assert "amount = quantity x unit price" in found.loc["unit_price", "why"]


def test_with_a_total_the_price_of_one_is_not_used():
    assert "unit_price" not in proposed(["client", "date", "total", "price", "qty"])


def test_values_speak_where_names_do_not():
    found = files.propose_columns(
        pd.DataFrame(
            {
                "who": ["a@x.io", "b@x.io"],
                "when": pd.to_datetime(["2024-01-01", "2024-01-02"]),
                "how much": [2.5, 3.25],
            }
        )
    )
    assert found["theirs"].tolist() == ["who", "when", "how much"]
    assert found["why"].tolist() == [
        "its values are e-mail addresses",
        "the only column of dates",
        "the only column of decimal numbers",
    ]
    assert not found["sure"].any()


def test_two_candidates_by_value_are_no_proposal():
    table = pd.DataFrame({"a": [2.5, 1.5], "b": [2.5, 1.5]})
    assert files.propose_columns(table).empty


def test_accents_case_and_signs_do_not_matter():
    assert plain("N° de Commande") == plain("n_de_commande") == "ndecommande"


def test_a_shop_is_recognised_by_its_columns():
    assert shop_of(["Name", "Financial Status", "Lineitem quantity"]) is None
    uci = ["Invoice", "StockCode", "Quantity", "InvoiceDate", "Customer ID"]
    assert shop_of(uci) == "UCI Online Retail"


def test_a_mapping_is_saved_and_loaded(tmp_path):
    mapping = {"customer_id": "N° client", "amount": "Montant"}
    file = files.save_mapping(mapping, tmp_path / "deep" / "mapping.json")
    assert files.load_mapping(file) == mapping


def test_a_mapping_written_by_hand_is_loaded(tmp_path):
    file = tmp_path / "m.json"
    file.write_text('{"amount": "Total"}')
    assert files.load_mapping(file) == {"amount": "Total"}


BROKEN = [
    ("{", "is no readable mapping (JSON is needed)"),
    ("[1]", "holds no mapping"),
    ('{"columns": {}}', "holds no mapping"),
    ('{"price": "Total"}', "names ['price'], which segkit does not know"),
    ('{"amount": 3}', "must give a column's name as text; found {'amount': 3}"),
]


@pytest.mark.parametrize(("text", "said"), BROKEN)
def test_a_broken_mapping_is_refused(tmp_path, text, said):
    file = tmp_path / "m.json"
    file.write_text(text)
    with pytest.raises(DataError) as refusal:
        files.load_mapping(file)
    assert said in str(refusal.value)


def test_a_mapping_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(DataError, match="there is no mapping"):
        files.load_mapping(tmp_path / "m.json")
