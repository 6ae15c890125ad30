"""What `load` gives never gives away what `truth` hides."""

import numpy as np
import pandas as pd
import pytest

from segkit import datasets, schema
from segkit.checks import DataError

SHOWN = schema.bundled()
HIDDEN = schema.read(schema.bundled_folder() / "truth")
FEW = 40
# What may be seen: faults, since they are there to be found, and other names of what
# is recorded anyway.
SEEN = {
    ("web_sessions", "bot_kind"): "machines give themselves away",
    ("sends", "opened_by_machine"): "machines open at once",
    ("satisfaction", "invited"): "survey_invitations says so",
    ("dirty_customers", "fault"): "a fault is seen in the cell that has it",
    ("dirty_orders", "fault"): "a fault is seen in the cell that has it",
    ("books", "generation"): "a name for the year of birth",
    ("books", "romance_rate"): "one rate for each generation",
    ("menu", "culture"): "cultures live in countries; two share one",
}


def keys_of(package):
    return {key for table in package.tables for key in table.primary_key}


KEYS = keys_of(SHOWN)


def given_away(values, label):
    """Say how a column gives a label away, or return None."""
    common = label.groupby(label, observed=True).transform("size") >= FEW
    known = values.notna() & label.notna()
    if label.nunique() <= FEW:
        known &= common
    values, label = values[known], label[known]
    if len(values) < FEW or label.nunique() < 2 or values.nunique() < 2:
        return None
    numbers = [pd.api.types.is_numeric_dtype(each) for each in (values, label)]
    if all(numbers) and abs(values.corr(label, method="spearman")) > 0.999:
        return "they have the same order"
    if label.nunique() > FEW:
        return None
    shares = pd.crosstab(values.astype(str), label.astype(str), normalize="index")
    if len(values) / len(shares) >= 5:
        pure = shares.isin([0.0, 1.0]).all() & (shares.nunique() > 1)
        return f"its values tell {list(pure[pure].index)}" if pure.any() else None
    order = values.astype(str).argsort(kind="stable").to_numpy()
    return too_few_runs(label.astype(str).iloc[order])


def too_few_runs(label):
    """Say so if equal labels stand together far more often than by chance."""
    codes = pd.factorize(label)[0]
    runs = 1 + (codes[1:] != codes[:-1]).sum()
    shares = np.bincount(codes) / len(codes)
    by_chance = 1 + (len(codes) - 1) * (1 - (shares**2).sum())
    few = by_chance > FEW and runs < 0.2 * by_chance
    return "sorted, it sorts the labels" if few else None


def pairs():
    """Return every truth table with every shown table that has its key."""
    return [
        pytest.param(truth, shown, id=f"{truth.name}-{shown.name}")
        for truth in HIDDEN.tables
        for shown in SHOWN.tables
        if set(truth.primary_key) <= {column.name for column in shown.columns}
    ]


@pytest.mark.slow
@pytest.mark.parametrize(("truth", "shown"), pairs())
def test_no_column_and_no_order_gives_a_label_away(truth, shown):
    key = list(truth.primary_key)
    table = datasets.load(shown.name).drop_duplicates(key, ignore_index=True)
    hidden = datasets.truth(truth.name)
    beside = table[key].merge(hidden, on=key, how="left")
    for name in set(hidden) - KEYS - set(key) - set(table):
        if (truth.name, name) in SEEN:
            continue
        label = beside[name]
        if 1 < label.nunique() <= FEW < label.count():
            assert not too_few_runs(label.dropna().astype(str)), (name, "row order")
        for column in set(table) - set(key):
            how = given_away(table[column], label)
            assert not how, (name, column, how)


def test_the_check_sees_a_leak():
    label = pd.Series(np.repeat(["a", "b", "c"], 50))
    assert given_away(label.map({"a": 1, "b": 2, "c": 2}), label) is not None
    assert given_away(pd.Series(np.arange(150).astype(str)).str.zfill(4), label)
    assert given_away(pd.Series(np.arange(150.0)), pd.Series(np.arange(150.0) ** 3))
    mixed = pd.Series(np.tile(["x", "y"], 75))
    assert given_away(mixed, label) is None


def test_what_may_be_seen_is_still_there():
    for name, column in SEEN:
        assert column in datasets.truth(name)


def test_load_finds_no_truth_and_no_loaded_table_has_a_segment():
    for name in {table.name for table in HIDDEN.tables} - set(datasets.names()):
        with pytest.raises(DataError, match="there is no table"):
            datasets.load(name)
    for table in SHOWN.tables:
        assert "segment" not in {column.name for column in table.columns}, table.name
