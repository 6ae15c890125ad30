"""NPS and CSAT: published values, edges, coverage, engines."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import kpis
from segkit.checks import DataError
from segkit.kpis.survey.answers import Score
from tests.kpis.made import survey as made
from tests.kpis.samples import ENGINES


def counts(promoters, detractors, answers, **options):
    return kpis.nps(
        promoters=promoters, detractors=detractors, answers=answers, **options
    )


def test_the_published_score_of_65_promoters_and_12_detractors():
    # MeasuringU, confidence intervals of the Net Promoter Score
    adjusted, wald = counts(65, 12, 100), counts(65, 12, 100, interval="wald")
    assert (adjusted.value, wald.value) == (53, 53)
    assert [round(end, 1) for end in (wald.low, wald.high)] == [39.3, 66.7]
    assert [round(end, 1) for end in (adjusted.low, adjusted.high)] == [37.8, 65.1]
    assert "adjusted Wald" in adjusted.definition
    assert "adjusted" not in wald.definition


def test_the_published_standard_error_of_a_half_and_a_sixth():
    score = Score(324, 1 / 2 - 1 / 6, 1 / 2 + 1 / 6, -1, 1)
    assert score.error**2 * 324 == pytest.approx(5 / 9)
    assert 100 * score.error == pytest.approx(4.14, abs=0.005)


def test_scores_and_counts_agree():
    scores = [10] * 65 + [7] * 23 + [0] * 12
    assert kpis.nps(scores) == counts(65, 12, 100)


def test_seven_and_eight_are_passive_six_is_not():
    found = [kpis.nps([score]).value for score in range(11)]
    assert found == [-100] * 7 + [0] * 2 + [100] * 2


def test_the_interval_never_shrinks_to_nothing():
    for scores in ([10] * 40, [0] * 40, [8] * 40, [10]):
        found = kpis.nps(scores)
        assert found.low < found.high
        assert found.low <= found.value <= found.high
        assert found.low >= -100
        assert found.high <= 100
    wald = kpis.nps([10] * 40, interval="wald")
    assert wald.low == wald.high == 100  # what books warn of


def test_missing_answers_are_left_out_and_said():
    found = kpis.nps([10, None, 3, np.nan])
    assert (found.numerator, found.denominator) == (0, 2)
    assert found.note == "2 without an answer left out"


def test_nobody_answered_is_unknown_not_an_error():
    for found in (kpis.nps([None, None]), counts(0, 0, 0), kpis.csat([None])):
        assert np.isnan(found.value)
        assert np.isnan(found.low)
        assert found.n == 0


@pytest.mark.parametrize("odd", [11, -1, 7.5, np.inf])
def test_a_score_off_the_scale_is_refused_by_name(odd):
    scores = pd.Series([9, odd, 3], index=["C1", "C2", "C3"])
    with pytest.raises(DataError, match="whole numbers from 0 to 10; C2 has"):
        kpis.nps(scores)
    with pytest.raises(DataError, match=r"row 1 has .* \(and 1 others do not fit\)"):
        kpis.nps([9, odd, odd])


def test_words_are_refused():
    with pytest.raises(DataError, match="scores must be numbers from 0 to 10"):
        kpis.nps(["very likely"])


def test_scores_and_counts_together_are_refused():
    with pytest.raises(DataError, match="not both"):
        kpis.nps([9], promoters=1, detractors=0, answers=1)
    with pytest.raises(DataError, match="not both"):
        kpis.nps(promoters=1)
    with pytest.raises(DataError, match="are more than the 10 answers"):
        counts(8, 3, 10)


def test_an_interval_that_does_not_exist_is_refused():
    with pytest.raises(DataError, match="adjusted_wald"):
        kpis.nps([9], interval="magic")


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60), st.randoms())
@settings(deadline=None, max_examples=40)
def test_the_order_of_scores_changes_nothing_and_the_value_lies_inside(p, d, rest, rng):
    scores = [10] * p + [1] * d + [7] * rest
    if not scores:
        return
    found = kpis.nps(scores)
    rng.shuffle(scores)
    again = kpis.nps(scores)
    assert (again.low, again.high) == pytest.approx((found.low, found.high))
    assert -100 <= found.low <= found.value <= found.high <= 100
    turned = kpis.nps([10 - (s != 7) * s if s != 7 else 7 for s in scores])
    assert turned.n == found.n


def test_equal_weights_change_nothing():
    scores = [10, 9, 3, 7, 0]
    assert kpis.nps(scores, weights=[2] * 5) == kpis.nps(scores)


def test_weights_move_the_score_and_widen_the_interval():
    scores = pd.Series([10] * 50 + [0] * 50)
    weights = pd.Series([3.0] * 50 + [1.0] * 50)
    found, plain = kpis.nps(scores, weights=weights), kpis.nps(scores)
    assert found.value == pytest.approx(50)
    assert "100 answers tell as much as 80 without weights" in found.note  # 200²/500
    even = kpis.nps(promoters=60, detractors=20, answers=80)
    assert (found.low, found.high) == pytest.approx((even.low, even.high))
    assert found.high - found.low < plain.high - plain.low + 5


def test_weights_that_do_not_fit_are_refused():
    scores = pd.Series([10, 3], index=["C1", "C2"])
    with pytest.raises(DataError, match="weights lack 1 of the 2 who answered"):
        kpis.nps(scores, weights=pd.Series([1.0], index=["C1"]))
    with pytest.raises(DataError, match="3 values for 2 scores"):
        kpis.nps(scores, weights=[1, 2, 3])
    with pytest.raises(DataError, match="numbers from 0"):
        kpis.nps(scores, weights=[1, -2])
    with pytest.raises(DataError, match="counts and tables take none"):
        counts(1, 1, 2, weights=[1, 2])


def test_csat_counts_the_best_answers():
    answers = [5, 4, 4, 3, 2, 1, None]
    found = kpis.csat(answers)
    assert (found.numerator, found.denominator) == (3, 6)
    again = kpis.csat(satisfied=3, answers=6)
    assert (again.low, again.high) == pytest.approx((found.low, found.high))
    assert kpis.csat(answers, top=1).numerator == 1
    assert kpis.csat(answers, scale=7, top=3).numerator == 1
    assert "scale from 1 to 5, best 2" in found.definition


def test_csat_is_wilsons_published_interval():
    found = kpis.csat([5] * 81 + [1] * 182)  # Newcombe (1998), method 3
    assert (found.low, found.high) == pytest.approx((0.2553, 0.3662), abs=5e-5)


def test_csat_as_a_mean_says_so():
    found = kpis.csat([5, 4, 4, 3], form="mean")
    assert found.value == 4
    assert found.unit == "points of 5"
    assert "a mean, not a share" in found.definition
    again = kpis.csat(satisfied=16, squares=66, answers=4, form="mean")
    assert (again.low, again.high) == pytest.approx((found.low, found.high))


def test_csat_refuses_what_does_not_fit():
    with pytest.raises(DataError, match="top must be below scale, 1 to 4; this is 5"):
        kpis.csat([5], top=5)
    with pytest.raises(DataError, match="from 1 to 5; row 0 has 0"):
        kpis.csat([0])
    with pytest.raises(DataError, match="csat takes the scores, or counts"):
        kpis.csat(form="mean", satisfied=3, answers=6)


@pytest.mark.parametrize("engine", ENGINES)
def test_tables_of_every_engine_agree_with_the_scores(engine):
    table = ENGINES[engine](made.table())
    mine = made.table().query("answered_on <= '2024-09-30' and nps.notna()")
    ours = mine[mine["customer_id"].isin(made.PEOPLE)]
    found = kpis.nps.from_table(table, customers=made.PEOPLE, **made.PERIOD)
    assert (found.numerator, found.denominator) == (2, 5)
    assert found.value == kpis.nps(ours["nps"]).value
    satisfied = kpis.csat.from_table(table, customers=made.PEOPLE, **made.PERIOD)
    assert (satisfied.numerator, satisfied.denominator) == (3, 5)
    mean = kpis.csat.from_table(table, form="mean", **made.PERIOD)
    assert mean.value == pytest.approx(mine["csat"].mean())


def test_several_answers_of_one_customer_count_as_one_customer():
    once = pd.DataFrame({"customer_id": range(40), "nps": [10] * 30 + [0] * 10})
    once["answered_on"] = pd.Timestamp("2024-09-01")
    thrice = pd.concat([once] * 3)
    one, three = (kpis.nps.from_table(table) for table in (once, thrice))
    assert three.value == one.value
    assert three.n == 120
    assert three.high - three.low == pytest.approx(one.high - one.low, rel=0.03)


def test_a_table_with_an_answer_off_the_scale_is_refused():
    table = made.table().assign(nps=12.0)
    with pytest.raises(DataError, match="'nps' holds 8 answers that are not whole"):
        kpis.nps.from_table(table)
    with pytest.raises(DataError, match="'csat' holds 2 answers"):
        kpis.csat.from_table(made.table(), scale=4, top=1)


def test_scores_by_segment_and_month():
    segments = pd.Series(list("ABABAB"), index=made.PEOPLE, name="letters")
    table = kpis.by_segment(kpis.nps, made.table(), segments, **made.PERIOD)
    assert table["value"].tolist()[:2] == pytest.approx([100 / 3, 50])
    months = kpis.over_time(kpis.nps, made.table(), by="month", customers=made.PEOPLE)
    assert months["value"].tolist() == [40, -100]


def coverage(p, d, n, *, level=0.95, draws=4000, seed=1):
    """How often the adjusted interval holds the truth: all outcomes, weighted."""
    rng = np.random.default_rng(seed)
    seen, times = np.unique(
        rng.multinomial(n, [p, d, 1 - p - d], draws), axis=0, return_counts=True
    )
    inside = [
        found.low - 1e-9 <= 100 * (p - d) <= found.high + 1e-9
        for found in (counts(int(a), int(b), n, level=level) for a, b, _ in seen)
    ]
    return float(np.average(inside, weights=times))


MIXES = [
    (0.5, 1 / 6),
    (1 / 3, 1 / 3),
    (0.7, 0.05),
    (0.9, 0.02),
    (0.97, 0.01),
    (0.2, 0.6),
]


@pytest.mark.parametrize(("n", "least"), [(10, 0.92), (20, 0.935), (50, 0.94)])
def test_the_adjusted_interval_covers_at_its_level(n, least):
    assert min(coverage(p, d, n) for p, d in MIXES) > least


@pytest.mark.slow
def test_the_adjusted_interval_covers_at_other_levels():
    for level, least in ((0.9, 0.84), (0.99, 0.98)):
        for n in (10, 30, 100):
            assert min(coverage(p, d, n, level=level) for p, d in MIXES[:4]) > least


@pytest.mark.parametrize("n", [10, 30])
def test_the_interval_of_a_mean_covers_where_answers_pile_up(n):
    shares = np.array([0.01, 0.02, 0.05, 0.2, 0.72])
    truth = float(shares @ np.arange(1, 6))
    rng = np.random.default_rng(2)
    seen, times = np.unique(
        rng.multinomial(n, shares, 3000), axis=0, return_counts=True
    )
    values = np.arange(1, 6)
    inside = []
    for row in seen:
        score = Score(n, row @ values / n, row @ values**2 / n, 1, 5)
        low, high = score.interval(0.95)
        inside.append(low <= truth <= high)
    assert np.average(inside, weights=times) > 0.92
