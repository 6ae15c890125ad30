"""Control charts: published examples, rules one by one, false alarms."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit.checks import DataError
from segkit.monitoring import CHART_RULES, control_chart, false_alarm_rate
from segkit.monitoring.chart_rules import signals
from segkit.monitoring.words.charts import RULES

# NIST/SEMATECH e-handbook of statistical methods, 6.3.2.2 (individuals).
FLOW = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
# The same, 6.3.2.4 (EWMA, target 50, standard deviation 2.0539, weight .3).
EWMA = [
    52.0, 47.0, 53.0, 49.3, 50.1, 47.0, 51.0, 50.1, 51.2, 50.5,
    49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1,
]  # fmt: skip
SMOOTHED = [
    50.60, 49.52, 50.56, 50.18, 50.16, 49.21, 49.75, 49.85, 50.26, 50.33,
    50.11, 49.36, 49.52, 50.05, 49.38, 49.92, 50.73, 51.23, 51.94, 51.99,
]  # fmt: skip
# Montgomery, Introduction to statistical quality control: cans of juice, 50 each.
CANS = [
    12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22,
    8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6,
]  # fmt: skip


def series(values, name="value"):
    return pd.Series(values, dtype=float, name=name)


def test_the_individuals_chart_of_the_nist_handbook_comes_out():
    chart = control_chart(series(FLOW))
    # the handbook rounds the divisor to 1.128, hence the last digit
    assert chart["centre"].iloc[0] == pytest.approx(50.81)
    assert chart["high"].iloc[0] == pytest.approx(55.8041, abs=2e-3)
    assert chart["low"].iloc[0] == pytest.approx(45.8159, abs=2e-3)
    assert not chart["signal"].any()
    assert "a stable individuals chart, 10 points, no signal" in chart.attrs["heading"]


def test_the_ewma_chart_of_the_nist_handbook_comes_out():
    chart = control_chart(series(EWMA), kind="ewma", centre=50, sd=2.0539, weight=0.3)
    assert chart["drawn"].to_numpy() == pytest.approx(np.array(SMOOTHED), abs=0.006)
    assert chart["high"].iloc[-1] == pytest.approx(52.5884, abs=1e-3)
    assert chart["low"].iloc[-1] == pytest.approx(47.4115, abs=1e-3)
    assert not chart["signal"].any()


def test_the_p_chart_of_montgomery_comes_out():
    chart = control_chart(series(CANS), [50] * 30, kind="p", rules=["beyond 3 sigma"])
    assert chart["centre"].iloc[0] == pytest.approx(0.2313, abs=5e-5)
    assert chart["high"].iloc[0] == pytest.approx(0.4102, abs=5e-5)
    assert chart["low"].iloc[0] == pytest.approx(0.0524, abs=5e-5)
    assert (chart.index[chart["signal"]] + 1).tolist() == [15, 23]


def test_with_equal_n_laney_gives_the_limits_of_individuals():
    p = series(CANS) / 50
    one = control_chart(series(CANS), [50] * 30, kind="p", laney=True)
    two = control_chart(p)
    assert one["high"].to_numpy() == pytest.approx(two["high"].to_numpy())
    assert one.attrs["sigma_z"] > 1
    assert "Laney" in one.attrs["heading"]


def test_a_u_chart_by_hand():
    chart = control_chart(series([4, 6, 2, 8]), [2, 2, 2, 4], kind="u")
    assert chart["value"].tolist() == [2, 3, 1, 2]
    assert chart["centre"].iloc[0] == 2
    assert chart["high"].iloc[3] == pytest.approx(2 + 3 * np.sqrt(2 / 4))
    assert chart["low"].iloc[0] == 0


def test_a_baseline_sets_the_limits_and_later_points_do_not():
    values = series([10, 12, 11, 10, 12, 11, 30, 31])
    chart = control_chart(values, baseline=6)
    assert chart["centre"].iloc[0] == 11
    assert chart["signal"].tolist() == [False] * 6 + [True] * 2
    assert control_chart(series(FLOW), centre=50, sd=1)["high"].iloc[0] == 53


PATTERNS = {
    "beyond 3 sigma": ([0, 3.1], [0, 2.9]),
    "nine on one side": ([0.1] * 9, [0.1] * 8 + [-0.1]),
    "eight on one side": ([-0.1] * 8, [-0.1] * 7 + [0.1]),
    "six rising or falling": ([0, 1, 2, 3, 4, 5], [0, 1, 2, 3, 4, 4]),
    "fourteen alternating": ([0, 1] * 7, [0, 1] * 6 + [2, 3]),
    "two of three beyond 2 sigma": ([2.1, 0, 2.1], [2.1, 0, -2.1]),
    "four of five beyond 1 sigma": ([1.1, 1.1, 0, 1.1, 1.1], [1.1, 1.1, 0, 0, 1.1]),
    "fifteen within 1 sigma": ([0.5, -0.5] * 7 + [0.5], [0.5, -0.5] * 7 + [1.5]),
    "eight beyond 1 sigma": ([1.1, -1.1] * 4, [1.1, -1.1] * 3 + [1.1, 0.5]),
}


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_signals_at_the_last_point_of_its_pattern(rule):
    yes, no = (np.array(z, dtype=float) for z in PATTERNS[rule])
    found = signals(yes, [rule])[rule]
    assert found[-1]
    assert not found[:-1].any()
    assert not signals(no, [rule])[rule].any()


@settings(max_examples=40)
@given(st.lists(st.floats(-4, 4), min_size=1, max_size=40))
def test_rules_do_not_care_which_side_is_up(z):
    z = np.array(z)
    for rule in RULES:
        assert (signals(z, [rule])[rule] == signals(-z, [rule])[rule]).all()


def test_short_charts_have_no_patterns():
    for rule in RULES:
        assert signals(np.array([0.5]), [rule])[rule].tolist() == [False]


def test_every_set_names_known_rules():
    assert {rule for rules in CHART_RULES.values() for rule in rules} == set(RULES)


def test_signals_name_the_rules_they_break():
    z = [0.0] * 3 + [1.0] * 9 + [9.0]
    chart = control_chart(series(z), centre=0, sd=1, rules="nelson")
    assert "beyond 3 sigma" in chart["rules"].iloc[-1]
    assert "nine on one side" in chart["rules"].iloc[11]
    assert set(chart.attrs["rules"]) == set(CHART_RULES["nelson"])


def test_smoothed_points_are_judged_by_the_first_rule_only():
    chart = control_chart(series(FLOW), kind="ewma", rules="nelson")
    assert list(chart.attrs["rules"]) == ["beyond 3 sigma"]


def test_the_rate_of_false_alarms_is_that_of_theory():
    alone = false_alarm_rate(30, ["beyond 3 sigma"], known="all", n_simulations=20_000)
    assert alone == pytest.approx(1 - 0.9973**30, abs=0.006)
    chart = control_chart(series(FLOW))
    assert chart.attrs["false_alarm_rate"] == false_alarm_rate(10)
    assert "at least one false signal" in chart.attrs["note"]


def test_without_laney_large_numbers_alarm_at_every_wobble():
    rng = np.random.default_rng(0)
    n = np.full(60, 200_000)
    counts = series(rng.binomial(n, rng.normal(0.2, 0.01, 60)))
    plain = control_chart(counts, n, kind="p")
    laney = control_chart(counts, n, kind="p", laney=True)
    assert plain["signal"].mean() > 0.5
    assert laney["signal"].sum() <= 3
    assert laney.attrs["sigma_z"] > 5


@pytest.mark.slow
def test_false_alarms_come_at_the_rate_that_is_said():
    rng = np.random.default_rng(1)
    runs, alarms = 400, {"individuals": 0, "p": 0, "laney": 0}
    said = {}
    for _ in range(runs):
        values = series(rng.normal(50, 4, 26))
        n = rng.integers(2000, 4000, 26)
        counts = series(rng.binomial(n, 0.2))
        for name, chart in (
            ("individuals", control_chart(values, n_simulations=1)),
            ("p", control_chart(counts, n, kind="p", n_simulations=1)),
            ("laney", control_chart(counts, n, kind="p", laney=True, n_simulations=1)),
        ):
            alarms[name] += chart["signal"].any()
    said["individuals"] = said["laney"] = false_alarm_rate(26, n_simulations=20_000)
    said["p"] = false_alarm_rate(26, known="spread", n_simulations=20_000)
    for name, found in alarms.items():
        assert found / runs == pytest.approx(said[name], abs=0.035)


@pytest.mark.parametrize(
    ("values", "options", "text"),
    [
        ([1, 2], {}, "needs a Series of numbers, the index saying when"),
        (series([1, 2]), {}, "needs at least 3 points"),
        (series([1, np.nan, 2]), {}, "1 missing or infinite"),
        (pd.Series(list("abc")), {}, "values hold"),
        (series([5, 5, 5]), {}, "there is no spread to judge by"),
        (series(FLOW), {"kind": "c"}, "kind must be one of"),
        (series(FLOW), {"rules": "all"}, "rules must be one of"),
        (series(FLOW), {"rules": ["odd"]}, "rules must be one of"),
        (series(FLOW), {"laney": True}, "laney= corrects charts of counts"),
        (series(FLOW), {"centre": 50}, "pass centre= and sd= together"),
        (series(FLOW), {"baseline": 11}, "baseline must be a whole number"),
        (series(FLOW), {"kind": "ewma", "weight": 0}, "weight must lie above 0"),
        (series(CANS), {"kind": "p"}, "a p-chart needs n=, the customers"),
        (series(CANS), {"kind": "p", "n": [50]}, "a p-chart needs n="),
        (series([1, 2, 3]), {"kind": "p", "n": [9, 0, 9]}, "n must be above 0"),
        (series([1, 2, 3]), {"kind": "p", "n": [9, 1, 9]}, "2 of 1 at 1 is too many"),
        (series([1, 2.5, 3]), {"kind": "u", "n": [9, 9, 9]}, "this has 2.5"),
        (series([0, 0, 0]), {"kind": "u", "n": [9, 9, 9]}, "there is no spread"),
    ],
)
def test_what_makes_no_chart_is_refused(values, options, text):
    with pytest.raises(DataError, match=text):
        control_chart(values, **options)
