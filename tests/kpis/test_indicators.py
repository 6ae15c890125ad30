"""What every indicator must do, and the two of buying by hand."""

import inspect

import pandas as pd
import pytest

from segkit import kpis
from segkit.checks import DataError
from segkit.kpis.indicator import ALL, from_orders
from segkit.record import Kpi, rate
from tests.kpis.samples import small

PEOPLE = ["a", "b", "c", "d", "e", "f"]
PERIOD = {"start": "2024-07-01", "end": "2024-12-31"}


@pytest.fixture(params=ALL)
def indicator(request):
    return ALL[request.param]


def test_every_indicator_is_in_the_room_by_its_name(indicator):
    name = indicator.__name__
    assert getattr(kpis, name) is indicator
    assert name in dir(kpis)
    assert name in repr(indicator)


def test_every_indicator_has_both_forms_and_they_agree(indicator):
    found = indicator.from_table(small(), customers=PEOPLE, **PERIOD)
    assert isinstance(found, Kpi)
    assert found.name == indicator.__name__
    assert found.definition == indicator.definition
    assert found.period == "2024-07-01 to 2024-12-31"
    again = indicator(found.numerator, found.denominator, period=found.period)
    assert again == found
    assert found.low <= found.value <= found.high


def test_every_indicator_names_its_numbers(indicator):
    arguments = inspect.signature(indicator).parameters
    assert [*indicator.numbers, "period", "level"] == list(arguments)
    assert indicator.__doc__.startswith("Say ")


def test_every_indicator_goes_by_segment(indicator):
    segments = pd.Series(list("ABABAB"), index=PEOPLE, name="letters")
    table = kpis.by_segment(indicator, small(), segments, **PERIOD)
    assert table.index.tolist() == ["A", "B", "all"]
    assert table.attrs["kpi"] == indicator.__name__
    assert table.attrs["definition"] == indicator.definition


def test_purchase_rate_by_hand():
    found = kpis.purchase_rate.from_table(small(), customers=PEOPLE, **PERIOD)
    assert (found.numerator, found.denominator) == (4, 6)  # a, c, d, e of six
    assert float(kpis.purchase_rate(4, 6)) == 4 / 6


def test_repeat_rate_by_hand():
    found = kpis.repeat_rate.from_table(small(), customers=PEOPLE, **PERIOD)
    assert (found.numerator, found.denominator) == (1, 4)  # a of a, c, d, e
    assert float(kpis.repeat_rate(1, 4)) == 0.25


def test_a_refund_is_no_second_order():
    found = kpis.repeat_rate.from_table(small(), customers=["d"], **PERIOD)
    assert (found.numerator, found.denominator) == (0, 1)


def test_the_level_widens_the_interval():
    narrow = kpis.purchase_rate.from_table(small(), customers=PEOPLE, level=0.8)
    wide = kpis.purchase_rate.from_table(small(), customers=PEOPLE)
    assert narrow.level == 0.8
    assert wide.low < narrow.low < narrow.high < wide.high


def test_more_buyers_than_customers_are_refused():
    with pytest.raises(DataError, match=r"purchase_rate: the part \(7\) is above"):
        kpis.purchase_rate(7, 6)


def test_an_unknown_indicator_is_refused_with_those_there_are():
    with pytest.raises(AttributeError, match=r"no 'happiness'; it has .*'repeat_rate'"):
        _ = kpis.happiness


def test_a_new_indicator_is_one_function(monkeypatch):
    monkeypatch.setattr("segkit.kpis.indicator.ALL", dict(ALL))

    @from_orders(
        "customers with a refund in the period / all customers",
        refunded=lambda rows: (rows["n_refunds"] >= 1).sum(),
        customers=len,
    )
    def refund_rate(refunded, customers, *, period="", level=0.95):
        """Say what share of the customers got money back."""
        return rate(
            "refund_rate",
            refunded,
            customers,
            definition=refund_rate.definition,
            period=period,
            level=level,
        )

    segments = pd.Series(list("ABABAB"), index=PEOPLE, name="letters")
    table = kpis.by_segment(refund_rate, small(), segments, **PERIOD)
    assert table["value"].tolist() == [0, 1 / 3, 1 / 6]
