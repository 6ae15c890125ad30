"""The firms among the customers, from who they are to what they sign."""

from __future__ import annotations

import pandas as pd

from segkit.simulate.firms import (
    books,
    churn,
    company,
    contacts,
    contracts,
    opportunities,
    plans,
    snapshot,
    talks,
    tools,
)
from segkit.simulate.scene import Chapter, Scene
from segkit.simulate.trade import deeds
from segkit.simulate.trade.deeds import Deeds


def chapter(
    scene: Scene, who: pd.DataFrame, done: Deeds, places: pd.DataFrame
) -> Chapter:
    """Return the firms of a block, and everything under contract.

    Parameters
    ----------
    scene : the block
    who : its people
    done : what they ordered, in the end
    places : the postcodes

    Returns
    -------
    Chapter
        tables: companies, company_years, contacts, tech_stack, opportunities,
        contracts, accounts_snapshot; truth: firmographic, technographic_firms, churn

    Examples
    --------
    >>> len(alone(seed=1, size=80).tables["companies"])
    10
    """
    firms = company.firms(scene, places)
    accounts = company.accounts(scene, who, firms)
    firms = company.seated(firms, accounts, who)
    known = contacts.acquaintances(scene, who, firms, accounts)
    stack = tools.stack(scene, firms)
    talked = talks.talks(scene, firms, known, stack)
    known = talks.met(known, talked)
    people = contacts.contacts(scene, who, firms, known)
    made = plans.signed(scene, who, firms, accounts, talked)
    made = contracts.numbered(scene, made)
    fates = churn.fates(scene, who, made)
    tables = {
        "companies": books.companies(scene, firms, places),
        "company_years": books.company_years(scene, firms),
        "contacts": people,
        "tech_stack": tools.tech_stack(firms, stack, talks.campaign_tools(talked)),
        "opportunities": opportunities.opportunities(scene, talked, people, made),
        "contracts": contracts.contracts(scene, who, firms, made, fates),
        "accounts_snapshot": snapshot.snapshot(scene, who, done, made, fates),
    }
    truth = {
        "firmographic": books.firmographic(firms),
        "technographic_firms": tools.technographic(firms, stack),
        "churn": contracts.churn(made, fates),
    }
    return Chapter(tables, truth)


def alone(*, seed: int, size: int, **switches: bool) -> Chapter:
    """Tell this chapter of a world's first block, and only what comes before it.

    Parameters
    ----------
    seed, size, **switches : as in `segkit.simulate.world`

    Returns
    -------
    Chapter

    Examples
    --------
    >>> alone(seed=1, size=80).truth["firmographic"].columns[0]
    'company_id'
    """
    from segkit.simulate import story  # noqa: PLC0415 - the story imports this chapter

    scene, who, shared = story.opening(seed=seed, size=size, **switches)
    done = deeds.deeds(scene, who, shared.products)
    return chapter(scene, who, done, shared.places)
