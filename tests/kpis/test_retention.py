"""Cohort retention: three forms by hand, contracts, intervals, projection, engines."""

import warnings

import numpy as np
import pandas as pd
import pytest

from segkit import features, kpis
from segkit.checks import DataError
from segkit.clv import ShiftedBetaGeometric
from tests.kpis.samples import ENGINES

# Fader and Hardie (2007): how many of 1,000 subscribers were left after each year
REGULAR = [1000, 631, 468, 382, 326]
HIGHEND = [1000, 869, 743, 653, 593, 551, 517, 491]


def orders():
    days = {
        "a": ["2024-01-05", "2024-02-10", "2024-02-11", "2024-05-01"],
        "b": ["2024-01-31", "2024-04-30"],
        "c": ["2024-02-01"],
        "d": ["2024-06-30"],
    }
    rows = [(who, pd.Timestamp(day)) for who, each in days.items() for day in each]
    return pd.DataFrame(rows, columns=["customer_id", "ordered_at"]).assign(amount=5.0)


def january(form, **options):
    table = kpis.retention(orders(), as_of="2024-05-31", form=form, **options)
    return table[table["cohort"] == "2024-01"]["active"].tolist()


def test_three_forms_by_hand():
    assert january("in_period") == [2, 1, 0, 1, 1]  # a: February, May; b: April
    assert january("unbounded") == [2, 2, 2, 2, 1]
    assert january("rolling", window=2) == [2, 1, 1, 1, 2]
    assert january("rolling", window=1)[1:] == january("in_period")[1:]


def test_each_form_names_itself():
    forms = ["in_period", "rolling", "unbounded"]
    texts = [
        kpis.retention(orders(), as_of="2024-05-31", form=form).attrs["definition"]
        for form in forms
    ]
    assert "ordered in that month / all" in texts[0]
    assert "that month or the 2 before it" in texts[1]
    assert "that month or later" in texts[2]


def test_all_adds_up_cohorts_that_are_old_enough():
    table = kpis.retention(orders(), as_of="2024-05-31")
    total = table[table["cohort"] == "all"].set_index("age")
    assert total.loc[3, ["active", "size"]].tolist() == [1, 3]  # January and February
    assert total.loc[4, ["active", "size"]].tolist() == [1, 2]  # January alone
    assert (total["low"] <= total["retention_rate"]).all()
    assert (total["retention_rate"] <= total["high"]).all()


def test_a_month_that_is_not_over_is_left_out_and_said():
    whole = kpis.retention(orders(), as_of="2024-05-31")
    part = kpis.retention(orders(), as_of="2024-05-30")
    assert part["age"].max() == whole["age"].max() - 1
    assert "the month of 2024-05-30 is not over and left out" in part.attrs["note"]


def test_the_counts_are_those_of_features_cohorts():
    counts = features.cohorts(orders(), as_of="2024-05-31")
    ours = kpis.retention(orders(), as_of="2024-05-31")
    theirs = kpis.retention(counts)
    pd.testing.assert_frame_equal(pd.DataFrame(ours), pd.DataFrame(theirs))
    assert ours.attrs["counts"].to_numpy() == pytest.approx(
        counts.to_numpy(), nan_ok=True
    )


def test_refunds_bring_nobody_back():
    more = orders().assign(order_id=range(8))
    extra = pd.DataFrame(
        {
            "customer_id": ["c"],
            "ordered_at": [pd.Timestamp("2024-03-03")],
            "amount": [-5.0],
            "order_id": [99],
        }
    )
    table = kpis.retention(pd.concat([more, extra]), as_of="2024-05-31")
    assert table[table["cohort"] == "2024-02"]["active"].tolist() == [1, 0, 0, 0]


def contracts():
    rows = [
        ("a", "2024-01-10", "2024-02-10"),
        ("b", "2024-01-31", None),
        ("c", "2024-01-05", "2024-04-05"),
        ("d", "2024-02-01", "2024-02-15"),  # gone within its first month
        ("e", "2024-02-02", "2024-06-02"),  # after the day of the data: still there
    ]
    table = pd.DataFrame(rows, columns=["customer_id", "started_on", "ended_on"])
    for name in ("started_on", "ended_on"):
        table[name] = pd.to_datetime(table[name])
    return table


def test_contracts_by_hand():
    table = kpis.retention(contracts(), as_of="2024-05-31")
    by = table.groupby("cohort", sort=False)["active"].apply(list)
    assert by["2024-01"] == [3, 2, 2, 1, 1]
    assert by["2024-02"] == [2, 1, 1, 1]
    assert "still under contract" in table.attrs["definition"]


@pytest.mark.parametrize("engine", [name for name in ENGINES if name != "pandas"])
def test_every_engine_says_the_same(engine):
    made = ENGINES[engine]
    for table, form in (
        (orders(), "in_period"),
        (orders(), "rolling"),
        (orders(), "unbounded"),
        (contracts(), None),
    ):
        ours = kpis.retention(table, as_of="2024-05-20", form=form)
        theirs = kpis.retention(made(table), as_of="2024-05-20", form=form)
        pd.testing.assert_frame_equal(pd.DataFrame(ours), pd.DataFrame(theirs))


def test_the_projection_is_the_published_sbg():
    counts = pd.DataFrame([HIGHEND], index=["2000"]).astype(float)
    table = kpis.retention(counts, project=5)
    later = table[table["projected"]].set_index("age")["retention_rate"]
    # Fader and Hardie (2007): alpha 0.668, beta 3.806; year 12 of the high-end case
    assert later[12] == pytest.approx(0.378, abs=5e-4)
    model = ShiftedBetaGeometric().fit(HIGHEND)
    assert later.tolist() == pytest.approx(model.survival_rate(range(8, 13)).tolist())
    ends = table[table["projected"]]
    assert (ends["low"] < ends["retention_rate"]).all()
    assert (ends["high"] > ends["retention_rate"]).all()
    assert "from month 8 on projected by the sBG model" in table.attrs["note"]


def test_customers_who_come_back_are_not_projected():
    with pytest.raises(DataError, match=r"these grow .*For orders see BetaGeoNBD"):
        kpis.retention(orders(), as_of="2024-05-31", project=3)


def test_quarters_and_weeks():
    quarters = kpis.retention(orders(), as_of="2024-06-30", every="quarter")
    assert quarters["cohort"].unique().tolist() == ["2024-Q1", "2024-Q2", "all"]
    weeks = kpis.retention(orders(), as_of="2024-02-11", every="week")
    assert weeks["cohort"].iloc[0] == "2024-W01"


def test_mistakes_are_named():
    with pytest.raises(DataError, match="pass as_of=, the last day that the orders"):
        kpis.retention(orders())
    with pytest.raises(DataError, match="retention needs orders"):
        kpis.retention(orders().drop(columns="amount"), as_of="2024-05-31")
    with pytest.raises(DataError, match="cohorts that are counted already"):
        kpis.retention(pd.DataFrame([REGULAR]), form="unbounded")
    with pytest.raises(DataError, match="contracts have one form only"):
        kpis.retention(contracts(), as_of="2024-05-31", form="rolling")
    with pytest.raises(DataError, match="contract"):
        kpis.retention(orders(), as_of="2024-05-31", form="contract")
    wrong = contracts().assign(ended_on=pd.Timestamp("2023-01-01")).iloc[:1]
    with pytest.raises(DataError, match="1 rows whose ended_on lies before"):
        kpis.retention(wrong, as_of="2024-05-31")


def test_shuffled_rows_and_renamed_customers_change_nothing():
    names = {"a": "z", "b": "y", "c": "x", "d": "w"}
    again = orders().sample(frac=1, random_state=1).replace({"customer_id": names})
    ours = kpis.retention(orders(), as_of="2024-05-31", form="unbounded")
    theirs = kpis.retention(again, as_of="2024-05-31", form="unbounded")
    pd.testing.assert_frame_equal(pd.DataFrame(ours), pd.DataFrame(theirs))


@pytest.mark.slow
def test_projections_cover_what_comes_if_the_model_is_right():
    rng = np.random.default_rng(10)
    inside, draws = 0, 300
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # some draws hardly determine the parameters
        for _ in range(draws):
            leave = rng.beta(1.0, 3.0, 1500)
            years = rng.geometric(np.clip(leave, 1e-6, 1))
            left = [1500, *((years > t).sum() for t in range(1, 7))]
            counts = pd.DataFrame([left], index=["2000"]).astype(float)
            table = kpis.retention(counts, project=4)
            row = table[table["projected"]].iloc[-1]
            truth = np.prod([(3 + t - 1) / (4 + t - 1) for t in range(1, 11)])
            inside += row["low"] <= truth <= row["high"]
    assert inside / draws > 0.91
