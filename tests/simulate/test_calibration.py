"""The page that sets the made-up shop beside real ones says what is measured."""

import numpy as np
import pandas as pd
import pytest

from benchmarks import calibration


@pytest.mark.real
@pytest.mark.slow
def test_the_page_says_what_is_measured():
    written = (calibration.FOLDER / "calibration.md").read_text(encoding="utf-8")
    assert written == calibration.page(calibration.measured())


@pytest.mark.real
@pytest.mark.slow
def test_the_world_lies_near_the_real_shops():
    made = {name: calibration.as_orders(t) for name, t in calibration.shops().items()}
    found = {
        name: {what: value for what, value, _ in calibration.figures(orders)}
        for name, orders in made.items()
    }
    world, grocery, music = found["world"], found["grocery"], found["music"]
    top = "part of revenue from the top 20 % of customers"
    assert world[top] == pytest.approx(grocery[top], abs=0.03)
    once = "customers with one order only"
    assert world[once] == pytest.approx(music[once], abs=0.04)
    for part in ("10%", "50%", "90%"):
        gap = f"days between orders, {part} quantile"
        assert grocery[gap] < world[gap] < music[gap] or part == "10%"
    skew = "mean order over median order"
    assert music[skew] < world[skew] < grocery[skew]


def test_gaps_count_days_and_leave_out_the_second_order_of_a_day():
    at = pd.to_datetime(["2024-01-01 09:00", "2024-01-01 18:00", "2024-01-04 08:00"])
    orders = pd.DataFrame({"customer_id": "a", "ordered_at": at})
    assert calibration.gaps(orders).tolist() == [3]


def test_months_are_weighed_by_their_days():
    days = pd.date_range("2023-01-01", "2023-12-31")
    orders = pd.DataFrame({"ordered_at": days})
    assert np.allclose(calibration.by_month(orders), 1.0)
