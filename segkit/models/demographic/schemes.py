"""The schemes of the demographic model, by the names that ``by=`` may have.

Each keeps what it learned as plain values, and places customers by the published
definition that is a function of its own in this package.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from segkit import checks
from segkit.models import schemes, words
from segkit.models.demographic import age, household, schooling, work
from segkit.models.demographic.scheme import Options, mapped, own, scheme
from segkit.models.demographic.schemes_income import INCOME
from segkit.models.schemes import Scheme, Settings
from segkit.models.words import demographic as said
from segkit.models.words.limits import limits_of


def _years(
    name: str, column: str, usual: tuple[float, ...], function: Any, what: str
) -> Scheme:
    """Divide a column of years at edges."""

    def learn(X: pd.DataFrame, options: Options) -> Settings:
        given = own(name, options, "edges", usual)
        closed = own(name, options, "closed", "left")
        return {"edges": schemes.increasing(given, "edges"), "closed": closed}

    def texts(kept: Settings) -> list[str]:
        edges = [words.number(edge) for edge in kept["edges"]]
        return [f"{what} {text}" for text in limits_of(edges, kept["closed"])]

    return scheme(
        (column,),
        learn,
        lambda X, kept: function(X[column], **kept),
        texts,
        options=("edges", "closed"),
    )


def _generation() -> Scheme:
    def texts(kept: Settings) -> list[str]:
        born = [_born(cohort) for cohort in said.GENERATIONS[kept["version"]]]
        if kept["version"] == "pew":
            born[-2:] = [text + said.CHART_END for text in born[-2:]]
        return born

    return scheme(
        ("birth_year",),
        lambda X, options: {"version": own("generation", options, "version", "pew")},
        lambda X, kept: age.generation(X["birth_year"], **kept),
        texts,
        options=("version",),
    )


def _born(cohort: said.Cohort) -> str:
    if cohort.first is None:
        return said.BORN_UNTIL.format(last=cohort.last)
    if cohort.last is None:
        return said.BORN_FROM.format(first=cohort.first)
    return said.BORN.format(first=cohort.first, last=cohort.last)


def _worded(name: str, version: str, options: Options) -> Settings:
    return {"version": own(name, options, "version", version), **mapped(name, options)}


def _education() -> Scheme:
    def texts(kept: Settings) -> list[str]:
        if kept["version"] == "attainment":
            return list(said.ATTAINED)
        names = schooling.VERSIONS[kept["version"]][0]
        return [said.COMPLETED.format(level=name) for name in names.values()]

    return scheme(
        ("education",),
        lambda X, options: _worded("education", "isced2011", options),
        lambda X, kept: schooling.education_level(X["education"], **kept),
        texts,
        options=("version", "mapping"),
    )


def _pcs() -> Scheme:
    def texts(kept: Settings) -> list[str]:
        groups = said.PCS_FRENCH.items()
        return [said.PCS_RULE.format(code=code, french=name) for code, name in groups]

    return scheme(
        ("occupation_group",),
        lambda X, options: mapped("pcs", options),
        lambda X, kept: work.pcs_group(X["occupation_group"], **kept),
        texts,
        options=("mapping",),
    )


def _isco() -> Scheme:
    def texts(kept: Settings) -> list[str]:
        skills = dict(zip(said.ISCO, work.SKILL, strict=True))
        if kept["version"] == "skill":
            majors = [
                ", ".join(
                    said.ISCO[code] for code in said.ISCO if skills[code] == skill
                )
                for skill in said.SKILLS
            ]
            found = [said.SKILL_RULE.format(majors=names) for names in majors]
        else:
            found = [said.ISCO_RULE.format(code=c, skill=s) for c, s in skills.items()]
        return [*found, said.NO_JOB_RULE]

    return scheme(
        ("occupation",),
        lambda X, options: _worded("isco", "major", options),
        lambda X, kept: work.occupation(X["occupation"], **kept),
        texts,
        options=("version", "mapping"),
    )


def _household() -> Scheme:
    return scheme(
        ("household_size", "children"),
        lambda X, options: {},
        lambda X, kept: household.household_type(X["household_size"], X["children"]),
        lambda kept: [rule for _, rule in said.HOUSEHOLDS.values()],
    )


def _life_cycle() -> Scheme:
    def learn(X: pd.DataFrame, options: Options) -> Settings:
        kept = _worded("life_cycle", "wells_gubar", options)
        version = checks.choice(kept["version"], household.STAGES, name="version")
        edges = own("life_cycle", options, "edges")
        return {**kept, "edges": household.two_edges(edges, version)}

    def divide(X: pd.DataFrame, kept: Settings) -> pd.Series:
        columns = (X["age_years"], X["marital_status"], X["children"])
        return household.life_cycle(*columns, X.get("occupation_group"), **kept)

    def texts(kept: Settings) -> list[str]:
        return household.stage_rules(kept["version"], kept["edges"])

    return scheme(
        ("age_years", "marital_status", "children"),
        learn,
        divide,
        texts,
        options=("version", "edges", "mapping"),
        maybe=("occupation_group",),
    )


def _workplace() -> Scheme:
    return scheme(
        ("postcode", "work_postcode"),
        lambda X, options: {},
        lambda X, kept: household.workplace(X["postcode"], X["work_postcode"]),
        lambda kept: [rule for _, rule in said.WORKPLACES.values()],
    )


STATED = ("marital_status", "gender", "field_of_study", "contact_type", "language")
SCHEMES: dict[str, Scheme] = {
    "age": _years("age", "age_years", age.AGE_EDGES, age.age_band, said.AGE),
    "generation": _generation(),
    "education": _education(),
    "pcs": _pcs(),
    "isco": _isco(),
    "seniority": _years(
        "seniority",
        "seniority_years",
        work.SENIORITY_EDGES,
        work.seniority_band,
        said.SENIORITY,
    ),
    **INCOME,
    "household": _household(),
    "life_cycle": _life_cycle(),
    "workplace": _workplace(),
    **{column: schemes.named(column) for column in STATED},
}
