"""Two surveys: tests at their level, with intervals that agree."""

import numpy as np
import pytest

from segkit import kpis
from segkit.checks import DataError
from segkit.kpis.survey.answers import Score
from segkit.record.differences import estimate_difference


def scores(promoters, passives, detractors):
    return [10] * promoters + [8] * passives + [2] * detractors


def test_the_difference_is_the_second_less_the_first():
    found = kpis.nps_difference(scores(40, 30, 30), scores(60, 25, 15))
    assert (found.before.value, found.after.value) == (10, 45)
    assert float(found) == 35
    assert found.low < 35 < found.high
    assert found.p_value == pytest.approx(0.0019, abs=2e-4)
    assert found.sentence.startswith("Net Promoter Score rose by 35.0 points")
    back = kpis.nps_difference(scores(60, 25, 15), scores(40, 30, 30))
    assert (back.low, back.high) == pytest.approx((-found.high, -found.low))
    assert "fell by 35.0 points" in repr(back)


def test_a_small_difference_may_be_chance_and_that_is_said():
    found = kpis.nps_difference(scores(10, 10, 10), scores(11, 10, 9))
    assert found.p_value > 0.5
    assert "may be chance (which does not prove that nothing changed)" in repr(found)


def test_all_promoters_twice_is_no_proof_of_anything():
    found = kpis.nps_difference(scores(20, 0, 0), scores(20, 0, 0))
    assert found.p_value == pytest.approx(1)
    assert found.low < 0 < found.high


def test_twenty_points_are_not_much_with_thirty_answers():
    # "is 20 to 30 points real?", a question on Cross Validated
    few = kpis.nps_difference(scores(12, 9, 9), scores(16, 7, 7))
    many = kpis.nps_difference(scores(400, 300, 300), scores(540, 230, 230))
    assert few.p_value > 0.2
    assert many.p_value < 0.001


def test_csat_difference_is_newcombes_published_one():
    found = kpis.csat_difference(scores_of(48, 80), scores_of(56, 70))
    assert (found.low, found.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    assert "20.0 percentage points" in repr(found)


def scores_of(satisfied, answers):
    return [5] * satisfied + [1] * (answers - satisfied)


def test_csat_difference_of_means():
    found = kpis.csat_difference([4] * 30 + [3] * 20, [5] * 30 + [4] * 20, form="mean")
    assert found.value == pytest.approx(1)
    assert found.p_value < 0.001
    with pytest.raises(DataError, match="median"):
        kpis.csat_difference([4], [5], form="median")


def test_weights_go_to_each_group():
    light, heavy = [1.0] * 100, [1.0] * 50 + [3.0] * 50
    same = scores(50, 0, 50)
    found = kpis.nps_difference(same, same, weights=(light, heavy))
    assert found.value == pytest.approx(-50)


def false_alarms(n1, n2, p, d, draws=4000):
    """How often two groups alike are called different, at 5 %."""
    rng = np.random.default_rng(3)
    first = rng.multinomial(n1, [p, d, 1 - p - d], draws)
    second = rng.multinomial(n2, [p, d, 1 - p - d], draws)
    pairs, times = np.unique(
        np.column_stack([first[:, :2], second[:, :2]]), axis=0, return_counts=True
    )
    wrong = []
    for a, b, e, f in pairs:
        one = Score(n1, (a - b) / n1, (a + b) / n1, -1, 1).adjusted()
        two = Score(n2, (e - f) / n2, (e + f) / n2, -1, 1).adjusted()
        found = estimate_difference(one.mean, one.error, two.mean, two.error)
        wrong.append(found.p_value < 0.05)
    return float(np.average(wrong, weights=times))


@pytest.mark.parametrize(("n1", "n2"), [(10, 10), (10, 40), (30, 30)])
def test_two_groups_alike_are_called_different_no_oftener_than_said(n1, n2):
    for p, d in ((0.5, 1 / 6), (1 / 3, 1 / 3), (0.7, 0.05), (0.9, 0.02)):
        assert false_alarms(n1, n2, p, d) < 0.062  # 5 % and two errors of 4,000 draws
