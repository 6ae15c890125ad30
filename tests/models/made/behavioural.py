"""Columns that the behavioural model reads, beside those that every table has."""

import numpy as np

PARTS = {
    "season": ["winter", "spring", "summer", "autumn"],
    "part_of_day": ["night", "morning", "afternoon", "evening"],
}


def columns(rng, n):
    """Shares of orders, counts of what was done beside buying, regularity."""
    made: dict[str, np.ndarray] = {}
    for kind, names in PARTS.items():
        shares = rng.dirichlet(np.ones(len(names)), n).round(3)
        shares[:, -1] = 1 - shares[:, :-1].sum(axis=1)
        shares = np.abs(shares)
        made |= {f"{kind}_{name}_rate": shares[:, j] for j, name in enumerate(names)}
    sent = rng.integers(0, 12, n)
    opened = rng.binomial(sent, 0.4).astype(float)
    opened[3] = np.nan
    return made | {
        "n_discounted_orders": rng.binomial(1, 0.4, n) * (np.arange(n) % 17 > 0),
        "active_months_rate": rng.uniform(0.05, 1, n).round(3),
        "n_gaps": rng.integers(0, 12, n),
        "gap_variation": rng.gamma(8, 0.12, n).round(3),
        "n_opened": opened,
        "n_clicked": np.where(np.isnan(opened), np.nan, opened // 2),
        "n_sessions": rng.poisson(1.5, n),
        "follows_brand": rng.random(n) < 0.2,
    }
