"""Nobody is contacted who said no, was never asked, is suppressed or had enough."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit.activation import Policy, permitted
from segkit.checks import DataError
from tests.features.conftest import PANDAS_3
from tests.kpis.samples import ENGINES

AS_OF = "2024-06-30"
MOMENTS = {  # is it in the 7 days that end with as_of?
    "2024-06-23 23:59:59": False,
    "2024-06-24 00:00:00": True,
    "2024-06-30 23:59:59": True,
    "2024-07-01 00:00:00": False,
}
ANSWERS = {True: "yes", False: "no", None: "silence", "perhaps": "no", "Oui ": "yes"}


def people(answers):
    ids = [f"c{i:04d}" for i in range(len(answers))]
    answers = pd.Series(answers, dtype=object)
    return pd.DataFrame({"customer_id": ids, "email_consent": answers})


def sends(rows):
    names = ["customer_id", "sent_at", "delivered"]
    table = pd.DataFrame(rows, columns=names)
    return table.assign(
        sent_at=pd.to_datetime(table["sent_at"]),
        delivered=table["delivered"].astype(bool),
    )


def world():
    """Everybody there can be: each answer, suppressed or not, each set of messages."""
    answers, left, rows, expected = [], [], [], []
    sets = [s for n in range(5) for s in itertools.combinations(MOMENTS, n)]
    kinds = itertools.product(ANSWERS, (False, True), sets, (True, False))
    for i, (answer, suppressed, moments, delivered) in enumerate(kinds):
        answers.append(answer)
        left += [f" C{i:04d}"] if suppressed else []
        rows += [(f"c{i:04d}", moment, delivered) for moment in moments]
        got = sum(MOMENTS[m] for m in moments) if delivered else 0
        expected.append((ANSWERS[answer], suppressed, got))
    return people(answers), left, sends(rows), expected


def told(answer, suppressed, got, cap):
    if answer == "no":
        return "said no"
    if answer == "silence":
        return "never asked"
    if suppressed:
        return "suppressed"
    return "over the cap" if cap and got >= cap[0] else "may be contacted"


@pytest.mark.parametrize("cap", [None, (1, 7), (2, 7), (3, 7)])
@pytest.mark.parametrize("suppress", [True, False])
def test_in_a_world_of_everybody_each_gets_the_right_reason(cap, suppress):
    customers, left, contacts, expected = world()
    policy = Policy(cap=cap, suppressed=left if suppress else ())
    found = permitted(customers, policy, contacts=contacts, as_of=AS_OF)
    right = [told(a, s and suppress, got, cap) for a, s, got in expected]
    assert found["reason"].tolist() == right
    assert (found["allowed"] == (found["reason"] == "may be contacted")).all()
    assert sum(found.attrs["counts"].values()) == len(customers)
    if cap:
        assert found["recent"].tolist() == [got for _, _, got in expected]


@pytest.mark.parametrize("engine", ENGINES)
def test_every_engine_gives_the_same(engine):
    customers, left, contacts, _ = world()
    customers["email_consent"] = customers["email_consent"].astype("string")
    policy = Policy(cap=(2, 7), suppressed=left)
    usual = permitted(customers, policy, contacts=contacts, as_of=AS_OF)
    other = permitted(
        ENGINES[engine](customers),
        policy,
        contacts=ENGINES[engine](contacts),
        as_of=AS_OF,
    )
    pd.testing.assert_frame_equal(
        usual, other.loc[usual.index], check_index_type=False, check_dtype=False
    )
    assert usual.attrs == other.attrs


@pytest.mark.spark
@pytest.mark.filterwarnings(PANDAS_3)
def test_spark_gives_the_same(spark, tmp_path):
    customers, left, contacts, _ = world()
    customers["email_consent"] = customers["email_consent"].astype("string")
    policy = Policy(cap=(2, 7), suppressed=left)
    usual = permitted(customers, policy, contacts=contacts, as_of=AS_OF)
    customers.to_parquet(tmp_path / "customers.parquet")
    contacts.to_parquet(tmp_path / "contacts.parquet")
    other = permitted(
        spark.read.parquet(str(tmp_path / "customers.parquet")),
        policy,
        contacts=spark.read.parquet(str(tmp_path / "contacts.parquet")),
        as_of=AS_OF,
    )
    pd.testing.assert_frame_equal(usual, other.loc[usual.index], check_dtype=False)


def test_one_who_is_there_twice_must_have_said_yes_each_time():
    answers = [True, False, None]
    for several in itertools.product(answers, repeat=3):
        table = pd.DataFrame({"customer_id": ["a"] * 3, "email_consent": several})
        found = permitted(table, Policy())
        assert len(found) == 1
        worst = "said no" if False in several else "never asked"
        right = "may be contacted" if all(several) else worst
        assert found["reason"].item() == right
        assert found.attrs["left_out"]["customer_id again"] == 2


def test_rows_without_an_id_are_left_out_and_counted():
    table = people([True, True, True])
    table.loc[1, "customer_id"] = None
    found = permitted(table, Policy())
    assert found.index.tolist() == ["c0000", "c0002"]
    assert found.attrs["left_out"] == {"no customer_id": 1, "customer_id again": 0}


def test_contacts_that_do_not_count_are_told():
    contacts = sends(
        [
            ("c0000", "2024-06-30", True),
            ("c0000", "2024-06-29", False),
            (None, "2024-06-29", True),
            ("c0000", None, True),
            ("c0000", "2024-07-02", True),
            ("x", "2024-06-29", True),
        ]
    )
    found = permitted(
        people([True]), Policy(cap=(5, 30)), contacts=contacts, as_of=AS_OF
    )
    assert found["recent"].tolist() == [1]
    assert found.attrs["contacts"] == {
        "not delivered": 1,
        "no customer_id": 1,
        "no sent_at": 1,
        "after as_of": 1,
        "no customer": 1,
    }
    assert found.attrs["as_of"] == AS_OF


def test_contacts_without_a_column_of_delivery_all_count():
    contacts = sends([("c0000", "2024-06-30", False)]).drop(columns="delivered")
    policy = Policy(cap=(1, 1))
    found = permitted(people([True]), policy, contacts=contacts, as_of=AS_OF)
    assert found["reason"].tolist() == ["over the cap"]


def test_a_table_indexed_by_customer_is_read_too():
    table = people([True, False]).set_index("customer_id")
    assert permitted(table, Policy())["allowed"].tolist() == [True, False]


def test_nobody_is_permitted_among_nobody():
    found = permitted(people([]), Policy(suppressed=["a"]))
    assert found.empty
    assert set(found.attrs["counts"].values()) == {0}


def test_shuffled_customers_get_the_same():
    customers, left, contacts, _ = world()
    policy = Policy(cap=(2, 7), suppressed=left)
    usual = permitted(customers, policy, contacts=contacts, as_of=AS_OF)
    shuffled = permitted(
        customers.sample(frac=1, random_state=1),
        policy,
        contacts=contacts.sample(frac=1, random_state=2),
        as_of=AS_OF,
    )
    pd.testing.assert_frame_equal(usual, shuffled.loc[usual.index])


@pytest.mark.parametrize(
    ("kwargs", "contacts", "says"),
    [
        ({"cap": (2, 7)}, None, "needs contacts= .* and as_of="),
        ({"suppressed": [1, 2]}, None, "ids of suppressed are numbers, .* are text"),
        ({"consent": "agreed"}, None, r"customers needs columns \['agreed'\]"),
    ],
)
def test_what_is_missing_is_said(kwargs, contacts, says):
    with pytest.raises(DataError, match=says):
        permitted(people([True]), Policy(**kwargs), contacts=contacts)


def test_contacts_of_another_kind_are_refused():
    policy, customers = Policy(cap=(1, 7)), people([True])
    numbers = pd.DataFrame({"customer_id": [1], "sent_at": pd.to_datetime([AS_OF])})
    with pytest.raises(DataError, match="ids of contacts are numbers"):
        permitted(customers, policy, contacts=numbers, as_of=AS_OF)
    words = numbers.assign(sent_at="yesterday")
    with pytest.raises(DataError, match="contacts need dates or times in sent_at"):
        permitted(customers, policy, contacts=words, as_of=AS_OF)
    odd = numbers.assign(delivered="yes")
    with pytest.raises(DataError, match="must be true or false"):
        permitted(customers, policy, contacts=odd, as_of=AS_OF)


def test_a_time_zone_is_somebody_s():
    at = pd.to_datetime(["2024-06-30 23:30"], utc=True)
    contacts = pd.DataFrame({"customer_id": ["c0000"], "sent_at": at})
    policy = Policy(cap=(1, 1))
    with pytest.raises(DataError, match="time zone"):
        permitted(people([True]), policy, contacts=contacts, as_of=AS_OF)
    there = permitted(
        people([True]), policy, contacts=contacts, as_of=AS_OF, timezone="Europe/Paris"
    )
    assert there["allowed"].tolist() == [True]  # it was July already


@given(st.lists(st.text(max_size=8), unique=True, min_size=1), st.data())
def test_hostile_ids_are_found_as_they_are(ids, data):
    left = data.draw(st.sets(st.sampled_from(ids)))
    table = pd.DataFrame({"customer_id": ids, "email_consent": True})
    found = permitted(table, Policy(suppressed=left))
    assert not found.loc[list(left), "allowed"].any()


def test_as_many_as_there_are_words():
    found = permitted(people([True] * 3), Policy())
    assert np.array_equal(found["reason"].cat.categories, list(found.attrs["counts"]))


def test_contacts_with_other_names_are_to_be_renamed():
    people = pd.DataFrame({"customer_id": [1], "email_consent": [True]})
    contacts = pd.DataFrame(
        {"customer_id": [1], "when": pd.to_datetime(["2024-06-29"])}
    )
    with pytest.raises(DataError, match=r"contacts.rename\(columns="):
        permitted(people, Policy(cap=(1, 7)), contacts=contacts, as_of="2024-06-30")


def test_what_is_no_policy_is_refused():
    people = pd.DataFrame({"customer_id": [1], "email_consent": [True]})
    with pytest.raises(DataError, match=r"pass policy=activation\.Policy"):
        permitted(people, "email_consent")
