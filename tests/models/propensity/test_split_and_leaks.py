"""Never at random, and never with a column that knows the future."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from segkit import datasets, features
from segkit.checks import DataError
from segkit.models import Propensity, propensity

ENDS = {"customer_id": "contract_id", "happened_on": "ended_on"}


@pytest.fixture
def events():
    table = pd.DataFrame({"customer_id": ["a", "a", "b", "c", "c"]})
    days = ["2024-03-31", "2024-04-01", "2024-06-29", "2024-06-30", None]
    return table.assign(happened_on=pd.to_datetime(days))


def test_the_window_begins_on_the_next_day_and_ends_on_its_last(events):
    y = propensity.outcome(
        pd.Index(list("abcd")),
        events,
        as_of="2024-03-31",
        days=90,
        known_until="2024-12-31",
    )
    assert y.to_dict() == {"a": True, "b": True, "c": False, "d": False}
    assert y.attrs == {"as_of": "2024-03-31", "days": 90}


def describe(day):
    X = pd.DataFrame({"n": [1, 2]}, index=["a", "b"])
    X.attrs["as_of"] = day
    return X


def test_a_split_says_its_days(events):
    split = propensity.split_in_time(
        describe, events, learn="2024-03-31", check="2024-06-29", days=90,
        known_until="2024-12-31",
    )  # fmt: skip
    assert split.window("learn") == (date(2024, 4, 1), date(2024, 6, 29))
    assert split.window("check") == (date(2024, 6, 30), date(2024, 9, 27))
    assert split.y_learn.tolist() == [True, True]
    assert split.y_check.tolist() == [False, False]
    assert "learn: 2 customers as of 2024-03-31, 2 of them (100.0 %) did" in repr(split)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"check": "2024-06-28"}, "is learned from must be over before the day"),
        ({"learn": "2024-07-01"}, "is learned from must be over before the day"),
        ({"days": 0}, "days must be a whole number"),
        ({"known_until": None}, "the last event known is of 2024-06-30"),
        ({"columns": {"happened_on": "at"}}, "correct the right-hand names"),
    ],
)
def test_windows_that_overlap_or_are_not_over_are_refused(events, options, message):
    usual = {"learn": "2024-03-31", "check": "2024-06-29", "days": 90}
    usual |= {"known_until": "2024-12-31"}
    with pytest.raises(DataError, match=message):
        propensity.split_in_time(describe, events, **{**usual, **options})


def test_a_table_of_another_day_is_refused(events):
    usual = {"learn": "2024-03-31", "check": "2024-06-29", "days": 90}
    usual |= {"known_until": "2024-12-31"}
    with pytest.raises(
        DataError, match="returned a table of 2024-12-31: pass a function"
    ):
        propensity.split_in_time(lambda day: describe("2024-12-31"), events, **usual)
    with pytest.raises(DataError, match="must be a function of a day; this is a DataF"):
        propensity.split_in_time(describe("2024-03-31"), events, **usual)


def test_events_without_dates_are_refused(events):
    texts = events.assign(happened_on="1 May")
    with pytest.raises(
        DataError, match="'happened_on' must hold dates; it holds string"
    ):
        propensity.outcome(pd.Index(["a"]), texts, as_of="2024-03-31", days=9)


@pytest.fixture(scope="module")
def accounts():
    """Return the contracts of 30 September, and who left in the next quarter."""
    X = datasets.load("accounts_snapshot").set_index("contract_id")
    contracts = datasets.load("contracts").set_index("contract_id")
    X = X.drop(columns="snapshot_on").join(contracts[["plan", "months"]])
    y = propensity.outcome(
        X.index, contracts.reset_index(), as_of="2024-09-30", days=92,
        known_until="2024-12-31", columns=ENDS,
    )  # fmt: skip
    return X, y, contracts


def test_the_planted_leak_is_refused_with_its_name_and_the_reason(accounts):
    X, y, _ = accounts
    with pytest.raises(DataError) as error:
        Propensity().fit(X, y, as_of="2024-09-30")
    said = str(error.value)
    assert "Column 'churn_score_next_month': it alone tells almost perfectly" in said
    assert "AUC 0.985" in said
    assert "X.drop(columns=['churn_score_next_month']) leaves out all of them" in said
    assert len(propensity.leaks(X, y)) == 1


def test_the_score_is_refused_by_its_date_too(accounts):
    X, y, _ = accounts
    found = propensity.leaks(
        X, y, as_of="2024-09-30", made_on={"churn_score_next_month": "2025-01-02"}
    )
    assert found["why"].tolist() == [
        "it was made on 2025-01-02, after as_of 2024-09-30"
    ]
    with pytest.raises(DataError, match=r"names columns \['score'\]"):
        propensity.leaks(X, y, made_on={"score": "2025-01-02"})


def test_columns_filled_in_afterwards_are_refused(accounts):
    X, y, contracts = accounts
    more = contracts[["ended_on", "end_reason", "renews_on", "started_on"]]
    X = X.drop(columns="churn_score_next_month").join(more)
    found = propensity.leaks(X, y, as_of="2024-09-30").set_index("column")["why"]
    assert found.index.tolist() == ["ended_on", "end_reason", "renews_on"]
    assert "its dates lie after as_of 2024-09-30: it was written later" in found.iloc[0]
    assert "whether it is empty tells almost perfectly" in found["end_reason"]


def test_what_is_known_ahead_may_be_kept(accounts):
    X, y, _ = accounts
    kept = propensity.leaks(X, y, known_ahead=["churn_score_next_month"])
    assert kept.empty
    due = pd.DataFrame({"due_on": pd.to_datetime(["2024-12-01"] * 40)})
    due["n"] = range(40)
    y = pd.Series([True, False] * 20)
    assert len(propensity.leaks(due, y, as_of="2024-09-30")) == 1
    model = Propensity(known_ahead=["due_on"])
    assert model.fit(due, y, as_of="2024-09-30").n_events_ == 20


def test_a_text_for_each_customer_is_no_leak():
    rng = np.random.default_rng(1)
    X = pd.DataFrame({"name": [f"n{i}" for i in range(200)], "x": rng.random(200)})
    assert propensity.leaks(X, pd.Series(rng.random(200) < 0.3)).empty


def test_few_customers_accuse_no_column():
    y = pd.Series([True] * 5 + [False] * 5)
    assert propensity.leaks(pd.DataFrame({"x": range(10)}), y).empty


def monthly(day):
    """Describe the contracts that run on an evening, with what was known then."""
    contracts, orders = datasets.load("contracts"), datasets.load("orders")
    today = pd.Timestamp(day)
    runs = (contracts["started_on"] <= today) & ~(contracts["ended_on"] <= today)
    made = contracts[runs].set_index("contract_id")
    known = features.customers(orders, as_of=day)
    of = made["customer_id"]
    month = (made["started_on"].dt.month - today.month) % 12
    year = (made["months"] == 12) & month.between(1, 3)
    return pd.DataFrame(
        {
            "plan": made["plan"],
            "monthly": made["months"] == 1,
            "due": year & ((today - made["started_on"]).dt.days > 92),
            "tenure_days": (today - made["started_on"]).dt.days,
            "recency_days": of.map(known["recency_days"]),
            "discount_rate": of.map(known["discount_rate"]),
            "n_orders": of.map(known["n_orders"]).fillna(0),
        }
    )


def test_churn_is_learned_in_june_and_checked_in_september():
    split = propensity.split_in_time(
        monthly, datasets.load("contracts"), learn="2024-06-30", check="2024-09-30",
        days=92, known_until="2024-12-31", columns=ENDS,
    )  # fmt: skip
    model = Propensity().fit(split.X_learn, split.y_learn)
    chance = model.chances(split.X_check)
    auc = propensity.area(split.y_check, chance)
    assert 0.65 < auc.value < 0.85
    table = propensity.calibration_table(split.y_check, chance, groups=5)
    assert 0.6 < table.attrs["slope"] < 1.5
    truth = datasets.truth("churn").set_index("contract_id")["monthly_risk"]
    by_month = split.X_check.index[split.X_check["monthly"]]
    assert chance[by_month].corr(truth[by_month], method="spearman") > 0.3
