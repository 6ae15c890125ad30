"""The composite is typical, and is nobody."""

import hypothesis.strategies as st
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from segkit import personas
from segkit.personas.composites import rounded
from segkit.personas.words import composite as words


def shown(value):
    """Write a value of the data as a composite would."""
    if isinstance(value, float | int | np.number) and not isinstance(value, bool):
        return rounded(float(value))
    return words.YES_NO.get(str(value), str(value))


def number(text):
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return text


@given(st.data())
@settings(deadline=None, max_examples=20)
def test_it_equals_no_row_of_the_data(data):
    n = data.draw(st.integers(10, 40))
    column = st.lists(st.integers(0, 2), min_size=n, max_size=n)
    flags = st.lists(st.booleans(), min_size=n, max_size=n)
    words_of = st.lists(st.sampled_from("ab"), min_size=n, max_size=n)
    table = pd.DataFrame(
        {
            "few": data.draw(column),
            "yes": data.draw(flags),
            "word": data.draw(words_of),
        },
        pd.Index(range(n), name="customer_id"),
    )
    found = personas.composite(table, pd.Series("all", table.index), "all")
    mine = tuple(number(text) for text in found["value"])
    rows = {
        tuple(shown(value) for value in row) for row in table.itertuples(index=False)
    }
    assert mine not in rows


def test_it_is_typical_of_the_planted_segment(X, segments):
    found = personas.composite(X, segments, "app").set_index("column")
    assert found.loc["by_app", "value"] == "yes"
    spent = number(found.loc["spent_amount", "value"].removesuffix(" EUR"))
    assert 20 < spent < 120
    assert (found["n"] >= 9).all()
    assert "religion" not in found.index


def test_a_small_segment_has_none(X):
    segments = pd.Series(["few"] * 9 + ["most"] * 291, X.index)
    found = personas.composite(X, segments, "few")
    assert found.empty
    assert "9 customers: below 10 nobody typical is described" in repr(found)


def test_the_order_of_rows_does_not_matter(X, segments):
    first = personas.composite(X, segments, "app")
    again = personas.composite(X.sample(frac=1, random_state=9), segments, "app")
    pd.testing.assert_frame_equal(pd.DataFrame(first), pd.DataFrame(again))


def test_numbers_are_rounded():
    assert rounded(1234.0) == 1200
    assert rounded(0.0) == 0
    assert rounded(-0.0567) == pytest.approx(-0.057)
