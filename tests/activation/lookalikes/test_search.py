"""Look-alikes: who is found, on what grounds, and what is left out."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import activation
from segkit.activation.lookalikes.levels import folded
from segkit.checks import DataError

METHODS = ("model", "similarity")


def found(customers, prospects, **options):
    return activation.lookalike(
        customers["customer_id"], customers, prospects, **options
    )


@pytest.mark.parametrize("method", METHODS)
def test_those_who_are_like_the_seed_score_higher(customers, prospects, method):
    result = found(customers, prospects, method=method)
    assert result.better
    assert result.low < result.auc < result.high
    top = prospects.set_index("prospect_id").loc[result.top(0.1)]
    assert (top["device"] == "phone").mean() > 0.1 + (
        prospects["device"] == "phone"
    ).mean()
    assert top["visits"].mean() > prospects["visits"].mean()
    assert result.verdict.startswith("Better than chance")


@pytest.mark.parametrize("method", METHODS)
def test_similarity_by_hand(method):
    people = pd.DataFrame({"customer_id": range(10), "plan": ["a"] * 8 + ["b"] * 2})
    pool = pd.DataFrame({"prospect_id": range(20, 30), "plan": ["a", "b"] * 5})
    result = found(people, pool, method=method)
    card = result.scorecard.set_index("level")
    assert card["seed_rate"].to_dict() == {"a": 0.8, "b": 0.2}
    assert card["pool_rate"].to_dict() == {"a": 0.5, "b": 0.5}
    if method == "similarity":  # .8 - .5 and .2 - .5, less their mean in the pool
        assert card["points"].to_dict() == pytest.approx({"a": 0.3, "b": -0.3})
    # the last row of the curve: everybody, alike by .5 x .8 + .5 x .2
    assert result.curve["similarity"].iloc[-1] == pytest.approx(0.5)


@pytest.mark.parametrize("method", METHODS)
@given(st.integers(0, 10**6))
@settings(max_examples=5, deadline=None)
def test_order_of_rows_and_names_change_nothing(customers, prospects, method, seed):
    rng = np.random.default_rng(seed)
    new = rng.permutation(len(prospects))
    names = dict(zip(prospects["prospect_id"], [f"Z{i}" for i in new], strict=True))
    moved = prospects.assign(prospect_id=prospects["prospect_id"].map(names))
    moved = moved.sample(frac=1, random_state=seed)[moved.columns[::-1]]
    mine = customers.sample(frac=1, random_state=seed)
    mine = mine.assign(customer_id=rng.permutation(len(mine)))
    plain, other = (
        found(*pair, method=method) for pair in ((customers, prospects), (mine, moved))
    )
    assert plain.auc == other.auc
    pd.testing.assert_frame_equal(plain.curve, other.curve, check_exact=True)
    again = other.scores.loc[[names[name] for name in plain.scores.index]]
    assert (again.to_numpy() == plain.scores.to_numpy()).all()
    assert {names[name] for name in plain.top(50)} == set(other.top(50))


@pytest.mark.parametrize("method", METHODS)
def test_people_with_equal_answers_have_equal_scores(customers, prospects, method):
    twins = prospects.head(300).assign(prospect_id=[f"T{i}" for i in range(300)])
    result = found(customers, pd.concat([prospects, twins]), method=method)
    one = result.scores.loc[prospects["prospect_id"].head(300)]
    assert (one.to_numpy() == result.scores.loc[twins["prospect_id"]].to_numpy()).all()
    score = result.scores
    by = score.groupby("score")["percentile"].nunique()
    assert (by == 1).all()
    assert score["percentile"].corr(score["score"], method="spearman") > 0.999
    assert score["percentile"].mean() == pytest.approx(50)


def test_ties_at_the_limit_come_in_together(customers):
    pool = pd.DataFrame({"prospect_id": range(90), "device": ["phone", "tablet"] * 45})
    result = found(customers, pool)
    assert len(result.top(1)) == 45
    assert len(result.top(0.6)) == 90


def test_a_score_is_made_without_the_own_row():
    """A column that is another one for everybody must not tell anybody apart."""
    rng = np.random.default_rng(0)
    people = pd.DataFrame({"customer_id": range(60), "x": rng.normal(size=60)})
    pool = pd.DataFrame({"prospect_id": range(100, 160), "x": rng.normal(size=60)})
    for i in range(12):
        people[f"n{i}"], pool[f"n{i}"] = rng.normal(size=(2, 60))
    assert not found(people, pool).better


@given(
    st.lists(st.integers(0, 3), min_size=4, max_size=60), st.integers(2, 6),
    st.integers(0, 99),
)  # fmt: skip
@settings(max_examples=40, deadline=None)
def test_everybody_is_held_out_once(answers, folds, seed):
    counts = np.bincount(answers)
    parts = folded(counts, folds, seed)
    assert (parts.sum(axis=0) == counts).all()
    assert np.ptp(parts.sum(axis=1)) <= 1


def test_one_column_of_chance_is_no_better_than_chance():
    """People who are alike must not be spread evenly over what is held out."""
    rng, found_auc = np.random.default_rng(0), []
    for _ in range(30):
        people = pd.DataFrame({"customer_id": range(300)})
        pool = pd.DataFrame({"prospect_id": range(1000, 1300)})
        people["x"], pool["x"] = rng.normal(size=(2, 300))
        found_auc.append(found(people, pool, method="similarity").auc)
    assert abs(np.mean(found_auc) - 0.5) < 0.02


def test_the_seed_is_never_returned_under_its_own_id(customers, prospects):
    both = pd.concat(
        [prospects, customers.head(5).rename(columns={"customer_id": "prospect_id"})]
    )
    result = found(customers, both)
    assert not result.scores.index.isin(customers["customer_id"]).any()
    assert result.excluded["n"].tolist() == [5]
    assert result.notes[0].startswith("5 prospects have the id of a customer")


def test_customers_under_another_id_are_recognised_by_mail_telephone_and_person():
    born = pd.to_datetime(["1990-01-01", "1991-01-01", "1992-01-01", None] * 5)
    people = pd.DataFrame({"customer_id": range(20), "device": ["app", "web"] * 10})
    people["email"] = [f"p{i}@shop.io" for i in range(20)]
    people["phone"] = [f"+41 79 000 {i:04}" for i in range(20)]
    people = people.assign(birth_date=born, gender="woman")
    people["postcode"] = [f"{i:05}" for i in range(20)]
    pool = people.drop(columns="customer_id").assign(
        prospect_id=[f"P{i}" for i in range(20)], email=None, phone=None
    )
    pool["postcode"] = "99999"
    pool.loc[0, "email"] = " P0@SHOP.IO "
    pool.loc[1, "phone"] = "+41790000001"
    pool.loc[2, "postcode"] = "00002"
    pool.loc[3, "postcode"] = "00003"  # but no date of birth: not told
    result = found(people, pool)
    assert result.excluded.set_index("by")["n"].to_dict() == {
        "the same id": 0,
        "email": 1,
        "phone": 1,
        "birth_date + postcode + gender": 1,
    }
    assert not {"P0", "P1", "P2"} & set(result.scores.index)
    assert len(result.scores) == 17
    only = found(people, pool, match=["email"])
    assert only.excluded["by"].tolist() == ["the same id", "email"]
    assert len(found(people, pool, match=[]).scores) == 20


def test_all_customers_are_left_out_not_only_the_seed(customers, prospects):
    rest = customers.tail(10).rename(columns={"customer_id": "prospect_id"})
    pool = pd.concat([prospects, rest])
    result = activation.lookalike(customers["customer_id"][:200], customers, pool)
    assert len(result.scores) == len(prospects)
    flags = pd.Series([True] * 200 + [False] * 200, customers["customer_id"])
    same = activation.lookalike(flags, customers, pool)
    assert same.auc == result.auc


def test_demographics_need_an_opt_in_and_bring_a_caution(customers, prospects):
    rng = np.random.default_rng(4)
    people = customers.assign(
        gender=rng.choice(["woman", "man"], 400), birth_date=pd.Timestamp("1990-05-05")
    )
    pool = prospects.assign(
        gender=rng.choice(["woman", "man"], 900),
        birth_date=pd.Timestamp("1960-01-01")
        + pd.to_timedelta(np.arange(900) * 9, "D"),
    )
    plain = found(people, pool)
    assert set(plain.columns["column"]) == {"device", "visits", "reads"}
    assert any("demographics=True" in note for note in plain.notes)
    with pytest.raises(DataError, match="pass demographics=True"):
        found(people, pool, use=["gender", "device"])
    with pytest.raises(DataError, match="pass as_of="):
        found(people, pool, demographics=True)
    full = found(people, pool, demographics=True, as_of="2024-12-31")
    assert {"gender", "age_years"} <= set(full.columns["column"])
    assert full.notes[0].startswith("Caution: the score uses age_years, gender.")
    only = found(
        people, pool, use=["birth_date"], demographics=True, as_of="2024-12-31"
    )
    assert only.columns["column"].tolist() == ["age_years"]


def test_sensitive_columns_need_an_opt_in_of_their_own(customers, prospects):
    people, pool = customers.assign(height_cm=170.0), prospects.assign(height_cm=171.0)
    pool.loc[::2, "height_cm"] = 160
    with pytest.raises(DataError, match="pass sensitive=True"):
        found(people, pool, use="height_cm", demographics=True)
    result = found(people, pool, use="height_cm", sensitive=True)
    assert "Caution" in result.notes[0]


def test_not_known_counts_as_the_average_and_is_told(customers, prospects):
    holes = customers.assign(visits=customers["visits"].where(customers.index % 4 > 0))
    result = found(holes, prospects, use=["visits"])
    assert "visits is not known for 25 % of the seed and 0 %" in result.notes[0]
    blank = prospects.assign(visits=prospects["visits"].where(prospects.index > 9))
    scores = found(customers, blank, use=["visits"]).scores["score"]
    assert (scores.iloc[:10] == 0).all()


def test_being_known_or_not_tells_nobody_apart(prospects):
    """A column that only customers left blank must not give the seed away."""
    people = prospects.rename(columns={"prospect_id": "customer_id"}).iloc[:400].copy()
    pool = prospects.iloc[400:]
    people.loc[people.index[::3], "visits"] = np.nan
    assert not found(people, pool, use=["visits"]).better


def test_codes_for_not_known_are_taken_out(customers, prospects):
    strange = prospects.assign(visits=prospects["visits"].astype(float))
    strange.loc[:4, "visits"] = 999999
    result = found(customers, strange)
    note = "5 values of visits in the pool look like codes"
    assert any(note in text for text in result.notes)


def test_columns_of_other_names_and_joined_tables_are_compared(customers, prospects):
    theirs = prospects.rename(columns={"device": "screen"})
    plain = found(customers, prospects)
    assert found(customers, theirs, columns={"device": "screen"}).auc == plain.auc
    bare = customers.drop(columns="device")
    joined = found(bare, prospects, join=[customers[["customer_id", "device"]]])
    assert joined.auc == plain.auc
    places = pd.DataFrame({"device": ["desktop", "laptop", "phone", "tablet"]})
    places["inches"] = [27.0, 15, 6, 10]
    wide = found(customers, prospects, join=[places])
    assert "inches" in set(wide.columns["column"])


def test_any_engine_gives_the_same(customers, prospects):
    duckdb = pytest.importorskip("duckdb")
    polars = pytest.importorskip("polars")
    plain = found(customers, prospects)
    other = activation.lookalike(
        customers["customer_id"],
        polars.from_pandas(customers),
        duckdb.from_df(prospects),
    )
    assert plain.auc == other.auc


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"seed": []}, "the seed is empty"),
        ({"seed": ["nobody"]}, "none of the 1 ids of the seed is in customers"),
        ({"seed": ["C00001"]}, "the seed has 1 people"),
        ({"method": "magic"}, "method must be one of"),
        ({"folds": 1}, "folds must be a whole number from 2 to 20"),
        ({"use": ["colour"]}, r"use= names \['colour'\]"),
        ({"join": [pd.DataFrame({"x": [1, 1]})]}, "no column that is unique"),
        ({"match": ["email"]}, r"match= names \['email'\]"),
    ],
)
def test_foreseeable_mistakes_are_said(customers, prospects, change, message):
    seed = change.pop("seed", customers["customer_id"])
    with pytest.raises(DataError, match=message):
        activation.lookalike(seed, customers, prospects, **change)


def test_tables_that_cannot_be_compared_are_refused(customers, prospects):
    with pytest.raises(DataError, match="no comparable column in common"):
        found(customers[["customer_id"]], prospects)
    with pytest.raises(DataError, match="customers repeats 1 values of customer_id"):
        found(pd.concat([customers, customers.tail(1)]), prospects)
    with pytest.raises(DataError, match="prospects has 1 rows without prospect_id"):
        found(customers, prospects.assign(prospect_id=[None, *range(899)]))
    same = customers.rename(columns={"customer_id": "prospect_id"})
    with pytest.raises(DataError, match="of 400 prospects all are customers already"):
        found(customers, same)


@pytest.mark.parametrize("reach", [0, 0.0, 1.5, -1, True, "all"])
def test_a_reach_that_is_neither_share_nor_number_is_refused(
    customers, prospects, reach
):
    with pytest.raises(DataError, match="reach must be a share"):
        found(customers, prospects).top(reach)


def test_a_small_seed_is_told_and_the_result_reads_well(customers, prospects):
    result = activation.lookalike(customers["customer_id"][:40], customers, prospects)
    assert result.notes[0].startswith("The seed has 40 people: fewer than the 100")
    gone = activation.lookalike([*customers["customer_id"], "X"], customers, prospects)
    assert gone.notes[0].startswith("1 ids of the seed are not in customers")
    assert result.verdict in repr(result)
    assert "<table" in result._repr_html_()


def test_hostile_texts_break_nothing(customers, prospects):
    odd = ["<script>", "=1+1", "\N{FIRE}" * 100, "שלום", 'a"b\n', "x" * 10_000]
    people = customers.assign(device=[odd[i % 6] for i in range(400)])
    pool = prospects.assign(device=[odd[i % 5] for i in range(900)])
    html = found(people, pool)._repr_html_()
    assert "<script>" not in html
