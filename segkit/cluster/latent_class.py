"""Latent classes: hidden kinds of rows that explain which answers go together."""

from __future__ import annotations

from typing import Any, Self, cast

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, DensityMixin
from sklearn.utils import Tags, check_random_state
from sklearn.utils.validation import _check_sample_weight, check_is_fitted
from threadpoolctl import threadpool_limits

from segkit.cluster import class_summary, em, tables
from segkit.cluster.class_regression import Logit, climb
from segkit.cluster.covariates import Design, read_as_in_fit, together
from segkit.cluster.items import Items, Scale
from segkit.cluster.mixed import Mixed
from segkit.cluster.rows import distinct

# Two starts have found the same when their log-likelihoods differ by less.
SAME = 0.01


class LatentClass(DensityMixin, BaseEstimator):
    """Find hidden classes within which the items are independent of one another.

    Texts, categories, booleans and whole numbers with few values are categorical items
    (ordered ones too: no shape is imposed on their answers); other numbers are normal
    items, with a mean and a variance for each class (latent profiles). A missing answer
    is left out; the row's other answers count. With `covariates` in `fit`, the shares
    of the classes depend on them by a multinomial logit (latent class regression): the
    classes are found without them first and keep their meaning.

    Parameters
    ----------
    n_components : how many classes
    n_init : how many random starts; the likeliest result is kept
    max_iter : most rounds of one start
    tol : stop a start when the log-likelihood per row grows by less; the best start
        goes on until it grows by a ten-thousandth of that
    categorical_features : "auto" as above, "from_dtype" (whole numbers are then
        numbers), None (all are numbers), a boolean for each column, or names or
        positions of columns
    random_state : seed or numpy RandomState for the starts

    Attributes
    ----------
    class_prior_ : (n_components,) shares of the classes, largest first
    item_probabilities_ : pandas table, one row per item and category, one column per
        class: the chance of this answer
    means_, variances_ : pandas tables, one row per normal item, one column per class
    labels_ : (n,) whole numbers, the likeliest class of each row
    log_likelihood_ : natural logarithm, of all rows together
    n_parameters_, aic_, bic_ : of the model
    entropy_r2_ : 1 if every row's class is certain, 0 if none is
    g2_, x2_, degrees_of_freedom_ : likelihood-ratio and Pearson fit to the table of all
        answer patterns; NaN if an item is normal, an answer is missing, or there are
        covariates
    boundary_ : pandas table of the answers that a class always or never gives (less
        than a hundredth of a row is expected otherwise), and of the normal items whose
        variance in a class fell to the least allowed, a millionth of that of all rows
    coefficients_ : pandas table of the effects of covariates on the log-odds of each
        class against the largest, class_0, each in its own unit, with standard errors
        (observed information), z, p, 95 % intervals and odds ratios; None
        without covariates
    covariate_tests_ : pandas table, Wald's test of each covariate over all classes,
        or None
    starts_ : (n_init,) log-likelihoods of the starts, without covariates
    n_best_ : in how many starts the best was found; if it is 1, use more starts
    n_iter_, converged_ : of the best start

    References
    ----------
    Goodman (1974), "Exploratory latent structure analysis using both identifiable and
    unidentifiable models"; EM after Dempster, Laird and Rubin (1977); entropy R² after
    Ramaswamy and others (1993). Covariates: Dayton and Macready (1988),
    "Concomitant-variable latent-class models"; Bandeen-Roche and others (1997).

    Examples
    --------
    >>> import pandas as pd
    >>> X = pd.DataFrame({"a": [1, 1, 1, 0, 0, 0], "b": [1, 1, 1, 0, 0, 0],
    ...                   "c": [1, 1, 0, 0, 0, 1]})
    >>> model = LatentClass(n_components=2, random_state=1).fit(X)
    >>> sorted(model.item_probabilities_.loc[("a", 1)].round(3))
    [0.0, 1.0]
    """

    _design: Design | None = None
    _logit: Logit | None = None

    def __init__(
        self,
        n_components: int = 2,
        *,
        n_init: int = 10,
        max_iter: int = 2000,
        tol: float = 1e-8,
        categorical_features: Any = "auto",
        random_state: Any = None,
    ) -> None:
        self.n_components = n_components
        self.n_init = n_init
        self.max_iter = max_iter
        self.tol = tol
        self.categorical_features = categorical_features
        self.random_state = random_state

    def fit(
        self,
        X: Any,
        y: Any = None,
        sample_weight: ArrayLike | None = None,
        *,
        covariates: Any = None,
    ) -> Self:
        """Find the classes.

        Parameters
        ----------
        X : (n, items) table or array; missing values are allowed
        y : ignored
        sample_weight : (n,) how many rows each row counts for; None for 1
        covariates : (n, q) table of what the shares of the classes depend on, without
            missing values; texts, categories and booleans are held against their first

        Returns
        -------
        self

        Raises
        ------
        DataError
            if there are fewer rows than classes, or an argument is impossible
        """
        rows = tables.learn(self, X, self.categorical_features)
        weight = _check_sample_weight(
            sample_weight, rows.numbers, dtype=np.float64, ensure_non_negative=True
        )
        tables.refuse(self, ("n_components", "n_init", "max_iter"), len(rows))
        self._design = self._logit = None
        z = None
        if covariates is not None:
            self._design = Design.learn(covariates, X, weight > 0)
            z = self._design.read(covariates, X)
        with threadpool_limits(limits=1, user_api="blas"):
            self._learn(rows, z, weight)
            self.labels_ = self._posterior(self._items(rows), z)[0].argmax(axis=1)
        return self

    def _items(self, rows: Mixed) -> Items:
        return Items.of(rows, self._reader, self._scale)

    def _learn(
        self, rows: Mixed, z: NDArray[np.float64] | None, weight: NDArray[np.float64]
    ) -> None:
        known = distinct(rows, weight)
        self._scale = Scale.of(known)
        plan = em.Plan(self.n_components, self.n_init, self.max_iter, self.tol)
        rng = check_random_state(self.random_state)
        items = self._items(known.rows)
        found: Any = em.search(items, known.weight, plan, rng)
        self.starts_ = found.starts
        self.n_best_ = int((self.starts_ > self.starts_.max() - SAME).sum())
        if z is not None:
            known, z = together(rows, z, weight)
            items = self._items(known.rows)
            found = climb(found.model, items, z, known.weight, plan)
            self._logit = found.logit
        self._model = found.model
        self.n_iter_, self.converged_ = found.n_iter, found.converged
        class_summary.warn(self, items)
        class_summary.count(self, items, z, known.weight)
        class_summary.tabulate(self, known.weight.sum())
        self.coefficients_ = self.covariate_tests_ = None
        if z is not None:
            class_summary.explain(self, found, items, z, known.weight)

    def _posterior(
        self, items: Items, z: NDArray[np.float64] | None
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        log_prior = self._model.log_prior
        if z is not None:
            log_prior = cast("Logit", self._logit).log_prior(z)
        post, each = em.shares(items.features @ self._model.weights + log_prior)
        return post, each - items.seen @ np.log(self._scale.spread)

    def _read(
        self, X: Any, covariates: Any
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        check_is_fitted(self)
        rows = tables.read(self, X)
        z = read_as_in_fit(self._design, covariates, X)
        return self._posterior(self._items(rows), z)

    def predict_proba(self, X: Any, covariates: Any = None) -> NDArray[np.float64]:
        """Return how likely each class is for each row.

        Parameters
        ----------
        X : (n, items), as in `fit`; an answer that `fit` never saw is left out
        covariates : (n, q), as in `fit`

        Returns
        -------
        (n, n_components), rows sum to 1
        """
        return self._read(X, covariates)[0]

    def predict(self, X: Any, covariates: Any = None) -> NDArray[np.int64]:
        """Return the likeliest class of each row.

        Parameters
        ----------
        X, covariates : as in `predict_proba`

        Returns
        -------
        (n,) whole numbers
        """
        return self.predict_proba(X, covariates).argmax(axis=1)

    def fit_predict(
        self,
        X: Any,
        y: Any = None,
        sample_weight: ArrayLike | None = None,
        *,
        covariates: Any = None,
    ) -> NDArray[np.int64]:
        """Find the classes and return the likeliest of each row.

        Parameters
        ----------
        X, y, sample_weight, covariates : as in `fit`

        Returns
        -------
        (n,) whole numbers
        """
        return self.fit(X, y, sample_weight, covariates=covariates).labels_

    def score_samples(self, X: Any, covariates: Any = None) -> NDArray[np.float64]:
        """Return the log-likelihood of each row.

        Parameters
        ----------
        X, covariates : as in `predict_proba`

        Returns
        -------
        (n,) natural logarithms
        """
        return self._read(X, covariates)[1]

    def score(self, X: Any, y: Any = None, covariates: Any = None) -> float:
        """Return the mean log-likelihood of the rows.

        Parameters
        ----------
        X, covariates : as in `predict_proba`
        y : ignored

        Returns
        -------
        float
        """
        return float(self.score_samples(X, covariates).mean())

    def __sklearn_tags__(self) -> Tags:
        """Say that missing values, texts and categories are welcome."""
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = True
        tags.input_tags.string = True
        tags.input_tags.categorical = True
        return tags
