"""Conjoint: part-worths against statsmodels and planted ones; the price trap."""

import numpy as np
import pandas as pd
import pytest

from segkit.checks import DataError
from segkit.models import needs

PLANTED = {"fast": 1.2, "green": 0.6, "price_amount": -0.15}


def offers(n=300, tasks=8, seed=3, planted=None):
    planted = PLANTED if planted is None else planted
    rng = np.random.default_rng(seed)
    rows = n * tasks * 3
    asked = pd.DataFrame(
        {
            "customer_id": np.repeat(np.arange(n), tasks * 3),
            "task": np.tile(np.repeat(np.arange(tasks), 3), n),
            "alternative": np.tile([1, 2, 3], n * tasks),
            "price_amount": rng.choice([39.0, 45.0, 51.0, 57.0], rows),
            "fast": rng.random(rows) < 0.5,
            "green": rng.random(rows) < 0.5,
        }
    )
    utility = sum(asked[name] * worth for name, worth in planted.items())
    utility = utility + rng.gumbel(size=rows)
    best = utility.groupby([asked["customer_id"], asked["task"]]).transform("max")
    return asked.assign(chosen=utility == best)


@pytest.fixture(scope="module", name="asked")
def many_offers():
    return offers()


def test_planted_part_worths_come_out(asked):
    found = needs.part_worths(asked).set_index("attribute")
    for name, planted in PLANTED.items():
        row = found.loc[name]
        assert abs(row["utility"] - planted) < 4 * row["se"]
        assert row["low"] < row["utility"] < row["high"]
    assert found["n"].tolist() == [300] * 3
    assert found["n_tasks"].tolist() == [2400] * 3


@pytest.mark.slow
def test_utilities_are_those_of_statsmodels():
    from statsmodels.discrete.conditional_models import (  # noqa: PLC0415
        ConditionalLogit,
    )

    few = offers(n=40, tasks=4)
    names = sorted(PLANTED)
    group = few["customer_id"] * 10 + few["task"]
    model = ConditionalLogit(
        few["chosen"].astype(int), few[names].astype(float), groups=group
    )
    result = model.fit(disp=False)
    found = needs.part_worths(few).set_index("attribute")["utility"]
    np.testing.assert_allclose(found.loc[names], result.params, rtol=1e-3)


def test_standard_errors_grow_when_each_person_answers_alike(asked):
    one = asked[asked["task"] == 0]
    again = pd.concat([one.assign(task=task) for task in range(8)])
    alone = needs.part_worths(one).set_index("attribute")
    copied = needs.part_worths(again).set_index("attribute")
    # eight copies of an answer tell no more than one
    np.testing.assert_allclose(copied["se"], alone["se"], rtol=1e-6)


def test_segments_are_fitted_on_their_own():
    both = [offers(100, seed=1, planted={"fast": 2.0, "price_amount": -0.1})]
    both.append(offers(100, seed=2, planted={"green": 2.0, "price_amount": -0.1}))
    both[1]["customer_id"] += 100
    segments = pd.Series(["hurried"] * 100 + ["green"] * 100, index=range(200))
    found = needs.part_worths(pd.concat(both), segments=segments)
    found = found.set_index(["segment", "attribute"])["utility"]
    assert found["hurried", "fast"] > 1.5
    assert abs(found["hurried", "green"]) < 0.5
    assert found["green", "green"] > 1.5


def test_willingness_to_pay_is_the_ratio_of_utilities(asked):
    worths = needs.part_worths(asked)
    table = needs.willingness_to_pay(worths).set_index("attribute")
    utility = worths.set_index("attribute")["utility"]
    assert table.loc["fast", "amount"] == pytest.approx(
        -utility["fast"] / utility["price_amount"]
    )
    assert table.loc["fast", "low"] < 8 < table.loc["fast", "high"]
    assert "shown, 39 to 57" in table.attrs["heading"]
    assert not table["beyond"].any()


def test_an_amount_beyond_the_prices_shown_is_marked():
    planted = {"fast": 4.0, "green": 0.2, "price_amount": -0.1}
    worths = needs.part_worths(offers(planted=planted))
    table = needs.willingness_to_pay(worths)
    assert table.set_index("attribute")["beyond"].to_dict() == {
        "fast": True,
        "green": False,
    }
    assert "more than the prices shown differ by" in repr(table)


def test_a_price_that_does_not_matter_has_no_willingness_to_pay():
    worths = needs.part_worths(offers(n=60, planted={"fast": 1.0}))
    with pytest.raises(DataError, match="not clearly below 0: dividing by it"):
        needs.willingness_to_pay(worths)


def test_a_table_of_ones_own_has_no_covariances(asked):
    own = pd.DataFrame(needs.part_worths(asked).to_dict())
    with pytest.raises(DataError, match="must be the table that part_worths made"):
        needs.willingness_to_pay(own)


def test_a_price_that_is_not_there_is_named(asked):
    worths = needs.part_worths(asked, attributes=["fast", "green"])
    with pytest.raises(DataError, match=r"price='price_amount' must be one of"):
        needs.willingness_to_pay(worths)


def test_tasks_without_a_choice_are_refused(asked):
    broken = asked.copy()
    broken.loc[:2, "chosen"] = False
    with pytest.raises(DataError, match="1 tasks without exactly one chosen offer"):
        needs.part_worths(broken)


def test_an_attribute_that_never_differs_is_named(asked):
    with pytest.raises(DataError, match=r"\['same'\] never differ within a task"):
        needs.part_worths(asked.assign(same=1.0))


def test_an_attribute_that_is_another_is_refused(asked):
    with pytest.raises(DataError, match="cannot be told apart"):
        needs.part_worths(asked.assign(copy=asked["fast"]))


def test_an_attribute_that_settles_every_choice_is_named(asked):
    with pytest.raises(DataError, match="'settles' settles every choice"):
        needs.part_worths(asked.assign(settles=asked["chosen"]))


def test_missing_values_are_named(asked):
    broken = asked.astype({"price_amount": float})
    broken.loc[0, "price_amount"] = np.nan
    with pytest.raises(DataError, match=r"missing values in \['price_amount'\]"):
        needs.part_worths(broken)


def test_an_unknown_attribute_is_refused(asked):
    with pytest.raises(DataError, match="attributes must be columns"):
        needs.part_worths(asked, attributes=["colour"])


def test_rows_in_another_order_change_nothing(asked):
    few = asked[asked["customer_id"] < 40]
    mixed = few.sample(frac=1, random_state=0)
    pd.testing.assert_frame_equal(needs.part_worths(few), needs.part_worths(mixed))
