"""Cases worked by hand: what goes when, what moves, what is held back and why."""

import pandas as pd
import pytest

from segkit import activation
from segkit.activation import Policy, Sequence, Step, Trigger, schedule
from segkit.checks import DataError


def days(plan, column="send_at"):
    return plan[column].dt.strftime("%m-%d %H:%M").tolist()


def test_three_days_a_week_and_a_month_after_the_purchase(people, bought):
    orders = bought(("a", "2024-07-01 15:30"))
    plan = schedule(activation.post_purchase(), people, orders)
    assert days(plan) == ["07-04 10:00", "07-08 10:00", "07-31 10:00"]
    chained = activation.post_purchase(offsets="from_previous")
    plan = schedule(chained, people, orders)
    assert days(plan) == ["07-04 10:00", "07-11 10:00", "08-10 10:00"]
    assert plan["state"].astype("str").unique().tolist() == ["sent"]


def test_a_step_that_counts_from_the_mail_before_moves_with_it(people, bought):
    orders = bought(("a", "2024-07-01 15:30"))
    other = pd.DataFrame(
        {"customer_id": ["a"], "sent_at": pd.Timestamp("2024-07-02 9:00")}
    )
    cap = Policy(cap=(1, 7))
    follow = activation.post_purchase()
    plan = schedule(follow, people, orders, policy=cap, contacts=other)
    assert days(plan) == ["07-09 10:00", "07-16 10:00", "07-31 10:00"]
    assert plan["reason"].tolist() == ["over the cap", "over the cap", "as planned"]
    follow = activation.post_purchase(offsets="from_previous")
    plan = schedule(follow, people, orders, policy=cap, contacts=other)
    assert days(plan) == ["07-09 10:00", "07-16 10:00", "08-15 10:00"]
    follows = "follows the mail before it"
    assert plan["reason"].tolist() == ["over the cap", follows, follows]
    assert plan["moved_hours"].tolist() == [120, 120, 120]


def test_a_mail_that_waits_too_long_is_held_back_and_the_next_has_its_turn(
    people, bought
):
    steps = [Step(1, "one"), Step(2, "two"), Step(9, "three")]
    short = Sequence("x", steps, wait_days=3)
    plan = schedule(
        short, people, bought(("a", "2024-07-01 8:00")), policy=Policy(cap=(1, 7))
    )
    assert plan["state"].tolist() == ["sent", "held back", "sent"]
    assert plan["reason"].tolist() == ["as planned", "over the cap", "as planned"]


def test_a_message_that_is_known_to_follow_counts_for_the_cap_too(people, bought):
    later = pd.DataFrame(
        {"customer_id": ["a"], "sent_at": pd.Timestamp("2024-07-06 9:00")}
    )
    one = Sequence("x", [Step(1, "one")])
    orders = bought(("a", "2024-07-01 8:00"))
    for cap in ((1, 7), (1, 4)):  # from the 2nd, 10:00 to the 6th, 9:00: under 4 days
        policy = Policy(cap=cap)
        plan = schedule(one, people, orders, policy=policy, contacts=later)
        assert plan["reason"].tolist() == ["over the cap"]
    plan = schedule(one, people, orders, policy=Policy(cap=(1, 3)), contacts=later)
    assert days(plan) == ["07-02 10:00"]


def test_the_night_is_left_out_over_midnight(people, bought):
    late = Sequence("x", [Step(0, "at once", at=None)])
    policy = Policy(quiet_hours=("21:00", "08:00"))
    orders = bought(("a", "2024-07-01 22:15"), ("b", "2024-07-01 03:00"))
    plan = schedule(late, people, orders, policy=policy)
    assert days(plan) == ["07-02 08:00", "07-01 08:00"]
    assert plan["reason"].tolist() == ["quiet hours", "quiet hours"]
    assert plan["moved_hours"].tolist() == [9.75, 5.0]


def test_an_hour_that_the_clock_leaves_out_is_not_used(people, bought):
    early = Sequence("x", [Step(1, "early", at="02:30")])
    orders = bought(("a", "2024-03-30 12:00"), ("b", "2024-10-26 12:00"))
    plan = schedule(early, people, orders, timezone="Europe/Madrid")
    assert days(plan) == ["03-31 03:00", "10-27 02:30"]
    assert plan["reason"].tolist() == ["clock change", "as planned"]
    quiet = Policy(quiet_hours=("03:00", "02:30"))  # half an hour a day is left
    plan = schedule(early, people, orders, policy=quiet, timezone="Europe/Madrid")
    assert days(plan) == ["04-01 02:30", "10-27 02:30"]
    assert days(schedule(early, people, orders)) == ["03-31 02:30", "10-27 02:30"]


def test_a_purchase_ends_what_says_so_and_nothing_else(people, bought):
    orders = bought(("a", "2024-07-01 12:00"), ("a", "2024-07-20 12:00"))
    second = schedule(activation.second_purchase(), people, orders)
    assert second["reason"].tolist() == ["as planned", "bought", "bought"]
    follow = activation.post_purchase(reentry_days=None)
    assert schedule(follow, people, orders)["send_at"].notna().all()


def test_nothing_goes_out_after_unsubscribing_wherever_that_is_written(people, bought):
    orders = bought(("a", "2024-07-01 12:00"))
    left = pd.Timestamp("2024-07-08 10:00")
    sends = pd.DataFrame(
        {"customer_id": ["a"], "sent_at": [left], "delivered": [False]}
    )
    sends["unsubscribed_at"] = left
    here = schedule(activation.post_purchase(), people, orders, contacts=sends)
    assert here["reason"].tolist() == ["as planned", "unsubscribed", "unsubscribed"]
    untimed = sends.assign(sent_at=pd.NaT)
    there = schedule(activation.post_purchase(), people, orders, contacts=untimed)
    assert there["reason"].tolist() == here["reason"].tolist()
    told = people.assign(unsubscribed_at=[left, None, None])
    told["unsubscribed_at"] = pd.to_datetime(told["unsubscribed_at"])
    there = schedule(activation.post_purchase(), told, orders)
    assert there["reason"].tolist() == here["reason"].tolist()


def test_the_reasons_of_consent_are_those_of_permission(bought):
    people = pd.DataFrame({"customer_id": list("abcd")})
    people["email_consent"] = [True, False, None, True]
    orders = bought(*((who, "2024-07-01 12:00") for who in "abcd"))
    one = Sequence("x", [Step(1, "one")])
    plan = schedule(one, people, orders, policy=Policy(suppressed=["D "]))
    assert plan["reason"].tolist() == [
        "as planned",
        "said no",
        "never asked",
        "suppressed",
    ]


def test_the_highest_priority_goes_first_and_then_what_was_planned_first(
    people, bought
):
    orders = bought(("a", "2024-07-01 12:00"))
    low = Sequence("low", [Step(3, "low")])
    high = Sequence("high", [Step(3, "high")], priority=5)
    plan = schedule([low, high], people, orders).set_index("sequence")
    assert plan.loc["high", "state"] == "sent"
    assert plan.loc["low", "reason"] == "another message that day"
    assert plan.loc["low", "moved_hours"] == 24
    older = Sequence("older", [Step(2, "older")], wait_days=7)
    contacts = pd.DataFrame(
        {"customer_id": ["a"], "sent_at": pd.Timestamp("2024-07-02 9:00")}
    )
    plan = schedule(
        [low, older], people, orders, policy=Policy(cap=(1, 3)), contacts=contacts
    )
    plan = plan.set_index("sequence")
    assert plan.loc["older", "send_at"] < plan.loc["low", "send_at"]


def test_one_sequence_in_thirty_days(people, bought):
    when = ["01-01", "01-20", "01-31", "02-28", "03-01"]
    orders = bought(*(("a", f"2024-{day} 12:00") for day in when))
    plan = schedule(Sequence("x", [Step(1, "one")]), people, orders)
    assert plan["reason"].tolist() == [
        "as planned", "began too recently", "as planned", "began too recently",
        "as planned",
    ]  # fmt: skip


def test_silence_begins_when_it_is_long_enough_and_only_then(people, bought):
    orders = bought(
        ("a", "2024-01-01 12:00"), ("a", "2024-03-01 12:00"), ("a", "2024-12-01 12:00")
    )
    silent = Sequence("x", [Step(0, "hello?", at="13:00")], Trigger("silence", days=60))
    plan = schedule(silent, people, orders)
    began = plan["trigger_at"].dt.strftime("%Y-%m-%d").tolist()
    assert began == ["2024-04-30", "2025-01-30"]  # 60 days later it had bought: 1 March


def test_the_deadline_is_kept(people, bought):
    orders = bought(("a", "2024-01-01 12:00"))
    often = {"weekly": (9, 7), "monthly": (9, 7)}
    offer = activation.win_back(deadline=14, silence_days=30)
    cap = Policy(cap=(1, 10))
    plan = schedule(offer, people, orders, policy=cap, preferences=often)
    assert plan["send_at"].dt.day.dropna().tolist() == [1, 12]  # silent from 31 January
    assert plan["reason"].tolist() == ["as planned", "over the cap", "as planned"]
    short = Sequence(
        "x", [Step(2, "one"), Step(5, "two"), Step(6, "three")], deadline=5
    )
    plan = schedule(short, people, orders)
    assert plan["reason"].tolist() == ["as planned", "as planned", "after the deadline"]
    everybody = activation.win_back(deadline="2024-02-08", start="2024-02-01")
    plan = schedule(everybody, people, orders, preferences=often)
    assert days(plan)[:3] == ["02-01 10:00", "02-04 10:00", "02-06 10:00"]


def test_each_reader_gets_as_many_letters_as_asked_for(bought):
    people = pd.DataFrame({"customer_id": list("wmbn"), "email_consent": True})
    people["preferred_frequency"] = ["weekly", "monthly", "big news only", None]
    letters = activation.frequency_choice(
        "2024-09-02", "2024-10-27", announcements={"2024-09-20": "sale"}
    )
    plan = schedule(letters, people)
    sent = plan[plan["state"] != "held back"].groupby("customer_id").size()
    assert sent.to_dict() == {"w": 9, "m": 3, "b": 1, "n": 1}
    day = Trigger("date", on="2024-09-02")
    news = Sequence("news", [Step(0, "a"), Step(3, "b")], day, kind="news", wait_days=0)
    plan = schedule(news, people).set_index(["customer_id", "step"])["reason"]
    assert plan["w", 2] == plan["m", 2] == "asked for fewer"
    assert plan["b", 1] == "asked for big news only"
    assert plan["n", 2] == "as planned"


def test_lines_of_an_order_are_one_purchase_and_a_refund_is_none(people):
    orders = pd.DataFrame(
        {
            "customer_id": ["a", "a", "a", "b"],
            "order_id": [1, 1, 2, 3],
            "amount": [10.0, 5.0, -9.0, 20.0],
            "ordered_at": pd.to_datetime(
                [
                    "2024-07-01 12:05",
                    "2024-07-01 12:00",
                    "2024-08-09 09:00",
                    "2024-07-01 12:00",
                ]
            ),
        }
    )
    plan = schedule(Sequence("x", [Step(1, "one")], reentry_days=None), people, orders)
    assert plan["customer_id"].tolist() == ["a", "b"]
    assert plan["trigger_at"].dt.minute.tolist() == [0, 0]
    assert plan.attrs["left_out"]["refunds"] == 1


def test_rows_that_cannot_be_used_are_counted(people, bought):
    orders = bought(("a", "2024-07-01"), ("z", "2024-07-01"), ("b", None))
    left_out = schedule(activation.post_purchase(), people, orders).attrs["left_out"]
    assert left_out["orders of no customer"] == 1
    assert left_out["orders without a time"] == 1


def test_a_customer_who_stands_twice_is_one_and_a_no_is_a_no(bought):
    people = pd.DataFrame(
        {"customer_id": ["a", "a", None], "email_consent": [True, False, True]}
    )
    plan = schedule(
        Sequence("x", [Step(1, "one")]), people, bought(("a", "2024-07-01"))
    )
    assert plan["reason"].tolist() == ["said no"]
    assert plan.attrs["left_out"]["customers: customer_id again"] == 1


def test_nobody_and_nothing_is_an_empty_schedule(people, bought):
    plan = schedule(activation.post_purchase(), people, bought())
    assert len(plan) == 0
    assert plan.attrs["heading"].startswith("0 messages planned for 0 customers")
    assert len(activation.schedule_summary(plan)) == 0
    nobody = schedule(activation.post_purchase(), people.iloc[:0], bought())
    assert list(nobody.columns) == list(plan.columns)


def played(people, orders, contacts):
    policy = Policy(cap=(1, 7))
    return schedule(
        activation.post_purchase(), people, orders, policy=policy, contacts=contacts
    )


@pytest.fixture
def tables(people, bought):
    sends = pd.DataFrame({"customer_id": ["a", "b"], "delivered": [True, False]})
    sends["sent_at"] = pd.to_datetime(["2024-07-02 9:00", "2024-07-05 9:00"])
    orders = bought(("a", "2024-07-01 12:00"), ("b", "2024-07-02 12:00"))
    return people, orders, sends


@pytest.mark.parametrize("kind", ["polars", "pyarrow", "duckdb"])
def test_the_same_schedule_on_every_table(kind, tables):
    import duckdb  # noqa: PLC0415
    import polars as pl  # noqa: PLC0415
    import pyarrow as pa  # noqa: PLC0415

    make = {
        "polars": pl.from_pandas,
        "pyarrow": pa.Table.from_pandas,
        "duckdb": duckdb.from_df,
    }[kind]
    found = played(*map(make, tables))
    pd.testing.assert_frame_equal(found, played(*tables))


@pytest.mark.spark
@pytest.mark.slow
def test_spark_gives_the_same(spark, tmp_path, tables):
    theirs = []
    for place, table in enumerate(tables):
        table.to_parquet(tmp_path / f"{place}.parquet")
        theirs.append(spark.read.parquet(str(tmp_path / f"{place}.parquet")))
    order = ["customer_id", "step"]
    found, expected = (
        plan.sort_values(order).reset_index(drop=True)
        for plan in (played(*theirs), played(*tables))
    )
    pd.testing.assert_frame_equal(found, expected)


def test_columns_may_have_other_names(people, bought):
    theirs = people.rename(columns={"customer_id": "Client", "email_consent": "ok"})
    orders = bought(("a", "2024-07-01 12:00")).rename(columns={"ordered_at": "Date"})
    plan = schedule(
        activation.post_purchase(),
        theirs,
        orders,
        columns={"customer_id": "Client", "email_consent": "ok", "ordered_at": "Date"},
    )
    assert len(plan) == 3


def test_times_with_a_zone_need_the_shops_own(people, bought):
    orders = bought(("a", "2024-07-01 23:30"))
    orders["ordered_at"] = orders["ordered_at"].dt.tz_localize("UTC")
    with pytest.raises(DataError, match="has the time zone 'UTC'"):
        schedule(activation.post_purchase(), people, orders)
    plan = schedule(
        activation.post_purchase(), people, orders, timezone="Europe/Madrid"
    )
    assert days(plan)[0] == "07-05 10:00"  # it was 1:30 on 2 July in Madrid


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"sequences": "post_purchase"}, "schedule needs one Sequence or a list"),
        ({"sequences": []}, "schedule needs one Sequence or a list"),
        (
            {"sequences": [activation.post_purchase(), activation.post_purchase()]},
            "two sequences are called 'post-purchase'",
        ),
        ({"orders": None}, "begins after a purchase, so schedule needs orders"),
        (
            {"sequences": activation.win_back("2024-09-20", start="2024-09-01"),
             "orders": None},
            "begins from 2024-09-01 on and ends with one, so schedule needs orders",
        ),
        (
            {"sequences": activation.welcome(["garden"], column="topic")},
            "'welcome: garden' asks for column 'topic' of the customers",
        ),
        ({"start": "2024-09-01", "end": "2024-08-01"}, "start 2024-09-01 is after end"),
        ({"preferences": {"weekly": (1, 7)}}, "holds ['monthly'], which preferences"),
        ({"preferences": {"weekly": 1, "monthly": None}}, "(messages, days), or None"),
        ({"preferences": {"weekly": (0, 7), "monthly": None}}, "messages must be a"),
    ],
)  # fmt: skip
def test_what_cannot_be_scheduled_is_refused(options, message, people, bought):
    given = {"sequences": activation.post_purchase(), "customers": people,
             "orders": bought(("a", "2024-07-01"))} | options  # fmt: skip
    with pytest.raises(DataError) as error:
        schedule(given.pop("sequences"), given.pop("customers"), **given)
    assert message in str(error.value)


def test_ids_of_another_kind_are_refused(people):
    orders = pd.DataFrame(
        {"customer_id": [1, 2], "ordered_at": pd.Timestamp("2024-07-01")}
    )
    with pytest.raises(DataError, match="the ids of orders are numbers, those of the"):
        schedule(activation.post_purchase(), people, orders)
    with pytest.raises(DataError, match="customers needs columns"):
        schedule(activation.post_purchase(), orders, orders)


@pytest.mark.parametrize("at", ["soon", "03/04/2024", 20240701])
def test_what_is_no_time_is_refused(at, people):
    orders = pd.DataFrame({"customer_id": ["a"], "ordered_at": [at]})
    with pytest.raises(DataError, match="'ordered_at' of orders must hold days or"):
        schedule(activation.post_purchase(), people, orders)
    orders["ordered_at"] = "2024-07-01"
    assert (
        days(schedule(activation.post_purchase(), people, orders))[0] == "07-04 10:00"
    )


def test_customers_without_orders_or_messages_are_no_mistake(people, bought):
    other = pd.DataFrame(
        {"customer_id": ["z"], "sent_at": [pd.Timestamp("2024-07-01")]}
    )
    series = activation.welcome(["garden"])
    plan = schedule(series, people, bought(("z", "2024-07-01")), contacts=other)
    assert plan["customer_id"].unique().tolist() == ["a", "b"]
    assert plan.attrs["left_out"]["contacts of no customer"] == 1


def test_the_summary_adds_up_and_says_why(people, bought):
    orders = bought(("a", "2024-07-01 12:00"), ("c", "2024-07-01 12:00"))
    found = activation.schedule_summary(
        schedule(activation.post_purchase(), people, orders)
    )
    assert found["planned"].tolist() == [2, 2, 2]
    assert found["why"].tolist() == ["said no 1"] * 3
    by_state = activation.schedule_summary(
        schedule(activation.post_purchase(), people, orders), by=["sequence"]
    )
    assert by_state["planned"].tolist() == [6]


def test_pressure_counts_other_messages_too(people, bought):
    plan = schedule(
        activation.post_purchase(), people, bought(("a", "2024-07-01 12:00"))
    )
    other = pd.DataFrame(
        {"customer_id": ["a", "a", "z"], "delivered": [True, False, True]}
    )
    other["sent_at"] = pd.Timestamp("2024-07-05 9:00")
    assert activation.contact_pressure(plan).loc[2, "sent"] == 1
    assert activation.contact_pressure(plan, other).loc[3, "sent"] == 1
    with pytest.raises(DataError, match="days must be a whole number from 1"):
        activation.contact_pressure(plan, days=0)
