"""Short texts: about what was bought, after it was bought, and not all alike."""

import pytest

from segkit.simulate.minds import banks
from segkit.simulate.minds.compose import SLOTS
from segkit.simulate.trade.catalogue import CATEGORIES

THINGS = [thing for category in CATEGORIES for thing in category.things]


def test_a_review_follows_its_order_and_is_by_whoever_ordered(one):
    texts, orders = one.tables["feedback"], one.tables["orders"]
    reviews = texts.query("kind == 'review'").merge(
        orders, on="order_id", suffixes=("", "_of_order"), validate="one_to_one"
    )
    assert len(reviews) == (texts["kind"] == "review").sum()
    assert (reviews["customer_id"] == reviews["customer_id_of_order"]).all()
    assert (reviews["written_at"] > reviews["ordered_at"]).all()
    assert (texts["written_at"] < "2025-01-01").all()
    assert reviews["rating"].between(1, 5).all()


def test_what_nearly_stopped_people_was_written_with_the_survey(one):
    notes = one.tables["feedback"].query("kind == 'pain point'")
    survey = one.tables["survey_raw"].set_index("customer_id")["answered_on"]
    assert notes["order_id"].isna().all()
    assert notes["rating"].isna().all()
    day = notes["written_at"].dt.normalize()
    assert (day.to_numpy() == survey.loc[notes["customer_id"]].to_numpy()).all()


def test_numbers_follow_time_and_every_text_has_its_truth(one):
    texts, truth = one.tables["feedback"], one.truth["feedback"]
    assert texts["written_at"].is_monotonic_increasing
    assert texts["feedback_id"].is_unique
    assert texts["feedback_id"].equals(truth["feedback_id"])
    assert set(truth["theme"]) == set(banks.THEMES)
    assert not (truth["theme"] == truth["second_theme"]).any()


def test_texts_are_whole_and_hardly_ever_the_same(one):
    text = one.tables["feedback"]["text"]
    assert not text.str.contains(r"[{}\[\]|]|CLAUSE|  |\.\.").any()
    assert text.str.len().between(12, 420).all()
    assert text.duplicated().mean() < 0.01
    assert (text == text.str.strip()).all()


def test_stars_follow_what_was_felt(one):
    texts = one.tables["feedback"].merge(one.truth["feedback"], on="feedback_id")
    stars = texts.dropna(subset="rating").groupby("sentiment")["rating"].mean()
    assert stars["positive"] > stars["mixed"] > stars["negative"]
    assert texts["irony"].mean() < 0.02
    assert (texts.loc[texts["irony"], "sentiment"] == "negative").all()


def test_returned_orders_are_written_about_as_such(one):
    texts = one.tables["feedback"].merge(one.truth["feedback"], on="feedback_id")
    reviews = texts.merge(one.tables["orders"], on="order_id")
    about = (reviews["theme"] == "returns").groupby(reviews["returned"]).mean()
    assert about[True] > 3 * about[False]
    by_channel = (reviews["theme"] == "website").groupby(reviews["channel"]).mean()
    assert by_channel["web"] > 5 * by_channel["store"]


@pytest.mark.parametrize("language", [0, 1])
@pytest.mark.parametrize("thing", THINGS)
def test_every_thing_has_its_words_in_both_languages(language, thing):
    words = banks.forms(f"{thing} Alva", language)
    assert words["line"] == "Alva"
    assert all(isinstance(word, str) for word in words.values())


@pytest.mark.parametrize("language", [0, 1])
def test_every_word_in_braces_is_known(language):
    known = set(SLOTS) | set(banks.forms("Pillow Alva", language))
    for heading, lines in banks.bank(language).items():
        for line in lines:
            asked = {word.split("}")[0] for word in line.split("{")[1:]}
            assert asked <= known, (heading, line)


@pytest.mark.parametrize("language", [0, 1])
@pytest.mark.parametrize("theme", banks.THEMES)
@pytest.mark.parametrize("sign", "+-?0")
def test_every_theme_has_enough_to_say(language, theme, sign):
    least = 4 if sign == "0" else 7
    assert len(banks.choices(language, f"{theme} {sign}", "hard")) >= least


def test_both_languages_have_the_same_sections():
    assert set(banks.bank(0)) == set(banks.bank(1))
