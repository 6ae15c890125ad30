"""Firms' columns: size, industry, place, age, performance and sales stage."""

import numpy as np

CODES = ["62.01", "47.71", "86.10", "25.11", "01.13", "68.31", None]
OWNERS = ["private", "family-owned", "listed", "public sector"]
STAGES = ["none", "lead", "qualified", "offer", "won", "lost"]
REGIONS = ["North", "South"]


def columns(rng, n):
    employees = np.ceil(rng.lognormal(3, 2, n))
    turnover = (employees * rng.lognormal(11.5, 0.6, n)).round(-3)
    swing = rng.uniform(0, 0.3, n)
    return {
        "employees": np.where(rng.random(n) < 0.05, np.nan, employees),
        "turnover_amount": np.where(rng.random(n) < 0.05, np.nan, turnover),
        "balance_amount": (turnover * rng.lognormal(0, 0.3, n)).round(-3),
        "market_share_rate": np.where(rng.random(n) < 0.1, np.nan, rng.random(n) / 4),
        "nace_code": rng.choice(CODES, n),
        "ownership": rng.choice(OWNERS, n),
        "firm_age_years": rng.integers(0, 90, n).astype(float),
        "sites": 1 + rng.poisson(1, n),
        "seat_region": rng.choice(REGIONS, n),
        "operations_region": rng.choice(REGIONS, n),
        "sales_stage": rng.choice(STAGES, n),
        "turnover_growth_rate": rng.normal(0.04, 0.1, n),
        "turnover_growth_sd_rate": np.where(rng.random(n) < 0.1, np.nan, swing),
        "profit_margin_rate": rng.normal(0.05, 0.08, n),
    }
