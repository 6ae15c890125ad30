"""The levels that customers and firms can be divided by, from what they use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from segkit.models import schemes
from segkit.models.schemes import Scheme, Settings
from segkit.models.technographic import uses
from segkit.models.words import technographic as said


def used(column: str) -> Scheme:
    """Divide by whether one tool is used.

    Parameters
    ----------
    column : a column of truth values

    Returns
    -------
    Scheme

    Examples
    --------
    >>> scheme = used("uses_ad_platform")
    >>> scheme.divide(pd.DataFrame({"uses_ad_platform": [True]}), {}).tolist()
    ['Uses ad platform']
    """
    tool = said.LANGUAGE.label(column)
    yes, no = said.USER.format(tool=tool), said.NO_USER.format(tool=tool)
    rules = {
        yes: said.USER_RULE.format(tool=tool),
        no: said.NO_USER_RULE.format(tool=tool),
    }

    def divide(X: pd.DataFrame, settings: Settings) -> pd.Series:
        return uses.yes_or_no(X, [column])[column].map({1.0: yes, 0.0: no})

    def learn(X: pd.DataFrame, options: Mapping[str, Any]) -> Settings:
        divide(X, {})
        return {}

    return Scheme(
        lambda X, options: schemes.need(X, column), learn, divide, lambda s: rules
    )


def _network_columns(X: pd.DataFrame, options: Mapping[str, Any]) -> list[str]:
    kinds = uses.two_kinds(options["networks"])
    return schemes.need(X, *dict.fromkeys(name for of in kinds.values() for name in of))


def _network_rules(settings: Settings) -> dict[str, str]:
    (one, visual), (other, circles) = settings["networks"].items()
    label = said.LANGUAGE.label
    facts = {
        "visual": ", ".join(label(name) for name in visual),
        "circles": ", ".join(label(name) for name in circles),
    }
    names = [one, other, said.BOTH_NETWORKS, said.NO_NETWORK]
    rules = said.NETWORK_RULES.values()
    return {n: r.format(**facts) for n, r in zip(names, rules, strict=True)}


def _network_learn(X: pd.DataFrame, options: Mapping[str, Any]) -> Settings:
    settings = {"networks": uses.two_kinds(options["networks"])}
    uses.network_group(X, **settings)
    return settings


def _profile_columns(X: pd.DataFrame, options: Mapping[str, Any]) -> list[str]:
    chosen = options["programs"] or uses.PROFILES
    return schemes.need(X, *dict.fromkeys(n for of in chosen.values() for n in of))


def _profile_learn(X: pd.DataFrame, options: Mapping[str, Any]) -> Settings:
    chosen = {k: list(v) for k, v in (options["programs"] or uses.PROFILES).items()}
    uses.program_profile(X, profiles=chosen)
    return {"profiles": chosen}


def _profile_rules(settings: Settings) -> dict[str, str]:
    rules = {
        name: said.PROFILE_RULE.format(
            tools=said.AND.join(said.LANGUAGE.label(each) for each in of)
        )
        for name, of in settings["profiles"].items()
    }
    return {**rules, said.LIGHT: said.PROFILE_LAST}


# Visits and tools: own definitions, to be replaced by edges=.
SCHEMES: dict[str, Scheme] = {
    "device": schemes.named("main_device"),
    "phone_system": schemes.named("phone_system"),
    "computer_system": schemes.named("computer_system"),
    "payment": schemes.named("payment_preference"),
    "visits": schemes.banded(
        "visits_per_month", [1, 4], label=said.VISITS_LABEL, of=said.VISITS
    ),
    "tools": schemes.banded("n_tools", [3, 7], label=said.TOOLS_LABEL, of=said.TOOLS),
    "platforms": Scheme(
        _network_columns,
        _network_learn,
        lambda X, settings: uses.network_group(X, **settings),
        _network_rules,
        ("networks",),
    ),
    "software": Scheme(
        _profile_columns,
        _profile_learn,
        lambda X, settings: uses.program_profile(X, **settings),
        _profile_rules,
        ("programs",),
    ),
}
