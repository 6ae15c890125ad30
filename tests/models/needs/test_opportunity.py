"""Opportunity: Ulwick's formula and bands, top-two-box shares, within segments."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit.checks import DataError
from segkit.models import needs


# The algorithm with its usual examples: importance 9 and satisfaction 3 make 15, and 9
# and 9 make 9; satisfaction above importance does not make an outcome worth less.
@pytest.mark.parametrize(
    ("importance", "satisfaction", "score"),
    [(9, 3, 15), (9, 9, 9), (4, 8, 4), (0, 0, 0)],
)
def test_the_published_formula(importance, satisfaction, score):
    assert needs.opportunity_score(importance, satisfaction) == score


def test_bands_as_published_and_where_they_touch():
    bands = needs.opportunity_band(pd.Series([15.1, 15, 12, 11.9, 10, 9.9, np.nan]))
    assert bands.astype(object).tolist()[:6] == [
        "Extreme opportunity",
        "Strong opportunity",
        "Strong opportunity",
        "Worth considering",
        "Worth considering",
        "Not an opportunity",
    ]
    assert bands.isna().tolist()[6]


def asked(importance, satisfaction, job="find a gift"):
    return pd.DataFrame(
        {
            "customer_id": range(len(importance)),
            "job": job,
            "importance": importance,
            "satisfaction": satisfaction,
        }
    )


def test_shares_of_the_two_highest_answers_times_ten():
    table = needs.opportunity_table(asked([9, 10, 8, 1], [10, 2, 2, 2]))
    row = table.iloc[0]
    assert (row["importance"], row["satisfaction"]) == (5.0, 2.5)
    assert row["opportunity"] == 7.5


def test_means_would_have_hidden_it():
    # everybody says 8 of 10: a mean of 8, and nobody in the two highest answers
    table = needs.opportunity_table(asked([8] * 10, [3] * 10))
    assert table["opportunity"].tolist() == [0.0]


def test_a_scale_of_five_is_said_not_guessed():
    rows = asked([4, 5, 3], [1, 1, 1])
    assert needs.opportunity_table(rows)["importance"].tolist() == [0.0]
    assert needs.opportunity_table(rows, scale=5)["importance"].tolist() == [
        pytest.approx(20 / 3)
    ]


def test_an_answer_above_the_scale_is_refused():
    with pytest.raises(DataError, match="1 answers outside 1 to 5, such as 9: recode"):
        needs.opportunity_table(asked([9, 5], [1, 1]), scale=5)


def test_segments_show_what_the_whole_hides():
    rows = asked([10] * 20 + [1] * 20, [1] * 20 + [10] * 20)
    segments = pd.Series(["eager"] * 20 + ["content"] * 20, index=range(40))
    whole = needs.opportunity_table(rows)
    parts = needs.opportunity_table(rows, segments=segments).set_index("segment")
    assert whole["opportunity"].tolist() == [5.0]
    assert parts.loc["eager", "opportunity"] == 20.0
    assert parts.loc["eager", "band"] == "Extreme opportunity"
    assert parts.loc["content", "served"] == "Overserved"
    assert "cancel out" in repr(whole)


def test_the_interval_is_the_bootstraps():
    rng = np.random.default_rng(0)
    n, p, q = 400, 0.8, 0.3
    table = needs.opportunity_table(
        asked(np.where(rng.random(n) < p, 10, 5), np.where(rng.random(n) < q, 10, 5))
    )
    row = table.iloc[0]
    # 2I - S of independent shares: the normal interval of the delta method
    i, s = row["importance"] / 10, row["satisfaction"] / 10
    half = 1.96 * 10 * np.sqrt((4 * i * (1 - i) + s * (1 - s)) / n)
    assert row["low"] == pytest.approx(row["opportunity"] - half, abs=0.3)
    assert row["high"] == pytest.approx(row["opportunity"] + half, abs=0.3)


def test_missing_answers_are_counted():
    table = needs.opportunity_table(asked([9, np.nan, 10], [1, 2, 2]))
    assert table["n"].tolist() == [2]
    assert table.attrs["left_out"] == {"an answer missing": 1}


def test_no_row_without_a_gap_is_refused_or_said():
    with pytest.raises(DataError, match="level must lie between 0 and 1"):
        needs.opportunity_table(asked([9], [1]), level=95)


@settings(deadline=None, max_examples=20)
@given(
    st.lists(
        st.tuples(st.integers(1, 10), st.integers(1, 10)), min_size=1, max_size=25
    ),
    st.randoms(use_true_random=False),
)
def test_rows_and_ids_change_nothing_not_even_the_interval(pairs, random):
    rows = asked(*map(list, zip(*pairs, strict=True)))
    order = list(range(len(pairs)))
    random.shuffle(order)
    other = rows.iloc[order].assign(customer_id=[f"p{i}" for i in range(len(pairs))])
    first = needs.opportunity_table(rows)
    pd.testing.assert_frame_equal(first, needs.opportunity_table(other))
    assert 0 <= first["opportunity"].iloc[0] <= 20
    assert (first["opportunity"] >= first["importance"]).all()
