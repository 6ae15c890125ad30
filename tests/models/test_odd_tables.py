"""Tables as people have them: gaps, constants, text among numbers, other types, units.

Whatever is wrong with a table, each method of each model either works, and then every
customer is in a segment and counted, or refuses with a `DataError` that names the
column. Nothing that a library throws or warns of may come through.
"""

import decimal
import itertools
import json
import re

import numpy as np
import pandas as pd
import pytest

from segkit.checks import DataError
from tests.models.cases import CASES, NAMES, make
from tests.models.samples import customers

N = 24
SOME = slice(1, None, 3)
ONE = slice(2, 3)
# What a refusal of too few or too equal customers says.
NEEDED = re.compile(
    r"need|at least|more than|ask for fewer|above 0|no spread|median|no values at all|"
    r"told apart|is not known|missing|nobody in X|[0-9]+ of [0-9]+ customers|none of"
)
pytestmark = pytest.mark.slow


LEAP_DAY = pd.Timestamp("2024-02-29")


@pytest.fixture(scope="module", name="X")
def a_small_table():
    return customers(n=N)


@pytest.fixture(scope="module", params=CASES, ids=NAMES)
def case(request, X):
    """A method, the columns that it reads, and a model fitted on the small table."""
    name, method = request.param
    fitted = make(name, method, n_init=1).fit(X)
    return request.param, fitted.feature_names_in_.tolist(), fitted


def outcome(case, X, column=None):
    """Fit and predict: None if both work, else what was said; nothing else is right."""
    parts, _, fitted = case
    said = refusal(make(*parts, n_init=1), X, fit=True)
    for text in (said, refusal(fitted, X, fit=False)):
        assert text is None or column is None or column in text, text
    return said


def refusal(model, X, *, fit):
    try:
        segments = (model.fit(X) if fit else model).assign(X)
    except DataError as error:
        return str(error)
    assert len(segments) == len(X)
    assert segments.notna().all()
    if fit:
        assert model.segments_["size"].sum() == len(X)
        assert model.segments_["name"].is_unique
        texts = " ".join(model.segments_["rule"])
        assert not {"nan", "inf", "<NA>"} & set(texts.replace(",", " ").split())
        json.dumps(model.frozen(), allow_nan=False)
    for customer in X.index[:3]:
        words = model.explain(X, customer).rstrip(".").replace(";", " ").split()
        assert not {"nan", "inf", "<NA>", "NaT"} & set(words), words
    return None


def changed(X, column, value, rows):
    """Put a value into some rows of a column, which may become one of objects."""
    values = X[column].astype(object)
    values.iloc[rows] = value
    return X.assign(**{column: values})


def numeric(X, column):
    kind = X[column].dtype
    return pd.api.types.is_numeric_dtype(kind) and not pd.api.types.is_bool_dtype(kind)


def is_day(X, column):
    return X[column].dtype.kind == "M"


# Missing values: never a silent drop.


@pytest.mark.parametrize("gap", [np.nan, None, pd.NA])
def test_a_gap_in_any_column_leaves_every_customer_a_segment(case, X, gap):
    for column in case[1] if isinstance(gap, float) else case[1][:2]:
        gappy = changed(X, column, gap, SOME)
        if pd.isna(gap) and gap is not None and numeric(X, column):
            gappy[column] = gappy[column].astype("Float64" if gap is pd.NA else float)
        outcome(case, gappy, column)


@pytest.mark.parametrize("empty", [np.nan, None, pd.NaT])
def test_an_empty_column_is_named_or_done_without(case, X, empty):
    for column in case[1] if isinstance(empty, float) else case[1][:2]:
        said = outcome(case, X.assign(**{column: empty}))
        named = said is None or any(name in said for name in case[1])
        assert named or NEEDED.search(said), said


# Nothing to tell customers apart.


def test_a_constant_column_is_no_obstacle_or_is_named(case, X):
    for column in case[1]:
        value = X[column].dropna().iloc[1]
        said = outcome(case, X.assign(**{column: value}))
        named = said is None or any(name in said for name in case[1])
        assert named or NEEDED.search(said), said


def test_columns_that_are_all_constant_are_no_obstacle_or_the_reason_is_said(case, X):
    values = {column: X[column].dropna().iloc[1] for column in case[1]}
    said = outcome(case, X.assign(**values))
    assert said is None or NEEDED.search(said), said


def test_customers_who_are_all_alike_are_together_or_the_reason_is_said(case, X):
    whole = X[case[1]].notna().all(axis=1) & (X["n_orders"] > 0)
    alike = X.loc[[whole.idxmax()] * N].set_axis(X.index)
    model = make(*case[0], n_init=1)
    said = refusal(model, alike, fit=True)
    assert NEEDED.search(said) if said else len(set(model.labels_)) == 1


def test_a_table_twice_over_has_the_same_limits_of_size_twice(case, X):
    twice = pd.concat([X, X.set_axis("again-" + X.index)])
    assert outcome(case, twice) is None


def test_a_column_that_is_there_twice_under_two_names_is_one_too_many(case, X):
    doubled = pd.concat([X, X[case[1]].add_suffix("_again")], axis=1)
    segments = case[2].assign(X)
    pd.testing.assert_series_equal(case[2].assign(doubled), segments)


def test_two_columns_that_say_the_same_are_no_obstacle(case, X):
    numbers = [column for column in case[1] if numeric(X, column)]
    for one, other in itertools.pairwise(numbers):
        said = outcome(case, X.assign(**{other: X[one]}))
        assert said is None or one in said or other in said, said


@pytest.mark.parametrize("n", range(2, 11))
def test_few_customers_are_enough_or_what_is_needed_is_said(case, X, n):
    said = outcome(case, X.iloc[3 : 3 + n])
    assert said is None or NEEDED.search(said), said


# Numbers that are none, or far off.


@pytest.mark.parametrize("far", [1e12, -1e12])
def test_a_number_far_off_is_worked_with_or_its_column_is_named(case, X, far):
    for column in (name for name in case[1] if numeric(X, name)):
        said = outcome(case, changed(X, column, far, ONE).astype({column: float}))
        assert said is None or any(name in said for name in case[1]), said


@pytest.mark.parametrize("endless", [np.inf, -np.inf, 1e300])
def test_an_endless_number_is_refused_by_the_name_of_its_column(case, X, endless):
    for column in (name for name in case[1] if numeric(X, name)):
        table = changed(X, column, endless, ONE).astype({column: float})
        for model in (make(*case[0], n_init=1), case[2]):
            said = refusal(model, table, fit=model is not case[2])
            assert said is not None, column
            assert f"'{column}'" in said


@pytest.mark.parametrize("text", ["abc", "", "12"])
def test_text_in_a_column_of_numbers_is_refused_by_its_name(case, X, text):
    for column in (name for name in case[1] if numeric(X, name)):
        said = outcome(case, changed(X, column, text, ONE), column)
        assert said is not None or _may_be_a_category(case[0])


def _may_be_a_category(case):
    return case[1] in {"latent", "prototypes", "profiles"}


def test_numbers_in_a_column_of_text_are_words_or_are_named(case, X):
    for column in (name for name in case[1] if not numeric(X, name)):
        outcome(case, changed(X, column, 3, SOME), column)
        outcome(case, X.assign(**{column: 3.5}), column)


def test_a_word_that_is_new_at_predict_time_is_placed_or_named(case, X):
    for column in (name for name in case[1] if not numeric(X, name)):
        said = refusal(case[2], changed(X, column, "never heard of", SOME), fit=False)
        assert said is None or column in said


@pytest.mark.parametrize(
    "value",
    [[1], {"a": 1}, 1j, pd.Timedelta(days=3), LEAP_DAY],
)
def test_values_of_a_strange_kind_are_refused_by_the_name_of_their_column(
    case, X, value
):
    for column in case[1]:
        strange = X.assign(**{column: pd.Series([value] * N, X.index)})
        outcome(case, strange, column)


# The same table in other types.


def as_category(column):
    return column.astype("category")


def with_unused_categories(column):
    column = column.astype("category")
    rest = {"M": pd.Timestamp("2030-01-01"), "O": "nobody has it"}
    kind = column.cat.categories.dtype
    unused = rest.get(kind.kind, 987_654)
    return column if kind.kind == "b" else column.cat.add_categories([unused])


TYPES = {
    "object": lambda column: column.astype(object),
    "nullable": lambda column: column.convert_dtypes(),
    "pyarrow": lambda column: column.convert_dtypes(dtype_backend="pyarrow"),
    "decimal": lambda column: (
        column.map(lambda v: decimal.Decimal(str(v)), na_action="ignore")
        if column.dtype.kind in "if"
        else column
    ),
}


@pytest.mark.parametrize("kind", TYPES)
def test_other_types_of_the_same_values_change_nothing(case, X, kind):
    parts, columns, fitted = case
    other = X.assign(**{column: TYPES[kind](X[column]) for column in columns})
    np.testing.assert_array_equal(fitted.predict(other), fitted.labels_)
    again = make(*parts, n_init=1).fit(other)
    np.testing.assert_array_equal(again.labels_, fitted.labels_)
    assert again.segments_["name"].tolist() == fitted.segments_["name"].tolist()
    assert refusal(fitted, other, fit=False) is None


@pytest.mark.parametrize("kind", [with_unused_categories, as_category])
def test_categories_are_words_and_no_numbers(case, X, kind):
    for column in case[1]:
        said = outcome(case, X.assign(**{column: kind(X[column])}), column)
        assert said is None or X[column].dtype.kind in "biufM", said


@pytest.mark.parametrize("kind", [bool, "boolean"])
def test_truth_values_in_any_column_are_read_or_named(case, X, kind):
    truth = pd.Series(np.arange(N) % 2 == 0, X.index).astype(kind)
    for column in case[1]:
        said = outcome(case, X.assign(**{column: truth}))
        assert said is None or any(name in said for name in case[1]), said


@pytest.mark.parametrize("zone", ["Europe/Paris", "Asia/Tokyo", "UTC"])
def test_the_local_day_of_a_date_with_a_zone_is_what_counts(case, X, zone):
    for column in (name for name in case[1] if is_day(X, name)):
        late = X[column] + pd.Timedelta(hours=23, minutes=30)
        zoned = X.assign(**{column: late.dt.tz_localize(zone)})
        fitted = make(*case[0]).fit(zoned)
        np.testing.assert_array_equal(fitted.labels_, case[2].labels_)
        assert fitted.segments_.equals(case[2].segments_)


def test_an_index_of_two_levels_is_refused(case, X):
    levels = pd.MultiIndex.from_arrays([X.index, X.index], names=["shop", "person"])
    with pytest.raises(DataError, match=r"needs one customer_id.*\['shop', 'person'\]"):
        case[2].predict(X.set_axis(levels))


# Units: amounts in cents, or in thousands.

# Limits in the currency that are given or published, and said so where they are.
# The k-means of three columns counts one unit of the currency as it counts one day.
IN_EUROS = {
    ("value", "points"),
    ("firmographic", "bands"),
    ("behavioural", "kmeans"),
}
LEARNT = [case for case in CASES if case not in IN_EUROS]


def in_units(X, factor):
    money = [name for name in X.columns if name.endswith("_amount")]
    return X.assign(**{name: factor * X[name] for name in [*money, "monetary"]})


@pytest.fixture(scope="module")
def many():
    return customers(n=60)


@pytest.mark.parametrize("parts", LEARNT, ids=["-".join(case) for case in LEARNT])
@pytest.mark.parametrize("factor", [100, 1 / 1024, 2**20])
def test_amounts_in_another_unit_give_the_same_segments(parts, many, factor):
    there = make(*parts, n_init=1).fit(many)
    again = make(*parts, n_init=1).fit(in_units(many, factor))
    np.testing.assert_array_equal(again.labels_, there.labels_)
