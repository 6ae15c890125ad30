"""Timing and habits: the same on every engine, held to plain Python."""

import itertools
import math
import statistics
from collections import Counter

import pandas as pd
import pytest

from segkit import features
from segkit.checks import DataError
from tests.features import made, oracle
from tests.features.conftest import ENGINES, SPARK, frame

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
]
MONTHS += ["october", "november", "december"]
DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
SEASON = ["winter", "winter", *["spring"] * 3, *["summer"] * 3, *["autumn"] * 3]
SEASON += ["winter"]
PARTS = ["night", "morning", "afternoon", "evening"]
IN_ORDER = {"season": ["winter", "spring", "summer", "autumn"], "part_of_day": PARTS}
IN_ORDER |= {"month": MONTHS, "weekday": DAYS}
SALES = [((1, 3), (1, 20)), ((7, 1), (7, 16)), ((11, 20), (11, 30))]


def cases():
    many = [(name, seed) for name in ENGINES for seed in range(2)]
    few = pytest.param(*SPARK.values, 1, marks=SPARK.marks)
    return pytest.mark.parametrize(("engine", "seed"), [*many, few])


def kinds(at):
    return {
        "season": SEASON[at.month - 1],
        "month": MONTHS[at.month - 1],
        "weekday": DAYS[at.weekday()],
        "part_of_day": PARTS[at.hour // 6],
    }


def expected(orders):
    """One customer's timing, order by order."""
    at = sorted(when for when, cents, _ in orders if cents >= 0)
    if not at:
        return None
    found, n = {}, len(at)
    for kind, names in IN_ORDER.items():
        count = Counter(kinds(when)[kind] for when in at)
        found |= {f"{kind}_{name}_rate": count[name] / n for name in names}
        found[f"preferred_{kind}"] = max(names, key=lambda name: count[name])
    hours = Counter(when.hour for when in at)
    found["preferred_hour"] = max(range(24), key=lambda hour: hours[hour])
    found["holiday_season_rate"] = sum(when.month == 12 for when in at) / n
    day = [(when.month, when.day) for when in at]
    found["sales_rate"] = sum(any(a <= d <= b for a, b in SALES) for d in day) / n
    days = sorted({when.date() for when in at})
    gaps = [(b - a).days for a, b in itertools.pairwise(days)]
    found["n_gaps"] = len(gaps)
    found["gap_variation"] = (
        statistics.stdev(gaps) / statistics.mean(gaps) if len(gaps) > 1 else math.nan
    )
    months = {when.year * 12 + when.month for when in at}
    now = made.AS_OF.year * 12 + made.AS_OF.month
    found["n_active_months"] = len(months)
    found["active_months_rate"] = len(months) / (now - min(months) + 1)
    return found


def same(have, want):
    if isinstance(want, float | int):
        return have == pytest.approx(want, rel=1e-9, nan_ok=True)
    return have == want


@cases()
@pytest.mark.parametrize("order_ids", [True, False], ids=["lines", "orders"])
def test_timing_equals_plain_python(put, seed, order_ids):
    rows = made.rows(seed, order_ids=order_ids)
    table = features.timing(put(rows), as_of=made.AS_OF)
    per = oracle.orders(rows, made.AS_OF)
    assert table.index.tolist() == sorted(per)
    assert table.attrs["left_out"] == oracle.left_out(rows, made.AS_OF)
    for customer, orders in per.items():
        row, want = table.loc[customer], expected(orders)
        if want is None:
            assert row.drop(["n_gaps", "n_active_months"]).isna().all()
            continue
        assert set(row.index) == set(want)
        wrong = {k: (row[k], v) for k, v in want.items() if not same(row[k], v)}
        assert not wrong, customer


def paid(seed):
    """Rows of `made` with payment, delivery and codes as lines have them."""
    rows = made.rows(seed)
    for k, row in enumerate(rows):
        row["payment"] = ["card", "cash", None][k % 3]
        row["delivery"] = ["home", "", "store", "home"][k % 4]
        row["promo_code"] = ["SAVE10", None, ""][k * 7 % 3]
    return rows


def habit(orders):
    bought = [lines for _, cents, lines in orders if cents >= 0]
    n = len(bought)
    reduced = sum(
        sum(
            oracle.cents(x["discount_amount"])
            for x in lines
            if not oracle.is_missing(x["discount_amount"])
        )
        > 0
        for lines in bought
    )
    code = sum(
        any(not oracle.is_missing(x["promo_code"]) for x in lines) for lines in bought
    )
    found = {"n_discounted_orders": reduced}
    found["discounted_rate"] = reduced / n if n else math.nan
    found["promo_code_rate"] = code / n if n else math.nan
    for name in ("payment", "delivery"):
        used = [
            min(x[name] for x in lines if not oracle.is_missing(x[name]))
            for lines in bought
            if any(not oracle.is_missing(x[name]) for x in lines)
        ]
        best = oracle.favourite(used)
        found[f"favourite_{name}"] = best
        share = used.count(best) / len(used) if used else math.nan
        found[f"favourite_{name}_rate"] = share
    return found


@cases()
def test_habits_equal_plain_python(put, seed):
    rows = paid(seed)
    table = frame(rows).astype(dict.fromkeys(["payment", "delivery"], "str"))
    found = features.habits(put(table), as_of=made.AS_OF)
    per = oracle.orders(rows, made.AS_OF)
    assert found.index.tolist() == sorted(per)
    for customer, orders in per.items():
        for name, want in habit(orders).items():
            have = found.loc[customer, name]
            have = None if isinstance(want, type(None)) and pd.isna(have) else have
            assert same(have, want), (customer, name, have, want)


def orders(*moments, customer="ann", **more):
    at = pd.to_datetime(list(moments))
    return pd.DataFrame(
        {"customer_id": customer, "ordered_at": at, "amount": 5.0} | more
    )


def test_orders_without_a_time_of_day_have_no_part_of_day():
    found = features.timing(orders("2024-05-01", "2024-06-01"), as_of="2024-06-30")
    assert not [name for name in found if "part_of_day" in name or "hour" in name]
    assert found.loc["ann", "preferred_season"] == "spring"


def test_own_periods_may_run_over_the_new_year():
    made_orders = orders("2023-12-30", "2024-01-02", "2024-01-08", "2024-05-01")
    periods = {"turn": [("12-28", "01-06")]}
    found = features.timing(made_orders, as_of="2024-06-30", periods=periods)
    assert found.loc["ann", "turn_rate"] == 0.5
    assert "sales_rate" not in found


def test_a_period_that_is_no_day_is_refused():
    with pytest.raises(DataError, match=r"periods\['x'\] has the day '13-01'; month"):
        features.timing(
            orders("2024-05-01"), as_of="2024-06-30", periods={"x": [("13-01",) * 2]}
        )


def test_birthdays_and_sign_ups():
    people = pd.DataFrame({"customer_id": ["ann", "bob"]})
    people["birth_date"] = pd.to_datetime(["1992-02-29", "1980-01-01"])
    people["signed_up_on"] = pd.to_datetime(["2023-12-31", "2024-05-31"])
    days = ["2024-02-28", "2024-02-18", "2024-03-04", "2024-08-29"]
    found = features.timing(orders(*days), as_of="2024-12-31", people=people)
    # on the day, 10 days before, 4 days after (counting 365 days), half a year off
    assert found.loc["ann", "birthday_rate"] == 0.5
    assert found.loc["ann", "birthday_gap_days"] == (0 + 10 + 4 + 182) / 4
    assert found.loc["ann", "account_days"] == 366
    no_order = features.timing(
        orders(*days), as_of="2024-12-31", people=people, customers=people
    )
    assert pd.isna(no_order.loc["bob", "birthday_rate"])


@pytest.mark.parametrize(
    ("people", "text"),
    [
        ({"age": [3]}, "people needs birth_date or signed_up_on"),
        ({"birth_date": ["1990"]}, "people column 'birth_date' must hold dates"),
        ({"birth_date": pd.to_datetime(["1990-01-01"] * 2)}, "more than once"),
    ],
)
def test_people_who_cannot_be_read_are_refused(people, text):
    n = len(next(iter(people.values())))
    table = pd.DataFrame({"customer_id": ["ann"] * n, **people})
    with pytest.raises(DataError, match=text):
        features.timing(orders("2024-05-01"), as_of="2024-06-30", people=table)


def test_behaviour_joins_all_three_for_those_asked_for():
    rows = orders("2024-05-01", "2024-06-01", discount_amount=[0.0, 1.0])
    found = features.behaviour(rows, as_of="2024-06-30", customers=["bob", "ann"])
    assert found.index.tolist() == ["ann", "bob"]
    assert found["n_orders"].tolist() == [2, 0]
    assert found["n_discounted_orders"].tolist() == [1, 0]
    assert found["n_gaps"].tolist() == [1, 0]
    assert found.attrs["as_of"] == "2024-06-30"
    assert found.columns.is_unique


def test_a_shuffled_table_changes_nothing():
    rows = frame(paid(1)).astype(dict.fromkeys(["payment", "delivery"], "str"))
    first = features.behaviour(rows, as_of=made.AS_OF)
    again = features.behaviour(rows.sample(frac=1, random_state=2), as_of=made.AS_OF)
    pd.testing.assert_frame_equal(first, again)
