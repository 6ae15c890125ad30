"""Jobs to be done: hired, on trial, likely to fire, not hired; levels by job."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit.checks import DataError
from segkit.models import needs

# importance, satisfaction (1 to 10), and where that puts the job
LIMITS = [
    (9, 9, "Hired"),
    (10, 10, "Hired"),
    (9, 8, "On trial"),
    (9, 7, "On trial"),
    (9, 6, "Likely to fire"),
    (10, 1, "Likely to fire"),
    (8, 1, "Not hired"),
    (1, 10, "Not hired"),
]


@pytest.mark.parametrize(("importance", "satisfaction", "status"), LIMITS)
def test_the_limits_of_each_status(importance, satisfaction, status):
    found = needs.job_status(pd.Series([importance]), pd.Series([satisfaction]))
    assert found.tolist() == [status]


def test_on_a_scale_of_five():
    found = needs.job_status(pd.Series([4, 4, 5, 3]), pd.Series([4, 3, 5, 1]), scale=5)
    assert found.tolist() == ["Hired", "Likely to fire", "Hired", "Not hired"]


def test_a_missing_answer_has_no_status():
    found = needs.job_status(pd.Series([9, np.nan]), pd.Series([np.nan, 3]))
    assert found.isna().all()


def test_an_answer_off_the_scale_is_refused():
    with pytest.raises(DataError, match="'importance' has 1 answers outside 1 to 5"):
        needs.job_status(pd.Series([9]), pd.Series([1]), scale=5)


def asked():
    return pd.DataFrame(
        {
            "customer_id": [0, 1, 2, 3, 0, 1],
            "job": ["gift"] * 4 + ["repair"] * 2,
            "importance": [9, 10, 10, 4, 2, 2],
            "satisfaction": [10, 7, 3, 9, 5, np.nan],
        }
    )


def test_a_table_by_hand():
    table = needs.jobs_table(asked()).set_index("job")
    gift = table.loc["gift"]
    assert (gift["n"], gift["wanted"]) == (4, 0.75)
    assert gift[["hired", "on_trial", "firing"]].tolist() == [pytest.approx(1 / 3)] * 3
    assert gift["progress"] == pytest.approx(20 / 3)
    assert gift["wanted_low"] < 0.75 < gift["wanted_high"]
    assert gift["firing_low"] < 1 / 3 < gift["firing_high"]


def test_a_job_that_nobody_wants_is_neither_hired_nor_fired():
    repair = needs.jobs_table(asked()).set_index("job").loc["repair"]
    assert repair["wanted"] == 0
    assert repair[["hired", "firing", "progress"]].isna().all()


def test_missing_answers_are_counted():
    assert needs.jobs_table(asked()).attrs["left_out"] == {"an answer missing": 1}


def test_segments_have_their_own_levels():
    segments = pd.Series(["x", "x", "y", "y"], index=range(4))
    table = needs.jobs_table(asked(), segments=segments)
    gifts = table[table["job"] == "gift"].set_index("segment")
    assert gifts["firing"].to_dict() == {"x": 0.0, "y": 1.0}


def test_a_table_of_gaps_is_refused():
    rows = asked().assign(satisfaction=np.nan)
    with pytest.raises(DataError, match="no row with both answers"):
        needs.jobs_table(rows)


@settings(deadline=None, max_examples=20)
@given(st.lists(st.tuples(st.integers(1, 10), st.integers(1, 10)), min_size=1))
def test_shares_of_those_who_want_it_add_up_to_one(pairs):
    importance, satisfaction = zip(*pairs, strict=True)
    rows = pd.DataFrame(
        {
            "customer_id": range(len(pairs)),
            "job": "gift",
            "importance": importance,
            "satisfaction": satisfaction,
        }
    )
    row = needs.jobs_table(rows).iloc[0]
    if row["wanted"]:
        assert row[["hired", "on_trial", "firing"]].sum() == pytest.approx(1)
    mixed = rows.sample(frac=1, random_state=0)
    pd.testing.assert_series_equal(needs.jobs_table(mixed).iloc[0], row)
