"""Definitions kept in a file, changed, compared, and used on other days."""

import json

import numpy as np
import pandas as pd
import pytest

from segkit.checks import DataError
from segkit.models import BehaviouralSegmenter, Crossing, SegmentBook


def customers(n=80, seed=3):
    rng = np.random.default_rng(seed)
    X = pd.DataFrame(
        {
            "recency_days": rng.integers(0, 300, n),
            "n_orders": rng.integers(1, 9, n),
            "monetary_amount": rng.integers(5, 900, n),
        },
        index=pd.Index([f"SECRET{i}" for i in range(n)], name="customer_id"),
    )
    X.attrs["as_of"] = "2024-06-30"
    return X


@pytest.fixture
def book():
    kept = SegmentBook("Spring")
    X = customers()
    kept.add("rfm", BehaviouralSegmenter().fit(X), note="first try")
    kept.add(
        "rfm",
        BehaviouralSegmenter(cut_points={"recency_days": [30, 60, 120, 200]}).fit(X),
    )
    kept.add("groups", BehaviouralSegmenter("kmeans", n_segments=3).fit(X))
    return kept


def test_each_change_is_a_new_version_and_no_change_is_none(book):
    model = book.model("rfm")
    assert book.add("rfm", model) == 2
    other = BehaviouralSegmenter("lifecycle", lapsing_days=90).fit(customers())
    assert book.add("rfm", other) == 3
    assert book.table()["version"].tolist() == [1, 2, 3, 1]


def test_a_saved_book_comes_back_the_same_and_again_to_the_byte(book, tmp_path):
    path = book.save(tmp_path / "folder" / "book.json")
    again = SegmentBook.load(path)
    assert repr(again) == repr(book)
    assert again.save(tmp_path / "again.json").read_bytes() == path.read_bytes()
    X = customers(seed=9)
    pd.testing.assert_series_equal(again.apply("groups", X), book.apply("groups", X))


def test_the_file_holds_no_customer(book, tmp_path):
    text = book.save(tmp_path / "book.json").read_text()
    assert "SECRET" not in text
    assert json.loads(text)["format"] == "segkit segment book 1"


def test_a_definition_is_applied_on_another_day_and_says_both(book):
    later = customers(seed=5)
    later.attrs["as_of"] = "2024-12-31"
    segments = book.apply("rfm", later, version=1)
    assert segments.name == "rfm"
    assert segments.attrs["definition"] == "rfm"
    assert segments.attrs["version"] == 1
    assert segments.attrs["as_of"] == "2024-12-31"
    assert segments.attrs["learned_as_of"] == "2024-06-30"


def test_names_change_and_the_rule_stays(book):
    X = customers()
    before = book.apply("rfm", X)
    assert book.rename("rfm", {"Champions": "Stars", "Lost": "Gone"}) == 3
    after = book.apply("rfm", X)
    assert (before.cat.codes == after.cat.codes).all()
    assert {"Stars", "Gone"} <= set(after.cat.categories)
    assert book.rename("rfm", {"Stars": "Top"}) == 4
    changes = book.compare("rfm", 3, 4)
    assert changes["part"].tolist() == ["names.Champions"]
    assert changes["after"].tolist() == ["Top"]


def test_versions_are_compared_by_definition_and_by_customer(book):
    changes = book.compare("rfm", 1, 2)
    assert "rule.cut_points.recency_days" in changes["part"].tolist()
    moved = book.compare("rfm", 1, 2, customers())
    assert moved.to_numpy().sum() == 80
    assert moved.index.name == "version 1"


def test_a_crossing_is_kept_too(book, tmp_path):
    X = customers()
    S = pd.concat([book.apply("rfm", X), book.apply("groups", X)], axis=1)
    model = Crossing(min_size=8).fit(S)
    book.add("both", model)
    again = SegmentBook.load(book.save(tmp_path / "book.json"))
    assert again.apply("both", S).tolist() == model.assign(S).tolist()


def test_refusals_say_what_there_is(book):
    with pytest.raises(DataError, match=r"name must be one of .*'age'"):
        book.apply("age", customers())
    with pytest.raises(DataError, match="version must be one of"):
        book.model("rfm", 7)
    with pytest.raises(DataError, match=r"'rfm' has no segments \['Heroes'\]"):
        book.rename("rfm", {"Heroes": "Stars"})
    with pytest.raises(DataError, match="two segments of 'rfm' would be called"):
        book.rename("rfm", {"Champions": "Lost"})


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("not json", "is no book of segments"),
        ("[]", "is no book of segments"),
        ('{"format": "other"}', "is in the form 'other'"),
        (
            json.dumps(
                {
                    "format": "segkit segment book 1",
                    "title": "",
                    "definitions": {"a": [{}]},
                }
            ),
            "is no book of segments",
        ),
    ],
)
def test_a_file_that_is_no_book_is_refused(tmp_path, text, match):
    path = tmp_path / "book.json"
    path.write_text(text)
    with pytest.raises(DataError, match=match):
        SegmentBook.load(path)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(DataError, match="there is no file"):
        SegmentBook.load(tmp_path / "none.json")


def test_a_book_of_the_wrong_definition_is_refused(book, tmp_path):
    path = book.save(tmp_path / "book.json")
    broken = json.loads(path.read_text())
    broken["definitions"]["rfm"][0]["definition"]["model"] = "magic"
    path.write_text(json.dumps(broken))
    with pytest.raises(DataError, match="this is not a frozen model"):
        SegmentBook.load(path)
