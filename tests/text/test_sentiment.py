"""Sentiment by the lexicon: negation, degree, contrast, quotation, language."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import datasets, text
from segkit.checks import DataError
from segkit.text import scoring
from segkit.text.lexicon import LANGUAGES, folded, lexicon


def signs(words, language="English"):
    return scoring.signs(folded(words), lexicon(language))


def test_a_case_by_hand():
    # "good" 2, "not" turns it: -.75 of 2; "very" makes "slow" 1.5 of -1; no more
    assert signs("not good, very slow") == (0.0, 1.5 + 1.5, False)
    # before "but" .75 of 2, after it 1.25 of -1
    assert signs("good but slow") == (1.5, 1.25, False)
    # a question counts half
    assert signs("good?") == (1.0, 0.0, False)
    # a phrase is one sign: "never again" is -2, not the negation of "again"
    assert signs("never again") == (0.0, 2.0, False)


@pytest.mark.parametrize(
    ("words", "language", "label"),
    [
        ("Great value, thank you", "English", "positive"),
        ("Terrible: it broke and nobody helped", "English", "negative"),
        ("The staff was kind but the parcel was damaged", "English", "mixed"),
        ("The bench is green", "English", "no sign"),
        ("It isn't good", "English", "negative"),
        ("No problem at all", "English", "positive"),
        ('They say: "the worst shop". Not my experience.', "English", "positive"),
        ("Très bon accueil, je recommande", "French", "positive"),
        ("Déçu : il est arrivé cassé", "French", "negative"),
        ("Decu, il est arrive casse", "French", "negative"),
        ("Ce n'est pas bon", "French", "negative"),
        ("Ce n\u2019est pas bon", "French", "negative"),
        ("L'accueil était parfait mais le colis est abîmé", "French", "mixed"),
        ("On dit : « service nul ». Pas ici.", "French", "positive"),
        ("J'adore", "French", "positive"),
        ("Le banc est vert", "French", "no sign"),
    ],
)
def test_short_texts(words, language, label):
    found = text.sentiment([words], language)
    assert found["sentiment"].tolist() == [label]


def test_languages_are_told_apart():
    feedback = datasets.load("feedback")
    found = text.sentiment(feedback["text"])
    right = found["language"] == feedback["language"].astype("str")
    assert right.mean() > 0.99


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lexicon_has_no_word_twice(language):
    module = LANGUAGES[language]
    words = [w for texts in module.WORDS.values() for w in folded(texts).split()]
    assert len(words) == len(set(words))
    phrases = [p for texts in module.PHRASES.values() for p in texts.split("|")]
    assert len(phrases) == len(set(phrases))
    assert set(module.WORDS) == {3, 2, 1, -1, -2, -3}


def test_on_the_world_it_is_what_it_is():
    feedback = datasets.load("feedback")
    truth = datasets.truth("feedback")["sentiment"]
    found = text.sentiment(feedback["text"], feedback["language"])
    table = text.how_right(found, truth)
    # feelings of these texts seldom lie in single words: stars do better, learning much
    assert table["macro_f1"].between(0.4, 0.6).all()
    sure = found["confidence"] > 0.7
    right = found["sentiment"].astype("str") == truth.astype("str")
    assert right[sure].mean() > right[~sure & found["confidence"].notna()].mean() + 0.1


@given(st.lists(st.text(max_size=40), min_size=1, max_size=5))
def test_no_text_breaks_it(texts):
    texts.append("good")
    found = text.sentiment(texts)
    assert len(found) == len(texts)
    assert (found[["praise", "blame"]] >= 0).all(axis=None)
    assert found["confidence"].dropna().between(0.5, 1).all()


@settings(max_examples=15)
@given(st.permutations(["good", "bad", "a bench", "très bien", "cassé"]))
def test_a_text_is_judged_by_itself(texts):
    tongues = ["French" if t in {"très bien", "cassé"} else "English" for t in texts]
    found = text.sentiment(texts, tongues)
    both = zip(texts, tongues, strict=True)
    alone = [text.sentiment([t], k)["sentiment"].item() for t, k in both]
    assert found["sentiment"].tolist() == alone


def test_ten_thousand_letters_are_a_text():
    found = text.sentiment(["good " * 2000, "a" * 10_000, '"' * 5000 + "good"])
    assert found["sentiment"].tolist()[:2] == ["positive", "no sign"]


def test_missing_texts_have_no_sign():
    found = text.sentiment(pd.Series(["good", None, ""], index=[7, 8, 9]))
    assert found.index.tolist() == [7, 8, 9]
    assert found["sentiment"].tolist() == ["positive", "no sign", "no sign"]
    assert any("2 texts hold no word" in note for note in found.attrs["notes"])


@pytest.mark.parametrize(
    ("texts", "language", "says"),
    [
        ("good", "auto", "texts must be a Series or list"),
        ([1, 2], "auto", "texts must be words; these are integer"),
        (["", None], "auto", "there is no text"),
        (["good"], "Latin", "language must be 'auto'"),
    ],
)
def test_what_is_no_text_is_refused(texts, language, says):
    with pytest.raises(DataError, match=says):
        text.sentiment(texts, language)
