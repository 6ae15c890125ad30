"""Which message works in which segment: planted answers, chance, and mistakes."""

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pytest

from segkit import datasets
from segkit.checks import DataError
from segkit.experiments import response_matrix, uplift_by_segment

NAMES = ["nothing", "offer", "tips"]


def drawn(rates, n, seed=0):
    """Return n customers per segment and message; rates by (segment, message)."""
    rng = np.random.default_rng(seed)
    parts = [
        pd.DataFrame({"segment": s, "message_id": m, "bought": rng.random(n) < p})
        for (s, m), p in rates.items()
    ]
    return pd.concat(parts, ignore_index=True)


def flat(p=0.1, segments="abcd"):
    return {(s, m): p for s in segments for m in NAMES}


PLANTED = flat() | {("a", "offer"): 0.25, ("b", "tips"): 0.25}


def test_each_effect_is_that_of_the_message_against_its_hold_out():
    rows = drawn(PLANTED, 300)
    found = response_matrix(rows, "bought").set_index(["message", "segment"])
    only = rows[rows["message_id"] != "tips"]
    alone = uplift_by_segment(only, "bought", variant="message_id")
    for name in ("difference", "low", "high", "p_value"):
        ours = found.loc["offer", name].to_numpy(float)
        assert ours == pytest.approx(alone[name].to_numpy(float)[:-1])


def test_the_planted_best_messages_are_found_and_no_others():
    found = response_matrix(drawn(PLANTED, 600), "bought")
    assert found.attrs["best"] == {"a": "offer", "b": "tips", "c": None, "d": None}
    assert found.attrs["interaction_p"] < 0.001
    text = found.attrs["sentences"][2]
    assert text.startswith("c: no message is shown to work")
    assert "2 of 4 segments have a best message" in found.attrs["heading"]


def test_two_messages_that_work_alike_have_no_best():
    rates = flat(0.1, "ab") | {("a", "offer"): 0.3, ("a", "tips"): 0.3}
    found = response_matrix(drawn(rates, 500), "bought")
    assert found.attrs["best"]["a"] is None
    assert found[found["segment"] == "a"]["not_worse"].all()
    assert "is not shown to be better than" in found.attrs["sentences"][0]


def test_where_less_is_better_the_best_has_the_fewest():
    rates = flat(0.4, "ab") | {("a", "offer"): 0.1}
    found = response_matrix(drawn(rates, 500), "bought", better="lower")
    assert found.attrs["best"] == {"a": "offer", "b": None}


def test_within_campaigns_the_hold_out_of_another_one_does_not_count():
    one, two = flat(0.1, "a"), flat(0.5, "a")
    first = drawn({k: p for k, p in one.items() if k[1] != "tips"}, 900)
    other = drawn({k: p for k, p in two.items() if k[1] != "offer"}, 900, seed=1)
    rows = pd.concat([first.assign(campaign=1), other.assign(campaign=2)])
    mixed = response_matrix(rows, "bought").set_index("message")
    assert mixed["clear"].all()
    found = response_matrix(rows, "bought", within="campaign").set_index("message")
    assert not found["clear"].any()
    held = rows[rows["message_id"] == "nothing"].groupby("campaign")["bought"].mean()
    assert found["control"].tolist() == pytest.approx(held.tolist())


def test_every_engine_and_order_of_rows_gives_the_same():
    rows = drawn(PLANTED, 100)
    first = response_matrix(rows, "bought")
    con = duckdb.connect()
    others = [
        rows.sample(frac=1, random_state=1),
        pl.from_pandas(rows),
        con.from_df(rows),
        rows.astype({"bought": "boolean", "message_id": "category"}),
        rows.astype({"bought": "Int64"}),
    ]
    for other in others:
        found = response_matrix(other, "bought")
        pd.testing.assert_frame_equal(pd.DataFrame(found), pd.DataFrame(first))
    con.close()


@pytest.mark.parametrize(
    ("change", "options", "text"),
    [
        ({}, {"messages": "none"}, "needs columns"),
        ({"message_id": "offer"}, {}, "none of them is known as the one that got"),
        ({"message_id": "nothing"}, {}, "names no message beside those held out"),
        ({"message_id": None}, {}, "none of them is known"),
        ({"bought": "yes"}, {}, "bought must be True and False, or numbers"),
        ({"bought": np.inf}, {}, "infinite"),
        ({"segment": None}, {}, "names no message"),
        ({}, {"control": "gift"}, "control is 'gift', but message_id has only"),
        ({"bought": None}, {"missing": "refuse"}, "bought"),
        ({}, {"better": "more"}, "better"),
    ],
)
def test_mistakes_say_what_to_do(change, options, text):
    rows = drawn(flat(), 20).assign(**change)
    with pytest.raises(DataError, match=text):
        response_matrix(rows, "bought", **options)


def test_nobody_moved_and_everybody_moved_are_no_errors():
    rows = drawn(flat(), 20)
    for value in (False, True, 0.0, 12.5):
        found = response_matrix(rows.assign(bought=value), "bought")
        assert not found["clear"].any()
        assert not found["best"].any()


def test_an_empty_segment_is_left_out_and_one_without_hold_out_is_said():
    rows = drawn(flat(0.1, "ab"), 50)
    rows = rows[(rows["segment"] != "b") | (rows["message_id"] != "nothing")]
    rows["segment"] = pd.Categorical(rows["segment"], ["a", "b", "empty"])
    found = response_matrix(rows, "bought")
    assert list(found.attrs["best"]) == ["a", "b"]
    assert "no message can be compared" in found.attrs["sentences"][1]


def test_in_the_world_what_to_say_depends_on_the_need():
    sends = datasets.load("sends").merge(
        datasets.load("messages")[["message_id", "content_type"]], how="left"
    )
    needs = datasets.truth("needs").set_index("customer_id")["need"]
    found = response_matrix(
        sends, "converted", needs, messages="content_type", variant="arm",
        within="campaign_id", unit="customer_id",
    )  # fmt: skip
    assert found.attrs["interaction_p"] < 0.05
    rows = found.set_index(["segment", "message"])
    assert rows["clear"].idxmax() == ("price", "offer")
    assert rows["clear"].sum() == 1
    assert set(found.attrs["best"].values()) == {None}  # too small for that


@pytest.mark.slow
@pytest.mark.parametrize("p", [0.02, 0.3])
def test_where_nothing_differs_best_and_interaction_seldom_alarm(p):
    runs, best, clear, depends = 300, 0, 0, 0
    for seed in range(runs):
        found = response_matrix(drawn(flat(p), 200, seed), "bought")
        best += found["best"].any()
        clear += found["clear"].any()
        depends += found.attrs["interaction_p"] < 0.05
    room = 3 * np.sqrt(0.05 * 0.95 / runs)
    assert best / runs <= 0.05
    assert max(clear, depends) / runs <= 0.05 + room


@pytest.mark.slow
def test_where_all_messages_work_alike_none_is_called_best():
    rates = {key: 0.1 if key[1] == "nothing" else 0.25 for key in flat()}
    runs = 200
    best = sum(
        response_matrix(drawn(rates, 300, seed), "bought")["best"].any()
        for seed in range(runs)
    )
    assert best / runs <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / runs)
