"""Order of rows, names of customers and units of time and money change nothing else."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import clv
from segkit.clv.squeeze import squeezed
from tests.clv.samples import history

PURCHASES = [clv.BetaGeoNBD, clv.ModifiedBetaGeoNBD, clv.ParetoNBD]
ALL = [*PURCHASES, clv.GammaGamma]
seeds = st.integers(0, 10_000)
few = settings(max_examples=8)


def predicted(model, table):
    if isinstance(model, clv.GammaGamma):
        return model.expected_value(table)
    return model.expected_purchases(table, t=30)


@pytest.mark.parametrize("kind", ALL, ids=lambda m: m.__name__)
@few
@given(seed=seeds)
def test_shuffled_rows_give_the_same_model(kind, seed):
    table = history()
    shuffled = table.sample(frac=1, random_state=seed)
    one, other = kind().fit(table), kind().fit(shuffled)
    pd.testing.assert_series_equal(one.params_, other.params_, rtol=1e-12)
    assert one.log_likelihood_ == other.log_likelihood_
    found = predicted(other, shuffled).reindex(table.index)
    pd.testing.assert_series_equal(found, predicted(one, table), rtol=1e-12)


@pytest.mark.parametrize("kind", ALL, ids=lambda m: m.__name__)
def test_other_names_of_customers_give_the_same_numbers(kind):
    table = history()
    renamed = table.set_axis([f"x{i * 7919 % 10007}" for i in range(len(table))])
    one, other = kind().fit(table), kind().fit(renamed)
    assert one.params_.equals(other.params_)
    found = predicted(other, renamed)
    assert found.index.equals(renamed.index)
    assert (found.to_numpy() == predicted(one, table).to_numpy()).all()


@pytest.mark.parametrize("kind", PURCHASES, ids=lambda m: m.__name__)
@few
@given(factor=st.floats(0.01, 100))
def test_another_unit_of_time_scales_the_times_and_nothing_else(kind, factor):
    table = history()
    other = table.assign(recency=table["recency"] * factor, T=table["T"] * factor)
    one, two = kind().fit(table), kind().fit(other)
    scale = np.ones(4)
    scale[list(kind.times)] = factor
    np.testing.assert_allclose(two.params_, one.params_ * scale, rtol=1e-6)
    np.testing.assert_allclose(
        two.standard_errors_, one.standard_errors_ * scale, rtol=1e-5
    )
    np.testing.assert_allclose(
        two.expected_purchases(other, t=30 * factor),
        one.expected_purchases(table, t=30),
        rtol=1e-6,
    )
    np.testing.assert_allclose(
        two.probability_alive(other), one.probability_alive(table), rtol=1e-6
    )
    # the likelihood is a density of each repeat purchase in time
    density = table["frequency"].sum() * np.log(factor)
    assert two.log_likelihood_ == pytest.approx(one.log_likelihood_ - density)


@few
@given(factor=st.floats(0.01, 1000))
def test_another_currency_scales_v_and_nothing_else(factor):
    table = history()
    other = table.assign(monetary=table["monetary"] * factor)
    one, two = clv.GammaGamma().fit(table), clv.GammaGamma().fit(other)
    np.testing.assert_allclose(two.params_, one.params_ * [1, 1, factor], rtol=1e-6)
    np.testing.assert_allclose(
        two.expected_value(other), one.expected_value(table) * factor, rtol=1e-6
    )


@pytest.mark.parametrize("kind", ALL, ids=lambda m: m.__name__)
@few
@given(seed=seeds)
def test_weights_are_repeated_rows(kind, seed):
    table = history("BetaGeoNBD" if kind is clv.GammaGamma else kind.__name__)
    times = np.random.default_rng(seed).integers(0, 4, len(table))
    repeated = table.loc[table.index.repeat(times)]
    one, other = kind().fit(table, sample_weight=times), kind().fit(repeated)
    pd.testing.assert_series_equal(one.params_, other.params_, rtol=1e-6)
    pd.testing.assert_series_equal(
        one.standard_errors_, other.standard_errors_, rtol=1e-5
    )
    assert one.log_likelihood_ == pytest.approx(other.log_likelihood_, rel=1e-10)
    assert one.n_customers_ == other.n_customers_


@pytest.mark.parametrize("kind", PURCHASES, ids=lambda m: m.__name__)
def test_a_first_purchase_that_is_counted_is_taken_off(kind):
    table = history()
    counted = table.assign(frequency=table["frequency"] + 1)
    one = kind().fit(table)
    other = kind(first_purchase="counted").fit(counted)
    assert one.params_.equals(other.params_)
    assert predicted(one, table).equals(predicted(other, counted))


def test_gamma_gamma_takes_a_counted_first_purchase_as_one_more_value():
    table = history()
    table = table[table["frequency"] > 0]
    one = clv.GammaGamma().fit(table)
    other = clv.GammaGamma(first_purchase="counted").fit(table)
    assert one.params_.equals(other.params_)


histories = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 9), st.integers(0, 9)),
    min_size=1,
    max_size=60,
)


@given(rows=histories, step=st.sampled_from([1.0, 7.0, 3.3]))
def test_squeezed_rows_hold_every_customer(rows, step):
    x, t_x, gap = np.array(rows, dtype=float).T
    t_x, T = t_x / step, (t_x + gap) / step
    found, place = squeezed(x, t_x, T, places=True)
    assert found.weight.sum() == len(rows)
    np.testing.assert_array_equal(found.x[place], x)
    np.testing.assert_array_equal(found.t_x.rows()[place], t_x)
    np.testing.assert_array_equal(found.T.rows()[place], T)
    np.testing.assert_array_equal(np.bincount(place), found.weight)
    key = list(zip(found.x, found.T.rows(), found.t_x.rows(), strict=True))
    assert key == sorted(set(key))
    again, _ = squeezed(x, t_x, T)
    np.testing.assert_array_equal(again.weight, found.weight)
