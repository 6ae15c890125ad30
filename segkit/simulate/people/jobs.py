"""What people learn and what they work: schooling, fields, jobs and their pay.

Spoilers. Jobs and their pay are invented, in the proportions of a European country.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

EDUCATIONS = (
    "compulsory school",
    "vocational",
    "upper secondary",
    "bachelor",
    "master",
    "doctorate",
)
FIELDS = (
    "general",
    "crafts and technology",
    "business",
    "health and care",
    "teaching",
    "engineering",
    "sciences",
    "arts and languages",
    "law and administration",
    "farming and gardening",
)
GROUPS = (
    "farmers",
    "tradespeople and owners",
    "managers and professionals",
    "associate professionals",
    "clerks, sales and service",
    "manual workers",
    "retired",
    "students",
    "not in work",
)


@dataclass(frozen=True)
class Job:
    """One occupation.

    Attributes
    ----------
    title : as people would say it
    group : place in `GROUPS`
    educations : first and last place in `EDUCATIONS` of those who do it
    fields : places in `FIELDS` that lead to it; empty: any
    pay : net yearly pay at the beginning, EUR
    youngest : age from which people do it
    women : part of women in it, 0 to 1
    frequency : how common it is
    """

    title: str
    group: int
    educations: tuple[int, int]
    fields: tuple[int, ...]
    pay: int
    youngest: int
    women: float
    frequency: float


JOBS = (
    Job("farmer", 0, (0, 3), (9,), 19_000, 20, 0.30, 0.6),
    Job("market gardener", 0, (0, 3), (9,), 17_500, 20, 0.35, 0.4),
    Job("shop owner", 1, (0, 3), (2, 7), 24_000, 28, 0.45, 0.8),
    Job("tradesperson with own firm", 1, (1, 2), (1,), 27_000, 26, 0.15, 0.9),
    Job("innkeeper", 1, (0, 2), (), 22_000, 28, 0.45, 0.4),
    Job("company director", 2, (3, 5), (2, 5, 8), 52_000, 38, 0.30, 0.5),
    Job("department head", 2, (3, 5), (), 38_000, 32, 0.40, 1.0),
    Job("engineer", 2, (3, 5), (5, 6), 31_000, 23, 0.22, 1.6),
    Job("software developer", 2, (3, 5), (5, 6), 31_000, 22, 0.22, 1.4),
    Job("physician", 2, (4, 5), (3,), 46_000, 27, 0.52, 0.8),
    Job("lawyer", 2, (4, 5), (8,), 40_000, 26, 0.52, 0.7),
    Job("secondary-school teacher", 2, (3, 5), (4, 6, 7), 26_500, 23, 0.62, 1.1),
    Job("researcher", 2, (4, 5), (6, 7), 28_000, 24, 0.45, 0.6),
    Job("consultant", 2, (3, 5), (2, 5, 8), 33_000, 23, 0.42, 1.0),
    Job("nurse", 3, (1, 4), (3,), 23_000, 21, 0.86, 1.6),
    Job("primary-school teacher", 3, (3, 4), (4,), 23_500, 22, 0.82, 1.2),
    Job("technician", 3, (1, 3), (1, 5), 23_500, 20, 0.18, 1.3),
    Job("bookkeeper", 3, (1, 3), (2, 8), 22_500, 20, 0.62, 1.2),
    Job("designer", 3, (1, 4), (7,), 21_500, 21, 0.52, 0.9),
    Job("social worker", 3, (1, 4), (3, 4), 21_500, 22, 0.75, 0.9),
    Job("sales assistant", 4, (0, 2), (), 16_500, 20, 0.70, 1.6),
    Job("office clerk", 4, (0, 3), (2, 7, 8), 18_500, 20, 0.75, 1.7),
    Job("carer", 4, (0, 2), (3,), 17_000, 20, 0.85, 1.3),
    Job("waiter or cook", 4, (0, 2), (), 16_500, 20, 0.48, 1.0),
    Job("police officer or firefighter", 4, (1, 3), (), 23_000, 21, 0.22, 0.6),
    Job("electrician or plumber", 5, (1, 1), (1,), 21_000, 20, 0.04, 1.2),
    Job("builder", 5, (0, 1), (), 19_000, 20, 0.04, 1.1),
    Job("factory worker", 5, (0, 2), (), 18_500, 20, 0.32, 1.4),
    Job("driver", 5, (0, 2), (), 18_000, 21, 0.12, 1.2),
    Job("cleaner", 5, (0, 1), (), 14_500, 20, 0.78, 1.0),
)
# Beyond the jobs: what else people say of themselves, and their group.
RESTING = {
    "retired": 6,
    "student": 7,
    "at home with the family": 8,
    "looking for work": 8,
}
OCCUPATIONS = (*(job.title for job in JOBS), *RESTING)
GROUP_OF = np.array([*(job.group for job in JOBS), *RESTING.values()])
RETIRED, STUDENT, AT_HOME, SEEKING = range(len(JOBS), len(OCCUPATIONS))
AGE_BANDS = np.array([23, 26, 28, 32, 38])


def job_weights() -> NDArray[np.float64]:
    """Return how common each job is, by age band, schooling, field and gender.

    Returns
    -------
    (6, 6, 10, 3, jobs) weights

    Examples
    --------
    >>> bool((job_weights().sum(-1) > 0).all())
    True
    """
    first, last = np.array([job.educations for job in JOBS]).T
    level = np.arange(len(EDUCATIONS))[:, None]
    suits = (level >= first) & (level <= last)
    field = np.array(
        [
            [(4.0 if f in job.fields else 0.02) if job.fields else 0.7 for job in JOBS]
            for f in range(len(FIELDS))
        ]
    )
    old = np.r_[20, AGE_BANDS][:, None] >= np.array([job.youngest for job in JOBS])
    women = np.array([job.women for job in JOBS])
    gender = np.array([women, 1 - women, np.full(len(JOBS), 0.5)])
    common = np.array([job.frequency for job in JOBS])
    # Cells that nobody is in keep the draw defined.
    return 1e-12 + (
        old[:, None, None, None, :]
        * suits[None, :, None, None, :]
        * field[None, None, :, None, :]
        * gender[None, None, None]
        * common
    )
