"""What is planted in the world is what the personas say."""

import numpy as np
import pandas as pd
import pytest

from segkit import datasets, personas

PLANTED = {
    "price": "benefit_price",
    "speed": "benefit_delivery",
    "sustainability": "benefit_sustainability",
    "advice": "benefit_advice",
}
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def survey():
    return datasets.load("survey").set_index("customer_id")


@pytest.fixture(scope="module")
def needs(survey):
    found = datasets.truth("needs").set_index("customer_id")["need"]
    return found[found.index.isin(survey.index)].dropna()


def test_each_planted_need_stands_out_in_its_segment(survey, needs):
    found = personas.profile({"survey": survey}, needs, made_from=[])
    assert set(found["segment"]) == set(PLANTED)
    benefits = found[found["column"].str.startswith("benefit_")]
    largest = benefits.loc[benefits.groupby("segment")["effect"].idxmax()]
    assert dict(zip(largest["segment"], largest["column"], strict=True)) == PLANTED
    assert largest["marker"].all()


def test_cards_say_the_planted_needs(survey, needs):
    for card in personas.personas_of(needs, survey=survey, made_from=[]):
        said = [line.column for line in card.sections["needs"]]
        assert PLANTED[card.segment] in said


def test_a_lottery_makes_no_persona(survey):
    rng = np.random.default_rng(6)
    lot = pd.Series(rng.permutation(np.arange(len(survey)) % 4), survey.index)
    found = personas.profile({"survey": survey}, lot, made_from=[])
    assert found["marker"].sum() <= 1


def test_sensitive_items_of_the_survey_are_left_out(survey, needs):
    card = personas.persona(needs, "price", survey=survey, made_from=[])
    assert not set(card.lines()["column"]) & {f"value_{i:02}" for i in range(1, 13)}
    assert any("Sensitive columns are left out, 28" in one for one in card.cautions)


@pytest.mark.parametrize("engine", ["polars", "pyarrow"])
def test_tables_of_other_engines_give_the_same_card(engine):
    orders = datasets.load("small_shop_orders")
    counts = orders.groupby("customer_id").size()
    segments = pd.Series(np.where(counts > 1, "again", "once"), counts.index)
    native = {"polars": _polars, "pyarrow": _pyarrow}[engine](orders)
    first = personas.persona(segments, "again", orders=orders)
    assert repr(personas.persona(segments, "again", orders=native)) == repr(first)


def _polars(table):
    return pytest.importorskip("polars").from_pandas(table)


def _pyarrow(table):
    return pytest.importorskip("pyarrow").Table.from_pandas(table)
