"""Credit for purchases by hand: windows, ties, rules, hold-outs, paths."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from segkit import kpis
from segkit.checks import DataError
from segkit.kpis.credit.touches import pairs
from segkit.kpis.funnels.steps import DAY
from tests.kpis.samples import ENGINES


def orders():
    rows = [
        ("a", "2024-07-03 10:00", 30.0, 1),  # after A and B
        ("a", "2024-07-20 10:00", 10.0, 2),  # too late
        ("b", "2024-06-30 10:00", 20.0, 3),  # before any click
        ("c", "2024-07-01 12:00", 40.0, 4),  # in the second of the click
        ("c", "2024-07-01 12:00", 10.0, 4),  # its second line
        ("d", "2024-07-02 10:00", 50.0, 5),  # clicked A and B in the same second
        ("e", "2024-07-02 10:00", -8.0, 6),  # a refund
        ("z", "2024-07-02 10:00", 5.0, 7),  # got no message
    ]
    made = pd.DataFrame(
        rows, columns=["customer_id", "ordered_at", "amount", "order_id"]
    )
    return made.assign(ordered_at=pd.to_datetime(made["ordered_at"]))


def sends():
    rows = [
        ("a", "A", "2024-07-01 09:00:00", "2024-07-01 12:00:00"),
        ("a", "B", "2024-07-02 09:00:00", "2024-07-02 12:00:00"),
        ("b", "A", "2024-07-01 09:00:00", "2024-07-01 12:00:00"),
        ("c", "A", "2024-07-01 09:00:00", "2024-07-01 12:00:00"),
        ("d", "A", "2024-07-01 09:00:00", "2024-07-01 12:00:00"),
        ("d", "B", "2024-07-01 09:00:00", "2024-07-01 12:00:00"),
        ("d", "B", "2024-07-01 09:00:00", "2024-07-01 12:00:00"),  # stands twice
        ("e", "A", "2024-07-01 09:00:00", None),
        ("f", "C", "2024-07-01 09:00:00", None),
        ("z", None, "2024-07-01 09:00:00", "2024-07-01 12:00:00"),
    ]
    made = pd.DataFrame(rows, columns=["customer_id", "campaign_id", "sent_at", "at"])
    made["sent_at"] = pd.to_datetime(made["sent_at"])
    made["clicked_at"] = pd.to_datetime(made.pop("at"))
    made["opened_at"] = made["sent_at"] + pd.Timedelta(seconds=30)
    return made.assign(delivered=made["customer_id"] != "c")


def credit(**options):
    options = {"window_days": 5, **options}
    found = kpis.attribute_purchases(orders(), sends(), **options)
    return found.table["purchases"].sort_index().to_dict()


def test_rules_by_hand():
    assert credit() == {"A": 1.5, "B": 1.5}
    assert credit(rule="first") == {"A": 2.5, "B": 0.5}
    assert credit(rule="equal") == {"A": 2.0, "B": 1.0}


def test_each_order_is_credited_once_with_all_its_lines():
    found = kpis.attribute_purchases(orders(), sends(), window_days=5)
    assert (found.n_orders, found.n_attributed) == (6, 3)
    assert found.table["purchases"].sum() == 3
    assert found.table["revenue_amount"].sum() == 130
    assert found.credits.groupby("customer_id")["weight"].sum().eq(1).all()
    assert found.left_out["refunds (orders below 0)"] == 1
    assert found.left_out["orders without a message in the window"] == 3


def test_the_window_ends_before_its_last_second():
    assert credit(window_days=1) == {"A": 1.5, "B": 1.5}
    made = orders().iloc[:1].assign(ordered_at=pd.Timestamp("2024-07-03 12:00:00"))
    found = kpis.attribute_purchases(made, sends(), window_days=1)
    assert found.n_attributed == 0
    made["ordered_at"] = pd.Timestamp("2024-07-03 11:59:59")
    assert kpis.attribute_purchases(made, sends(), window_days=1).n_attributed == 1


def test_touches_by_hand():
    arrived = credit(touch="delivered")
    assert arrived == {"A": 0.5, "B": 1.5, "C": 0}  # c's never arrived
    with pytest.raises(DataError, match="sends has no open at all"):
        credit(touch="open")  # all within a minute: machines
    assert credit(touch="open", machine_seconds=None) == arrived
    assert credit(touch="open", machine_seconds=10) == arrived


def test_it_says_what_it_is_not():
    found = kpis.attribute_purchases(orders(), sends(), window_days=5)
    assert "bookkeeping, not cause" in found.warning
    assert found.contrast is None
    assert "no contrast: sends has no column 'arm'" in found.notes[0]
    assert found.warning in repr(found)
    assert found.warning in found._repr_html_()
    assert "last message before the order" in found.definition


@pytest.mark.parametrize("engine", ENGINES)
def test_every_engine_credits_the_same(engine):
    found = kpis.attribute_purchases(
        ENGINES[engine](orders()), ENGINES[engine](sends()), window_days=5
    )
    plain = kpis.attribute_purchases(orders(), sends(), window_days=5)
    pd.testing.assert_frame_equal(found.table, plain.table, check_index_type=False)


def test_shuffled_rows_change_nothing():
    mixed = [t.sample(frac=1, random_state=2) for t in (orders(), sends())]
    found = kpis.attribute_purchases(*mixed, window_days=5)
    plain = kpis.attribute_purchases(orders(), sends(), window_days=5)
    pd.testing.assert_frame_equal(found.table, plain.table)
    pd.testing.assert_frame_equal(found.credits, plain.credits)


@settings(max_examples=30)
@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 20)), min_size=1),
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 20)), min_size=1),
    st.integers(1, 9),
)
def test_touches_before_an_order_are_those_that_a_loop_finds(bought, touched, window):
    both = [
        pd.DataFrame(rows, columns=["customer_id", "at"]) for rows in (bought, touched)
    ]
    found = pairs(*(t.assign(at=t["at"] * DAY) for t in both), window)
    expected = {
        (i, j)
        for i, (p, at) in enumerate(bought)
        for j, (q, t) in enumerate(touched)
        if p == q and t <= at < t + window
    }
    assert set(zip(*map(list, found), strict=True)) == expected
    assert len(found[0]) == len(expected)


def armed():
    """Forty got campaign K and twenty were held out; fifteen and five ordered."""
    made = pd.DataFrame({"customer_id": range(60), "campaign_id": "K"})
    made["arm"] = ["message"] * 40 + ["held out"] * 20
    made["sent_at"] = pd.Timestamp("2024-07-01 09:00")
    made["delivered"] = made["arm"] == "message"
    who = [*range(15), *range(40, 45)]
    bought = pd.DataFrame({"customer_id": who, "amount": 10.0})
    return bought.assign(ordered_at=pd.Timestamp("2024-07-02")), made


def test_the_contrast_is_welchs_difference_by_hand():
    found = kpis.attribute_purchases(*armed(), window_days=5, touch="delivered")
    row = found.contrast.loc["K"]
    assert row["attributed"] == 15
    assert row["incremental"] == pytest.approx(40 * (15 / 40 - 5 / 20))
    got, held = [1] * 15 + [0] * 25, [1] * 5 + [0] * 15
    ends = stats.ttest_ind(got, held, equal_var=False).confidence_interval()
    assert (row["low"], row["high"]) == pytest.approx((40 * ends.low, 40 * ends.high))
    assert row["incremental_amount"] == pytest.approx(50)
    assert (row["n_message"], row["n_held_out"]) == (40, 20)
    assert found.contrast.loc["all", "incremental"] == pytest.approx(5)
    assert "Credited 15 orders" in found.contrast.attrs["heading"]


def test_a_campaign_without_a_hold_out_is_left_out_of_the_total():
    bought, made = armed()
    more = made[made["arm"] == "message"].assign(campaign_id="L")
    both = pd.concat([made, more])
    found = kpis.attribute_purchases(bought, both, window_days=5, touch="delivered")
    assert pd.isna(found.contrast.loc["L", "incremental"])
    assert found.contrast.loc["all", "attributed"] == 7.5  # the tie shares
    assert "held out: 1 of 2" in found.contrast.attrs["heading"]


def test_by_message_the_hold_out_does_not_help():
    bought, made = armed()
    made["message_id"] = made["arm"].map({"message": "M1"})
    found = kpis.attribute_purchases(
        bought, made, window_days=5, touch="delivered", by="message_id"
    )
    assert found.contrast is None
    assert "by='campaign_id'" in found.notes[0]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"window_days": 0}, "window_days must be a whole number"),
        ({"touch": "look"}, "touch must be one of"),
        ({"rule": "best"}, "rule must be one of"),
        ({"by": "message"}, r"sends needs columns \['message'\]"),
    ],
)
def test_wrong_choices_are_refused(options, said):
    with pytest.raises(DataError, match=said):
        credit(**options)


def test_tables_that_do_not_fit_are_refused():
    wrong = sends().assign(customer_id=range(10))
    with pytest.raises(DataError, match="the ids of sends are integer"):
        kpis.attribute_purchases(orders(), wrong, window_days=5)
    wrong = sends().assign(clicked_at="soon")
    with pytest.raises(DataError, match="sends column 'clicked_at' must hold dates"):
        kpis.attribute_purchases(orders(), wrong, window_days=5)
    refunds = orders().assign(amount=-1.0)
    with pytest.raises(DataError, match="no order that is not a refund"):
        kpis.attribute_purchases(refunds, sends(), window_days=5)


def paths():
    rows = [
        (1, 1, "social", "a"),
        (1, 2, "social", "a"),
        (1, 3, "search", "a"),
        (2, 1, "search", "b"),
        (3, 1, "social", "c"),
        (3, 2, "affiliate", "c"),
        (4, 1, "email", None),  # nobody came
    ]
    return pd.DataFrame(rows, columns=["path_id", "position", "channel", "customer_id"])


@pytest.mark.parametrize("engine", ENGINES)
def test_paths_by_hand_on_every_engine(engine):
    found = kpis.attribute_paths(ENGINES[engine](paths()))
    assert found["last"].to_dict() == {"search": 2, "affiliate": 1, "social": 0}
    assert found["first"].to_dict() == {"search": 1, "affiliate": 0, "social": 2}
    assert found["equal"].to_dict() == pytest.approx(
        {"search": 4 / 3, "affiliate": 0.5, "social": 7 / 6}
    )
    assert found["equal_share"].sum() == pytest.approx(1)
    assert found.attrs["n"] == 3
    assert found.attrs["left_out"] == {"contacts on paths without a customer": 1}


def test_paths_may_have_times_and_ties():
    made = paths().drop(columns="position")
    made["touched_at"] = pd.Timestamp("2024-01-01")
    found = kpis.attribute_paths(made, rules=["last"])
    assert found["last"].to_dict() == pytest.approx(
        {"search": 4 / 3, "social": 7 / 6, "affiliate": 0.5}
    )
    with pytest.raises(DataError, match="no path that ended with a customer"):
        kpis.attribute_paths(paths().assign(customer_id=""))
    with pytest.raises(DataError, match="rules must be one of"):
        kpis.attribute_paths(paths(), rules=["best"])
