"""Themes: found where there are some, none where there are none, coded by rules."""

import numpy as np
import pandas as pd
import pytest

from segkit import datasets, text
from segkit.checks import DataError

TOPICS = {
    "delivery": "parcel carrier driver late tracking door",
    "price": "price euro discount dear voucher sale",
    "garden": "soil seeds shovel flower plant pot",
}
RULES = {"delivery": ["deliver", "livr", "parcel", "colis"], "price": ["dear", "cher"]}


def planted(n=240, seed=1):
    rng = np.random.default_rng(seed)
    truth = rng.choice(list(TOPICS), n)
    texts = [" ".join(rng.choice(TOPICS[t].split(), 4, replace=False)) for t in truth]
    return pd.Series(texts), truth


def test_planted_themes_are_found_and_named_by_their_words():
    texts, truth = planted()
    found = text.themes(texts, n_themes=3, language="English")
    table = pd.crosstab(found.texts["theme"], truth)
    assert (table.max(axis=1) / table.sum(axis=1) == 1).all()
    for theme in found.table["theme"][:3]:
        words = set(theme.split(", "))
        assert any(words <= set(known.split()) for known in TOPICS.values())
    assert found.table["n"].sum() == len(texts)
    assert found.table["n"].iloc[:3].is_monotonic_decreasing


def test_planted_themes_are_as_many_as_advised():
    texts, _ = planted()
    table = text.theme_advice(texts, n_themes=range(2, 7), language="English")
    assert table.attrs["best"] == 3
    assert "3 themes come back most surely" in table.attrs["notes"][0]


def test_texts_without_themes_are_not_given_any():
    rng = np.random.default_rng(3)
    words = [f"word{chr(97 + i)}{chr(97 + j)}" for i in range(10) for j in range(10)]
    texts = [" ".join(rng.choice(words, 6)) for _ in range(300)]
    table = text.theme_advice(
        texts, n_themes=range(3, 6), n_pairs=3, language="English"
    )
    assert table.attrs["best"] is None
    assert "code the texts by rules" in table.attrs["notes"][0]


def test_themes_are_the_same_for_the_same_seed():
    texts, _ = planted()
    one, two = (text.themes(texts, n_themes=3, language="English") for _ in range(2))
    pd.testing.assert_frame_equal(one.texts, two.texts)


def test_rules_code_both_languages_and_leave_some_without():
    texts = ["Delivered late, and dear", "Colis livré, très cher", "A green bench", ""]
    found = text.themes(texts, rules=RULES)
    assert found.texts["theme"].tolist()[:2] == ["delivery", "delivery"]
    assert found.texts["theme"].isna().tolist() == [False, False, True, True]
    assert found.texts["second_theme"].tolist()[:2] == ["price", "price"]
    assert found.texts["confidence"].iloc[1] == pytest.approx(2 / 3)
    assert found.table.set_index("theme").loc["no theme", "n"] == 2
    assert "bench" not in repr(found) + found._repr_html_()


def test_names_replace_those_made_of_words():
    texts, _ = planted()
    found = text.themes(texts, n_themes=3, names=["a", "b", "c"], language="English")
    assert found.table["theme"].tolist() == ["a", "b", "c", "no theme"]
    with pytest.raises(DataError, match="there are themes 0 to 2"):
        text.themes(texts, n_themes=3, names=["a"], language="English")


@pytest.mark.slow
def test_learned_themes_of_the_world_beat_a_bag_of_words():
    feedback = datasets.load("feedback").query("language == 'French'")
    coded = feedback.merge(datasets.truth("feedback"), on="feedback_id")
    truth = coded["theme"]
    model = text.learn(
        feedback["text"],
        truth,
        language=feedback["language"],
        groups=feedback["customer_id"],
        name="theme",
        mark=False,
    )
    table = text.how_right(model.held_out, truth, name="theme")
    assert table.loc["all", "macro_f1"] > 0.75


@pytest.mark.parametrize(
    ("texts", "options", "says"),
    [
        (["late"] * 5, {"language": "English"}, "7 themes need 70 texts"),
        (["it was late", "il était en retard"], {}, "one language at a time"),
        (["late"], {"rules": {"a": "late"}}, "the theme 'a' has 'late'"),
        (["late"] * 50, {"n_themes": 1, "language": "English"}, "n_themes must be"),
    ],
)
def test_what_cannot_be_is_refused(texts, options, says):
    with pytest.raises(DataError, match=says):
        text.themes(texts, **options)


def test_examples_show_no_text_unless_asked():
    texts = ["Very good. Dear Ann Lee, call 06 12 34 56 78", "bad", "bad, very bad"]
    found = text.sentiment(texts, "English")
    quiet = text.examples(found, texts, n=1)
    assert list(quiet.columns) == ["label", "id", "confidence"]
    shown = text.examples(found, texts, n=1, show_text=True)
    assert shown["text"].tolist() == [
        "bad, very bad",
        "Very good. Dear [name], call [number]",
    ]
    wrong = text.examples(found, texts, wrong=["negative"] * 3)
    assert wrong["id"].tolist() == [0]
    with pytest.raises(DataError, match="same length"):
        text.examples(found, texts[:2])
