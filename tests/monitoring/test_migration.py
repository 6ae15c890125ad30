"""Who moved, who came, who went: counts, intervals, tests, invariants."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from segkit.checks import DataError
from segkit.monitoring import (
    bowker,
    growth,
    membership,
    migration,
    migrations,
    stuart_maxwell,
)
from segkit.record import wilson

# Unaided distance vision of 7,477 women (Stuart, 1953): right eye by left eye.
VISION = np.array(
    [
        [1520, 266, 124, 66],
        [234, 1512, 432, 78],
        [117, 362, 1772, 205],
        [36, 82, 179, 492],
    ]
)
segments = st.dictionaries(st.integers(0, 30), st.sampled_from("abcd"), min_size=1)


def as_series(mapping):
    return pd.Series(mapping, dtype="str")


def test_the_published_case_of_stuart_comes_out():
    found = stuart_maxwell(VISION)
    assert found.statistic == pytest.approx(11.96, abs=0.005)
    assert found.df == 3


def test_the_published_case_of_bowker_comes_out():
    found = bowker(VISION)
    assert found.statistic == pytest.approx(19.11, abs=0.005)
    assert found.df == 6
    assert found.p_value == pytest.approx(0.004, abs=0.0005)


def test_both_tests_are_those_of_statsmodels():
    from statsmodels.stats.contingency_tables import SquareTable  # noqa: PLC0415

    table = SquareTable(VISION, shift_zeros=False)
    for ours, theirs in (
        (stuart_maxwell(VISION), table.homogeneity()),
        (bowker(VISION), table.symmetry()),
    ):
        assert ours.statistic == pytest.approx(theirs.statistic)
        assert (ours.df, ours.p_value) == (theirs.df, pytest.approx(theirs.pvalue))


def test_two_segments_are_tested_as_by_mcnemar():
    n = np.array([[59, 6], [16, 80]])
    assert stuart_maxwell(n).statistic == pytest.approx(10**2 / 22)
    assert tuple(bowker(n)) == pytest.approx(tuple(stuart_maxwell(n)))


def test_tables_without_any_move_have_nothing_to_test():
    still = np.diag([5, 6, 0])
    for test in (stuart_maxwell, bowker):
        assert tuple(test(still)) == (0, 0, 1)


def example():
    before = pd.Series({f"s{i}": "Loyal" for i in range(40)})
    before = pd.concat([before, pd.Series({f"n{i}": "New" for i in range(20)})])
    after = before.copy()
    after.iloc[:10] = "Lost"
    after.iloc[40:45] = "Loyal"
    after = pd.concat([after.drop(["s39", "n19"]), pd.Series({"x": "New"})])
    return before, after


def test_counts_shares_and_intervals():
    found = migration(*example())
    assert (found.n_both, found.n_moved, found.n_new, found.n_gone) == (58, 15, 1, 2)
    assert found.counts.loc["Loyal", "Lost"] == 10
    row = found.flows.set_index(["from", "to"]).loc[("Loyal", "Lost")]
    assert row["row_share"] == pytest.approx(10 / 39)
    assert (row["low"], row["high"]) == wilson(10, 39)
    assert row["expected"] == pytest.approx(39 * 10 / 58)
    assert found.stayed.value == pytest.approx(43 / 58)
    assert (found.stayed.low, found.stayed.high) == wilson(43, 58)
    assert found.appeared == ("Lost",)
    assert "Most went from Loyal to Lost: 10 (26 % of Loyal)." in found.sentence
    assert "There was nobody before in Lost." in found.sentence
    assert "(new)" in found._repr_html_()


def test_a_segment_that_vanished_is_said():
    before, after = example()
    found = migration(after, before)
    assert found.vanished == ("Lost",)
    assert "Nobody is any more in Lost." in found.sentence


def test_those_who_came_or_went_have_no_share():
    flows = migration(*example()).flows
    outside = (flows["from"] == "(new)") | (flows["to"] == "(gone)")
    assert flows.loc[outside, ["row_share", "low", "expected"]].isna().all(axis=None)
    assert flows.loc[~outside, "row_share"].notna().all()


@settings(max_examples=25)
@given(segments, segments)
def test_everybody_is_counted_once(before, after):
    both = set(before) & set(after)
    if not both:
        with pytest.raises(DataError, match="no customer is in both"):
            migration(as_series(before), as_series(after))
        return
    found = migration(as_series(before), as_series(after))
    assert found.n_both == len(both)
    assert found.n_new == len(set(after) - set(before))
    assert found.n_gone == len(set(before) - set(after))
    assert found.counts.to_numpy().sum() == len(set(before) | set(after))
    assert found.flows["n"].sum() == found.counts.to_numpy().sum()
    assert found.stayed.numerator == sum(before[k] == after[k] for k in both)
    shares = found.flows.groupby("from")["row_share"].sum(min_count=1).dropna()
    assert shares.to_numpy() == pytest.approx(1)
    inner = found.flows[found.flows["row_share"].notna()]
    assert inner["expected"].sum() <= found.n_both + 1e-9


@settings(max_examples=20)
@given(segments, segments)
def test_swapping_the_days_turns_the_table_over(before, after):
    if not set(before) & set(after):
        return
    there = migration(as_series(before), as_series(after))
    back = migration(as_series(after), as_series(before))
    turned = back.matrix.loc[there.matrix.index, there.matrix.columns].T
    assert (there.matrix.to_numpy() == turned.to_numpy()).all()
    assert there.homogeneity.statistic == pytest.approx(back.homogeneity.statistic)


def test_shuffled_rows_change_nothing():
    before, after = example()
    mixed = migration(before.sample(frac=1, random_state=0), after[::-1])
    assert mixed.sentence == migration(before, after).sentence


def test_customers_without_a_segment_count_as_one_of_their_own():
    before, after = example()
    after = after.astype("category")
    after.iloc[0] = None
    found = migration(before, after)
    assert found.counts.loc["Loyal", "(no segment)"] == 1


def test_the_steady_state_is_where_moves_leave_sizes_alone():
    before = pd.Series(list("a" * 10 + "b" * 30))
    after = pd.Series(list("a" * 5 + "b" * 5 + "a" * 6 + "b" * 24))
    found = migration(before, after).steady_state()
    chances = np.array([[0.5, 0.5], [0.2, 0.8]])
    assert found.to_numpy() @ chances == pytest.approx(found.to_numpy())
    assert found.to_dict() == pytest.approx({"a": 2 / 7, "b": 5 / 7})
    assert "no forecast" in found.attrs["note"]


def test_without_one_steady_state_it_is_refused():
    still = pd.Series(list("aabb"))
    with pytest.raises(DataError, match="where customers end depends"):
        migration(still, still).steady_state()


@pytest.mark.parametrize(
    ("before", "text"),
    [
        (["a"], "before must be a pandas Series of segments"),
        (pd.Series([], dtype="str"), "before is empty"),
        (pd.Series(["a", "b"], index=[1, 1]), "before must have one row per customer"),
        (pd.Series(["a"], index=["7"]), "'7' is not 7"),
    ],
)
def test_what_are_no_segments_is_refused(before, text):
    with pytest.raises(DataError, match=text):
        migration(before, pd.Series(["a"], index=[7]))


def book():
    before, after = example()
    return {
        "2024-02-29": after,
        "2024-01-31": before,
        "2024-03-31": after.replace("Lost", "New"),
    }


def test_a_book_is_read_by_day():
    table = migrations(book())
    assert table["from_day"].tolist() == ["2024-01-31", "2024-02-29"]
    assert table["moved"].tolist() == [15, 10]
    assert table["gone"].tolist() == [2, 0]
    kept = book()
    one, two = (kept[f"2024-0{m}-{d}"] for m, d in ((1, 31), (2, 29)))
    shared = one.index.intersection(two.index)
    expected = adjusted_rand_score(one[shared], two[shared])
    assert table["agreement"].iloc[0] == pytest.approx(expected)
    flows = table.attrs["flows"]
    first = flows[flows["from_day"] == "2024-01-31"]
    assert first["n"].sum() == 61
    wide = membership(book())
    assert wide.columns.tolist() == ["2024-01-31", "2024-02-29", "2024-03-31"]
    assert wide.loc["x"].isna().tolist() == [True, False, False]
    assert len(wide) == 61


@pytest.mark.parametrize(
    ("wrong", "text"),
    [
        ([1], "this is a list"),
        ({"2024-01-31": pd.Series(["a"])}, "needs at least two days and has 1"),
        ({"soon": pd.Series(["a"]), "later": pd.Series(["a"])}, "must be a day"),
        (
            {
                "2024-01-31": pd.Series(["a"]),
                pd.Timestamp("2024-01-31"): pd.Series("a"),
            },
            "two entries are of 2024-01-31",
        ),
    ],
)
def test_what_is_no_book_is_refused(wrong, text):
    for read in (growth, migrations, membership):
        with pytest.raises(DataError, match=text):
            read(wrong)


def test_growth_by_hand():
    rows = growth(book()).set_index(["to_day", "segment"])
    loyal = rows.loc[("2024-02-29", "Loyal")]
    assert loyal["start"] == 40
    assert (loyal["in_new"], loyal["in_moved"]) == (0, 5)
    assert (loyal["out_moved"], loyal["out_gone"]) == (10, 1)
    assert (loyal["end"], loyal["net"]) == (34, -6)
    assert loyal["growth_rate"] == pytest.approx(-6 / 40)
    assert (loyal["low"], loyal["high"]) == wilson(11, 40)
    lost = rows.loc[("2024-02-29", "Lost")]
    assert lost["start"] == 0
    assert np.isnan(lost["growth_rate"])
    assert np.isnan(lost["low"])


@settings(max_examples=20)
@given(st.lists(segments, min_size=2, max_size=4))
def test_growth_balances(days):
    made = {f"2024-01-{i + 1:02d}": as_series(s) for i, s in enumerate(days)}
    table = growth(made)
    came, left = (
        table["in_new"] + table["in_moved"],
        table["out_moved"] + table["out_gone"],
    )
    assert (table["start"] + came - left == table["end"]).all()
    assert (table["net"] == table["end"] - table["start"]).all()
    alone = table[table["segment"] != "all"]
    for name in ("start", "end", "in_new", "out_gone"):
        sums = alone.groupby("to_day")[name].sum()
        whole = table[table["segment"] == "all"].set_index("to_day")[name]
        assert (sums == whole).all()
    assert (
        alone.groupby("to_day")["in_moved"].sum()
        == alone.groupby("to_day")["out_moved"].sum()
    ).all()
    ends = alone.set_index(["to_day", "segment"])["end"]
    starts = alone.set_index(["from_day", "segment"])["start"]
    shared = ends.index.intersection(starts.index)
    assert (ends[shared] == starts[shared]).all()


def test_growth_by_week_and_month_keeps_the_last_day_of_each():
    days = pd.date_range("2024-01-01", "2024-02-29", freq="D")
    made = {
        str(d.date()): pd.Series(dict.fromkeys(range(n + 1), "a"))
        for n, d in enumerate(days)
    }
    months = growth(made, every="month")
    assert months["to_day"].unique().tolist() == ["2024-02-29"]
    assert months["in_new"].tolist() == [29, 29]
    weeks = growth(made, every="week")
    assert weeks["to_day"].iloc[0] == "2024-01-14"
    assert weeks.loc[weeks["segment"] == "a", "in_new"].iloc[:3].tolist() == [7, 7, 7]
    with pytest.raises(DataError, match="every must be one of"):
        growth(made, every="year")


@pytest.mark.slow
def test_the_test_of_sizes_alarms_at_its_nominal_rate():
    rng = np.random.default_rng(0)
    alarms, runs = 0, 2000
    for _ in range(runs):
        old = rng.choice(4, 400, p=[0.1, 0.2, 0.3, 0.4])
        again = rng.random(400) < 0.3
        other = rng.choice(4, 400, p=[0.1, 0.2, 0.3, 0.4])
        new = np.where(again, other, old)
        counts = np.bincount(old * 4 + new, minlength=16).reshape(4, 4)
        alarms += stuart_maxwell(counts).p_value < 0.05
    assert alarms / runs <= 0.05 + 2 * np.sqrt(0.05 * 0.95 / runs)
