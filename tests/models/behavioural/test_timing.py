"""When customers buy: a preference is told from chance."""

import numpy as np
import pandas as pd
import pytest

from segkit import features
from segkit.checks import DataError
from segkit.models import BehaviouralSegmenter
from segkit.models.behavioural import preference
from segkit.models.behavioural.timing import PARTS

NONE, FEW = "No clear preference", "Too few orders to say"
SEASONS = [f"season_{name}_rate" for name in PARTS["season"]]


def table(*rows):
    """Counts of orders in winter, spring, summer and autumn."""
    counts = np.array(rows, dtype=float)
    n = counts.sum(axis=1)
    with np.errstate(invalid="ignore"):
        X = pd.DataFrame(counts / n[:, None], columns=SEASONS)
    X["n_orders"] = n
    return X.set_axis([f"c{i}" for i in range(len(X))])


def test_the_part_that_stands_out_is_named():
    X = table((25, 25, 25, 25), (6, 0, 0, 0), (1, 0, 0, 0), (3, 3, 2, 2), (0, 0, 0, 0))
    found = BehaviouralSegmenter(method="timing").fit(X).assign(X)
    assert found.tolist() == [NONE, "Winter", FEW, NONE, "No purchase yet"]


def test_what_everybody_prefers_is_no_preference():
    X = table(*[(9, 0, 0, 1)] * 10)
    found = BehaviouralSegmenter(method="timing").fit(X).assign(X)
    assert found.unique().tolist() == [NONE]


def test_too_few_is_where_nothing_could_be_told():
    usual = {"a": 0.5, "b": 0.5}
    rates = pd.DataFrame({"a": [1.0] * 3, "b": [0.0] * 3})
    # two parts, so each is tested at 2.5 %: 0.5 ** 6 is the first below it
    assert preference(rates, [5, 6, 7], usual=usual).tolist() == ["too few", "a", "a"]


def test_of_customers_alike_few_are_said_to_prefer_something():
    rng = np.random.default_rng(3)
    n = rng.integers(8, 60, 5000)
    counts = rng.multinomial(n, [0.4, 0.3, 0.2, 0.1])
    X = table(*counts)
    found = BehaviouralSegmenter(method="timing").fit(X).assign(X)
    assert (~found.isin([NONE, FEW])).mean() < 0.05


def test_two_ways_are_crossed_and_those_without_a_purchase_stay_one_segment():
    moments = [f"2024-01-0{day} 09:00" for day in range(1, 9)]
    moments += [f"2024-07-0{day} 20:00" for day in range(1, 9)]
    orders = pd.DataFrame({"ordered_at": pd.to_datetime(moments), "amount": 1.0})
    orders["customer_id"] = ["early"] * 8 + ["late"] * 8
    X = features.behaviour(
        orders, as_of="2024-12-31", customers=["early", "late", "no"]
    )
    model = BehaviouralSegmenter(method="timing", by=["season", "part_of_day"]).fit(X)
    found = model.assign(X).tolist()
    assert found == ["Winter · Morning", "Summer · Evening", "No purchase yet"]
    assert model.segments_["name"].tolist().count("No purchase yet") == 1
    assert model.as_of_ == "2024-12-31"


def test_the_columns_of_another_way_are_named_when_missing():
    X = table((1, 1, 1, 1), (2, 2, 2, 2))
    with pytest.raises(DataError, match="by='weekday' needs columns"):
        BehaviouralSegmenter(method="timing", by="weekday").fit(X)


def test_the_reason_names_the_shares():
    X = table((6, 0, 0, 0), (20, 30, 30, 30))
    model = BehaviouralSegmenter(method="timing").fit(X)
    said = str(model.explain(X, "c0"))
    assert "Known: orders: 6; season winter: 100 %;" in said
    assert "clearly more of the orders than the 22 % of all customers' orders" in said
