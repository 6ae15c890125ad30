"""Other lists of ways to segment, told by the eight models; private or professional."""

from __future__ import annotations

import pandas as pd

from segkit.checks import DataError
from segkit.models import words
from segkit.models.words import crossing as said
from segkit.record import Table


def crosswalk() -> Table:
    """Say which of the eight models is meant by lists of seven, six and four.

    Returns
    -------
    DataFrame indexed by model, and a last row for what no single model is: model
        (its name), divides_by, and one column for each list; "-" where a list has none

    References
    ----------
    Own definition: marketing guides count seven criteria, six methods or four types.

    Examples
    --------
    >>> table = crosswalk()
    >>> table.loc["needs", "6 methods"], table.loc["needs", "4 types"]
    ('needs', '-')
    """
    rows = {
        key: {
            "model": name,
            "divides_by": by,
            **{each: said.CROSSWALK[key].get(each, said.NOT_IN) for each in said.LISTS},
        }
        for key, (name, by) in said.EIGHT.items()
    }
    rows["crossed"] = {
        "model": said.NO_MODEL,
        "divides_by": said.NOT_IN,
        **{each: said.CROSSED.get(each, said.NOT_IN) for each in said.LISTS},
    }
    return Table(pd.DataFrame.from_dict(rows, orient="index"))


def contact_status(contact_type: pd.Series) -> pd.Series:
    """Say who buys for a firm and who for themselves.

    Parameters
    ----------
    contact_type : texts such as "professional", "B2C", or truth values (True for
        professional), indexed by customer_id

    Returns
    -------
    categorical Series named status: "Professional (B2B)", "Private (B2C)", "Not known"

    Raises
    ------
    DataError
        if a text is none of those that are known

    Notes
    -----
    Not to be confused with ownership (public or private firms) or social status.

    Examples
    --------
    >>> contact_status(pd.Series(["B2B", "private", None])).tolist()
    ['Professional (B2B)', 'Private (B2C)', 'Not known']
    """
    texts = contact_type.map(_plain, na_action="ignore")
    keys = texts.map(said.STATUS_READS)
    strange = sorted(set(texts[keys.isna() & texts.notna()]))
    if strange:
        raise DataError(
            f"contact_type must be one of {sorted(said.STATUS_READS)} (small or "
            f"capital letters) or True and False; it has {strange[:5]}: write "
            "contact_type.replace({'your word': 'professional'})"
        )
    names = {key: name for key, (name, _) in said.STATUS.items()}
    unknown = words.NOT_STATED[1]
    kind = pd.CategoricalDtype([*names.values(), unknown], ordered=False)
    found = keys.map(names).astype(object).where(keys.notna(), unknown)
    status = pd.Series(found.astype(kind), index=contact_type.index, name="status")
    status.attrs.update(contact_type.attrs)
    return status


def _plain(value: object) -> str:
    if isinstance(value, bool) or type(value).__name__ == "bool":
        return "professional" if value else "private"
    return str(value).strip().lower()
