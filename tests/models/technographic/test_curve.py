"""The curve of adoption, against statsmodels and by hand."""

import numpy as np
import pandas as pd
import pytest
from statsmodels.duration.survfunc import SurvfuncRight

from segkit.checks import DataError
from segkit.models.technographic import adoption_curve


def random_adopters(n=300, seed=5):
    rng = np.random.default_rng(seed)
    start = pd.Timestamp("2023-01-01") + pd.to_timedelta(rng.integers(0, 500, n), "D")
    used = start + pd.to_timedelta(rng.geometric(0.003, n) - 1, "D")
    end = pd.Timestamp("2024-12-31")
    return pd.Series(used).where(used <= end), pd.Series(start), end


def test_the_curve_is_that_of_statsmodels():
    used, start, end = random_adopters()
    curve = adoption_curve(used, since=start, as_of="2024-12-31", unit="D")
    waited = (used.fillna(end) - start).dt.days
    other = SurvfuncRight(waited, used.notna().astype(int))
    at = np.searchsorted(other.surv_times, curve.index, side="right") - 1
    share = np.where(at < 0, 1, other.surv_prob[at])
    np.testing.assert_allclose(curve["cumulative_rate"], 1 - share, atol=1e-12)
    spread = np.where(at < 0, 0, other.surv_prob_se[at])
    inside = (share > 0) & (share < 1)
    half = 1.959964 * spread[inside] / (share[inside] * -np.log(share[inside]))
    low = 1 - share[inside] ** np.exp(-half)
    np.testing.assert_allclose(curve["low"][inside], low, rtol=1e-5)


def test_without_censoring_the_curve_is_the_share():
    days = pd.Series(pd.date_range("2024-01-02", periods=10))
    curve = adoption_curve(days, since="2024-01-01", as_of="2024-01-31", unit="D")
    assert curve["cumulative_rate"].round(9).tolist() == [i / 10 for i in range(11)]
    assert curve["adopted"].tolist() == [0] + [1] * 10
    assert curve["at_risk"].tolist() == [10, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]


def test_later_sign_ups_do_not_hold_the_curve_down():
    start = pd.Series(pd.to_datetime(["2024-01-01"] * 4 + ["2024-03-30"] * 4))
    used = pd.Series(pd.to_datetime(["2024-01-20"] * 2 + [None] * 6))
    curve = adoption_curve(used, since=start, as_of="2024-03-31", unit="D")
    assert curve["cumulative_rate"].iloc[19] == 0.5  # of those watched so long
    assert used.notna().mean() == 0.25


def test_intervals_hold_the_curve_and_narrow_with_numbers():
    used, start, _ = random_adopters()
    small = adoption_curve(used[:50], since=start[:50], as_of="2024-12-31")
    large = adoption_curve(used, since=start, as_of="2024-12-31")
    for curve in (small, large):
        assert (curve["low"] <= curve["cumulative_rate"]).all()
        assert (curve["cumulative_rate"] <= curve["high"]).all()
    width = [(c["high"] - c["low"]).iloc[6] for c in (small, large)]
    assert width[1] < width[0]


def test_an_earlier_look_knows_less():
    used, start, _ = random_adopters()
    curve = adoption_curve(used, since=start, as_of="2023-06-30")
    assert len(curve) <= 6
    assert curve.attrs["left_out"]["could not adopt by as_of"] == int(
        (start > "2023-06-30").sum()
    )


def test_what_cannot_be_a_curve_is_refused():
    days = pd.Series(pd.to_datetime(["2024-01-11", None]))
    with pytest.raises(DataError, match="1 first uses are before the day"):
        adoption_curve(days, since="2024-02-01", as_of="2024-06-30")
    with pytest.raises(DataError, match="nobody could adopt by as_of 2023-06-30"):
        adoption_curve(days, since="2024-01-01", as_of="2023-06-30")
    with pytest.raises(DataError, match="unit must be one of"):
        adoption_curve(days, since="2024-01-01", as_of="2024-06-30", unit="month")
    with pytest.raises(DataError, match="first_used must hold dates"):
        adoption_curve(pd.Series([3.0]), since="2024-01-01", as_of="2024-06-30")
