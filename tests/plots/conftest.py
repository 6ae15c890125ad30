"""Figures drawn off screen, and closed after each test."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest

mpl.use("agg")


@pytest.fixture(autouse=True)
def _closed():
    yield
    plt.close("all")


@pytest.fixture
def segments():
    kinds = pd.CategoricalDtype(["Loyal", "New", "Lost"])
    index = pd.RangeIndex(1, 7, name="customer_id")
    names = ["Loyal", "New", "New", "Loyal", "New", "New"]
    return pd.Series(names, index, dtype=kinds, name="behavioural")


@pytest.fixture
def indicator():
    """Return what kpis.by_segment returns, with a small and an empty segment."""
    table = pd.DataFrame(
        {
            "value": [0.5, 0.1, float("nan"), 0.3],
            "low": [0.4, 0.02, float("nan"), 0.25],
            "high": [0.6, 0.3, float("nan"), 0.35],
            "n": [100, 12, 0, 112],
            "small": [False, True, True, False],
        },
        index=["Loyal", "New", "Lost", "all"],
    )
    table.attrs = {
        "kpi": "purchase_rate",
        "unit": "rate",
        "definition": "customers with an order in the period / all customers",
        "heading": "Tests: the orders came after.",
        "level": 0.95,
    }
    return table
