"""People: one row per customer, of who they are and with whom they live."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.features import household, population, words

OLDEST = 120  # years; more is a code for "not known", such as 1900-01-01
NUMBERS = ("household_size", "children", "seniority_years", "income_amount")
KINDS = (
    "education",
    "field_of_study",
    "occupation",
    "occupation_group",
    "marital_status",
    "gender",
    "contact_type",
    "language",
)
PLACES = ("postcode", "work_postcode")
SENSITIVE = ("height_cm", "weight_kg")
ORDER = (
    "age_years",
    "birth_year",
    "gender",
    "marital_status",
    "household_size",
    "children",
    "education",
    "field_of_study",
    "occupation",
    "occupation_group",
    "seniority_years",
    "income_amount",
    "equivalised_income_amount",
    "contact_type",
    "language",
    *PLACES,
    *SENSITIVE,
)


def people(
    customers: Any,
    *,
    as_of: Any,
    columns: Mapping[str, str] | None = None,
    aged_on: Any = None,
    sensitive: bool = False,
) -> pd.DataFrame:
    """Describe customers by who they are: age, household, education, work, income.

    Parameters
    ----------
    customers : pandas table (others are turned into one): customer_id, and any of
        birth_date, birth_year, age_years, gender, marital_status, household_size,
        children, education, field_of_study, occupation, occupation_group,
        seniority_years, income_amount (of the household, a year), contact_type,
        language, postcode, work_postcode, signed_up_on
    as_of : the day on which ages are true; who signed up later is left out
    columns : ``{"our name": "your name"}``
    aged_on : the day on which age_years were true, if there is no date or year of birth
    sensitive : whether to take height_cm and weight_kg too. They say something about
        health, which the law protects further (GDPR, article 9), and they seldom help:
        so they are left out unless they are asked for

    Returns
    -------
    DataFrame indexed by customer_id, with those of the columns above that customers
    has, and: age_years (completed years on as_of), birth_year,
    equivalised_income_amount (income by the household's size on the OECD-modified
    scale; children count as under 14). ``attrs["left_out"]`` counts "after as_of"
    (signed up later, not in the table), "age over 120" and "born after as_of" (in the
    table, age and year missing)

    Raises
    ------
    DataError
        if an id is missing or there twice, a column holds what it should not, or ages
        come without the day on which they were true

    Notes
    -----
    Who was born on 29 February becomes a year older on 1 March in years without one.
    From a year of birth alone, age is that reached by the end of the year; from an age
    alone, the year of birth is the later of the two that are possible.

    References
    ----------
    Hagenaars, de Vos and Zaidi (1994), Poverty Statistics in the Late 1980s, Eurostat,
    for the scale; the rest is an own definition.

    Examples
    --------
    >>> customers = pd.DataFrame({
    ...     "customer_id": ["a", "b"], "birth_date": ["2004-02-29", None],
    ...     "household_size": [4, 1], "children": [2, 0],
    ...     "income_amount": [42000, 18000],
    ... })
    >>> X = people(customers, as_of="2023-02-28")
    >>> X[["age_years", "equivalised_income_amount"]]
                 age_years  equivalised_income_amount
    customer_id
    a                 18.0                    20000.0
    b                  NaN                    18000.0
    """
    day = checks.day(as_of)
    table = _opened(customers, columns)
    later = _later(table, day)
    table = table[~later]
    born, odd = _born(table, day, aged_on)
    kinds = [name for name in (*KINDS, *PLACES) if name in table]
    numbers = [*NUMBERS, *(SENSITIVE if sensitive else ())]
    found = {
        **born,
        **{name: _text(table[name]) for name in kinds},
        **{name: _number(table[name]) for name in numbers if name in table},
    }
    if {"income_amount", "household_size", "children"} <= set(found):
        found["equivalised_income_amount"] = _equivalised(found)
    ordered = {name: found[name] for name in ORDER if name in found}
    made = pd.DataFrame(ordered, index=table.index)
    made.attrs = {
        "as_of": day.isoformat(),
        "left_out": {"after as_of": int(later.sum()), **odd},
    }
    return made


def _opened(customers: Any, columns: Mapping[str, str] | None) -> pd.DataFrame:
    """Return the customers in pandas, one row each, sorted and indexed by their ids."""
    if isinstance(customers, pd.DataFrame) and customers.index.name == "customer_id":
        customers = customers.reset_index()
    table = checks.table(customers, ["customer_id"], name="customers", columns=columns)
    table = engine.to_pandas(table)
    population.ids(table)  # refuses ids that are missing or there twice
    table = table.set_index("customer_id").sort_index()
    table.index = population.plain_index(table.index)
    table.attrs = {}
    return table


def _later(table: pd.DataFrame, day: date) -> pd.Series:
    if "signed_up_on" not in table:
        return pd.Series(data=False, index=table.index)
    return _days(table["signed_up_on"]) >= pd.Timestamp(day) + pd.Timedelta(days=1)


def _born(
    table: pd.DataFrame, day: date, aged_on: Any
) -> tuple[dict[str, pd.Series], dict[str, int]]:
    """Return ages and years of birth, and how many of them cannot be."""
    if "birth_date" in table:
        births = _days(table["birth_date"])
        years, ages = births.dt.year.astype(float), _age(births, day)
    elif "birth_year" in table:
        years = _number(table["birth_year"])
        ages = day.year - years
    elif "age_years" in table:
        years, ages = _from_ages(table["age_years"], day, aged_on)
    else:
        return {}, {}
    old, unborn = ages > OLDEST, ages < 0
    odd = {"age over 120": int(old.sum()), "born after as_of": int(unborn.sum())}
    can_be = ~(old | unborn)
    return {"age_years": ages.where(can_be), "birth_year": years.where(can_be)}, odd


def _age(births: pd.Series, day: date) -> pd.Series:
    """Return completed years: one less before the birthday of that year."""
    before = (births.dt.month > day.month) | (
        (births.dt.month == day.month) & (births.dt.day > day.day)
    )
    return day.year - births.dt.year.astype(float) - before


def _from_ages(
    stated: pd.Series, day: date, aged_on: Any
) -> tuple[pd.Series, pd.Series]:
    if aged_on is None:
        raise DataError(words.AGE_WITHOUT_DAY)
    then = checks.day(aged_on, name="aged_on")
    ages = _number(stated)
    passed = day.year - then.year - ((day.month, day.day) < (then.month, then.day))
    return then.year - ages, ages + passed


def _days(column: pd.Series) -> pd.Series:
    """Read days; text is read as ISO dates."""
    try:
        if pd.api.types.is_numeric_dtype(column) and column.notna().any():
            raise TypeError  # a number is no date: which day would it be?
        dates = pd.to_datetime(column, format="ISO8601")
    except (ValueError, TypeError) as error:
        raise DataError(words.NO_DATES.format(column=column.name)) from error
    return dates.dt.tz_localize(None) if dates.dt.tz is not None else dates


def _number(column: pd.Series) -> pd.Series:
    numbers = pd.to_numeric(column, errors="coerce").astype(float)
    odd = (numbers.isna() & column.notna()) | np.isinf(numbers) | (numbers < 0)
    if odd.any():
        some = column[odd].unique()[:3].tolist()
        raise DataError(
            words.NOT_COUNTED.format(column=column.name, n=int(odd.sum()), some=some)
        )
    return numbers


def _text(column: pd.Series) -> pd.Series:
    """Keep categories with their order; blank texts are missing."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column
    return column.where(column.astype(str).str.strip() != "")


def _equivalised(found: Mapping[str, Any]) -> pd.Series:
    size = household.equivalence_size(found["household_size"], found["children"])
    return (found["income_amount"] / size).round(2)
