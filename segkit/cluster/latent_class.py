"""Latent classes: hidden kinds of rows that explain which answers go together."""

from __future__ import annotations

import warnings
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, DensityMixin
from sklearn.exceptions import ConvergenceWarning
from sklearn.utils import Tags, check_random_state
from sklearn.utils.validation import _check_sample_weight, check_is_fitted
from threadpoolctl import threadpool_limits

from segkit.cluster import em, latent_tables, tables
from segkit.cluster.items import Items, Scale
from segkit.cluster.rows import distinct

# Two starts have found the same when their log-likelihoods differ by less.
SAME = 0.01
CLASS = "class_{}"


class LatentClass(DensityMixin, BaseEstimator):
    """Find hidden classes within which the items are independent of one another.

    Texts, categories, booleans and whole numbers with few values are categorical items
    (ordered ones too: no shape is imposed on their answers); other numbers are normal
    items, with a mean and a variance for each class (latent profiles). A missing answer
    is left out; the row's other answers count.

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
        answer patterns; NaN if an item is normal or an answer is missing
    starts_ : (n_init,) log-likelihoods of the starts
    n_best_ : in how many starts the best was found; if it is 1, use more starts
    n_iter_, converged_ : of the best start

    References
    ----------
    Goodman (1974), "Exploratory latent structure analysis using both identifiable and
    unidentifiable models"; EM after Dempster, Laird and Rubin (1977); entropy R² after
    Ramaswamy and others (1993).

    Examples
    --------
    >>> import pandas as pd
    >>> X = pd.DataFrame({"a": [1, 1, 1, 0, 0, 0], "b": [1, 1, 1, 0, 0, 0],
    ...                   "c": [1, 1, 0, 0, 0, 1]})
    >>> model = LatentClass(n_components=2, random_state=1).fit(X)
    >>> sorted(model.item_probabilities_.loc[("a", 1)].round(3))
    [0.0, 1.0]
    """

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
        self, X: Any, y: Any = None, sample_weight: ArrayLike | None = None
    ) -> Self:
        """Find the classes.

        Parameters
        ----------
        X : (n, items) table or array; missing values are allowed
        y : ignored
        sample_weight : (n,) how many rows each row counts for; None for 1

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
        known = distinct(rows, weight)
        self._scale = Scale.of(known)
        items = Items.of(known.rows, self._reader, self._scale)
        rng = check_random_state(self.random_state)
        with threadpool_limits(limits=1, user_api="blas"):
            found = em.search(
                items,
                known.weight,
                em.Plan(self.n_components, self.n_init, self.max_iter, self.tol),
                rng,
            )
            self._keep(found, items, known.weight)
            self.labels_ = self._posterior(rows)[0].argmax(axis=1)
        return self

    def _keep(self, found: em.Found, items: Items, weight: NDArray[np.float64]) -> None:
        self._model, self.starts_ = found.model, found.starts
        self.class_prior_ = np.exp(found.model.log_prior)
        self.n_iter_, self.converged_ = found.n_iter, found.converged
        if not found.converged:
            warnings.warn(
                f"the best start still improved after {self.max_iter} rounds: raise "
                "max_iter, or ask for fewer classes",
                ConvergenceWarning,
                stacklevel=3,
            )
        post, each = em.posterior(found.model, items)
        n = weight.sum()
        jacobian = weight @ items.seen @ np.log(self._scale.spread)
        self.log_likelihood_ = float(weight @ each - jacobian)
        close = self.starts_ > self.starts_.max() - SAME
        self.n_best_ = int(close.sum())
        self.n_parameters_ = items.n_parameters(self.n_components)
        self.aic_ = 2 * self.n_parameters_ - 2 * self.log_likelihood_
        self.bic_ = np.log(n) * self.n_parameters_ - 2 * self.log_likelihood_
        self.entropy_r2_ = entropy_r2(post, weight)
        self.g2_, self.x2_, self.degrees_of_freedom_ = latent_tables.fit_to_patterns(
            items, weight, each, self.n_parameters_
        )
        columns = [CLASS.format(k) for k in range(self.n_components)]
        self.item_probabilities_ = latent_tables.probabilities(
            found.model, self._reader, columns
        )
        self.means_, self.variances_ = latent_tables.profiles(
            found.model, self._reader, self._scale, columns
        )

    def _posterior(self, rows: Any) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        items = Items.of(rows, self._reader, self._scale)
        post, each = em.posterior(self._model, items)
        return post, each - items.seen @ np.log(self._scale.spread)

    def predict_proba(self, X: Any) -> NDArray[np.float64]:
        """Return how likely each class is for each row.

        Parameters
        ----------
        X : (n, items), as in `fit`; an answer that `fit` never saw is left out

        Returns
        -------
        (n, n_components), rows sum to 1
        """
        check_is_fitted(self)
        return self._posterior(tables.read(self, X))[0]

    def predict(self, X: Any) -> NDArray[np.int64]:
        """Return the likeliest class of each row.

        Parameters
        ----------
        X : (n, items), as in `fit`

        Returns
        -------
        (n,) whole numbers
        """
        return self.predict_proba(X).argmax(axis=1)

    def fit_predict(
        self, X: Any, y: Any = None, sample_weight: ArrayLike | None = None
    ) -> NDArray[np.int64]:
        """Find the classes and return the likeliest of each row.

        Parameters
        ----------
        X, y, sample_weight : as in `fit`

        Returns
        -------
        (n,) whole numbers
        """
        return self.fit(X, y, sample_weight).labels_

    def score_samples(self, X: Any) -> NDArray[np.float64]:
        """Return the log-likelihood of each row.

        Parameters
        ----------
        X : (n, items), as in `fit`

        Returns
        -------
        (n,) natural logarithms
        """
        check_is_fitted(self)
        return self._posterior(tables.read(self, X))[1]

    def score(self, X: Any, y: Any = None) -> float:
        """Return the mean log-likelihood of the rows.

        Parameters
        ----------
        X : (n, items), as in `fit`
        y : ignored

        Returns
        -------
        float
        """
        return float(self.score_samples(X).mean())

    def __sklearn_tags__(self) -> Tags:
        """Say that missing values, texts and categories are welcome."""
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = True
        tags.input_tags.string = True
        tags.input_tags.categorical = True
        return tags


def entropy_r2(post: NDArray[np.float64], weight: NDArray[np.float64]) -> float:
    """Say how certain the classes of all rows are.

    Parameters
    ----------
    post : (n, k) chances of the classes, rows sum to 1
    weight : (n,)

    Returns
    -------
    float
        1 - sum(-p ln p) / (n ln k); 1 for one class

    References
    ----------
    Ramaswamy, DeSarbo, Reibstein and Robinson (1993), "An empirical pooling approach".

    Examples
    --------
    >>> entropy_r2(np.array([[1.0, 0.0], [0.5, 0.5]]), np.ones(2))
    0.5
    """
    k = post.shape[1]
    if k == 1:
        return 1.0
    logs = np.log(np.where(post > 0, post, 1.0))
    return float(1 + weight @ (post * logs).sum(axis=1) / (weight.sum() * np.log(k)))
