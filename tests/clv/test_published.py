"""What was published comes out, to the printed digits."""

import numpy as np
import pandas as pd
import pytest

from segkit import clv, datasets, features

real = pytest.mark.real


@pytest.fixture(scope="module")
def cdnow():
    orders = datasets.cdnow(sample=True)
    return features.purchase_history(orders, as_of="1997-09-30", unit="W")


@pytest.fixture(scope="module")
def bgnbd(cdnow):
    return clv.BetaGeoNBD().fit(cdnow)


@pytest.fixture(scope="module")
def pareto(cdnow):
    return clv.ParetoNBD().fit(cdnow)


def customer(x, t_x, T):
    return pd.DataFrame({"frequency": [x], "recency": [t_x], "T": [T]})


@real
def test_bgnbd_is_that_of_fader_hardie_and_lee_2005(bgnbd):
    assert bgnbd.n_customers_ == 2357
    assert bgnbd.params_.round(3).tolist() == [0.243, 4.414, 0.793, 2.426]
    assert round(bgnbd.log_likelihood_, 1) == -9582.4
    assert bgnbd.converged_


@real
def test_bgnbd_is_that_of_clvtools(bgnbd):
    np.testing.assert_allclose(
        bgnbd.params_, [0.2425945, 4.4136019, 0.7929199, 2.4258881], rtol=1e-5
    )
    assert round(bgnbd.log_likelihood_, 3) == -9582.429


@real
def test_bgnbd_predicts_what_the_authors_spreadsheet_predicts(bgnbd):
    t = [0.1429, 1.0, 3.00, 31.8571, 32.00, 78.00]
    wanted = [0.0078, 0.0532, 0.1506, 1.0405, 1.0437, 1.8576]
    found = bgnbd.expected_purchases(t=t)
    np.testing.assert_allclose(found, wanted, rtol=3e-4, atol=6e-5)
    one = bgnbd.expected_purchases(customer(2, 30.43, 38.86), t=39)
    assert one.round(3).tolist() == [1.226]


@real
def test_bgnbd_predicts_what_the_btyd_vignette_prints(bgnbd):
    assert round(bgnbd.expected_purchases(t=52), 3) == 1.444
    loyal = customer(26, 30.86, 31.0)
    assert bgnbd.expected_purchases(loyal, t=52).round(2).tolist() == [25.76]
    assert bgnbd.probability_alive(loyal).round(4).tolist() == [0.9689]


@real
def test_pareto_nbd_is_that_of_fader_hardie_and_lee_2005(pareto):
    assert pareto.params_.round(3).tolist() == [0.553, 10.578, 0.606, 11.669]
    assert round(pareto.log_likelihood_, 1) == -9595.0
    assert round(pareto.log_likelihood_, 3) == -9594.976  # CLVTools
    assert pareto.converged_


@real
def test_pareto_nbd_predicts_what_the_btyd_vignette_prints(pareto):
    assert round(pareto.expected_purchases(t=52), 3) == 1.473
    loyal = customer(26, 30.86, 31.0)
    assert pareto.expected_purchases(loyal, t=52).round(2).tolist() == [25.46]
    assert pareto.probability_alive(loyal).round(4).tolist() == [0.9979]


@real
def test_pareto_nbd_is_as_sure_as_the_btyd_manual_that_customers_are_active(pareto):
    # printed as 0.2941633, from estimates that end a little earlier
    none = pareto.probability_alive(customer(0, 0.0, 39.0))
    assert none.round(3).tolist() == [0.294]
    assert pareto.probability_alive(customer(23, 39.0, 39.0)).round(6).tolist() == [1.0]


@real
def test_mbgnbd_is_that_of_btydplus(cdnow):
    model = clv.ModifiedBetaGeoNBD().fit(cdnow)
    assert model.params_.round(3).tolist() == [0.525, 6.183, 0.891, 1.614]


@real
def test_gamma_gamma_is_that_of_fader_and_hardie_2013(cdnow):
    model = clv.GammaGamma().fit(cdnow)
    assert (model.n_customers_, model.n_left_out_) == (946, 2357 - 946)
    assert model.params_.round(2).tolist() == [6.25, 3.74, 15.44]
    assert round(model.log_likelihood_, 4) == -4055.9177
    assert round(model.correlation_, 2) == 0.11


@real
def test_gamma_gamma_expects_what_was_published(cdnow):
    # as printed for lifetimes, from monetary values rounded to cents
    wanted = [24.66, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17]
    table = pd.DataFrame({"frequency": [2, 1, 0, 0, 0, 7, 1, 0, 2, 0]})
    table["monetary"] = [22.35, 11.77, 0, 0, 0, 73.74, 11.77, 0, 25.55, 0]
    model = clv.GammaGamma().fit(cdnow)
    found = model.expected_value(table)
    np.testing.assert_allclose(found, wanted, atol=0.011)


@pytest.mark.parametrize(
    ("survivors", "params", "log_likelihood", "year_12"),
    [
        ([1000, 869, 743, 653, 593, 551, 517, 491], [0.668, 3.806], -1.611, 0.394),
        ([1000, 631, 468, 382, 326, 289, 262, 241], [0.704, 1.182], None, 0.173),
    ],
    ids=["high end", "regular"],
)
def test_sbg_is_that_of_fader_and_hardie_2007(
    survivors, params, log_likelihood, year_12
):
    model = clv.ShiftedBetaGeometric().fit(survivors)
    assert model.params_.round(3).tolist() == params
    if log_likelihood is not None:
        assert round(model.log_likelihood_ / 1000, 3) == log_likelihood
    miss = model.survival_rate(12) / year_12 - 1
    assert round(abs(miss), 2) in (0.02, 0.04)  # "only 4% and 2%"


@real
@pytest.mark.parametrize(
    "kind", [clv.BetaGeoNBD, clv.ModifiedBetaGeoNBD, clv.ParetoNBD]
)
def test_the_next_39_weeks_of_cdnow_come_near_to_what_was_expected(cdnow, kind):
    orders = datasets.cdnow(sample=True)
    later = features.purchase_history(orders, as_of="1998-06-30", unit="W")
    bought = later["frequency"] - cdnow["frequency"]
    expected = kind().fit(cdnow).expected_purchases(cdnow, t=39)
    assert expected.sum() == pytest.approx(bought.sum(), rel=0.17)
    assert expected.corr(bought) > 0.62


@real
def test_days_and_weeks_of_cdnow_give_the_same_lifetime_value(cdnow):
    days = features.purchase_history(datasets.cdnow(sample=True), as_of="1997-09-30")
    terms = {"months": 12, "discount_rate": 0.15}
    weekly = clv.BetaGeoNBD().fit(cdnow).lifetime_value(cdnow, **terms)
    daily = clv.BetaGeoNBD().fit(days).lifetime_value(days, **terms)
    np.testing.assert_allclose(weekly, daily, rtol=1e-6)
    assert weekly.index.equals(cdnow.index)
