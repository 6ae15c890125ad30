"""Which content was read most, and who read what: by hand, ties with chance."""

import numpy as np
import pandas as pd
import pytest

from segkit import kpis
from segkit.checks import DataError
from segkit.kpis.clustered import Bunches
from segkit.kpis.mail.content import may_be_best
from tests.kpis.samples import ENGINES


def sends(clicks, n=100, **columns):
    """Each content went to n customers, of whom so many clicked."""
    rows = [
        (i, name, i < k) for name, k in clicks.items() for i in range(n)
    ]  # the same customers each time
    made = pd.DataFrame(rows, columns=["customer_id", "message_id", "click"])
    made["sent_at"], made["delivered"] = pd.Timestamp("2024-07-01 09:00"), True
    made["clicked_at"] = (made["sent_at"] + pd.Timedelta("1h")).where(made["click"])
    return made.assign(**columns)


def test_a_ranking_by_hand():
    found = kpis.content_ranking(sends({"A": 10, "B": 30, "C": 10}))
    assert found.index.tolist() == ["B", "A", "C"]
    assert found["rank"].tolist() == [1, 2, 2]
    assert found["rate"].tolist() == [0.3, 0.1, 0.1]
    assert found["n_delivered"].tolist() == [100] * 3
    assert found["may_be_best"].tolist() == [True, False, False]


def test_what_chance_may_explain_stays_in_the_set():
    found = kpis.content_ranking(sends({"A": 12, "B": 15, "C": 11}))
    assert found["may_be_best"].all()
    assert "3 may be the best" in found.attrs["heading"]
    assert "With 3 comparisons some stand out" in found.attrs["warning"]


def test_a_single_content_and_nothing_read():
    found = kpis.content_ranking(sends({"A": 0}))
    assert found["may_be_best"].tolist() == [True]
    assert found["low"].tolist() == [0]


@pytest.mark.parametrize("engine", ENGINES)
def test_every_engine_ranks_the_same(engine):
    made = sends({"A": 10, "B": 30}).drop(columns="click")
    found = kpis.content_ranking(ENGINES[engine](made))
    plain = kpis.content_ranking(made)
    pd.testing.assert_frame_equal(
        found, plain, check_index_type=False, check_dtype=False
    )


def test_the_set_holds_the_best_as_often_as_it_says():
    """Four contents, one truly a little better."""
    rng = np.random.default_rng(1)
    hits = 0
    for _ in range(150):
        k = rng.binomial(200, [0.1, 0.1, 0.1, 0.12])
        found = [Bunches.of([1] * x + [0] * (200 - x), [1] * 200) for x in k]
        hits += bool(may_be_best(found, 0.95)[3])
    assert hits / 150 > 0.95


def test_opens_leave_machines_out():
    made = sends({"A": 0, "B": 0}, n=10)
    soon, late = pd.Timedelta("30s"), pd.Timedelta("2h")
    made["opened_at"] = made["sent_at"] + soon
    made.loc[made["customer_id"] < 5, "opened_at"] = made["sent_at"] + late
    found = kpis.content_ranking(made, measure="open")
    assert found["n_delivered"].tolist() == [5, 5]
    assert found["rate"].tolist() == [1, 1]
    assert "left out" in found.attrs["definition"]


def test_by_segment():
    segments = pd.Series(["x"] * 20 + ["y"] * 80, index=range(100), name="kind")
    found = kpis.content_ranking(sends({"A": 10, "B": 30}), segments)
    assert found.index.names == ["kind", "message_id"]
    assert found.loc[("x", "B"), "rate"] == 1
    assert found.loc[("y", "B"), "rate"] == pytest.approx(10 / 80)
    assert "in each of 2 segments" in found.attrs["heading"]
    few = kpis.content_ranking(sends({"A": 10, "B": 30}), segments.head(20))
    assert few.attrs["left_out"]["contents of customers without a segment"] == 160


def test_nothing_delivered_is_refused():
    with pytest.raises(DataError, match="no message that was delivered"):
        kpis.content_ranking(sends({"A": 1}).assign(delivered=False))
    with pytest.raises(DataError, match="measure must be one of"):
        kpis.content_ranking(sends({"A": 1}), measure="likes")


def test_the_matrix_by_hand():
    made = sends({"A": 1, "B": 2}, n=3).query(
        "not (message_id == 'B' and customer_id == 2)"
    )
    found = kpis.open_matrix(made, measure="click")
    assert found.columns.tolist() == ["A", "B"]
    assert found.loc[0].tolist() == [1, 1]
    assert found.loc[1].tolist() == [0, 1]
    assert found.loc[2, "A"] == 0
    assert np.isnan(found.loc[2, "B"])  # not sent
    assert "keep it inside" in found.attrs["note"]
    assert "3 customers, 2 messages" in found.attrs["heading"]


def test_machines_leave_the_matrix_empty():
    made = sends({"A": 0}, n=2)
    made["opened_at"] = made["sent_at"] + pd.to_timedelta([30, 7200], "s")
    found = kpis.open_matrix(made)
    assert np.isnan(found.loc[0, "A"])
    assert found.loc[1, "A"] == 1


def test_small_groups_are_not_shown():
    segments = pd.Series(
        ["x"] * 50 + ["y"] * 41 + ["z"] * 9, index=range(100), name="kind"
    )
    found = kpis.open_matrix(sends({"A": 25}), segments, measure="click")
    assert found.loc["x", "A"] == 0.5
    assert np.isnan(found.loc["z", "A"])  # fewer than ten
    assert np.isnan(found.loc["y", "A"])  # or z could be told from the total
    shown = kpis.open_matrix(sends({"A": 25}), segments, measure="click", minimum=5)
    assert shown["A"].notna().all()


def test_a_matrix_without_end_is_refused(monkeypatch):
    monkeypatch.setattr("segkit.kpis.mail.opens.MOST_CELLS", 3)
    with pytest.raises(DataError, match="4 customers x 1 messages are too many"):
        kpis.open_matrix(sends({"A": 1}, n=4), measure="click")
