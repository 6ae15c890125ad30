"""Preferred channels and moments: by customer, with doubt said, on every engine."""

import duckdb
import numpy as np
import pandas as pd
import pytest

from segkit import activation
from segkit.activation.plan import shares
from segkit.activation.plan.shares import Choices
from segkit.checks import DataError
from tests.features.conftest import PANDAS_3


def orders(counts, at="2024-06-03 20:15"):
    """Make a table of so many orders by (customer, channel)."""
    rows = [pair for pair, n in counts.items() for _ in range(n)]
    table = pd.DataFrame(rows, columns=["customer_id", "channel"])
    return table.assign(ordered_at=pd.Timestamp(at), order_id=range(len(table)))


def test_heavy_buyers_count_once_unless_rows_are_asked_for():
    table = orders({(1, "app"): 90, (2, "web"): 1, (3, "web"): 1})
    segments = pd.Series("new", index=[1, 2, 3])
    people = activation.preferred_channel(table, segments)
    rows = activation.preferred_channel(table, segments, per="row")
    assert people.set_index("channel")["share"]["web"] == pytest.approx(2 / 3)
    assert rows.set_index("channel")["share"]["web"] == pytest.approx(2 / 92)


def test_few_customers_who_agree_prove_nothing():
    few = orders({(i, "app"): 3 for i in range(4)} | {(4, "web"): 1})
    found = activation.preferred_channel(few, pd.Series("new", index=range(5)))
    assert found.attrs["best"] == {"new": None}
    assert (
        "cannot be told apart: app 80 %, web 20 % (only 5 customers)"
        in (found.attrs["sentences"][0])
    )


def test_a_clear_preference_is_told():
    many = orders({(i, "app" if i % 5 else "web"): 2 for i in range(100)})
    found = activation.preferred_channel(many, pd.Series("new", index=range(100)))
    assert found.attrs["best"] == {"new": "app"}
    assert found["best"].tolist() == [True, False]


def test_equal_channels_are_rarely_told_apart():
    rng = np.random.default_rng(0)
    wrong = 0
    for _ in range(200):
        tops = rng.multinomial(3, [1 / 3] * 3, 60).astype(float)
        one = Choices(tops / 3, np.ones((60, 3)))
        wrong += bool(shares.table(one, pd.Index(list("abc")), 0.95)["best"].any())
    assert wrong <= 12


def test_intervals_of_shares_hold_the_truth():
    rng = np.random.default_rng(1)
    inside = 0
    for _ in range(300):
        p = rng.beta(2, 6, 80)  # customers differ
        n = rng.integers(1, 6, 80)
        tops = rng.binomial(n, p) / n
        low, high = shares.intervals(Choices(tops[:, None], np.ones((80, 1))), 0.95)
        inside += bool(low[0] <= 0.25 <= high[0])
    assert inside >= 276


def test_answers_are_counted_of_what_was_sent():
    sends = pd.DataFrame(
        {
            "customer_id": list(range(200)) * 2,
            "channel": ["email"] * 200 + ["sms"] * 200,
            "clicked_at": [pd.Timestamp("2024-01-01")] * 20 + [pd.NaT] * 180
            + [pd.Timestamp("2024-01-01")] * 60 + [pd.NaT] * 140,
        }
    )  # fmt: skip
    found = activation.preferred_channel(
        sends, pd.Series("all of us", index=range(200)), answered="clicked_at"
    )
    assert found["share"].tolist() == [0.1, 0.3]
    assert found.attrs["best"] == {"all of us": "sms"}
    assert any("not drawn by lot" in note for note in found.attrs["notes"])
    flags = sends.assign(clicked=sends["clicked_at"].notna())
    same = activation.preferred_channel(
        flags, pd.Series("all of us", index=range(200)), answered="clicked"
    )
    pd.testing.assert_frame_equal(found, same)


def test_lines_of_one_order_count_once():
    table = orders({(1, "app"): 1, (2, "web"): 1})
    lines = pd.concat([table, table, table[table["customer_id"] == 1]])
    segments = pd.Series("new", index=[1, 2])
    one, other = (
        activation.preferred_channel(t, segments, per="row") for t in (table, lines)
    )
    pd.testing.assert_frame_equal(one, other)


def test_rows_without_customer_or_segment_are_counted_and_said():
    table = orders({(1, "app"): 3, (2, "web"): 2, (9, "web"): 4})
    table = table.astype({"customer_id": "Int64"})
    table.loc[0, "customer_id"] = pd.NA
    found = activation.preferred_channel(table, pd.Series("new", index=[1, 2]))
    assert any(note.startswith("4 rows belong") for note in found.attrs["notes"])
    assert any(note.startswith("1 rows name no") for note in found.attrs["notes"])


def test_a_segment_without_a_row_is_said_to_be_unknown():
    segments = pd.Series(["new", "old"], index=[1, 2])
    found = activation.preferred_channel(orders({(1, "app"): 2}), segments)
    assert found.attrs["sentences"][1] == (
        "old: nothing is known (0 customers, no orders)."
    )


def test_hours_and_weekdays_by_hand():
    table = orders({(i, "app"): 1 for i in range(60)})
    table.loc[:9, "ordered_at"] = pd.Timestamp("2024-06-04 09:59")
    segments = pd.Series("new", index=range(60))
    hour = activation.preferred_moment(table, segments).set_index("moment")["share"]
    assert len(hour) == 24
    assert hour["20 to 21 h"] == pytest.approx(50 / 60)
    assert hour["9 to 10 h"] == pytest.approx(10 / 60)
    day = activation.preferred_moment(table, segments, by="weekday")
    assert day.attrs["best"] == {"new": "Monday"}
    part = activation.preferred_moment(table, segments, by="part_of_day")
    assert part.set_index("moment")["share"]["evening"] == pytest.approx(50 / 60)


def test_local_time_needs_a_zone_where_the_times_have_one():
    table = orders({(i, "app"): 1 for i in range(40)}, at="2024-06-03 22:30")
    table["ordered_at"] = table["ordered_at"].dt.tz_localize("UTC")
    segments = pd.Series("new", index=range(40))
    with pytest.raises(DataError, match="time zone"):
        activation.preferred_moment(table, segments)
    found = activation.preferred_moment(table, segments, timezone="Europe/Madrid")
    assert found.attrs["best"] == {"new": "0 to 1 h"}


def test_dates_without_a_time_have_no_hour():
    table = orders({(1, "app"): 1}, at="2024-06-03")
    with pytest.raises(DataError, match="dates without a time of day"):
        activation.preferred_moment(table, pd.Series("new", index=[1]))


def test_opens_by_machines_are_left_out_and_counted():
    sent = pd.Timestamp("2024-06-03 09:00")
    late = sent + pd.Timedelta(hours=11)
    sends = pd.DataFrame(
        {"customer_id": range(100), "sent_at": sent, "opened_at":
         [sent + pd.Timedelta(seconds=40)] * 40 + [late] * 50 + [pd.NaT] * 10}
    )  # fmt: skip
    segments = pd.Series("new", index=range(100))
    found = activation.preferred_moment(
        sends, segments, at="opened_at", sent_at="sent_at"
    )
    assert found.attrs["best"] == {"new": "20 to 21 h"}
    assert found["n"].iloc[0] == 50
    assert found.attrs["notes"][0].startswith("40 of 90 opens came within 60 seconds")
    assert "100 % of these messages left between 9 to 10 h" in found.attrs["notes"][1]
    unsaid = activation.preferred_moment(sends, segments, at="opened_at")
    assert any("Name the column of sending" in n for n in unsaid.attrs["notes"])


def test_a_segment_is_compared_with_everybody_else():
    early = orders({(i, "app"): 1 for i in range(100)}, at="2024-06-03 07:30")
    late = orders({(i, "app"): 1 for i in range(100, 200)})
    segments = pd.Series(["early"] * 100 + ["late"] * 100, index=range(200))
    found = activation.preferred_moment(pd.concat([early, late]), segments)
    said = found.attrs["sentences"][0]
    assert "Everybody else: most 20 to 21 h. More than they: 7 to 8 h." in said
    mixed = segments.sample(frac=1, random_state=1).set_axis(segments.index)
    same = activation.preferred_moment(pd.concat([early, late]), mixed)
    assert all("as with everybody else" in s for s in same.attrs["sentences"])


def test_when_to_send_says_what_is_not_sure():
    table = orders({(i, "app"): 1 for i in range(60)})
    table.loc[::2, "ordered_at"] = pd.Timestamp("2024-06-03 09:59")
    found = activation.send_time(table, pd.Series("new", index=range(60)))
    assert found["sentence"].tolist() == [
        "new: Monday, 9 to 10 h (the hour cannot be told apart from the next best)."
    ]


def engines(table):
    yield "duckdb", duckdb.from_df(table)
    pl = pytest.importorskip("polars")
    yield "polars", pl.from_pandas(table)
    yield "pyarrow", pl.from_pandas(table).to_arrow()


def test_every_engine_says_the_same():
    rng = np.random.default_rng(4)
    n = 400
    table = pd.DataFrame(
        {
            "customer_id": rng.integers(0, 60, n), "order_id": rng.integers(0, 300, n),
            "channel": rng.choice(["app", "web", "store"], n),
            "ordered_at": pd.Timestamp("2024-01-01")
            + pd.to_timedelta(rng.integers(0, 500_000, n), unit="min"),
        }
    )  # fmt: skip
    segments = pd.Series(rng.choice(["a", "b"], 60), index=range(60))
    channel = activation.preferred_channel(table, segments)
    moment = activation.preferred_moment(table, segments, by="weekday")
    reach = activation.channel_reach(table, segments)
    for name, other in engines(table):
        pd.testing.assert_frame_equal(
            activation.preferred_channel(other, segments), channel, obj=name
        )
        pd.testing.assert_frame_equal(
            activation.preferred_moment(other, segments, by="weekday"), moment, obj=name
        )
        found = activation.channel_reach(other, segments)
        pd.testing.assert_frame_equal(found.table, reach.table, obj=name)


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"segments": [1, 2]}, "segments must be a Series of segments"),
        ({"segments": pd.Series({77: "new"})}, "no row of table belongs"),
        ({"per": "visit"}, "per must be one of"),
        ({"channel": "way"}, "table needs columns \\['way'\\]"),
    ],
)
def test_foreseeable_mistakes_are_named(change, text):
    options = {"table": orders({(1, "app"): 1}), "segments": pd.Series({1: "new"})}
    with pytest.raises(DataError, match=text):
        activation.preferred_channel(**options | change)


def test_a_programme_joins_what_was_found_and_says_what_to_test():
    table = orders({(i, "app" if i % 2 else "web"): 1 for i in range(60)})
    segments = pd.Series("new", index=range(60))
    plan = activation.budget({("new", "app"): 2, ("new", "web"): 3}, 100)
    found = activation.targeting_programme(
        activation.preferred_channel(table, segments),
        activation.send_time(table, segments), plan,
    )  # fmt: skip
    assert found["sentence"].tolist() == [
        "new: by app or web, Monday, 20 to 21 h, 100 EUR for 300 expected. "
        "Test first: app against web, drawn by lot."
    ]
    with pytest.raises(DataError, match="preferred_channel returned"):
        activation.targeting_programme(pd.DataFrame())


@pytest.mark.spark
@pytest.mark.filterwarnings(PANDAS_3)
def test_spark_says_the_same(spark, tmp_path):
    table = orders({(i, "app" if i % 5 else "web"): 2 for i in range(60)})
    segments = pd.Series("new", index=range(60))
    table["ordered_at"] = table["ordered_at"].dt.as_unit("us")
    table.to_parquet(tmp_path / "orders.parquet")
    other = spark.read.parquet(str(tmp_path / "orders.parquet"))
    for prefer in (activation.preferred_channel, activation.preferred_moment):
        pd.testing.assert_frame_equal(prefer(other, segments), prefer(table, segments))
    found = activation.channel_reach(other, segments)
    assert str(found) == str(activation.channel_reach(table, segments))
