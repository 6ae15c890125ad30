"""Cross-tables: published cases, small counts, several tables, small cells."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from segkit import evaluation
from segkit.checks import DataError
from segkit.evaluation.association import examined
from segkit.evaluation.effects import cramers_v, effect_interval, strength
from segkit.record import holm


def pair(counts, rows="ab", columns="xyz"):
    """Return two columns with these counts."""
    first = [
        r for r, line in zip(rows, counts, strict=False) for n in line for _ in range(n)
    ]
    second = [
        c
        for line in counts
        for c, n in zip(columns, line, strict=False)
        for _ in range(n)
    ]
    return pd.Series(first, name="first"), pd.Series(second, name="second")


def test_party_by_gender_is_as_printed():
    # Agresti (2007), An introduction to categorical data analysis, tables 2.5 and 2.6
    found = evaluation.crosstab(*pair([[762, 327, 468], [484, 239, 477]]))
    assert round(found.statistic, 2) == 30.07
    assert found.degrees_of_freedom == 2
    assert found.expected.round(1).loc["a"].tolist() == [703.7, 319.6, 533.7]
    assert found.residuals.round(2).loc["a"].tolist() == [4.50, 0.70, -5.32]
    assert found.test == "chi2"
    assert found.row_shares.sum(axis=1).tolist() == pytest.approx([1, 1])
    assert found.column_shares.sum().tolist() == pytest.approx([1, 1, 1])


def test_the_lady_tasting_tea_is_as_printed():
    # Fisher (1935): 3 of 4 cups right; p = .486, two-sided (Agresti 2007, section 2.6)
    found = evaluation.crosstab(*pair([[3, 1], [1, 3]]))
    assert (found.test, round(found.p_value, 3)) == ("exact", 0.486)


def test_small_counts_in_larger_tables_are_permuted():
    a, b = pair([[3, 1, 2], [1, 4, 1]])
    found = evaluation.crosstab(a, b, random_state=0)
    again = evaluation.crosstab(a, b, random_state=0)
    assert found.test == "permutation"
    assert found.p_value == again.p_value
    exact = stats.fisher_exact(found.counts.to_numpy()).pvalue
    assert found.p_value == pytest.approx(exact, abs=0.12)


def test_permuted_and_chi_squared_agree_on_a_large_table():
    a, b = pair([[40, 30, 30], [25, 40, 35]])
    one = evaluation.crosstab(a, b, test="chi2").p_value
    two = evaluation.crosstab(a, b, test="permutation", random_state=1).p_value
    assert two == pytest.approx(one, abs=0.02)


def test_bergsmas_correction_by_hand():
    # V² = 20/80 = .25; less 1/79; over 2 - 1/79 - 1 = .98734: root of .24039
    counts = np.array([[30.0, 10.0], [10.0, 30.0]])
    assert cramers_v(counts, corrected=True) == pytest.approx(0.49029, abs=1e-5)
    none = np.array([[20.0, 20.0], [20.0, 20.0]])
    assert cramers_v(none, corrected=True) == 0


def test_the_interval_leaves_zero_out_just_when_the_test_rejects():
    for value, freedom in ((3.7, 1), (3.9, 1), (9.4, 4), (9.6, 4)):
        low, high = effect_interval(value, freedom, 100, 0.90)
        assert (low > 0) == (stats.chi2.sf(value, freedom) < 0.05)
        assert low <= value / 100 <= high


def test_the_interval_covers():
    rng = np.random.default_rng(0)
    p = np.array([[0.3, 0.2], [0.2, 0.3]])  # V = .2
    hits = 0
    for _ in range(300):
        counts = rng.multinomial(300, p.ravel()).reshape(2, 2).astype(float)
        found = examined(counts, test="chi2", n_permutations=99, seed=0)
        low, high = np.sqrt(effect_interval(found.statistic, 1, 300, 0.95))
        hits += low <= 0.2 <= high
    assert 0.91 <= hits / 300 <= 0.99


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.lists(st.integers(1, 30), min_size=3, max_size=3), min_size=2, max_size=2
    ),
    st.permutations(range(3)),
)
def test_order_and_names_change_nothing(counts, order):
    a, b = pair(counts)
    one = evaluation.crosstab(a, b, test="chi2")
    moved = a.sample(frac=1, random_state=1)
    new = b.map(dict(zip("xyz", np.array(list("pqr"))[list(order)], strict=True)))
    two = evaluation.crosstab(new, moved, test="chi2")
    assert one.statistic == pytest.approx(two.statistic)
    assert one.cramers_v == pytest.approx(two.cramers_v)
    assert one.n == two.n


def test_customers_without_one_are_left_out_and_counted():
    a = pd.Series(["x", "y", "x", "y", None], index=[1, 2, 3, 4, 5])
    b = pd.Series(["p", "q", "q", "p", "p", "q"], index=[1, 2, 3, 4, 5, 6])
    found = evaluation.crosstab(a, b)
    assert (found.n, found.left_out) == (4, 2)
    assert "(2 customers without one of the two are left out)" in repr(found)


def test_the_order_of_categories_stays():
    kinds = pd.CategoricalDtype(["low", "mid", "high", "none"], ordered=True)
    a = pd.Series(["mid", "low", "high"] * 5, dtype=kinds, name="tier")
    found = evaluation.crosstab(a, pd.Series([1, 2, 1] * 5, name="visits"))
    assert found.counts.index.tolist() == ["low", "mid", "high"]
    assert found._repr_html_().startswith("<p>tier by visits")


def test_small_cells_are_blank_and_cannot_be_reckoned_back():
    a, b = pair([[40, 30, 3], [25, 40, 35]])
    shown = evaluation.crosstab(a, b, minimum=5).counts
    assert pd.isna(shown.loc["a", "z"])
    blank = shown.isna().to_numpy()
    assert (blank.sum(axis=1) != 1).all()
    assert (blank.sum(axis=0) != 1).all()
    assert evaluation.crosstab(a, b, minimum=3).counts.notna().all(axis=None)


def test_several_tables_are_raised_together():
    rng = np.random.default_rng(0)
    segments = pd.Series(rng.integers(0, 3, 200), name="segment")
    X = pd.DataFrame({f"c{i}": rng.integers(0, 2, 200) for i in range(5)})
    X["id"] = range(200)
    table = evaluation.crosstabs(segments, X)
    assert list(table.index) == ["c0", "c1", "c2", "c3", "c4"]
    assert table["p_holm"].tolist() == holm(table["p_value"]).tolist()
    moved = evaluation.crosstabs(segments[::-1], X[X.columns[::-1]])
    assert moved["p_holm"].sort_index().tolist() == table["p_holm"].tolist()


@pytest.mark.parametrize(
    ("v", "word"), [(0.05, "hardly any"), (0.12, "small"), (0.6, "large")]
)
def test_strength_has_a_word(v, word):
    assert strength(v, 1) == word


@pytest.mark.parametrize(
    ("a", "b", "options", "message"),
    [
        (pd.Series(["x"] * 3), pd.Series([1, 2, 1]), {}, "a single value goes with"),
        (pd.Series([1, 2]), pd.Series([1, 2], index=[8, 9]), {}, "share no customer"),
        (pd.Series([1, 2], index=[1, 1]), pd.Series([1, 2]), {}, "1 rows repeat"),
        ([1, 2], pd.Series([1, 2]), {}, "this is a list"),
        (pd.Series([1, 2, 3]), pd.Series([1, 2, 3]), {"test": "exact"}, "two by two"),
        (pd.Series([1, 2]), pd.Series([1, 2]), {"test": "t"}, "test must be one of"),
    ],
)
def test_what_cannot_be_crossed_is_refused(a, b, options, message):
    with pytest.raises(DataError, match=message):
        evaluation.crosstab(a, b, **options)
