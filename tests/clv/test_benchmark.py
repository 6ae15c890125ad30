"""What the comparison with lifetimes rests on; the peer itself is not needed here."""

import numpy as np
import pandas as pd
import pytest

from benchmarks import clv as bench
from segkit import clv


@pytest.fixture(scope="module")
def customers(tmp_path_factory):
    return bench.made(tmp_path_factory.mktemp("clv") / "customers.npz", 3000)


def test_the_same_seed_makes_the_same_customers(customers, tmp_path):
    again = np.load(bench.made(tmp_path / "again.npz", 3000))
    for name, column in np.load(customers).items():
        np.testing.assert_array_equal(again[name], column)


def test_grouped_customers_are_the_same_customers(customers, tmp_path):
    path = bench.grouped(customers, tmp_path / "grouped.npz")
    rows = dict(np.load(path))
    assert rows["weight"].sum() == 3000
    assert len(rows["weight"]) < 3000
    params = [0.25, 31.0, 0.8, 2.4]
    one, other = (bench.log_likelihood("BG/NBD", p, params) for p in (customers, path))
    assert one == pytest.approx(other, rel=1e-12)
    found = bench.ours("BG/NBD, grouped", str(path), "1")
    alone = bench.ours("BG/NBD", str(customers), "1")
    assert found["params"] == pytest.approx(alone["params"], rel=1e-6)


@pytest.mark.parametrize(
    ("case", "kind"),
    [
        ("BG/NBD", clv.BetaGeoNBD),
        ("MBG/NBD", clv.ModifiedBetaGeoNBD),
        ("Pareto/NBD", clv.ParetoNBD),
        ("Gamma-Gamma", clv.GammaGamma),
    ],
)
def test_both_are_judged_by_the_full_log_likelihood(customers, case, kind):
    model = kind().fit(pd.DataFrame(dict(np.load(customers))))
    found = bench.log_likelihood(case, customers, model.params_.tolist())
    assert found == pytest.approx(model.log_likelihood_, rel=1e-9)


def test_a_promise_that_is_not_kept_is_said():
    rows = {"clv": ["BG/NBD"] * 2, "customers": ["1,000,000", "2,357"]}
    rows |= {"CPU ms": [90.0, 12.0], "times faster": [48.0, 70.0]}
    rows |= {"peak MB": [300, 300], "at least": [50, ""]}
    held = [held for _, held in bench.verdicts(pd.DataFrame(rows))]
    assert held == [False, False, True]
