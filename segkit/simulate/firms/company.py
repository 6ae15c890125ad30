"""Which firms there are, and who of the customers buys for them: the hidden half."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate.draw import around_one, pick, pick_one
from segkit.simulate.firms import industries, names, plan
from segkit.simulate.scene import Scene

YEAR = 2024
EMPLOYEES = 1, 6_000
START_UP_YEARS = 10
TURNOVER_SPREAD = 0.32
GROWTH_SPREAD = 0.03
MARGIN_SPREAD = 0.03
# How much likelier a firm of double size has one more account with the shop.
ACCOUNT_PULL = 0.25
# Part of chance in who of the customers buys for the larger firms: 0 none, 1 all.
MATCH_NOISE = 0.40
# Where firms sit: centre, suburb, small town, coast, countryside.
SEATS = np.array(
    [
        [3.0, 1.2, 0.7, 0.6, 0.4],
        [1.0, 0.9, 1.2, 1.0, 1.0],
        [0.9, 1.5, 1.1, 0.7, 0.9],
        [1.8, 0.8, 1.1, 0.9, 0.5],
        [2.2, 1.6, 0.6, 0.5, 0.3],
    ]
)


def firms(scene: Scene, places: pd.DataFrame) -> pd.DataFrame:
    """Draw the firms of a block: what nobody sees, and what all else follows from.

    Parameters
    ----------
    scene : the block
    places : the postcodes, with geographic (code) and population

    Returns
    -------
    pandas table, one row per firm: company_id, name, kind, ownership, industry,
    activity, place (codes); employees, turnover (EUR in 2024), founded_year, sites,
    growth, swing, margin (own long-run values), start_up, technographic (code)

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> scene, _, shared = opening(seed=1, size=80)
    >>> len(firms(scene, shared.places))
    10
    """
    rng, n = scene.stream("firms"), -(-scene.n_people // plan.PEOPLE_PER_FIRM)
    kind = pick_one(rng, plan.planted("share"), n)
    industry = pick(rng, plan.planted("industry"), kind)
    activity = industries.activities(rng, industry)
    hidden = {
        "company_id": scene.ids("F", n, room=1 / plan.PEOPLE_PER_FIRM),
        "name": names.firm_names(rng, pick(rng, names.FORM_WEIGHTS, kind), activity),
        "kind": kind,
        "ownership": _ownership(rng, kind, industry),
        "industry": industry,
        "activity": activity,
        "place": _seats(rng, kind, places),
    }
    return pd.DataFrame(hidden | _measures(rng, kind))


def _ownership(
    rng: np.random.Generator, kind: NDArray, industry: NDArray
) -> NDArray[np.int64]:
    owner = pick(rng, plan.planted("ownership"), kind)
    town_hall = industry == plan.INDUSTRIES.index("public administration")
    return np.where(town_hall, plan.OWNERSHIP.index("public sector"), owner)


def _measures(rng: np.random.Generator, kind: NDArray) -> dict[str, NDArray]:
    """Draw how large, old and successful each firm is, and what tools it uses."""
    n = len(kind)
    spread = plan.planted("spread")[kind]
    headcount = plan.planted("employees")[kind] * np.exp(rng.normal(0, spread))
    employees = np.clip(np.round(headcount), *EMPLOYEES).astype(np.int64)
    a_head = plan.planted("turnover_per_head")[kind]
    turnover = employees * a_head * np.exp(rng.normal(0, TURNOVER_SPREAD, n))
    years = plan.planted("years")[kind] * around_one(
        rng, plan.planted("age_shape")[kind]
    )
    busy = plan.planted("more_sites")[kind] * around_one(rng, np.full(n, 3.0))
    age = np.clip(np.round(years), 1, 150).astype(np.int64)
    calls_itself = rng.random(n) < plan.planted("start_up")[kind]
    growth = plan.planted("growth")[kind] + rng.normal(0, GROWTH_SPREAD, n)
    return {
        "employees": employees,
        "turnover": turnover,
        "founded_year": YEAR - age,
        "sites": 1 + np.minimum(rng.poisson(busy), employees - 1),
        "growth": growth,
        "capital": rng.normal(size=n),
        "swing": plan.planted("swing")[kind] * around_one(rng, np.full(n, 8.0)),
        "margin": plan.planted("margin")[kind] + rng.normal(0, MARGIN_SPREAD, n),
        "start_up": calls_itself & (age <= START_UP_YEARS),
        "technographic": pick(rng, plan.planted("technographic"), kind),
    }


def _seats(
    rng: np.random.Generator, kind: NDArray, places: pd.DataFrame
) -> NDArray[np.int64]:
    people = places["population"].to_numpy()
    return pick(rng, SEATS[:, places["geographic"]] * people, kind)


def accounts(scene: Scene, who: pd.DataFrame, firms: pd.DataFrame) -> pd.DataFrame:
    """Say which customers buy for which firm.

    Parameters
    ----------
    scene : the block
    who : its people, with professional, rate and basket
    firms : its firms

    Returns
    -------
    pandas table, one row per professional customer: person (row of `who`), firm (row
    of `firms`)

    Notes
    -----
    Own definition: large firms have more accounts, and whoever orders more is likelier
    to work for one of them. Both are ranked with noise and matched rank by rank, so
    that what people do is told by them alone.

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> scene, who, shared = opening(seed=1, size=200)
    >>> of = accounts(scene, who, firms(scene, shared.places))
    >>> len(of) == who["professional"].sum()
    np.True_
    """
    rng = scene.stream("firm accounts")
    person = np.flatnonzero(who["professional"].to_numpy())
    size = firms["employees"].to_numpy().astype(float)
    firm = pick_one(rng, size**ACCOUNT_PULL, len(person))
    spend = (who["rate"] * who["basket"]).to_numpy()[person]
    buyers = person[_noisy_order(rng, np.log(spend))]
    employers = firm[_noisy_order(rng, np.log(size[firm]))]
    matched = pd.DataFrame({"person": buyers, "firm": employers})
    return matched.sort_values("person", ignore_index=True)


def seated(
    firms: pd.DataFrame, accounts: pd.DataFrame, who: pd.DataFrame
) -> pd.DataFrame:
    """Move firms to where the first of their accounts works.

    Parameters
    ----------
    firms : one row per firm
    accounts : person, firm
    who : the people, with work_place (-1 without work)

    Returns
    -------
    the same firms, with place

    Examples
    --------
    >>> of = pd.DataFrame({"person": [0], "firm": [1]})
    >>> who = pd.DataFrame({"work_place": [7]})
    >>> seated(pd.DataFrame({"place": [3, 4]}), of, who)["place"].tolist()
    [3, 7]
    """
    work = who["work_place"].to_numpy()[accounts["person"]]
    first = accounts.assign(work=work)[work >= 0].drop_duplicates("firm")
    place = firms["place"].to_numpy().copy()
    place[first["firm"]] = first["work"]
    return firms.assign(place=place)


def _noisy_order(rng: np.random.Generator, value: NDArray) -> NDArray[np.int64]:
    """Return the rows from low to high, blurred by chance."""
    if not len(value):
        return np.zeros(0, dtype=np.int64)
    rank = value.argsort(kind="stable").argsort() / len(value)
    blurred = (1 - MATCH_NOISE) * rank + MATCH_NOISE * rng.random(len(value))
    return blurred.argsort(kind="stable")
