"""Places for the tests of every model."""

import numpy as np


def columns(rng, n):
    town = rng.integers(0, 4, n)
    middle = np.array([[46.4, -20.1], [45.6, -19.2], [45.3, -18.4], [46.8, -20.9]])
    points = middle[town] + rng.normal(0, 0.03, (n, 2))
    points[rng.random(n) < 0.1] = np.nan
    missing = rng.random((n, 3)) < 0.08
    degrees = rng.choice(["city", "town or suburb", "rural area"], n)
    density = rng.lognormal(6, 1.3, n).round(1)
    income = rng.normal(34_000, 8_000, n).round(-2)
    return {
        "latitude": points[:, 0],
        "longitude": points[:, 1],
        "town": np.array(["Ilvercombe", "Orvelstead", "Esquièvre", "Auvranges"])[town],
        "urbanisation": np.where(missing[:, 0], None, degrees),
        "density_km2": np.where(missing[:, 1], np.nan, density),
        "km_to_store": rng.gamma(2, 12, n).round(1),
        "km_to_sea": rng.gamma(1, 60, n).round(1),
        "median_income_amount": np.where(missing[:, 2], np.nan, income),
        "flats_rate": rng.beta(2, 3, n).round(3),
        "second_homes_rate": rng.beta(1, 9, n).round(3),
    }
