"""Made people whose answers do, or do not, tell seed and pool apart."""

import numpy as np
import pandas as pd
import pytest

DEVICES = ["desktop", "laptop", "phone", "tablet"]


def made(n, seed, lean=0.0, prefix="C"):
    """Make people; lean moves their devices and visits."""
    rng = np.random.default_rng(seed)
    chance = np.array([0.25 - lean / 2, 0.25, 0.25 + lean / 2, 0.25])
    return pd.DataFrame(
        {
            "id": [f"{prefix}{i:05}" for i in range(n)],
            "device": rng.choice(DEVICES, n, p=chance),
            "visits": np.round(rng.gamma(2 + 4 * lean, 1, n), 1),
            "reads": rng.random(n) < 0.3 + lean,
        }
    )


@pytest.fixture(scope="session")
def customers():
    return made(400, 1, lean=0.3).rename(columns={"id": "customer_id"})


@pytest.fixture(scope="session")
def prospects():
    return made(900, 2, prefix="P").rename(columns={"id": "prospect_id"})
