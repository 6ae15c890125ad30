"""The levels that firms can be divided by, each from its published definition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from segkit.checks import DataError
from segkit.models import schemes, words
from segkit.models.firmographic import industry, size, standing
from segkit.models.schemes import Scheme, Settings
from segkit.models.words import firmographic as said


def _banded(column: str, edges: list[float], of: str, shown: Any) -> Scheme:
    label = said.LANGUAGE.label(column)
    return schemes.banded(column, edges, label=label, of=of, shown=shown)


def _size_columns(X: pd.DataFrame, options: Mapping[str, Any]) -> list[str]:
    """Read the group's figures where X has them, else the firm's own."""
    group = [f"group_{name}" for name in size.FIGURES]
    chosen = group if "group_employees" in X.columns else list(size.FIGURES)
    people, *amounts = chosen
    have = [name for name in amounts if name in X.columns]
    return schemes.need(X, people, *(have or amounts[:1]))


def _size_learn(X: pd.DataFrame, options: Mapping[str, Any]) -> Settings:
    columns = _size_columns(X, options)
    version = options["size_version"] or "2003/361"
    _size(X, {"columns": columns, "version": version})
    return {"columns": columns, "version": version}


def _size(X: pd.DataFrame, settings: Settings) -> pd.Series:
    figures = {name.removeprefix("group_"): X[name] for name in settings["columns"]}
    return size.size_class(**figures, version=settings["version"])


def _size_rules(settings: Settings) -> dict[str, str]:
    limits = {
        name: said.SIZE_RULE.format(
            people=people,
            turnover=words.number(turnover / size.MILLION),
            balance=words.number(balance / size.MILLION),
        )
        for name, people, turnover, balance in size.VERSIONS[settings["version"]]
    }
    return {**limits, said.LARGE: said.LARGE_RULE}


def _status_rules(settings: Settings) -> dict[str, str]:
    rules = _size_rules({"version": "2025/1099"})
    return {name: said.STATUS_RULE.format(name=name) for name in rules}


def _code_column(X: pd.DataFrame, options: Mapping[str, Any]) -> list[str]:
    """Read the codes, or the letters alone where X has no codes."""
    letters = "nace_code" not in X.columns and "nace_section" in X.columns
    return schemes.need(X, "nace_section" if letters else "nace_code")


def _section_learn(X: pd.DataFrame, options: Mapping[str, Any]) -> Settings:
    (column,) = _code_column(X, options)
    version = options["nace_version"] or "2"
    industry.nace_section(X[column], version=version)
    return {"column": column, "version": version}


def _section(X: pd.DataFrame, settings: Settings) -> pd.Series:
    column, version = str(settings["column"]), settings["version"]
    letters = industry.nace_section(X[column], version=version)
    return letters.astype(object).map(_section_names(version), na_action="ignore")


def _section_names(version: str) -> dict[str, str]:
    return {
        letter: said.SECTION.format(letter=letter, name=name)
        for letter, name in industry.SECTIONS[version].items()
    }


def _section_rules(settings: Settings) -> dict[str, str]:
    version = settings["version"]
    return {
        name: said.SECTION_RULE.format(
            divisions=industry.divisions(letter, version=version), version=version
        )
        for letter, name in _section_names(version).items()
    }


def _vertical_learn(X: pd.DataFrame, options: Mapping[str, Any]) -> Settings:
    chosen = options["verticals"] or industry.VERTICALS
    industry.vertical(X["nace_code"], verticals=chosen)
    return {"verticals": {name: [int(n) for n in of] for name, of in chosen.items()}}


def _vertical_rules(settings: Settings) -> dict[str, str]:
    rules = {
        name: said.VERTICAL_RULE.format(divisions=industry.runs(of))
        for name, of in settings["verticals"].items()
    }
    return {**rules, said.OTHER: said.OTHER_RULE}


def _location(X: pd.DataFrame, settings: Settings) -> pd.Series:
    seat, works = (
        X[name].astype(object) for name in ("seat_region", "operations_region")
    )
    at, away = said.LOCATION
    found = (seat == works).map({True: at, False: away})
    return found.where(seat.notna() & works.notna())


def _maturity(X: pd.DataFrame, settings: Settings) -> pd.Series:
    return standing.maturity(X["firm_age_years"], edges=settings["edges"])


def _maturity_rules(settings: Settings) -> dict[str, str]:
    young, old = (words.number(edge) for edge in settings["edges"])
    return {n: rule.format(young=young, old=old) for n, rule in said.MATURITY.items()}


def _maturity_learn(X: pd.DataFrame, options: Mapping[str, Any]) -> Settings:
    given = (options["edges"] or {}).get("firm_age_years", standing.AGE_EDGES)
    settings = {"edges": schemes.increasing(given, "edges of firm_age_years", 2)}
    _maturity(X, settings)
    return settings


def _owners_learn(X: pd.DataFrame, options: Mapping[str, Any]) -> Settings:
    owners = dict(options["owners"] or standing.OWNERS)
    standing.ownership_status(X["ownership"], owners=owners)
    return {"owners": owners}


def _owners(X: pd.DataFrame, settings: Settings) -> pd.Series:
    return standing.ownership_status(X["ownership"], owners=settings["owners"])


def _performance(X: pd.DataFrame, settings: Settings) -> pd.Series:
    columns = {name: X[name] for name in standing.PERFORMANCE_EDGES}
    return standing.performance_class(**columns, edges=settings)


def _performance_learn(X: pd.DataFrame, options: Mapping[str, Any]) -> Settings:
    given = options["edges"] or {}
    mine = {k: v for k, v in given.items() if k in standing.PERFORMANCE_EDGES}
    return standing.performance_edges(mine)


def _performance_rules(settings: Settings) -> dict[str, str]:
    _, growing, high = (said.percent(e) for e in settings["turnover_growth_rate"])
    facts = {
        "low": said.percent(settings["profit_margin_rate"][0]),
        "high": high,
        "growing": growing,
        "swing": said.percent(settings["turnover_growth_sd_rate"][0]),
    }
    return {name: rule.format(**facts) for name, rule in said.PERFORMANCE.items()}


def _stage(X: pd.DataFrame, settings: Settings) -> pd.Series:
    names = {key: name for key, (name, _) in said.STAGES.items()}
    return X["sales_stage"].astype(object).map(names, na_action="ignore")


def _stage_learn(X: pd.DataFrame, options: Mapping[str, Any]) -> Settings:
    _only(X["sales_stage"], said.STAGES)
    return {}


def _status_learn(X: pd.DataFrame, options: Mapping[str, Any]) -> Settings:
    _only(X["size_status"], _size_rules({"version": "2025/1099"}))
    return {}


def _only(column: pd.Series, names: Iterable[str]) -> None:
    """Refuse words that are no level."""
    strange = sorted({str(v) for v in column.dropna().unique()} - set(names))
    if strange:
        raise DataError(
            f"column '{column.name}' in X holds {strange[:5]}; it may hold "
            f"{list(names)}: translate it first"
        )


def _nothing(X: pd.DataFrame, options: Mapping[str, Any]) -> Settings:
    return {}


def _reads(*columns: str) -> Any:
    return lambda X, options: schemes.need(X, *columns)


SCHEMES: dict[str, Scheme] = {
    "size": Scheme(_size_columns, _size_learn, _size, _size_rules, ("size_version",)),
    "size_status": Scheme(
        _reads("size_status"),
        _status_learn,
        lambda X, settings: X["size_status"],
        _status_rules,
    ),
    "headcount": _banded("employees", [10, 50, 250], said.PEOPLE, words.number),
    "turnover": _banded("turnover_amount", [2e6, 1e7, 5e7], said.EUROS, said.millions),
    "market_share": _banded(
        "market_share_rate", [0.01, 0.05, 0.2], said.OF_MARKET, said.percent
    ),
    "industry": Scheme(
        _code_column, _section_learn, _section, _section_rules, ("nace_version",)
    ),
    "vertical": Scheme(
        _reads("nace_code"),
        _vertical_learn,
        lambda X, s: industry.vertical(X["nace_code"], verticals=s["verticals"]),
        _vertical_rules,
        ("verticals",),
    ),
    "region": schemes.named("seat_region"),
    "operations_region": schemes.named("operations_region"),
    "location": Scheme(
        _reads("seat_region", "operations_region"),
        _nothing,
        _location,
        lambda settings: dict(said.LOCATION),
    ),
    "ownership": Scheme(
        _reads("ownership"),
        _owners_learn,
        _owners,
        lambda settings: dict(said.OWNERSHIP),
        ("owners",),
    ),
    "maturity": Scheme(
        _reads("firm_age_years"),
        _maturity_learn,
        _maturity,
        _maturity_rules,
        ("edges",),
    ),
    "performance": Scheme(
        _reads("turnover_growth_rate", "profit_margin_rate", "turnover_growth_sd_rate"),
        _performance_learn,
        _performance,
        _performance_rules,
        ("edges",),
    ),
    "stage": Scheme(
        _reads("sales_stage"),
        _stage_learn,
        _stage,
        lambda settings: dict(said.STAGES.values()),
    ),
}
