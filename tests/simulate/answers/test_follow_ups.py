"""The three e-mails after an order."""

import pandas as pd
import pytest

from segkit.simulate.answers import follow_ups


@pytest.fixture(scope="module")
def table(answered):
    followed = answered.tables["follow_ups"]
    return followed.merge(answered.orders, on=["order_id", "customer_id"])


def test_each_follows_an_order_of_the_same_customer(answered, table):
    followed = answered.tables["follow_ups"]
    assert len(table) == len(followed) > 500
    assert followed["follow_up_id"].is_unique
    assert not followed.duplicated(["order_id", "step"]).any()
    assert followed["sent_at"].is_monotonic_increasing


def test_they_come_after_three_ten_and_forty_days(table):
    days = (table["sent_at"].dt.normalize() - table["ordered_at"].dt.normalize()).dt
    expected = dict(zip(follow_ups.STEPS, follow_ups.AFTER_DAYS, strict=True))
    assert (days.days == table["step"].map(expected)).all()


def test_only_those_with_consent_get_them_and_only_in_time(answered, table):
    consent = answered.after.who.set_index("customer_id")["consent"]
    assert consent[table["customer_id"]].all()
    assert (table["ordered_at"] >= follow_ups.SINCE).all()
    assert (table["sent_at"] < table["opened_at"])[table["opened_at"].notna()].all()
    clicked = table["clicked_at"].notna()
    assert (table["opened_at"] < table["clicked_at"])[clicked].all()
    times = table[["sent_at", "opened_at", "clicked_at"]]
    assert times.max().max() < pd.Timestamp("2025-01-01")


def test_interest_fades(answered_of):
    table = answered_of(off=("machine_opens",)).tables["follow_ups"]
    opened = table["opened_at"].notna().groupby(table["step"]).mean()
    first, second, third = opened[list(follow_ups.STEPS)]
    assert first > second + 0.05 > third + 0.1


def test_the_same_mail_programs_open_them_as_open_campaigns(answered, table):
    sends = answered.tables["sends"].merge(answered.truth["sends"], on="send_id")
    machine = set(sends.loc[sends["opened_by_machine"], "customer_id"])
    known = table["customer_id"].isin(sends.loc[sends["delivered"], "customer_id"])
    wait = (table["opened_at"] - table["sent_at"]).dt.total_seconds()
    own = table["customer_id"].isin(machine) & known
    assert own.any()
    assert (wait[own] < 60).all()
