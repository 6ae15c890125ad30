"""Stacks of customers and firms, as of a day."""

import pandas as pd
import pytest

from segkit import datasets, features
from segkit.checks import DataError

DEVICES = pd.DataFrame(
    {
        "customer_id": ["bob", "ann", "cy"],
        "main_device": ["laptop", "smartphone", None],
        "other_device": ["tablet", None, None],
        "uses_short_video": [True, False, None],
        "uses_messenger": ["yes", "no", None],
        "uses_games": [True, True, None],
        "app_first_used_on": pd.to_datetime(
            ["2024-06-30 23:00", "2024-07-01 00:00", None]
        ),
        "phone_payment_since": pd.to_datetime([None, "2020-01-01", None]),
    }
)
TOOLS = pd.DataFrame(
    {
        "company_id": ["F2", "F1", "F1", "F3"],
        "technology": ["cloud mail", "cloud mail", "Web-Shop", "web shop"],
        "category": ["office", "office", "sales", "sales"],
        "adopted_on": pd.to_datetime(["2020-01-01", "2019-05-01", "2024-07-01", None]),
    }
)


def test_first_uses_that_had_not_come_are_not_yet():
    X = features.stack(DEVICES, as_of="2024-06-30")
    assert X.index.tolist() == ["ann", "bob", "cy"]
    assert X["app_first_used_on"].notna().tolist() == [False, True, False]
    assert X.attrs["left_out"] == {"first used after as_of": 1}
    assert X.attrs["as_of"] == "2024-06-30"


def test_tools_are_counted_and_not_known_where_none_is():
    X = features.stack(DEVICES, as_of="2024-06-30")
    assert X["n_tools"].tolist() == [1, 3, pd.NA]
    assert X["n_platforms"].tolist() == [0, 2, pd.NA]
    assert X["n_devices"].tolist() == [1, 2, 0]
    assert X["uses_messenger"].tolist() == [False, True, pd.NA]


def test_the_device_seen_most_comes_from_the_visits():
    visits = pd.DataFrame(
        {
            "customer_id": ["ann", "ann", "ann", "bob", "bob", None],
            "started_at": pd.to_datetime(["2024-06-01"] * 5 + ["2024-08-01"]),
            "device": ["laptop", "tablet", "tablet", "tablet", "laptop", "laptop"],
        }
    )
    X = features.stack(DEVICES, sessions=visits, as_of="2024-06-30")
    assert X["seen_device"].tolist()[:2] == ["tablet", "laptop"]
    assert X["n_devices_seen"].tolist() == [2, 2, 0]
    assert X.attrs["left_out"]["sessions after as_of"] == 1


def test_columns_that_are_absent_give_no_features():
    X = features.stack(DEVICES[["customer_id", "main_device"]], as_of="2024-06-30")
    assert X.columns.tolist() == ["main_device", "n_devices"]


def test_firms_use_what_they_had_taken_up_by_the_day():
    X = features.company_stack(TOOLS, as_of="2024-06-30")
    assert X.index.tolist() == ["F1", "F2"]
    assert X["uses_cloud_mail"].tolist() == [True, True]
    assert "uses_web_shop" not in X
    assert X["n_office_tools"].tolist() == [1, 1]
    assert X.attrs["left_out"] == {
        "adopted after as_of": 1,
        "no adopted_on": 1,
        "of other firms": 0,
    }
    later = features.company_stack(TOOLS, as_of="2024-12-31")
    assert later["uses_web_shop"].tolist() == [True, False]
    assert later.loc["F1", "web_shop_adopted_on"] == pd.Timestamp("2024-07-01")
    assert later.loc["F1", "first_adopted_on"] == pd.Timestamp("2019-05-01")


def test_firms_without_a_tool_are_there_when_they_are_named():
    firms = pd.DataFrame({"company_id": ["F1", "F9"]})
    X = features.company_stack(TOOLS, as_of="2024-06-30", companies=firms)
    assert X["n_tools"].to_dict() == {"F1": 1, "F9": 0}
    assert X.attrs["left_out"]["of other firms"] == 1
    listed = features.company_stack(TOOLS, as_of="2024-06-30", companies=["F1", "F9"])
    pd.testing.assert_frame_equal(listed, X)
    indexed = firms.set_index("company_id")
    again = features.company_stack(TOOLS, as_of="2024-06-30", companies=indexed)
    pd.testing.assert_frame_equal(again, X)


def test_other_names_and_shuffled_rows_give_the_same():
    theirs = TOOLS.rename(columns={"technology": "tool"}).iloc[::-1]
    X = features.company_stack(
        theirs, as_of="2024-06-30", columns={"technology": "tool"}
    )
    again = features.company_stack(TOOLS, as_of="2024-06-30")
    pd.testing.assert_frame_equal(X, again)
    mixed = features.stack(DEVICES.iloc[::-1], as_of="2024-06-30")
    pd.testing.assert_frame_equal(mixed, features.stack(DEVICES, as_of="2024-06-30"))


def test_what_cannot_be_read_is_refused():
    with pytest.raises(
        DataError, match="devices column 'uses_games' must say yes or no"
    ):
        features.stack(DEVICES.assign(uses_games="often"), as_of="2024-06-30")
    with pytest.raises(DataError, match="devices has 1 rows that repeat a customer_id"):
        features.stack(pd.concat([DEVICES, DEVICES[:1]]), as_of="2024-06-30")
    with pytest.raises(
        DataError, match="devices column 'app_first_used_on' must hold da"
    ):
        features.stack(DEVICES.assign(app_first_used_on="June"), as_of="2024-06-30")
    with pytest.raises(DataError, match=r"tech_stack needs columns \['adopted_on'\]"):
        features.company_stack(TOOLS.drop(columns="adopted_on"), as_of="2024-06-30")
    with pytest.raises(
        DataError, match="1 rows that repeat a company_id and technology"
    ):
        features.company_stack(pd.concat([TOOLS, TOOLS[:1]]), as_of="2024-06-30")
    with pytest.raises(DataError, match="no tool taken up by as_of 2000-01-01"):
        features.company_stack(TOOLS, as_of="2000-01-01")


def test_the_worlds_stacks_agree_with_their_tables():
    tools = datasets.load("tech_stack")
    X = features.company_stack(
        tools, as_of="2024-12-31", companies=datasets.load("companies")
    )
    assert len(X) == 1500
    assert X["n_tools"].sum() == len(tools)
    assert X.filter(regex="^n_.*_tools$").sum(axis=1).equals(X["n_tools"])
    devices = datasets.load("devices")
    people = features.stack(devices, as_of="2024-12-31")
    used = devices.set_index("customer_id").filter(like="uses_").sum(axis=1)
    assert people["n_tools"].to_dict() == used.to_dict()
