"""What people learned, what they work, where, and what their household lives on.

Spoilers. Arrays with a row per demographic segment follow `links.DEMOGRAPHIC`.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate.draw import pick
from segkit.simulate.people.jobs import (
    AGE_BANDS,
    AT_HOME,
    EDUCATIONS,
    FIELDS,
    JOBS,
    RETIRED,
    SEEKING,
    STUDENT,
    job_weights,
)
from segkit.simulate.scene import Scene

# Schooling by demographic segment; towns draw the learned.
EDUCATION = np.array(
    [
        [0.01, 0.04, 0.62, 0.28, 0.05, 0.00],
        [0.04, 0.24, 0.16, 0.30, 0.23, 0.03],
        [0.06, 0.32, 0.17, 0.22, 0.20, 0.03],
        [0.06, 0.26, 0.14, 0.23, 0.26, 0.05],
        [0.15, 0.36, 0.17, 0.16, 0.13, 0.03],
        [0.25, 0.35, 0.16, 0.12, 0.10, 0.02],
    ]
)
EDUCATION_OF_PLACE = np.array(
    [
        [0.8, 0.7, 1.0, 1.1, 1.4, 1.5],
        [0.9, 1.0, 1.0, 1.1, 1.0, 1.0],
        [1.1, 1.2, 1.0, 0.9, 0.7, 0.6],
        [1.1, 1.1, 1.0, 0.9, 0.8, 0.8],
        [1.2, 1.4, 1.0, 0.7, 0.5, 0.4],
    ]
)
# Age from which a degree is usual; younger people hold the one below.
DEGREE_AGE = np.array([0, 0, 0, 22, 24, 28])
# Age at which work begins, by schooling.
START = np.array([17, 19, 20, 22, 24, 27])
# What is studied: after vocational school, and at university; women and men.
VOCATIONAL = np.array(
    [
        [0, 0.10, 0.34, 0.34, 0.02, 0.0, 0.0, 0.08, 0.08, 0.04],
        [0, 0.55, 0.18, 0.08, 0.01, 0.0, 0.0, 0.03, 0.05, 0.10],
    ]
)
UNIVERSITY = np.array(
    [
        [0, 0.0, 0.23, 0.18, 0.15, 0.07, 0.08, 0.17, 0.11, 0.01],
        [0, 0.0, 0.25, 0.07, 0.06, 0.26, 0.14, 0.09, 0.11, 0.02],
    ]
)
# Who does not work, by demographic segment: at home, looking.
NO_WORK = np.array(
    [[0, 0], [0.015, 0.05], [0.075, 0.035], [0.03, 0.03], [0.06, 0.04], [0, 0]]
)
# Of the empty nesters aged 60 and more, this part has retired already; of the retired
# up to 67, the students, and the young professionals up to 29, these parts work, work,
# and study.
EARLY, LATE, EARNS, STUDIES = 0.40, 0.30, 0.14, 0.05
# A student's job is for part of the week; some careers went well.
PART_TIME = 0.55
CAREER = np.array([PART_TIME, 1.0, 1.0, 1.18, 1.0, 0.8])
# Net yearly income without a job, EUR: retired (by schooling), student, others.
PENSION = np.array([14_500, 17_500, 19_000, 22_500, 27_000, 32_000])
GRANT, BENEFIT = 12_500, 11_000
# How evenly grants and benefits are spread (gamma shape): some have parents or savings.
HELP = 8.0
RISE, RISE_YEARS = 0.015, 28
# A partner brings this part of one's own pay and of the usual pay; most of them earn.
PARTNER_EARNS = np.array([0.75, 0.90, 0.78, 0.84, 0.74, 0.90])
PARTNER_SHARE, USUAL = 0.32, 10_500
PLACE_PULL, NOISE = 0.30, 0.16
# Working at home (or in the same postcode), and how far people go, in km.
HOME_OFFICE, REACH = 0.16, 14.0


def describe(scene: Scene, who: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Draw schooling, work and income.

    Parameters
    ----------
    scene : the block
    who : its people, with place, geographic, demographic, age, gender and couple
    places : the postcodes, with median_income_amount, x_km, y_km and jobs

    Returns
    -------
    the same table with education, field, occupation (codes), works (bool), seniority
    (whole years, -1 without work), income (net, of the household, EUR a year), and
    work_place (row of `places`, -1 without work)

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> _, who, _ = opening(seed=1, size=50)
    >>> bool((who["income"] > 3000).all())
    True
    """
    rng = scene.stream("work")
    who = who.assign(education=_education(rng, who))
    who = who.assign(field=_field(rng, who))
    who = who.assign(occupation=_occupation(rng, who))
    who = who.assign(works=who["occupation"] < len(JOBS))
    experience = np.maximum(who["age"] - START[who["education"]], 0).to_numpy()
    stayed = np.floor(experience * rng.beta(1.1, 1.7, len(who))).astype(np.int64)
    who = who.assign(seniority=np.where(who["works"], stayed, -1))
    who = who.assign(income=_income(rng, who, places, experience))
    return who.assign(work_place=_work_place(rng, who, places))


def _education(rng: np.random.Generator, who: pd.DataFrame) -> NDArray[np.int64]:
    weights = EDUCATION[:, None, :] * EDUCATION_OF_PLACE[None]
    group = who["demographic"].to_numpy() * len(EDUCATION_OF_PLACE) + who["geographic"]
    level = pick(rng, weights.reshape(-1, len(EDUCATIONS)), group.to_numpy())
    for _ in range(2):
        level = level - (who["age"].to_numpy() < DEGREE_AGE[level])
    return level


def _field(rng: np.random.Generator, who: pd.DataFrame) -> NDArray[np.int64]:
    """Draw what was studied; students in their first years have chosen already."""
    general = np.eye(len(FIELDS))[[0]]
    tables = [VOCATIONAL, UNIVERSITY]
    weights = np.vstack([general, *(np.vstack([t, t.mean(0)]) for t in tables)])
    education = who["education"].to_numpy()
    studies = (education >= 3) | (who["demographic"].to_numpy() == 0)
    gender = who["gender"].to_numpy()
    trained = np.where(education == 1, 1 + gender, 0)
    return pick(rng, weights, np.where(studies & (education != 1), 4 + gender, trained))


def _occupation(rng: np.random.Generator, who: pd.DataFrame) -> NDArray[np.int64]:
    weights = job_weights()
    band = np.digitize(who["age"], AGE_BANDS)
    codes = (band, who["education"], who["field"], who["gender"])
    group = np.ravel_multi_index(codes, weights.shape[:-1])
    job = pick(rng, weights.reshape(-1, len(JOBS)), group)
    demographic = who["demographic"].to_numpy()
    home, seeks = NO_WORK[demographic].cumsum(axis=1).T
    chance = rng.random(len(who))
    job = np.where(chance < seeks, SEEKING, job)
    job = np.where(chance < home, AT_HOME, job)
    return _out_of_work(rng, demographic, who["age"].to_numpy(), job)


def _out_of_work(
    rng: np.random.Generator, demographic: NDArray, age: NDArray, job: NDArray
) -> NDArray[np.int64]:
    """Draw who studies and who has retired: not quite as the segments have it."""
    student, young, _, _, nester, retired = (demographic == code for code in range(6))
    chance = rng.random(len(job))
    studies = (student & (chance >= EARNS)) | (young & (age < 30) & (chance < STUDIES))
    rests = retired & ((chance >= LATE) | (age > 67))
    rests |= nester & (age >= 60) & (chance < EARLY)
    return np.where(studies, STUDENT, np.where(rests, RETIRED, job))


def _income(
    rng: np.random.Generator,
    who: pd.DataFrame,
    places: pd.DataFrame,
    experience: NDArray,
) -> NDArray[np.int64]:
    """Add up own and partner's means, the place and luck; in steps of 100 EUR."""
    n, pay = len(who), np.array([job.pay for job in JOBS])
    job = np.minimum(who["occupation"].to_numpy(), len(JOBS) - 1)
    own = pay[job] * np.exp(RISE * np.minimum(experience, RISE_YEARS))
    own = own * CAREER[who["demographic"]]
    kind = who["occupation"].to_numpy()
    own = np.where(kind == RETIRED, PENSION[who["education"]], own)
    helped = rng.gamma(HELP, 1 / HELP, n)
    own = np.where(kind == STUDENT, GRANT * helped, own)
    own = np.where(kind > STUDENT, BENEFIT * helped, own)
    earns = who["couple"] & (rng.random(n) < PARTNER_EARNS[who["demographic"]])
    total = own + earns * (PARTNER_SHARE * own + USUAL * rng.uniform(0.4, 1.6, n))
    usual = places["median_income_amount"].to_numpy()
    total = total * (usual[who["place"]] / 34_000) ** PLACE_PULL
    total = total * np.exp(rng.normal(0, NOISE, n))
    return (np.round(total / 100) * 100).astype(np.int64)


def _work_place(
    rng: np.random.Generator, who: pd.DataFrame, places: pd.DataFrame
) -> NDArray[np.int64]:
    """Draw where people work: where jobs are, the nearer the likelier."""
    at = places[["x_km", "y_km"]].to_numpy()
    apart = np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1))
    weights = places["jobs"].to_numpy() * np.exp(-apart / REACH)
    place = who["place"].to_numpy()
    there = pick(rng, weights, place)
    there = np.where(rng.random(len(who)) < HOME_OFFICE, place, there)
    return np.where(who["works"], there, -1)
