"""What every case has in common, and what holds in each of them."""

import inspect
from functools import cache

import numpy as np
import pandas as pd
import pytest

from segkit import schema, simulate
from segkit.checks import DataError
from segkit.simulate import cases
from segkit.simulate.cases import record

SEEDS = [11, 12, 13]
FOLDER = schema.bundled_folder()
SHOWN, HIDDEN = schema.read(FOLDER), schema.read(FOLDER / "truth")
PLANTED = {
    "streaming": ("viewer_id", "segment"),
    "telecom": ("customer_id", "segment"),
    "pets": ("customer_id", "need"),
    "meals": ("customer_id", "segment"),
    "coach": ("subscriber_id", "aim"),
    "creator": ("follower_id", "segment"),
    "fashion": ("customer_id", "segment"),
    "menu": ("restaurant_id", "culture"),
    "books": ("buyer_id", "taste"),
}


@cache
def made(name, seed=11):
    return cases.case(name, seed=seed)


each_case = pytest.mark.parametrize("name", cases.ALL)
each_seed = pytest.mark.parametrize("seed", SEEDS)


@each_case
def test_the_same_seed_gives_the_same_case_and_another_seed_another(name):
    again = cases.ALL[name](11)
    for tables, same in (
        (made(name).tables, again.tables),
        (made(name).truth, again.truth),
    ):
        assert list(tables) == list(same)
        for key, table in tables.items():
            pd.testing.assert_frame_equal(table, same[key])
    other = made(name, 12).tables
    assert any(not made(name).tables[key].equals(table) for key, table in other.items())


@each_case
def test_a_case_is_what_the_dictionary_says(name):
    case = made(name)
    assert set(case.tables) == set(SHOWN.family(name))
    assert set(case.truth) == set(HIDDEN.family(name))
    for package, tables in ((SHOWN, case.tables), (HIDDEN, case.truth)):
        for key, table in tables.items():
            described = package.table(key)
            assert list(table) == [column.name for column in described.columns]
            assert not table.duplicated(list(described.primary_key)).any()
            for column in described.columns:
                keeps_to(table[column.name], column)
    asked = [SHOWN.table(key).description for key in case.tables]
    assert all(text.endswith(case.question) for text in asked)


def keeps_to(values, column):
    assert not (column.required and values.isna().any()), column
    assert not (column.unique and values.duplicated().any()), column
    values = values.dropna()
    assert not column.enum or set(values) <= set(column.enum), column
    assert not column.pattern or values.str.fullmatch(column.pattern).all(), column
    if column.type == "number":
        shifted = values * 10**column.decimals
        assert np.allclose(shifted, shifted.round(), atol=1e-5), column
    timed = column.type in ("date", "datetime")
    for limit, low in ((column.minimum, True), (column.maximum, False)):
        if limit is not None:
            bound = pd.Timestamp(limit) if timed else limit
            inside = values >= bound if low else values <= bound
            assert inside.all(), column


@each_case
def test_links_resolve(name):
    tables = made(name).tables
    for key, table in tables.items():
        for link in SHOWN.table(key).foreign_keys:
            here = pd.MultiIndex.from_frame(table[list(link.columns)])
            there = pd.MultiIndex.from_frame(
                tables[link.table][list(link.table_columns)]
            )
            assert here.isin(there).all(), link


@each_case
def test_the_recommended_columns_are_there(name):
    columns = {column for table in made(name).tables.values() for column in table}
    assert set(made(name).use) <= columns


@pytest.mark.parametrize("name", PLANTED)
def test_no_column_gives_a_planted_label_away(name):
    key, label = PLANTED[name]
    truth = made(name).truth[name].set_index(key)[label]
    number = truth.index.str[1:].astype(int).to_numpy()
    for kind in truth.unique():
        assert abs(np.corrcoef(number, truth == kind)[0, 1]) < 4 / np.sqrt(len(truth))
    for table in made(name).tables.values():
        if key not in table or len(table) != len(truth):
            continue
        labels = truth.loc[table[key]].to_numpy()
        for column in table.columns.drop(key):
            groups = pd.Series(labels).groupby(table[column].to_numpy())
            if groups.ngroups < len(table) / 4:
                assert (groups.nunique() > 1).any(), (name, column)


@each_case
def test_a_case_tells_its_question_and_no_truth(name):
    text = repr(made(name))
    assert text.startswith(f"{name} (seed 11): {made(name).question}")
    assert "truth" not in text


@each_case
def test_each_case_lies_in_a_module_of_its_name(name):
    module = inspect.getmodule(cases.ALL[name])
    assert module.__name__ == f"segkit.simulate.cases.{name}"
    assert (module.QUESTION, tuple(module.USE)) == (made(name).question, made(name).use)


def test_the_bundled_seed_is_the_default():
    pd.testing.assert_frame_equal(
        cases.case("menu").tables["menu_sales"],
        cases.case("menu", seed=record.SEED).tables["menu_sales"],
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("petz", r"there is no case 'petz'; nearest: \['pets'\]: the cases are"),
        ("xyzzy", r"there is no case 'xyzzy': the cases are \['no_structure', "),
        ("small_shop", r"made by simulate.small_shop\(\), not by case\(\)"),
        (None, r"there is no case None"),
    ],
)
def test_an_unknown_case_is_refused_and_the_nearest_offered(name, text):
    with pytest.raises(DataError, match=text):
        cases.case(name)


@pytest.mark.parametrize("seed", [-1, "x", 1.5, True])
def test_a_wrong_seed_is_refused(seed):
    with pytest.raises(DataError, match="seed must be a whole number from 0"):
        cases.case("pets", seed=seed)


def test_the_small_shop_knows_nothing_of_the_other_cases():
    first = simulate.small_shop(seed=3)
    for name in cases.ALL:
        cases.case(name, seed=3)
    second = simulate.small_shop(seed=3)
    for key, table in first.tables.items():
        pd.testing.assert_frame_equal(table, second.tables[key])
    pd.testing.assert_frame_equal(first.truth, second.truth)


# What a lot decides, and what would have been -----------------------------------------


@each_seed
def test_what_happened_is_one_of_the_two_worlds(seed):
    coach, pets = made("coach", seed), made("pets", seed)
    creator, telecom = made("creator", seed), made("telecom", seed)
    shown, truth = coach.tables["coach"], coach.truth["coach"]
    column = "books_" + shown["series"].str.replace(" ", "_")
    expected = [truth.at[row, name] for row, name in column.items()]
    assert (shown["booked"] == expected).all()
    assert not (shown["booked"] & shown["unsubscribed"]).any()

    shown, truth = pets.tables["pets"], pets.truth["pets"]
    own = shown["message"] == "own animal"
    expected = truth["orders_plain"].where(~own, truth["orders_own"])
    assert (shown["ordered_again"] == expected).all()
    assert shown.loc[own, "animal"].notna().all()

    shown, truth = creator.tables["creator"], creator.truth["creator"]
    late = shown["title_shown"].str.contains("retirement")
    expected = truth["clicks_spend_less"].where(~late, truth["clicks_retirement"])
    assert (shown["clicked"] == expected).all()

    shown, truth = telecom.tables["telecom_customers"], telecom.truth["telecom"]
    expected = truth["leaves_without"].where(~shown["letter"], truth["leaves_with"])
    assert (shown["left"] == expected).all()


@each_seed
def test_the_minutes_watched_are_those_of_one_world(seed):
    case = made("streaming", seed)
    viewers, watches = (
        case.tables["streaming_viewers"],
        case.tables["streaming_watches"],
    )
    truth = case.truth["streaming"].set_index("viewer_id")
    assert (truth["minutes_with"] >= truth["minutes_without"]).all()
    late = watches[watches["started_at"] >= "2024-09-30"]
    seen = late.groupby("viewer_id")["minutes"].sum().reindex(truth.index, fill_value=0)
    shown = viewers.set_index("viewer_id")["recommendations"]
    expected = truth["minutes_without"].where(~shown, truth["minutes_with"])
    assert (seen == expected).all()
    followed = watches[watches["found_via"] == "recommendation"]
    assert (followed["started_at"] >= "2024-09-30").all()
    assert shown[followed["viewer_id"]].all()
    assert watches["watch_id"].is_monotonic_increasing
    assert watches["started_at"].is_monotonic_increasing
    first = viewers.set_index("viewer_id")["signed_up_on"].loc[watches["viewer_id"]]
    assert (first.to_numpy() <= watches["started_at"].to_numpy()).all()


@each_seed
def test_lots_are_fair(seed):
    assert made("streaming", seed).tables["streaming_viewers"][
        "recommendations"
    ].mean() == pytest.approx(0.5)
    assert made("telecom", seed).tables["telecom_customers"][
        "letter"
    ].mean() == pytest.approx(0.5)
    assert set(made("coach", seed).tables["coach"]["series"].value_counts()) == {400}
    assert set(
        made("creator", seed).tables["creator"]["title_shown"].value_counts()
    ) == {450}


@each_seed
def test_use_beyond_the_plan_is_charged_to_the_cent(seed):
    tables = made("telecom", seed).tables
    month = (
        tables["telecom_usage"]
        .merge(tables["telecom_customers"])
        .merge(tables["telecom_plans"])
    )
    data = (month["data_gb"] - month["included_gb"]).clip(lower=0)
    calls = (month["call_minutes"] - month["included_minutes"]).clip(lower=0)
    extra = data * month["extra_gb_amount"] + calls * month["extra_minute_amount"]
    extra += month["roaming_days"] * month["abroad_day_amount"]
    assert np.allclose(month["extra_amount"], extra, atol=0.0051)
    assert (month["since"] < month["month"]).all()


@each_seed
def test_no_animal_and_no_age_gets_what_it_cannot_use(seed):
    pets = made("pets", seed)
    cats = pets.truth["pets"]["animal"] == "cat"
    assert (pets.tables["pets"].loc[~cats, "hairballs_amount"] == 0).all()
    amounts = pets.tables["pets"][list(pets.use)]
    assert (amounts.sum(axis=1) > 0).all()
    fashion = made("fashion", seed).tables["fashion"]
    young = fashion["age"] < 19
    assert not (fashion.loc[young, "occupation"] == "executive").any()


@each_seed
def test_every_restaurant_sells_every_dish_below_cost_nowhere(seed):
    tables = made("menu", seed).tables
    counts = tables["menu_sales"].groupby("restaurant_id")["dish"].nunique()
    assert set(counts) == {12}
    assert (
        tables["menu_sales"]["price_amount"] > tables["menu_sales"]["cost_amount"]
    ).all()


@each_seed
def test_the_chances_of_the_models_add_up(seed):
    truth = made("auto", seed).truth["auto"]
    rates = truth.filter(regex="_rate$")
    assert np.allclose(rates.sum(axis=1), 1, atol=0.001)
    table = made("auto", seed).tables["auto"]
    assert (table["household_size"] > table["children"]).all()
    known = table["income_amount"].notna()
    assert (table["income_amount"] == truth["income_amount"])[known].all()
