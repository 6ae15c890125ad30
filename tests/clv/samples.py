"""Customers drawn from each model, with known parameters, from a seed."""

import numpy as np
import pandas as pd

TRUE = {
    "BetaGeoNBD": {"r": 0.6, "alpha": 8.0, "a": 0.9, "b": 3.0},
    "ModifiedBetaGeoNBD": {"r": 0.6, "alpha": 8.0, "a": 0.9, "b": 3.0},
    "ParetoNBD": {"r": 0.6, "alpha": 8.0, "s": 0.7, "beta": 12.0},
}


def history(name="BetaGeoNBD", n=600, seed=7):
    """One row per customer, times in weeks without a unit said; index C0000, ..."""
    rng = np.random.default_rng(seed)
    true = TRUE[name]
    rows = [_customer(rng, name, true) for _ in range(n)]
    table = pd.DataFrame(rows, columns=["frequency", "recency", "T"])
    own = 3.0 * 16 / rng.gamma(4.0, 1.0, n)  # p = 3, q = 4, v = 16
    x = table["frequency"].to_numpy()
    spent = own * rng.gamma(3.0 * np.maximum(x, 1), 1 / 3.0) / np.maximum(x, 1)
    table["monetary"] = np.where(x > 0, spent.round(2).clip(min=0.01), 0.0)
    table.index = pd.Index([f"C{i:04d}" for i in range(n)], name="customer_id")
    return table


def _customer(rng, name, true):
    T = float(rng.integers(20, 60))
    rate = rng.gamma(true["r"], 1 / true["alpha"])
    end, leaves = T, 0.0
    if name == "ParetoNBD":
        end = min(T, rng.exponential(1 / rng.gamma(true["s"], 1 / true["beta"])))
    else:
        leaves = rng.beta(true["a"], true["b"])
    x, last, t = 0, 0.0, 0.0
    if name == "ModifiedBetaGeoNBD" and rng.random() < leaves:
        return x, last, T
    while (t := t + rng.exponential(1 / rate)) <= end:
        x, last = x + 1, t
        if rng.random() < leaves:
            break
    return x, last, T


def spending(n=500, seed=3, p=6.0, q=4.0, v=15.0):
    """Frequencies and mean values drawn from Gamma-Gamma."""
    rng = np.random.default_rng(seed)
    x = rng.geometric(0.4, n)
    mean = rng.gamma(p * x, 1.0) / x * v / rng.gamma(q, 1.0, n)
    return pd.DataFrame({"frequency": x, "monetary": mean})


def few(**columns):
    """A small table by hand, without a word on its unit."""
    base = {"frequency": [0, 2, 1, 4], "recency": [0.0, 5, 3, 9], "T": [9.0, 9, 8, 12]}
    return pd.DataFrame(base | columns)
