"""Schemes and their crossing: what every model of levels shares."""

from dataclasses import dataclass
from typing import ClassVar

import pandas as pd
import pytest

from segkit.checks import DataError
from segkit.models.bands import BandsRule
from segkit.models.schemes import banded, increasing, named, need


@dataclass
class Shops(BandsRule):
    """Two schemes, one of them with edges."""

    schemes: ClassVar = {
        "region": named("region"),
        "orders": banded("n_orders", [2, 10], label="orders", of=" orders"),
    }
    usual: ClassVar = "region"
    options: ClassVar = ("by", "edges")


X = pd.DataFrame({"region": ["N", "S", None, "N"], "n_orders": [1, 2, 3, None]})


def learned(**options):
    options = {"by": None, "edges": None} | options
    return Shops.learn(X[Shops.reads(X, **options)], **options)


def test_names_are_sorted_and_categories_keep_their_order():
    assert [level.name for level in learned().levels()] == ["N", "S"]
    kind = pd.CategoricalDtype(["S", "W", "N"])
    rule = Shops.learn(X.astype({"region": kind}), by=None, edges=None)
    assert [level.name for level in rule.levels()] == ["S", "W", "N"]


def test_a_crossed_level_is_known_only_if_both_are():
    rule = learned(by=["region", "orders"])
    assert len(rule.levels()) == 6
    assert rule.codes(X).tolist() == [0, 4, 6, 6]
    assert rule.segments()[4].name == "S · 2 to under 10 orders"
    assert rule.segments()[4].rule == "region is S; orders: 2 to under 10 orders"


def test_what_is_known_of_one_customer_is_named():
    rule = learned(by=["region", "orders"])
    assert rule.because(X.iloc[[1]]) == "Known: region: S; n orders: 2."


def test_an_option_counts_only_where_a_scheme_reads_it():
    assert learned(by="orders", edges={"n_orders": [5]}).settings["orders"] == {
        "edges": [5.0]
    }
    with pytest.raises(DataError, match=r"by=\['region'\] does not use \['edges'\]"):
        learned(by="region", edges={"n_orders": [5]})


def test_a_missing_column_is_named_with_its_scheme():
    with pytest.raises(
        DataError, match=r"by='orders' needs columns \['n_orders'\] in X"
    ):
        Shops.reads(X[["region"]], by="orders", edges=None)
    with pytest.raises(KeyError):
        need(X, "colour")


@pytest.mark.parametrize("edges", [[], "12", [2, 1], [1, 1], [1, None], [True], 3])
def test_edges_that_are_none_are_refused(edges):
    with pytest.raises(DataError, match="edges of n_orders must"):
        increasing(edges, "edges of n_orders")
