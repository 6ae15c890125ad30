"""Levels of places: urbanisation, climate, culture, distance, community, market."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from segkit.cluster.climate import CLASSES
from segkit.models import tables, words
from segkit.models.bands import BandsRule, Scheme, Settings, named, need
from segkit.models.geographic import bands, kinds
from segkit.models.levels import UNKNOWN
from segkit.models.words import geographic as said

MADE_BY = "features.places(customers, postcodes=...)"
THIRDS = (1 / 3, 2 / 3)
COMMUNITY = ("density_km2", "flats_rate", "second_homes_rate", "coastal")
Levels = Mapping[str, tuple[str, str]]


def _nothing(X: pd.DataFrame, options: Mapping[str, Any]) -> Settings:
    return {}


def _named_levels(levels: Levels) -> Callable[[Settings], dict[str, str]]:
    return lambda settings: dict(levels.values())


def _shown(values: pd.Series, levels: Levels) -> pd.Series:
    """Turn the values of a column into names of segments; others are not known."""
    texts = values.astype(object).map(lambda v: str(v).lower(), na_action="ignore")
    return texts.map({key: name for key, (name, _) in levels.items()})


def _published(column: str, levels: Levels) -> Scheme:
    """Read levels that a column already has."""
    return Scheme(
        reads=lambda X, options: need(X, column),
        learn=_nothing,
        divide=lambda X, settings: _shown(X[column], levels),
        rules=_named_levels(levels),
    )


def _urban_column(X: pd.DataFrame, options: Mapping[str, Any]) -> list[str]:
    here = "urbanisation" in X.columns
    return need(X, "urbanisation") if here else need(X, "density_km2")


def _urban(X: pd.DataFrame, settings: Settings) -> pd.Series:
    if settings["column"] == "urbanisation":
        return _shown(X["urbanisation"], said.LEVEL_1)
    found = kinds.urbanisation_by_density(X["density_km2"])
    return _shown(found, said.BY_DENSITY)


def _urban_rules(settings: Settings) -> dict[str, str]:
    by_grid = settings["column"] == "urbanisation"
    return dict((said.LEVEL_1 if by_grid else said.BY_DENSITY).values())


URBANISATION = Scheme(
    reads=_urban_column,
    learn=lambda X, options: {"column": _urban_column(X, options)[0]},
    divide=_urban,
    rules=_urban_rules,
)


def _climate(*, group: bool) -> Scheme:
    """Divide by the classes of climate, or by their first letters."""

    def short(values: pd.Series) -> pd.Series:
        texts = values.astype(object).map(str, na_action="ignore")
        known = texts.isin(CLASSES)
        return texts.where(~known, texts.str[0]) if group else texts

    def learn(X: pd.DataFrame, options: Mapping[str, Any]) -> Settings:
        codes = X["climate_zone"].dropna().astype(str).unique()
        ordered = [code for code in CLASSES if code in codes]
        others = sorted(set(codes) - set(CLASSES))
        firsts = list(dict.fromkeys(code[0] for code in ordered))
        return {"codes": (firsts if group else ordered) + others}

    def name(code: str) -> str:
        letter = said.CLIMATE_GROUPS.get(code) if group else None
        if letter:
            return said.CLIMATE_NAME.format(words=letter, code=code)
        return kinds.climate_name(code)

    rule = said.GROUP_RULE if group else said.CLIMATE_RULE
    return Scheme(
        reads=lambda X, options: need(X, "climate_zone"),
        learn=learn,
        divide=lambda X, s: short(X["climate_zone"]).map(name, na_action="ignore"),
        rules=lambda s: {name(code): rule.format(code=code) for code in s["codes"]},
    )


def _language(X: pd.DataFrame) -> str:
    return "place_language" if "place_language" in X.columns else "language"


def _culture_names(X: pd.DataFrame, options: Mapping[str, Any]) -> Settings:
    column = _language(X)
    pairs = X[["country", column]].dropna().astype(str).drop_duplicates()
    return {"column": column, "pairs": sorted(pairs.to_numpy().tolist())}


def _culture_rules(settings: Settings) -> dict[str, str]:
    return {
        said.CULTURE.format(country=c, language=s): said.CULTURE_RULE.format(
            country=c, language=s
        )
        for c, s in settings["pairs"]
    }


CULTURE = Scheme(
    reads=lambda X, options: need(X, "country", _language(X)),
    learn=_culture_names,
    divide=lambda X, s: kinds.culture(X["country"], X[str(s["column"])]),
    rules=_culture_rules,
)


def _km_edges(X: pd.DataFrame, options: Mapping[str, Any]) -> Settings:
    given = options["km_edges"]
    edges = bands.KM_EDGES if given is None else given
    return {"edges": bands.growing(edges, "km_edges")}


DISTANCE = Scheme(
    reads=lambda X, options: need(X, "km_to_store"),
    learn=_km_edges,
    divide=lambda X, s: bands.distance_band(X["km_to_store"], edges=s["edges"]),
    rules=lambda s: bands.distance_rules(s["edges"]),
    options=("km_edges",),
)


def _market_edges(X: pd.DataFrame, options: Mapping[str, Any]) -> Settings:
    given = options["market_edges"]
    if given is None:
        column = "market_size_amount"
        values = np.sort(tables.numbers(X, [column])[column].dropna())
        given = np.unique(np.quantile(values, THIRDS, method="lower")).tolist()
    return {"edges": bands.growing(given, "market_edges")}


MARKET = Scheme(
    reads=lambda X, options: need(X, "market_size_amount"),
    learn=_market_edges,
    divide=lambda X, s: bands.market_band(X["market_size_amount"], edges=s["edges"]),
    rules=lambda s: bands.market_rules(s["edges"]),
    options=("market_edges",),
)
COMMUNITIES = Scheme(
    reads=lambda X, options: need(X, *COMMUNITY),
    learn=_nothing,
    divide=lambda X, settings: _shown(
        kinds.community_type(*(X[name] for name in COMMUNITY)), said.COMMUNITY
    ),
    rules=_named_levels(said.COMMUNITY),
)


def _work(X: pd.DataFrame, settings: Settings) -> pd.Series:
    same = X["home_is_work"].astype("boolean").astype(object)
    keys = same.map({True: "same place", False: "commutes"}, na_action="ignore")
    return _shown(keys, said.WORK)


WORK = Scheme(
    reads=lambda X, options: need(X, "home_is_work"),
    learn=_nothing,
    divide=_work,
    rules=_named_levels(said.WORK),
)


@dataclass
class PlacesRule(BandsRule):
    """Where customers live, in published or own levels; several can be crossed."""

    options: ClassVar = ("by", "km_edges", "market_edges")
    made_by: ClassVar = MADE_BY
    usual: ClassVar = "urbanisation"
    language: ClassVar = said.LANGUAGE
    schemes: ClassVar = {
        "urbanisation": URBANISATION,
        "urbanisation_detail": _published("urbanisation_detail", said.LEVEL_2),
        "climate": _climate(group=False),
        "climate_group": _climate(group=True),
        "country": named("country"),
        "region": named("region"),
        "town": named("town"),
        "culture": CULTURE,
        "distance": DISTANCE,
        "community": COMMUNITIES,
        "market_size": MARKET,
        "work": WORK,
    }

    def reason(self, X: pd.DataFrame) -> str:
        """Name the facts and the rule; say so where a place was not there to learn."""
        if int(self.level(X)[0]) == UNKNOWN and X.notna().all(axis=None):
            return f"{self.because(X)} {words.NOT_STATED_WHY}"
        return super().reason(X)
