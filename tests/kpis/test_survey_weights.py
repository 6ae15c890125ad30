"""Weighting those who answered: weights, effective n, empty cells, words."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import kpis
from segkit.checks import DataError


def frame(**columns):
    n = len(next(iter(columns.values())))
    index = pd.Index([f"C{i}" for i in range(n)], name="customer_id")
    return pd.DataFrame(columns, index)


ASKED = frame(age=["old"] * 60 + ["young"] * 40)
ANSWERED = ASKED.index[:20].append(ASKED.index[60:70])  # 20 old, 10 young


def test_weights_bring_the_mix_of_those_asked():
    weights = kpis.post_stratify(ANSWERED, ASKED, ["age"])
    by_age = weights.groupby(ASKED["age"].reindex(weights.index)).sum()
    assert (by_age / by_age.sum()).tolist() == pytest.approx([0.6, 0.4])
    assert weights.mean() == pytest.approx(1)
    assert weights.loc["C0"] == pytest.approx(0.6 / (20 / 30))


def test_effective_n_is_kishs():
    weights = kpis.post_stratify(ANSWERED, ASKED, ["age"])
    expected = weights.sum() ** 2 / (weights**2).sum()
    assert weights.attrs["effective"] == pytest.approx(expected)
    assert expected < 30


def test_what_weighting_cannot_do_is_said():
    note = kpis.post_stratify(ANSWERED, ASKED, ["age"]).attrs["note"]
    assert note.startswith("weighted by age to the 100 who were asked.")
    assert "Weighting repairs only what shows in age" in note


def test_a_cell_without_an_answer_is_refused_by_name():
    nobody = ASKED.index[:20]
    with pytest.raises(
        DataError, match=r"nobody answered in 1 of 2 cells of age \(young\), who are 40"
    ):
        kpis.post_stratify(nobody, ASKED, ["age"])


def test_an_empty_cell_can_be_joined_with_its_neighbour():
    asked = frame(fifth=[1] * 10 + [2] * 10 + [3] * 10)
    answered = asked.index[:5].append(asked.index[20:30])
    weights = kpis.post_stratify(answered, asked, ["fifth"], empty="collapse")
    assert weights.attrs["collapsed"] == ["2 + 3"]
    assert "joined for want of answers: 2 + 3" in weights.attrs["note"]
    assert weights.loc["C20"] == pytest.approx((20 / 30) / (10 / 15))
    assert weights.mean() == pytest.approx(1)


def test_small_cells_can_be_joined_too():
    with pytest.raises(DataError, match="fewer than 15 answered in 1 of 2 cells"):
        kpis.post_stratify(ANSWERED, ASKED, ["age"], least=15)
    weights = kpis.post_stratify(ANSWERED, ASKED, ["age"], least=15, empty="collapse")
    assert weights.nunique() == 1


def test_several_columns_make_cells():
    asked = frame(age=["old", "young"] * 20, region=["N"] * 20 + ["S"] * 20)
    weights = kpis.post_stratify(asked.index[::3], asked, ["age", "region"])
    cells = asked.loc[weights.index].agg(" / ".join, axis=1)
    total = weights.groupby(cells).sum()
    assert total.tolist() == pytest.approx([len(weights) / 4] * 4)


def test_tables_of_any_engine_and_columns_of_ids():
    pl = pytest.importorskip("polars")
    asked = pl.from_pandas(ASKED.reset_index())
    answered = pl.DataFrame({"customer_id": list(ANSWERED), "nps": [9] * 30})
    found = kpis.post_stratify(answered, asked, ["age"])
    assert found.equals(kpis.post_stratify(ANSWERED, ASKED, ["age"]))


def test_mistakes_are_named():
    with pytest.raises(DataError, match="1 of 31 who answered are not in frame"):
        kpis.post_stratify(ANSWERED.append(pd.Index(["X"])), ASKED, ["age"])
    with pytest.raises(DataError, match="answers has 1 customers more than once"):
        kpis.post_stratify(ANSWERED.append(ANSWERED[:1]), ASKED, ["age"])
    with pytest.raises(DataError, match="by must name the columns"):
        kpis.post_stratify(ANSWERED, ASKED, "age")
    with pytest.raises(DataError, match="'age' is missing for 1 in frame"):
        kpis.post_stratify(ANSWERED, ASKED.replace({"age": {"old": None}}).iloc[59:],
                           ["age"])  # fmt: skip
    with pytest.raises(DataError, match="frame needs a column customer_id"):
        kpis.post_stratify(ANSWERED, ASKED.reset_index(drop=True), ["age"])
    with pytest.raises(DataError, match="there is no answer among 0 rows"):
        kpis.post_stratify(ANSWERED[:0], ASKED, ["age"])


@given(st.lists(st.integers(0, 3), min_size=8, max_size=60), st.integers(0, 9))
@settings(deadline=None, max_examples=30)
def test_renamed_and_shuffled_customers_get_the_same_weights(groups, seed):
    asked = frame(cell=groups)
    rng = np.random.default_rng(seed)
    answered = asked.index[rng.random(len(asked)) < 0.7]
    if not len(answered):
        return
    found = kpis.post_stratify(answered, asked, ["cell"], empty="collapse")
    names = dict(zip(asked.index, rng.permutation(len(asked)), strict=True))
    again = kpis.post_stratify(
        pd.Index([names[c] for c in answered]),
        asked.rename(index=names).rename_axis("customer_id").sort_index(),
        ["cell"],
        empty="collapse",
    )
    assert again.to_numpy() == pytest.approx(found.to_numpy())
    assert found.mean() == pytest.approx(1)


def test_non_response_says_who_answered_and_how_much_it_moves():
    scores = pd.DataFrame({"nps": [10] * 20 + [0] * 10}, index=ANSWERED)
    table = kpis.non_response(ASKED, scores.rename_axis("customer_id"), ["age"])
    assert table["invited"].tolist() == [60, 40, 100]
    assert table["answered"].tolist() == [20, 10, 30]
    assert table["response_rate"].tolist() == pytest.approx([1 / 3, 1 / 4, 0.3])
    assert (table["low"] < table["response_rate"]).all()
    assert table["score"].tolist() == pytest.approx([100, -100, 100 / 3])
    assert table.attrs["weighted"].value == pytest.approx(20)
    assert table.attrs["moved"] == pytest.approx(20 - 100 / 3)
    assert "33.33 points as answered, 20.00 points weighted" in table.attrs["note"]
    assert "Weighting repairs only what shows in age" in table.attrs["note"]
    assert table.attrs["heading"] == "Who answered: 30 of 100 (30 %), by age."


def test_non_response_without_a_score_gives_the_rates():
    answered = pd.DataFrame({"customer_id": ANSWERED})
    table = kpis.non_response(ASKED, answered, ["age"], score=None)
    assert "score" not in table
    with pytest.raises(DataError, match="answered needs the column 'nps'"):
        kpis.non_response(ASKED, answered, ["age"])


@pytest.mark.slow
def test_weighted_intervals_cover_where_answering_depends_on_the_cell_alone():
    rng = np.random.default_rng(12)
    shares, answer = np.array([0.7, 0.45, 0.2]), np.array([0.1, 0.3, 0.6])
    asked = frame(cell=np.repeat([0, 1, 2], [400, 300, 300]))
    cell = asked["cell"].to_numpy()
    truth = float(100 * (2 * shares[cell] - 1).mean())
    inside, naive, draws = 0, 0, 150
    for _ in range(draws):
        there = rng.random(len(asked)) < answer[cell]
        scores = np.where(rng.random(len(asked)) < shares[cell], 10, 0)[there]
        who = asked.index[there]
        weights = kpis.post_stratify(who, asked, ["cell"])
        found = kpis.nps(pd.Series(scores, who), weights=weights)
        plain = kpis.nps(scores)
        inside += found.low <= truth <= found.high
        naive += plain.low <= truth <= plain.high
    assert inside / draws > 0.93
    assert naive / draws < 0.2
