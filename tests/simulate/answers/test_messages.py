"""Messages: all parts crossed, in two languages, and no line twice."""

from itertools import combinations

import pandas as pd
import pytest

from segkit.simulate.answers import plan, wording
from segkit.simulate.answers.messages import campaign_table, message_table

FACTORS = ["subject_type", "social_proof", "deadline"]


@pytest.fixture(scope="module")
def messages():
    return message_table()


def test_every_level_stands_in_half_of_the_messages_of_a_campaign(messages):
    crossed = messages[messages["campaign_id"] != f"K{plan.THREE_LINES:02d}"]
    for factor in FACTORS:
        counts = crossed.groupby(["campaign_id", factor]).size()
        assert set(counts) == {2}


def test_two_campaigns_in_a_row_hold_all_eight_combinations(messages):
    last_two = messages[messages["campaign_id"].isin(["K23", "K24"])]
    assert len(last_two.drop_duplicates(FACTORS)) == 8


@pytest.mark.parametrize(("one", "other"), list(combinations(FACTORS, 2)))
def test_no_two_parts_go_together(messages, one, other):
    crossed = messages[messages["campaign_id"] != f"K{plan.THREE_LINES:02d}"]
    table = pd.crosstab(crossed[one], crossed[other])
    assert table.to_numpy().min() == table.to_numpy().max()


def test_the_length_of_a_text_tells_nothing_about_its_subject_line(messages):
    crossed = messages[messages["campaign_id"] != f"K{plan.THREE_LINES:02d}"]
    parts = crossed[FACTORS].assign(subject_type=crossed["subject_type"] == "targeted")
    assert parts.astype(float).corrwith(crossed["words"]).abs().max() < 0.25


def test_every_line_stands_once_in_each_language(messages):
    assert messages["message_id"].is_unique
    assert not messages.duplicated(["campaign_id", "subject_line"]).any()
    assert (messages["subject_line"] != messages["subject_line_fr"]).all()
    for column in ("subject_line", "subject_line_fr"):
        assert messages[column].str.len().between(15, 120).all()
        assert not messages[column].str.contains("[{}]").any()
    assert len(wording.THEMES) == len(plan.CAMPAIGNS)


def test_a_deadline_names_the_day_on_which_the_offer_ends(messages):
    named = messages[messages["deadline"]].merge(campaign_table(), on="campaign_id")
    for line, sent_at in zip(named["subject_line"], named["sent_at"], strict=True):
        last = sent_at + pd.Timedelta(days=plan.WINDOW_DAYS)
        assert line.endswith(f"(until {last.day} {last:%B})")
    assert named["subject_line_fr"].str.contains("jusqu'au").all()


def test_lines_and_offers_agree(messages):
    """A line that names a discount belongs to a message that gives it."""
    per_cent = messages["subject_line"].str.extract(r"(\d+) %")[0].dropna().astype(int)
    given = (100 * messages.loc[per_cent.index, "discount_rate"]).round().astype(int)
    assert (per_cent == given).all()


def test_campaigns_go_out_in_order_of_time():
    campaigns = campaign_table()
    assert campaigns["sent_at"].is_monotonic_increasing
    assert campaigns["campaign_name"].is_unique
    assert (campaigns["limited_time"] <= (campaigns["discount_rate"] > 0)).all()
