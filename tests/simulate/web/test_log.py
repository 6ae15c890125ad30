"""The web log of October 2024: what people did, and what the server wrote down."""

import numpy as np
import pandas as pd
import pytest

from segkit.simulate.scene import Scene
from segkit.simulate.web import machines
from segkit.simulate.web.clock import in_local, in_utc
from segkit.simulate.web.weblog import COLUMNS

FAULTS = ("bots", "utc_timestamps")


@pytest.fixture(scope="module")
def log(world_of):
    return world_of().tables["web_sessions"]


@pytest.fixture(scope="module")
def ordered(log, world_of):
    orders = world_of().tables["orders"]
    return log.dropna(subset="order_id").merge(orders, on="order_id", how="left")


def test_every_order_of_the_month_by_web_or_app_has_one_session(log, world_of):
    orders = world_of().tables["orders"]
    month = orders["ordered_at"].between("2024-10-01", "2024-10-31 23:59:59")
    online = orders["channel"].isin(["web", "app"])
    found = log["order_id"].dropna()
    assert found.is_unique
    assert set(found) == set(orders.loc[month & online, "order_id"])


def test_an_order_comes_from_its_customer_during_the_session(ordered):
    assert (ordered["customer_id_x"] == ordered["customer_id_y"]).all()
    ends = ordered["started_at"] + pd.to_timedelta(ordered["seconds"], unit="s")
    assert (ordered["ordered_at"] >= ordered["started_at"]).all()
    assert (ordered["ordered_at"] <= ends).all()
    assert (ordered["cart_amount"] == ordered["amount"]).all()
    app = ordered["browser"] == "shop app"
    assert (app == (ordered["channel"] == "app")).all()


def test_nobody_is_logged_in_before_the_sign_up(log, world_of):
    since = world_of().tables["customers"].set_index("customer_id")["signed_up_on"]
    known = log.dropna(subset="customer_id")
    day = known["started_at"].dt.normalize().to_numpy()
    assert (day >= since.loc[known["customer_id"]].to_numpy()).all()


def test_a_cart_is_left_or_ordered_or_not_there(log):
    cart, order = log["cart_amount"].notna(), log["order_id"].notna()
    assert (log["cart_abandoned"] == (cart & ~order)).all()
    assert (log.loc[cart, "products_viewed"] > 0).all()
    assert (log["cart_amount"].dropna() > 0).all()
    assert (log["products_viewed"] < log["pages"]).all()


def test_the_app_runs_on_telephones_and_tablets_and_systems_fit_devices(log):
    app = log["browser"] == "shop app"
    assert set(log.loc[app, "device"]) <= {"smartphone", "tablet"}
    small = log["device"].isin(["smartphone", "tablet"])
    assert (log["system"].isin(["Fen", "Orbit"]) == small).all()


def test_rates_are_those_of_a_web_shop(log):
    carts = log["cart_amount"].notna()
    assert 0.02 < log["order_id"].notna().mean() < 0.04
    assert 0.62 < log.loc[carts, "cart_abandoned"].mean() < 0.78
    assert 0.35 < (log["pages"] == 1).mean() < 0.55
    assert 4.5 < len(log) / 6_000 < 5.6
    web = log[log["browser"] != "shop app"]
    rate = web["order_id"].notna().groupby(web["device"]).mean()
    assert rate["desktop"] > 1.3 * rate["smartphone"]


def test_without_cookies_every_session_is_a_new_visitor(log):
    size = log.groupby("visitor_id")["session_id"].transform("size")
    assert (size[~log["cookie_consent"]] == 1).all()
    assert (size[log["cookie_consent"]] > 1).mean() > 0.3


def test_sessions_of_customers_who_did_not_log_in_stand_in_the_truth(log, world_of):
    truth = world_of().truth["web_sessions"].set_index("session_id")
    hidden = truth["customer_id"].dropna()
    assert log.set_index("session_id").loc[hidden.index, "customer_id"].isna().all()
    cookies = log[log["cookie_consent"] & log["session_id"].isin(hidden.index)]
    named = log.dropna(subset="customer_id").groupby("visitor_id")["customer_id"]
    who = named.first().reindex(cookies["visitor_id"])
    same = who.to_numpy() == hidden.loc[cookies["session_id"]].to_numpy()
    assert same[who.notna().to_numpy()].all()
    assert named.nunique().max() == 1


@pytest.mark.parametrize("fault", FAULTS)
def test_a_switch_changes_the_raw_log_only(world_of, fault):
    with_it, without = world_of(11, 500), world_of(11, 500, off=(fault,))
    for name, table in with_it.tables.items():
        if name != "web_sessions_raw":
            pd.testing.assert_frame_equal(table, without.tables[name])
    for name, table in with_it.truth.items():
        if not (fault == "bots" and name == "web_sessions"):
            pd.testing.assert_frame_equal(table, without.truth[name])
    assert not with_it.tables["web_sessions_raw"].equals(
        without.tables["web_sessions_raw"]
    )


def test_without_faults_the_raw_log_is_the_clean_one(world_of):
    tables = world_of(11, 500, off=FAULTS).tables
    pd.testing.assert_frame_equal(tables["web_sessions"], tables["web_sessions_raw"])


def test_the_clock_alone_moves_every_time_and_nothing_else(world_of):
    tables = world_of(11, 500, off=("bots",)).tables
    clean, raw = (tables[f"web_sessions{end}"] for end in ("", "_raw"))
    raw = raw.set_index("session_id").loc[clean["session_id"]].reset_index()
    ahead = clean["started_at"] - raw["started_at"]
    summer = clean["started_at"] < "2024-10-27 03:00"
    assert (ahead == pd.to_timedelta(np.where(summer, 2, 1), unit="h")).all()
    rest = [column for column in COLUMNS if column != "started_at"]
    pd.testing.assert_frame_equal(clean[rest], raw[rest])


def test_local_times_become_utc():
    times = ["2024-10-01 00:30:00", "2024-10-27 02:59:59", "2024-10-27 03:00:00"]
    found = in_utc(pd.Series(pd.to_datetime(times)))
    assert found.dt.strftime("%d %H:%M:%S").tolist() == [
        "30 22:30:00",
        "27 00:59:59",
        "27 02:00:00",
    ]
    assert in_local(found).equals(pd.Series(pd.to_datetime(times)))


def test_machines_come_on_time_see_much_and_buy_nothing(world_of):
    made = world_of()
    truth = made.truth["web_sessions"].dropna(subset="bot_kind")
    log = made.tables["web_sessions_raw"]
    mine = log[log["session_id"].isin(truth["session_id"])]
    assert len(mine) == len(log) - len(made.tables["web_sessions"])
    assert 0.02 < len(mine) / len(log) < 0.09
    assert mine[["cart_amount", "order_id", "customer_id"]].isna().all(axis=None)
    assert mine["pages"].median() > 2 * log["pages"].median()
    often = mine.groupby("visitor_id").filter(lambda visits: len(visits) > 10)
    gaps = often.sort_values("started_at").groupby("visitor_id")["started_at"].diff()
    steady = gaps.groupby(often["visitor_id"]).agg(lambda x: x.max() - x.min())
    assert (steady < pd.Timedelta(seconds=10)).all()


def test_all_machines_of_the_plan_fit_into_the_numbering():
    most = machines.machines(Scene(seed=1, size=25_000))
    assert len(most) < 25_000


def test_times_have_the_rhythm_of_the_web(log):
    hour = log["started_at"].dt.hour.value_counts(normalize=True)
    assert hour.idxmax() in (19, 20, 21)
    assert hour[[2, 3, 4]].sum() < 0.02
    assert log["started_at"].between("2024-10-01", "2024-10-31 23:59:59").all()
