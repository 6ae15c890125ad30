"""Customers for the widgets, and figures closed after each test."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest

mpl.use("agg")


@pytest.fixture(autouse=True)
def _no_figure_is_left_open():
    yield
    left = plt.get_fignums()
    plt.close("all")
    assert not left, "a widget must close what it draws"


@pytest.fixture(name="X")
def customers():
    """Return sixty customers without ties, and one who never ordered."""
    n = range(60)
    table = pd.DataFrame(
        {
            "recency_days": [float(5 * i + 1) for i in n],
            "n_orders": [1 + (i * 7) % 60 for i in n],
            "monetary_amount": [10.0 + (i * 13) % 60 for i in n],
        },
        index=pd.Index([f"c{i:02d}" for i in n], name="customer_id"),
    )
    table.loc["never"] = [float("nan"), 0, 0.0]
    return table.astype({"n_orders": int})


@pytest.fixture
def units():
    return [
        {
            "unit": "00",
            "title": "Start here",
            "lesson_minutes": 25,
            "exercise_minutes": 20,
            "tracks": ("evening", "core"),
            "prerequisites": (),
            "objectives": ("play the whole game", "say what <b> is"),
        },
        {
            "unit": "07",
            "title": "Behaviour",
            "lesson_minutes": 45,
            "exercise_minutes": 60,
            "tracks": ("core",),
            "prerequisites": ("00",),
            "objectives": ("score customers",),
        },
        {
            "unit": "23",
            "title": "Lab",
            "lesson_minutes": 60,
            "exercise_minutes": 0,
            "tracks": (),
            "prerequisites": (),
            "objectives": (),
        },
    ]
