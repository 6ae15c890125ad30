"""Use: watch time, what is finished, who is active."""

import pytest

from segkit import kpis
from segkit.checks import DataError
from tests.kpis.made import watches as made
from tests.kpis.samples import ENGINES


@pytest.mark.parametrize("engine", ENGINES)
def test_use_by_hand_in_every_engine(engine):
    table = ENGINES[engine](made.table())
    told = {"customers": made.PEOPLE, **made.PERIOD}
    each = kpis.watch_time.from_table(table, **told)
    assert (each.numerator, each.denominator) == (190, 6)  # a 120, b 45, d 5, e 20
    active = kpis.watch_time.from_table(table, per="active", **told)
    assert (active.numerator, active.denominator) == (190, 4)
    viewing = kpis.watch_time.from_table(table, per="viewing", **told)
    assert (viewing.numerator, viewing.denominator) == (190, 6)
    finished = kpis.finished_rate.from_table(table, **told)
    assert (finished.numerator, finished.denominator) == (3, 6)
    busy = kpis.active_rate.from_table(table, least=2, **told)
    assert (busy.numerator, busy.denominator) == (1, 6)
    assert "at least 2 viewings" in busy.definition


def test_each_measure_names_what_it_divides_by():
    texts = [kpis.watch_time([5], per=per).definition for per in
             ("customer", "active", "viewing")]  # fmt: skip
    assert len(set(texts)) == 3
    assert kpis.watch_time([5, 7]).unit == "minutes"


def test_plain_minutes_and_table_agree():
    plain = kpis.watch_time([120, 45, 0, 5, 20, 0])
    table = kpis.watch_time.from_table(
        made.table(), customers=made.PEOPLE, **made.PERIOD
    )
    assert plain.value == table.value
    assert (plain.low, plain.high) == pytest.approx((table.low, table.high))


def test_viewings_of_one_viewer_are_alike():
    alone = kpis.finished_rate(150, 300)
    bunched = kpis.finished_rate([10] * 15 + [0] * 15, [10] * 30)
    assert bunched.value == alone.value
    assert bunched.high - bunched.low > 2 * (alone.high - alone.low)


def test_what_cannot_be_is_refused():
    with pytest.raises(DataError, match=r"the part \(5\) is above the whole \(4\)"):
        kpis.finished_rate([5], [4])
    with pytest.raises(DataError, match="least"):
        kpis.active_rate(1, 2, least=0)
    with pytest.raises(DataError, match="per"):
        kpis.watch_time([1], per="month")
