"""The survey: who is asked, what they answer, and what spoils the answers."""

import numpy as np
import pandas as pd
import pytest

from segkit.simulate.minds import plan
from segkit.simulate.minds.questionnaire import GRIDS, grid, item_table

OPEN = pd.Timestamp("2024-09-09"), pd.Timestamp("2024-09-29")
PANEL = ["conjoint", "maxdiff", "kano", "jobs"]
LIFE = grid("lifestyle")[0]
# What hangs on who answers: the answers themselves, and what they wrote there.
OF_RESPONSE = {"survey_invitations", "survey", "survey_raw", "feedback", *PANEL}


def tables_that_differ(one, two):
    names = set(one) | set(two)
    return {name for name in names if not one[name].equals(two[name])}


def columns_that_differ(one, two):
    pd.testing.assert_index_equal(one.columns, two.columns)
    return {name for name in one if not one[name].equals(two[name])}


def test_customers_who_had_ordered_by_then_are_asked_and_nobody_else(one):
    asked = one.tables["survey_invitations"]
    orders = one.tables["orders"]
    before = orders.loc[orders["ordered_at"] < OPEN[0], "customer_id"].unique()
    # Nearly: a message may have added or taken away somebody's first order.
    assert len(set(asked["customer_id"]) ^ set(before)) < 0.02 * len(asked)
    assert (asked["invited_on"] == OPEN[0]).all()
    assert asked["customer_id"].is_unique


def test_answers_come_from_people_who_were_asked_while_it_was_open(one):
    asked = one.tables["survey_invitations"].set_index("customer_id")["answered_on"]
    raw = one.tables["survey_raw"].set_index("customer_id")["answered_on"]
    pd.testing.assert_series_equal(asked.dropna(), raw, check_index=True)
    assert raw.between(*OPEN).all()
    assert 0.20 < len(raw) / len(asked) < 0.32
    for name in PANEL:
        assert set(one.tables[name]["customer_id"]) <= set(raw.index), name


def test_every_question_stands_in_the_codebook_and_every_column_is_a_question(one):
    items = one.tables["survey_items"]["item"]
    about = ["customer_id", "answered_on", "language", "seconds"]
    assert sorted([*items, *about]) == sorted(one.tables["survey"].columns)
    assert one.tables["survey_raw"].columns.equals(one.tables["survey"].columns)


def test_answers_keep_to_their_scales(one):
    survey = one.tables["survey_raw"]
    for block, (steps, _) in GRIDS.items():
        values = survey[grid(block)[0]].to_numpy()
        assert values.min() == 1
        assert values.max() == steps
    assert survey["nps"].between(0, 10).all()
    assert survey["csat"].between(1, 5).all()
    assert survey["social_status"].dropna().between(1, 10).all()
    assert 0.02 < survey["social_status"].isna().mean() < 0.06


def test_no_two_languages_share_a_wording_and_none_is_missing():
    for on in (True, False):
        items = item_table(on)
        assert (items[["text_en", "text_fr"]] != "").all(axis=None)
        assert (items["text_en"] != items["text_fr"]).all()
        assert items["text_en"].is_unique
        assert items["item"].is_unique


def test_one_of_four_lifestyle_items_is_worded_against_its_scale():
    items = item_table(True).query("block == 'lifestyle'")
    assert (items.groupby("factor")["reversed"].sum() == 1).all()
    assert (items.groupby("factor").size() == 4).all()


def test_items_worded_against_their_scale_go_against_the_others(one):
    items = one.tables["survey_items"].query("block == 'lifestyle'")
    together = one.tables["survey"][LIFE].corr().to_numpy()
    same = items["factor"].to_numpy()[:, None] == items["factor"].to_numpy()
    against = items["reversed"].to_numpy(dtype=bool)
    one_turned = same & (against[:, None] != against)
    neither = same & ~against[:, None] & ~against & ~np.eye(24, dtype=bool)
    assert together[one_turned].max() < -0.25
    assert together[neither].min() > 0.25


def test_without_reversed_items_only_these_items_change(world_of):
    with_them, without = (
        world_of(size=2_000),
        world_of(size=2_000, off=("reverse_items",)),
    )
    assert tables_that_differ(with_them.tables, without.tables) == {
        "survey",
        "survey_raw",
        "survey_items",
    }
    turned = set(with_them.tables["survey_items"].query("reversed")["item"])
    for name in ("survey", "survey_raw"):
        changed = columns_that_differ(with_them.tables[name], without.tables[name])
        assert changed == turned
    assert not without.tables["survey_items"]["reversed"].any()
    assert columns_that_differ(
        with_them.tables["survey_items"], without.tables["survey_items"]
    ) == {"reversed", "text_en", "text_fr"}
    assert not tables_that_differ(with_them.truth, without.truth)


def test_straight_liners_are_in_the_raw_survey_only(one):
    truth = one.truth["satisfaction"].set_index("customer_id")["straight_liner"]
    raw, clean = one.tables["survey_raw"], one.tables["survey"]
    bored = truth.loc[raw["customer_id"]].to_numpy()
    assert ((raw[LIFE].std(axis=1) == 0) == bored).all()
    pd.testing.assert_frame_equal(raw[~bored].reset_index(drop=True), clean)
    assert raw.loc[bored, "seconds"].median() < 0.5 * clean["seconds"].median()
    assert 0.01 < bored.mean() < 0.045


def test_without_straight_liners_everybody_reads(world_of):
    with_them, without = (
        world_of(size=2_000),
        world_of(size=2_000, off=("straight_liners",)),
    )
    assert tables_that_differ(with_them.tables, without.tables) == {
        "survey",
        "survey_raw",
    }
    survey, raw = without.tables["survey"], without.tables["survey_raw"]
    pd.testing.assert_frame_equal(survey, raw)
    careful = with_them.tables["survey"]
    same = survey[survey["customer_id"].isin(careful["customer_id"])]
    pd.testing.assert_frame_equal(same.reset_index(drop=True), careful)
    assert tables_that_differ(with_them.truth, without.truth) == {"satisfaction"}


def test_without_nonresponse_the_same_people_give_the_same_answers(world_of):
    with_it, without = world_of(size=2_000), world_of(size=2_000, off=("nonresponse",))
    assert tables_that_differ(with_it.tables, without.tables) <= OF_RESPONSE
    for name in ("survey", *PANEL):
        keys = ["customer_id", *without.tables[name].columns[1:3]][: 1 + len(PANEL)]
        keys = ["customer_id"] if name == "survey" else keys
        one, two = (w.tables[name] for w in (with_it, without))
        both = set(one["customer_id"]) & set(two["customer_id"])
        first, second = (
            t[t["customer_id"].isin(both)].reset_index(drop=True) for t in (one, two)
        )
        assert len(both) > 10
        pd.testing.assert_frame_equal(first, second)
    reviews = [
        w.tables["feedback"].query("kind == 'review'").drop(columns="feedback_id")
        for w in (with_it, without)
    ]
    pd.testing.assert_frame_equal(*(r.reset_index(drop=True) for r in reviews))
    asked = without.truth["satisfaction"].query("invited")
    assert (asked["response_rate"] == plan.EVEN_RESPONSE).all()
    assert tables_that_differ(with_it.truth, without.truth) <= {
        "satisfaction",
        "feedback",
    }


def recommend(nps):
    return 100 * ((nps >= 9).mean() - (nps <= 6).mean())


@pytest.mark.slow
def test_respondents_are_happier_than_customers(made):
    asked = made.truth["satisfaction"].query("invited")
    sample = made.tables["survey"]["nps"]
    assert recommend(sample) - recommend(asked["nps"]) > 15
    counted = asked.groupby("nps")["response_rate"].mean()
    assert counted[10] > 2 * counted[2]


def test_without_nonresponse_respondents_are_like_customers(world_of):
    world = world_of(size=2_000, off=("nonresponse",))
    asked = world.truth["satisfaction"].query("invited")
    assert abs(recommend(world.tables["survey"]["nps"]) - recommend(asked["nps"])) < 12


def test_one_intention_depends_on_gender_and_only_that_one_changes(world_of):
    with_it, without = (
        world_of(size=2_000),
        world_of(size=2_000, off=("intention_by_sex",)),
    )
    assert tables_that_differ(with_it.tables, without.tables) == {
        "survey",
        "survey_raw",
    }
    for name in ("survey", "survey_raw"):
        changed = columns_that_differ(with_it.tables[name], without.tables[name])
        assert changed == {"intention_garden"}
    assert not tables_that_differ(with_it.truth, without.truth)
    assert plan.INTENTION_GARDEN.sum(axis=1) == pytest.approx(1)


def test_people_round_their_orders_up(one):
    said = one.tables["survey"]["orders_stated"]
    assert (said[said >= 12] % 5 == 0).all()
    assert (said >= 0).all()
