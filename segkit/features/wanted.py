"""Benefits, motives and difficulties that people stated; and all of needs together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.features import asked, themes, words
from segkit.features.answer_rows import times

RATINGS = ("benefit_", "motiv_")
SAID = {"job_to_be_done": "job_to_be_done", "main_difficulty": "buying_difficulty"}
PROFILE = ("main_interest", "main_difficulty")


def benefits(
    survey: Any, *, as_of: Any = None, columns: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """Take from a survey what people say they want: benefits, motives, job, difficulty.

    Parameters
    ----------
    survey : table, one row per customer_id; its columns that start with ``benefit_`` or
        ``motiv_`` (ratings), job_to_be_done and main_difficulty are taken
    as_of : last day that counts, by answered_on; None for all
    columns : ``{"our name": "your name"}``

    Returns
    -------
    DataFrame indexed by customer_id; the survey's main_difficulty is called
    buying_difficulty, as customers may have stated another one when they signed up

    Raises
    ------
    DataError
        if customer_id repeats or is missing, there is nothing to take, or a rating is
        no number

    Examples
    --------
    >>> survey = pd.DataFrame({"customer_id": [2, 1], "benefit_price": [5, 3],
    ...                        "main_difficulty": ["prices", "none"], "nps": [9, 3]})
    >>> benefits(survey)
                 benefit_price buying_difficulty
    customer_id
    1                      3.0              none
    2                      5.0            prices
    """
    native = checks.table(survey, ["customer_id"], name="survey", columns=columns)
    table = _once(engine.to_pandas(native), "survey")
    table, late = _until(table, as_of)
    ratings = sorted(c for c in map(str, table.columns) if c.startswith(RATINGS))
    said = [name for name in SAID if name in table]
    if not ratings and not said:
        raise DataError(words.NOTHING_STATED.format(have=list(table.columns)))
    for name in ratings:
        if not pd.api.types.is_numeric_dtype(table[name]):
            kind = pd.api.types.infer_dtype(table[name], skipna=True)
            raise DataError(
                words.TABLE_NUMBERS.format(name="survey", column=name, kind=kind)
            )
    found = pd.concat(
        [table[ratings].astype(float), table[said].rename(columns=SAID)], axis=1
    )
    found.attrs["left_out"] = {"after as_of": late}
    if as_of is not None:
        found.attrs["as_of"] = checks.day(as_of).isoformat()
    return found


def _once(table: pd.DataFrame, name: str) -> pd.DataFrame:
    if table.empty:
        raise DataError(words.NO_ANSWERS.format(name=name))
    gone = int(table["customer_id"].isna().sum())
    if gone:
        raise DataError(words.NO_KEY.format(name=name, n=gone, key=["customer_id"]))
    twice = int(table["customer_id"].duplicated().sum())
    if twice:
        raise DataError(words.KEY_TWICE.format(name=name, n=twice, key=["customer_id"]))
    return table.set_index("customer_id").sort_index()


def _until(table: pd.DataFrame, as_of: Any) -> tuple[pd.DataFrame, int]:
    if as_of is None or "answered_on" not in table:
        return table, 0
    day = times(table, "answered_on", "survey").dt.normalize()
    late = day > pd.Timestamp(checks.day(as_of))
    return table[~late], int(late.sum())


def needs(
    *,
    maxdiff: Any = None,
    conjoint: Any = None,
    kano: Any = None,
    jobs: Any = None,
    survey: Any = None,
    feedback: Any = None,
    codebook: Mapping[str, Any] | None = None,
    customers: Any = None,
    as_of: Any = None,
) -> pd.DataFrame:
    """Put all that is known of customers' needs into one row per customer.

    Parameters
    ----------
    maxdiff, conjoint, kano, jobs, survey, feedback : tables, any of them, as in
        `maxdiff`, `choices`, `kano`, `jobs`, `benefits` and `pains`
    codebook : of the texts in feedback, see `coded_themes`; None if themes are coded
    customers : table with customer_id: everybody in it has a row, asked or not, and
        main_interest and main_difficulty are taken from it; or an index of ids; None
        for everybody who was asked anything
    as_of : the day it describes; later answers and texts do not count

    Returns
    -------
    DataFrame indexed by customer_id, with the columns of those functions; what a
    customer was not asked is missing. ``attrs``: as_of, left_out

    Raises
    ------
    DataError
        if no table is given, or as those functions do

    Examples
    --------
    >>> asked = pd.DataFrame({"customer_id": [1], "job": ["Find a gift"],
    ...                       "importance": [9], "satisfaction": [4]})
    >>> people = pd.DataFrame({"customer_id": [1, 2], "main_interest": ["home", None]})
    >>> needs(jobs=asked, customers=people).shape
    (2, 3)
    """
    parts = _parts(maxdiff, conjoint, kano, jobs)
    if survey is not None:
        parts["survey"] = benefits(survey, as_of=as_of)
    if feedback is not None:
        parts["feedback"] = themes.pains(feedback, codebook=codebook, as_of=as_of)
    if not isinstance(customers, pd.Index) and customers is not None:
        parts["customers"] = _profile(customers)
    if not parts:
        raise DataError(words.NO_NEEDS)
    found = pd.concat(list(parts.values()), axis=1).sort_index()
    left_out = {
        f"{name}: {why}": n
        for name, part in parts.items()
        for why, n in part.attrs.get("left_out", {}).items()
    }
    if customers is not None:
        everybody = customers if isinstance(customers, pd.Index) else None
        wanted = parts["customers"].index if everybody is None else everybody
        left_out["not in customers"] = int((~found.index.isin(wanted)).sum())
        found = found.reindex(wanted.sort_values())
    found.index.name = "customer_id"
    found.attrs = {"left_out": left_out}
    if as_of is not None:
        found.attrs["as_of"] = checks.day(as_of).isoformat()
    return found


def _parts(maxdiff: Any, conjoint: Any, kano: Any, jobs: Any) -> dict[str, Any]:
    made = {
        "maxdiff": (asked.maxdiff, maxdiff),
        "conjoint": (asked.choices, conjoint),
        "kano": (asked.kano, kano),
        "jobs": (asked.jobs, jobs),
    }
    return {
        name: function(table)
        for name, (function, table) in made.items()
        if table is not None
    }


def _profile(customers: Any) -> pd.DataFrame:
    native = checks.table(customers, ["customer_id"], name="customers")
    table = _once(engine.to_pandas(native), "customers")
    return table[[name for name in PROFILE if name in table]]
