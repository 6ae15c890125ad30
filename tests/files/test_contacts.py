"""One row per contact with totals only: what can be made of it, and what not."""

import pandas as pd
import pytest

from segkit import files
from segkit.checks import DataError


@pytest.fixture
def contacts():
    return pd.DataFrame(
        {
            "Email": ["a@x.io", "b@x.io", "c@x.io"],
            "Orders Count": [2, 1, 0],
            "Total Spent": [50.0, 9.5, 0.0],
            "Last Order Date": ["2024-03-01", "2024-01-31", None],
        }
    )


def test_the_features_that_exist_are_made(contacts):
    X = files.contact_totals(contacts, as_of="2024-03-31")
    assert X.index.name == "customer_id"
    assert X["n_orders"].tolist() == [2, 1, 0]
    assert X["average_order_amount"].tolist()[:2] == [25.0, 9.5]
    assert X["average_order_amount"].isna().tolist() == [False, False, True]
    assert X["recency_days"].tolist()[:2] == [30, 60]
    assert X.attrs["as_of"] == "2024-03-31"


def test_without_a_day_recency_counts_to_the_last_date_and_says_so(contacts):
    X = files.contact_totals(contacts)
    assert X["recency_days"].tolist()[:2] == [0, 30]
    assert X.attrs["notes"][0] == (
        "recency counts to 2024-03-01, the last date in the file"
    )


def test_what_is_impossible_is_said(contacts):
    said = files.contact_totals(contacts, as_of="2024-03-31").attrs["notes"]
    assert said[0] == (
        "segments on n_orders, monetary_amount, average_order_amount, recency_days "
        "are possible"
    )
    assert said[-1].startswith("with the last order date alone these are impossible")
    said = files.contact_totals(contacts[["Email", "Total Spent"]]).attrs["notes"]
    assert "no number of orders: frequency is unknown" in said
    assert "BG/NBD" in said[-1]


def test_contacts_that_come_twice_or_without_a_name_are_counted(contacts):
    twice = pd.concat(
        [contacts, contacts.iloc[[0]], contacts.iloc[[1]].assign(Email=None)]
    )
    X = files.contact_totals(twice, as_of="2024-03-31")
    assert len(X) == 3
    assert "1 rows without 'Email' were left out" in X.attrs["notes"]
    assert "1 rows of contacts seen before were left out" in str(X.attrs["notes"])


def test_amounts_and_dates_in_text_are_read():
    table = pd.DataFrame(
        {
            "client": ["a", "b"],
            "depense totale": ["1.234,50 €", "2,00 €"],
            "dernier achat": ["31/01/2024", "01/02/2024"],
        }
    )
    X = files.contact_totals(table, as_of="2024-02-02")
    assert X["monetary_amount"].tolist() == [1234.5, 2.0]
    assert X["recency_days"].tolist() == [2, 1]


def test_dates_that_nothing_decides_are_refused():
    table = pd.DataFrame({"client": ["a"], "last order": ["01/02/2024"]})
    with pytest.raises(DataError, match="day first or month first"):
        files.contact_totals(table)


def test_orders_are_no_contacts(contacts):
    orders = pd.DataFrame({"Email": ["a", "a", "b"], "Total Spent": [1.0, 2, 3]})
    assert not files.looks_like_contacts(orders)
    assert not files.looks_like_contacts(contacts[["Email"]])
    assert not files.looks_like_contacts(
        contacts.assign(**{"Order Date": "2024-03-01"})
    )
    assert files.looks_like_contacts(contacts)


def test_missing_columns_are_named(contacts):
    with pytest.raises(DataError, match="contacts need a column that says who"):
        files.contact_totals(contacts[["Total Spent"]])
    with pytest.raises(DataError, match=r"contacts need one of \['n_orders'"):
        files.contact_totals(contacts[["Email"]])
    with pytest.raises(DataError, match=r"columns= names \{'n_orders': 'x'\}"):
        files.contact_totals(contacts, columns={"n_orders": "x"})
