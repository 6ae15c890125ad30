"""Which column speaks of a need, a barrier, a thought, a feeling or a deed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from segkit.checks import choice

SECTIONS = ("needs", "barriers", "think", "feel", "do", "who")
BY_NAME = {
    "needs": r"^(benefit|motiv|q|wants?|needs?)_|^job_to_be_done$|^main_interest$",
    "barriers": r"difficult|barrier|^pain|obstacle|complain",
    "feel": r"^nps$|^csat$|satisf|^mood|^intention_|^trust",
    "think": r"^aio_|^value_\d|^trait_|^attitude|^decision_style$|^q\d|^opinion",
    "who": r"birth|^age$|^age_|gender|^sex$|marital|household|child|education|"
    r"occupation|income|seniority|language|^town$|^city$|region|country|district|"
    r"field_of_study|social|heard|acquired_via|signup_page|pages_at_signup|^industry$|"
    r"^nace_|employees|turnover|balance|founded|ownership|maturity|^sites$|_type$|"
    r"^interest_|market_share|animal|signed_up",
}
ROLES = {name: re.compile(pattern) for name, pattern in BY_NAME.items()}
NO_ANSWER = {"none", "other", "no answer", "not said", "cannot remember"}


def role(name: str, given: Mapping[str, str] | None = None) -> str:
    """Say in which section of a card a column belongs.

    Parameters
    ----------
    name : of the column
    given : {column: section}, where the caller knows better

    Returns
    -------
    str: "needs", "barriers", "think", "feel", "who" or "do"

    Raises
    ------
    DataError
        if a section is named that there is not

    References
    ----------
    own definition; think, feel and do after the empathy map (Gray, Brown and Macanufo,
    2010, "Gamestorming")

    Examples
    --------
    >>> role("benefit_price"), role("aio_01"), role("n_orders"), role("plan")
    ('needs', 'think', 'do', 'do')
    >>> role("plan", {"plan": "needs"})
    'needs'
    """
    if given and name in given:
        return str(choice(given[name], SECTIONS, name=f"roles[{name!r}]"))
    lowered = name.strip().lower().replace(" ", "_")
    return next((r for r, words in ROLES.items() if words.search(lowered)), "do")
