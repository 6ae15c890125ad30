"""Whom the shop knows in each firm, and what part they play when something is bought.

Source of the parts: Webster and Wind (1972), the buying centre.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate import calendar
from segkit.simulate.draw import pick
from segkit.simulate.people import jobs
from segkit.simulate.scene import Scene

PARTS = ("initiator", "user", "influencer", "buyer", "decider", "gatekeeper")
# Headcounts from which a firm counts as medium and as large, in who works there.
SIZES = np.array([15, 120])
# Contacts without an account, per firm: one, and more in larger firms.
MORE, MORE_PULL = 0.20, 0.32
CONSENT = 0.62
# Part of the contacts without an account whom the shop entered in its first weeks.
EARLY = 0.5
# Room in the numbering: contacts per person in a block, never reached.
ROOM = 1


@dataclass(frozen=True)
class Role:
    """One role that people have in firms.

    Attributes
    ----------
    title, department, seniority : as the shop keeps them
    weights : how common it is among contacts in small, medium and large firms
    account : how many times commoner it is among contacts with a customer account
    parts : chances, in the order of `PARTS`
    """

    title: str
    department: str
    seniority: str
    weights: tuple[float, float, float]
    account: float
    parts: tuple[float, ...]


ROLES = (
    Role("owner", "management", "top", (8, 1.2, 0.1), 1.2,
         (0.08, 0.10, 0.02, 0.20, 0.60, 0.00)),
    Role("managing director", "management", "top", (1.5, 2.2, 1), 0.5,
         (0.10, 0.02, 0.10, 0.03, 0.74, 0.01)),
    Role("finance director", "finance", "top", (0.2, 1.2, 1.4), 0.3,
         (0.03, 0.02, 0.25, 0.05, 0.60, 0.05)),
    Role("head of purchasing", "purchasing", "middle", (0.1, 1.6, 2.4), 1.5,
         (0.05, 0.02, 0.15, 0.36, 0.40, 0.02)),
    Role("buyer", "purchasing", "staff", (0.2, 1.6, 3.2), 2.0,
         (0.04, 0.04, 0.12, 0.72, 0.04, 0.04)),
    Role("office manager", "administration", "middle", (2, 2.6, 1.2), 2.0,
         (0.22, 0.16, 0.16, 0.30, 0.10, 0.06)),
    Role("assistant", "administration", "staff", (1.5, 1.8, 1.6), 1.6,
         (0.12, 0.22, 0.04, 0.24, 0.00, 0.38)),
    Role("facility manager", "facilities", "middle", (0.2, 1.2, 2.2), 1.3,
         (0.24, 0.22, 0.24, 0.16, 0.12, 0.02)),
    Role("IT manager", "technology", "middle", (0.3, 1.0, 1.6), 0.5,
         (0.16, 0.18, 0.44, 0.04, 0.12, 0.06)),
    Role("personnel manager", "personnel", "middle", (0.1, 0.8, 1.3), 0.6,
         (0.30, 0.14, 0.38, 0.04, 0.12, 0.02)),
    Role("marketing manager", "marketing", "middle", (0.4, 1.0, 1.1), 0.6,
         (0.28, 0.30, 0.26, 0.04, 0.10, 0.02)),
    Role("department head", "operations", "middle", (0.2, 1.0, 1.8), 0.8,
         (0.26, 0.24, 0.30, 0.04, 0.15, 0.01)),
    Role("specialist", "operations", "staff", (0.8, 1.2, 1.8), 0.8,
         (0.24, 0.54, 0.18, 0.02, 0.00, 0.02)),
)  # fmt: skip

# How many times likelier a role is for customers whose occupation is of this group.
GROUP_PULL = {
    "farmers": {"owner": 12},
    "tradespeople and owners": {"owner": 12, "managing director": 2},
    "managers and professionals": {
        "managing director": 3,
        "finance director": 3,
        "head of purchasing": 2,
        "IT manager": 3,
        "department head": 3,
    },
    "associate professionals": {"office manager": 2, "facility manager": 2},
    "clerks, sales and service": {"assistant": 3, "buyer": 2, "office manager": 2},
    "manual workers": {"owner": 2, "specialist": 4, "facility manager": 2},
}


def acquaintances(
    scene: Scene, who: pd.DataFrame, firms: pd.DataFrame, accounts: pd.DataFrame
) -> pd.DataFrame:
    """Draw whom the shop knows: accounts, and others in every firm; in no order.

    Parameters
    ----------
    scene : the block
    who : its people
    firms : its firms
    accounts : person (row of `who`), firm (row of `firms`)

    Returns
    -------
    pandas table, one row per contact: person (-1 without an account), firm, since (day
    since 2023-01-01), agrees (to e-mail, if without an account)

    Examples
    --------
    >>> who = pd.DataFrame({"signed_up": [5]})
    >>> of = pd.DataFrame({"person": [0], "firm": [0]})
    >>> firms = pd.DataFrame({"employees": [1]})
    >>> len(acquaintances(Scene(seed=1, size=50), who, firms, of))
    2
    """
    rng, size = scene.stream("acquaintances"), firms["employees"].to_numpy()
    more = np.minimum(1 + rng.poisson(MORE * size**MORE_PULL), size)
    firm = np.repeat(np.arange(len(firms)), more)
    person = np.r_[accounts["person"].to_numpy(), np.full(len(firm), -1)]
    since = rng.integers(0, calendar.N_DAYS, len(person))
    early = rng.integers(2, 60, len(person))
    since = np.where(rng.random(len(person)) < EARLY, early, since)
    signed_up = who["signed_up"].to_numpy()[np.maximum(person, 0)]
    known = pd.DataFrame(
        {
            "person": person.astype(np.int64),
            "firm": np.r_[accounts["firm"].to_numpy(), firm].astype(np.int64),
            "since": np.where(person >= 0, signed_up, since),
            "agrees": rng.random(len(person)) < CONSENT,
        }
    )
    return known.iloc[rng.permutation(len(known))].reset_index(drop=True)


def contacts(
    scene: Scene, who: pd.DataFrame, firms: pd.DataFrame, known: pd.DataFrame
) -> pd.DataFrame:
    """Return the people whom the shop knows in firms, as it keeps them.

    Parameters
    ----------
    scene : the block
    who : its people
    firms : its firms
    known : as `acquaintances` returns it

    Returns
    -------
    pandas table: contact_id, company_id, customer_id (empty without an account), role,
    department, seniority, buying_part, known_since, email_consent

    Examples
    --------
    >>> from segkit.simulate.firms import company
    >>> from segkit.simulate.story import opening
    >>> scene, who, shared = opening(seed=1, size=80)
    >>> firms = company.firms(scene, shared.places)
    >>> accounts = company.accounts(scene, who, firms)
    >>> known = acquaintances(scene, who, firms, accounts)
    >>> contacts(scene, who, firms, known)["contact_id"].is_unique
    True
    """
    rng = scene.stream("contacts")
    customer = known["person"].to_numpy() >= 0
    person = known["person"].clip(lower=0).to_numpy()
    role = _roles(rng, known, firms, who)
    asked = np.where(customer, who["consent"].to_numpy()[person], known["agrees"])
    ids = who["customer_id"].to_numpy(dtype=object)
    return pd.DataFrame(
        {
            "contact_id": scene.ids("T", len(known), room=ROOM),
            "company_id": firms["company_id"].to_numpy(dtype=object)[known["firm"]],
            "customer_id": np.where(customer, ids[person], None),
            "role": _words("title")[role],
            "department": _words("department")[role],
            "seniority": _words("seniority")[role],
            "buying_part": np.array(PARTS)[pick(rng, _words("parts"), role)],
            "known_since": calendar.DAYS[known["since"]],
            "email_consent": asked.astype(bool),
        }
    )


def _words(attribute: str) -> NDArray:
    return np.array([getattr(role, attribute) for role in ROLES])


def _roles(
    rng: np.random.Generator,
    known: pd.DataFrame,
    firms: pd.DataFrame,
    who: pd.DataFrame,
) -> NDArray[np.int64]:
    """Draw the roles: by size of the firm, and for customers by their occupation."""
    size = np.digitize(firms["employees"].to_numpy()[known["firm"]], SIZES)
    common = _words("weights").T
    by_group = common[None] * _words("account") * _pull()[:, None, :]
    weights = np.vstack([common, by_group.reshape(-1, len(ROLES))])
    person = known["person"].clip(lower=0).to_numpy()
    group = 1 + jobs.GROUP_OF[who["occupation"].to_numpy()[person]]
    group = np.where(known["person"] >= 0, group, 0)
    return pick(rng, weights, group * len(common) + size)


def _pull() -> NDArray[np.float64]:
    pulls = [GROUP_PULL.get(group, {}) for group in jobs.GROUPS]
    return np.array([[pull.get(role.title, 1) for role in ROLES] for pull in pulls])
