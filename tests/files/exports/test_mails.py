"""Exports of e-mail platforms, in each of their shapes, end in one log."""

import pandas as pd
import pytest

from segkit import datasets, files, kpis
from segkit.activation import Policy, export
from segkit.checks import DataError

LOG = """"E-mail";"Status";"Date";"Subject"
ann@shop.io;Delivered;2024-06-03 10:00;June
ANN@shop.io;OPN;2024-06-03 12:30;June
ann@shop.io;CLK;2024-06-03 12:31;June
bo@shop.io;Delivered;2024-06-03 10:00;June
bo@shop.io;loadedByProxy;2024-06-03 10:00;June
cy@shop.io;Delivered;2024-06-03 10:00;June
cy@shop.io;hard_bounce;2024-06-03 10:01;June
cy@shop.io;list_addition;2024-06-01 10:01;June
;OPN;2024-06-03 12:30;June
"""


@pytest.fixture
def write(tmp_path):
    def write(text, name="export.csv"):
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return file

    return write


def rates(log):
    sends = kpis.sends_from_events(log)
    by = sends.set_index("customer_id")
    return by["delivered"].to_dict(), by["opened_at"].notna().to_dict()


def test_a_log_of_events_is_read(write):
    log = files.read_mail_events(write(LOG), columns={"event": "Status"})
    assert log.attrs["shape"] == "events"
    assert sorted(log["event"]) == [
        "bounced", "clicked", "opened", "sent", "sent", "sent",
    ]  # fmt: skip
    delivered, opened = rates(log)
    assert delivered == {"ann@shop.io": True, "bo@shop.io": True, "cy@shop.io": False}
    assert opened == {"ann@shop.io": True, "bo@shop.io": False, "cy@shop.io": False}
    notes = "\n".join(log.attrs["notes"])
    assert "1 rows have no address" in notes
    assert "1 openings by a mail programme" in notes
    assert "1 rows are other events (list_addition)" in notes


def test_a_log_that_tells_the_sending_beside_each_reaction_is_read(write):
    text = "email,event,date,campaign,sent date\n"
    text += "a@x.io,open,2024-06-04 09:00,June,2024-06-03 10:00\n"
    text += "a@x.io,click,2024-06-04 09:01,June,2024-06-03 10:00\n"
    log = files.read_mail_events(write(text))
    assert log["event"].tolist() == ["sent", "opened", "clicked"]
    assert log["happened_at"].iloc[0] == pd.Timestamp("2024-06-03 10:00")


def test_unknown_events_ask_for_their_names(write):
    text = "email,event,date,campaign\na@x.io,ouvre,2024-06-04,June\n"
    with pytest.raises(DataError, match=r"none of its events \['ouvre'\] is known"):
        files.read_mail_events(write(text))
    log = files.read_mail_events(write(text), names={"ouvre": "opened"})
    assert log["event"].tolist() == ["opened"]
    with pytest.raises(DataError, match=r"names= gives \['seen'\]"):
        files.read_mail_events(write(text), names={"ouvre": "seen"})


def test_counts_per_recipient_become_events(write):
    text = "Email Address,First Name,Opens,Clicks\nAnn@x.io,Ann,3,1\nbo@x.io,Bo,0,0\n"
    file = write(text)
    log = files.read_mail_events(file, message="June", sent_at="2024-06-03 10:00")
    assert log.attrs["shape"] == "recipients"
    assert log.groupby("event").size().to_dict() == {
        "clicked": 1,
        "opened": 1,
        "sent": 2,
    }
    assert not log.loc[log["event"] == "opened", "time_known"].item()
    assert any("2 events have no time" in note for note in log.attrs["notes"])
    assert rates(log)[1] == {"ann@x.io": True, "bo@x.io": False}
    with pytest.raises(DataError, match="pass message='its name'"):
        files.read_mail_events(file)
    with pytest.raises(DataError, match="does not say when the message was sent"):
        files.read_mail_events(file, message="June")


def test_times_per_recipient_are_kept(write):
    text = (
        "Email,Campaign Name,Send Time,First Open,First Click,Bounced,Unsubscribed\n"
        "a@x.io,June,2024-06-03 10:00,2024-06-03 11:00,,no,no\n"
        "b@x.io,June,2024-06-03 10:00,,,yes,no\n"
        "c@x.io,June,2024-06-03 10:00,2024-06-05 08:00,2024-06-05 08:01,no,yes\n"
    )
    log = files.read_mail_events(write(text))
    delivered, opened = rates(log)
    assert delivered == {"a@x.io": True, "b@x.io": False, "c@x.io": True}
    assert opened == {"a@x.io": True, "b@x.io": False, "c@x.io": True}
    at = log.loc[log["event"] == "opened", "happened_at"]
    assert at.astype("str").tolist() == ["2024-06-03 11:00:00", "2024-06-05 08:00:00"]
    assert log.loc[log["event"] == "unsubscribed", "customer_id"].tolist() == ["c@x.io"]


def test_a_list_of_those_who_left_becomes_a_policy(write, tmp_path):
    text = "Email Address,UNSUB_TIME,UNSUB_REASON\nAnn@x.io,2024-06-03 10:00,none\n"
    log = files.read_mail_events(write(text))
    assert log.attrs["shape"] == "unsubscribed"
    policy = Policy(suppressed=log["customer_id"], minimum_size=1)
    people = pd.DataFrame({"customer_id": ["1", "2"], "email_consent": True})
    people["email"] = ["ann@x.io", "bo@x.io"]
    told = export(["1", "2"], people, tmp_path / "out.csv", policy=policy)
    assert told.counts["suppressed"] == 1
    assert "ann" not in (tmp_path / "out.csv").read_text()


def test_something_else_is_refused(write):
    with pytest.raises(DataError, match=r"needs an address and either an event"):
        files.read_mail_events(write("fish,chips\n1,2\n3,4\n"))


def test_the_small_shop_s_own_log_comes_back(write):
    ours = datasets.load("small_shop_email_events")
    names = {"customer_id": "customer_id", "message": "message"}
    log = datasets.email_events(str(write(ours.to_csv(index=False))), columns=names)
    known = ours[ours["event"] != "held out"]
    back = log[log["event"] != "held out"]
    assert back.groupby("event").size().to_dict() == (
        known.groupby("event", observed=True).size().to_dict()
    )
    assert len(datasets.email_events()) == len(ours)
