"""How people answered, whatever they were asked: runs, ends, middles, haste.

All is counted on the answers as given, before any item is turned round: a style is a
way of answering that does not look at the question.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.features.survey import words
from segkit.features.survey.codebook import scale_items
from segkit.features.survey.reading import inside, present, respondents

GRID = 5  # items on one scale, at least: fewer may well be answered alike


def response_styles(
    survey: Any,
    items: Any,
    *,
    columns: Mapping[str, str] | None = None,
    fastest: float = 2.0,
) -> pd.DataFrame:
    """Say how each respondent answered: signs of haste and of habit, to be looked at.

    A straight line in a grid with items worded both ways contradicts itself; in a grid
    without them it may be meant. Habits (agreeing, ends, middles) are no errors: they
    are shares, and nobody is flagged for them.

    Parameters
    ----------
    survey : table of any engine: customer_id and the items as answered; seconds if any
    items : the item table, as in `answers`; the items of a block are one grid
    columns : ``{"our name": "their name"}``
    fastest : seconds per item; who took fewer is flagged as speeding

    Returns
    -------
    DataFrame indexed by customer_id: missing_rate; longest_run (same answers in a row,
    in the order of the questionnaire, within a grid); acquiescence_rate and
    disacquiescence_rate (answers above and below the middle of the scale),
    extreme_rate (at either end), midpoint_rate (in the middle, of the items that have
    one); straight_line (True if some grid of five items or more, all answered, has the
    same answer throughout); with seconds also seconds_per_item and speeding.
    ``attrs["left_out"]`` counts rows without a customer

    Raises
    ------
    DataError
        as in `answers`, or if ``fastest`` is not above 0

    References
    ----------
    Acquiescence (ARS), disacquiescence, extremes (ERS) and midpoints (MRS): Baumgartner
    and Steenkamp (2001), Journal of Marketing Research 38, 143-156; Van Vaerenbergh and
    Thomas (2013), International Journal of Public Opinion Research 25, 195-217, table
    1. Longest run: Johnson (2005), Journal of Research in Personality 39, 103-129. Two
    seconds per item: Huang, Curran, Keeney, Poposki and DeShon (2012), Journal of
    Business and Psychology 27, 99-114.

    Examples
    --------
    >>> from segkit.features import codebook
    >>> survey = pd.DataFrame([["a", 4, 4, 4, 4, 4], ["b", 1, 5, 3, 4, 2]],
    ...                       columns=["customer_id", *"vwxyz"])
    >>> styles = response_styles(survey, codebook({"calm": list("vwxyz")}))
    >>> styles[["longest_run", "extreme_rate", "midpoint_rate", "straight_line"]]
                 longest_run  extreme_rate  midpoint_rate  straight_line
    customer_id
    a                      5           0.0            0.0           True
    b                      1           0.4            0.2          False
    """
    if isinstance(fastest, bool) or not fastest > 0:
        raise DataError(words.FASTEST.format(fastest=fastest))
    table, nobody = respondents(survey, columns)
    book = present(scale_items(items), table)
    given = pd.DataFrame(
        {
            row["item"]: inside(table[row["item"]], row)
            for row in book.to_dict("records")
        },
        table.index,
    )
    styles = pd.DataFrame({"missing_rate": given.isna().mean(axis=1)})
    grids = [given[list(found)] for _, found in book.groupby("block")["item"]]
    runs = [_longest_run(grid.to_numpy()) for grid in grids]
    styles["longest_run"] = np.max(runs, axis=0)
    styles = styles.join(_habits(given, book))
    styles["straight_line"] = np.any([_straight(grid) for grid in grids], axis=0)
    if "seconds" in table:
        asked = len(engine.to_pandas(items))
        pace = table["seconds"].astype(float) / asked
        styles["seconds_per_item"], styles["speeding"] = pace, pace < fastest
    styles.attrs["left_out"] = {"no customer_id": nobody}
    return styles


def screened(
    survey: Any,
    styles: pd.DataFrame,
    drop: str | Sequence[str],
    *,
    columns: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Leave flagged respondents out, and write down how many and why.

    Parameters
    ----------
    survey : table of any engine with customer_id, as it went into `response_styles`
    styles : from `response_styles`
    drop : flag or flags, such as "straight_line"; there is no usual choice
    columns : ``{"our name": "their name"}``

    Returns
    -------
    DataFrame, the rows that stay; ``attrs["left_out"]``: flag to number of rows; who
    has two flags counts under the first

    Raises
    ------
    DataError
        if ``drop`` names no flag of styles, or styles is of other people

    References
    ----------
    own definition

    Examples
    --------
    >>> survey = pd.DataFrame({"customer_id": ["a", "b"], "q1": [4, 2]})
    >>> styles = pd.DataFrame({"straight_line": [True, False]}, index=["a", "b"])
    >>> stay = screened(survey, styles, "straight_line")
    >>> stay["customer_id"].tolist(), stay.attrs["left_out"]
    (['b'], {'straight_line': 1})
    """
    names = [drop] if isinstance(drop, str) else list(drop)
    flags = styles.select_dtypes("bool").columns.tolist()
    if not names or not set(names) <= set(flags):
        raise DataError(words.NO_FLAG.format(flags=flags, drop=drop))
    checked = checks.table(survey, ["customer_id"], name="survey", columns=columns)
    table = engine.to_pandas(checked)
    strange = table.loc[
        ~table["customer_id"].isin(styles.index), "customer_id"
    ].dropna()
    if len(strange):
        some, n = strange.iloc[0], len(strange)
        raise DataError(words.OTHERS.format(n=n, rows=len(table), some=some))
    stays, counts = np.ones(len(table), dtype=bool), {}
    for name in names:
        flagged = table["customer_id"].isin(styles.index[styles[name]]).to_numpy()
        counts[name] = int((flagged & stays).sum())
        stays &= ~flagged
    result = table[stays]
    result.attrs["left_out"] = counts
    return result


def _longest_run(grid: np.ndarray) -> np.ndarray:
    """Count the longest run of equal answers in each row; a missing one ends a run."""
    longest = run = (~np.isnan(grid[:, 0])).astype(int)
    for before, now in zip(grid.T, grid.T[1:], strict=False):
        run = np.where(now == before, run + 1, (~np.isnan(now)).astype(int))
        longest = np.maximum(longest, run)
    return longest


def _habits(given: pd.DataFrame, book: pd.DataFrame) -> pd.DataFrame:
    """Share of the answers that agree, disagree, are at an end or in the middle."""
    low, high = book["low"].to_numpy(), book["high"].to_numpy()
    middle = (low + high) / 2
    values = given.to_numpy()
    answered = ~np.isnan(values)
    has_middle = answered & (middle % 1 == 0)
    ends = (values == low) | (values == high)
    shares = {
        "acquiescence_rate": _share(values > middle, answered),
        "disacquiescence_rate": _share(values < middle, answered),
        "extreme_rate": _share(ends, answered),
        "midpoint_rate": _share(values == middle, has_middle),
    }
    return pd.DataFrame(shares, given.index)


def _share(what: np.ndarray, of: np.ndarray) -> np.ndarray:
    n = of.sum(axis=1)
    return np.where(n > 0, (what & of).sum(axis=1) / np.maximum(n, 1), np.nan)


def _straight(grid: pd.DataFrame) -> np.ndarray:
    """Flag rows whose standard deviation is 0 in a whole grid."""
    if grid.shape[1] < GRID:
        return np.zeros(len(grid), dtype=bool)
    values = grid.to_numpy()
    return (values == values[:, :1]).all(axis=1)
