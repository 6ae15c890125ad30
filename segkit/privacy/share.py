"""What may leave the house: customers who consented, groups that are big enough."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from segkit.checks import DataError, choice, whole_number

CONSENT_YES = {"true", "1", "1.0", "yes", "y", "oui", "ja", "si", "sí", "subscribed"}
CONSENT_ANSWERS = ("yes", "said no", "never asked")


def consent_answers(column: pd.Series) -> pd.Series:
    """Say what each customer answered: yes, no, or nothing at all.

    Parameters
    ----------
    column : bool, 0 and 1, or words such as yes and no

    Returns
    -------
    categorical Series "yes", "said no", "never asked"; a word that is not known to
    mean yes is a no, and an empty answer was never asked

    References
    ----------
    Regulation (EU) 2016/679, article 4 (11): consent is a clear affirmative act

    Examples
    --------
    >>> consent_answers(pd.Series(["Yes", "perhaps", " "])).tolist()
    ['yes', 'said no', 'never asked']
    """
    codes, found = pd.factorize(column)
    words = pd.Series(found, dtype=object).astype("str").str.strip().str.lower()
    meant = np.where(words.isin(CONSENT_YES), 0, np.where(words == "", 2, 1))
    answers = np.append(meant, 2)[codes]  # a missing one has code -1, the last
    labels = pd.Categorical.from_codes(answers, pd.Index(CONSENT_ANSWERS))
    return pd.Series(labels, index=column.index, name=column.name)


def consented(customers: pd.DataFrame, column: str = "consent") -> pd.DataFrame:
    """Keep the customers who said yes; silence is a no.

    Parameters
    ----------
    customers : DataFrame
    column : bool, 0 and 1, or words such as yes and no

    Returns
    -------
    DataFrame; ``attrs["left_out"]`` counts "said no" and "never asked"

    Raises
    ------
    DataError
        if the column is missing

    References
    ----------
    Regulation (EU) 2016/679, article 4 (11): consent is a clear affirmative act

    Examples
    --------
    >>> kept = consented(pd.DataFrame({"consent": [True, False, None]}))
    >>> len(kept), kept.attrs["left_out"]
    (1, {'said no': 1, 'never asked': 1})
    """
    if column not in customers:
        raise DataError(
            f"customers have no column {column!r}; they have "
            f"{list(customers.columns)}: pass column='your name'"
        )
    answers = consent_answers(customers[column])
    kept = customers[(answers == "yes").to_numpy()].copy()
    counts = answers.value_counts()
    kept.attrs["left_out"] = {name: int(counts[name]) for name in CONSENT_ANSWERS[1:]}
    return kept


def suppress(
    table: pd.DataFrame, *, count: str = "n", minimum: int = 10, total: Any = None
) -> pd.DataFrame:
    """Blank the figures of groups too small to show without showing persons.

    Parameters
    ----------
    table : DataFrame, one row per group
    count : the column that holds the number of persons
    minimum : smallest number that may be shown
    total : label of a row of totals; then, when a single group is blanked, the next
        smallest is too, or the total would give it away

    Returns
    -------
    DataFrame with figures blanked (NaN) and a bool column ``suppressed``

    Raises
    ------
    DataError
        if there is no such column, or minimum is no whole number

    References
    ----------
    Hundepool et al. (2012), Statistical Disclosure Control, chapter 4 (threshold
    rule and secondary suppression)

    Examples
    --------
    >>> groups = pd.DataFrame({"n": [40, 3], "value": [1.5, 9.0]}, index=["a", "b"])
    >>> suppress(groups, minimum=10)["value"].tolist()
    [1.5, nan]
    """
    choice(count, table.columns, name="count")
    whole_number(minimum, name="minimum")
    groups = table.index != total if total is not None else np.full(len(table), True)
    small = (table[count] < minimum).to_numpy() & groups
    if total is not None and small.sum() == 1:
        rest = table[count].where(groups & ~small)
        if rest.notna().any():
            small = small | (table.index == rest.idxmin())
    result = table.copy()
    for name in table.columns:
        column = result[name]
        if pd.api.types.is_bool_dtype(column):
            column = column.astype("boolean")
        elif pd.api.types.is_integer_dtype(column):
            column = column.astype("Int64")
        result[name] = column.mask(small)
    return result.assign(suppressed=small)
