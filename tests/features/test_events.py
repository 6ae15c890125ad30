"""Visits, messages and social networks: the same on every engine."""

import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import features
from segkit.checks import DataError

AS_OF = "2024-06-30"


def moments(*texts):
    return pd.to_datetime(list(texts), format="mixed")


def visits():
    table = pd.DataFrame(
        {
            "customer_id": ["ann", "ann", "bob", None, "ann", "cid"],
            "started_at": moments(
                "2024-06-01 09:00",
                "2024-06-30 23:59",
                "2024-06-02",
                "2024-06-03",
                "2024-07-01 00:00",
                "2024-05-01",
            ),
            "pages": [1, 9, 4, 5, 99, 1],
            "products_viewed": [0, 5, 2, 1, 50, 0],
            "read_reviews": [False, True, True, True, True, False],
            "cart_amount": [None, 20.0, 5.0, None, 9.0, None],
            "cart_abandoned": [False, False, True, False, True, False],
            "order_id": [None, "O1", None, None, None, None],
            "cookie_consent": [True, True, False, True, True, False],
        }
    )
    return table.astype({"customer_id": "str", "order_id": "str"})


def mails():
    sent = moments(*["2024-06-01 09:00:00"] * 5, "2024-07-02")
    opened = ["2024-06-01 09:00:05", "2024-06-01 09:00:05", "2024-06-01 12:00"]
    opened += [None, "2024-07-01 08:00", "2024-07-02 01:00"]
    clicked = [None, "2024-06-01 10:00", None, None, "2024-07-01 08:01", None]
    return pd.DataFrame(
        {
            "customer_id": pd.array(["ann", "bob", "ann", "held", "cid", "cid"], "str"),
            "sent_at": sent,
            "opened_at": moments(*opened),
            "clicked_at": moments(*clicked),
            "unsubscribed_at": moments(None, None, "2024-06-03", None, None, None),
            "delivered": [True, True, True, False, True, True],
        }
    )


def social():
    at = pd.to_datetime(["2024-06-01", "2024-06-05", "2024-06-06", "2024-06-07"])
    events = ["follow", "like", "advertisement click", None]
    table = pd.DataFrame({"customer_id": ["ann", "ann", "bob", "bob"]})
    return table.assign(happened_at=at, event=pd.array(events, "str"))


def test_visits_by_hand(put):
    found = features.web_activity(put(visits()), as_of=AS_OF)
    assert found.index.tolist() == ["ann", "bob", "cid"]
    counts = ["n_sessions", "n_pages", "n_products_viewed"]
    counts += ["n_carts", "n_carts_abandoned"]
    assert found[counts].values.tolist() == [
        [2, 10, 5, 1, 0],
        [1, 4, 2, 1, 1],
        [1, 1, 0, 0, 0],
    ]
    assert set(found[counts].dtypes.astype(str)) == {"int64"}
    rates = ["pages_per_session", "bounce_rate", "review_rate", "consent_rate"]
    assert found.loc["ann", rates].tolist() == [5, 0.5, 0.5, 1]
    assert found["cart_abandoned_rate"].fillna(-1).tolist() == [0, 1, -1]
    assert found["last_session_days"].tolist() == [0, 28, 60]
    left = {"after as_of": 1, "no customer_id": 1, "no started_at": 0}
    assert found.attrs == {"as_of": AS_OF, "left_out": left}


def test_since_leaves_out_and_counts_what_was_before(put):
    found = features.web_activity(put(visits()), as_of=AS_OF, since="2024-06-02")
    assert found["n_sessions"].to_dict() == {"ann": 1, "bob": 1}
    assert found.attrs["left_out"]["before since"] == 2


def test_messages_by_hand(put):
    found = features.email_activity(put(mails()), as_of=AS_OF)
    assert found.index.tolist() == ["ann", "bob", "cid"]
    names = ["n_sent", "n_opened", "n_opened_by_machine", "n_clicked"]
    # ann: one opened by a machine, one by her; bob's machine opened, and he clicked;
    # cid opened and clicked after the day
    assert found[names].values.tolist() == [[2, 1, 1, 0], [1, 1, 0, 1], [1, 0, 0, 0]]
    assert found["unsubscribed"].tolist() == [True, False, False]
    assert found["unsubscribed"].dtype == bool
    assert found["opened_rate"].tolist() == [0.5, 1, 0]
    left = {"after as_of": 1, "no customer_id": 0, "no sent_at": 0}
    assert found.attrs["left_out"] == left | {"not delivered": 1}


def test_every_opening_may_be_believed(put):
    found = features.email_activity(put(mails()), as_of=AS_OF, machine_seconds=0)
    assert found.loc["ann", ["n_opened", "n_opened_by_machine"]].tolist() == [2, 0]


def test_social_networks_by_hand(put):
    found = features.social_activity(put(social()), as_of=AS_OF)
    assert found["follows_brand"].tolist() == [True, False]
    assert found["n_social_reactions"].tolist() == [1, 0]
    assert found["n_advertisement_clicks"].tolist() == [0, 1]
    assert found["last_social_days"].tolist() == [25, 23]


def test_engagement_joins_them_and_nothing_is_zero():
    found = features.engagement(
        as_of=AS_OF,
        sessions=visits(),
        sends=pl.from_pandas(mails()),
        social=social(),
        customers=["ann", "bob", "cid", "dan"],
    )
    assert found.loc["dan", ["n_sessions", "n_sent", "n_social_reactions"]].sum() == 0
    assert found["follows_brand"].tolist() == [True, False, False, False]
    assert pd.isna(found.loc["dan", "opened_rate"])
    assert found["n_opened"].dtype == "int64"
    assert found.attrs["as_of"] == AS_OF
    assert found.attrs["left_out"]["sends"]["not delivered"] == 1


def test_engagement_understands_the_callers_names():
    theirs = mails().rename(columns={"sent_at": "Sent", "customer_id": "Client"})
    names = {"sends": {"sent_at": "Sent", "customer_id": "Client"}}
    found = features.engagement(as_of=AS_OF, sends=theirs, columns=names)
    assert found["n_sent"].tolist() == [2, 1, 1]


def refused(text, function, table, **more):
    with pytest.raises(DataError, match=text):
        function(table, **{"as_of": AS_OF, **more})


def test_tables_that_cannot_be_read_are_refused_in_words():
    web, mail = features.web_activity, features.email_activity
    refused(r"sessions needs columns \['started_at'\]", web, mails())
    refused(r"holds int \(3\); dates are needed", web, visits().assign(started_at=3))
    texts = visits().assign(pages="many")
    refused(r"'pages' holds text \('many'\); numbers are needed: turn it", web, texts)
    texts = pl.from_pandas(visits().assign(read_reviews="yes"))
    refused(r"'read_reviews' holds text .* True or False are needed", web, texts)
    refused("sessions has no rows", web, visits().iloc[:0])
    refused("sends has no rows", mail, pl.from_pandas(mails()).lazy().limit(0))
    refused("6 rows and none that counts; left out", web, visits(), as_of="2020-01-01")
    refused(
        r"since \(2025-01-01\) must not be after", web, visits(), since="2025-01-01"
    )
    zoned = visits().assign(started_at=visits()["started_at"].dt.tz_localize("UTC"))
    refused("sessions column 'started_at' has the time zone 'UTC'", web, zoned)
    refused(
        r"social needs columns \['event'\]",
        features.social_activity,
        social().drop(columns="event"),
    )
    refused("no customer_id of orders is in customers=", web, visits(), customers=[7])
    with pytest.raises(DataError, match="engagement needs one table at least"):
        features.engagement(as_of=AS_OF)
    with pytest.raises(DataError, match="columns= must be one of"):
        features.engagement(as_of=AS_OF, sends=mails(), columns={"mails": {}})


def test_a_zone_moves_visits_to_the_shops_day():
    at = pd.to_datetime(["2024-06-30 22:30"], utc=True)
    zoned = pd.DataFrame({"customer_id": ["ann"], "started_at": at})
    with pytest.raises(DataError, match="none that counts"):
        features.web_activity(zoned, as_of=AS_OF, timezone="Europe/Madrid")
    found = features.web_activity(zoned, as_of=AS_OF, timezone="Europe/London")
    assert found["n_sessions"].tolist() == [1]


def test_columns_that_are_absent_or_empty_are_no_reason_to_refuse():
    bare = visits()[["customer_id", "started_at"]]
    names = ["n_sessions", "last_session_days"]
    assert features.web_activity(bare, as_of=AS_OF).columns.tolist() == names
    empty = pd.Series([None] * 6, dtype=object)
    found = features.web_activity(
        bare.assign(pages=empty, read_reviews=empty), as_of=AS_OF
    )
    assert found["n_pages"].tolist() == [0, 0, 0]
    assert found["review_rate"].tolist() == [0, 0, 0]


def test_joined_keeps_the_day_and_refuses_two():
    first = features.web_activity(visits(), as_of=AS_OF)
    second = features.email_activity(mails(), as_of=AS_OF)
    assert features.joined(first, second).attrs["as_of"] == AS_OF
    with pytest.raises(DataError, match="different days"):
        features.joined(first, features.email_activity(mails(), as_of="2024-07-05"))
    with pytest.raises(DataError, match="in common"):
        features.joined(first, first)


@settings(deadline=None, max_examples=8)
@given(st.permutations(range(6)))
def test_the_order_of_rows_changes_nothing(order):
    for function, table in (
        (features.web_activity, visits()),
        (features.email_activity, mails()),
    ):
        pd.testing.assert_frame_equal(
            function(table.iloc[list(order)], as_of=AS_OF), function(table, as_of=AS_OF)
        )
