"""80/20: the share by hand, its interval, and what chance alone would bring."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit.checks import DataError
from segkit.models.behavioural import pareto_share

amounts = st.lists(st.integers(0, 10_000), min_size=2, max_size=40).filter(any)


def test_share_needed_and_gini_by_hand():
    found = pareto_share([50, 20, 10, 10, 10], n_draws=20)
    assert found.share == 0.5
    assert float(found) == 0.5
    assert found.needed == pytest.approx(0.6)
    # sum of all pairwise differences / (2 n² mean) = 360 / (2 * 25 * 20)
    assert found.gini == pytest.approx(0.36)
    assert found.by_chance is None


def test_parts_of_a_customer_are_read_off_a_straight_line():
    assert pareto_share([70, 20, 10], n_draws=20).share == pytest.approx(0.2 * 3 * 0.7)


@given(amounts)
@settings(deadline=None, max_examples=30)
def test_equal_customers_bring_equal_shares_and_no_others_do_less(x):
    found = pareto_share(x, n_draws=20)
    assert found.share >= 0.2 - 1e-9
    assert found.needed <= 0.8 + 1e-9
    assert -1e-9 <= found.gini < 1
    alike = pareto_share(np.full(len(x), 5.0), n_draws=20)
    assert alike.share == pytest.approx(0.2)
    assert alike.needed == pytest.approx(0.8)
    assert alike.gini == pytest.approx(0)


def test_units_and_the_order_of_rows_change_nothing():
    rng = np.random.default_rng(2)
    money, n = rng.lognormal(3, 1, 200), rng.poisson(3, 200) + 1
    one = pareto_share(money, orders=n, n_draws=50)
    order = rng.permutation(200)
    two = pareto_share(money[order] * 1000, orders=n[order], n_draws=50)
    for name in ("share", "low", "high", "needed", "gini", "by_chance"):
        assert getattr(one, name) == pytest.approx(getattr(two, name))


def test_the_interval_covers_the_truth_about_as_often_as_it_says():
    rng = np.random.default_rng(1)
    truth = pareto_share(rng.exponential(10, 400_000), n_draws=20).share
    covered = [
        one.low <= truth <= one.high
        for one in (
            pareto_share(rng.exponential(10, 300), n_draws=60) for _ in range(40)
        )
    ]
    assert 0.85 <= np.mean(covered) <= 1


def test_a_world_of_equal_rates_is_explained_by_chance():
    rng = np.random.default_rng(3)
    n = rng.poisson(4, 4000)
    n = n[n > 0]
    money = np.array([rng.lognormal(3, 0.5, k).sum() for k in n])
    found = pareto_share(money, orders=n, n_draws=100)
    assert found.share == pytest.approx(found.by_chance, abs=0.03)
    assert found.by_chance > 0.3  # far above 20 %, with no difference between people


def test_a_world_of_different_rates_is_not():
    rng = np.random.default_rng(3)
    n = rng.poisson(rng.gamma(0.3, 4 / 0.3, 3000))
    n = n[n > 0]
    found = pareto_share(n * 20.0, orders=n, n_draws=100)
    assert found.share > found.by_chance_high + 0.1


def test_it_says_so_in_words():
    text = repr(pareto_share([50, 20, 10, 10, 10], orders=[5, 2, 1, 1, 1], n_draws=50))
    assert text.startswith("The top 20 % of 5 customers bring 50 % (95 % interval ")
    assert "80 % is brought by 60 %" in text
    assert "If all ordered at the same rate, chance alone would give the top" in text
    assert "needs orders=" in repr(pareto_share([1, 2], n_draws=20))


def test_refunds_above_purchases_are_counted_as_nothing_and_said():
    found = pareto_share([10, -5], n_draws=20)
    assert found.below_zero == 1
    assert found.share == pytest.approx(0.4)


def test_what_cannot_be_is_refused():
    with pytest.raises(DataError, match="nobody has spent anything"):
        pareto_share([0, 0])
    with pytest.raises(DataError, match="no missing number; it has 2, 1 missing"):
        pareto_share([1, None])
    with pytest.raises(DataError, match="top must lie between 0 and 1"):
        pareto_share([1, 2], top=20)
    with pytest.raises(DataError, match="orders must be 1 or more for each customer"):
        pareto_share([1, 2], orders=[1, 0])
    one, two = pd.Series([1, 2], ["a", "b"]), pd.Series([1, 2], ["b", "a"])
    with pytest.raises(DataError, match="must have the same index"):
        pareto_share(one, orders=two)
