"""What a segment has more and less of: figures, markers, what is held back."""

import hypothesis.strategies as st
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from scipy import stats

from segkit import personas
from segkit.checks import DataError
from segkit.personas.finishing import FIGURES
from segkit.personas.ranks import cliffs_delta
from segkit.personas.ratios import against_all, index_of
from segkit.record import wilson


def row_of(found, column, level=""):
    hit = found[(found["column"] == column) & (found["level"] == level)]
    assert len(hit) == 1
    return hit.iloc[0]


def test_index_is_100_times_segment_over_others(X, segments):
    row = row_of(personas.profile(X, segments, "app", made_from=[]), "by_app", "yes")
    mine = segments == "app"
    first, second = X["by_app"][mine].mean(), X["by_app"][~mine].mean()
    assert row["value"] == pytest.approx(first)
    assert row["others"] == pytest.approx(second)
    assert row["index"] == pytest.approx(100 * first / second)
    assert row["low"] < row["index"] < row["high"]
    assert row["effect"] == pytest.approx(first - second)


def test_index_against_all_counts_the_segment_too(X, segments):
    row = row_of(personas.profile(X, segments, "app", against="all"), "by_app", "yes")
    assert row["others"] == pytest.approx(X["by_app"].mean())
    assert row["index"] == pytest.approx(100 * row["value"] / X["by_app"].mean())
    assert row["low"] < row["index"] < row["high"]


def test_planted_differences_are_markers_and_noise_is_not(X, segments):
    found = personas.profile(X, segments, "app", made_from=[])
    markers = set(found.loc[found["marker"], "column"])
    assert markers == {"by_app", "spent_amount"}


def test_columns_that_made_the_segment_are_described_and_not_tested(X, segments):
    found = personas.profile(X, segments, "app", made_from=["by_app"])
    row = row_of(found, "by_app", "yes")
    assert not row["tested"]
    assert np.isnan(row["p_value"])
    assert found.attrs["family"] == found["p_value"].notna().sum()
    assert row_of(found, "noise")["tested"]


def test_columns_that_go_along_with_one_that_made_the_segment_are_not_tested(
    X, segments
):
    doubled = X.assign(spent_cents=100 * X["spent_amount"])
    found = personas.profile(doubled, segments, "app", made_from=["spent_amount"])
    assert not row_of(found, "spent_cents")["tested"]
    assert any("spent_cents" in note for note in found.attrs["notes"])


def test_nothing_is_tested_where_it_is_not_known_what_made_the_segments(X, segments):
    found = personas.profile(X, segments, "app")
    assert not found["tested"].any()
    assert found["p_holm"].isna().all()


def test_missing_values_are_counted(X, segments):
    row = row_of(personas.profile(X, segments, "app", made_from=[]), "noise")
    mine = segments == "app"
    assert row["missing"] == X["noise"][mine].isna().sum()
    assert row["n"] + row["missing"] == mine.sum()


def test_below_the_minimum_no_figure_is_given(X, segments):
    few = segments.copy()
    few[few == "few"] = "store"
    few.iloc[:5] = "few"
    found = personas.profile(X, few, "few", made_from=[])
    assert found["suppressed"].all()
    assert found[FIGURES].isna().all(axis=None)
    assert not found["marker"].any()


def test_the_others_are_protected_too(X):
    segments = pd.Series(["most"] * 295 + ["few"] * 5, X.index)
    found = personas.profile(X, segments, "most", made_from=[])
    assert found["suppressed"].all()


@pytest.mark.parametrize("count", [1, 2])
def test_a_share_of_one_or_two_persons_is_not_given(segments, count):
    rare = pd.DataFrame({"rare": False}, segments.index)
    rare.loc[segments.index[segments == "app"][:count], "rare"] = True
    assert personas.profile(rare, segments, "app")["suppressed"].all()


def test_a_level_of_two_persons_is_not_given_away_by_the_others(segments):
    mine = segments.index[segments == "app"]
    plans = pd.Series("gold", segments.index)
    plans[mine[:20]], plans[mine[20:60]], plans[mine[-2:]] = "red", "blue", "rare"
    others = segments.index[segments != "app"]
    plans[others[:30]], plans[others[30:60]], plans[others[60:90]] = (
        "red",
        "blue",
        "rare",
    )
    found = personas.profile(plans.to_frame("plan"), segments, "app")
    hidden = set(found.loc[found["suppressed"], "level"])
    assert hidden == {"rare", "red"}


def test_all_but_one_is_not_given_either(segments):
    mine = segments.index[segments == "app"]
    table = pd.DataFrame({"vip": True}, segments.index)
    table.loc[mine[0], "vip"] = False
    assert personas.profile(table, segments, "app")["suppressed"].all()


def test_one_or_two_of_the_others_are_not_shown_as_such(segments):
    table = pd.DataFrame({"vip": False}, segments.index)
    table.loc[segments.index[segments != "app"][:2], "vip"] = True
    for against in ("others", "all"):
        found = personas.profile(table, segments, "app", against=against)
        assert found["suppressed"].all()
        assert found[FIGURES].isna().all(axis=None)


def test_sensitive_columns_need_to_be_named(X, segments):
    found = personas.profile(X, segments, "app")
    assert "religion" not in set(found["column"])
    assert any("religion" in note for note in found.attrs["notes"])
    asked = personas.profile(X, segments, "app", sensitive=["religion"])
    assert set(asked.loc[asked["column"] == "religion", "care"]) == {"sensitive"}


def test_the_data_dictionary_says_what_is_sensitive():
    ids = pd.Index(range(40), name="customer_id")
    table = pd.DataFrame({"skin_type": ["dry", "oily"] * 20, "value_03": 5}, ids)
    segments = pd.Series(["a", "b"] * 20, ids)
    found = personas.profile({"cosmetics": table}, segments, "a")
    assert found.empty
    assert found.attrs["left_out"]["sensitive"] == ["skin_type", "value_03"]


def test_columns_that_point_at_somebody_are_left_out(segments):
    names = pd.DataFrame(
        {
            "email": [f"p{i}@mail.example" for i in range(300)],
            "order_id": range(300),
            "first_name": ["Ann", "Bo"] * 150,
            "note": [f"text number {i}" for i in range(300)],
        },
        segments.index,
    )
    found = personas.profile(names, segments, "app")
    assert found.empty
    assert len(found.attrs["left_out"]["personal"]) == 4


def test_a_scale_is_read_as_its_two_highest_answers(segments):
    answers = pd.DataFrame({"aio_01": [1, 2, 3, 4, 5] * 60}, segments.index)
    found = personas.profile({"survey": answers}, segments, "app")
    row = found.iloc[0]
    assert row["level"] == "4 or 5 (agree strongly)"
    mine = answers.loc[segments == "app", "aio_01"]
    assert row["value"] == pytest.approx((mine >= 4).mean())


def test_dates_are_days_before_a_day(X, segments):
    found = personas.profile(X, segments, "app", as_of="2024-12-31")
    row = found[found["column"] == "joined_on"].iloc[0]
    ago = (pd.Timestamp("2024-12-31") - X["joined_on"]).dt.days
    assert row["value"] == pytest.approx(ago[segments == "app"].mean())
    assert "2024-12-31" in row["label"]


def test_one_segment_alone_has_nothing_to_be_compared_with(X):
    found = personas.profile(X, pd.Series("all", X.index), "all", made_from=[])
    assert found["index"].isna().all()
    assert found["value"].notna().all()
    assert not found["marker"].any()


def test_two_segments_mirror_each_other(X):
    segments = pd.Series(np.where(X["by_app"], "a", "b"), X.index)
    found = personas.profile(X[["spent_amount", "colour"]], segments, made_from=[])
    a, b = (found[found["segment"] == name] for name in "ab")
    np.testing.assert_allclose(a["effect"], -b["effect"].to_numpy())
    np.testing.assert_allclose(a["p_value"], b["p_value"].to_numpy())
    np.testing.assert_allclose(a["index"], 1e4 / b["index"].to_numpy())


def test_no_marker_where_there_is_no_structure():
    rng = np.random.default_rng(5)
    ids = pd.Index(range(600), name="customer_id")
    table = pd.DataFrame(rng.normal(size=(600, 30)) ** 2, ids)
    table.columns = [f"x{i}" for i in range(30)]
    found = [
        personas.profile(
            table, pd.Series(rng.permutation(list("abc") * 200), ids), made_from=[]
        )["marker"].sum()
        for _ in range(4)
    ]
    assert sum(found) <= 1


def test_shuffled_rows_and_renamed_ids_change_nothing(X, segments):
    first = personas.profile(X, segments, "app", made_from=[])
    shuffled = X.sample(frac=1, random_state=1)
    names = {old: f"z{i}" for i, old in enumerate(shuffled.index)}
    again = personas.profile(
        shuffled.rename(index=names), segments.rename(index=names), "app", made_from=[]
    )
    pd.testing.assert_frame_equal(pd.DataFrame(first), pd.DataFrame(again))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"segment": "none"}, "there is no segment 'none'; there are ['app'"),
        ({"made_from": ["x"]}, "made_from names ['x'], which the tables do not have"),
        ({"made_from": "x"}, "made_from must be a list of column names"),
        ({"sensitive": ["x"]}, "sensitive names ['x']"),
        ({"labels": ["x"]}, "labels must be {column: text}; this is a list"),
        ({"against": "us"}, "against must be one of ['others', 'all']"),
        ({"min_n": 1}, "min_n must be a whole number from 3"),
        ({"segments": [1, 2]}, "segments must be a pandas Series"),
        ({"as_of": "soon"}, "as_of must be a day"),
    ],
)
def test_mistakes_are_told(X, segments, change, told):
    options = {"X": X, "segments": segments, "segment": "app"} | change
    with pytest.raises(DataError) as caught:
        personas.profile(**options)
    assert told in str(caught.value)


def test_tables_without_customers_in_common_are_told(X, segments):
    with pytest.raises(DataError, match="share no customer"):
        personas.profile(X.rename(index=lambda i: f"other {i}"), segments, "app")
    with pytest.raises(DataError, match="X must be indexed by customer_id"):
        personas.profile(X.reset_index(drop=True), segments, "app")
    with pytest.raises(DataError, match="repeat a customer_id"):
        personas.profile(pd.concat([X, X]), segments, "app")


def test_a_share_that_others_have_none_of_has_no_index():
    assert np.isnan(index_of(0.5, wilson(10, 20), 0.0, wilson(0, 50)).value)


@given(st.integers(1, 60), st.integers(0, 60), st.integers(1, 60), st.integers(0, 60))
@settings(deadline=None, max_examples=60)
def test_an_index_lies_in_its_interval(n1, x1, n2, x2):
    x1, x2 = min(x1, n1), min(x2, n2)
    found = index_of(x1 / n1, wilson(x1, n1), x2 / n2, wilson(x2, n2))
    if x2:
        assert 0 <= found.low <= found.value + 1e-6
        assert found.value <= found.high + 1e-6
    turned = against_all(found, n1 / (n1 + n2))
    if x2:
        assert turned.value == pytest.approx(100 * (x1 / n1) / ((x1 + x2) / (n1 + n2)))


@given(
    st.lists(st.integers(0, 9), min_size=2, max_size=25),
    st.lists(st.integers(0, 9), min_size=2, max_size=25),
)
@settings(deadline=None, max_examples=60)
def test_the_effect_is_that_of_all_pairs_and_its_test_that_of_scipy(first, second):
    found = cliffs_delta(first, second)
    pairs = np.sign(np.subtract.outer(first, second)).mean()
    assert found.value == pytest.approx(pairs)
    if not np.isnan(found.low):
        peer = stats.brunnermunzel(first, second)
        assert found.p_value == pytest.approx(peer.pvalue)
        assert found.low <= found.value <= found.high


def test_ratios_of_shares_agree_with_a_score_interval():
    from statsmodels.stats.proportion import confint_proportions_2indep  # noqa: PLC0415

    low, high = confint_proportions_2indep(
        56, 80, 48, 160, compare="ratio", method="score"
    )
    found = index_of(0.7, wilson(56, 80), 0.3, wilson(48, 160))
    assert found.low == pytest.approx(100 * low, rel=0.02)
    assert found.high == pytest.approx(100 * high, rel=0.02)
