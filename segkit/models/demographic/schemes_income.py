"""The schemes by income: parts of the median, price tiers, and equal parts."""

from __future__ import annotations

import pandas as pd

from segkit.checks import DataError
from segkit.models import schemes, words
from segkit.models.demographic import income, tiers
from segkit.models.demographic.scheme import Options, mapped, own, scheme
from segkit.models.demographic.weighted import quantiles
from segkit.models.schemes import Scheme, Settings
from segkit.models.words import demographic as said
from segkit.models.words.limits import limits_of


def _learn(name: str, X: pd.DataFrame, options: Options) -> Settings:
    given = own(name, options, "edges", income.SHARES)
    shares = schemes.increasing(given, "edges")
    median = quantiles(X[income.NAME], [0.5])[0]
    if median <= 0:
        raise DataError(
            f"column '{income.NAME}' in X has the median {words.number(median)}, and "
            "incomes are divided by it: are most of them 0 because they are not known?"
        )
    return {"median": median, "shares": shares}


def _band_texts(kept: Settings) -> list[str]:
    cuts = [words.amount(cut) for cut in income.amounts(kept["median"], kept["shares"])]
    shares = income.shares_in_words(kept["shares"])
    pairs = zip(limits_of(cuts, "left"), shares, strict=True)
    median = words.amount(kept["median"])
    return [
        said.INCOME_RULE.format(limits=limits, shares=part, median=median)
        for limits, part in pairs
    ]


def _income() -> Scheme:
    return scheme(
        (income.NAME,),
        lambda X, options: _learn("income", X, options),
        lambda X, kept: income.income_band(X[income.NAME], **kept),
        _band_texts,
        options=("edges",),
    )


def _tier() -> Scheme:
    def learn(X: pd.DataFrame, options: Options) -> Settings:
        kept = {**_learn("price_tier", X, options), **mapped("price_tier", options)}
        tiers.tiers_of(income.income_names(kept["shares"]), kept["mapping"])
        return kept

    def divide(X: pd.DataFrame, kept: Settings) -> pd.Series:
        limits = {"median": kept["median"], "shares": kept["shares"]}
        found = income.income_band(X[income.NAME], **limits)
        return tiers.price_tier(found, kept["mapping"])

    def texts(kept: Settings) -> list[str]:
        names = income.income_names(kept["shares"])
        found = tiers.tiers_of(names, kept["mapping"])
        joined = [at for at in range(1, len(found)) if found[at] != found[at - 1]]
        met = {**kept, "shares": [kept["shares"][at - 1] for at in joined]}
        told = _band_texts(met) if joined else [said.ANY]
        runs = list(zip([found[at] for at in (0, *joined)], told, strict=True))
        rules = [[rule for own, rule in runs if own == tier] for tier in said.TIERS]
        return [said.OR.join(own) or said.NOBODY for own in rules]

    return scheme((income.NAME,), learn, divide, texts, options=("edges", "mapping"))


def _quantile() -> Scheme:
    def learn(X: pd.DataFrame, options: Options) -> Settings:
        n = own("income_quantile", options, "n_bands", income.N_BANDS)
        return {"n_bands": n, "cuts": income.quantile_cuts(X[income.NAME], n)}

    def texts(kept: Settings) -> list[str]:
        cuts = limits_of([words.amount(cut) for cut in kept["cuts"]], "right")
        return [said.QUANTILE_RULE.format(limits=text) for text in cuts]

    return scheme(
        (income.NAME,),
        learn,
        lambda X, kept: income.income_quantile(X[income.NAME], **kept),
        texts,
        options=("n_bands",),
    )


INCOME = {
    "income": _income(),
    "income_quantile": _quantile(),
    "price_tier": _tier(),
}
