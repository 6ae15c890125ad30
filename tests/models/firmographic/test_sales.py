"""The funnel of talks, by hand and on the world."""

import pandas as pd
import pytest

from segkit.checks import DataError
from segkit.models.firmographic import stage_funnel
from segkit.record import wilson

DAYS = ["opened_on", "qualified_on", "offered_on", "closed_on"]


def talks(*rows):
    """Rows of four day numbers of January 2024 (0 is not yet), and how it ended."""
    table = pd.DataFrame(rows, columns=[*DAYS, "stage"])
    for name in DAYS:
        day = pd.Timestamp("2023-12-31") + pd.to_timedelta(table[name], "D")
        table[name] = day.where(table[name] > 0)
    return table


BY_HAND = talks(
    (1, 3, 10, 20, "won"),
    (1, 5, 10, 12, "lost"),
    (2, 9, 0, 0, "qualified"),
    (2, 0, 0, 4, "lost"),
    (3, 0, 0, 0, "lead"),
    (3, 0, 6, 8, "won"),  # never noted as qualified
)


def test_the_funnel_by_hand():
    funnel = stage_funnel(BY_HAND, as_of="2024-01-31")
    assert funnel["n"].tolist() == [6, 4, 3, 2]
    assert funnel["open"].tolist()[:3] == [1, 1, 0]
    assert funnel["moved_on"].tolist()[:3] == [4, 3, 2]
    assert funnel["lost"].tolist()[:3] == [1, 0, 1]
    assert funnel["conversion_rate"].tolist()[:3] == [4 / 5, 1, 2 / 3]
    assert funnel["median_days"].tolist()[:3] == [4, 6, 6]
    ends = funnel.loc["offer", ["low", "high"]].tolist()
    assert ends == pytest.approx(wilson(2, 3))


def test_what_came_later_is_not_known():
    funnel = stage_funnel(BY_HAND, as_of="2024-01-05")
    assert funnel["n"].tolist() == [6, 2, 0, 0]
    assert funnel.attrs["left_out"] == {"opened after as_of": 0}
    earlier = stage_funnel(BY_HAND, as_of="2024-01-02")
    assert earlier.attrs["left_out"] == {"opened after as_of": 2}
    assert earlier["n"].tolist() == [4, 0, 0, 0]
    assert earlier.loc["lead", "conversion_rate"] != earlier.loc["lead", "n"]


def test_rows_in_any_order_and_other_names_give_the_same():
    shuffled = BY_HAND.sample(frac=1, random_state=1).rename(columns={"stage": "state"})
    again = stage_funnel(shuffled, as_of="2024-01-31", columns={"stage": "state"})
    pd.testing.assert_frame_equal(again, stage_funnel(BY_HAND, as_of="2024-01-31"))


def test_talks_that_cannot_be_are_refused():
    with pytest.raises(
        DataError, match="1 talks are closed, and their stage is neither"
    ):
        stage_funnel(talks((1, 0, 0, 3, "offer")), as_of="2024-01-31")
    with pytest.raises(
        DataError, match="no talk was opened on or before as_of 2023-01-01"
    ):
        stage_funnel(BY_HAND, as_of="2023-01-01")
    with pytest.raises(DataError, match=r"opportunities needs columns \['closed_on'\]"):
        stage_funnel(BY_HAND.drop(columns="closed_on"), as_of="2024-01-31")
    with pytest.raises(DataError, match="'opened_on' must hold days"):
        stage_funnel(BY_HAND.astype({"opened_on": str}), as_of="2024-01-31")


def test_the_worlds_talks_add_up(load):
    opportunities = load("opportunities")
    funnel = stage_funnel(opportunities, as_of="2024-12-31")
    ended = opportunities["stage"].value_counts()
    assert funnel.loc["won", "n"] == ended["won"]
    assert funnel["lost"].sum() == ended["lost"]
    names = ["lead", "qualified", "offer"]
    assert funnel.loc[names, "open"].tolist() == ended[names].tolist()
