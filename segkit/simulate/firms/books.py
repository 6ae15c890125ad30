"""What the shop knows about firms: the register, and their accounts of five years."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate.draw import pick
from segkit.simulate.firms import industries, plan
from segkit.simulate.scene import Scene

# Part of firms that sell for or with another one, by kind.
PARTNERS = np.array([0.22, 0.18, 0.24, 0.06, 0.10])
# Firms with more than one site: part whose operations lie in another region.
ELSEWHERE = 0.18
# Balance sheet total as part of the turnover, by kind.
BALANCE = np.array([0.70, 0.55, 0.75, 1.60, 1.10])
# Headcount follows turnover this much.
HIRING = 0.6
NOISE = {"margin": 0.5, "hiring": 0.03, "balance": 0.35, "market": 0.7}
GROWTH_LIMITS = -0.5, 1.5


def companies(scene: Scene, firms: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Return the register of firms.

    Parameters
    ----------
    scene : the block
    firms : its firms, with what is hidden about them
    places : the postcodes, with postcode and region

    Returns
    -------
    pandas table: company_id, company_name, industry, nace_section, nace_code,
    employees, turnover_amount, balance_amount, founded_year, ownership, maturity,
    partner_of (company_id), sites, postcode, operations_region, market_share_rate
    (empty in the public sector)

    Examples
    --------
    >>> from segkit.simulate.firms.company import firms
    >>> from segkit.simulate.story import opening
    >>> scene, _, shared = opening(seed=1, size=80)
    >>> companies(scene, firms(scene, shared.places), shared.places)["sites"].min()
    np.int64(1)
    """
    rng, kind = scene.stream("companies"), firms["kind"].to_numpy()
    done = [industries.ALL[place] for place in firms["activity"]]
    share = _market_share(rng, kind)
    public = firms["ownership"] == plan.OWNERSHIP.index("public sector")
    return pd.DataFrame(
        {
            "company_id": firms["company_id"],
            "company_name": firms["name"],
            "industry": np.array(plan.INDUSTRIES)[firms["industry"]],
            "nace_section": [letter for _, letter, _ in done],
            "nace_code": [activity.code for _, _, activity in done],
            "employees": firms["employees"],
            "turnover_amount": _round(firms["turnover"].to_numpy()),
            "balance_amount": _balance(firms)[:, -1],
            "founded_year": firms["founded_year"],
            "ownership": np.array(plan.OWNERSHIP)[firms["ownership"]],
            "maturity": np.where(firms["start_up"], "start-up", "established"),
            "partner_of": _partners(rng, firms),
            "sites": firms["sites"],
            "postcode": places["postcode"].to_numpy()[firms["place"]],
            "operations_region": _region(rng, firms, places),
            "market_share_rate": pd.Series(share).where(~public),
        }
    )


def _market_share(rng: np.random.Generator, kind: NDArray) -> NDArray[np.float64]:
    usual = plan.planted("market_share")[kind]
    share = usual * np.exp(rng.normal(0, NOISE["market"], len(kind)))
    return np.minimum(share, 0.6).round(4)


def _partners(rng: np.random.Generator, firms: pd.DataFrame) -> pd.Series:
    """Draw whom firms sell for or with: mostly a larger one."""
    n, ids = len(firms), firms["company_id"].to_numpy(dtype=object)
    size = firms["employees"].to_numpy().astype(float)
    of = pick(rng, size[None] ** 0.6, np.zeros(n, dtype=np.int64))
    has = rng.random(n) < PARTNERS[firms["kind"]]
    return pd.Series(ids[of]).where(has & (of != np.arange(n)))


def _region(
    rng: np.random.Generator, firms: pd.DataFrame, places: pd.DataFrame
) -> NDArray:
    """Return where the main operations are: at the seat, for most."""
    region = places["region"].to_numpy()
    other = region[rng.integers(0, len(region), len(firms))]
    away = (firms["sites"] > 1) & (rng.random(len(firms)) < ELSEWHERE)
    return np.where(away, other, region[firms["place"]])


def company_years(scene: Scene, firms: pd.DataFrame) -> pd.DataFrame:
    """Return the yearly accounts of the firms, from 2020 or their founding on.

    Parameters
    ----------
    scene : the block
    firms : its firms, with what is hidden about them

    Returns
    -------
    pandas table: company_id, year, employees, turnover_amount, balance_amount,
    profit_amount; the last year is the one of the register

    Examples
    --------
    >>> from segkit.simulate.firms.company import firms
    >>> from segkit.simulate.story import opening
    >>> scene, _, shared = opening(seed=1, size=80)
    >>> company_years(scene, firms(scene, shared.places))["year"].max()
    np.int64(2024)
    """
    years, ids = np.array(plan.YEARS), firms["company_id"].to_numpy(dtype=object)
    turnover, employees = _history(scene.stream("company years"), firms)
    profit = _round(_margins(scene, firms) * turnover)
    alive = years >= firms["founded_year"].to_numpy()[:, None]
    firm, year = np.nonzero(alive)
    return pd.DataFrame(
        {
            "company_id": ids[firm],
            "year": years[year],
            "employees": employees[firm, year],
            "turnover_amount": _round(turnover)[firm, year],
            "balance_amount": _balance(firms, turnover)[firm, year],
            "profit_amount": profit[firm, year],
        }
    )


def _history(rng: np.random.Generator, firms: pd.DataFrame) -> tuple[NDArray, NDArray]:
    """Draw turnover and headcount of every year, backwards from 2024."""
    n, back = len(firms), len(plan.YEARS) - 1
    mean = firms["growth"].to_numpy()[:, None] - plan.ECONOMY.mean() + plan.ECONOMY
    swing = firms["swing"].to_numpy()[:, None] * rng.normal(size=(n, back))
    growth = 1 + np.clip(mean + swing, *GROWTH_LIMITS)
    since = np.cumprod(growth[:, ::-1], axis=1)[:, ::-1]
    since = np.c_[since, np.ones(n)]
    turnover = firms["turnover"].to_numpy()[:, None] / since
    noise = NOISE["hiring"] * rng.normal(size=(n, back + 1))
    noise[:, -1] = 0
    people = firms["employees"].to_numpy()[:, None] / since**HIRING * np.exp(noise)
    return turnover, np.maximum(np.round(people), 1).astype(np.int64)


def _margins(scene: Scene, firms: pd.DataFrame) -> NDArray[np.float64]:
    """Draw the margins: those of unsteady firms swing more."""
    rng, size = scene.stream("margins"), (len(firms), len(plan.YEARS))
    swing = NOISE["margin"] * firms["swing"].to_numpy()[:, None] * rng.normal(size=size)
    return np.clip(firms["margin"].to_numpy()[:, None] + swing, -0.6, 0.4)


def _balance(firms: pd.DataFrame, turnover: NDArray | None = None) -> NDArray:
    """Return the balance sheet totals: a part of the turnover, each firm's own."""
    if turnover is None:
        turnover = firms["turnover"].to_numpy()[:, None]
    kind, own = firms["kind"].to_numpy(), firms["capital"].to_numpy()
    part = BALANCE[kind] * np.exp(NOISE["balance"] * own)
    return _round(turnover * part[:, None])


def _round(amount: NDArray) -> NDArray[np.float64]:
    """Round as accounts are published: to thousands of EUR."""
    return np.round(amount, -3)


def firmographic(firms: pd.DataFrame) -> pd.DataFrame:
    """Return what was planted in the firms.

    Parameters
    ----------
    firms : with what is hidden about them

    Returns
    -------
    pandas table: company_id, segment, growth_rate, swing_rate, margin_rate (own
    long-run values)

    Examples
    --------
    >>> from segkit.simulate.firms.company import firms
    >>> from segkit.simulate.story import opening
    >>> scene, _, shared = opening(seed=1, size=80)
    >>> firmographic(firms(scene, shared.places))["segment"].notna().all()
    np.True_
    """
    return pd.DataFrame(
        {
            "company_id": firms["company_id"],
            "segment": plan.planted("name")[firms["kind"]],
            "growth_rate": firms["growth"].round(4),
            "swing_rate": firms["swing"].round(4),
            "margin_rate": firms["margin"].round(4),
        }
    )
