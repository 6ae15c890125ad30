"""Likelihoods against other ways to compute them; derivatives against differences."""

import numpy as np
import pytest
from scipy import integrate
from scipy.special import beta as beta_function
from scipy.special import betaln, gamma, gammaln, hyp2f1

from segkit import clv
from segkit.clv.betageo_likelihood import BetaGeoLikelihood
from segkit.clv.contract import Stays
from segkit.clv.gamma_gamma import Spending
from segkit.clv.newton import maximise
from segkit.clv.pareto_likelihood import ParetoLikelihood, points
from segkit.clv.squeeze import squeezed
from tests.clv.samples import TRUE, history, spending


def rows(name="BetaGeoNBD"):
    table = history(name, n=200)
    columns = [table[c].to_numpy(float) for c in ("frequency", "recency", "T")]
    return squeezed(*columns)[0]


def weeks():
    """Rows with many ties, which go through the table of logarithms."""
    table = history(n=400).round({"recency": 0})
    table["recency"] = table["recency"].clip(upper=table["T"])
    table.loc[(table["frequency"] > 0) & (table["recency"] == 0), "recency"] = 1.0
    columns = [table[c].to_numpy(float) for c in ("frequency", "recency", "T")]
    return squeezed(*columns)[0]


def spent():
    table = spending(n=80)
    return Spending(
        table["frequency"].to_numpy(float), table["monetary"].to_numpy(), np.ones(80)
    )


def sorted_spent():
    found = spent()
    order = np.argsort(found.x, kind="stable")
    return Spending(found.x[order], found.mean[order], found.weight[order])


CASES = {
    "bgnbd": (lambda: BetaGeoLikelihood.of(rows(), 0), [0.7, 9.0, 1.3, 2.1]),
    "bgnbd, weeks": (lambda: BetaGeoLikelihood.of(weeks(), 0), [0.4, 5.0, 0.3, 0.9]),
    "mbgnbd": (lambda: BetaGeoLikelihood.of(rows(), 1), [0.7, 9.0, 1.3, 2.1]),
    "mbgnbd, weeks": (lambda: BetaGeoLikelihood.of(weeks(), 1), [2.0, 5.0, 0.3, 0.9]),
    "pareto": (lambda: ParetoLikelihood(rows("ParetoNBD"), 32), [0.7, 9.0, 0.5, 21.0]),
    "pareto, s near 1": (lambda: ParetoLikelihood(weeks(), 32), [2.0, 30.0, 1.0, 3.0]),
    "gamma-gamma": (sorted_spent, [5.0, 3.0, 14.0]),
    "sbg": (lambda: Stays.of([np.array([90.0, 60, 45, 40])]), [0.8, 2.0]),
}


@pytest.mark.parametrize("case", CASES)
def test_derivatives_are_those_of_the_value(case):
    make, start = CASES[case]
    likelihood, params = make(), np.array(start)
    _, slope, bend = likelihood(params)
    for i, size in enumerate(params):
        step = np.zeros_like(params)
        step[i] = size * 1e-5
        up, down = likelihood(params + step), likelihood(params - step)
        width = 2 * step[i]
        assert slope[i] == pytest.approx((up[0] - down[0]) / width, rel=1e-5, abs=1e-6)
        np.testing.assert_allclose(
            bend[i], (up[1] - down[1]) / width, rtol=1e-5, atol=1e-5
        )


def by_definition(x, t_x, T, params, shift):
    """Integrate the individual's likelihood over the two mixing distributions."""
    r, alpha, a, b = params

    def at(p, rate):
        stays = (1 - p) ** (x + shift) * rate**x * np.exp(-rate * T)
        leaves = p * (1 - p) ** (x + shift - 1) * rate**x * np.exp(-rate * t_x)
        both = stays + (leaves if x + shift > 0 else 0.0)
        prior = alpha**r * rate ** (r - 1) * np.exp(-alpha * rate) / gamma(r)
        return both * prior * p ** (a - 1) * (1 - p) ** (b - 1) / beta_function(a, b)

    return integrate.dblquad(at, 0, 8, 0, 1, epsabs=1e-10, epsrel=1e-8)[0]


@pytest.mark.parametrize("shift", [0, 1], ids=["bgnbd", "mbgnbd"])
@pytest.mark.parametrize("customer", [(0, 0.0, 6.0), (1, 2.0, 6.0), (3, 5.0, 6.0)])
def test_beta_geo_likelihoods_are_the_integrals_they_stand_for(shift, customer):
    params = np.array([1.5, 3.0, 1.2, 2.5])
    one = squeezed(*(np.array([float(v)]) for v in customer))[0]
    value = BetaGeoLikelihood.of(one, shift)(params)[0]
    wanted = by_definition(*customer, params, shift)
    assert np.exp(value) == pytest.approx(wanted, rel=1e-5)


def pareto_by_fader_and_hardie(x, t_x, T, params):
    """Their formula with two hypergeometric functions, for alpha above beta."""
    r, alpha, s, beta = params
    m = r + s + x

    def f(t):
        z = (alpha - beta) / (alpha + t)
        return hyp2f1(m, s + 1, m + 1, z) / (alpha + t) ** m

    part = f(t_x) - f(T)
    whole = (alpha + T) ** -(r + x) * (beta + T) ** -s + s / m * part
    start = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + s * np.log(beta)
    return start + np.log(whole)


@pytest.mark.parametrize("customer", [(0, 0.0, 39.0), (2, 30.43, 38.86), (9, 20, 31)])
@pytest.mark.parametrize("params", [(0.55, 10.6, 0.6, 9.7), (2.0, 40.0, 1.0, 5.0)])
def test_pareto_likelihood_is_that_with_hypergeometric_functions(customer, params):
    columns = squeezed(*(np.array([float(v)]) for v in customer))[0]
    value = ParetoLikelihood(columns, 24).value(np.array(params))
    wanted = pareto_by_fader_and_hardie(*customer, params)
    assert value == pytest.approx(wanted, rel=1e-9)


@pytest.mark.parametrize(
    "params",
    [
        (0.55, 10.6, 0.6, 11.7),
        (2, 0.5, 0.1, 60),
        (1, 60, 1, 2),
        (0.5, 0.1, 0.5, 30),
        (20, 100, 2, 5),
        (5, 1, 0.2, 0.05),
    ],
)
def test_few_points_are_enough_far_from_any_optimum(params):
    x = np.array([0, 1, 26, 100, 300, 5.0])
    t_x = np.array([0, 1, 30.86, 100, 364, 10])
    T = np.array([39, 39, 31, 365, 700, 3000.0])
    few, many = (points(np.array(params), x, t_x, T, n) for n in (48, 200))
    np.testing.assert_allclose(few.log_sum, many.log_sum, rtol=1e-10, atol=1e-8)
    np.testing.assert_allclose(few.share[:, -1], many.share[:, -1], atol=1e-8)


def test_gamma_gamma_likelihood_is_that_of_the_note():
    p, q, v = 5.0, 3.0, 14.0
    x, z = np.array([1.0, 2.0, 7.0]), np.array([8.0, 33.0, 12.0])
    wanted = (
        -betaln(p * x, q)
        + q * np.log(v)
        + (p * x - 1) * np.log(z)
        + p * x * np.log(x)
        - (p * x + q) * np.log(v + x * z)
    ).sum()
    found = Spending(x, z, np.ones(3))(np.array([p, q, v]))[0]
    assert found == pytest.approx(wanted)
    total = integrate.quad(
        lambda m: np.exp(Spending(x[1:2], np.array([m]), np.ones(1))([p, q, v])[0]),
        0,
        np.inf,
    )[0]
    assert total == pytest.approx(1.0, rel=1e-6)


def test_several_cohorts_are_one_likelihood():
    stays = Stays.of([np.array([90.0, 60, 45]), np.array([80.0, 50])])
    alpha, beta = 0.8, 2.0
    left = [alpha / (alpha + beta)]
    left.append(left[0] * beta / (alpha + beta + 1))
    wanted = 60 * np.log(left[0]) + 15 * np.log(left[1])
    wanted += 50 * np.log(1 - left[0]) + 45 * np.log(1 - sum(left))
    assert stays(np.array([alpha, beta]))[0] == pytest.approx(wanted)


def test_the_search_stops_at_a_limit_and_says_so():
    def rising(p):
        return (
            -1 / p[0] - (p[1] - 2) ** 2,
            np.array([p[0] ** -2, -2 * (p[1] - 2)]),
            np.diag([-2 * p[0] ** -3, -2.0]),
        )

    best = maximise(rising, np.ones(2))
    assert best.found
    assert not best.converged
    assert best.at_limit.tolist() == [1.0, 0.0]
    assert best.params[1] == pytest.approx(2.0)


def test_a_search_that_is_all_limits_ends():
    best = maximise(lambda p: (-1 / p[0], p**-2, np.diag(-2 * p**-3)), np.ones(1))
    assert best.at_limit.tolist() == [1.0]
    assert best.params[0] == pytest.approx(1e4)


def test_the_search_climbs_out_of_where_the_curve_bends_up():
    def waves(p):
        u = np.log(p[0])
        slope, bend = -np.sin(u), -np.cos(u)
        first = slope / p[0]
        return np.cos(u), np.array([first]), np.array([[(bend - slope) / p[0] ** 2]])

    best = maximise(waves, np.array([np.exp(2.5)]))
    assert best.converged
    assert np.cos(np.log(best.params[0])) == pytest.approx(1.0)


def test_an_impatient_search_is_not_found():
    best = maximise(BetaGeoLikelihood.of(rows(), 0), np.ones(4), max_iter=2)
    assert not best.found


@pytest.mark.parametrize("name", TRUE)
def test_estimates_lie_as_far_from_the_truth_as_their_standard_errors_say(name):
    true = np.log(list(TRUE[name].values()))
    squares = []
    for seed in range(8):
        model = getattr(clv, name)().fit(history(name, n=1500, seed=seed))
        relative = model.standard_errors_ / model.params_
        squares.append(((np.log(model.params_) - true) / relative) ** 2)
    assert 0.4 < np.mean(squares) < 2.0


def test_the_truth_of_gamma_gamma_comes_back():
    model = clv.GammaGamma().fit(spending(n=6000))
    away = (model.params_ - np.array([6.0, 4.0, 15.0])) / model.standard_errors_
    assert (away.abs() < 3).all()


def test_the_log_likelihood_of_everybody_is_the_sum_of_each():
    table, params = history(n=20), np.array([0.7, 9.0, 1.3, 2.1])
    columns = [table[c].to_numpy(float) for c in ("frequency", "recency", "T")]

    def value(kept):
        some = squeezed(*(column[kept] for column in columns))[0]
        return BetaGeoLikelihood.of(some, 0)(params)[0]

    each = sum(value(slice(i, i + 1)) for i in range(20))
    assert value(slice(None)) == pytest.approx(each, rel=1e-12)
