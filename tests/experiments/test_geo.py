"""Tests by region: the ratio by hand, the splits, and what is refused."""

import numpy as np
import pandas as pd
import pytest

from segkit import experiments
from segkit.checks import DataError


def panel(during_off=40, regions="abcdef", weeks=10, each=10, seed=None):
    """Return ten weeks; in the last five the first half of the regions lacks tv."""
    rng = np.random.default_rng(seed)
    half = len(regions) // 2
    rows = []
    for i, region in enumerate(regions):
        for week in range(weeks):
            for channel in ("tv", "web"):
                off = channel == "tv" and week >= 5 and i < half
                mean = each * (during_off / 50 if week >= 5 and i < half else 1)
                n = mean if seed is None else rng.poisson(mean)
                rows.append((region, week, channel, not off, n))
    names = ["region", "week_start", "channel", "advertised", "new_customers"]
    return pd.DataFrame(rows, columns=names)


def test_the_share_is_the_ratio_of_ratios_by_hand():
    found = experiments.geo_test(panel(40), "tv")
    assert found.share == pytest.approx(1 - (240 / 300) / (300 / 300))
    assert found.came == pytest.approx(240)
    assert found.brought == pytest.approx(60)
    assert found.last_click == pytest.approx(0.5)
    assert found.error == pytest.approx((1 / 240 + 3 / 300) ** 0.5)
    assert found.off == ("a", "b", "c")


def test_the_smallest_p_of_six_regions_is_one_in_ten_or_twenty():
    two = experiments.geo_test(panel(40), "tv")
    assert (two.n_splits, two.least_p, two.p_value) == (20, 0.1, 0.1)
    one = experiments.geo_test(panel(40), "tv", sides=1)
    assert (one.least_p, one.p_value) == (0.05, 0.05)
    assert "the smallest possible is 0.05" in one.sentence


def test_only_the_splits_that_were_possible_count():
    splits = [("a", "b", "c"), ("a", "b", "d"), ("a", "c", "e")]
    found = experiments.geo_test(panel(40), "tv", sides=1, splits=splits)
    assert found.p_value == pytest.approx(1 / 3)
    with pytest.raises(DataError, match="must hold the regions of the test itself"):
        experiments.geo_test(panel(40), "tv", splits=splits[1:])


def test_shuffled_rows_change_nothing():
    table = panel(40, seed=1)
    mixed = table.sample(frac=1, random_state=2)
    assert experiments.geo_test(table, "tv") == experiments.geo_test(mixed, "tv")


def test_regions_that_stray_are_said_and_widen_the_interval():
    table = panel(40)
    late = table["week_start"] >= 5
    table.loc[late & table["region"].isin(["a", "d"]), "new_customers"] *= 3
    found = experiments.geo_test(table, "tv")
    assert found.dispersion_p < 0.001
    assert "spread='regions'" in found.sentence
    wide = experiments.geo_test(table, "tv", spread="regions")
    assert wide.high - wide.low > 2 * (found.high - found.low)


@pytest.mark.parametrize(
    ("table", "channel", "message"),
    [
        (panel(), "radio", "'radio' is not among the channels"),
        (panel(), "web", "advertised everywhere and always"),
        (panel().query("week_start >= 5"), "tv", "no period before 5"),
        (pd.concat([panel(), panel()]), "tv", "120 rows repeat"),
        (panel().query("region in ['a', 'b', 'c']"), "tv", "silent in every region"),
        (panel(0), "tv", "nobody came during the test in the regions without"),
        (
            panel().query("not (region == 'a' and week_start == 9)"),
            "tv",
            "in other periods in some regions",
        ),
    ],
)
def test_mistakes_are_named(table, channel, message):
    with pytest.raises(DataError, match=message):
        experiments.geo_test(table, channel)


@pytest.mark.slow
def test_the_interval_covers_and_the_p_value_is_uniform_enough():
    covered = alarms = 0
    for seed in range(120):
        table = panel(40, seed=seed)
        found = experiments.geo_test(table, "tv")
        covered += found.low <= 0.2 <= found.high
        null = experiments.geo_test(panel(50, seed=1000 + seed), "tv")
        alarms += null.p_value <= 0.1
    assert covered / 120 >= 0.95 - 2.5 * (0.05 * 0.95 / 120) ** 0.5
    assert alarms / 120 <= 0.1 + 2.5 * (0.1 * 0.9 / 120) ** 0.5
