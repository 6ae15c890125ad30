"""Learned labels beat a bag of words; confidence is true; shares are corrected."""

import numpy as np
import pandas as pd
import pytest
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import cross_val_predict
from sklearn.pipeline import make_pipeline

from segkit import datasets, text
from segkit.checks import DataError


@pytest.fixture(scope="module")
def coded():
    feedback = datasets.load("feedback")
    return feedback.merge(datasets.truth("feedback"), on="feedback_id")


@pytest.fixture(scope="module")
def learned(coded):
    return text.learn(
        coded["text"],
        coded["sentiment"],
        language=coded["language"],
        groups=coded["customer_id"],
    )


def bag_of_words(rows, truth):
    model = make_pipeline(CountVectorizer(), LogisticRegression(max_iter=2000))
    said = cross_val_predict(model, rows["text"], truth, cv=5)
    return f1_score(truth, said, average="macro")


@pytest.mark.slow
def test_it_beats_a_bag_of_words_and_the_stars(coded, learned):
    table = text.how_right(learned.held_out, coded["sentiment"])
    for language, rows in coded.groupby("language", observed=True):
        truth = rows["sentiment"].astype("str")
        bag = bag_of_words(rows, truth)
        assert 0.65 < bag < table.loc[language, "macro_f1"] - 0.01
    reviews = coded["rating"].notna().to_numpy()
    rating = coded.loc[reviews, "rating"]
    stars = np.select([rating >= 4, rating <= 2], ["positive", "negative"], "mixed")
    truth = coded.loc[reviews, "sentiment"].astype("str")
    by_stars = f1_score(truth, stars, average="macro")
    mine = learned.held_out["sentiment"].astype("str")[reviews]
    assert f1_score(truth, mine, average="macro") > by_stars + 0.1


@pytest.mark.slow
def test_its_confidence_is_how_often_it_is_right(coded, learned):
    table = text.calibration(learned.held_out, coded["sentiment"])
    assert table["n"].sum() == len(coded)
    gap = (table["confidence"] - table["accuracy"]).abs()
    assert (gap * table["n"]).sum() / table["n"].sum() < 0.06
    assert table["accuracy"].is_monotonic_increasing


@pytest.mark.slow
def test_shares_are_corrected_by_checked_texts(coded, learned):
    said = learned.held_out["sentiment"]
    half = np.arange(len(coded)) % 2 == 0
    found, truth = learned.held_out[~half], coded["sentiment"][~half]
    table = text.sentiment_shares(
        found,
        coded["language"][~half],
        checked=(said[half], coded["sentiment"][half]),
    )
    known = pd.crosstab(coded["language"][~half], truth, normalize="index").stack()
    both = table.set_index(["group", "sentiment"]).join(known.rename("true"))
    assert both["true"].between(both["low"], both["high"]).all()
    off = (both["share"] - both["true"]).abs().sum()
    assert off < (both["raw"] - both["true"]).abs().sum()


def small():
    texts = ["good and kind", "bad and slow", "kind help", "slow reply"] * 15
    return texts, ["positive", "negative", "positive", "negative"] * 15


def test_a_small_model_predicts_and_says_what_it_is():
    model = text.learn(*small(), language="English")
    assert repr(model) == (
        "Sentiment learned from 60 texts in English: negative, positive"
    )
    found = model.predict(["so kind", "so slow"], "English")
    assert found["sentiment"].tolist() == ["positive", "negative"]
    assert found["confidence"].between(0.5, 1).all()
    assert model.held_out["sentiment"].tolist() == small()[1]


def test_the_same_seed_gives_the_same_model():
    one, two = (text.learn(*small(), language="English") for _ in range(2))
    pd.testing.assert_frame_equal(one.held_out, two.held_out)


@pytest.mark.parametrize(
    ("labels", "says"),
    [
        (["a"] * 60, "two or more of"),
        (["a"] * 59 + ["b"], "'English b' has 1 texts; at least 20"),
        (["a"] * 3, "must be of the same length; they have 60 and 3"),
    ],
)
def test_too_little_to_learn_from_is_refused(labels, says):
    with pytest.raises(DataError, match=says):
        text.learn(small()[0], labels, language="English")


def test_another_language_is_refused():
    model = text.learn(*small(), language="English")
    with pytest.raises(DataError, match=r"knows \['English'\]; these texts are"):
        model.predict(["très bien"], "French")


def test_raw_shares_warn_and_small_groups_are_blank():
    found = text.sentiment(["good"] * 12 + ["bad"] * 3, "English")
    by = pd.Series(["a"] * 12 + ["b"] * 3, name="theme")
    table = text.sentiment_shares(found, by, minimum=10)
    first = table[(table["group"] == "a") & (table["sentiment"] == "positive")]
    assert first["share"].item() == 1.0
    assert table.loc[table["group"] == "b", "share"].isna().all()
    assert any("labels are wrong at times" in note for note in table.attrs["notes"])
    assert any("fewer than 10" in note for note in table.attrs["notes"])


def test_a_correction_by_hand():
    # half of the blame is called praise: 30 of 100 seen as blame is 60 in truth
    found = text.sentiment(["bad"] * 30 + ["good"] * 70, "English")
    said = ["negative"] * 50 + ["positive"] * 50 + ["positive"] * 100 + ["mixed"] * 100
    truth = ["negative"] * 100 + ["positive"] * 100 + ["mixed"] * 100
    table = text.sentiment_shares(found, checked=(pd.Series(said), truth))
    shares = table.set_index("sentiment")["share"]
    assert shares["negative"] == pytest.approx(0.6, abs=1e-3)
    assert shares["positive"] == pytest.approx(0.4, abs=1e-3)
    assert (table["low"] <= table["share"] + 1e-9).all()


def test_checked_texts_must_show_every_sentiment():
    found = text.sentiment(["bad"] * 30, "English")
    with pytest.raises(DataError, match="labels must be two or more of"):
        text.sentiment_shares(found, checked=(pd.Series(["negative"]), ["negative"]))
