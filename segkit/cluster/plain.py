"""Fitted estimators as plain numbers, for a JSON file, and back again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from segkit.checks import DataError
from segkit.cluster.class_regression import Logit
from segkit.cluster.covariates import Design
from segkit.cluster.em import Model
from segkit.cluster.items import Scale
from segkit.cluster.k_prototypes import KPrototypes
from segkit.cluster.latent_class import LatentClass
from segkit.cluster.mixed import Mixed, Reader


def to_plain(model: KPrototypes | LatentClass) -> dict[str, Any]:
    """Write what a fitted estimator needs to sort new rows.

    Parameters
    ----------
    model : fitted on a table

    Returns
    -------
    dict of numbers, texts, lists and dictionaries; no row of the table is in it

    Examples
    --------
    >>> import pandas as pd
    >>> X = pd.DataFrame({"age": [20, 22, 60], "plan": ["a", "a", "b"]})
    >>> model = KPrototypes(2, random_state=1).fit(X)
    >>> from_plain(to_plain(model)).predict(X).tolist() == model.labels_.tolist()
    True
    """
    reader = model._reader
    learned = _prototypes(model) if isinstance(model, KPrototypes) else _classes(model)
    return {
        "kind": type(model).__name__,
        "names": list(reader.names),
        "numeric": [int(place) for place in reader.numeric],
        "categorical": [int(place) for place in reader.categorical],
        "levels": [levels.tolist() for levels in reader.levels],
        **learned,
    }


def from_plain(plain: Mapping[str, Any]) -> KPrototypes | LatentClass:
    """Make an estimator again that sorts rows as the one did that was written.

    Parameters
    ----------
    plain : from `to_plain`, also after a trip through a JSON file

    Returns
    -------
    a fitted estimator, without ``labels_`` and without the tables to read

    Raises
    ------
    DataError
        if it is not what `to_plain` wrote
    """
    kinds: dict[str, Callable[..., KPrototypes | LatentClass]]
    kinds = {"KPrototypes": _to_prototypes, "LatentClass": _to_classes}
    try:
        model = kinds[plain["kind"]](plain)
        levels = [np.array(each) for each in plain["levels"]]
        model._reader = Reader(
            list(plain["names"]),
            list(plain["numeric"]),
            list(plain["categorical"]),
            levels,
        )
        model.feature_names_in_ = np.array(plain["names"], dtype=object)
        model.n_features_in_ = len(plain["names"])
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(
            f"this is not a written estimator of segkit.cluster ({error}): write it "
            "again with to_plain"
        ) from error
    return model


def _prototypes(model: KPrototypes) -> dict[str, Any]:
    return {
        "gamma": model.gamma_,
        "numbers": model._centres.numbers.tolist(),
        "codes": model._centres.codes.tolist(),
    }


def _to_prototypes(plain: Mapping[str, Any]) -> KPrototypes:
    k = len(plain["numbers"])
    numbers = np.array(plain["numbers"], dtype=float).reshape(k, -1)
    codes = np.array(plain["codes"], dtype=np.int64).reshape(k, -1)
    model = KPrototypes(k)
    model.gamma_, model._centres = float(plain["gamma"]), Mixed(numbers, codes)
    model._n_features_out = k
    return model


def _classes(model: LatentClass) -> dict[str, Any]:
    covariates = {}
    if model._design is not None and model._logit is not None:
        logit = model._logit
        covariates = {
            "names": list(model._design.names),
            "levels": [list(each) if each else None for each in model._design.levels],
            "mean": logit.mean.tolist(),
            "spread": logit.spread.tolist(),
            "beta": logit.beta.tolist(),
        }
    return {
        "n_parameters": int(model.n_parameters_),
        "mean": model._scale.mean.tolist(),
        "spread": model._scale.spread.tolist(),
        "log_prior": model._model.log_prior.tolist(),
        "weights": model._model.weights.tolist(),
        "covariates": covariates,
    }


def _to_classes(plain: Mapping[str, Any]) -> LatentClass:
    log_prior = np.array(plain["log_prior"], dtype=float)
    model = LatentClass(len(log_prior))
    model._scale = Scale(np.array(plain["mean"]), np.array(plain["spread"]))
    model._model = Model(log_prior, np.array(plain["weights"], dtype=float))
    model.class_prior_ = np.exp(log_prior)
    model.n_parameters_ = int(plain["n_parameters"])
    if covariates := plain.get("covariates"):
        numbers = (np.array(covariates[part]) for part in ("mean", "spread", "beta"))
        model._design = Design(list(covariates["names"]), list(covariates["levels"]))
        model._logit = Logit(*numbers)
    return model
