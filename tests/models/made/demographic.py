"""Columns of `features.people`, some of them missing."""

import numpy as np

GROUPS = ["manual workers", "managers and professionals", "retired", "students"]
JOBS = ["driver", "engineer", "retired", "student"]
SCHOOLS = ["compulsory school", "vocational", "bachelor", "master"]
STATUS = ["single", "married", "divorced", "widowed"]


def gone(values, rows):
    """Leave some rows out."""
    values = np.array(values, dtype=object)
    values[rows] = None
    return values


def columns(rng, n):
    """People of three stages of life, and a few of whom little is known."""
    stage = rng.integers(0, 3, n)
    age = np.array([24, 41, 69])[stage] + rng.integers(-4, 5, n)
    children = np.where(stage == 1, rng.integers(0, 4, n), 0)
    size = 1 + children + rng.integers(0, 2, n)
    work = np.select([age >= 65, age < 24], [2, 3], rng.integers(0, 2, n))
    income = rng.lognormal(10.3, 0.4, n).round(-2)
    few, others = slice(3, None, 19), slice(5, None, 13)
    age_known = np.where(np.arange(n) % 19 == 3, np.nan, age)
    income = np.where(np.arange(n) % 13 == 5, np.nan, income)
    return {
        "age_years": age_known,
        "birth_year": 2023 - age_known,
        "education": gone(rng.choice(SCHOOLS, n), few),
        "occupation": gone(np.array(JOBS)[[3, 1, 2, 3]][work], others),
        "occupation_group": gone(np.array(GROUPS)[work], others),
        "seniority_years": np.where(work < 2, rng.integers(0, 25, n), np.nan),
        "household_size": size,
        "children": children,
        "marital_status": rng.choice(STATUS, n),
        "gender": rng.choice(["woman", "man", "other"], n, p=[0.5, 0.45, 0.05]),
        "income_amount": income,
        "equivalised_income_amount": (
            income / (1 + 0.5 * (size - children - 1) + 0.3 * children)
        ).round(2),
        "work_postcode": gone(rng.choice(["11000", "11001"], n), few),
    }
