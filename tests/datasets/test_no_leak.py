"""What `load` gives never gives away what `truth` hides."""

import functools

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


def numbered(values):
    """Return a number for each value, in the order of their texts; -1 if missing."""
    codes, _ = pd.factorize(values.astype("str").where(values.notna()), sort=True)
    return codes


def given_away(values, label, places=None, groups=None):
    """Say how a column gives a label away, or return None."""
    places = numbered(values) if places is None else places
    groups = numbered(label) if groups is None else groups
    known = (places >= 0) & (groups >= 0)
    if label.nunique() <= FEW:
        known &= np.bincount(groups + 1)[groups + 1] >= FEW
    n_places, n_groups = (
        np.count_nonzero(np.bincount(each[known])) for each in (places, groups)
    )
    if known.sum() < FEW or n_groups < 2 or n_places < 2:
        return None
    numbers = [pd.api.types.is_numeric_dtype(each) for each in (values, label)]
    if all(numbers) and same_order(values[known], label[known]):
        return "they have the same order"
    if n_groups > FEW:
        return None
    if known.sum() / n_places >= 5:
        pure = telling(places[known], groups[known])
        names = np.unique(groups[known])[pure]
        told = [label[groups == one].iloc[0] for one in names]
        return f"its values tell {told}" if told else None
    return too_few_runs(groups[known][places[known].argsort(kind="stable")])


def same_order(values, label):
    few = slice(None, None, 1 + len(values) // 500)  # mostly enough to say no
    if abs(values[few].corr(label[few], method="spearman")) < 0.9:
        return False
    return abs(values.corr(label, method="spearman")) > 0.999


def telling(places, groups):
    """Return the labels that each value has always or never."""
    shape = (places.max() + 1, groups.max() + 1)
    counts = np.bincount(places * shape[1] + groups, minlength=shape[0] * shape[1])
    counts = counts.reshape(shape)
    counts = counts[counts.any(axis=1)][:, counts.any(axis=0)]
    all_of_them = counts == counts.sum(axis=1, keepdims=True)
    return ((counts == 0) | all_of_them).all(axis=0) & all_of_them.any(axis=0)


def too_few_runs(codes):
    """Say so if equal labels stand together far more often than by chance."""
    runs = 1 + (codes[1:] != codes[:-1]).sum()
    shares = np.bincount(codes) / len(codes)
    by_chance = 1 + (len(codes) - 1) * (1 - (shares**2).sum())
    few = by_chance > FEW and runs < 0.2 * by_chance
    return "sorted, it sorts the labels" if few else None


@functools.cache
def opened(name, key):
    """Return a shown table, a row for each key, and its columns numbered."""
    table = datasets.load(name).drop_duplicates(list(key), ignore_index=True)
    return table, {column: numbered(table[column]) for column in set(table) - set(key)}


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
    table, places = opened(shown.name, truth.primary_key)
    hidden = datasets.truth(truth.name)
    beside = table[key].merge(hidden, on=key, how="left")
    for name in set(hidden) - KEYS - set(key) - set(table):
        if (truth.name, name) in SEEN:
            continue
        label, groups = beside[name], numbered(beside[name])
        if (groups >= 0).sum() < FEW:
            continue  # other people altogether
        if 1 < label.nunique() <= FEW < label.count():
            assert not too_few_runs(groups[groups >= 0]), (name, "row order")
        for column, numbers in places.items():
            how = given_away(table[column], label, numbers, groups)
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
