"""The one draw that every stage uses."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chisquare

from segkit.simulate.draw import pick, pick_one, stream


def test_choices_come_as_often_as_their_weights_say():
    weights = np.array([[1.0, 2.0, 3.0], [5.0, 0.0, 5.0]])
    group = np.repeat([0, 1], 60_000)
    drawn = pick(stream(1, "test"), weights, group)
    counts = np.bincount(drawn[group == 0], minlength=3)
    assert chisquare(counts, [10_000, 20_000, 30_000]).pvalue > 0.001
    counts = np.bincount(drawn[group == 1], minlength=3)
    assert counts[1] == 0
    assert chisquare(counts[[0, 2]]).pvalue > 0.001


@given(
    st.lists(st.lists(st.floats(0, 1e6), min_size=4, max_size=4), min_size=1),
    st.integers(0, 2**32),
)
def test_a_choice_without_weight_is_never_drawn(rows, seed):
    weights = np.array(rows)
    weights[:, 1] = 1.0
    group = np.repeat(np.arange(len(weights)), 50)
    drawn = pick(stream(seed, "test"), weights, group)
    assert drawn.min() >= 0
    assert drawn.max() <= 3
    assert (weights[group, drawn] > 0).all()


def test_one_set_of_weights_is_the_same_as_one_group():
    weights = np.array([1.0, 4.0])
    alone = pick_one(stream(5, "test"), weights, 100)
    grouped = pick(stream(5, "test"), weights[None], np.zeros(100, int))
    assert (alone == grouped).all()


@pytest.mark.parametrize("other", [(1, "lines"), (2, "orders")])
def test_streams_of_other_names_or_seeds_are_other_streams(other):
    assert stream(1, "orders").random() != stream(*other).random()
