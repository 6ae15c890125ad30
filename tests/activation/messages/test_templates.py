"""What a template may say; all else is refused, with the line and what to write."""

import pickle
import time
import tracemalloc

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit.activation import Template, render
from segkit.checks import DataError

ROWS = pd.DataFrame({"name": ["Ann", None, "<b>x</b>"], "n": [3.0, 0.0, None]})
REFUSED = {
    "{% for i in range(10**9) %}x{% endfor %}": "body, line 1: a loop",
    "{{ ''.__class__.__mro__ }}": "a dot after a name",
    "{{ name['x'] }}": "square brackets",
    "{{ '{0.__class__}'.format(n) }}": "a function call",
    "{{ '%s' | format(n) }}": "there is no filter 'format'",
    "{{ n | attr('real') }}": "there is no filter 'attr'",
    "{{ name | safe }}": "there is no filter 'safe'",
    "{{ name | masked }}": "there is no filter 'masked'",
    "{% include '/etc/passwd' %}": "another file",
    "{% import 'os' as os %}": "another file",
    "{% from 'os' import system %}": "another file",
    "{% extends 'base' %}": "another template",
    "{% set x = 1 %}": "a variable",
    "{% macro f() %}{{ f() }}{% endmacro %}": "a macro",
    "{% block a %}{% endblock %}": "a block",
    "{% filter upper %}x{% endfilter %}": "a filter block",
    "{% with x = 1 %}{% endwith %}": "a variable",
    "{% autoescape false %}{{ name }}{% endautoescape %}": "autoescape",
    "{{ 10 ** 10 ** 10 }}": "a power",
    "{{ '%d' % n }}": "a per-cent sign",
    "{{ {'a': n} }}": "a dictionary",
    "{{ self }}": "'self' has a meaning of its own",
    "{{ cycler('a') }}": "a function call",
    "{{ name is callable }}": "no test 'is callable'",
    "{{ name | or('a', 'b') }}": "more than one word",
    "{{ name | or(*n) }}": "more than one word",
    "{{ n in [name] }}": "a list of more than plain texts",
    "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}": "nested more than",
    "{{ " + "not " * 4000 + "n }}": "nested more than",
    "{{ " + "+".join(["n"] * 500) + " }}": "nested more than",
    "{{ " + "9" * 5000 + " }}": "line 1",
    "{{ " + " and ".join(["n"] * 3000) + " }}": "nested more than",
    "{{ " + " < ".join(["1"] * 3000) + " }}": "parts in its brackets",
    "{{ 1e999 }}": "a number beyond any amount of money",
    "{% if n > 1e999 %}x{% endif %}": "a number beyond any amount of money",
    "{{ n }}" * 2100: "parts in its brackets",
    "x" * 20_001: "at most 20,000",
    "{% if n %}": "line 1",
    "{{ n": "line 1",
    "one\ntwo {{ n | nope }}": "body, line 2: there is no filter 'nope'",
}


@pytest.mark.parametrize(("source", "said"), REFUSED.items(), ids=range(len(REFUSED)))
def test_what_is_not_allowed_is_refused_with_its_reason(source, said):
    with pytest.raises(DataError) as error:
        Template("", source)
    assert said in str(error.value)


def test_a_body_that_is_no_text_is_refused():
    with pytest.raises(DataError, match="subject must be text; this is a int"):
        Template(3, "x")


FAULTS = {
    "{{ 1 / 0 }}": "a division by zero",
    "{{ n / 0 }}": "a division by zero",
    "{{ 'a' * 9 }}": "only numbers can be added",
    "{{ name + n }}": "only numbers can be added",
    "{{ 999999999999 * 999999999999 }}": "beyond any amount of money",
    "{{ none }}": "nothing would be printed",
    "{{ true }}": "a yes or no would be printed",
    "{{ n > 'a' }}": "cannot be computed",
    "{{ name | money }}": "money needs a number; this is a text",
    "{{ name | day }}": "day needs a day",
    "{{ name | link }}": "link needs an address",
    "{{ n | number(99) }}": "digits needs 0 to 6",
    "{{ name | cut(0) }}": "cut needs 1 to 10000",
    "{{ ['a'] }}": "nothing would be printed",
    "  \n ": "nothing is left to say",
    "{% if n > 99 %}x{% endif %}": "nothing is left to say",
}


@pytest.mark.parametrize(("source", "said"), FAULTS.items())
def test_a_row_that_cannot_be_rendered_is_refused_with_its_reason(source, said):
    made = render(Template("", source), ROWS.head(1))
    assert made["refused"].tolist() == [True]
    assert said in made["reason"].iloc[0]
    assert made["body"].tolist() == [""]


def test_a_reason_names_part_line_and_field():
    made = render(Template("Hi", "one\ntwo {{ n }}\n{{ name }}"), ROWS.iloc[[1]])
    assert made["reason"].iloc[0].startswith("body, line 3: name is missing")
    inside = Template("Hi", "{% if n == 0 %}\n\n{{ name }}{% endif %}")
    assert "line 3: name" in render(inside, ROWS.iloc[[1]])["reason"].iloc[0]


TOKENS = st.sampled_from(
    [
        *"(){}[]|.,:+-*/%~<>=!'\"\\ \n",
        *("{{", "}}", "{%", "%}", "{#", "#}", "if", "elif", "else", "endif", "for"),
        *("in", "not", "and", "or", "is", "set", "macro", "name", "n", "self", "range"),
        *("__class__", "'a'", "1", "0", "10**9", "1e999", "none", "true", "upper"),
        *("| or('x')", "| money", "known", "{{ name }}", "{{ n }}", "é", "\U0001f331"),
        *("{% if n %}", "{% endif %}", "{% raw %}", "{% endraw %}", "\x00", "\u202e"),
    ]
)
VALUES = st.one_of(
    st.none(),
    st.text(max_size=20),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.datetimes(),
    st.lists(st.integers(), max_size=2),
    st.sampled_from(
        [
            "=HYPERLINK('x')",
            "{{ 7*7 }}",
            "</p><script>alert(1)</script>",
            "\ud800",
            "a\r\nBcc: b@c.example",
            "x" * 10_000,
            "\u202egnp.exe",
            "None",
            pd.NaT,
            pd.NA,
            float("inf"),
            10**400,
        ]
    ),
)


@settings(deadline=None, max_examples=150)
@given(
    st.lists(TOKENS, max_size=14).map(" ".join)
    | st.lists(TOKENS, max_size=14).map("".join),
    st.lists(st.tuples(VALUES, VALUES), max_size=4),
    st.booleans(),
)
def test_any_template_renders_or_refuses(source, values, html):
    rows = pd.DataFrame(values, columns=["name", "n"], dtype=object)
    try:
        template = Template(source, source, html=html)
        made = render(template, rows)
    except DataError:
        return
    assert len(made) == len(rows)
    assert (made["reason"].astype(str) != "").tolist() == made["refused"].tolist()
    for part in ("subject", "body"):
        assert (made.loc[made["refused"], part] == "").all()
    assert not made["subject"].str.contains("[\r\n\t\x0b\x0c\x85\u2028\u2029]").any()
    assert (made["subject"].str.len() <= 998).all()


@settings(deadline=None, max_examples=100)
@given(st.lists(VALUES, min_size=1, max_size=6))
def test_no_value_prints_none_or_nan_or_breaks_html(values):
    rows = pd.DataFrame({"v": pd.Series(values, dtype=object)})
    made = render(Template("S {{ v }}", "<p>{{ v }}</p>", html=True), rows)
    for body, subject, refused in zip(
        made["body"], made["subject"], made["refused"], strict=True
    ):
        if refused:
            continue
        inner = body.removeprefix("<p>").removesuffix("</p>")
        assert "<" not in inner
        assert inner not in {"None", "nan", "NaT", "<NA>", "inf"}
        assert "\n" not in subject


def test_templates_that_look_for_time_and_memory_find_none():
    tracemalloc.start()
    started = time.process_time()
    for source in REFUSED:
        with pytest.raises(DataError):
            Template("", source)
    long = Template("", "{{ " + " ~ ".join(["name"] * 1900) + " }}")
    render(long, pd.DataFrame({"name": ["x" * 10_000]}))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert time.process_time() - started < 60
    assert peak < 200e6


def test_values_are_never_run_as_templates():
    rows = pd.DataFrame({"name": ["{{ 7 * 7 }}", "{% for i in x %}"]})
    assert render(Template("", "{{ name }}"), rows)["body"].tolist() == [
        "{{ 7 * 7 }}",
        "{% for i in x %}",
    ]


HTML_REFUSED = {
    "<script>{{ name }}</script>": "in a script, a style or a comment",
    "<style>{{ name }}</style>": "in a script, a style or a comment",
    "<!-- {{ name }} -->": "in a script, a style or a comment",
    "<a href={{ name }}>x</a>": "without quotes",
    "<a {{ name }}>x</a>": "without quotes",
    '<a onclick="{{ name }}">x</a>': "can run code",
    '<p style="color:{{ name }}">x</p>': "can run code",
    '<a href="{{ name }}">x</a>': "without a check",
    '<a href="https://x.example/{{ name | link }}">x</a>': "without a check",
}


@pytest.mark.parametrize(("source", "said"), HTML_REFUSED.items())
def test_html_refuses_values_where_escaping_does_not_help(source, said):
    with pytest.raises(DataError) as error:
        Template("", source, html=True)
    assert said in str(error.value)


def test_html_lets_checked_links_and_quoted_attributes_through():
    body = '<a href="{{ url | link }}" title="{{ name }}">{{ name }}</a>'
    rows = pd.DataFrame(
        {
            "url": ["https://x.example/?a=1&b=2", "javascript:alert(1)"],
            "name": ['a"b'] * 2,
        }
    )
    made = render(Template("", body, html=True), rows)
    assert made["body"].iloc[0] == (
        '<a href="https://x.example/?a=1&amp;b=2" title="a&#34;b">a&#34;b</a>'
    )
    assert made["refused"].tolist() == [False, True]


def test_a_template_survives_a_pickle():
    template = Template("{{ name }}", "x {{ n }}", purpose="news")
    again = pickle.loads(pickle.dumps(template))
    assert again == template
    assert again.fields == ("name", "n")


def test_printed_names_leave_conditions_out():
    template = Template("{{ a if b else c }}", "{% if d %}{{ e }}{% endif %}")
    assert sorted(template.fields) == ["a", "b", "c", "d", "e"]
    assert template.printed == ("a", "c", "e")


def test_what_is_not_known_equals_nothing_and_differs_from_nothing():
    rows = pd.DataFrame({"city": ["Lunne", None]})

    def bodies(condition):
        source = "{% if " + condition + " %}yes{% else %}no{% endif %}"
        return render(Template("", source), rows)["body"].tolist()

    assert bodies("city == 'Lunne'") == ["yes", "no"]
    assert bodies("city in ('Lunne', 'Ostrel')") == ["yes", "no"]
    assert bodies("city") == ["yes", "no"]
    assert bodies("city is known") == ["yes", "no"]
    assert bodies("not city") == ["no", "yes"]
    for negated in (
        "city != 'X'",
        "not city == 'X'",
        "city not in ('X',)",
        "city > 'A'",
    ):
        assert bodies(negated) == ["yes", ""], negated
    assert bodies("city is known and city != 'X'") == ["yes", "no"]


LEAVES = st.sampled_from(
    [
        "name",
        "n",
        "1",
        "0",
        "1e17",
        "0.1",
        "'a'",
        "''",
        "none",
        "true",
        "('a', 1)",
        "1e999",
    ]
)
EXPRESSIONS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.tuples(
            inner, st.sampled_from([*"+-*/~<>", "==", "!=", "in", "and", "or"]), inner
        ).map(lambda parts: "({} {} {})".format(*parts)),
        st.tuples(
            inner, st.sampled_from(["upper", "money", "day", "or('x')", "cut(2)"])
        )
        .map(" | ".join)
        .map("({})".format),
        st.tuples(inner, inner, inner).map(lambda p: "({} if {} else {})".format(*p)),
        inner.map("(not {})".format),
        inner.map("(-{})".format),
        inner.map("({} is known)".format),
    ),
    max_leaves=8,
)


@settings(deadline=None, max_examples=200)
@given(
    EXPRESSIONS,
    st.sampled_from(["{{ %s }}", "{%% if %s %%}yes{%% else %%}no{%% endif %%}"]),
    st.booleans(),
)
def test_any_expression_is_written_or_refused(expression, frame, html):
    rows = pd.DataFrame(
        {"name": ["Ann", None, "<b>"], "n": pd.Series([3, None, 0.5], dtype=object)}
    )
    try:
        made = render(Template("", frame % expression, html=html), rows)
    except DataError as error:
        assert "1e999" in expression or "nested" in str(error)  # noqa: PT017
        return
    assert (made["reason"].astype(str) != "").tolist() == made["refused"].tolist()
    written = made.loc[~made["refused"], "body"]
    assert not written.isin(["None", "nan", "True", "False", "inf", "-inf"]).any()
    assert not (html and written.str.contains("<", regex=False).any())


@pytest.mark.parametrize("html", [False, True])
def test_constants_are_written_by_the_same_rules_as_values(html):
    source = "{{ 12.5 }} {{ 3.0 }} {{ '<' }}"
    made = render(Template("", source, language="French", html=html), ROWS.head(1))
    assert made["body"].tolist() == [f"12,5 3 {'&lt;' if html else '<'}"]
    for refused in ("{{ none }}", "{{ true }}", "{{ 1 is known }}"):
        made = render(Template("", refused, html=html), ROWS.head(1))
        assert made["refused"].tolist() == [True], refused
