"""What the three methods share: which numbers they take, and which they refuse."""

import numpy as np
import pandas as pd
import pytest

from segkit.checks import DataError
from segkit.models import BehaviouralSegmenter
from tests.models.samples import customers, purchases

METHODS = ["rfm", "lifecycle", "kmeans"]
NEEDED = ["recency_days", "n_orders", "monetary_amount"]


@pytest.fixture(params=METHODS)
def model(request):
    return BehaviouralSegmenter(method=request.param)


@pytest.mark.parametrize("column", NEEDED)
def test_text_in_numbers_is_refused(model, column):
    X = customers()
    words = X.assign(**{column: X[column].astype(str)})
    with pytest.raises(
        DataError, match=f"column '{column}' in X must hold numbers"
    ) as e:
        model.fit(words)
    assert "it holds string values" in str(e.value)
    assert f"pd.to_numeric(X['{column}'])" in str(e.value)
    mixed = X[column].astype(object)
    mixed.iloc[5] = "many"
    with pytest.raises(DataError, match=f"column '{column}' in X must hold numbers"):
        model.fit(X.assign(**{column: mixed}))


@pytest.mark.parametrize("column", NEEDED)
def test_infinite_values_are_refused(model, column):
    X = customers().astype({"n_orders": float})
    X.loc["customer-no-005", column] = np.inf
    with pytest.raises(DataError, match=f"'{column}' in X has 1 infinite values"):
        model.fit(X)


@pytest.mark.parametrize("column", ["recency_days", "n_orders"])
def test_days_and_orders_below_zero_are_refused(model, column):
    X = customers()
    X.loc["customer-no-005", column] = -3
    with pytest.raises(DataError, match=f"'{column}' in X is below 0 for 1 customers"):
        model.fit(X)


@pytest.mark.parametrize("column", ["recency_days", "monetary_amount"])
def test_a_null_for_a_customer_with_orders_is_refused(model, column):
    X = customers()
    X.loc[["customer-no-005", "customer-no-006"], column] = np.nan
    said = f"'{column}' in X is null for 2 customers with orders"
    with pytest.raises(DataError, match=said):
        model.fit(X)


def test_a_null_number_of_orders_is_refused(model):
    X = customers().astype({"n_orders": "Int64"})
    X.loc["customer-no-005", "n_orders"] = pd.NA
    with pytest.raises(DataError, match=r"'n_orders' in X is null for 1.*write 0"):
        model.fit(X)


def test_one_wholly_empty_column_is_named(model):
    X = customers().assign(monetary_amount=np.nan)
    with pytest.raises(DataError, match=r"\['monetary_amount'\] in X hold no values"):
        model.fit(X)


def test_a_recency_without_orders_is_refused(model):
    X = customers()
    X.loc["customer-no-000", "recency_days"] = 9
    with pytest.raises(DataError, match="1 customers in X have a recency_days but 0"):
        model.fit(X)


def test_a_table_where_nobody_ordered_is_refused(model):
    X = purchases([np.nan] * 3, [0] * 3, [0.0] * 3)
    with pytest.raises(DataError, match="0 of 3 customers in X have ordered"):
        model.fit(X)


def test_a_table_where_nobody_ordered_is_predicted(model):
    X = customers()
    prospects = X[X["n_orders"] == 0]
    segments = model.fit(X).assign(prospects)
    assert segments.nunique() == 1
    assert segments.iloc[0] in {"Prospect", "No purchase yet"}


@pytest.mark.parametrize("kind", ["Int64", "Float64", "float32", "int64[pyarrow]"])
def test_any_kind_of_number_gives_the_same_segments(model, kind):
    X = customers()
    labels = model.fit(X).labels_
    columns = ["n_orders"] if "nt" in kind else ["recency_days", "n_orders"]
    other = X.astype(dict.fromkeys(columns, kind))
    np.testing.assert_array_equal(model.fit(other).labels_, labels)


def test_arguments_of_another_method_are_refused():
    X = customers()
    with pytest.raises(DataError, match=r"method='rfm' does not use \['n_segments'\]"):
        BehaviouralSegmenter(n_segments=6).fit(X)
    wrong = BehaviouralSegmenter(method="kmeans", lost_days=9, vip_amount=3)
    with pytest.raises(DataError, match=r"\['lost_days', 'vip_amount'\]; it uses"):
        wrong.fit(X)


def test_refitting_by_another_method_forgets_the_first():
    X = customers()
    model = BehaviouralSegmenter(method="lifecycle").fit(X)
    assert model.lost_days_ > 0
    model.set_params(method="rfm").fit(X)
    assert not hasattr(model, "lost_days_")
    assert set(model.cut_points_) == set(NEEDED)


def test_a_series_and_a_list_of_cut_points_are_the_same():
    X = customers()
    listed = BehaviouralSegmenter(cut_points={"n_orders": [2, 3, 4, 5]}).fit(X)
    arrays = BehaviouralSegmenter(cut_points={"n_orders": np.array([2, 3, 4, 5])})
    assert arrays.fit(X).frozen()["rule"] == listed.frozen()["rule"]
    assert arrays.frozen() == listed.frozen()
