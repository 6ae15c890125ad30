"""Customers for the tests of every model: one wide table, from a seed.

A model's own columns come from a module of its name in `tests/models/made`, whose
`columns(rng, n)` returns a dictionary of them.
"""

import importlib
import pkgutil

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from tests.models import made


def customers(n=60, seed=7, only=None):
    """One row per customer, with the columns that any model may need, or some do."""
    rng = np.random.default_rng(seed)
    orders = rng.geometric(0.3, n)
    recency = rng.integers(0, 400, n)
    tenure = recency + (orders > 1) * rng.integers(1, 300, n)
    X = pd.DataFrame(
        {
            "recency_days": recency.astype(float),
            "n_orders": orders,
            "monetary_amount": (orders * rng.lognormal(3, 1, n)).round(2),
            "tenure_days": tenure.astype(float),
            "median_gap_days": np.where(
                orders > 1, (tenure - recency) / np.maximum(orders - 1, 1), np.nan
            ),
            "favourite_channel": rng.choice(["web", "store"], n),
        },
        index=pd.Index([f"customer-no-{i:03d}" for i in range(n)], name="customer_id"),
    )
    never = X.index[::17]
    X.loc[never, ["recency_days", "tenure_days", "median_gap_days"]] = np.nan
    X.loc[never, ["n_orders", "monetary_amount"]] = 0
    for name in made_by() if only is None else only:
        more = importlib.import_module(f"{made.__name__}.{name}")
        own = np.random.default_rng([seed, *name.encode()])
        X = X.assign(**more.columns(own, n))
    X.attrs["as_of"] = "2024-06-30"
    return X


def made_by():
    """The models that bring columns of their own."""
    return sorted(module.name for module in pkgutil.iter_modules(made.__path__))


def purchases(recency, orders, amounts, **more):
    """A small table by hand; ids are c0, c1, ..."""
    columns = {
        "recency_days": recency,
        "n_orders": orders,
        "monetary_amount": amounts,
        **more,
    }
    index = pd.Index([f"c{i}" for i in range(len(orders))], name="customer_id")
    return pd.DataFrame(columns, index=index)


buyer = st.tuples(st.integers(0, 400), st.integers(1, 12), st.integers(-500, 90_000))
stranger = st.just((None, 0, 0))


@st.composite
def any_customers(draw, least=5):
    """Buyers in any number, some of them alike, and some who never ordered."""
    rows = draw(st.lists(buyer, min_size=least, max_size=40))
    rows += draw(st.lists(stranger, max_size=5))
    rows = draw(st.permutations(rows))
    recency, orders, cents = zip(*rows, strict=True)
    X = purchases(recency, orders, np.array(cents) / 100)
    X["recency_days"] = X["recency_days"].astype(float)
    X["tenure_days"] = X["recency_days"] + 10.0 * (X["n_orders"] - 1)
    return X
