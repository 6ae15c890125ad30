"""What customers use: devices, systems, tools, payment, visits, and since when."""

import numpy as np
import pandas as pd

TOOLS = [
    "short_video",
    "photo_sharing",
    "friends_network",
    "business_network",
    "design_software",
    "office_software",
    "cloud_storage",
]


def columns(rng, n):
    kind = rng.integers(0, 2, n)
    chance = np.where(kind[:, None] == 1, 0.8, 0.15)
    used = rng.random((n, len(TOOLS))) < chance
    day = pd.Timestamp("2023-01-01") + pd.to_timedelta(rng.integers(0, 540, n), "D")
    return {
        "main_device": rng.choice(["smartphone", "laptop", "desktop", None], n),
        "phone_system": rng.choice(["Fen", "Orbit", None], n),
        "computer_system": rng.choice(["Sill", "Heron", None], n),
        "payment_preference": rng.choice(["card", "invoice"], n),
        "visits_per_month": rng.exponential(3, n).round(1),
        "n_tools": used.sum(axis=1),
        **{f"uses_{tool}": used[:, i] for i, tool in enumerate(TOOLS)},
        "app_first_used_on": pd.Series(day).where(rng.random(n) < 0.7).to_numpy(),
    }
