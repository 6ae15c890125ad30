"""What people told the shop when they signed up, and what it wrote down itself."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from segkit.simulate import calendar
from segkit.simulate.draw import pick
from segkit.simulate.people import demography, jobs, person, plan
from segkit.simulate.scene import Scene

# "How did you hear of us?": what people remember, by what really brought them (search,
# social, referral, store, affiliate, email, own accord).
HEARD = (
    "search engine",
    "social network",
    "friends or family",
    "saw the store",
    "another website",
    "e-mail",
    "press or radio",
    "cannot remember",
)
HEARD_OF_CAUSE = np.array(
    [
        [0.58, 0.06, 0.06, 0.04, 0.06, 0.01, 0.02, 0.17],
        [0.12, 0.54, 0.06, 0.02, 0.07, 0.01, 0.03, 0.15],
        [0.06, 0.05, 0.72, 0.04, 0.01, 0.01, 0.01, 0.10],
        [0.06, 0.02, 0.07, 0.68, 0.01, 0.00, 0.05, 0.11],
        [0.20, 0.08, 0.04, 0.01, 0.46, 0.02, 0.02, 0.17],
        [0.08, 0.06, 0.04, 0.03, 0.06, 0.52, 0.02, 0.19],
        [0.16, 0.07, 0.18, 0.20, 0.03, 0.01, 0.15, 0.20],
    ]
)
# "What is your main difficulty?", by what people need: price, speed, sustainability,
# advice. Not everybody answers.
DIFFICULTIES = (
    "things are too dear",
    "deliveries take too long",
    "things do not last",
    "I do not know what fits",
    "too little space",
    "too little time",
)
DIFFICULTY_OF_NEED = np.array(
    [
        [0.46, 0.08, 0.12, 0.10, 0.15, 0.09],
        [0.11, 0.37, 0.10, 0.10, 0.12, 0.20],
        [0.15, 0.08, 0.41, 0.12, 0.14, 0.10],
        [0.13, 0.09, 0.14, 0.40, 0.14, 0.10],
    ]
)
ANSWERS_DIFFICULTY = 0.45
# The stated interest: most people say it, some say something else than they buy for.
STATES_INTEREST, OTHERWISE = 0.70, 0.10
# The page on which people signed up, by interest: home, garden, office.
PAGES = (
    "home page",
    "offers",
    "living and kitchen",
    "garden guide",
    "office furniture",
    "advice",
    "checkout",
)
PAGE_OF_INTEREST = np.array(
    [
        [0.20, 0.15, 0.22, 0.03, 0.02, 0.06, 0.32],
        [0.17, 0.13, 0.05, 0.24, 0.02, 0.09, 0.30],
        [0.20, 0.11, 0.05, 0.02, 0.22, 0.07, 0.33],
    ]
)
PAGES_MEAN, PAGES_SHAPE = 5.5, 1.6
# Who used the adviser for desk chairs, which asks for height and weight: by interest.
ADVISER = np.array([0.07, 0.05, 0.38])


def filled_in(scene: Scene, who: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Return the accounts as they would be, had everybody told the truth.

    Parameters
    ----------
    scene : the block
    who : its people
    places : the postcodes

    Returns
    -------
    pandas table with the columns of `customers`, in the order of `who`

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> scene, who, shared = opening(seed=1, size=50)
    >>> filled_in(scene, who, shared.places).columns[:3].tolist()
    ['customer_id', 'signed_up_on', 'acquired_via']
    """
    rng = scene.stream("form")
    return pd.DataFrame(
        {
            "customer_id": who["customer_id"],
            "signed_up_on": calendar.DAYS[who["signed_up"]],
            "acquired_via": np.array(plan.SOURCES)[who["source"]],
            "email_consent": who["consent"],
            **_census(who, places),
            **_answers(rng, who),
        }
    )


def _census(who: pd.DataFrame, places: pd.DataFrame) -> dict[str, pd.Series]:
    postcode = places["postcode"].to_numpy()
    works, job = who["works"], who["occupation"].to_numpy()
    kind = np.where(who["professional"], "professional", "private")
    group = np.array(jobs.GROUPS)[jobs.GROUP_OF[job]]
    return {
        "contact_type": pd.Series(kind),
        "language": _words(demography.LANGUAGES, who["language"]),
        "postcode": pd.Series(postcode[who["place"]]),
        "work_postcode": pd.Series(postcode[who["work_place"]]).where(works),
        "birth_date": birth_dates(who),
        "gender": _words(demography.GENDERS, who["gender"]),
        "marital_status": _words(demography.MARITAL, who["marital"]),
        "household_size": who["household"],
        "children": who["children"],
        "education": _words(jobs.EDUCATIONS, who["education"]),
        "field_of_study": _words(jobs.FIELDS, who["field"]),
        "occupation": _words(jobs.OCCUPATIONS, who["occupation"]),
        "occupation_group": pd.Series(group),
        "seniority_years": who["seniority"].astype("Int64").where(works),
        "income_amount": who["income"].astype(float),
    }


def _words(labels: tuple[str, ...], codes: ArrayLike) -> pd.Series:
    return pd.Series(np.array(labels)[np.asarray(codes)])


def birth_dates(who: pd.DataFrame) -> pd.Series:
    """Return the days on which people were born.

    Parameters
    ----------
    who : the people, with age and birthday

    Returns
    -------
    (n,) pandas Series of datetime64

    Examples
    --------
    >>> birth_dates(pd.DataFrame({"age": [24], "birthday": [1]})).tolist()
    [Timestamp('2000-01-01 00:00:00')]
    """
    year = (2024 - who["age"]).astype(str)
    first = pd.to_datetime(year + "-01-01")
    return first + pd.to_timedelta(who["birthday"] - 1, unit="D")


def heard(rng: np.random.Generator, cause: NDArray) -> NDArray:
    """Draw what people say of how they heard of the shop.

    Parameters
    ----------
    rng : random stream
    cause : (n,) what really brought them, codes

    Returns
    -------
    (n,) words

    Examples
    --------
    >>> from segkit.simulate.draw import stream
    >>> str(heard(stream(1, "example"), np.array([2]))[0]) in HEARD
    True
    """
    return np.array(HEARD)[pick(rng, HEARD_OF_CAUSE, cause)]


def _answers(rng: np.random.Generator, who: pd.DataFrame) -> dict[str, pd.Series]:
    n, interest = len(who), who["interest"].to_numpy()
    adviser = pd.Series(rng.random(n) < ADVISER[interest])
    difficulty = pick(rng, DIFFICULTY_OF_NEED, who["need"].to_numpy())
    stated = pick(rng, np.eye(3) + OTHERWISE * (1 - np.eye(3)), interest)
    page = pick(rng, PAGE_OF_INTEREST, interest)
    seen = 1 + rng.poisson(rng.gamma(PAGES_SHAPE, PAGES_MEAN / PAGES_SHAPE, n))
    often = _words(demography.FREQUENCIES, who["frequency"])
    told = pd.Series(rng.random(n) < ANSWERS_DIFFICULTY)
    named = pd.Series(rng.random(n) < STATES_INTEREST)
    return {
        "preferred_frequency": often.where(who["consent"]),
        "heard_via": pd.Series(heard(rng, who["because_of"].to_numpy())),
        "main_interest": _words(person.INTERESTS, stated).where(named),
        "main_difficulty": _words(DIFFICULTIES, difficulty).where(told),
        "signup_page": _words(PAGES, page),
        "pages_at_signup": pd.Series(seen),
        "height_cm": who["height"].astype("Int64").where(adviser),
        "weight_kg": who["weight"].astype("Int64").where(adviser),
    }
