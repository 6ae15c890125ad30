"""Cleaning is a list of decisions, and the log accounts for every row."""

import duckdb
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import quality
from segkit.checks import DataError
from segkit.quality.clean import ALL, ORDER
from segkit.quality.words import DECISIONS, WHY
from tests.quality.made import ENGINES, as_pandas, good_orders, in_engine


@pytest.fixture(params=ENGINES)
def put(request):
    return lambda table: in_engine(table, request.param)


def faulty(n=600):
    """Make good orders faulty in every way that a decision repairs."""
    orders = good_orders(n).assign(
        status="paid", currency="EUR", refunded_amount=0.0, note="x"
    )
    orders.loc[:4, "customer_id"] = None
    orders.loc[5:6, "amount"] = 0.0
    orders.loc[7:9, "amount"] *= -1
    orders.loc[10:13, "status"] = "cancelled"
    orders.loc[14, "refunded_amount"] = 0.1
    orders.loc[15:16, "currency"] = "usd"
    orders.loc[17, "amount"] = 99_999.0
    orders.loc[18, "ordered_at"] = pd.Timestamp("1900-01-01")
    return pd.concat([orders, orders.iloc[20:26]], ignore_index=True)


CASES = [
    ("keep", {}, 606, 0),
    ("drop_missing", {}, 601, 0),
    ("drop_missing", {"columns": ["customer_id", "channel"]}, 601, 0),
    ("drop_exact_duplicates", {}, 600, 0),
    ("drop_status", {"statuses": ["cancelled", "test"]}, 602, 0),
    ("drop_zero_amounts", {}, 604, 0),
    ("drop_refunds", {}, 603, 0),
    ("subtract_refunds", {}, 606, 1),
    ("drop_above", {"above": 9_999}, 605, 0),
    ("divide_above", {"above": 9_999}, 606, 1),
    ("values_to_missing", {"column": "amount", "values": [99_999.0]}, 606, 1),
    ("drop_outside", {"first": "2000-01-01"}, 605, 0),
    ("drop_days", {"days": ["1900-01-01"]}, 605, 0),
    ("keep_currency", {"currency": "eur"}, 604, 0),
    ("drop_columns", {"columns": ["note"]}, 606, 0),
    ("whole_ids", {}, 606, 0),
]


@pytest.mark.parametrize(
    ("name", "params", "after", "changed"), CASES, ids=lambda x: str(x)[:30]
)
def test_each_decision_does_what_it_says_and_counts_it(
    put, name, params, after, changed
):
    orders = faulty()
    before = orders.copy()
    done = quality.clean(put(orders), [(name, params)])
    entry = done.log.iloc[0]
    counts = entry[["rows_before", "rows_after", "rows_changed"]].tolist()
    assert counts == [606, after, changed]
    table = as_pandas(done.table)
    assert len(table) == after
    assert ("note" in table) == (name != "drop_columns")
    assert entry["why"]
    pd.testing.assert_frame_equal(orders, before)


def test_amounts_are_lowered_to_the_cent(put):
    orders = good_orders(3).assign(amount=[10.1, 5.0, 7.0], refunded_amount=[0.2, 5, 0])
    table = as_pandas(quality.clean(put(orders), ["subtract_refunds"]).table)
    assert sorted(table["amount"]) == [0.0, 7.0, 9.9]
    assert table["refunded_amount"].sum() == 0


def test_a_value_above_the_limit_is_divided(put):
    orders = good_orders(3).assign(amount=[1250.0, 5.0, 7.0])
    done = quality.clean(put(orders), [("divide_above", {"above": 1000})])
    assert sorted(as_pandas(done.table)["amount"]) == [5.0, 7.0, 12.5]
    assert done.log["why"].iloc[0] == "amount is above 1000: divided by 100"


def test_a_repeated_total_is_shared_over_the_lines(put):
    orders = good_orders(3).assign(
        order_id=["a", "a", "b"], customer_id="c", amount=[10.0, 10.0, 7.0]
    )
    done = quality.clean(put(orders), ["share_order_totals"])
    assert sorted(as_pandas(done.table)["amount"]) == [5.0, 5.0, 7.0]
    assert done.log["rows_changed"].tolist() == [2]


def test_utc_becomes_the_shops_clock(put):
    orders = good_orders(2)
    orders["ordered_at"] = pd.to_datetime(["2024-01-01 03:30", "2024-07-01 12:00"])
    for table in (orders, orders.assign(ordered_at=_zoned(orders))):
        decision = ("utc_to_local", {"timezone": "America/New_York"})
        done = quality.clean(put(table), [decision])
        local = as_pandas(done.table)["ordered_at"].sort_values().astype("str").tolist()
        assert local == ["2023-12-31 22:30:00", "2024-07-01 08:00:00"]


def _zoned(orders):
    return orders["ordered_at"].dt.tz_localize("UTC")


def test_orphans_are_dropped(put):
    orders = good_orders()
    customers = pd.DataFrame({"customer_id": ["c1", "c2"]})
    kept = int(orders["customer_id"].isin(["c1", "c2"]).sum())
    done = quality.clean(put(orders), ["drop_orphans"], customers=put(customers))
    assert len(as_pandas(done.table)) == kept
    mixed = quality.clean(put(orders), ["drop_orphans"], customers=customers)
    assert len(as_pandas(mixed.table)) == kept


def test_orphans_need_the_customers():
    with pytest.raises(
        DataError, match="needs the customers: pass customers= to clean"
    ):
        quality.clean(good_orders(), ["drop_orphans"])


def test_ids_become_pseudonyms_and_the_key_leads_back(put):
    orders = good_orders()
    orders["customer_id"] = orders["customer_id"] + "@shop.io"
    orders.loc[0, "customer_id"] = orders.loc[1, "customer_id"].upper() + " "
    orders.loc[2, "customer_id"] = None
    done = quality.clean(put(orders), ["pseudonymise"], salt="secret")
    table = as_pandas(done.table).set_index("order_id").sort_index()
    assert table["customer_id"].dropna().str.match("c_[0-9a-f]{16}").all()
    assert table["customer_id"].isna().sum() == 1
    assert table.loc["o0", "customer_id"] == table.loc["o1", "customer_id"]
    back = done.key.set_index("original")["customer_id"]
    assert back[orders.loc[5, "customer_id"]] == table.loc["o5", "customer_id"]
    assert done.log["why"].iloc[0] == "replaced by pseudonyms; 1 spellings merged"
    assert done.log["rows_changed"].tolist() == [599]
    for shown in (repr(done), done._repr_html_()):
        assert "@shop.io" not in shown
        assert "secret" not in shown


def test_pseudonyms_need_a_secret(tmp_path):
    with pytest.raises(DataError, match="pseudonyms need one secret"):
        quality.clean(good_orders(), ["pseudonymise"])
    file = tmp_path / "p.key"
    first = quality.clean(good_orders(), ["pseudonymise"], key_file=file)
    again = quality.clean(good_orders(), ["pseudonymise"], key_file=file)
    pd.testing.assert_frame_equal(first.table, again.table)


def test_the_salt_is_not_logged():
    done = quality.clean(good_orders(), [("pseudonymise", {"salt": "hush"})])
    assert "hush" not in done.log.to_csv()


def test_text_becomes_numbers_and_dates():
    orders = good_orders(4)
    orders["amount"] = ["1,50 €", "2,00", "free", None]
    orders["ordered_at"] = ["31/01/2024", "01/02/2024", "soon", None]
    done = quality.clean(
        orders,
        [
            ("numbers_from_text", {"column": "amount"}),
            ("dates_from_text", {"column": "ordered_at"}),
        ],
    )
    assert done.table["amount"].tolist()[:2] == [1.5, 2.0]
    assert done.table["ordered_at"].dt.month.tolist()[:2] == [1, 2]
    assert done.log["why"].tolist() == [
        "amount was text; 1 values were no numbers",
        "ordered_at was text; 1 values were no dates",
    ]


def test_dates_that_nothing_decides_are_refused():
    orders = good_orders(1).assign(ordered_at="01/02/2024")
    with pytest.raises(DataError, match="write dayfirst=True"):
        quality.clean(orders, [("dates_from_text", {"column": "ordered_at"})])


def test_text_in_a_database_is_to_be_changed_there():
    orders = in_engine(good_orders(3).assign(amount="1"), "duckdb")
    with pytest.raises(DataError, match="runs on pandas tables; in a database"):
        quality.clean(orders, [("numbers_from_text", {"column": "amount"})])


def test_whole_ids_come_back(put):
    orders = good_orders(3).assign(customer_id=[17850.0, 12.0, None])
    done = quality.clean(put(orders), ["whole_ids"])
    ids = as_pandas(done.table)["customer_id"]
    assert sorted(ids.dropna().astype("int64")) == [12, 17850]


def test_the_log_accounts_for_every_row(put):
    orders = faulty()
    plan = [(name, params) for name, params, *_ in CASES if name != "keep_currency"]
    log = quality.clean(put(orders), plan).log
    assert log["rows_before"].iloc[0] == len(orders)
    assert log["rows_before"].tolist()[1:] == log["rows_after"].tolist()[:-1]


NAMES = ["keep", "drop_missing", "drop_exact_duplicates", "drop_zero_amounts"]


@settings(max_examples=40)
@given(plan=st.lists(st.sampled_from([*NAMES, "drop_refunds"]), max_size=4))
def test_any_plan_accounts_for_every_row_and_may_be_repeated(plan):
    orders = faulty(30)
    done = quality.clean(orders, plan)
    lost = (done.log["rows_before"] - done.log["rows_after"]).sum()
    assert len(orders) - lost == len(done.table)
    again = quality.clean(done.table, plan)
    pd.testing.assert_frame_equal(again.table, done.table)


def test_the_suggested_decisions_leave_nothing_that_they_treat():
    orders = faulty().assign(Email="jane@shop.io")
    report = quality.report(orders, today="2025-01-31")
    plan = quality.suggested(report)
    assert [name for name, _ in plan] == [
        "drop_exact_duplicates",
        "drop_missing",
        "drop_status",
        "drop_days",
        "subtract_refunds",
        "drop_columns",
    ]
    done = quality.clean(orders, plan)
    after = quality.report(done.table, today="2025-01-31").findings
    assert set(after["check"]) == {
        "mixed currencies",
        "refunds",
        "zero amounts",
        "outliers",
    }


def test_suggested_parameters_are_merged_into_one_decision():
    orders = good_orders().assign(status="paid")
    orders.loc[:1, "status"] = ["test", "voided"]
    orders.loc[3, "customer_id"] = None
    orders.loc[4, "amount"] = None
    report = quality.report(orders, today="2025-01-31")
    plan = dict(quality.suggested(report))
    assert sorted(plan["drop_missing"]["columns"]) == ["amount", "customer_id"]
    assert sorted(plan["drop_status"]["statuses"]) == ["test", "voided"]
    assert dict(quality.suggested(report)) == plan  # asking twice adds nothing


def test_an_unknown_decision_is_refused_with_the_list():
    with pytest.raises(DataError) as refusal:
        quality.clean(good_orders(), ["drop_everything"])
    assert "there is no decision 'drop_everything': use one of ['dates_from" in str(
        refusal.value
    )


WRONG = [
    (
        [("drop_above", {"over": 3})],
        "has no parameters ['over']; it has ['column', 'ab",
    ),
    (["drop_status"], "needs parameters ['statuses']: write ('drop_status', {"),
    ([3], "a decision is a name, or (name, {parameter: value}); this is 3"),
    (["drop_status:x"], "there is no decision 'drop_status:x'"),
    ([("drop_outside", {})], "needs first= or last=, a day"),
    ([("drop_outside", {"first": "soon"})], "first must be a day such as"),
    (["utc_to_local"], "needs the shop's zone"),
    ([("utc_to_local", {"timezone": "Paris"})], "is no known time zone"),
    ([("drop_columns", {"columns": ["x"]})], "'drop_columns' needs columns ['x']"),
    (["subtract_refunds"], "'subtract_refunds' needs columns ['refunded_amount']"),
]


@pytest.mark.parametrize(("plan", "said"), WRONG, ids=lambda x: str(x)[:30])
def test_a_wrong_decision_is_refused_before_any_work(plan, said):
    with pytest.raises(DataError) as refusal:
        quality.clean(good_orders(), plan)
    assert said in str(refusal.value)


def test_times_of_day_are_needed_to_change_the_clock():
    orders = good_orders(3).assign(ordered_at="2024-01-01")
    with pytest.raises(DataError, match="needs times of day; ordered_at holds String"):
        quality.clean(orders, [("utc_to_local", {"timezone": "UTC"})])


def test_every_decision_is_described_and_has_a_reason():
    assert set(ALL) == set(DECISIONS) == set(WHY)
    assert set(ORDER) <= set(ALL)
    assert quality.decisions()["decision"].tolist() == list(DECISIONS)


def test_no_decision_changes_nothing(put):
    done = quality.clean(put(good_orders()), [])
    assert done.log.empty
    assert len(as_pandas(done.table)) == 600
    assert done.key is None


def test_what_the_reader_said_stays_with_the_table():
    orders = good_orders()
    orders.attrs["reading"] = "CSV text"
    assert quality.clean(orders, ["keep"]).table.attrs["reading"] == "CSV text"


def test_a_relation_stays_a_relation():
    done = quality.clean(in_engine(faulty(), "duckdb"), ["drop_missing"])
    assert isinstance(done.table, duckdb.DuckDBPyRelation)


def test_the_log_is_shown_as_a_table_and_escaped():
    plan = [("drop_status", {"statuses": ["<b>"]})]
    shown = quality.clean(good_orders().assign(status="paid"), plan)._repr_html_()
    assert "&lt;b&gt;" in shown
    assert "<b>'" not in shown
