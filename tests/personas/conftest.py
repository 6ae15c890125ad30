"""A small made-up shop with planted differences: half of the customers use the app."""

import numpy as np
import pandas as pd
import pytest


@pytest.fixture(scope="session")
def segments():
    rng = np.random.default_rng(16)
    ids = pd.Index([f"c{i:03}" for i in range(300)], name="customer_id")
    names = rng.choice(["app", "store", "few"], 300, p=[0.5, 0.46, 0.04])
    return pd.Series(names, ids, dtype="category", name="kind")


@pytest.fixture(scope="session", name="X")
def made_table(segments):
    """By_app and spending differ; colour and noise do not; a tenth is missing."""
    rng = np.random.default_rng(17)
    app = (segments == "app").to_numpy()
    n = len(segments)
    table = pd.DataFrame(
        {
            "by_app": rng.random(n) < np.where(app, 0.9, 0.2),
            "spent_amount": rng.lognormal(np.where(app, 4, 3), 1).round(2),
            "colour": rng.choice(["red", "green", "blue"], n),
            "noise": rng.normal(size=n),
            "joined_on": pd.Timestamp("2024-01-01")
            + pd.to_timedelta(rng.integers(0, 300, n), unit="D"),
            "gender": rng.choice(["woman", "man"], n),
            "religion": rng.choice(["a", "b"], n),
        },
        segments.index,
    )
    table.loc[rng.random(n) < 0.1, "noise"] = np.nan
    return table


@pytest.fixture(scope="session")
def orders(segments):
    rng = np.random.default_rng(18)
    ids = np.repeat(segments.index.to_numpy(), 3)
    app = np.repeat((segments == "app").to_numpy(), 3)
    days = pd.Timestamp("2024-03-04 10:00") + pd.to_timedelta(
        rng.integers(0, 250, len(ids)), unit="D"
    )
    return pd.DataFrame(
        {
            "customer_id": ids,
            "ordered_at": days,
            "amount": rng.lognormal(3, 0.8, len(ids)).round(2),
            "channel": np.where(
                rng.random(len(ids)) < np.where(app, 0.9, 0.2), "app", "web"
            ),
        }
    )


@pytest.fixture(scope="session")
def feedback(segments):
    texts = [
        "It came in {} days and I was pleased with it.",
        "Too dear for what it is.",
    ]
    return pd.DataFrame(
        {
            "customer_id": segments.index,
            "text": [texts[i % 2].format(i % 7) for i in range(len(segments))],
            "rating": [1 + i % 5 for i in range(len(segments))],
        }
    )
