"""The second part of the survey: choices, features and jobs."""

import numpy as np
import pandas as pd
import pytest

from segkit.simulate.minds import habits, plan, wishes
from segkit.simulate.people import links

ROWS = ("QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ")
EVALUATION = np.array([list(row) for row in ROWS])


def test_every_choice_has_three_offers_and_one_is_taken(one):
    shown = one.tables["conjoint"]
    task = shown.groupby(["customer_id", "task"])
    assert (task.size() == plan.ALTERNATIVES).all()
    assert (task["chosen"].sum() == 1).all()
    assert (task["price_amount"].nunique() == plan.ALTERNATIVES).all()
    assert (shown.groupby("customer_id")["task"].nunique() == plan.TASKS).all()
    assert set(shown["price_amount"]) == set(plan.PRICES)


def test_levels_are_shown_independently_of_each_other(one):
    levels = one.tables["conjoint"][list(plan.ATTRIBUTES)].astype(float)
    together = levels.corr().to_numpy() - np.eye(len(plan.ATTRIBUTES))
    assert np.abs(together).max() < 0.06


def test_every_benefit_is_shown_equally_often_and_not_twice_at_once(one):
    shown = one.tables["maxdiff"]
    task = shown.groupby(["customer_id", "task"])
    assert (task["benefit"].nunique() == 4).all()
    assert (task[["best", "worst"]].sum() == 1).all(axis=None)
    assert not (shown["best"] & shown["worst"]).any()
    seen = shown.groupby(["customer_id", "benefit"]).size().unstack(fill_value=0)
    assert (seen == 4).all(axis=None)


def test_any_two_benefits_meet_once_or_twice(one):
    shown = one.tables["maxdiff"]
    one = shown[shown["customer_id"] == shown["customer_id"].iloc[0]]
    here = pd.crosstab(one["task"], one["benefit"]).to_numpy()
    meet = (here.T @ here)[~np.eye(len(plan.BENEFITS), dtype=bool)]
    assert set(meet) <= {1, 2}


def test_dearer_offers_are_taken_less_often(one):
    chosen = one.tables["conjoint"].groupby("price_amount")["chosen"].mean()
    assert chosen.is_monotonic_decreasing
    assert chosen.iloc[0] > chosen.iloc[-1] + 0.1


def test_pairs_of_answers_lie_in_the_cells_of_their_category():
    pairs, weights = wishes._pairs()
    for code, category in enumerate(plan.CATEGORIES):
        cells = pairs[weights[code] > 0] - 1
        assert set(EVALUATION[cells[:, 0], cells[:, 1]]) == {category}


def test_every_panelist_judges_every_feature_and_every_job(one):
    for name, key, things in (
        ("kano", "feature", plan.FEATURES),
        ("jobs", "job", plan.JOBS),
    ):
        table = one.tables[name]
        assert (table.groupby("customer_id")[key].nunique() == len(things)).all()
        assert len(table) == table["customer_id"].nunique() * len(things)


def test_a_job_that_matters_to_one_need_is_hidden_in_the_total(one):
    jobs = one.tables["jobs"].merge(one.truth["needs"], on="customer_id")

    def opportunity(by):
        high = jobs.groupby(by)[["importance", "satisfaction"]].agg(
            lambda x: 10 * (x >= 9).mean()
        )
        missing = (high["importance"] - high["satisfaction"]).clip(lower=0)
        return high["importance"] + missing

    assert opportunity(["job"]).max() < 10
    assert opportunity(["need", "job"]).max() > 12


def test_the_planted_tables_fit_together():
    needs, minds = len(links.NEEDS), len(links.MINDS)
    assert plan.UTILITIES.shape == (needs, len(plan.ATTRIBUTES))
    assert plan.BENEFIT_UTILITIES.shape == (needs, len(plan.BENEFITS))
    assert plan.JOB_IMPORTANCE.shape == plan.JOB_SATISFACTION.shape
    assert plan.JOB_IMPORTANCE.shape == (needs, len(plan.JOBS))
    assert [len(row) for row in plan.KANO] == [len(plan.FEATURES)] * needs
    assert plan.MIND_CENTRES.shape == (minds, len(plan.FACTORS))
    for table in (habits.DECISIONS, habits.JOBS_DONE, habits.DIFFICULTY, habits.GROUP):
        assert table.sum(axis=1) == pytest.approx(1)


def test_own_needs_show_in_stated_importance_but_little(one):
    survey = one.tables["survey"].merge(one.truth["needs"], on="customer_id")
    price = survey.groupby("need")["benefit_price"].mean()
    assert price.idxmax() == "price"
    assert survey.filter(like="benefit_").mean().between(3.5, 4.4).all()
