"""Life-cycle presets: the six stages put together under the names marketers use."""

import numpy as np
import pytest

from segkit.checks import DataError
from segkit.models import BehaviouralSegmenter
from tests.models.samples import customers, purchases

OWN = {"new_days": 20, "lapsing_days": 30, "lost_days": 90, "vip_amount": 100}


@pytest.fixture(name="X")
def one_of_each():
    return purchases(
        [np.nan, 3, 5, 5, 60, 200],
        [0, 1, 4, 4, 4, 4],
        [0.0, 9.0, 50.0, 500.0, 9.0, 9.0],
        tenure_days=[np.nan, 3, 300, 300, 300, 300],
    )


@pytest.mark.parametrize(
    ("preset", "stages"),
    [
        ("full", ["Prospect", "New", "Regular", "VIP", "Lapsing", "Lost"]),
        (
            "new_recurring_vip",
            ["No purchase yet", "New", "Recurring", "VIP", "Inactive", "Inactive"],
        ),
        (
            "prospect_new_regular",
            ["Prospect", "New", "Regular", "Regular", "Inactive", "Inactive"],
        ),
    ],
)
def test_each_stage_has_its_place_in_a_preset(X, preset, stages):
    model = BehaviouralSegmenter(method="lifecycle", preset=preset, **OWN).fit(X)
    assert model.assign(X).tolist() == stages
    assert model.segments_["name"].tolist() == list(dict.fromkeys(stages))
    assert model.segments_["size"].sum() == 6
    said = str(model.explain(X, "c4"))
    assert "last order more than 30 days ago" in said


def test_full_is_what_it_was_without_a_preset():
    X = customers()
    full = BehaviouralSegmenter(method="lifecycle", preset="full").fit(X)
    usual = BehaviouralSegmenter(method="lifecycle").fit(X)
    assert full.assign(X).tolist() == usual.assign(X).tolist()
    assert full.segments_.equals(usual.segments_)


def test_a_model_frozen_before_there_were_presets_can_be_read():
    X = customers()
    model = BehaviouralSegmenter(method="lifecycle").fit(X)
    old = model.frozen()
    del old["rule"]["preset"]
    thawed = BehaviouralSegmenter.thawed(old)
    assert thawed.predict(X).tolist() == model.labels_.tolist()


def test_an_unknown_preset_is_refused(X):
    with pytest.raises(DataError, match="preset must be one of"):
        BehaviouralSegmenter(method="lifecycle", preset="vip", **OWN).fit(X)
