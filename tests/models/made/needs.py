"""What some were asked about their needs: three kinds of people, one in six silent."""

import numpy as np

BENEFITS = ("low_price", "fast_delivery", "long_guarantee", "wide_choice")
JOBS = ("find_a_gift", "furnish_on_a_budget", "replace_something_fast")
FEATURES = ("free_returns", "order_tracking")


def columns(rng, n):
    """Best-worst and choice scores, ratings, Kano answers, jobs, stated answers."""
    kind = rng.integers(0, 3, n)
    wants = np.eye(4)[kind] * 2.0 + rng.normal(0, 0.4, (n, 4))
    ranks = wants.argsort(axis=1).argsort(axis=1)
    found = {}
    for place, name in enumerate(BENEFITS):
        found[f"maxdiff_{name}"] = np.array([-1.0, -0.25, 0.25, 1.0])[ranks[:, place]]
        found[f"choice_{name}"] = (wants[:, place] / 4).round(3)
        rating = np.clip(np.round(2 + wants[:, place]), 1, 5)
        found[f"benefit_{name.split('_')[1]}"] = rating
    for name in FEATURES:
        found[f"kano_with_{name}"] = rng.choice([1, 2, 3, 4, 5], n).astype(float)
        found[f"kano_without_{name}"] = rng.choice([3, 4, 5], n).astype(float)
    for place, name in enumerate(JOBS):
        found[f"job_importance_{name}"] = np.clip(
            6 + 2 * wants[:, place], 1, 10
        ).round()
        found[f"job_satisfaction_{name}"] = rng.integers(1, 11, n).astype(float)
    silent = rng.random(n) < 0.17
    found = {name: np.where(silent, np.nan, values) for name, values in found.items()}
    said = np.array(JOBS, dtype=object)[kind]
    return {**found, "job_to_be_done": np.where(silent, None, said)}
