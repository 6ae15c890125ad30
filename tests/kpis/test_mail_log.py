"""An e-mail tool's log becomes a table of messages sent."""

import pandas as pd
import pytest

from segkit import datasets, engine, kpis
from segkit.checks import DataError
from tests.kpis.samples import ENGINES


def log():
    rows = [
        ("a", "June", "sent", "2024-06-01 09:00"),
        ("a", "June", "opened", "2024-06-02 09:00"),
        ("a", "June", "opened", "2024-06-01 20:00"),  # the first one counts
        ("a", "June", "clicked", "2024-06-02 09:01"),
        ("b", "June", "sent", "2024-06-01 09:00"),
        ("b", "June", "bounced", "2024-06-01 09:00"),
        ("c", "June", "held out", "2024-06-01 09:00"),
        ("d", "June", "opened", "2024-06-01 09:00"),  # never sent: not delivered
        ("a", "July", "sent", "2024-07-01 09:00"),
        ("a", "July", "unsubscribed", "2024-07-01 10:00"),
    ]
    names = ["customer_id", "message", "event", "happened_at"]
    made = pd.DataFrame(rows, columns=names)
    return made.assign(happened_at=pd.to_datetime(made["happened_at"]))


@pytest.mark.parametrize("name", ENGINES)
def test_a_row_per_message_and_customer_on_every_engine(name):
    found = engine.to_pandas(kpis.sends_from_events(ENGINES[name](log())))
    assert found[["customer_id", "message"]].to_numpy().tolist() == [
        ["a", "July"], ["a", "June"], ["b", "June"], ["c", "June"], ["d", "June"],
    ]  # fmt: skip
    assert found["delivered"].tolist() == [True, True, False, False, False]
    assert found["arm"].tolist() == [*["message"] * 3, "held out", "message"]
    assert str(found["opened_at"].iloc[1]) == "2024-06-01 20:00:00"
    assert found["clicked_at"].notna().tolist() == [False, True, False, False, False]
    assert found["unsubscribed_at"].notna().tolist() == [True, *[False] * 4]
    assert str(found["sent_at"].iloc[3]) == "2024-06-01 09:00:00"


def test_the_log_and_the_table_give_the_same_rates():
    events = datasets.load("small_shop_email_events")
    made = kpis.sends_from_events(events)
    sent = int((events["event"] == "sent").sum())
    opened = int((events["event"] == "opened").sum())
    found = kpis.open_rate.from_table(made)
    assert (found.numerator, found.denominator) == (opened, sent)
    assert kpis.delivery_rate.from_table(made).value == 1


def test_events_may_have_other_names():
    theirs = log().replace({"event": {"sent": "Delivered", "opened": "Open"}})
    names = {"sent": "Delivered", "opened": "Open"}
    pd.testing.assert_frame_equal(
        kpis.sends_from_events(theirs, names=names), kpis.sends_from_events(log())
    )
    with pytest.raises(DataError, match=r"no event is called 'sent'; column event"):
        kpis.sends_from_events(theirs)
    with pytest.raises(DataError, match=r"names= has \['seen'\]"):
        kpis.sends_from_events(log(), names={"seen": "x"})
