"""Lists of subscribers, three small files in one, and the form that fills them."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit import datasets, files
from segkit.activation import Policy, export
from segkit.checks import DataError
from segkit.privacy import consent_answers


@given(
    st.lists(
        st.text(
            st.characters(codec="utf-8", categories=["L", "N", "P", "S"]),
            min_size=1,
            max_size=12,
        ),
        min_size=2,
        max_size=5,
    )
)
def test_our_own_mailing_list_comes_back(tmp_path_factory, names):
    folder = tmp_path_factory.mktemp("list")
    people = pd.DataFrame(
        {
            "customer_id": [f"c{i}" for i in range(len(names))],
            "email": [f"p{i}@shop.io" for i in range(len(names))],
            "first_name": [f"x{name}" for name in names],
            "email_consent": True,
        }
    )
    file = folder / "list.csv"
    policy = Policy(minimum_size=1)
    options = {"policy": policy, "fields": ["first_name"]}
    export(people["customer_id"], people, file, **options)
    back = files.read_subscribers(file)
    assert back["customer_id"].tolist() == people["email"].tolist()
    assert back["first_name"].astype("str").tolist() == people["first_name"].tolist()


def test_a_platform_s_list_says_who_agreed(tmp_path):
    file = tmp_path / "list.csv"
    file.write_text(
        "Email Address;Prénom;OPTIN_TIME;Status\n"
        "Ann@x.io;Ann;2024-01-31 10:00;subscribed\n"
        "bo@x.io;Bo;2024-02-01 11:00;unsubscribed\n"
        "cy@x.io;Cy;2024-02-02 11:00;\n"
        "ANN@x.io;Ann;2024-03-01 10:00;subscribed\n",
        encoding="utf-8",
    )
    people = files.read_subscribers(file)
    assert people["customer_id"].tolist() == ["ann@x.io", "bo@x.io", "cy@x.io"]
    said = consent_answers(people["consent"]).tolist()
    assert said == ["yes", "said no", "never asked"]
    assert people["signed_up_on"].iloc[0] == pd.Timestamp("2024-01-31")
    assert any("1 rows repeat an address" in n for n in people.attrs["notes"])


def test_a_list_that_does_not_say_is_taken_for_a_no(tmp_path):
    file = tmp_path / "list.csv"
    file.write_text("email,city\na@x.io,Lunne\nb@x.io,Ostrel\n")
    people = files.read_subscribers(file)
    assert set(consent_answers(people["consent"])) == {"never asked"}
    assert any("empty counts as a no" in note for note in people.attrs["notes"])


def test_a_list_without_addresses_is_refused(tmp_path):
    file = tmp_path / "list.csv"
    file.write_text("fish,chips\n1,2\n3,4\n")
    with pytest.raises(DataError, match="needs a column of e-mail addresses"):
        files.read_subscribers(file)


def test_the_three_files_of_the_small_shop_become_one_list():
    shop = datasets.load("small_shop")
    people, orders = shop["subscribers"], shop["orders"]
    events = shop["email_events"]
    joined = files.one_list(people, orders, events)
    assert joined["subscribed"].sum() == len(people)
    assert joined["n_orders"].sum() == orders["order_id"].nunique()
    assert joined["monetary_amount"].sum() == pytest.approx(orders["amount"].sum())
    opened = events[events["event"] == "opened"].drop_duplicates(
        ["customer_id", "message"]
    )
    assert joined["n_opened"].sum() == len(opened)
    assert joined.attrs["found"]["subscribers"] == len(people)


def test_nobody_s_rows_are_multiplied():
    people = pd.DataFrame({"customer_id": ["a@x.io", "A@x.io"]})
    orders = pd.DataFrame(
        {
            "customer_id": ["a@x.io", "a@x.io", "a@x.io", None],
            "order_id": [1, 1, 2, 3],
            "ordered_at": pd.to_datetime("2024-06-01"),
            "amount": [2.0, 3.0, -1.0, 9.0],
        }
    )
    joined = files.one_list(people, orders)
    assert joined.index.tolist() == ["a@x.io"]
    assert joined["n_orders"].item() == 1
    assert joined["monetary_amount"].item() == 4.0


@pytest.mark.parametrize("language", ["English", "French"])
@pytest.mark.parametrize("question", ["heard_from", "main_difficulty"])
def test_a_form_asks_and_ticks_nothing(language, question):
    form = files.signup_form(
        "<b>Tea & Co</b>", question=question, topic='"tea"', language=language
    )
    assert "<b>" not in form.html
    assert "&lt;b&gt;Tea &amp; Co" in form.html
    assert 'type="checkbox"' in form.html
    assert "checked" not in form.html
    assert "action" not in form.html
    assert all(f'name="{name}"' in form.html for name in form.columns)
    assert form._repr_html_() == form.html


def test_a_form_refuses_what_it_does_not_know():
    with pytest.raises(DataError, match="needs topic="):
        files.signup_form("shop", question="main_difficulty")
    with pytest.raises(DataError, match="question must be one of"):
        files.signup_form("shop", question="age")
    with pytest.raises(DataError, match="language must be one of"):
        files.signup_form("shop", language="Latin")
