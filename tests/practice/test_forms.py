import decimal
import fractions

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from segkit.practice import forms


@pytest.mark.parametrize(
    "answer",
    [
        0.5,
        np.float32(0.5),
        np.array(0.5),
        np.array([[0.5]]),
        [0.5],
        (0.5,),
        {"rate": 0.5},
        pd.Series([0.5]),
        pd.DataFrame({"rate": [0.5]}),
        pd.Index([0.5]),
        pl.Series([0.5]),
        pl.DataFrame({"rate": [0.5]}),
        pl.LazyFrame({"rate": [0.5]}),
        pa.table({"rate": [0.5]}),
        decimal.Decimal("0.5"),
        fractions.Fraction(1, 2),
    ],
    ids=lambda a: f"{type(a).__module__}.{type(a).__name__}",
)
def test_one_number_is_read_in_every_form(answer):
    assert forms.number(answer) == 0.5


def test_a_record_with_float_is_a_number():
    class Kpi:
        def __float__(self):
            return 0.5

    assert forms.number(Kpi()) == 0.5


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ([1, 2], "The answer is a list of length 2; needed: one number."),
        ("0.5", "The answer is a text; needed: one number."),
        (True, "The answer is of the type 'bool'; needed: one number."),
        (object(), "The answer is of the type 'object'; needed: one number."),
        (
            pd.DataFrame({"a": [1, 2]}),
            "The answer is a DataFrame with the columns ['a']; needed: one number.",
        ),
        (
            float("nan"),
            "The answer is not a finite number; look for a division by zero or a gap.",
        ),
    ],
)
def test_what_is_no_number_is_told_what_was_found(answer, text):
    with pytest.raises(forms.NotReadable) as problem:
        forms.number(answer)
    assert str(problem.value) == text


FRAME = pd.DataFrame({"customer_id": ["a", "b"], "n": [1, 2]})


@pytest.mark.parametrize(
    "answer",
    [
        FRAME,
        FRAME.set_index("customer_id"),
        FRAME.set_index("customer_id")["n"],
        {"a": 1, "b": 2},
        pl.from_pandas(FRAME),
        pa.Table.from_pandas(FRAME),
        FRAME.assign(other=9),
    ],
    ids=lambda a: type(a).__module__,
)
def test_one_column_by_customer_is_read_in_every_form(answer):
    column = forms.column(answer, key="customer_id", value="n")
    assert column.to_dict() == {"a": 1, "b": 2}


@pytest.mark.parametrize(
    "answer", [[1, 2], (1, 2), np.array([1, 2]), np.array([[1, 2]])]
)
def test_values_without_ids_keep_their_order(answer):
    assert forms.column(answer, key="customer_id").tolist() == [1, 2]


@pytest.mark.parametrize("answer", [3, "abc", {1, 2}, FRAME.assign(m=1), np.eye(2)])
def test_what_is_no_column_is_told_so(answer):
    with pytest.raises(forms.NotReadable, match="needed: one column of values"):
        forms.column(answer, key="customer_id")


def test_a_table_is_read_with_columns_in_any_order():
    table = forms.table(
        pl.DataFrame({"b": [2], "x": [0], "customer_id": ["u"], "a": [1]}),
        key="customer_id",
        columns=("a", "b"),
    )
    assert table.to_dict("index") == {"u": {"a": 1, "b": 2}}


def test_a_missing_column_is_named():
    with pytest.raises(forms.NotReadable) as problem:
        forms.table(FRAME, key="customer_id", columns=("n", "monetary_amount"))
    assert str(problem.value) == (
        "The table has ['n']; the columns ['monetary_amount'] are missing."
    )


@pytest.mark.parametrize("answer", [3, {"a": 1}, [1]])
def test_what_is_no_table_is_told_so(answer):
    with pytest.raises(forms.NotReadable, match="needed: a table with one row per"):
        forms.table(answer, key="customer_id", columns=("n",))


@pytest.mark.parametrize(
    "answer",
    [
        ["a", "b"],
        {"a", "b"},
        ("a", "b"),
        np.array(["a", "b"]),
        pd.Index(["a", "b"]),
        pd.Series(["a", "b"]),
        FRAME,
        FRAME.set_index("customer_id"),
        FRAME["customer_id"],
        FRAME.set_index("customer_id")["n"],
        pl.Series(["a", "b"]),
        pd.Series([True, True, False], index=["a", "b", "c"]),
        {"a": 1, "b": 2},
    ],
    ids=lambda a: f"{type(a).__module__}.{type(a).__name__}",
)
def test_ids_are_read_in_every_form(answer):
    assert forms.ids(answer, key="customer_id") == ["a", "b"]


@pytest.mark.parametrize("answer", [3, "a", pd.DataFrame({"x": [1]})])
def test_what_holds_no_ids_is_told_so(answer):
    with pytest.raises(forms.NotReadable, match="needed: a list of 'customer_id'"):
        forms.ids(answer, key="customer_id")


@pytest.mark.parametrize("answer", [..., None, "", " ... ", "…", [...], {"a": ...}])
def test_a_stub_is_no_attempt(answer):
    assert not forms.attempted(answer)


@pytest.mark.parametrize("answer", [0, False, [], {}, "no", float("nan"), FRAME])
def test_anything_else_is_an_attempt(answer):
    assert forms.attempted(answer)
