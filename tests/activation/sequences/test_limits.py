"""Whatever is planned: nobody over the cap, nothing at night, nothing lost."""

from datetime import timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import activation
from segkit.activation import Policy, Sequence, Step, Trigger, schedule

START = pd.Timestamp("2024-03-20")
DAYS = 45
NAMES = ["p", "q", "r", "s"]
ZONE = "Europe/Madrid"  # on 31 March 2024 the clock leaves 2:00 to 3:00 out

moments = st.integers(0, DAYS * 24 * 60).map(lambda m: START + timedelta(minutes=m))
clocks = st.sampled_from(["02:30", "08:00", "10:00", "20:59", "21:00", "23:59", None])
customers = st.sampled_from(NAMES)


@st.composite
def steps(draw):
    """Draw one to four steps that come one after the other."""
    n = draw(st.integers(1, 4))
    made, before = [], -1
    for place in range(n):
        gap = draw(st.integers(1, 9))
        previous = place > 0 and draw(st.booleans())
        day = before + gap
        kind = "previous" if previous else "trigger"
        made.append(Step(gap if previous else day, f"mail {place}", kind, draw(clocks)))
        before = day
    return made


@st.composite
def sequence(draw, name):
    """Draw a sequence with any trigger and any rules."""
    event = draw(
        st.sampled_from(["purchase", "first purchase", "sign-up", "silence", "date"])
    )
    trigger = Trigger(
        event,
        days=draw(st.integers(1, 15)) if event == "silence" else None,
        on="2024-03-28" if event == "date" else None,
    )
    return Sequence(
        name,
        tuple(draw(steps())),
        trigger,
        stop_when=draw(st.sampled_from([(), ("purchase",)])),
        who=draw(st.sampled_from([None, {"main_interest": ["garden", None]}])),
        kind=draw(st.sampled_from(["reply", "news", "big news"])),
        priority=draw(st.integers(0, 2)),
        reentry_days=draw(st.sampled_from([None, 1, 7, 30])),
        wait_days=draw(st.integers(0, 9)),
        deadline=draw(st.sampled_from([None, 5, 20, "2024-04-15"])),
    )


@st.composite
def worlds(draw):
    """Draw sequences, customers, their orders, other messages and a policy."""
    n = draw(st.integers(1, 3))
    frame = pd.DataFrame(
        {
            "customer_id": NAMES,
            "email_consent": draw(st.lists(st.sampled_from([True, False, None]),
                                           min_size=4, max_size=4)),
            "signed_up_on": [START + timedelta(days=d) for d in range(4)],
            "main_interest": ["garden", "office", None, "garden"],
            "preferred_frequency": draw(
                st.lists(st.sampled_from(["weekly", "monthly", "big news only", None]),
                         min_size=4, max_size=4)
            ),
        }
    )  # fmt: skip
    orders = draw(st.lists(st.tuples(customers, moments), max_size=14))
    contacts = draw(st.lists(st.tuples(customers, moments, st.booleans()), max_size=8))
    sends = pd.DataFrame(contacts, columns=["customer_id", "sent_at", "left"])
    sends["sent_at"] = pd.to_datetime(sends["sent_at"])
    sends["unsubscribed_at"] = sends["sent_at"].where(sends["left"].astype(bool))
    table = pd.DataFrame(orders, columns=["customer_id", "ordered_at"])
    table["ordered_at"] = pd.to_datetime(table["ordered_at"])
    policy = Policy(
        suppressed=draw(st.sampled_from([(), ("p",)])),
        cap=draw(st.sampled_from([None, (1, 1), (1, 7), (2, 7), (3, 5)])),
        quiet_hours=draw(
            st.sampled_from(
                [None, ("21:00", "08:00"), ("01:00", "02:30"), ("09:00", "17:00")]
            )
        ),
    )
    return {
        "sequences": [draw(sequence(name)) for name in ("x", "y", "z")[:n]],
        "customers": frame,
        "orders": table,
        "contacts": sends.drop(columns="left"),
        "policy": policy,
        "timezone": draw(st.sampled_from([None, ZONE])),
    }


def play(world, **changes):
    given = {**world, **changes}
    return schedule(given.pop("sequences"), given.pop("customers"), **given)


def of(world, name):
    return next(s for s in world["sequences"] if s.name == name)


def adds_up(world, plan):
    """Every message is sent, moved or held back, with a reason."""
    held, sent = plan["state"] == "held back", plan["state"] == "sent"
    assert (plan["send_at"].isna() == held).all()
    assert (plan.loc[sent, "send_at"] == plan.loc[sent, "planned_at"]).all()
    assert ((plan["reason"] == "as planned") == sent).all()
    moved = plan[~held & ~sent]
    late = (moved["send_at"] - moved["planned_at"]).dt.total_seconds() / 3600
    assert (moved["moved_hours"] > 0).all()
    assert np.allclose(moved["moved_hours"], late)
    summary = activation.schedule_summary(plan)
    parts = summary[["sent", "moved", "held_back"]].sum(axis=1)
    assert (parts == summary["planned"]).all()
    assert summary["planned"].sum() == len(plan)


def keeps_the_cap(world, plan):
    """No window holds more than the cap."""
    if world["policy"].cap is None:
        return
    most, days = world["policy"].cap
    for who, rows in plan.dropna(subset="send_at").groupby("customer_id"):
        other = world["contacts"].query("customer_id == @who")["sent_at"]
        every = sorted([*rows["send_at"], *other])
        own = set(rows["send_at"])
        for first in every:
            window = [t for t in every if first <= t < first + timedelta(days=days)]
            if own & set(window):
                assert len(window) <= most, (who, first, window)
        # ... and in every run of local days
        for day in {t.normalize() for t in every}:
            run = [t for t in every if day <= t < day + timedelta(days=days)]
            assert len(run) <= most or not own & set(run)


def keeps_the_hours(world, plan):
    """Nothing leaves in quiet hours, or in an hour that the clock leaves out."""
    sent = plan["send_at"].dropna()
    assert not world["policy"].quiet(sent).any()
    if world["timezone"]:
        twice = np.ones(len(sent), bool)
        pd.DatetimeIndex(sent).tz_localize(ZONE, ambiguous=twice, nonexistent="raise")


def keeps_the_order(world, plan):
    """Steps keep their order, after their trigger, one message a day."""
    plan = plan.dropna(subset="send_at")
    assert (plan["send_at"] >= plan["trigger_at"]).all()
    assert (plan["planned_at"] >= plan["trigger_at"]).all()
    assert (plan["send_at"] >= plan["planned_at"]).all()
    order = plan.sort_values(["customer_id", "sequence", "trigger_at", "step"])
    for _, rows in order.groupby(
        ["customer_id", "sequence", "trigger_at"], observed=True
    ):
        if rows["step"].is_unique:  # two purchases in one minute look alike
            days = rows["send_at"].dt.normalize()
            assert (days.diff().dropna() >= timedelta(days=1)).all()
    days = plan["send_at"].dt.normalize()
    assert not plan.assign(day=days).duplicated(["customer_id", "day"]).any()


def ends_in_time(world, plan):
    """Nobody without consent, after leaving, or after what ends it."""
    sent = plan.dropna(subset="send_at")
    allowed = activation.permitted(world["customers"], world["policy"].but(cap=None))
    assert sent["customer_id"].map(allowed["allowed"]).all()
    left = world["contacts"].groupby("customer_id")["unsubscribed_at"].min()
    if left.notna().any():
        gone = sent["customer_id"].map(left)
        assert (gone.isna() | (sent["send_at"] < gone)).all()
    for row in sent.itertuples():
        one = of(world, row.sequence)
        if one.stop_when:
            orders = world["orders"]
            mine = orders.loc[orders["customer_id"] == row.customer_id, "ordered_at"]
            assert not mine.between(row.trigger_at, row.send_at, "right").any()
        if isinstance(one.deadline, int):
            end = row.trigger_at.normalize() + timedelta(days=one.deadline)
            assert row.send_at.normalize() <= end
        elif one.deadline:
            assert row.send_at.normalize() <= pd.Timestamp(one.deadline)


def heeds_the_wish(world, plan):
    """News come as often as the customer asked."""
    plan = plan.dropna(subset="send_at")
    wishes = world["customers"].set_index("customer_id")["preferred_frequency"]
    kinds = [of(world, name).kind for name in plan["sequence"]]
    news = plan[np.array(kinds, dtype=object) == "news"]
    for who, rows in news.groupby("customer_id"):
        assert wishes[who] != "big news only"
        span = {"weekly": 7, "monthly": 28}.get(wishes[who])
        other = world["contacts"].query("customer_id == @who")["sent_at"]
        for at in rows["send_at"]:
            every = [*rows["send_at"], *other]
            if span:
                near = [t for t in every if abs(t - at) < timedelta(days=span)]
                assert len(near) == 1, (who, at, near)


def waits_to_begin_again(world, plan):
    """A sequence begins again after its days only."""
    barred = ["began too recently", "said no", "never asked", "suppressed"]
    began = plan[~plan["reason"].isin(barred)]
    for (_, name), rows in began.groupby(["customer_id", "sequence"], observed=True):
        span = of(world, name).reentry_days
        if span is None:
            continue
        starts = rows["trigger_at"].drop_duplicates().sort_values()
        assert (starts.diff().dropna() >= timedelta(days=span)).all()


CHECKS = [adds_up, keeps_the_cap, keeps_the_hours, keeps_the_order, ends_in_time,
          heeds_the_wish, waits_to_begin_again]  # fmt: skip


@settings(deadline=None, max_examples=12)
@given(worlds())
def test_a_schedule_keeps_every_limit(world):
    plan = play(world)
    for check in CHECKS:
        check(world, plan)


@pytest.mark.slow
@settings(deadline=None, max_examples=50)
@given(worlds())
def test_many_schedules_keep_every_limit(world):
    plan = play(world)
    for check in CHECKS:
        check(world, plan)


@settings(deadline=None, max_examples=8)
@given(worlds(), st.randoms(use_true_random=False))
def test_shuffled_rows_and_other_ids_change_nothing(world, random):
    other = dict(zip(NAMES, ["zz", "k9", "b", "00"], strict=True))
    changed = dict(world)
    for name in ("customers", "orders", "contacts"):
        table = world[name].assign(customer_id=world[name]["customer_id"].map(other))
        rows = list(table.index)
        random.shuffle(rows)
        changed[name] = table.loc[rows]
    ids = [other[i] for i in world["policy"].suppressed]
    changed["policy"] = world["policy"].but(suppressed=ids)

    def canonical(plan):
        columns = list(plan.columns)
        text = plan.astype({c: "str" for c in columns if plan[c].dtype == "category"})
        return text.sort_values(columns).reset_index(drop=True)

    before = play(world)
    before["customer_id"] = before["customer_id"].map(other)
    pd.testing.assert_frame_equal(
        canonical(before), canonical(play(changed)), check_dtype=False
    )


@settings(deadline=None, max_examples=8)
@given(worlds(), st.integers(0, 20), st.integers(0, 30))
def test_a_span_of_days_holds_what_is_planned_in_it(world, first, length):
    start, end = (START + timedelta(days=d) for d in (first, first + length))
    whole, part = play(world), play(world, start=start, end=end)
    planned = whole["planned_at"].dt.normalize()
    assert len(part) == int(((planned >= start) & (planned <= end)).sum())
    sent = part["send_at"].dropna().dt.normalize()
    assert ((sent >= start) & (sent <= end)).all()
    told = part.attrs["left_out"]
    lost = told["planned before the start"] + told["planned after the end"]
    assert lost + len(part) == len(whole)


@pytest.mark.parametrize("cap", [None, (1, 7), (2, 7), (3, 30)])
def test_pressure_counts_the_fullest_window(cap):
    orders = pd.DataFrame({"customer_id": ["a"] * 6})
    orders["ordered_at"] = [START + timedelta(days=d) for d in (0, 1, 2, 9, 20, 21)]
    people = pd.DataFrame({"customer_id": ["a"], "email_consent": True})
    follow = activation.post_purchase(reentry_days=None)
    plan = schedule(follow, people, orders, policy=Policy(cap=cap))
    days = cap[1] if cap else 7
    table = activation.contact_pressure(plan, days=days)
    assert table["planned"].sum() == table["sent"].sum() == 1
    if cap:
        assert table.loc[cap[0] + 1 :, "sent"].sum() == 0
        assert table.loc[cap[0] + 1 :, "planned"].sum() == 1
