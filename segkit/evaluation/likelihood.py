"""AIC and BIC, of the estimators that have a likelihood."""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.pipeline import Pipeline

from segkit.cluster import from_plain


def criteria(model: Any, rows: Any, k: int) -> dict[str, float]:
    """Return AIC and BIC of a fitted model; nan where it has no likelihood.

    Parameters
    ----------
    model : fitted estimator, pipeline or segkit model
    rows : (n, columns) on which it was fitted
    k : number of segments; a model fitted with another number tells nothing

    Returns
    -------
    dict with aic and bic: smaller is better

    References
    ----------
    Akaike (1974); Schwarz (1978).

    Examples
    --------
    >>> from sklearn.mixture import GaussianMixture
    >>> X = np.arange(8.0)[:, None]
    >>> found = criteria(GaussianMixture(1).fit(X), X, 1)
    >>> round(found["bic"] - found["aic"], 3)  # 2 ln 8 - 4
    0.159
    """
    if isinstance(model, Pipeline):
        rows = model[:-1].transform(rows) if len(model.steps) > 1 else rows
        model = model[-1]
    nothing = {"aic": np.nan, "bic": np.nan}
    if getattr(model, "n_components", k) != k:
        return nothing
    if callable(getattr(model, "bic", None)):
        return {"aic": float(model.aic(rows)), "bic": float(model.bic(rows))}
    if hasattr(model, "bic_"):
        return {"aic": float(model.aic_), "bic": float(model.bic_)}
    return _classes(model, rows, k) or nothing


def _classes(model: Any, rows: Any, k: int) -> dict[str, float] | None:
    """Return the criteria of a segkit model that found latent classes."""
    engine = getattr(model, "engine_", None)
    if not isinstance(engine, dict) or "n_parameters" not in engine:
        return None
    found = from_plain(engine)
    if found.n_components != k:
        return None
    table = model.rule_.compared(rows[list(model.feature_names_in_)])
    table = table[table.notna().any(axis=1)]
    fit = -2 * float(found.score_samples(table).sum())
    p = engine["n_parameters"]
    return {"aic": 2 * p + fit, "bic": float(np.log(len(table)) * p + fit)}
