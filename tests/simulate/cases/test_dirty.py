"""The dirty shop: every fault is where the key says, and nothing else is wrong."""

from functools import cache

import pandas as pd
import pytest

from segkit import quality
from segkit.simulate.cases import case, customer_faults, order_faults

SEEDS = [11, 12, 13]
ISO = "%Y-%m-%d %H:%M:%S"


@cache
def made(seed):
    return case("dirty", seed=seed)


@pytest.fixture(params=SEEDS)
def dirty(request):
    return made(request.param)


@pytest.fixture
def orders(dirty):
    return dirty.tables["dirty_orders"].merge(dirty.truth["dirty_orders"], on="row")


@pytest.fixture
def people(dirty):
    return dirty.tables["dirty_customers"].merge(
        dirty.truth["dirty_customers"], on="row"
    )


def with_fault(table, fault):
    return table[table["fault"] == fault]


def test_as_many_faults_as_planned(orders, people):
    planned = order_faults.ADDED | order_faults.SPOILT
    assert orders["fault"].value_counts().to_dict() == planned
    planned = {
        "exact copy": customer_faults.COPIES,
        "second account": customer_faults.SECOND,
    } | customer_faults.SPOILT
    assert people["fault"].value_counts().to_dict() == planned


def test_a_row_without_fault_says_the_truth(orders, people):
    sound = orders[orders["fault"].isna()]
    assert (sound["amount"].astype(float) == sound["true_amount"]).all()
    assert (sound["ordered_at"] == sound["true_ordered_at"].dt.strftime(ISO)).all()
    first = people[people["fault"] != "second account"]
    accounts = people.drop_duplicates("customer_id").set_index("customer_id")
    owner = accounts["person_id"].loc[sound["customer_id"]].to_numpy()
    assert (owner == sound["true_customer_id"]).all()
    assert (first["customer_id"] == first["person_id"]).all()
    sound = people[people["fault"].isna()]
    assert (sound["birth_year"] == sound["true_birth_year"]).all()
    assert (sound["income_amount"] == sound["true_income_amount"]).all()


def test_copies_repeat_their_original_in_every_column(dirty):
    for name in ("dirty_orders", "dirty_customers"):
        table, key = dirty.tables[name], dirty.truth[name]
        copied = table.drop(columns="row").duplicated(keep=False)
        copies = key["fault"] == "exact copy"
        assert copied.sum() == 2 * copies.sum()
        assert copied[copies].all()


def test_a_double_click_repeats_an_order_within_the_minute(orders):
    for click in with_fault(orders, "double click").itertuples():
        same = orders[
            (orders["true_customer_id"] == click.true_customer_id)
            & (orders["true_amount"] == click.true_amount)
        ]
        wait = click.true_ordered_at - same["true_ordered_at"]
        assert (wait == pd.Timedelta(minutes=1)).any()


def test_a_refund_gives_back_no_more_than_was_paid(orders):
    for refund in with_fault(orders, "refund").itertuples():
        before = orders[
            (orders["true_customer_id"] == refund.true_customer_id)
            & (orders["true_ordered_at"] < refund.true_ordered_at + pd.Timedelta("1s"))
        ]
        assert before["true_amount"].max() >= -refund.true_amount > 0


def test_each_fault_looks_as_it_should(orders, people):
    amount = orders["amount"].where(orders["fault"] != "old till").astype(float)
    hundred = orders["fault"] == "times 100"
    assert (amount / 100 - orders["true_amount"])[hundred].abs().max() < 0.006
    nines = amount == order_faults.PLACEHOLDER
    assert (nines == (orders["fault"] == "amount placeholder")).all()
    assert (orders["customer_id"].isna() == (orders["fault"] == "no customer")).all()
    till = with_fault(orders, "old till")
    assert till["amount"].str.fullmatch(r"\d+,\d\d €").all()
    day = pd.to_datetime(till["ordered_at"], format=order_faults.TILL)
    assert (day == till["true_ordered_at"]).all()
    future = orders["ordered_at"].str[:2] == "20"
    future &= orders["ordered_at"].str[2:4] > "30"
    assert (future == (orders["fault"] == "wrong year")).all()
    spelt = with_fault(orders, "id spelling")
    assert not spelt["customer_id"].isin(people["customer_id"]).any()
    assert (
        spelt["customer_id"].str.strip().str.upper().isin(people["customer_id"]).all()
    )
    channels = with_fault(orders, "channel spelling")["channel"]
    assert not channels.isin(["web", "store", "phone"]).any()
    assert channels.str.strip().str.lower().isin(["web", "store", "phone"]).all()


def test_unknown_customers_are_in_no_list(orders, people):
    unknown = with_fault(orders, "unknown customer")
    assert not unknown["customer_id"].isin(people["customer_id"]).any()
    assert unknown["true_customer_id"].isin(people["person_id"]).all()
    known = orders[orders["fault"].isna()]
    assert known["customer_id"].isin(people["customer_id"]).all()


def test_a_second_account_is_the_same_person_under_another_number(orders, people):
    second = with_fault(people, "second account")
    first = people.drop_duplicates("customer_id").set_index("customer_id")
    owner = first.loc[second["person_id"]]
    assert (second["customer_id"] != second["person_id"]).all()
    assert (
        second["email"].str.strip().str.lower().to_numpy() == owner["email"].to_numpy()
    ).all()
    assert (second["email"].to_numpy() != owner["email"].to_numpy()).all()
    assert (second["birth_year"].to_numpy() == owner["birth_year"].to_numpy()).all()
    assert (
        second["customer_id"].isin(orders["customer_id"].str.strip().str.upper()).all()
    )


def test_nobody_but_those_planted_signs_up_after_the_first_order(orders, people):
    kept = orders[orders["keep"] & (orders["true_amount"] > 0)]
    first = kept.groupby("true_customer_id")["true_ordered_at"].min()
    rows = people[~people["fault"].isin(["second account"])]
    dotted = pd.to_datetime(rows["signed_up_on"], format="%d.%m.%Y", errors="coerce")
    day = pd.to_datetime(rows["signed_up_on"], format="%Y-%m-%d", errors="coerce")
    day = day.fillna(dotted)
    assert day.notna().all()
    late = day > rows["person_id"].map(first)
    assert set(rows.loc[late, "fault"]) == {"sign-up after order"}
    assert late.sum() == customer_faults.SPOILT["sign-up after order"]


def test_the_quality_report_names_what_was_planted(dirty):
    report = quality.report(
        dirty.tables["dirty_orders"].drop(columns="row"),
        customers=dirty.tables["dirty_customers"].drop(columns="row"),
        today="2025-01-05",
    )
    findings = report.findings.set_index(["table", "check"])["rows"]
    spoilt, added = order_faults.SPOILT, order_faults.ADDED
    assert findings["orders", "text in numbers"] == spoilt["old till"]
    assert findings["orders", "missing"] == spoilt["no customer"]
    assert findings["orders", "exact duplicates"] == added["exact copy"]
    assert findings["orders", "orphans"] == (
        spoilt["unknown customer"] + spoilt["id spelling"] + added["test order"]
    )


def test_many_customers_are_alike(orders):
    kept = orders[orders["keep"] & (orders["true_amount"] > 0)]
    by = kept.groupby("true_customer_id")["true_amount"].agg(["size", "sum"]).round(2)
    assert 0.5 < by.duplicated(keep=False).mean() < 0.75
    assert 0.38 < (by["size"] == 1).mean() < 0.55
