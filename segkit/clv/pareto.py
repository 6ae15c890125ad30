"""Pareto/NBD: customers may leave at any time."""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from segkit.clv.newton import Likelihood, Optimum, maximise
from segkit.clv.pareto_likelihood import PIECE, ParetoLikelihood, points
from segkit.clv.purchase_model import FEW, PurchaseModel
from segkit.clv.quadrature import grown
from segkit.clv.squeeze import Rows

POINTS = 16, 48  # first, and where the first are too few
EXACT = 1e-9  # of the log-likelihood, per customer


class ParetoNBD(PurchaseModel):
    """Who will buy again, how often, and who has left: Pareto/NBD.

    While active, a customer buys at random at a rate of their own; the rates follow a
    Gamma(r, alpha) distribution. A customer leaves for good at a moment of their own,
    purchase or not; the rates of leaving follow a Gamma(s, beta) distribution.

    Parameters
    ----------
    first_purchase, unit : as for `BetaGeoNBD`

    Attributes
    ----------
    params_ : Series r, alpha, s, beta; alpha and beta are in the unit of T
    standard_errors_, covariance_, log_likelihood_, aic_, bic_, n_customers_, n_iter_,
    converged_, unit_ : as for `BetaGeoNBD`

    Notes
    -----
    Schmittlein, Morrison and Colombo (1987), Management Science 33, 1-24; Fader and
    Hardie (2005), A note on deriving the Pareto/NBD model and related expressions,
    brucehardie.com/notes/009. See `pareto_likelihood` for how the likelihood is
    computed without hypergeometric functions.

    Examples
    --------
    >>> import pandas as pd
    >>> history = pd.DataFrame(
    ...     {"frequency": [0, 0, 1, 1, 2, 3, 6, 8],
    ...      "recency": [0, 0, 2, 19, 30, 13, 29, 26],
    ...      "T": [31, 38, 38, 31, 38, 31, 31, 38]}, index=list("abcdefgh"))
    >>> customers = [300, 400, 80, 60, 50, 30, 20, 10]
    >>> model = ParetoNBD(unit="W").fit(history, sample_weight=customers)
    >>> worth = model.lifetime_value(history, months=12, discount_rate=0.1, value=40)
    >>> worth.round(2)
    a      4.46
    b      3.44
    c      7.03
    d     43.19
    e     70.23
    f     56.44
    g    211.21
    h    161.80
    Name: clv_amount, dtype: float64
    """

    param_names: ClassVar = ("r", "alpha", "s", "beta")
    times: ClassVar = (1, 3)

    def _likelihood(self, rows: Rows) -> Likelihood:
        return ParetoLikelihood(rows, POINTS[0])

    def _search(self, rows: Rows) -> Optimum:
        """Search with few points, and again with more if they were too few."""
        best = super()._search(rows)
        some = rows.thinned(FEW)
        few, many = (ParetoLikelihood(some, n).value(best.params) for n in POINTS)
        if abs(few - many) <= EXACT * some.weight.sum():
            return best
        return maximise(ParetoLikelihood(rows, POINTS[1]), best.params)

    def _alive(self, params: np.ndarray, rows: Rows) -> np.ndarray:
        """Take the part of the likelihood in which the customer has not left."""
        columns = rows.x, rows.t_x.rows(), rows.T.rows()
        found = np.empty(len(rows.x))
        for start in range(0, len(found), PIECE):
            piece = slice(start, start + PIECE)
            x, t_x, T = (column[piece] for column in columns)
            found[piece] = points(params, x, t_x, T, POINTS[1]).share[:, -1]
        return found

    def _expected(self, params: np.ndarray, rows: Rows, span: np.ndarray) -> np.ndarray:
        """Compute P(alive) (r+x)/(alpha+T) times the mean time until they leave, or t.

        That time is (beta+T)/(s-1) (1 - ((beta+T)/(beta+T+t))^(s-1)).
        """
        r, alpha, s, beta = params
        T = rows.T.rows()
        stays = np.full_like(T, s - 1)
        active = (beta + T) * grown(stays, np.log1p(span / (beta + T)))
        return (r + rows.x) / (alpha + T) * active * self._alive(params, rows)
