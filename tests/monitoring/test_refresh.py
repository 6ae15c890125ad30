"""The same definition on a new day, in every form in which it is kept."""

import json

import numpy as np
import pandas as pd
import pytest

from segkit import models
from segkit.checks import DataError
from segkit.monitoring import DynamicSegment, refresh


def customers(seed, n=400, as_of="2024-06-30", slower=1.0):
    rng = np.random.default_rng(seed)
    X = pd.DataFrame(
        {
            "recency_days": rng.integers(0, 300, n) * slower,
            "n_orders": rng.poisson(3, n) + 1,
            "monetary_amount": rng.lognormal(4, 1, n).round(2),
        },
        index=[f"c{i}" for i in range(n)],
    )
    X.attrs["as_of"] = as_of
    return X


@pytest.fixture(scope="module")
def model():
    return models.BehaviouralSegmenter().fit(customers(0))


def test_a_model_its_dict_and_its_file_give_the_same(model, tmp_path):
    later = customers(1, as_of="2024-12-31")
    path = tmp_path / "model.json"
    path.write_text(json.dumps(model.frozen()), encoding="utf-8")
    expected = model.assign(later)
    for kept in (model, model.frozen(), path, str(path), model.assign):
        found = refresh(kept, later, thaw=models.from_frozen)
        pd.testing.assert_series_equal(found.segments, expected)
        assert found.as_of == "2024-12-31"
        assert found.migration is None
        assert "nothing to compare with yet" in repr(found)


def test_a_book_of_definitions_works_as_a_function(model):
    book = models.SegmentBook("all")
    book.add("rfm", model)
    later = customers(1, as_of="2024-12-31")
    found = refresh(lambda X: book.apply("rfm", X), later, reference=customers(0))
    assert found.migration.n_both == 400


def test_customers_who_did_not_change_are_left_alone(model):
    before, later = customers(0), customers(0, as_of="2024-09-30")
    found = refresh(model, later, reference=before)
    assert found.migration.n_moved == 0
    assert not found.drift["alarm"].any()
    assert found.decision.action == "keep"
    assert found.learned == "2024-06-30"
    assert found.growth["net"].eq(0).all()
    assert "Keep the segments: nothing speaks against them." in found.sentences


def test_customers_who_slowed_down_raise_the_alarm(model):
    found = refresh(
        model, customers(0, as_of="2025-09-30", slower=2.5), reference=customers(0)
    )
    assert found.decision.action == "resegment"
    assert "recency_days moved by more than chance" in repr(found.decision)
    ages = found.decision.reasons.set_index("sign")["value"]
    assert ages["age of the definition"] == 457
    assert "customers" in found._repr_html_()


def test_only_what_the_definition_reads_decides(model):
    before = customers(0).assign(height=1.0)
    later = customers(0, as_of="2024-09-30").assign(height=np.arange(400.0))
    found = refresh(model, later, reference=before)
    assert found.drift["alarm"].any()
    assert found.decision.action == "keep"


@pytest.mark.parametrize(
    ("definition", "text"),
    [
        ({"model": "behavioural"}, "pass thaw=models.from_frozen"),
        (7, "a definition is a fitted model"),
        ("nowhere.json", "no definition can be read from nowhere.json"),
        (lambda X: list(X.index), "it gave a list"),
    ],
)
def test_what_is_no_definition_is_refused(definition, text):
    with pytest.raises(DataError, match=text):
        refresh(definition, customers(0))


def test_a_broken_file_is_refused(tmp_path):
    path = tmp_path / "model.json"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(DataError, match="or take the model"):
        refresh(path, customers(0), thaw=models.from_frozen)


def test_a_dynamic_segment_knows_who_came_and_who_left(model):
    live = DynamicSegment(model.frozen(), thaw=models.from_frozen)
    days = ["2024-06-30", "2024-07-31", "2024-08-31"]
    reports = [live.refresh(customers(i, as_of=day)) for i, day in enumerate(days)]
    assert reports[0].migration is None
    assert reports[1].drift is not None
    was, now = (set(x.index[x == "Loyal"]) for x in list(live.book.values())[1:])
    assert set(live.members("Loyal")) == now
    assert set(live.entered("Loyal")) == now - was
    assert set(live.left("Loyal")) == was - now
    rows = live.growth().set_index(["to_day", "segment"]).loc[("2024-08-31", "Loyal")]
    assert rows["in_moved"] + rows["in_new"] == len(now - was)
    assert live.membership().shape == (400, 3)


def test_a_dynamic_segment_goes_forward_only(model):
    live = DynamicSegment(model)
    with pytest.raises(DataError, match="call refresh"):
        live.members("Loyal")
    live.refresh(customers(0))
    with pytest.raises(DataError, match="nothing to compare with yet"):
        live.entered("Loyal")
    with pytest.raises(DataError, match="refresh goes forward"):
        live.refresh(customers(0))
    with pytest.raises(DataError, match="segment must be one of"):
        live.members("Nobody")
    nameless = customers(1)
    nameless.attrs.clear()
    with pytest.raises(DataError, match="the day is not known"):
        live.refresh(nameless)
