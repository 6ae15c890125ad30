"""Customers: plausible together, faults where they are said to be, switches."""

import numpy as np
import pandas as pd
import pytest

from benchmarks.recovery import people as recovery
from segkit.simulate.people import (
    accounts,
    customers,
    demography,
    faults,
    jobs,
    links,
    plan,
)
from segkit.simulate.story import World, opening

SIZE = 12_000
FAULTS = ("missing_income", "sentinels", "duplicates")
END = pd.Timestamp("2024-12-31")


def make(seed=11, size=SIZE, **switches):
    scene, who, shared = opening(seed=seed, size=size, **switches)
    made = customers.chapter(scene, who, shared.places)
    return who, World(made.tables, made.truth, seed, size), shared.places


@pytest.fixture(scope="module")
def made():
    return make()


@pytest.fixture(scope="module")
def table(made):
    return made[1].tables["customers"]


@pytest.fixture(scope="module")
def without():
    return {name: make(**{name: False})[1] for name in FAULTS}


def age(people):
    return (END - people["birth_date"]).dt.days / 365.25


def test_everybody_is_grown_up_and_born_once(made, table):
    who = made[0]
    known = table["birth_date"].notna()
    years = np.floor(age(table[known]) + 0.002)
    assert (years == who["age"][known]).mean() > 0.995
    assert who["age"].between(20, 95).all()
    born = table["birth_date"].dt.day_of_year
    assert (born[known] == who["birthday"][known]).all()


def test_ages_have_no_gaps_and_no_spikes(made):
    counts = made[0]["age"].value_counts().sort_index()
    middle = counts.loc[22:65]
    smooth = middle.rolling(5, center=True).mean()
    assert (middle / smooth).dropna().between(0.7, 1.35).all()


@pytest.mark.parametrize(
    ("title", "youngest"),
    [("company director", 38), ("physician", 27), ("department head", 32)],
)
def test_nobody_is_young_in_an_old_job(made, table, title, youngest):
    mine = table["occupation"] == title
    assert mine.sum() > 20
    assert made[0]["age"][mine].min() >= youngest


def test_schooling_work_and_age_agree(made, table):
    who = made[0]
    works = table["seniority_years"].notna()
    assert (works == table["work_postcode"].notna()).all()
    resting = table["occupation"].isin(list(jobs.RESTING))
    assert (works != resting).all()
    assert (table["seniority_years"][works] <= who["age"][works] - 16).all()
    assert (who["age"][table["education"] == "doctorate"] >= 28).all()
    physicians = table[table["occupation"] == "physician"]
    assert physicians["education"].isin(["master", "doctorate"]).all()
    assert (physicians["field_of_study"] == "health and care").mean() > 0.8
    assert (who["age"][table["occupation"] == "retired"] >= 60).all()
    assert not (works & (who["age"] > 69)).any()


def test_families_add_up(table):
    couple = table["marital_status"].isin(["married", "living together"])
    least = 1 + couple + table["children"]
    assert (table["household_size"] >= least).all()
    assert (table["household_size"] == least)[couple].all()


def test_income_follows_school_job_and_partner(made, table):
    income = made[1].truth["demographic"]["income_amount"]
    by_school = income.groupby(table["education"]).median()
    assert by_school["doctorate"] > by_school["master"] > by_school["bachelor"]
    worker = table["seniority_years"].notna()
    couple = table["household_size"] > 1
    assert income[worker & couple].median() > 1.15 * income[worker & ~couple].median()
    assert 28_000 < income.median() < 36_000
    assert (income % 100 == 0).all()


def test_answers_that_depend_on_others_do(made, table):
    who = made[0]
    assert (table["preferred_frequency"].notna() == table["email_consent"]).all()
    assert (table["height_cm"].notna() == table["weight_kg"].notna()).all()
    assert 0.08 < table["height_cm"].notna().mean() < 0.2
    professional = table["contact_type"] == "professional"
    assert (professional == who["professional"]).all()
    named = table["main_interest"].notna()
    assert table.loc[named, "main_interest"].nunique() == 3
    assert 0.6 < named.mean() < 0.8


def test_no_column_gives_the_demographic_segment_away(made, table):
    label = made[1].truth["demographic"]["segment"]
    for name in table.columns.drop("customer_id"):
        values = table[name]
        if values.nunique() > 60:
            values = pd.qcut(values.rank(method="first"), 40, labels=False)
        most = label.groupby(values, dropna=False).agg(
            lambda s: s.value_counts().iloc[0]
        )
        assert most.sum() / len(label) < 0.7, name
    students = table["occupation_group"] == "students"
    assert 0.8 < (label[students] == "student").mean() < 0.99


def test_each_planted_segment_has_its_share(made):
    shares = made[1].truth["demographic"]["segment"].value_counts(normalize=True)
    assert set(shares.index) == set(links.DEMOGRAPHIC)
    assert shares.between(0.08, 0.26).all()


def test_raw_and_clean_differ_only_where_it_is_said(made):
    world = made[1]
    clean = world.tables["customers"].set_index("customer_id")
    raw = world.tables["customers_raw"].set_index("customer_id")
    second = world.truth["duplicates"]["customer_id"]
    first = raw.drop(second)
    assert first.index.sort_values().equals(clean.index.sort_values())
    first = first.loc[clean.index]
    for name in clean.columns.drop(["birth_date", "income_amount"]):
        pd.testing.assert_series_equal(first[name], clean[name])
    coded = first["income_amount"] == faults.NO_INCOME
    same = first["income_amount"].eq(clean["income_amount"])
    same |= first["income_amount"].isna()
    assert (same ^ coded).all()
    assert coded.sum() == 25


def test_second_accounts_come_later_and_their_numbers_tell_nothing(made):
    world = made[1]
    raw = world.tables["customers_raw"].set_index("customer_id")
    pairs = world.truth["duplicates"]
    assert len(pairs) == 180
    again, first = raw.loc[pairs["customer_id"]], raw.loc[pairs["same_as"]]
    assert (again["signed_up_on"].to_numpy() >= first["signed_up_on"].to_numpy()).all()
    assert (again["gender"].to_numpy() == first["gender"].to_numpy()).all()
    rank = raw.index.sort_values().get_indexer(pairs["customer_id"]) / len(raw)
    assert 0.42 < rank.mean() < 0.58
    assert raw.index.is_monotonic_increasing
    assert raw["email"].str.endswith(".example").mean() > 0.99


def test_second_accounts_can_be_found(made):
    assert recovery.found_rate(made[1]) > 80
    assert recovery.found_twice(made[1]) < 200


def test_incomes_are_missing_as_planted(made):
    world = made[1]
    true = world.truth["demographic"]["income_amount"]
    blank = (
        world.tables["customers_raw"].set_index("customer_id")["income_amount"].isna()
    )
    blank = blank.loc[world.truth["demographic"]["customer_id"]].to_numpy()
    high = (true > faults.HIGH_INCOME).to_numpy()
    assert blank[high].mean() == pytest.approx(faults.BLANK_HIGH, abs=0.03)
    assert blank[~high].mean() == pytest.approx(faults.BLANK_LOW, abs=0.01)
    assert recovery.blanks_seen(world) > 5


@pytest.mark.parametrize(
    ("switch", "changed"),
    [
        ("missing_income", {"income_amount"}),
        ("sentinels", {"income_amount", "birth_date"}),
        ("duplicates", set()),
    ],
)
def test_a_switch_changes_only_its_columns(made, without, switch, changed):
    off = without[switch]
    for name, table in made[1].truth.items():
        if name != "duplicates":
            pd.testing.assert_frame_equal(table, off.truth[name])
    for name in ("customers", "customers_raw"):
        table, other = (each.tables[name] for each in (made[1], off))
        if switch == "duplicates" and name == "customers_raw":
            second = made[1].truth["duplicates"]["customer_id"]
            table = table[~table["customer_id"].isin(second)].reset_index(drop=True)
        for column in table.columns.drop(["birth_date", "income_amount"]):
            pd.testing.assert_series_equal(table[column], other[column])
        for column in {"birth_date", "income_amount"} - changed:
            pd.testing.assert_series_equal(table[column], other[column])
        for column in changed:
            assert not table[column].equals(other[column])


def test_a_switch_removes_its_fault(without):
    clean = without["missing_income"].tables["customers"]["income_amount"]
    assert clean.isna().sum() == faults.N_NO_INCOME
    assert recovery.codes(without["sentinels"]) == 0
    assert without["sentinels"].tables["customers"]["birth_date"].notna().all()
    assert len(without["duplicates"].tables["customers_raw"]) == SIZE
    assert without["duplicates"].truth["duplicates"].empty


def test_the_same_seed_gives_the_same_people():
    first, second, other = make(3, 300)[1], make(3, 300)[1], make(4, 300)[1]
    for name, table in first.tables.items():
        pd.testing.assert_frame_equal(table, second.tables[name])
    assert not first.tables["customers"].equals(other.tables["customers"])


def test_numbers_have_gaps_and_no_two_are_the_same():
    scene, _, _ = opening(seed=5, size=2_000)
    ids = accounts.number(scene)
    every = [*ids["customer_id"], *ids.loc[ids["second_id"] != "", "second_id"]]
    assert len(set(every)) == len(every) == 2_030
    assert ids["customer_id"].is_monotonic_increasing


def test_richer_people_fill_larger_baskets(made):
    who = made[0]
    assert who["basket"].mean() == pytest.approx(1, abs=0.05)
    assert who["basket"].corr(who["income"], method="spearman") > 0.3
    factor = demography.purse(np.array([17_000, 34_000, 68_000]))
    assert factor == pytest.approx([0.5**0.5, 1, 2**0.5])


def test_the_store_is_the_usual_channel_of_those_near_it(made):
    who, _, places = made
    way = links.way(places["km_to_store"].to_numpy())[who["place"]]
    store = who["home_channel"] == plan.CHANNELS.index("store")
    shares = store.groupby(way).mean()
    assert shares.is_monotonic_decreasing
    assert shares[0] > 2.5 * shares[3]
    usual = pd.crosstab(who["segment"], who["home_channel"], normalize="index")
    assert np.abs(usual - plan.planted("channels")).max().max() < 0.06


@pytest.mark.slow
@pytest.mark.parametrize("seed", [11, 12, 13, 14, 15])
def test_demographic_segments_are_found_as_well_as_stated(seed):
    assert 0.5 < recovery.segments(make(seed)[1]) < 0.6
