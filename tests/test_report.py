"""The report: right numbers, nobody given away, and a page that everybody can read."""

import re
from html.parser import HTMLParser

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import features, models, report
from segkit.checks import DataError
from segkit.report import facts, suggestions, words
from segkit.report.advice import KNOWN, advice, first
from segkit.report.small import pool, too_small
from segkit.report.words import POOLED

NAMES = ["Champions", "Loyal", "At risk", "Lost", "Promising"]
HELD = features.Holdout(
    as_of="2024-04-01",
    start="2024-04-02",
    end="2024-06-30",
    days=90,
    first_day="2023-01-05",
    last_day="2024-06-30",
)
SIZES = [30, 60, 40, 3, 0]


def table_of_customers():
    n = sum(SIZES)
    rng = np.random.default_rng(7)
    X = pd.DataFrame(
        {
            "recency_days": rng.integers(0, 300, n),
            "n_orders": 1 + rng.poisson(3, n),
            "monetary_amount": rng.lognormal(4, 1, n).round(2),
            "first_order_date": pd.Timestamp("2023-01-05"),
            "last_order_date": pd.Timestamp("2024-06-29"),
        },
        index=pd.Index([f"person{i}@example.org" for i in range(n)]),
    )
    X.attrs = {"as_of": "2024-06-30", "left_out": {"after as_of": 4, "no amount": 0}}
    return X


@pytest.fixture(name="X", scope="module")
def customers_table():
    return table_of_customers()


@pytest.fixture(scope="module")
def segments(X):
    names = pd.Categorical(np.repeat(NAMES, SIZES), categories=NAMES)
    return pd.Series(names, index=X.index, name="behavioural")


@pytest.fixture(scope="module")
def rules():
    return pd.DataFrame({"name": NAMES, "rule": [f"rule <{n}>" for n in NAMES]})


def back_test():
    counts = {"Champions": (24, 30), "Loyal": (30, 60), "At risk": (4, 40)}
    counts |= {"Lost": (1, 3), "Promising": (0, 0), "all": (59, 133)}
    table = pd.DataFrame(counts, index=["numerator", "denominator"]).T
    with np.errstate(invalid="ignore"):
        table["value"] = table["numerator"] / table["denominator"]
    table = table.assign(
        n=table["denominator"], low=table["value"] - 0.05, high=table["value"] + 0.05
    )
    table["small"] = table["n"] < 30
    table.attrs = {"unit": "rate", "definition": "buyers / customers"}
    return table


@pytest.fixture(scope="module")
def page(X, segments, rules):
    return report.segmentation(
        X,
        segments,
        rules,
        method="rfm",
        source="orders.csv",
        currency="EUR",
        test=back_test(),
        held=HELD,
        cuts={"n_orders": [1.0, 2.5, 4.0, None]},
        notes=["CSV text; 200 rows"],
        tables={"What was cleaned": pd.DataFrame({"decision": ["x|y"], "rows": [2]})},
    )


class Outline(HTMLParser):
    """Collect what a screen reader would walk through."""

    def __init__(self):
        super().__init__()
        self.tags, self.ids, self.links, self.headings = [], [], [], []
        self.open, self.balanced = [], True

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags.append((tag, attrs))
        if "id" in attrs:
            self.ids.append(attrs["id"])
        if attrs.get("href", "").startswith("#"):
            self.links.append(attrs["href"][1:])
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in {"meta", "img", "link", "br", "hr"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        self.balanced &= bool(self.open) and self.open.pop() == tag


@pytest.fixture(scope="module")
def outline(page):
    parser = Outline()
    parser.feed(page.html())
    return parser


def test_the_numbers_of_a_group_are_those_of_its_customers(X, segments):
    rows = {row["name"]: row for row in facts.per_segment(X, segments)}
    mine = X[segments == "Loyal"]
    assert rows["Loyal"]["n"] == 60
    assert rows["Loyal"]["revenue"] == pytest.approx(mine["monetary_amount"].sum())
    assert rows["Loyal"]["orders"] == mine["n_orders"].mean()
    share = mine["monetary_amount"].sum() / X["monetary_amount"].sum()
    assert rows["Loyal"]["revenue_share"] == pytest.approx(share)
    assert rows["Loyal"]["recency_days"] == mine["recency_days"].median()


def test_shares_add_up_to_one(X, segments):
    rows = facts.per_segment(X, segments)
    assert sum(row["share"] for row in rows) == pytest.approx(1)
    assert sum(row["revenue_share"] for row in rows) == pytest.approx(1)


def test_shuffled_customers_change_nothing(X, segments, rules):
    order = np.random.default_rng(1).permutation(len(X))
    mixed = X.iloc[order]
    mixed.attrs = X.attrs
    one = report.segmentation(X, segments, rules, method="rfm").html()
    assert (
        report.segmentation(mixed, segments.iloc[order], rules, method="rfm").html()
        == one
    )


def test_no_revenue_gives_unknown_shares_and_no_figure_of_value(X, segments, rules):
    page = report.segmentation(
        X.assign(monetary_amount=0.0), segments, rules, method="rfm"
    )
    assert page.content["figures"]["groups"] == []
    assert words.UNKNOWN in page.html()


def test_absent_columns_are_absent(X, segments, rules):
    page = report.segmentation(X[["n_orders"]], segments, rules, method="rfm")
    assert words.GLANCE["revenue"] not in page.html()
    assert words.GLANCE["orders"] in page.html()


# --- nobody is given away


def test_a_small_group_is_put_together_with_the_next_smallest():
    sizes = pd.Series({"a": 3, "b": 30, "c": 60, "d": 0})
    assert too_small(sizes, 10) == ["a", "b"]


def test_small_groups_that_are_enough_together_leave_the_others_alone():
    assert too_small(pd.Series({"a": 6, "b": 5, "c": 60}), 10) == ["a", "b"]


def test_nothing_is_put_together_when_all_groups_are_large_enough():
    assert too_small(pd.Series({"a": 10, "b": 11}), 10) == []


@settings(deadline=None)
@given(st.lists(st.integers(0, 40), min_size=1, max_size=12), st.integers(1, 15))
def test_no_group_below_the_minimum_can_be_worked_out(sizes, minimum):
    names = [str(i) for i in range(len(sizes))]
    together = set(too_small(pd.Series(sizes, index=names), minimum))
    alone = [n for name, n in zip(names, sizes, strict=True) if name not in together]
    hidden = sum(sizes) - sum(alone)
    assert all(n == 0 or n >= minimum for n in alone)
    if together and sum(sizes) >= minimum:
        assert hidden >= minimum


def test_pooling_keeps_every_customer(segments):
    shown, names = pool(segments, 10)
    assert names == ["Champions", "Lost"]
    assert len(shown) == len(segments)
    assert shown.value_counts()[POOLED] == 33


def test_a_small_group_shows_no_number_of_its_own(page):
    card = next(c for c in page.content["cards"] if c["name"] == "Lost")
    assert "fewer than 10" in card["numbers"]
    first_column = [row["cells"][0]["text"] for row in page.content["glance"]["rows"]]
    assert "Lost" not in first_column
    assert POOLED in first_column
    assert "Champions, Lost" in page.html()


def test_small_groups_of_the_test_are_put_together_with_a_new_interval():
    table = facts.tested(back_test(), 10)
    assert list(table.index) == ["Loyal", "At risk", POOLED, "all"]
    assert table.loc[POOLED, "value"] == 25 / 33
    assert table.loc[POOLED, "low"] < 25 / 33 < table.loc[POOLED, "high"]
    assert not table.loc[POOLED, "small"]


def test_fewer_customers_than_the_minimum_are_not_divided_on_paper(X, segments, rules):
    few, theirs = X.head(5), segments.head(5)
    page = report.segmentation(few, theirs, rules, method="rfm", test=back_test())
    assert page.content["glance"]["rows"] == []
    assert page.content["figures"] == {"groups": [], "test": []}
    assert "There are only 5 customers" in page.html()


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_no_customer_is_in_the_report(page, X, form):
    text = getattr(page, form)()
    assert "@example.org" not in text
    assert not any(name in text for name in X.index)


# --- words


@pytest.mark.parametrize("known", KNOWN.values())
def test_every_group_has_meaning_goal_and_action(known):
    assert all(all(part for part in one[:3]) for one in known.values())


def test_groups_found_in_the_data_are_told_by_their_numbers():
    X = pd.DataFrame({"recency_days": [2, 300, 4, 280], "n_orders": [9, 8, 1, 1]})
    groups = pd.Series(["one", "two", "three", "four"])
    goals = {name: advice(name, X, groups, "kmeans").goal for name in groups}
    assert goals["one"] == suggestions.LIKENESS[True, True].goal
    assert goals["two"] == suggestions.LIKENESS[False, True].goal
    assert goals["three"] == suggestions.LIKENESS[True, False].goal
    assert goals["four"] == suggestions.LIKENESS[False, False].goal


@pytest.mark.parametrize("method", ["rfm", "lifecycle", "abc"])
def test_every_segment_of_a_model_has_its_words(method):
    n = 40
    X = pd.DataFrame(
        {
            "recency_days": np.arange(n, dtype=float),
            "n_orders": 1 + np.arange(n) % 5,
            "monetary_amount": 10.0 + np.arange(n) ** 2,
            "tenure_days": 100.0 + np.arange(n),
            "median_gap_days": 7.0,
        }
    )
    model = models.BehaviouralSegmenter(method=method).fit(X)
    assert set(model.segments_["name"]) <= set(KNOWN[method])


def test_the_lost_of_the_lifecycle_are_not_the_lost_of_rfm():
    nobody = pd.DataFrame()
    lost = [advice("Lost", nobody, pd.Series(), m) for m in ("lifecycle", "rfm")]
    assert lost[0] != lost[1]


def test_the_report_begins_with_the_drifting_group_worth_most():
    rows = [
        {"name": "Champions", "revenue": 900.0},
        {"name": "At risk", "revenue": 300.0},
        {"name": "Cannot lose them", "revenue": 400.0},
    ]
    assert first(rows, suggestions.RFM) == "Cannot lose them"
    assert first(rows[:1], suggestions.RFM) is None


def test_the_messages_say_what_the_tables_say(page):
    text = " ".join(page.content["messages"]).replace("\u00a0", " ")
    assert (
        "50.0 % of the segment “Loyal” bought again, against 10.0 % of “At risk”"
        in text
    )
    assert "Where to begin: “At risk”" in text


def test_without_a_test_the_report_says_why(X, segments, rules):
    page = report.segmentation(
        X, segments, rules, method="rfm", untested="The history is too short."
    )
    assert "The history is too short." in page.html()
    assert "The history is too short." in page.markdown()


def test_what_was_left_out_is_counted(page):
    assert "after as_of" in page.html()
    assert "no amount" not in page.html()


def test_the_limits_between_scores_are_shown(page):
    assert "1 | 2.5 | 4 | none" in page.html()


def report_with_rate(X, segments, rules, at_risk):
    table = back_test()
    table.loc["At risk", "value"] = at_risk
    return report.segmentation(X, segments, rules, method="rfm", test=table, held=HELD)


def test_who_came_back_is_not_called_at_risk(X, segments, rules):
    page = report_with_rate(X, segments, rules, 0.9)
    assert any(
        "“At risk”. At least half" in note for note in page.content["test_notes"]
    )
    assert not any(card["begin"] for card in page.content["cards"])
    page = report_with_rate(X, segments, rules, 0.1)
    assert not any("At least half" in note for note in page.content["test_notes"])
    assert [c["name"] for c in page.content["cards"] if c["begin"]] == ["At risk"]


def test_a_shop_that_few_leave_is_told_so(X, segments, rules):
    table = back_test()
    table["value"] = 0.95
    page = report.segmentation(X, segments, rules, method="rfm", test=table, held=HELD)
    text = " ".join(page.content["messages"]).replace("\u00a0", " ")
    assert "95.0 % of all customers bought again in the test: few leave." in text


def test_many_segments_for_few_customers_are_said_to_be_many(X, segments, rules, page):
    few = segments.groupby(segments, observed=True).head(8)
    small = report.segmentation(X.loc[few.index], few, rules, method="rfm")
    text = " ".join(small.content["glance_notes"])
    assert "With 27 customers, 4 segments are many: “--method lifecycle”" in text
    assert not any("are many" in note for note in page.content["glance_notes"])


# --- the page itself


def test_everything_is_on_the_page_itself(page):
    text = page.html()
    assert "http://" not in text
    assert "https://" not in text
    assert "<script" not in text
    assert set(re.findall(r'src="([^"]{5})', text)) == {"data:"}
    assert "default-src 'none'" in text


def test_the_page_has_its_landmarks_once(outline):
    tags = [tag for tag, _ in outline.tags]
    for landmark in ("header", "nav", "main", "footer", "h1", "title"):
        assert tags.count(landmark) == 1, landmark
    html = dict(outline.tags[0][1])
    assert html["lang"] == "en"


def test_headings_descend_by_one_level_at_a_time(outline):
    steps = np.diff(outline.headings)
    assert outline.headings[0] == 1
    assert steps.max() == 1


def test_tags_are_closed_and_ids_are_unique(outline):
    assert outline.balanced
    assert outline.open == []
    assert len(set(outline.ids)) == len(outline.ids)


def test_every_link_and_label_leads_somewhere(outline):
    labels = [a["aria-labelledby"] for _, a in outline.tags if "aria-labelledby" in a]
    assert set(outline.links) | set(labels) <= set(outline.ids)


def test_tables_have_captions_and_headers_that_say_what_they_head(outline):
    tags = [tag for tag, _ in outline.tags]
    assert tags.count("table") == tags.count("caption") >= 5
    assert all(a.get("scope") in {"col", "row"} for t, a in outline.tags if t == "th")


def test_figures_have_an_alternative_text_with_the_numbers(outline):
    texts = [attrs["alt"] for tag, attrs in outline.tags if tag == "img"]
    assert len(texts) == 3
    assert all(len(text) > 80 for text in texts)
    assert any("Loyal" in text for text in texts)


def test_names_from_outside_are_escaped(X, segments, rules):
    page = report.segmentation(
        X, segments, rules, method="rfm", source="<b>&orders</b>.csv"
    )
    assert "<b>&orders" not in page.html()
    assert "&lt;b&gt;&amp;orders" in page.html()
    assert "Rule &lt;Loyal&gt;" in page.html()


def test_markdown_tables_keep_their_columns(page):
    text = page.markdown()
    assert "x\\|y" in text
    rows = [line for line in text.splitlines() if line.startswith("| Loyal")]
    assert rows[0].count("|") == 9
    assert page._repr_markdown_() == text


def test_customers_without_a_group_are_refused(X, segments, rules):
    with pytest.raises(DataError, match="segments lack 1 of the 133 customers of X"):
        report.segmentation(X, segments.iloc[1:], rules, method="rfm")


def test_no_customers_are_refused(X, segments, rules):
    with pytest.raises(DataError, match="X has no customers"):
        report.segmentation(X.iloc[:0], segments, rules, method="rfm")
