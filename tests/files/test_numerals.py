"""Numbers in text: decimals, thousands, currency, by evidence."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit.files.amounts import as_numbers, number_columns, unprotect
from segkit.files.found import Converted
from segkit.files.numerals import fits, scan, style_of, sure_style, values


def one(text, style):
    texts = pd.Series([text])
    return values(texts, scan(texts), style).tolist()[0]


POINT = [
    ("1234.5", 1234.5),
    ("1,234.50", 1234.5),
    ("1,234,567", 1234567.0),
    ("1 234.50", 1234.5),
    ("1'234.50", 1234.5),
    ("$12.50", 12.5),
    ("US$ 12.50", 12.5),
    ("12.50 USD", 12.5),
    ("(12.50)", -12.5),
    ("-12.50", -12.5),
    ("12.50-", -12.5),
    ("\u221212.50", -12.5),
    ("£-3.10", -3.1),
    (".5", 0.5),
    ("5.", 5.0),
    ("1.5e-07", 1.5e-07),
    ("CHF 1'234.50", 1234.5),
]
COMMA = [
    ("1234,5", 1234.5),
    ("1.234,50", 1234.5),
    ("1.234.567", 1234567.0),
    ("1 234,50 €", 1234.5),
    ("1\u202f234,50\u00a0€", 1234.5),
    ("€ 12,50", 12.5),
    ("-0,99 EUR", -0.99),
    ("12,50 kr", 12.5),
]


@pytest.mark.parametrize(("text", "number"), POINT)
def test_a_decimal_point_is_read(text, number):
    assert one(text, "point") == pytest.approx(number, rel=1e-15)


@pytest.mark.parametrize(("text", "number"), COMMA)
def test_a_decimal_comma_is_read(text, number):
    assert one(text, "comma") == pytest.approx(number, rel=1e-15)


NONE = ["free", "12 34", "1.2.3,4", "SKU 12", "((1)", "1-2", "--5", "€5€", "12,50,", ""]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_number_is_none(text):
    assert scan(pd.Series([text])).kinds["text"] == 1


def test_a_leading_zero_makes_an_id():
    assert not scan(pd.Series(["007", "8"])).all_numbers
    assert scan(pd.Series(["0.5", "0", "€ 05"])).all_numbers


def test_an_id_longer_than_a_whole_number_does_not_fit():
    assert not fits(scan(pd.Series(["1234567890123456789"])))
    assert fits(scan(pd.Series(["123456789012345678"])))


@pytest.mark.parametrize(
    ("texts", "style"),
    [
        (["1,5", "2"], "comma"),
        (["1.5", "2"], "point"),
        (["1.5", "1,5"], "mixed"),
        (["1,234", "1.5"], "point"),
        (["1.234", "1,5"], "comma"),
        (["1,234"], None),
        (["12"], None),
    ],
)
def test_the_values_prove_the_decimal_sign(texts, style):
    assert sure_style(scan(pd.Series(texts))) == style


@pytest.mark.parametrize(
    ("texts", "others", "separator", "style"),
    [
        (["12"], set(), ",", "plain"),
        (["1,234"], {"point"}, ";", "point"),
        (["1,234"], {"comma"}, ";", "comma"),
        (["1,234"], set(), ",", None),
        (["1.234"], set(), ",", "point"),
        (["1.234"], set(), ";", None),
        (["1.234"], {"comma", "point"}, ";", None),
        (["1.234", "1,234"], set(), ";", "mixed"),
    ],
)
def test_where_the_values_are_silent_the_file_speaks(texts, others, separator, style):
    assert style_of(scan(pd.Series(texts)), others, separator) == style


def test_what_is_no_number_is_left_empty_and_marked():
    numbers, bad = as_numbers(pd.Series(["2,50", "gratis", None, "n/a"]))
    assert numbers.fillna(-1).tolist() == [2.5, -1, -1, -1]
    assert bad.tolist() == [False, True, False, False]


def test_currency_signs_are_remembered():
    done = Converted(pd.DataFrame())
    number_columns({"a": pd.Series(["5,00 €", "7,00 $"])}, done, ";")
    assert done.symbols["a"].tolist() == ["EUR", "$"]


@pytest.mark.parametrize("text", ["=1+1", "-x", "@a", "+33", "'=1"])
def test_an_apostrophe_before_a_formula_is_taken_off(text):
    assert unprotect(pd.Series([f"'{text}"]))[0] == text


def test_other_apostrophes_stay():
    assert unprotect(pd.Series(["'tis", "'01000"])).tolist() == ["'tis", "'01000"]


CENTS = st.integers(-(10**11), 10**11)


@given(cents=st.lists(CENTS, min_size=1, max_size=20), comma=st.booleans())
def test_any_amount_with_thousands_is_read_to_the_cent(cents, comma):
    texts = [f"{c / 100:,.2f}" for c in cents]
    if comma:
        texts = [t.translate(str.maketrans(",.", ".,")) for t in texts]
    numbers, bad = as_numbers(pd.Series(texts), separator=";")
    assert not bad.any()
    assert (numbers * 100).round().astype("int64").tolist() == cents
