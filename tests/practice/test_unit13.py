"""Unit 13: every correct form is accepted, quickly, whatever the seed."""

import time

import numpy as np
import pandas as pd
import polars as pl
import pytest
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score

from segkit import evaluation
from segkit.practice import unit13 as q
from segkit.practice import words
from segkit.practice.unit13 import computed


@pytest.fixture(scope="module")
def two():
    return q.checkpoint("two_samples")


def right(question, answer):
    return question.check(answer).state == words.CORRECT


def test_scikit_learns_own_index_is_the_same(two):
    found = adjusted_rand_score(two["first"], two["second"])
    assert right(q.pair_agreement, found)
    assert right(q.pair_agreement, round(found, 3))
    assert right(q.pair_agreement, np.array([found]))


def test_the_rand_index_of_scikit_learn_is_recognised(two):
    a, b = (two[name].to_numpy() for name in two)
    alike = (a[:, None] == a) == (b[:, None] == b)
    message = next(
        w.message for w in q.pair_agreement.wrong if w.name.startswith("not")
    )
    assert q.pair_agreement.check(alike.mean()).text == message


@pytest.mark.parametrize("seed", [1, 2])
def test_any_seed_and_any_form_of_the_agreement_is_right(seed):
    pairs = evaluation.stability(
        KMeans(n_init=3), computed.scores(), n_segments=range(2, 9), n_pairs=10,
        random_state=seed,
    )  # fmt: skip
    mean = pairs.groupby("n_segments")["ari"].mean()
    for answer in (mean, mean.to_dict(), mean.reset_index(), mean[::-1],
                   mean.to_frame(), pl.from_pandas(mean.reset_index())):  # fmt: skip
        assert right(q.agreement, answer)


def test_the_fifth_segment_is_not_stable_and_the_fourth_is():
    mean = computed.mean_agreement()
    assert mean[4] > 0.9
    assert mean[5] < 0.8


def test_the_agreement_in_the_form_of_inertia_is_recognised():
    other = {k: KMeans(k, n_init=1, random_state=5).fit(computed.scores()).inertia_
             for k in range(2, 9)}  # fmt: skip
    assert q.agreement.check(other).text.startswith("These are larger than 1")


def test_a_table_of_tests_names_the_columns_as_well_as_a_list():
    about = q.checkpoint("about")
    profile = evaluation.profile(
        q.checkpoint("segments"), about, made_from=computed.made(), random_state=0
    )
    names = computed.others()
    for answer in (profile.tests, set(names), names[::-1], about[names].columns):
        assert right(q.may_be_tested, answer)


def test_the_table_of_size_and_value_is_an_answer():
    table = evaluation.size_and_value(q.checkpoint("segments"), computed.spent())
    assert right(q.per_head, table)
    assert right(q.per_head, table["per_head"])
    assert right(q.per_head, table["per_head"].round(2).to_dict())


def test_the_kits_cross_table_gives_the_share():
    wishes = q.checkpoint("wishes")
    found = evaluation.crosstab(wishes["gender"], wishes["intention_garden"])
    assert right(q.garden_share, found.row_shares.loc["woman", "yes"])
    assert (
        "hundred"
        in q.garden_share.check(100 * found.row_shares.loc["woman", "yes"]).text
    )


def test_another_gender_and_answer_is_another_question():
    other = q.garden_share(gender="man", says="no")
    assert "'man'" in other.ask_text()
    assert not right(other, q.garden_share.expected())
    assert right(other, other.expected())


@pytest.mark.parametrize("name", [n for n in q.unit.questions if n != "memo"])
def test_after_the_exercises_first_cell_a_check_takes_no_time(name):
    q.checkpoint("two_samples")
    question = q.unit.questions[name]
    answer = pd.Series([0.5, 0.25], index=["a", "b"])
    began = time.perf_counter()
    assert question.check(answer).state == words.NOT_YET
    assert time.perf_counter() - began < 0.5  # 0.1 on a machine that is not busy
