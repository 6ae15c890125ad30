"""The questionnaire: every item with its wording in two languages."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate.minds import plan

COLUMNS = (
    "item",
    "block",
    "factor",
    "scale",
    "reversed",
    "text_en",
    "text_fr",
    "straight_en",
    "straight_fr",
)
SCALES = {
    "agree": "1 disagree strongly, 2 disagree, 3 neither, 4 agree, 5 agree strongly",
    "alike": "1 not like me at all to 6 very much like me",
    "importance": "1 not important to 5 very important",
    "often": "1 never, 2 seldom, 3 sometimes, 4 often, 5 always",
    "satisfied": "1 very dissatisfied to 5 very satisfied",
    "0 to 10": "0 not likely at all to 10 very likely",
    "ladder": "1 lowest to 10 highest rung",
    "intention": "yes, perhaps or no",
    "yes or no": "ticked or not",
    "number": "a whole number",
    "choice": "one of a list",
}
# Items that are answered in one grid: number of steps, and names of their groups.
GRIDS = {
    "lifestyle": (5, plan.FACTORS),
    "values": (6, plan.VALUES),
    "personality": (5, plan.TRAITS),
}


@lru_cache(maxsize=1)
def _read() -> pd.DataFrame:
    """Read the wording of all items, as it stands in the package."""
    place = files("segkit.simulate.minds") / "texts" / "items.txt"
    lines = place.read_text(encoding="utf-8").splitlines()
    rows = [
        [cell.strip() for cell in line.split("|")]
        for line in lines
        if line and not line.startswith("#")
    ]
    wide = [row + [""] * (len(COLUMNS) - len(row)) for row in rows]
    return pd.DataFrame(wide, columns=list(COLUMNS))


def item_table(reverse_items: bool) -> pd.DataFrame:
    """Return the codebook of the questionnaire.

    Parameters
    ----------
    reverse_items : whether some items are worded against their scale

    Returns
    -------
    pandas table, one row per item in the order of the questionnaire: item, position,
    block, factor, scale, reversed, text_en, text_fr

    Examples
    --------
    >>> [int(item_table(on)["reversed"].sum()) for on in (True, False)]
    [11, 0]
    """
    items = _read().copy()
    turned = items["reversed"] == "yes"
    if not reverse_items:
        for language in ("en", "fr"):
            straight = items[f"straight_{language}"]
            items[f"text_{language}"] = items[f"text_{language}"].mask(turned, straight)
        turned &= False
    items = items.assign(reversed=turned, scale=items["scale"].map(SCALES))
    items.insert(1, "position", np.arange(1, len(items) + 1))
    return items.drop(columns=["straight_en", "straight_fr"])


def grid(block: str) -> tuple[list[str], NDArray[np.int64], NDArray[np.bool_]]:
    """Return the items of a grid, which group each belongs to, and which are turned.

    Parameters
    ----------
    block : a key of `GRIDS`

    Returns
    -------
    (names, groups, worded against the scale)

    Examples
    --------
    >>> names, group, turned = grid("lifestyle")
    >>> len(names), int(turned.sum())
    (24, 6)
    """
    items = _read()
    mine = items[items["block"] == block]
    groups = GRIDS[block][1]
    code = np.array([groups.index(name) for name in mine["factor"]])
    return mine["item"].tolist(), code, (mine["reversed"] == "yes").to_numpy()
