"""Which tools firms use, and since when: the stack of every firm.

Spoilers. Whether a firm uses a tool depends on its technographic class; since when, on
how eager it is and on how old the tool is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from segkit.simulate import calendar
from segkit.simulate.firms import plan
from segkit.simulate.scene import Scene

# What the eagerness of a firm explains of when it takes up a tool (a correlation).
EAGERNESS = 0.7
# How much more eager firms are, by technographic class, in standard deviations.
EAGER = np.array([-0.6, 0.0, 0.1, 0.8])
CAMPAIGN_TOOL = "campaign tool", "marketing"
ADOPTERS = (
    "innovator",
    "early adopter",
    "early majority",
    "late majority",
    "laggard",
)
# Eagerness above which a firm belongs to each class, in standard deviations.
CUTS = np.array([-1.0, 0.0, 1.0, 2.0])
DAYS_A_YEAR = 365.25


@dataclass(frozen=True)
class Tool:
    """One technology.

    Attributes
    ----------
    name, category : as the shop keeps them
    launched : year from which it can be had
    middle : year in which half of its users had it
    used : part of the firms that use it, in the order of `plan.TECHNOGRAPHIC`
    """

    name: str
    category: str
    launched: int
    middle: float
    used: tuple[float, float, float, float]


TOOLS = (
    Tool("till system", "sales", 1990, 2011, (0.15, 0.88, 0.45, 0.60)),
    Tool("web shop", "sales", 2000, 2015, (0.10, 0.85, 0.30, 0.55)),
    Tool("customer database", "sales", 1996, 2013, (0.08, 0.12, 0.85, 0.92)),
    Tool("ad platform", "marketing", 2007, 2018, (0.03, 0.42, 0.22, 0.62)),
    Tool("customer data platform", "marketing", 2016, 2022, (0.02, 0.05, 0.15, 0.85)),
    Tool("business planning", "back office", 1990, 2010, (0.04, 0.22, 0.82, 0.90)),
    Tool("invoice exchange", "back office", 1995, 2014, (0.02, 0.05, 0.82, 0.82)),
    Tool("warehouse system", "back office", 1994, 2013, (0.02, 0.08, 0.55, 0.75)),
    Tool("order interface", "back office", 2010, 2020, (0.01, 0.04, 0.12, 0.84)),
    Tool("cloud mail", "office", 2009, 2017, (0.30, 0.70, 0.80, 0.85)),
    Tool("single sign-on", "office", 2006, 2018, (0.05, 0.16, 0.70, 0.92)),
    Tool("reporting", "data", 1998, 2015, (0.04, 0.14, 0.72, 0.92)),
    Tool("machine learning", "data", 2014, 2023, (0.02, 0.08, 0.14, 0.74)),
)


@dataclass(frozen=True)
class Stack:
    """What every firm uses: rows are firms, columns are `TOOLS`.

    Attributes
    ----------
    used : (firms, tools) booleans, at the end of 2024
    since : (firms, tools) days since 2023-01-01, mostly negative
    eagerness : (firms,) standard normal within the whole: high takes up early
    """

    used: NDArray[np.bool_]
    since: NDArray[np.int64]
    eagerness: NDArray[np.float64]

    def has(self, name: str, firm: NDArray, day: NDArray) -> NDArray[np.bool_]:
        """Return whether firms use a tool on a day.

        Parameters
        ----------
        name : a name in `TOOLS`
        firm : (n,) rows
        day : (n,) days since 2023-01-01

        Returns
        -------
        (n,) booleans

        Examples
        --------
        >>> used, since = np.ones((1, len(TOOLS)), bool), np.zeros((1, len(TOOLS)), int)
        >>> stack = Stack(used, since, np.zeros(1))
        >>> stack.has("ad platform", np.array([0, 0]), np.array([-1, 0])).tolist()
        [False, True]
        """
        tool = [each.name for each in TOOLS].index(name)
        return self.used[firm, tool] & (self.since[firm, tool] <= day)


def stack(scene: Scene, firms: pd.DataFrame) -> Stack:
    """Draw which tools every firm uses, and since when.

    Parameters
    ----------
    scene : the block
    firms : with technographic (code) and founded_year

    Returns
    -------
    Stack

    Notes
    -----
    Own definition: dates follow a normal curve around the tool's middle year, cut off
    at the end of 2024; no firm has a tool before it was founded or the tool launched.

    Examples
    --------
    >>> from segkit.simulate.firms.company import firms
    >>> from segkit.simulate.story import opening
    >>> scene, _, shared = opening(seed=1, size=80)
    >>> stack(scene, firms(scene, shared.places)).used.shape
    (10, 13)
    """
    rng, n = scene.stream("tools"), len(firms)
    kind = firms["technographic"].to_numpy()
    chance = np.array([tool.used for tool in TOOLS]).T[kind]
    used = rng.random(chance.shape) < chance
    eagerness = _eagerness(rng, kind)
    own = rng.normal(size=(n, len(TOOLS)))
    late = np.sqrt(1 - EAGERNESS**2) * own - EAGERNESS * eagerness[:, None]
    return Stack(used, _since(rng, late, firms), eagerness)


def _eagerness(rng: np.random.Generator, kind: NDArray) -> NDArray[np.float64]:
    """Draw how eager firms are, with mean 0 and variance 1 over all firms planned."""
    share = plan.planted("share") @ plan.planted("technographic")
    mean = EAGER @ share
    within = 1 - ((EAGER - mean) ** 2) @ share
    return EAGER[kind] - mean + np.sqrt(within) * rng.normal(size=len(kind))


def _since(
    rng: np.random.Generator, late: NDArray, firms: pd.DataFrame
) -> NDArray[np.int64]:
    """Return the days of adoption, from 0 (earliest) to 1 on each tool's own curve."""
    today = 2025.0
    launched = np.array([tool.launched for tool in TOOLS], dtype=float)
    middle = np.array([tool.middle for tool in TOOLS])
    spread = (middle - launched) / 2
    reached = ndtr((today - middle) / spread)
    first = ndtr((launched - middle) / spread)
    year = middle + spread * ndtri(first + ndtr(late) * (reached - first))
    founded = firms["founded_year"].to_numpy()[:, None] + rng.random(late.shape)
    # A firm younger than its turn takes the tool up somewhere between birth and now.
    soon = founded + (today - founded) * rng.beta(1.0, 2.5, late.shape)
    year = np.where(year < founded, soon, year)
    day = np.floor((year - 2023) * DAYS_A_YEAR).astype(np.int64)
    return np.minimum(day, calendar.N_DAYS - 1)


def tech_stack(firms: pd.DataFrame, stack: Stack, bought: pd.DataFrame) -> pd.DataFrame:
    """Return the tools that the shop knows its firms to use.

    Parameters
    ----------
    firms : the firms
    stack : what they use
    bought : firm (row), day: who has bought the campaign tool

    Returns
    -------
    pandas table: company_id, technology, category, adopted_on; firms that never took a
    tool up have no row for it

    Examples
    --------
    >>> from segkit.simulate.firms.chapter import alone
    >>> stack = alone(seed=1, size=80).tables["tech_stack"]
    >>> bool(stack.duplicated(["company_id", "technology"]).any())
    False
    """
    firm, tool = np.nonzero(stack.used)
    names = np.array([each.name for each in TOOLS] + [CAMPAIGN_TOOL[0]])
    kinds = np.array([each.category for each in TOOLS] + [CAMPAIGN_TOOL[1]])
    tool = np.r_[tool, np.full(len(bought), len(TOOLS))]
    day = np.r_[stack.since[stack.used], bought["day"].to_numpy()].astype(np.int64)
    firm = np.r_[firm, bought["firm"].to_numpy()].astype(np.int64)
    table = pd.DataFrame(
        {
            "company_id": firms["company_id"].to_numpy(dtype=object)[firm],
            "technology": names[tool],
            "category": kinds[tool],
            "adopted_on": calendar.DAYS[0] + pd.to_timedelta(day, unit="D"),
        }
    )
    return table.sort_values(["company_id", "technology"], ignore_index=True)


def technographic(firms: pd.DataFrame, stack: Stack) -> pd.DataFrame:
    """Return what was planted in how firms use technology.

    Parameters
    ----------
    firms : with technographic (code)
    stack : what they use

    Returns
    -------
    pandas table: company_id, segment, eagerness, adopter (class by eagerness)

    Examples
    --------
    >>> from segkit.simulate.firms.chapter import alone
    >>> truth = alone(seed=1, size=80).truth["technographic_firms"]
    >>> truth.columns.tolist()
    ['company_id', 'segment', 'eagerness', 'adopter']
    """
    adopter = np.array(ADOPTERS)[::-1][np.digitize(stack.eagerness, CUTS)]
    return pd.DataFrame(
        {
            "company_id": firms["company_id"],
            "segment": np.array(plan.TECHNOGRAPHIC)[firms["technographic"]],
            "eagerness": stack.eagerness.round(4),
            "adopter": adopter,
        }
    )
