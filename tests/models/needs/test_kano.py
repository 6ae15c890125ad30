"""Kano: the table as published, which way round, coefficients, Fong's test, ties."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit.checks import DataError
from segkit.models import needs
from segkit.models.needs.kano import LETTERS, decided

# Kano and others (1984), as Berger and others (1993) and Sauerwein and others (1996)
# print it: the functional answer in the rows, the dysfunctional one in the columns.
PUBLISHED = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]
PAIRS = [(row, column) for row in range(1, 6) for column in range(1, 6)]


def one(with_it, without, **more):
    pair = pd.Series([with_it]), pd.Series([without])
    return needs.kano_category(*pair, **more).iloc[0]


@pytest.mark.parametrize(("with_it", "without"), PAIRS)
def test_every_cell_of_the_evaluation_table_is_the_published_one(with_it, without):
    assert one(with_it, without) == PUBLISHED[with_it - 1][without - 1]


def test_the_table_is_not_read_the_other_way_round():
    # like with, neutral without: a delight; turned round it would be reverse
    assert one(1, 3) == "A"
    assert one(3, 1) == "R"
    # neutral with, dislike without: a must; turned round it would be reverse too
    assert one(3, 5) == "M"
    assert one(5, 3) == "R"


def test_pouliots_variant_changes_two_cells_and_no_other():
    changed = [pair for pair in PAIRS if one(*pair) != one(*pair, variant="pouliot")]
    assert changed == [(2, 2), (4, 4)]
    assert one(2, 2, variant="pouliot") == one(4, 4, variant="pouliot") == "Q"


def test_a_missing_answer_gives_no_category():
    found = needs.kano_category(pd.Series([1.0, np.nan]), pd.Series([np.nan, 5.0]))
    assert found.isna().all()


@pytest.mark.parametrize("answer", [0, 6, 2.5])
def test_an_answer_that_is_not_one_to_five_is_refused(answer):
    with pytest.raises(DataError, match=r"no whole number from 1 \(like\) to 5"):
        one(answer, 1)


def test_text_answers_are_refused():
    with pytest.raises(DataError, match="must hold numbers"):
        one("like", "dislike")


def test_an_unknown_variant_is_refused():
    with pytest.raises(DataError, match="variant must be one of"):
        one(1, 1, variant="mine")


# Sauerwein, Bailom, Matzler and Hinterhuber (1996), figure 11, edge grip; and Brand and
# Rese (2026), Journal of Retailing and Consumer Services 89, 104596, table 1.
@pytest.mark.parametrize(
    ("counts", "published"),
    [
        ({"A": 7, "O": 33, "M": 50, "I": 10}, (0.40, -0.83)),
        (dict(zip("AOMIRQ", (216, 56, 13, 275, 23, 24), strict=True)), (0.486, -0.123)),
        (dict(zip("AOMIRQ", (229, 42, 5, 276, 33, 22), strict=True)), (0.491, -0.085)),
        (dict(zip("AOMIRQ", (187, 71, 46, 258, 19, 26), strict=True)), (0.459, -0.208)),
    ],
)
def test_published_coefficients_come_out(counts, published):
    assert needs.kano_coefficients(counts) == pytest.approx(published, abs=0.0005)


def test_reverse_and_questionable_answers_are_not_in_the_denominator():
    counts = {"A": 3, "M": 1}
    more = {**counts, "R": 50, "Q": 9}
    assert (
        needs.kano_coefficients(more)
        == needs.kano_coefficients(counts)
        == (
            0.75,
            -0.25,
        )
    )


def test_nobody_in_the_four_categories_gives_no_coefficients():
    assert np.isnan(needs.kano_coefficients({"R": 3})).all()


def test_fongs_limit_by_hand():
    # 1.65 * sqrt((60 + 40) * (200 - 100) / 200)
    assert needs.fong_limit(60, 40, 100) == pytest.approx(1.65 * np.sqrt(50))


def test_what_fong_cannot_tell_apart_goes_to_the_first_of_m_o_a_i():
    assert decided({"I": 52, "A": 48}) == ("A", False)
    assert decided({"I": 70, "A": 30}) == ("I", True)


def test_equal_counts_are_settled_must_be_first():
    assert decided(dict.fromkeys("IAOM", 5)) == ("M", False)


def test_questionable_answers_never_decide_unless_there_are_no_others():
    assert decided({"Q": 60, "A": 30, "I": 5}) == ("A", True)
    assert decided({"Q": 60}) == ("Q", True)


def answers(pairs, feature="tracking", people=None):
    functional, dysfunctional = zip(*pairs, strict=True)
    ids = range(len(pairs)) if people is None else people
    return pd.DataFrame(
        {
            "customer_id": ids,
            "feature": feature,
            "functional": functional,
            "dysfunctional": dysfunctional,
        }
    )


def test_a_table_by_hand():
    asked = answers([(2, 5)] * 12 + [(1, 5)] * 4 + [(3, 3)] * 2 + [(5, 1), (1, 1)])
    row = needs.kano_table(asked).iloc[0]
    assert [row[letter] for letter in LETTERS] == [12, 4, 0, 2, 1, 1]
    assert (row["mode"], row["category"], row["told_apart"]) == ("Must-be",) * 2 + (
        True,
    )
    assert row["cs_plus"] == pytest.approx(4 / 18)
    assert row["cs_minus"] == pytest.approx(-16 / 18)
    assert row["cs_minus_low"] < row["cs_minus"] < row["cs_minus_high"] <= 0
    assert row["n"] == 20


def test_each_segment_is_counted_on_its_own():
    asked = answers([(2, 5)] * 9 + [(1, 3)] * 9)
    segments = pd.Series(["must"] * 9 + ["wow"] * 8, index=range(17))
    table = needs.kano_table(asked, segments=segments)
    assert table["category"].tolist() == ["Must-be", "Attractive"]
    assert table["n"].tolist() == [9, 8]
    assert table.attrs["left_out"] == {"an answer missing": 0, "in no segment": 1}
    assert "heading" not in table.attrs


def test_all_together_comes_with_a_warning():
    assert "cancel out" in repr(needs.kano_table(answers([(2, 5)] * 9)))


def test_contradictory_answers_are_reported():
    table = needs.kano_table(answers([(1, 1)] * 3 + [(2, 5)] * 9))
    assert "25 % of the answers to 'tracking' contradict" in repr(table)


def test_missing_answers_are_counted_not_dropped_in_silence():
    asked = answers([(2, 5)] * 9 + [(np.nan, 5)])
    table = needs.kano_table(asked)
    assert table["n"].tolist() == [9]
    assert table.attrs["left_out"]["an answer missing"] == 1


def test_a_feature_asked_twice_of_one_person_is_refused():
    asked = answers([(2, 5), (1, 5)], people=[7, 7])
    with pytest.raises(
        DataError, match=r"one row for each \['customer_id', 'feature'\]"
    ):
        needs.kano_table(asked)


def test_segments_of_other_people_are_refused():
    with pytest.raises(DataError, match="none of the people in kano is in segments"):
        needs.kano_table(answers([(2, 5)]), segments=pd.Series(["x"], index=["C9"]))


def test_other_column_names_are_welcome():
    asked = answers([(2, 5)] * 3).rename(columns={"feature": "Merkmal"})
    table = needs.kano_table(asked, columns={"feature": "Merkmal"})
    assert table["feature"].tolist() == ["tracking"]


@settings(deadline=None, max_examples=25)
@given(
    st.lists(st.sampled_from(PAIRS), min_size=2, max_size=30),
    st.randoms(use_true_random=False),
)
def test_neither_the_order_of_rows_nor_names_of_people_matter(pairs, random):
    asked = answers(pairs)
    order = list(range(len(pairs)))
    random.shuffle(order)
    other = asked.iloc[order].assign(customer_id=[f"x{i}" for i in range(len(pairs))])
    pd.testing.assert_frame_equal(needs.kano_table(asked), needs.kano_table(other))
