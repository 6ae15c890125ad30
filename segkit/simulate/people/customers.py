"""What the shop knows about its customers, as it came in and cleaned."""

from __future__ import annotations

import numpy as np
import pandas as pd

from segkit.simulate.people import faults, form, links
from segkit.simulate.people.person import truth
from segkit.simulate.scene import Chapter, Scene


def chapter(scene: Scene, who: pd.DataFrame, places: pd.DataFrame) -> Chapter:
    """Return what the shop knows about its customers, and what is planted in them.

    Parameters
    ----------
    scene : the block
    who : its people
    places : the postcodes

    Returns
    -------
    Chapter
        tables: customers, customers_raw; truth: behavioural, demographic, duplicates

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> scene, who, shared = opening(seed=1, size=50)
    >>> list(chapter(scene, who, shared.places).tables)
    ['customers', 'customers_raw']
    """
    complete = form.filled_in(scene, who, places)
    table = faults.with_blanks(scene, complete)
    rows = faults.unknown(scene, table)
    clean = faults.cleaned(table, rows)
    raw = faults.with_names(scene, who, table)
    again = faults.second_accounts(scene, who, raw, places)
    raw = pd.concat([faults.coded(raw, rows), again]).sort_values("customer_id")
    hidden = {
        "behavioural": truth(who),
        "demographic": demographic_truth(who, complete),
        "duplicates": duplicate_truth(who, again),
    }
    shown = {"customers": clean, "customers_raw": raw.reset_index(drop=True)}
    return Chapter(shown, hidden)


def demographic_truth(who: pd.DataFrame, complete: pd.DataFrame) -> pd.DataFrame:
    """Return the demographic segment, and what nobody wrote down.

    Parameters
    ----------
    who : the people
    complete : their accounts, had everybody told the truth

    Returns
    -------
    pandas table: customer_id, segment, birth_date, income_amount

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> scene, who, shared = opening(seed=1, size=50)
    >>> complete = form.filled_in(scene, who, shared.places)
    >>> demographic_truth(who, complete)["segment"].isin(links.DEMOGRAPHIC).all()
    np.True_
    """
    table = complete[["customer_id", "birth_date", "income_amount"]].copy()
    table.insert(1, "segment", np.array(links.DEMOGRAPHIC)[who["demographic"]])
    return table


def duplicate_truth(who: pd.DataFrame, again: pd.DataFrame) -> pd.DataFrame:
    """Return which accounts of `customers_raw` are second ones, and whose.

    Parameters
    ----------
    who : the people
    again : the second accounts

    Returns
    -------
    pandas table: customer_id (of the second account), same_as

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> _, who, _ = opening(seed=1, size=50)
    >>> none = pd.DataFrame({"customer_id": []})
    >>> len(duplicate_truth(who, none))
    0
    """
    pairs = who.loc[who["second_id"].isin(again["customer_id"])]
    table = pairs[["second_id", "customer_id"]].set_axis(
        ["customer_id", "same_as"], axis=1
    )
    return table.sort_values("customer_id", ignore_index=True)
