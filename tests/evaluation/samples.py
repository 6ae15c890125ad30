"""Customers in groups, and customers without any."""

import numpy as np
import pandas as pd

from segkit import simulate

RUSPINI = (
    "4 53 5 63 10 59 9 77 13 49 13 69 12 88 15 75 18 61 19 65 22 74 27 72 28 76 24 58 "
    "27 55 28 60 30 52 31 60 32 61 36 72 28 147 32 149 35 153 33 154 38 151 41 150 38 "
    "145 38 143 32 143 34 141 44 156 44 149 44 143 46 142 47 149 49 152 50 142 53 144 "
    "52 152 55 155 54 124 60 136 63 139 86 132 85 115 85 96 78 94 74 96 97 122 98 116 "
    "98 124 99 119 99 128 101 115 108 111 110 111 108 116 111 126 115 117 117 115 70 4 "
    "77 12 83 21 61 15 69 15 78 16 66 18 58 13 64 20 69 21 66 23 61 25 76 27 72 31 "
    "64 30"
)


def ruspini():
    """Return the 75 points of Ruspini (1970), four groups of 20, 23, 17 and 15."""
    return np.array(RUSPINI.split(), dtype=float).reshape(-1, 2)


def blobs(n=300, seed=0, apart=6.0):
    rng = np.random.default_rng(seed)
    centres = np.array([[0, 0], [apart, 0], [0, apart]])
    return rng.normal(centres[rng.integers(0, 3, n)], 1.0)


def sphere(n=300, seed=0):
    return np.random.default_rng(seed).normal(size=(n, 4))


def cigar(n=400, seed=0):
    """Return one long cloud: every column says nearly the same."""
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, 1)) + 0.4 * rng.normal(size=(n, 5))


def mixed(n=200, seed=0):
    """Return two groups in two numbers and a category."""
    rng = np.random.default_rng(seed)
    group = rng.integers(0, 2, n)
    chance = rng.uniform(size=n) < 0.9
    plan = np.where(chance, group, 1 - group)
    return pd.DataFrame(
        {
            "age": rng.normal(30 + 20 * group, 3.0),
            "visits": rng.normal(2 + 6 * group, 1.0),
            "plan": np.array(["basic", "gold"])[plan],
        }
    )


def no_structure(table="customers", seed=None):
    """Return the case without segments, straightened as its page recommends."""
    shown = simulate.case("no_structure", seed=seed).tables[f"no_structure_{table}"]
    values = shown.set_index(shown.columns[0]).astype(float)
    if table == "survey":
        return values
    rates = [name for name in values if name.endswith("_rate")]
    values[rates] = values[rates] / (1 - values[rates])
    values = np.log(values)
    return (values - values.mean()) / values.std()
