"""Two personas side by side, and the sheets made from one."""

import pandas as pd
import pytest

from segkit import personas
from segkit.checks import DataError


@pytest.fixture(scope="module")
def cards(X, segments, orders, feedback):
    return personas.personas_of(
        segments, X=X, orders=orders, feedback=feedback, made_from=[]
    )


def test_planted_differences_come_first_and_are_apart(cards):
    found = personas.compare(cards["app"], cards["store"])
    assert set(found.head(2)["column"]) == {"by_app", "spent_amount"}
    assert found.head(2)["apart"].all()
    assert not found.loc[found["column"] == "colour", "apart"].any()


def test_figures_are_those_of_the_profiles(cards):
    found = personas.compare(cards["app"], cards["store"])
    row = found[found["column"] == "by_app"].iloc[0]
    for side, name in (("first", "app"), ("second", "store")):
        behind = cards[name].profile.query("column == 'by_app'").iloc[0]
        assert row[side] == behind["value"]
        assert row[f"n_{side}"] == behind["n"]


def test_the_other_way_round_only_the_sides_change(cards):
    one = personas.compare(cards["app"], cards["store"])
    other = personas.compare(cards["store"], cards["app"])
    pd.testing.assert_series_equal(one["text"], other["text"])
    pd.testing.assert_series_equal(one["first"], other["second"], check_names=False)
    assert (one["difference"] == -other["difference"]).all()


def test_the_html_escapes_and_says_each_n(cards):
    html = personas.compare_html(personas.compare(cards["app"], cards["store"], top=3))
    assert html.count("<tr>") == 4
    assert html.count("n = ") == 6
    assert 'scope="row"' in html


def test_what_is_no_two_cards_is_told(cards):
    with pytest.raises(DataError, match="two different segments"):
        personas.compare(cards[0], cards[0])
    with pytest.raises(DataError, match="second needs a PersonaCard; this is a str"):
        personas.compare(cards[0], "store")


def test_an_empathy_map_holds_what_was_measured_and_asks_for_the_rest(cards):
    sheet = personas.empathy_map(cards["app"])
    fields = {head: (known, ask) for head, known, ask in sheet.fields}
    assert fields["Think"][0] == ()
    assert len(fields["Do"][0]) == len(cards["app"].sections["do"])
    assert all(ask.endswith("?") for _, ask in fields.values())
    assert all(
        ask in sheet.to_html().replace("&#x27;", "'") for _, ask in fields.values()
    )


def test_an_idea_canvas_takes_the_gap(cards):
    gap = pd.DataFrame(
        {"segment": ["app", "store"], "sentence": ["no lamps", "no pens"]}
    )
    sheet = personas.idea_canvas(cards["app"], gap)
    fields = {head: known for head, known, _ in sheet.fields}
    assert fields["What is missing"] == ("no lamps",)
    assert fields["For whom"] == (cards["app"].headline,)
    assert "no lamps" in sheet.to_markdown()
    with pytest.raises(DataError, match="needs a PersonaCard"):
        personas.idea_canvas("app")
    with pytest.raises(DataError, match="gap must be what product_gap returns"):
        personas.idea_canvas(cards["app"], gap.drop(columns="sentence"))


def test_an_idea_canvas_takes_what_product_gap_returns(cards):
    columns = ["segment", "need", "verdict", "gap", "low", "high", "n_asked"]
    rows = [["app", "light", "gap: needed more", 1.94, 1.4, 2.6, 40]]
    gap = personas.ProductGap(None, None, pd.DataFrame(rows, columns=columns))
    gap.gaps["n_customers"] = 90
    known = dict(one[:2] for one in personas.idea_canvas(cards["app"], gap).fields)
    assert known["What is missing"] == (
        "light: gap: needed more (1.9 times, 1.4 to 2.6; n = 40 asked, 90 customers)",
    )
