"""Who is described: with customers=, exactly those, and the rest is counted."""

import pandas as pd
import polars as pl
import pytest

from segkit import features
from segkit.checks import DataError


@pytest.fixture
def orders():
    table = pd.DataFrame({"customer_id": [1, 1, 2, 9], "amount": [5.0, 6.0, 7.0, 8.0]})
    table["ordered_at"] = pd.to_datetime("2024-01-01")
    table["channel"] = ["web", "web", "app", "web"]
    return table


IDS = [3, 2, 1]
FORMS = {
    "list": IDS,
    "index": pd.Index(IDS),
    "series": pd.Series(IDS),
    "pandas": pd.DataFrame({"customer_id": IDS, "city": ["x", "y", "z"]}),
    "indexed": pd.DataFrame({"city": ["x", "y", "z"]}, index=IDS).rename_axis(
        "customer_id"
    ),
    "polars": pl.DataFrame({"customer_id": IDS}),
    "renamed": pd.DataFrame({"Client": IDS}),
}


@pytest.mark.parametrize("form", FORMS)
def test_customers_who_never_ordered_come_in_with_nothing(orders, form):
    columns = None
    if form == "renamed":
        orders, columns = orders.rename(columns={"customer_id": "Client"}), {}
        columns = {"customer_id": "Client"}
    found = features.customers(
        orders, as_of="2024-01-31", customers=FORMS[form], columns=columns
    )
    assert found.index.tolist() == [1, 2, 3]
    assert found["n_orders"].tolist() == [2, 1, 0]
    assert found["monetary_amount"].tolist() == [11.0, 7.0, 0.0]
    assert found["refund_amount"].tolist() == [0.0, 0.0, 0.0]
    assert found["n_channels"].tolist() == [1, 1, 0]
    assert pd.isna(found.loc[3, ["recency_days", "first_order_date"]]).all()
    assert found["n_orders"].dtype == "int64"


def test_rows_of_anybody_else_are_left_out_and_counted(orders):
    found = features.customers(orders, as_of="2024-01-31", customers=[1, 2])
    assert found.attrs["left_out"]["not in customers"] == 1
    assert 9 not in found.index


def refused(text, orders, customers, **more):
    with pytest.raises(DataError, match=text):
        features.customers(orders, as_of="2024-01-31", customers=customers, **more)


def test_ids_of_another_kind_are_refused(orders):
    refused("orders has 1 .int64., customers has '1' .str.", orders, ["1", "2"])


def test_repeated_ids_are_refused(orders):
    refused(
        r"customers has 1 customer_id more than once, such as \[1\]", orders, [1, 1]
    )


def test_missing_ids_are_refused(orders):
    refused("customers has 1 rows without a customer_id", orders, [1, None])


def test_a_table_without_ids_is_refused(orders):
    refused("this is a table with", orders, pd.DataFrame({"city": ["x"]}))
    refused("this is a int", orders, 7)


def test_customers_and_a_lazy_result_are_refused(orders):
    refused("leave collect=False out", orders, [1], collect=False)
