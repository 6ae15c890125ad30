"""Factors: published loadings, how many there are, what is refused."""

import numpy as np
import pandas as pd
import pytest

from segkit import datasets, features
from segkit.checks import DataError
from segkit.models.psychographic import factor_analysis, parallel_analysis

# Six tests of 112 people, covariances: Smith and Stanley (1983) in Bartholomew (1987),
# Latent Variable Models and Factor Analysis; R has it as `ability.cov`.
NAMES = ["general", "picture", "blocks", "maze", "reading", "vocab"]
LOWER = [
    [24.641],
    [5.991, 6.700],
    [33.520, 18.137, 149.831],
    [6.023, 1.782, 19.424, 12.711],
    [20.755, 4.936, 31.430, 4.757, 52.604],
    [29.701, 7.204, 50.753, 9.075, 66.762, 135.292],
]


def ability():
    values = np.zeros((6, 6))
    for row, numbers in enumerate(LOWER):
        values[row, : row + 1] = values[: row + 1, row] = numbers
    return pd.DataFrame(values, NAMES, NAMES)


def test_one_factor_is_the_one_that_r_prints():
    """R's factanal(factors = 1, covmat = ability.cov)."""
    found = factor_analysis(ability(), 1, n=112)
    own = found.loadings["own"].round(3).tolist()
    assert own == [0.535, 0.853, 0.748, 0.910, 0.232, 0.280]
    loadings = found.loadings["factor_1"].round(3).tolist()
    assert loadings == [0.682, 0.384, 0.502, 0.300, 0.877, 0.849]
    assert round(found.chi2, 2) == 75.18
    assert found.degrees_of_freedom == 9
    assert found.p_value == pytest.approx(1.46e-12, rel=0.005)


def test_two_factors_are_those_that_r_prints():
    """R's factanal(factors = 2, ...): own parts and test, before any rotation."""
    found = factor_analysis(ability(), 2, rotation="none", n=112)
    own = found.loadings["own"].round(3).tolist()
    assert own == [0.455, 0.589, 0.218, 0.769, 0.052, 0.334]
    assert round(found.chi2, 2) == 6.11
    assert found.degrees_of_freedom == 4
    assert round(found.p_value, 3) == 0.191


def test_varimax_is_the_one_that_r_prints():
    """Venables and Ripley (2002), p. 323. R stops rotating early: the third digit."""
    found = factor_analysis(ability(), 2, n=112).loadings
    verbal = [0.499438, 0.156070, 0.205787, 0.108531, 0.956242, 0.784768]
    spatial = [0.543449, 0.621538, 0.859926, 0.467761, 0.182096, 0.224822]
    assert found["factor_1"].tolist() == pytest.approx(verbal, abs=0.004)
    assert found["factor_2"].tolist() == pytest.approx(spatial, abs=0.004)


def test_varimax_is_at_least_as_good_as_the_printed_one():
    def criterion(loadings):
        rows = loadings**2 / (loadings**2).sum(axis=1, keepdims=True)
        return rows.var(axis=0).sum()

    found = factor_analysis(ability(), 2).loadings[["factor_1", "factor_2"]].to_numpy()
    printed = np.array(
        [
            [0.499438, 0.543449],
            [0.156070, 0.621538],
            [0.205787, 0.859926],
            [0.108531, 0.467761],
            [0.956242, 0.182096],
            [0.784768, 0.224822],
        ]
    )
    assert criterion(found) >= criterion(printed)


def test_oblimin_is_the_one_that_gparotation_prints():
    """The test of R's GPArotation on MASS, 4th edition, p. 324: to six digits."""
    found = factor_analysis(ability(), 2, rotation="oblimin", n=112)
    verbal = [0.3863616, -0.0110059, -0.0262926, -0.0180201, 0.9900945, 0.7905657]
    spatial = [0.4745128, 0.6458721, 0.8961141, 0.4882928, -0.0370718, 0.0526110]
    assert found.loadings["factor_1"].tolist() == pytest.approx(verbal, abs=1e-5)
    assert found.loadings["factor_2"].tolist() == pytest.approx(spatial, abs=1e-5)
    assert np.diag(found.correlations).tolist() == pytest.approx([1, 1])
    assert 0.3 < found.correlations.iloc[0, 1] < 0.6


@pytest.mark.parametrize("rotation", ["varimax", "oblimin", "none"])
def test_turning_the_factors_changes_no_implied_correlation(rotation):
    found = factor_analysis(ability(), 2, rotation=rotation)
    loadings = found.loadings[["factor_1", "factor_2"]].to_numpy()
    implied = loadings @ found.correlations.to_numpy() @ loadings.T
    plain = factor_analysis(ability(), 2, rotation="none").loadings
    expected = plain[["factor_1", "factor_2"]].to_numpy()
    np.testing.assert_allclose(implied, expected @ expected.T, atol=1e-6)
    np.testing.assert_allclose(np.diag(implied) + found.loadings["own"], 1, atol=1e-5)


def battery(block):
    X = features.answers(datasets.load("survey"), datasets.load("survey_items"))
    scales = {k: v for k, v in X.attrs["scales"].items() if k.startswith(block)}
    return X[[item for items in scales.values() for item in items]], scales


@pytest.mark.parametrize(
    ("block", "n"), [("lifestyle", 6), ("values", 4), ("personality", 5)]
)
def test_as_many_factors_as_were_planted_stand_out_from_chance(block, n):
    answers, _ = battery(block)
    for quantile in (0.95, None):
        kept = parallel_analysis(answers, n_draws=30, quantile=quantile)["kept"]
        assert kept.sum() == n


def test_horns_components_are_too_few_where_factors_correlate():
    """Five kinds of people make the six lifestyle factors go together."""
    kept = {}
    for block in ("lifestyle", "values", "personality"):
        answers, _ = battery(block)
        found = parallel_analysis(answers, kind="components", n_draws=30)
        kept[block] = int(found["kept"].sum())
    assert kept == {"lifestyle": 4, "values": 4, "personality": 5}


def test_components_of_items_add_up_to_their_number():
    answers, _ = battery("values")
    found = parallel_analysis(answers, kind="components", n_draws=10)
    assert found["eigenvalue"].sum() == pytest.approx(12)
    assert found["random_eigenvalue"].is_monotonic_decreasing


def test_each_lifestyle_item_goes_with_its_own_scale():
    answers, scales = battery("lifestyle")
    found = factor_analysis(answers, 6).loadings.drop(columns="own")
    best = found.abs().idxmax(axis=1)
    assert all(best[items].nunique() == 1 for items in scales.values())
    assert best.nunique() == 6


def test_no_number_of_factors_asks_what_stands_out():
    answers, _ = battery("values")
    assert factor_analysis(answers).loadings.shape == (12, 5)


def test_no_factor_is_found_in_noise():
    rng = np.random.default_rng(2)
    noise = pd.DataFrame(rng.normal(size=(300, 6)), columns=list("abcdef"))
    assert not parallel_analysis(noise)["kept"].any()
    with pytest.raises(DataError, match="no factor stands out from chance in these 6"):
        factor_analysis(noise)


def test_order_of_people_and_items_changes_nothing():
    answers, _ = battery("values")
    answers = answers.iloc[:400]
    found = factor_analysis(answers, 4).loadings
    other = answers.sample(frac=1, random_state=1).iloc[:, ::-1]
    again = factor_analysis(other, 4).loadings.loc[found.index]
    np.testing.assert_allclose(again.abs(), found.abs(), atol=1e-4)
    pd.testing.assert_frame_equal(
        parallel_analysis(answers), parallel_analysis(answers.sample(frac=1))
    )


def test_centred_items_are_refused():
    answers, _ = battery("values")
    centred = features.ipsatised(answers, list(answers))
    for function in (factor_analysis, parallel_analysis):
        with pytest.raises(
            DataError, match=r"a factor analysis of .* would mean nothing"
        ):
            function(centred)


def test_what_cannot_be_factored_is_refused_by_name():
    with pytest.raises(DataError, match="n_factors=3 is more than 4 items can tell"):
        factor_analysis(ability().iloc[:4, :4], 3)
    with pytest.raises(DataError, match="a matrix of correlations has no people"):
        factor_analysis(ability())
    with pytest.raises(DataError, match="rotation must be one of"):
        factor_analysis(ability(), 1, rotation="quartimax")
    rng = np.random.default_rng(0)
    few = pd.DataFrame(rng.normal(size=(5, 8)), columns=list("abcdefgh"))
    with pytest.raises(DataError, match="more items \\(8\\) than answers allow \\(5"):
        factor_analysis(few, 1)


def test_a_notebook_shows_the_loadings():
    assert "factor_1" in factor_analysis(ability(), 1)._repr_html_()
