"""What is used: yes and no, kinds of networks, profiles of programs, overlap."""

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import jaccard_score

from segkit.checks import DataError
from segkit.models.technographic import (
    network_group,
    program_profile,
    stack_overlap,
    tool_overlap,
)

T, F, N = True, False, None


def networks(*rows):
    names = ["short_video", "photo_sharing", "friends_network", "business_network"]
    return pd.DataFrame(rows, columns=[f"uses_{name}" for name in names])


def test_networks_are_of_two_kinds():
    X = networks([T, F, F, F], [F, F, F, T], [F, T, T, F], [F, F, F, F])
    assert network_group(X).tolist() == [
        "Pictures and videos",
        "Friends and business",
        "Both kinds of network",
        "No network",
    ]


def test_an_answer_that_would_decide_must_be_there():
    X = networks([T, N, F, F], [F, N, F, F], [F, F, N, T])
    found = network_group(X)
    assert found.tolist()[0] == "Pictures and videos"
    assert found.isna().tolist() == [False, True, False]


def test_own_kinds_of_networks():
    X = pd.DataFrame({"a": [1, 0], "b": [0, 1]})
    assert network_group(X, networks={"A": ["a"], "B": ["b"]}).tolist() == ["A", "B"]
    with pytest.raises(DataError, match="networks must name two kinds"):
        network_group(X, networks={"A": ["a"]})
    with pytest.raises(DataError, match=r"X needs columns \['c'\]"):
        network_group(X, networks={"A": ["a"], "C": ["c"]})


def programs(*rows):
    names = ["design_software", "office_software", "cloud_storage"]
    return pd.DataFrame(rows, columns=[f"uses_{name}" for name in names])


def test_the_first_profile_that_fits_decides():
    X = programs([T, T, T], [F, T, T], [F, T, F], [F, F, T], [F, F, F])
    assert program_profile(X).tolist() == [
        "Creative",
        "Office in the cloud",
        "Office on the computer",
        "Cloud storage only",
        "None of these programs",
    ]


def test_a_profile_is_not_known_where_a_gap_would_decide():
    X = programs([N, T, T], [F, T, N], [T, N, N], [F, F, N])
    assert program_profile(X).isna().tolist() == [True, True, False, True]


def test_what_is_neither_yes_nor_no_is_refused():
    with pytest.raises(
        DataError, match="'uses_design_software' in X must say yes or no"
    ):
        program_profile(programs(["often", T, T]))


@pytest.fixture(name="X")
def stacks():
    rng = np.random.default_rng(4)
    return pd.DataFrame(
        rng.integers(0, 2, (30, 5)), columns=[f"uses_{c}" for c in "abcde"]
    )


def test_overlap_of_customers_and_of_tools_is_jaccards(X):
    table = stack_overlap(X)
    tools = tool_overlap(X)
    for i, j in [(0, 1), (3, 17), (8, 8)]:
        assert table.loc[i, j] == pytest.approx(jaccard_score(X.loc[i], X.loc[j]))
    for a, b in [("uses_a", "uses_b"), ("uses_c", "uses_e")]:
        assert tools.loc[a, b] == pytest.approx(jaccard_score(X[a], X[b]))


def test_overlap_of_segments_is_the_mean_over_their_pairs(X):
    segments = pd.Series(np.where(np.arange(30) % 3, "x", "y"), X.index)
    pairs = stack_overlap(X).to_numpy(copy=True)
    np.fill_diagonal(pairs, np.nan)
    found = stack_overlap(X, segments)
    assert (found.index.name, found.columns.name) == ("segment", None)
    for one in "xy":
        for other in "xy":
            block = pairs[np.ix_(segments == one, segments == other)]
            assert found.loc[one, other] == pytest.approx(np.nanmean(block))


def test_two_who_use_nothing_have_nothing_to_compare():
    X = pd.DataFrame({"uses_a": [0, 0, 1], "uses_b": [0, 0, 1]})
    assert stack_overlap(X).isna().to_numpy()[:2, :2].all()
    found = stack_overlap(X, pd.Series(["x", "x", "y"]))
    assert np.isnan(found.loc["x", "x"])
    assert np.isnan(found.loc["y", "y"])  # one customer, no pair
    assert found.loc["x", "y"] == 0


def test_a_gap_is_left_out_of_the_pair_of_tools():
    X = pd.DataFrame({"uses_a": [1, 1, N, 0], "uses_b": [1, 0, 1, N]})
    assert tool_overlap(X).loc["uses_a", "uses_b"] == 0.5


def test_overlap_refuses_gaps_strangers_and_crowds(X):
    with pytest.raises(DataError, match=r"columns \['uses_a'\] are missing for 1 cust"):
        stack_overlap(X.astype(object).mask((X.index == 2)[:, None] & [T, F, F, F, F]))
    with pytest.raises(DataError, match="segments lacks 20 of the 30 customers"):
        stack_overlap(X, pd.Series("x", X.index[:10]))
    with pytest.raises(DataError, match="too many for a table of pairs"):
        stack_overlap(pd.concat([X] * 70, ignore_index=True))
    with pytest.raises(DataError, match=r"X needs columns \['uses_...'\] of tools"):
        tool_overlap(pd.DataFrame({"age": [1]}))
