"""The recipes of CONTRIBUTING.md, followed to the letter."""

import json
import re
import sys
import types
from pathlib import Path

import pandas as pd
import pytest

from segkit import kpis, models

TEXT = (Path(__file__).parents[1] / "CONTRIBUTING.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", TEXT, flags=re.DOTALL)


@pytest.fixture
def follow(monkeypatch):
    """Put a block of code into a file of its own, as the recipe says."""

    def into(name, code):
        module = types.ModuleType(name)
        monkeypatch.setitem(sys.modules, name, module)
        exec(compile(code, name, "exec"), module.__dict__)
        return module

    return into


def test_the_ninth_model_is_one_file_and_one_line(follow, monkeypatch):
    shoe = follow("segkit.models.shoe", BLOCKS[0])
    monkeypatch.setitem(models.ALL, "shoe", shoe.ShoeSegmenter)
    X = pd.DataFrame({"shoe_size": [36, 44, 41]}, index=["a", "b", "c"])
    model = shoe.ShoeSegmenter().fit(X)
    assert model.assign(X).tolist() == ["Small feet", "Large feet", "Large feet"]
    assert model.segments_["size"].tolist() == [1, 2]
    explained = model.explain(X, "a")
    assert explained == "Customer a is in Small feet. Wears size 36."
    again = models.from_frozen(json.loads(json.dumps(model.frozen())))
    assert again.limit_ == 41
    assert again.predict(X).tolist() == [0, 1, 1]


def test_a_kpi_is_one_function(follow, monkeypatch):
    monkeypatch.setattr("segkit.kpis.indicator.ALL", dict(kpis.ALL))
    regulars_rate = follow("segkit.kpis.regulars", BLOCKS[1]).regulars_rate
    assert regulars_rate(1, 4).value == 0.25
    days = ["2024-07-01", "2024-07-02", "2024-07-03"]
    orders = pd.DataFrame({"customer_id": ["a", "b", "b"], "amount": [10.0, 20.0, 5.0]})
    orders["ordered_at"] = pd.to_datetime(days)
    segments = pd.Series(["x", "x"], index=["a", "b"], name="letters")
    table = kpis.by_segment(regulars_rate, orders, segments, least=2)
    assert table.loc["x", "value"] == 0.5
    assert table.attrs["definition"].startswith("customers with 2 orders or more")
    months = kpis.over_time(regulars_rate, orders, segments, end="2024-07-31")
    assert months["numerator"].tolist() == [0, 0]
