"""What every indicator must do; a new one is tested here without another line.

It needs a small table of its source in ``tests/kpis/made/<name of the source>.py``:
``table()``, ``PEOPLE``, ``PERIOD``, and ``OPTIONS`` where an indicator needs some.
"""

import functools
import importlib
import inspect
import math

import narwhals.stable.v2 as nw
import pandas as pd
import pytest

from segkit import kpis
from segkit.checks import DataError
from segkit.kpis.buying.orders import ORDERS
from segkit.kpis.counting import count
from segkit.kpis.indicator import ALIASES, ALL, indicator
from segkit.kpis.numbers import EVERYBODY
from segkit.kpis.population import everybody
from segkit.record import Kpi, rate
from tests.kpis.samples import ENGINES, small

COUNTED = [name for name, kpi in ALL.items() if kpi.source is not None]


@functools.cache
def made_of(name):
    return Made(name)


class Made:
    """An indicator with a small table to count it from."""

    def __init__(self, name):
        self.kpi = ALL[name]
        stem = self.kpi.source.name.replace(" ", "_")
        made = importlib.import_module(f"tests.kpis.made.{stem}")
        self.table, self.people, self.period = made.table, made.PEOPLE, made.PERIOD
        self.options = {**self.period, **getattr(made, "OPTIONS", {}).get(name, {})}

    @functools.cached_property
    def counted(self):
        return self.count()

    def count(self, table=None, **more):
        table = self.table() if table is None else table
        options = {"customers": self.people, **self.options, **more}
        return self.kpi.from_table(table, **options)

    def divided(self):
        kinds = pd.CategoricalDtype(["A", "B", "nobody"])
        names = [("A", "B")[i % 2] for i in range(len(self.people))]
        return pd.Series(names, index=self.people, name="letters", dtype=kinds)


def same(one, other):
    for field in ("value", "numerator", "denominator", "n", "low", "high"):
        assert getattr(one, field) == pytest.approx(
            getattr(other, field), rel=1e-9, abs=1e-9, nan_ok=True
        ), field
    assert one.definition == other.definition
    assert one.note == other.note


@pytest.fixture(params=COUNTED)
def made(request):
    return made_of(request.param)


@pytest.fixture(params=[n for n in COUNTED if made_of(n).people is not None])
def of_customers(request):
    return made_of(request.param)


@pytest.fixture(params=[n for n in COUNTED if not ALL[n].spread])
def of_counts(request):
    """Its plain numbers are counts; those of the others are one per customer."""
    return made_of(request.param)


@pytest.fixture(params=ALL)
def any_kpi(request):
    return ALL[request.param]


def test_every_indicator_is_in_the_room_by_its_name(any_kpi):
    name = any_kpi.__name__
    assert getattr(kpis, name) is any_kpi
    assert name in dir(kpis)
    assert name in repr(any_kpi)


def test_acronyms_are_the_same_indicators():
    assert kpis.aov is kpis.average_order_amount
    assert kpis.arpu is kpis.revenue_per_customer_amount
    for acronym, name in ALIASES.items():
        assert getattr(kpis, acronym) is ALL[name]
        assert acronym in dir(kpis)
        assert acronym not in ALL


def test_every_indicator_says_what_it_answers(any_kpi):
    assert any_kpi.__doc__.startswith("Say ")
    assert "{" not in any_kpi.definition
    assert any_kpi.definition


def test_every_variant_is_named_in_the_definition(any_kpi):
    for option, words in any_kpi.variants.items():
        said = {choice: any_kpi.defined(**{option: choice}) for choice in words}
        assert len(set(said.values())) == len(said), f"{option}: {said}"
        with pytest.raises(DataError, match=f"{option} must be one of"):
            any_kpi.defined(**{option: "another"})


def test_every_indicator_names_its_numbers(made):
    arguments = inspect.signature(made.kpi.plain).parameters
    assert set(arguments) >= {*made.kpi.numbers, "period", "level"}


def test_every_indicator_is_counted_from_a_table(made):
    found = made.counted
    assert isinstance(found, Kpi)
    assert found.name == made.kpi.__name__
    assert found.definition
    if made.period:
        assert found.period == f"{made.period['start']} to {made.period['end']}"
    if not math.isnan(found.low):
        assert found.low <= found.value <= found.high


def test_both_forms_of_every_indicator_agree(of_counts):
    made, found = of_counts, of_counts.counted
    own = {k: v for k, v in made.options.items() if k in made.kpi.defaults}
    others = {k: v for k, v in made.options.items() if k not in own}
    groups = everybody(made.people, made.kpi.source)
    wanted = {"it": made.kpi.wanted(own)}
    moments = count(made.kpi.source, made.table(), wanted, groups, **others).moments
    (known,) = moments["it"].values()
    numbers = {name: round(known.sum(name), 9) for name in made.kpi.numbers}
    numbers = {k: int(v) if v == int(v) else v for k, v in numbers.items()}
    same(made.kpi(**numbers, period=found.period, **own), found)


def test_every_indicator_is_the_same_for_rows_in_any_order(made):
    same(made.count(made.table().iloc[::-1]), made.counted)


def test_every_indicator_goes_by_segment(of_customers):
    made, segments = of_customers, of_customers.divided()
    table = kpis.by_segment(made.kpi, made.table(), segments, **made.options)
    assert table.index.tolist() == ["A", "B", "nobody", "all"]
    assert table.attrs["kpi"] == made.kpi.__name__
    lost = made.kpi.source.lost(table.attrs["left_out"])
    assert table.attrs["notes"] == [
        "no customers in: nobody",
        *([lost] if lost else []),
    ]
    assert math.isnan(table.loc["nobody", "value"])
    whole = made.counted
    assert table.loc["all", "value"] == pytest.approx(whole.value, nan_ok=True)
    assert table.loc["all", "n"] == whole.n
    assert table.attrs["definition"] == whole.definition


@pytest.mark.slow
def test_one_segment_is_the_whole(of_customers):
    made, segments = of_customers, of_customers.divided()
    one = pd.Series("everybody", index=segments.index, name="one")
    table = kpis.by_segment(made.kpi, made.table(), one, **made.options)
    pd.testing.assert_series_equal(
        table.loc["everybody"], table.loc["all"], check_names=False
    )


def test_every_indicator_goes_over_time(made):
    if made.kpi.source.time is None:
        with pytest.raises(DataError, match="has no column of times"):
            kpis.over_time(made.kpi, made.table(), customers=made.people)
        return
    table = kpis.over_time(
        made.kpi, made.table(), customers=made.people, by="month", **made.options
    )
    months = pd.period_range(*made.period.values(), freq="M")
    assert table.index.tolist() == months.astype(str).tolist()
    assert table.index.name == "month"
    assert not table["partial"].any()
    inside = table.dropna(subset=["low"])
    assert (inside["low"] <= inside["value"]).all()
    assert (inside["value"] <= inside["high"]).all()


@pytest.mark.parametrize(
    "name", {k.source.name: n for n, k in ALL.items() if k.source}.values()
)
@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_one_indicator_of_each_source_on_two_engines(name, engine):
    made = made_of(name)
    same(made.count(ENGINES[engine](made.table())), made.counted)


@pytest.mark.slow
@pytest.mark.parametrize("engine", [name for name in ENGINES if name != "pandas"])
def test_every_indicator_on_every_engine(made, engine):
    same(made.count(ENGINES[engine](made.table())), made.counted)


@pytest.mark.slow
@pytest.mark.spark
@pytest.mark.filterwarnings(
    "ignore:PySpark does not yet fully support pandas:FutureWarning"
)
def test_every_indicator_on_spark(made, spark, tmp_path):
    path = tmp_path / "table.parquet"
    made.table().to_parquet(path)
    same(made.count(spark.read.parquet(str(path))), made.counted)


def test_an_indicator_of_plain_numbers_has_no_table_form():
    only = [kpi for kpi in ALL.values() if kpi.source is None]
    for kpi in only:
        with pytest.raises(DataError, match=f"{kpi.__name__} has no table form"):
            kpi.from_table(small(), customers=["a"])
    assert only


def test_the_level_widens_the_interval():
    people = {"customers": list("abcdef")}
    narrow = kpis.purchase_rate.from_table(small(), level=0.8, **people)
    wide = kpis.purchase_rate.from_table(small(), **people)
    assert narrow.level == 0.8
    assert wide.low < narrow.low < narrow.high < wide.high


def test_an_unknown_indicator_is_refused_with_those_there_are():
    with pytest.raises(AttributeError, match=r"no 'happiness'; it has .*'repeat_rate'"):
        _ = kpis.happiness


def test_a_choice_stays_with_the_indicator():
    soon = kpis.second_purchase_rate.choose(days=30)
    assert "within 30 days" in soon.definition
    assert "within 90 days" in kpis.second_purchase_rate.definition
    assert soon(1, 4).definition == soon.definition
    assert soon(1, 4, days=7).definition != soon.definition
    with pytest.raises(DataError, match="an option of second_purchase_rate must be on"):
        kpis.second_purchase_rate.choose(weeks=3)


def test_a_new_indicator_is_one_function(monkeypatch):
    monkeypatch.setattr("segkit.kpis.indicator.ALL", dict(ALL))

    @indicator(
        ORDERS,
        "customers with a refund in the period / all customers",
        refunded=lambda least: nw.col("n_refunds") >= least,
        customers=EVERYBODY,
    )
    def refunded_rate(refunded, customers, *, least=1, period="", level=0.95):
        """Say what share of the customers got money back."""
        return rate("refunded_rate", refunded, customers, period=period, level=level)

    segments = pd.Series(list("ABABAB"), index=list("abcdef"), name="letters")
    days = {"start": "2024-07-01", "end": "2024-12-31"}
    table = kpis.by_segment(refunded_rate, small(), segments, **days)
    assert table["value"].tolist() == [0, 1 / 3, 1 / 6]
    assert (
        kpis.by_segment(refunded_rate, small(), segments, least=2)["value"].sum() == 0
    )
