"""Who gets what: even in each segment, reproducible, and the same for whoever asks."""

import time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import experiments
from segkit.checks import DataError
from segkit.experiments.lots.hashing import hashed, uniform

SHARES = {"control": 0.5, "short": 0.3, "long": 0.2}


def made(n, k=5, seed=0):
    rng = np.random.default_rng(seed)
    index = pd.Index([f"C{i:05d}" for i in range(n)], name="customer_id")
    names = np.array([f"segment {i}" for i in range(k)])
    return pd.Series(names[rng.integers(0, k, n)], index, name="rfm")


@given(
    n=st.integers(2, 400),
    k=st.integers(1, 12),
    parts=st.lists(st.integers(1, 9), min_size=2, max_size=5),
    seed=st.integers(0, 10**6),
)
@settings(deadline=None, max_examples=30)
def test_no_arm_is_off_its_share_by_one_customer_in_any_segment(n, k, parts, seed):
    shares = {f"arm {i}": part / sum(parts) for i, part in enumerate(parts)}
    segments = made(n, k, seed)
    variant = experiments.assign(segments, shares=shares, seed=seed)
    counts = pd.crosstab(segments, variant, dropna=False)
    off = counts - np.outer(counts.sum(axis=1), list(shares.values()))
    assert off.abs().to_numpy().max() < 1


@given(seed=st.text(max_size=12), method=st.sampled_from(["blocks", "hash"]))
@settings(deadline=None, max_examples=30)
def test_the_order_of_the_rows_changes_nothing(seed, method):
    segments = made(200)
    one = experiments.assign(segments, seed=seed, method=method, hold_out=0.2)
    mixed = segments.sample(frac=1, random_state=1)
    other = experiments.assign(mixed, seed=seed, method=method, hold_out=0.2)
    assert other.index.equals(mixed.index)
    assert (other.reindex(one.index) == one).all()


def test_numbers_and_texts_are_the_same_customers():
    one = experiments.assign(pd.Index(range(50)), seed=1)
    other = experiments.assign(pd.Index([str(i) for i in range(50)]), seed="1")
    assert one.tolist() == other.tolist()


def test_another_seed_makes_another_split_of_the_same_size():
    segments = made(1000)
    one, other = (experiments.assign(segments, seed=seed) for seed in ("a", "b"))
    assert one.value_counts().to_dict() == other.value_counts().to_dict()
    assert 0.4 < (one == other).mean() < 0.6


def test_the_result_says_what_it_is():
    variant = experiments.assign(made(100), shares=SHARES, hold_out=0.1, seed="spring")
    assert variant.name == "variant"
    assert list(variant.cat.categories) == ["control", "short", "long", "hold-out"]
    assert variant.attrs["shares"] == SHARES
    assert (variant.attrs["hold_out"], variant.attrs["seed"]) == (0.1, "spring")
    plain = experiments.assign(made(100), seed=1)
    assert list(plain.cat.categories) == ["control", "message"]


def test_the_same_customers_stay_out_of_every_test():
    segments = made(5000)
    tests = [
        experiments.assign(segments, seed=seed, hold_out=0.1, method=method)
        for seed, method in (("spring", "blocks"), ("summer", "hash"))
    ]
    out = [variant == "hold-out" for variant in tests]
    assert (out[0] == out[1]).all()
    assert 0.08 < out[0].mean() < 0.12
    more = experiments.assign(segments, seed="autumn", hold_out=0.2) == "hold-out"
    assert more[out[0]].all()
    redrawn = experiments.assign(
        segments, seed="spring", hold_out=0.1, hold_out_salt="2025"
    )
    assert not (redrawn == "hold-out").equals(out[0])


def test_new_customers_move_nobody_with_hash_and_some_with_blocks():
    few, many = made(1000, 1), made(1200, 1)
    for method, same in (("hash", True), ("blocks", False)):
        before = experiments.assign(few, seed="spring", method=method)
        after = experiments.assign(many, seed="spring", method=method)
        assert (after[few.index] == before).all() == same
    newcomers = experiments.assign(many.drop(few.index), seed="spring")
    assert newcomers.value_counts().tolist() == [100, 100]


def test_hash_keeps_the_shares_on_average():
    variant = experiments.assign(
        pd.Index(range(40_000)), seed="spring", method="hash", shares=SHARES
    )
    found = variant.value_counts(normalize=True)
    for arm, share in SHARES.items():
        assert found[arm] == pytest.approx(share, abs=0.01)


def test_a_household_goes_into_one_arm_as_a_whole():
    segments = made(900, 3)
    home = pd.Series([f"H{i // 3}" for i in range(900)], segments.index)
    variant = experiments.assign(segments, seed="spring", unit=home)
    assert (variant.groupby(home).nunique() == 1).all()
    sizes = variant.groupby(home).first().value_counts()
    assert abs(sizes["control"] - sizes["message"]) <= 3
    mixed = segments.sample(frac=1, random_state=3)
    again = experiments.assign(mixed, seed="spring", unit=home)
    assert (again[segments.index] == variant).all()


def test_over_many_small_segments_no_arm_gains():
    segments = pd.Series(np.repeat(np.arange(2000), 3), index=range(6000), name="s")
    counts = experiments.assign(segments, seed="spring").value_counts()
    assert abs(counts["control"] - counts["message"]) < 4 * 2000**0.5


def test_each_arm_is_equally_likely_for_each_customer():
    index = pd.Index(range(30))
    counts = np.zeros(30)
    for seed in range(200):
        variant = experiments.assign(index, seed=seed, shares={"a": 0.3, "b": 0.7})
        counts += (variant == "a").to_numpy()
    expected = 200 * 0.3
    z = (counts - expected) / (200 * 0.3 * 0.7) ** 0.5
    assert np.abs(z).max() < 4


def test_hashes_are_even_and_never_change():
    numbers = uniform(range(100_000), "spring")
    counts = np.bincount((numbers * 20).astype(int), minlength=20)
    assert ((counts - 5000) ** 2 / 5000).sum() < 43.8  # chi-squared, 19 df, p = .001
    assert abs(np.corrcoef(numbers, uniform(range(100_000), "summer"))[0, 1]) < 0.02
    assert hashed(["C00001"], "spring").tolist() == [3854863011123960265]


@pytest.mark.parametrize(
    ("customers", "options", "text"),
    [
        (["a", "a", "b"], {}, r"1 ids are there more than once, \['a'\]"),
        (["a", None, "b"], {}, "1 customers have no id"),
        ([], {}, "there are no customers"),
        ("abc", {}, "this is str"),
        (["a", "b"], {"shares": {"all": 1.0}}, "at least two arms"),
        (["a", "b"], {"shares": {"x": 0.5, "y": 0.4}}, r"sum to 0.9.*hold_out="),
        (["a", "b"], {"shares": {"x": 0.9, "y": 0.4}}, r"sum to 1.3: correct them$"),
        (
            ["a", "b"],
            {"shares": {"x": 1.2, "y": -0.2}},
            "share of arm 'y' must be above",
        ),
        (["a", "b"], {"shares": {"x": 1, "y": "half"}}, "at least two arms"),
        (["a", "b"], {"shares": {"hold-out": 0.5, "y": 0.5}}, "an arm is called"),
        (["a", "b"], {"hold_out": 1}, "hold_out must be a share from 0 to below 1"),
        (["a", "b"], {"hold_out": "x"}, "hold_out must be a share"),
        (["a", "b"], {"seed": 1.5}, "seed must be a text or a whole number"),
        (["a", "b"], {"seed": True}, "seed must be a text or a whole number"),
        (["a", "b"], {"method": "luck"}, "method must be one of"),
        (["a", "b"], {"unit": ["h", "h"]}, "unit must be a Series"),
        (["a", "b"], {"unit": pd.Series(["h"], ["a"])}, "1 customers have none"),
    ],
)
def test_what_cannot_be_assigned_is_refused(customers, options, text):
    with pytest.raises(DataError, match=text):
        experiments.assign(customers, **{"seed": "spring", **options})


def test_missing_segments_are_refused_and_empty_ones_ignored():
    segments = pd.Series(["New", None, "New"], index=list("abc"), name="rfm")
    with pytest.raises(DataError, match="1 customers have no segment"):
        experiments.assign(segments, seed=1)
    kinds = pd.CategoricalDtype(["New", "Gone"])
    plain = experiments.assign(segments.dropna(), seed=1)
    found = experiments.assign(segments.dropna().astype(kinds), seed=1)
    assert found.tolist() == plain.tolist()


@pytest.mark.slow
def test_a_million_customers_in_fifty_segments_take_seconds():
    rng = np.random.default_rng(0)
    segments = pd.Series(rng.integers(0, 50, 10**6), name="rfm")
    segments.index = pd.Index([f"C{i:07d}" for i in range(10**6)])
    began = time.perf_counter()
    variant = experiments.assign(segments, seed="spring")
    taken = time.perf_counter() - began
    counts = pd.crosstab(segments, variant)
    assert (counts["control"] - counts["message"]).abs().max() <= 1
    assert taken < 5  # about 0.6 s alone on one core; tests run side by side
