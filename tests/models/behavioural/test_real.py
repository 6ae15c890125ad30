"""The real households: names, sizes and order that a marketer would believe."""

import pandas as pd
import pytest

from segkit.models import BehaviouralSegmenter

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def households():
    from segkit import datasets, features  # noqa: PLC0415

    columns = {
        "customer_id": "household_id",
        "order_id": "basket_id",
        "ordered_at": "transaction_timestamp",
        "amount": "sales_value",
    }
    lines = datasets.complete_journey("transactions")
    return (
        lines,
        columns,
        features.customers(lines, as_of="2017-09-30", columns=columns),
    )


@pytest.mark.slow
@pytest.mark.parametrize("method", ["rfm", "lifecycle", "kmeans"])
def test_better_segments_come_back_more_often(households, method):
    from segkit import kpis  # noqa: PLC0415

    lines, columns, X = households
    model = BehaviouralSegmenter(method=method).fit(X)
    segments = model.assign(X)
    table = kpis.by_segment(
        kpis.purchase_rate,
        lines,
        segments,
        start="2017-10-01",
        end="2017-12-31",
        columns=columns,
    )
    assert table.attrs["tests"]
    assert table.loc["all", "n"] == len(X) == 2446
    best = {"rfm": "Champions", "lifecycle": "VIP"}
    worst = "Lost" if method != "kmeans" else model.segments_["name"][3]
    first = best.get(method, model.segments_["name"][0])
    assert table.loc[first, "low"] > table.loc[worst, "high"]
    assert isinstance(segments.dtype, pd.CategoricalDtype)
