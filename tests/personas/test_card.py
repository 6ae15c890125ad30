"""The card: lines traced, guesses marked, small groups refused, nothing executed."""

import re
from html.parser import HTMLParser

import numpy as np
import pandas as pd
import pytest

from segkit import files, personas
from segkit.checks import DataError

HEADINGS = {f"h{n}" for n in range(1, 7)}


@pytest.fixture(scope="module")
def card(X, segments, orders, feedback):
    return personas.persona(
        segments,
        "app",
        X=X,
        orders=orders,
        feedback=feedback,
        made_from=[],
        guesses={"needs": ["wants it fast"]},
    )


class Page(HTMLParser):
    """Collects what a reader, and a screen reader, would get."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.levels, self.texts, self.attrs = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attrs += [(tag, name, value) for name, value in attrs]
        if tag in HEADINGS:
            self.levels.append(int(tag[1]))

    def handle_data(self, data):
        self.texts.append(data)


def test_every_measured_line_has_its_number_n_and_table(card):
    lines = card.lines()
    measured = lines[lines["kind"] == "measured"]
    assert len(measured) > 5
    assert (measured["n"] >= 10).all()
    assert (measured["table"] != "").all()
    assert measured["value"].notna().all()


def test_lines_agree_with_the_profile_behind_them(card):
    profile = card.profile.set_index(["table", "column", "level"])
    lines = card.lines()
    from_profile = lines[lines["section"].isin(["who", "do", "needs"])].query("n > 0")
    assert len(from_profile)
    for row in from_profile.itertuples():
        behind = profile.loc[(row.table, row.column, row.level)]
        assert row.value == behind["value"]
        assert row.n == behind["n"]
        assert row.low == behind["value_low"]


def test_value_is_the_mean_over_all_customers_of_the_segment(card, orders, segments):
    line = card.sections["value"][0]
    mine = segments.index[segments == "app"]
    recent = orders[
        orders["ordered_at"] > orders["ordered_at"].max() - pd.Timedelta("365D")
    ]
    total = recent.loc[recent["customer_id"].isin(mine), "amount"].sum()
    assert line.value == pytest.approx(total / len(mine))
    assert line.low < line.value < line.high


def test_the_planted_channel_is_found(card):
    line = next(one for one in card.sections["reach"] if one.column == "channel")
    assert line.level == "app"
    assert line.n == card.n
    assert line.low > 0.8


def test_money_is_in_the_currency_of_the_shop(X, segments, orders):
    spent = X.assign(spent_amount=[10.0, 30.0] * (len(X) // 2) + [1.0] * (len(X) % 2))
    card = personas.persona(segments, "app", X=spent, orders=orders, currency="GBP")
    units = set(card.lines()["unit"])
    assert "GBP" in units
    assert "EUR" not in units
    assert "EUR" not in card.to_markdown()
    table = personas.profile(spent, segments, "app", currency="")
    assert table.loc[table["column"] == "spent_amount", "unit"].tolist() == [""]


def test_a_tie_of_channels_is_said():
    ids = [f"c{i}" for i in range(40)]
    orders = pd.DataFrame(
        {
            "customer_id": ids,
            "ordered_at": "2024-01-01",
            "amount": 1.0,
            "channel": ["app", "web"] * 20,
        }
    )
    card = personas.persona(pd.Series("all", ids), "all", orders=orders)
    line = next(one for one in card.sections["reach"] if one.column == "channel")
    assert "cannot be told apart from web (50 %)" in line.note


def test_guesses_are_marked_in_every_form(card):
    line = card.lines().query("kind == 'guess'").iloc[0]
    assert line["text"] == "wants it fast"
    assert np.isnan(line["value"])
    for text in (repr(card), card.to_markdown()):
        assert "wants it fast (a guess: no number)" in text
    assert '<li class="guess">' in card.to_html()
    assert "a guess: no number" in card.to_html()


def test_markdown_and_html_hold_the_same_content(card):
    page = " ".join("".join(Page(card.to_html()).texts).split())
    markdown = re.sub(r"\\(.)", r"\1", card.to_markdown())
    for lines in card.sections.values():
        for line in lines:
            for part in (line.text, line.trace):
                assert part in page
                assert part in markdown
    for text in (card.name, card.headline, *card.cautions, *card.unknown):
        assert text in page
        assert text in markdown


def test_headings_are_in_order_and_the_portrait_is_described(card):
    for level in (1, 3):
        page = Page(card.to_html(heading=level))
        assert page.levels[0] == level
        assert set(page.levels[1:]) == {level + 1}
    labels = [value for tag, name, value in page.attrs if name == "aria-label"]
    assert labels == ["Abstract drawing for app: rings of leaves. It shows nobody."]


@pytest.mark.parametrize("n", [0, 1, 9])
def test_a_small_segment_is_named_and_refused(X, n):
    names = ["few"] * n + ["most"] * (300 - n)
    segments = pd.Series(pd.Categorical(names, ["few", "most"]), X.index)
    card = personas.persona(segments, "few", X=X, guesses={"needs": ["a guess"]})
    people = {0: "no customer", 1: "1 customer", 9: "9 customers"}[n]
    assert card.headline.startswith(f"This segment has {people}. Below 10 nothing")
    assert card.profile is None
    assert card.lines()["kind"].tolist() == ["guess"]
    assert people in card.to_html()


def test_twelve_people_are_said_to_be_twelve(X, segments, orders):
    few = segments[segments == "few"].index
    twelve = segments.copy()
    twelve[few[12:]] = "store"
    assert (twelve == "few").sum() == min(12, len(few))
    twelve = pd.Series(["few"] * 12 + ["most"] * 288, X.index)
    card = personas.persona(twelve, "few", X=X, orders=orders, made_from=[])
    assert card.headline.startswith("12 of 300 customers.")
    assert card.cautions[0].startswith("12 people: a small group.")


def test_a_persona_without_tables_says_what_is_not_known(segments):
    card = personas.persona(segments, "app")
    assert card.sections == {}
    assert len(card.unknown) == 9
    assert card.headline == f"{card.n} of 300 customers."


def test_sensitive_columns_bring_a_caution_when_they_are_asked_for(X, segments):
    asked = personas.persona(segments, "app", X=X, sensitive="religion")
    assert any("Sensitive: religion" in text for text in asked.cautions)
    silent = personas.persona(segments, "app", X=X)
    assert not any(text.startswith("Sensitive: ") for text in silent.cautions)
    assert "religion" not in set(silent.lines()["column"])


def test_protected_columns_bring_a_caution_and_name_nobody(segments):
    ids = segments.index
    X = pd.DataFrame({"gender": np.where(segments == "app", "woman", "man")}, ids)
    card = personas.persona(segments, "app", X=X, made_from=[])
    assert "woman" in repr(card)
    assert any(text.startswith("Protected: gender") for text in card.cautions)
    assert card.name == "app"
    assert "What sets them apart is protected by law" in card.headline


def test_the_name_comes_from_the_data_or_from_the_caller(card, X, segments):
    assert card.name in {"app: more spent (amount)", "app: more often by app"}
    mine = personas.persona(segments, "app", X=X, name="The quick ones")
    assert mine.name == "The quick ones"
    with pytest.raises(DataError, match="name must be a text that is not empty"):
        personas.persona(segments, "app", X=X, name=" ")


def test_what_is_counted_is_fewer_and_what_is_not_is_less(segments):
    loud = segments == "app"
    few = {"n_orders": 9 - 4 * loud, "spent_amount": 9.0}
    assert named(few, segments) == "app: fewer orders"
    assert named({"spent_amount": 9.0 - 4 * loud}, segments).startswith("app: less")


def named(columns, segments):
    """Return the name of a persona that differs in one column."""
    noise = np.arange(len(segments)) % 3
    X = pd.DataFrame(columns, segments.index).add(noise, axis=0)
    return personas.persona(segments, "app", X=X, made_from=[]).name


def test_like_the_others_is_said(X, segments):
    lot = pd.Series(np.random.default_rng(3).permutation(segments), X.index)
    card = personas.persona(lot, "app", X=X, made_from=[])
    assert "Nothing known sets them apart from the other customers." in card.headline
    assert card.name == "app"


def test_personas_of_are_ordered_by_what_they_bring(X, segments, orders):
    cards = personas.personas_of(segments, X=X, orders=orders, made_from=[])
    brought = [
        card.sections["value"][0].value * card.n for card in cards if card.sections
    ]
    assert brought == sorted(brought, reverse=True)
    assert len(cards) == 3
    assert cards["store"].segment == "store"
    assert set(cards.lines()["segment"]) <= {"app", "store", "few"}
    with pytest.raises(DataError, match="the segment of a card must be one of"):
        _ = cards["nobody"]


def test_answers_of_a_part_are_said_to_be_those_of_a_part(X, segments):
    card = personas.persona(
        segments, "app", X={"shop": X, "asked": X[["noise"]].head(90)}
    )
    asked = int((segments.head(90) == "app").sum())
    assert f"asked knows {asked} of the {card.n}: the rest may differ." in card.cautions


def test_no_identifier_and_no_row_of_anybody_is_on_a_card(card, X):
    page = card.to_html() + card.to_markdown()
    assert not re.search(r"c\d{3}\b", page)
    for spent in X["spent_amount"]:
        assert f"{spent:,.2f}" not in page


EVIL = [
    "<script>alert(1)</script>",
    "</style></article><img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    '=HYPERLINK("http://x";"y")',
    "[x](javascript:alert(1)) | `c` **b** \n# heading",
    "عملاء 👩\u200d👩\u200d👧 \u202eevil",
    "a\x00b\r\nc\td",
    "{0} {name} %s {{ 7*7 }}",
    "x" * 10_000,
]


@pytest.mark.parametrize("evil", EVIL)
def test_hostile_texts_are_shown_and_not_executed(evil, X, orders, feedback, tmp_path):
    segments = pd.Series(np.where(X["by_app"], evil, "others"), X.index)
    known = X[["by_app", "colour"]].rename(columns={"colour": evil})
    known[evil] = known[evil].replace({"red": evil})
    card = personas.persona(
        segments,
        evil,
        X=known,
        orders=orders.replace({"channel": {"app": evil}}),
        feedback=feedback.assign(text=evil + " and four more words"),
        quotable=list(X.index),
        guesses={"needs": [evil]},
        made_from=[],
    )
    for page in (card, personas.empathy_map(card), personas.idea_canvas(card)):
        html = page.to_html()
        tags = set(Page(html).tags)
        assert not tags & {"script", "img", "iframe", "a", "object", "b onerror"}
        assert not any(name.startswith("on") for _, name, _ in Page(html).attrs)
        assert html.count("<style>") == html.count("</style>") == 1
        assert len(html) < 60_000
        assert not re.search(r"(?<!\\)<script", page.to_markdown())
        assert "\n# heading" not in page.to_markdown()
    assert "\x00" not in card.to_html()
    assert "\u202e" not in card.to_html()
    path = tmp_path / "lines.csv"
    files.write_csv(card.lines(), path)
    assert not re.search(r'(^|,)"?=', path.read_text(encoding="utf-8"), re.MULTILINE)


def test_wrong_guesses_are_told(segments):
    for wrong in ({"soul": ["x"]}, {"needs": "x"}, ["x"]):
        with pytest.raises(DataError, match=r"guesses must be {section: \[text"):
            personas.persona(segments, "app", guesses=wrong)


def test_a_table_on_reach_from_another_room_is_taken(segments):
    table = pd.DataFrame(
        {
            "segment": ["app", "app", "store"],
            "channel": ["email", "sms", "sms"],
            "n": 80,
            "share": [0.6, 0.4, 1.0],
            "low": [0.5, 0.3, 0.9],
            "high": [0.7, 0.5, 1.0],
            "best": [False, False, True],
        }
    )
    card = personas.persona(segments, "app", reach={"sends": table})
    (line,) = card.sections["reach"]
    assert (line.text, line.value, line.table) == ("channel: email", 0.6, "sends")
    assert line.note == "cannot be told apart from the next"
    with pytest.raises(DataError, match="reach needs columns"):
        personas.persona(segments, "app", reach=table[["segment"]])


def test_clicks_are_counted_over_messages_delivered(segments):
    ids = list(segments.index[segments == "app"])
    sends = pd.DataFrame(
        {
            "customer_id": ids * 2,
            "message_id": ["m1"] * len(ids) + ["m2"] * len(ids),
            "delivered": True,
            "clicked_at": [None] * len(ids)
            + ["2024-01-01"] * 60
            + [None] * (len(ids) - 60),
        }
    )
    messages = pd.DataFrame(
        {"message_id": ["m1", "m2"], "content_type": ["news", "tips"]}
    )
    card = personas.persona(segments, "app", sends=sends, messages=messages)
    (line,) = card.sections["reach"]
    assert line.level == "tips"
    assert line.value == pytest.approx(60 / len(ids))
    assert line.n == len(ids)


def test_the_same_tables_give_the_same_card(X, segments, orders, card, feedback):
    again = personas.persona(
        segments.sample(frac=1, random_state=2),
        "app",
        X=X.sample(frac=1, random_state=3),
        orders=orders.sample(frac=1, random_state=4),
        feedback=feedback.sample(frac=1, random_state=5),
        made_from=[],
        guesses={"needs": ["wants it fast"]},
    )
    assert repr(again) == repr(card)
