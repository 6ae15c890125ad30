"""Quotes: only with consent to be quoted, and masked."""

import pandas as pd
import pytest

from segkit import personas
from segkit.checks import DataError


def test_nothing_is_quoted_without_consent_to_be_quoted(feedback, segments):
    found = personas.voices(feedback, segments, "app")
    assert found["what"].tolist() == ["writers", "rating"]
    assert "Nothing is quoted" in found.attrs["notes"][0]


def test_only_those_who_agreed_are_quoted(feedback, segments):
    mine = segments.index[segments == "app"][:2]
    texts = feedback.set_index("customer_id")["text"]
    agreed = pd.Series(segments.index.isin(mine), segments.index)
    for quotable in (list(mine), agreed):
        found = personas.voices(feedback, segments, "app", quotable=quotable)
        quotes = set(found.loc[found["what"] == "quote", "text"])
        assert quotes <= set(texts[mine])
        assert quotes


def test_those_of_other_segments_are_not_quoted(feedback, segments):
    others = list(segments.index[segments != "app"])
    found = personas.voices(feedback, segments, "app", quotable=others)
    assert "quote" not in set(found["what"])


def test_a_writer_counts_once(segments):
    ids = list(segments.index[segments == "app"][:20])
    feedback = pd.DataFrame(
        {
            "customer_id": ids + ids[:1] * 50,
            "text": "fine",
            "rating": [2] * 20 + [5] * 50,
        }
    )
    found = personas.voices(feedback, segments, "app").set_index("what")
    assert found.loc["rating", "n"] == 20
    assert found.loc["rating", "value"] == pytest.approx((19 * 2 + (2 + 250) / 51) / 20)


def test_few_writers_are_not_shown(feedback, segments):
    found = personas.voices(feedback.head(9), segments, "app", quotable=segments.index)
    assert found.empty


def test_missing_columns_are_told(segments):
    with pytest.raises(
        DataError, match=r"feedback needs columns .* feedback.rename\(columns="
    ):
        personas.voices(pd.DataFrame({"customer_id": []}), segments, "app")
