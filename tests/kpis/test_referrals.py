"""Who brings friends, and who came by one, by hand."""

from segkit import kpis
from tests.kpis.made.referrals import PEOPLE, PERIOD, table


def test_referrals_by_hand():
    found = kpis.referral_rate.from_table(table(), customers=PEOPLE, **PERIOD)
    assert (found.numerator, found.denominator) == (2, 6)  # a and b
    found = kpis.referred_rate.from_table(table(), customers=PEOPLE, **PERIOD)
    assert (found.numerator, found.denominator) == (3, 6)  # b, c and d


def test_nobody_brought_anybody_is_a_rate_of_zero():
    found = kpis.referral_rate(0, 20)
    assert (found.value, round(found.high, 4)) == (0, 0.1611)
