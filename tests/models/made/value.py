"""What customers brought: columns as `features.value` makes them."""

import numpy as np


def columns(rng, n):
    T = rng.integers(30, 730, n).astype(float)
    rate, leaves = rng.gamma(0.8, 1 / 60, n), rng.exponential(500, n)
    frequency = rng.poisson(rate * np.minimum(T, leaves)).astype(float)
    recency = np.where(frequency > 0, np.ceil(np.minimum(T, leaves) * rng.random(n)), 0)
    recency = np.where(frequency > 0, recency.clip(1, T), 0)
    monetary = np.where(frequency > 0, rng.gamma(4, 12, n).round(2) + 1, 0)
    revenue = ((frequency + 1) * (monetary + 20)).round(2)
    refunds = np.where(rng.random(n) < 0.15, (revenue * 0.4).round(2), 0)
    service = rng.choice([0.0, 0.0, 6.5, 120.0], n)
    net = (0.4 * revenue - 0.4 * refunds - service).round(2)
    last = np.where(recency > T - 365, net * rng.random(n), 0).round(2)
    made = {
        "frequency": frequency,
        "recency": recency,
        "T": T,
        "monetary": monetary,
        "revenue_amount": revenue,
        "refund_amount": refunds,
        "service_cost_amount": service,
        "net_value_amount": net,
        "last_year_amount": last,
        "year_before_amount": np.where(T > 365, net - last, 0).round(2),
        "n_orders_last_year": np.where(last != 0, np.ceil(frequency / 2), 0),
        "n_orders_year_before": np.where(T > 365, np.floor(frequency / 2) + 1, 0),
        "n_referred": rng.choice([0.0, 0.0, 0.0, 1.0, 3.0], n),
    }
    never = np.arange(n) % 17 == 0
    for name in ("frequency", "recency", "T", "monetary"):
        made[name][never] = np.nan
    for name in set(made) - {"frequency", "recency", "T", "monetary"}:
        made[name][never] = 0
    made["last_year_amount"][1], made["year_before_amount"][1] = np.nan, np.nan
    return made
