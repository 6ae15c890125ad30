"""One message a row, in the order of the rows, nobody silently dropped."""

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from activation.messages.conftest import GIVEN
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import activation
from segkit.activation import Template, render, template, templates
from segkit.activation.messages import joining
from segkit.activation.messages.library import PURPOSES
from segkit.checks import DataError

HELLO = Template("Hello {{ name | or('there') }}", "You are from {{ city }}.")


def test_order_and_index_are_kept_and_refusals_are_listed():
    rows = pd.DataFrame(
        {"name": ["Ann", None, "Bo"], "city": ["Lunne", "Ostrel", None]},
        index=pd.Index(["c", "a", "b"], name="customer_id"),
    )
    made = render(HELLO, rows)
    assert made.index.equals(rows.index)
    assert made["subject"].tolist() == ["Hello Ann", "Hello there", ""]
    assert made["refused"].tolist() == [False, False, True]
    assert made.attrs["reasons"] == {made["reason"].iloc[2]: 1}
    assert made.attrs["heading"] == "2 of 3 messages are ready; 1 refused."


def test_customer_id_comes_along_and_no_message_is_printed_by_accident():
    rows = pd.DataFrame({"customer_id": [7], "name": ["Ann"], "city": ["Lunne"]})
    made = render(HELLO, rows)
    assert made["customer_id"].tolist() == [7]
    assert "Ann" not in repr(made)
    assert "Ann" not in made._repr_html_()


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame, pa.table])
def test_any_engine_gives_the_same_messages(make):
    data = {"Vorname": ["Ann", None], "city": ["Lunne", "Ostrel"], "n": [1.0, 2.5]}
    both = Template("{{ name | or('you') }}", "{{ city }} {{ n }}")
    made = render(both, make(data), columns={"name": "Vorname"})
    assert made["subject"].tolist() == ["Ann", "you"]
    assert made["body"].tolist() == ["Lunne 1", "Ostrel 2.5"]


def test_no_rows_give_no_messages():
    rows = pd.DataFrame(
        {"name": pd.Series(dtype=object), "city": pd.Series(dtype="str")}
    )
    made = render(HELLO, rows)
    assert len(made) == 0
    assert made.attrs["heading"] == "0 of 0 messages are ready; 0 refused."


def test_a_name_that_is_nowhere_is_an_error_with_line_and_guess():
    with pytest.raises(DataError) as error:
        render(
            Template("Hi", "one\n{{ frist_name }}"), pd.DataFrame({"first_name": [1]})
        )
    said = str(error.value)
    assert said.startswith("body, line 2, uses 'frist_name'")
    assert "did you mean 'first_name'?" in said


def test_optional_names_may_be_absent_and_given_ones_not_twice():
    easy = Template("Hi", "{{ name | or('you') }}", optional=("name",))
    assert render(easy, pd.DataFrame({"x": [1]}))["body"].tolist() == ["you"]
    with pytest.raises(DataError, match=r"given= has \['name'\], and so have the rows"):
        render(easy, pd.DataFrame({"name": ["a"]}), given={"name": "b"})


def test_values_are_cut_and_cleaned_and_it_is_said():
    rows = pd.DataFrame({"name": ["x" * 10_000, "a\u202e\x00b", "ok"]})
    made = render(Template("", "{{ name }}"), rows, longest=50)
    assert made["body"].tolist() == ["x" * 49 + "…", "ab", "ok"]
    assert made.attrs["cut"] == {"name": 1}
    assert made.attrs["cleaned"] == {"name": 1}
    assert (
        "1 values of name were longer than 50 characters: cut." in made.attrs["notes"]
    )


def test_subjects_are_one_line_and_long_ones_are_cut_and_counted():
    rows = pd.DataFrame({"name": ["a\r\nBcc: x@y.example", "y" * 200]})
    made = render(Template("{{ name }}", "x"), rows)
    assert made["subject"].iloc[0] == "a Bcc: x@y.example"
    many = Template(" ".join(["{{ name }}"] * 10), "x")
    long = render(many, rows)
    assert long["subject"].str.len().tolist() == [189, 998]
    assert any(
        "1 subjects were longer than 998" in note for note in long.attrs["notes"]
    )


def test_plain_text_stays_plain_and_html_is_escaped():
    rows = pd.DataFrame({"name": ["<b>=1+1</b> & \U0001f331 \u200f"]})
    plain = render(Template("", "{{ name }}"), rows)["body"].iloc[0]
    html = render(Template("", "{{ name }}", html=True), rows)["body"].iloc[0]
    assert plain == "<b>=1+1</b> & \U0001f331 \u200f"
    assert html == "&lt;b&gt;=1+1&lt;/b&gt; &amp; \U0001f331 \u200f"


def test_the_number_1_is_not_the_answer_yes():
    rows = pd.DataFrame({"v": pd.Series([1, True, 1.0, "1"], dtype=object)})
    made = render(Template("", "{{ v }}"), rows)
    assert made["body"].tolist() == ["1", "", "1", "1"]
    assert "a yes or no" in made["reason"].iloc[1]


def test_numbers_money_and_days_are_written_as_each_language_does():
    rows = pd.DataFrame(
        {"n": [1234567.5], "d": pd.to_datetime(["2024-09-01"]), "r": [0.15]}
    )
    body = (
        "{{ n | money }}|{{ n | number }}|{{ n | number(0) }}|{{ d }}|{{ r | percent }}"
    )
    found = {
        language: render(Template("", body, language=language), rows)["body"].iloc[0]
        for language in ("English", "French")
    }
    assert (
        found["English"] == "€1,234,567.50|1,234,567.5|1,234,568|1 September 2024|15%"
    )
    assert found["French"] == (
        "1\u202f234\u202f567,50\xa0€|1\u202f234\u202f567,5|1\u202f234\u202f568|"
        "1er septembre 2024|15\xa0%"
    )


def test_gaps_that_conditions_leave_are_closed():
    body = "A\n\n{% if name %}B\n\n{% endif %}\n\nC"
    rows = pd.DataFrame({"name": ["x", None]})
    assert render(Template("", body), rows)["body"].tolist() == [
        "A\n\nB\n\nC",
        "A\n\nC",
    ]


def test_each_reader_gets_the_template_of_their_kind():
    rows = pd.DataFrame(
        {"language": ["French", "English", None, "German"], "n": [1, 2, 3, 4]}
    )
    kinds = {
        "English": Template("", "you {{ n }}"),
        "French": Template("", "vous {{ n }}", language="French"),
    }
    made = render(kinds, rows, by="language")
    assert made["body"].tolist() == ["vous 1", "you 2", "", ""]
    assert made["reason"].tolist()[2:] == [
        "language is missing, which decides about the template",
        "there is no template for language German",
    ]


@pytest.mark.parametrize(
    ("kinds", "by", "said"),
    [
        ({"a": HELLO}, None, "several templates need by="),
        ({}, "city", "templates is empty"),
        ({("a", "b"): HELLO}, "city", "has 2 parts, by= has 1"),
        ({"a": "text"}, "city", r"templates\['a'\] must be a Template; this is a str"),
        ("text", None, "templates must be a Template; this is a str"),
        ({"a": HELLO}, "nowhere", "uses 'nowhere'"),
    ],
)
def test_templates_that_cannot_be_chosen_are_refused(kinds, by, said):
    rows = pd.DataFrame({"name": ["Ann"], "city": ["Lunne"]})
    with pytest.raises(DataError, match=said):
        render(kinds, rows, by=by)


def test_messages_that_would_not_fit_are_refused_before_they_are_made(monkeypatch):
    monkeypatch.setattr(joining, "MOST_BYTES", 1_000)
    with pytest.raises(DataError, match="render the rows in parts"):
        render(Template("", "x" * 600), pd.DataFrame({"a": range(2)}))


def test_parts_are_joined_across_chunks(monkeypatch):
    monkeypatch.setattr(joining, "EACH", 3)
    rows = pd.DataFrame({"name": [f"n{k}" for k in range(10)] + [None]})
    made = render(Template("", "{{ name }}!"), rows)
    assert made["body"].tolist() == [f"n{k}!" for k in range(10)] + [""]


@settings(deadline=None, max_examples=50)
@given(
    st.lists(
        st.tuples(st.sampled_from(["a", "b", None]), st.integers(0, 3)), max_size=30
    ),
    st.randoms(use_true_random=False),
)
def test_rows_in_another_order_get_the_same_messages(values, rng):
    rows = pd.DataFrame(values, columns=["name", "n"])
    order = list(range(len(rows)))
    rng.shuffle(order)
    text = Template("{{ n }}", "{% if n > 1 %}{{ name }}{% else %}few{% endif %}")
    made = pd.DataFrame(render(text, rows))
    again = pd.DataFrame(render(text, rows.iloc[order]))
    pd.testing.assert_frame_equal(
        made.iloc[order].astype({"reason": str}), again.astype({"reason": str})
    )


@settings(deadline=None, max_examples=50)
@given(
    st.lists(st.tuples(st.text(max_size=5), st.floats(0, 100)), min_size=1, max_size=8)
)
def test_grouping_equal_rows_changes_no_message(values):
    rows = pd.DataFrame(values, columns=["name", "x"])
    text = Template("{{ name | or('-') }}", "{{ name | or('-') }} {{ x | money }}")
    together = render(text, rows)
    for k in range(len(rows)):
        alone = render(text, rows.iloc[[k]])
        for part in ("subject", "body"):
            assert alone[part].iloc[0] == together[part].iloc[k]


@pytest.mark.parametrize("purpose", PURPOSES)
def test_the_library_has_a_message_for_every_reader_of_the_world(purpose, readers):
    rows = readers.iloc[::10]
    fits = {key: value for key, value in GIVEN.items() if key not in rows}
    made = render(templates(purpose), rows, by=["language", "contact_type"], given=fits)
    assert not made["refused"].any(), made.attrs["notes"]
    assert not made["body"].str.contains(r"None|\bnan\b|\{\{|\}\}").any()
    assert made["body"].str.contains(GIVEN["unsubscribe_link"], regex=False).all()
    assert made["body"].str.contains(GIVEN["sender_line"], regex=False).all()
    french = (rows["language"] == "French").to_numpy()
    assert made.loc[french, "body"].str.startswith("Bonjour").all()
    assert made.loc[~french, "body"].str.startswith("Hello").all()
    assert made["subject"].str.len().max() <= 60


@pytest.mark.parametrize("purpose", ["offer", "early access", "win back", "local"])
@pytest.mark.parametrize("language", ["English", "French"])
@pytest.mark.parametrize("tone", ["B2C", "B2B"])
def test_text_messages_fit_into_one(purpose, language, tone):
    rows = pd.DataFrame({"town": ["Wendleminster"]})
    made = render(
        template(purpose, language=language, tone=tone, channel="sms"),
        rows,
        given=GIVEN,
    )
    assert activation.sms_parts(made["body"].iloc[0]) == 1
    assert "stop" in made["body"].iloc[0].lower()


def test_messages_say_nothing_of_what_is_not_known():
    rows = pd.DataFrame({"customer_id": [1]})
    needed = {
        k: GIVEN[k] for k in ("shop", "shop_link", "unsubscribe_link", "sender_line")
    }
    made = render(template("welcome"), rows, given=needed)
    assert made["subject"].iloc[0] == "Welcome! Shall we start with a cup of tea?"
    assert made["body"].iloc[0].startswith("Hello,\n\nIt is good to have you with us.")


def test_the_library_says_what_is_needed():
    table = activation.purposes()
    assert table.index.tolist() == list(PURPOSES)
    assert "deadline" in table.loc["offer", "needed"]
    with pytest.raises(DataError, match="no text message for 'survey'"):
        template("survey", channel="sms")
    with pytest.raises(DataError, match="purpose must be one of"):
        template("spam")


def test_previews_mask_personal_data_and_show_refusals(readers):
    rows = readers[["first_name", "town"]].head(50).reset_index(drop=True)
    rows.loc[3, "town"] = None
    text = Template("Hello {{ first_name }}", "Near {{ town }}: {{ 3 + 4 }} things.")
    shown = activation.preview(text, rows, n=4)
    printed = repr(shown) + shown._repr_html_()
    for name in rows["first_name"]:
        assert f" {name}\n" not in printed
    assert "town is missing" in printed
    assert "•••" in printed
    open_ = repr(activation.preview(text, rows, n=4, show_personal=True))
    assert "•••" not in open_
    assert any(name in open_ for name in rows["first_name"])


def test_a_preview_runs_no_html():
    rows = pd.DataFrame({"x": ["</div><script>alert(1)</script>"]})
    plain = activation.preview(Template("{{ x }}", "{{ x }}"), rows)._repr_html_()
    assert "<script>" not in plain
    html = Template(
        "{{ x }}", "<p>{{ x }}</p><img src='https://spy.example/'>", html=True
    )
    framed = activation.preview(html, rows)._repr_html_()
    assert 'sandbox=""' in framed
    assert "default-src" in framed
    assert "<script>" not in framed
    assert "<img" not in framed


def test_previews_do_not_depend_on_the_order_of_rows(readers):
    rows = readers[["first_name", "town"]].head(200)
    text = Template("Hi {{ first_name }}", "Near {{ town }}")
    mixed = rows.sample(frac=1, random_state=1)
    assert repr(activation.preview(text, rows)) == repr(activation.preview(text, mixed))


def test_mail_merge_writes_where_something_happens():
    rows = pd.DataFrame(
        {"customer_id": [1, 2, 3, 4], "town": ["Lunne", "X", None, "lunne "]}
    )
    places = pd.DataFrame({"town": ["Lunne"], "event": ["Fair"], "day_of": ["today"]})
    made = activation.mail_merge(Template("{{ event }}", "{{ day_of }}"), rows, places)
    assert made["body"].tolist() == ["today", "", "", "today"]
    assert made["reason"].tolist()[1:3] == [
        "nothing happens in X",
        "it is not known where they live",
    ]
    assert made.attrs["heading"] == "2 of 4 messages are ready; 2 refused."
    assert "1 refused. nothing happens in X" in repr(made)
    assert made.attrs["places"].set_index("place")["messages"].to_dict()["Lunne"] == 1
    with pytest.raises(DataError, match=r"places has \['lunne'\] more than once"):
        activation.mail_merge(
            HELLO, rows, pd.DataFrame({"town": ["Lunne", "lunne"], "event": ["a", "b"]})
        )


def test_messages_come_from_a_table():
    table = pd.DataFrame(
        {"group": ["new", "loyal"], "subject": ["Hi", "Dear"], "body": ["{{ n }}", "!"]}
    )
    found = activation.templates_from(table, by="group")
    rows = pd.DataFrame({"group": ["loyal", "new"], "n": [1, 2]})
    assert render(found, rows, by="group")["body"].tolist() == ["!", "2"]
    with pytest.raises(DataError, match=r"row 2: \('new',\) has a message already"):
        activation.templates_from(table.assign(group="new"), by="group")
    with pytest.raises(DataError, match="row 1: body, line 1: a loop"):
        activation.templates_from(
            table.assign(body="{% for x in n %}{% endfor %}"), by="group"
        )


def test_numbers_of_numpy_and_days_of_any_kind_are_written():
    rows = pd.DataFrame(
        {
            "v": pd.Series(
                [np.int64(3), np.float32(0.5), np.datetime64("2024-01-02")],
                dtype=object,
            )
        }
    )
    made = render(Template("", "{{ v }}"), rows)
    assert made["body"].tolist() == ["3", "0.5", "2 January 2024"]
