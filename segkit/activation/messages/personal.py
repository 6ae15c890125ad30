"""Which fields of a message say something about one person."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import pandas as pd

from segkit import privacy, schema
from segkit.activation.words.messages import writing as words

SPECIAL = re.compile(
    r"health|illness|disease|diagnos|pregnan|disab|weight|height_cm|bmi|religio|faith|"
    r"church|ethnic|racial|\brace\b|nationality|politic|party_member|trade_union|union|"
    r"sexual|orientation|biometr|genetic|convict|criminal|sant[eé]|maladie|grossesse|"
    r"handicap|poids|religion|syndica|orientation_sexuelle",
    re.IGNORECASE,
)
DELICATE = re.compile(
    r"income|salary|wage|debt|credit_score|birth|\bage\b|gender|\bsex\b|marital|divorc|"
    r"children|household|education|occupation|revenu|naissance|enfants|[eé]tat_civil|"
    r"probability|churn|score|segment",
    re.IGNORECASE,
)
# Of these the shop's own dictionary says that they are personal, and a reader expects
# to see them in a letter: name, language, town, what they asked for.
EXPECTED = {
    "language",
    "contact_type",
    "preferred_frequency",
    "main_interest",
    "email_consent",
    "signed_up_on",
    "first_name",
    "given_name",
    "company_name",
    "town",
    "city",
}


@lru_cache(maxsize=1)
def _dictionary() -> dict[str, str]:
    """Return the personal columns of the bundled data: "personal" or "sensitive"."""
    found: dict[str, str] = {}
    for table in schema.bundled().tables:
        for column in table.columns:
            if column.sensitive:
                found[column.name] = "sensitive"
            elif column.personal:
                found.setdefault(column.name, "personal")
    return found


def personal_fields(fields: Iterable[str], rows: pd.DataFrame) -> dict[str, str]:
    """Say which of these fields are about one person, and how much it may hurt.

    Parameters
    ----------
    fields : names that a template uses
    rows : the readers; names without a column are judged by their name

    Returns
    -------
    dict of field and kind: "sensitive" (special categories of the law), "delicate"
        (nobody expects a shop to write about it), "expected" (personal, and what a
        letter may say); fields that are in none are left out

    References
    ----------
    Regulation (EU) 2016/679, articles 4 (1) and 9; "delicate": own definition.

    Examples
    --------
    >>> rows = pd.DataFrame({"first_name": ["Ann"], "weight_kg": [60], "amount": [3.5]})
    >>> personal_fields(rows.columns, rows)
    {'first_name': 'expected', 'weight_kg': 'sensitive'}
    """
    found = {name: _kind(name, rows) for name in fields}
    return {name: kind for name, kind in found.items() if kind}


def _kind(name: str, rows: pd.DataFrame) -> str:
    known = _dictionary().get(name, "")
    if known == "sensitive" or SPECIAL.search(name):
        return words.SENSITIVE
    if DELICATE.search(name.replace("_", " ")) and name not in EXPECTED:
        return words.DELICATE
    looks = name in rows and privacy.looks_personal(rows[name])
    named = name in EXPECTED or (name.endswith("_name") and name in rows)
    return words.EXPECTED if known or looks or named else ""
