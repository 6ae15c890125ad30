"""Needs beside purchases, by segment."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import datasets
from segkit.checks import DataError
from segkit.personas import product_gap

PEOPLE = [f"C{i:03}" for i in range(200)]
SEGMENTS = pd.Series(["busy", "calm"] * 100, PEOPLE, name="segment")
ANSWERS = {"save time": ["lamps"]}


@pytest.fixture
def orders():
    return pd.DataFrame(
        {
            "customer_id": PEOPLE * 2,
            "category": ["lamps", "lamps", "rugs", "rugs"] * 100,
        }
    )


@pytest.fixture
def jobs():
    return pd.DataFrame(
        {
            "customer_id": PEOPLE,
            "job": "save time",
            "importance": [9, 4] * 70 + [4] * 60,
            "satisfaction": 3,
        }
    )


def test_the_index_is_the_share_over_that_of_all_others(orders, jobs):
    orders.loc[orders["customer_id"] == "C000", "category"] = "rugs"
    found = product_gap(SEGMENTS, orders, jobs=jobs)
    row = found.bought.query("segment == 'busy' and category == 'lamps'").iloc[0]
    assert row["rate"] == 98 / 200
    assert row["others_rate"] == 0.5
    assert row["index"] == pytest.approx(98)
    assert row["n"] == 200
    assert row["n_customers"] == 100
    assert row["low"] < 98 < row["high"]


def test_a_need_that_others_do_not_have_and_equal_purchases_are_a_gap(orders, jobs):
    found = product_gap(SEGMENTS, orders, jobs=jobs, answered_by=ANSWERS)
    row = found.gaps.iloc[0]
    assert row[["segment", "need", "products"]].tolist() == [
        "busy",
        "save time",
        "lamps",
    ]
    assert row["verdict"] == "gap: needed more than it is bought"
    assert row["bought_index"] == 100
    assert found.needed.iloc[0]["rate"] == 0.7


def test_without_a_judgement_what_answers_what_there_are_no_gaps(orders, jobs):
    found = product_gap(SEGMENTS, orders, jobs=jobs)
    assert not len(found.gaps)
    assert len(found.needed) == 2
    assert "What each segment buys" in repr(found)
    assert "<table" in found._repr_html_()


def test_a_need_that_nothing_answers_is_said_to_be_one(orders, jobs):
    found = product_gap(SEGMENTS, orders, jobs=jobs, answered_by={"save time": []})
    row = found.gaps.set_index("segment").loc["busy"]
    assert row["verdict"] == "needed more, and nothing answers it"
    assert math.isnan(row["gap"])


def test_few_answers_are_not_judged(orders, jobs):
    few = jobs.groupby(jobs.index % 2).head(20)
    found = product_gap(SEGMENTS, orders, jobs=few, answered_by=ANSWERS)
    assert set(found.gaps["verdict"]) == {"too few to say"}
    assert found.gaps["small"].all()


def test_a_stated_answer_is_a_need_each(orders):
    people = pd.DataFrame({"customer_id": PEOPLE})
    people["main_interest"] = ["home", "garden"] * 90 + [None] * 20
    found = product_gap(SEGMENTS, orders, stated=people)
    assert set(found.needed["need"]) == {"home", "garden"}
    home = found.needed.query("need == 'home' and segment == 'busy'").iloc[0]
    assert home["n"] == 90
    assert home["rate"] == 1


def test_purchases_of_one_customer_count_for_less(orders, jobs):
    once = product_gap(SEGMENTS, orders, jobs=jobs).bought
    often = pd.concat([orders] * 20)
    many = product_gap(SEGMENTS, often, jobs=jobs).bought
    assert many["n"].tolist() == [20 * n for n in once["n"]]
    wide = (many["high"] - many["low"]).to_numpy()
    assert (wide > 0.6 * (once["high"] - once["low"]).to_numpy()).all()


def test_what_is_left_out_is_counted(orders, jobs):
    extra = pd.DataFrame({"customer_id": ["X", "C001"], "category": ["lamps", None]})
    more = pd.concat([orders, extra])
    half = jobs.assign(satisfaction=jobs["satisfaction"].astype(float))
    half.loc[0, "satisfaction"] = None
    found = product_gap(SEGMENTS, more, jobs=half, answered_by=ANSWERS)
    assert list(found.gaps.attrs["left_out"].values()) == [1, 1, 0, 1]


@given(st.randoms(use_true_random=False))
@settings(max_examples=4, deadline=None)
def test_order_of_rows_and_names_change_nothing(random):
    rng = np.random.default_rng(random.randint(0, 10**6))
    ids = [f"C{i}" for i in range(60)]
    segments = pd.Series(rng.choice(["a", "b", "c"], 60), ids)
    orders = pd.DataFrame(
        {"customer_id": rng.choice(ids, 300), "category": rng.choice(list("xyz"), 300)}
    )
    jobs = pd.DataFrame({"customer_id": ids, "job": "j"})
    jobs["importance"], jobs["satisfaction"] = rng.integers(1, 11, (2, 60))
    new = dict(zip(ids, rng.permutation(ids), strict=True))
    plain = product_gap(segments, orders, jobs=jobs, answered_by={"j": ["x", "y"]})
    moved = product_gap(
        segments.rename(new).sample(frac=1, random_state=1),
        orders.assign(customer_id=orders["customer_id"].map(new)).sample(frac=1),
        jobs=jobs.assign(customer_id=jobs["customer_id"].map(new)),
        answered_by={"j": ["y", "x"]},
    )
    for name in ("gaps", "needed", "bought"):
        pd.testing.assert_frame_equal(
            getattr(plain, name), getattr(moved, name), rtol=1e-12
        )


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"segments": [1]}, "must be a pandas Series"),
        ({"segments": SEGMENTS[SEGMENTS == "busy"]}, "pass the segments of all"),
        ({"segments": pd.concat([SEGMENTS, SEGMENTS])}, "200 rows repeat"),
        ({"jobs": None}, "needs to know what people want"),
        ({"answered_by": {"fly": []}}, r"names \['fly'\], which nobody was asked"),
        ({"answered_by": {"save time": ["cars"]}}, r"names \['cars'\]"),
        ({"answered_by": {"save time": "lamps"}}, "a list of products for each need"),
        ({"scale": 5}, "numbers from 1 to 5"),
        ({"product": "brand"}, r"orders needs columns \['brand'\]"),
    ],
)
def test_foreseeable_mistakes_are_said(orders, jobs, change, message):
    given = {"segments": SEGMENTS, "orders": orders, "jobs": jobs} | change
    with pytest.raises(DataError, match=message):
        product_gap(given.pop("segments"), given.pop("orders"), **given)


def test_a_job_asked_twice_is_refused(orders, jobs):
    with pytest.raises(DataError, match="200 rows that repeat"):
        product_gap(SEGMENTS, orders, jobs=pd.concat([jobs, jobs]))


def test_a_table_without_the_questions_is_refused(orders):
    stated = pd.DataFrame({"customer_id": PEOPLE})
    with pytest.raises(DataError, match="none of the columns"):
        product_gap(SEGMENTS, orders, stated=stated)


def test_the_planted_needs_are_found_in_the_world():
    needs = datasets.truth("needs").set_index("customer_id")["need"]
    found = product_gap(
        needs,
        datasets.load("orders"),
        jobs=datasets.load("jobs"),
        answered_by={
            "equip a home on a small budget": ["kitchen", "storage"],
            "be sure to choose the right thing": [],
        },
    )
    first = found.needed.groupby("segment", observed=True).first()["need"]
    assert first["price"] == "equip a home on a small budget"
    assert first["speed"] == "replace something broken fast"
    assert first["sustainability"] == "buy things that last"
    sure = found.gaps.set_index(["segment", "need"])["verdict"]
    assert sure["price", "equip a home on a small budget"].startswith("gap")
    advice = sure["advice", "be sure to choose the right thing"]
    assert advice == "needed more, and nothing answers it"
