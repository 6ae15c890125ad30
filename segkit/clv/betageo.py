"""BG/NBD and MBG/NBD: customers may leave after a purchase."""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from segkit.clv.betageo_likelihood import BetaGeoLikelihood
from segkit.clv.newton import Likelihood
from segkit.clv.purchase_model import PurchaseModel
from segkit.clv.quadrature import beta_points, enough_points
from segkit.clv.squeeze import Rows

PIECE = 20_000  # rows at a time


class BetaGeoNBD(PurchaseModel):
    """Who will buy again, how often, and who has left: BG/NBD.

    While active, a customer buys at random at a rate of their own; the rates follow a
    Gamma(r, alpha) distribution. After each repeat purchase a customer leaves for good
    with a probability of their own; these follow a Beta(a, b) distribution. So a
    customer without a repeat purchase counts as active (`ModifiedBetaGeoNBD` differs).

    Parameters
    ----------
    first_purchase : "left out" where frequency counts repeat purchases only, as
        `features.purchase_history` does and the model needs; "counted" where it counts
        the first purchase too, which is then taken off
    unit : "D" (days) or "W" (weeks), what recency and T are measured in; None for what
        ``history.attrs["unit"]`` says. Only `lifetime_value` needs to know

    Attributes
    ----------
    params_ : Series r, alpha, a, b; alpha is in the unit of T, the others have none
    standard_errors_, covariance_, log_likelihood_, aic_, bic_, n_customers_, n_iter_,
    converged_ : see `LikelihoodModel`
    unit_ : "D", "W" or None

    Notes
    -----
    Fader, Hardie and Lee (2005), "Counting your customers" the easy way, Marketing
    Science 24, 275-284: the likelihood is equation 6; expected purchases, equation 10,
    are computed as a mean over the Beta distribution instead of with a hypergeometric
    function, so that they are right for any x. The log-likelihood is the full one: it
    can be compared between models, unlike that of lifetimes 0.11, which divides by the
    number of customers and measures time in units of its own. It is a density in time,
    so models must be compared on the same unit.

    Examples
    --------
    >>> import pandas as pd
    >>> history = pd.DataFrame(
    ...     {"frequency": [0, 0, 1, 1, 2, 3, 6, 8],
    ...      "recency": [0, 0, 2, 19, 30, 13, 29, 26],
    ...      "T": [31, 38, 38, 31, 38, 31, 31, 38]}, index=list("abcdefgh"))
    >>> customers = [300, 400, 80, 60, 50, 30, 20, 10]
    >>> model = BetaGeoNBD().fit(history, sample_weight=customers)
    >>> model.params_.round(2).to_dict()
    {'r': 0.14, 'alpha': 4.63, 'a': 0.5, 'b': 0.82}
    >>> model.expected_purchases(history, t=26).head(3).round(2)
    a    0.09
    b    0.08
    c    0.10
    Name: expected_purchases, dtype: float64
    >>> model.expected_purchases(t=52, level=0.95).round(2)  # of a new customer
          expected_purchases   low  high
    t
    52.0                0.78  0.63  0.96
    """

    param_names: ClassVar = ("r", "alpha", "a", "b")
    times: ClassVar = (1,)
    _shift: ClassVar = 0

    def _likelihood(self, rows: Rows) -> Likelihood:
        return BetaGeoLikelihood.of(rows, self._shift)

    def _alive(self, params: np.ndarray, rows: Rows) -> np.ndarray:
        """Compute 1 / (1 + odds): Fader, Hardie and Lee (2008), note 021."""
        r, alpha, a, b = params
        may_leave = rows.x + self._shift > 0
        after = np.where(may_leave, b + rows.x + self._shift - 1, 1.0)
        waited = np.log(alpha + rows.T.rows()) - np.log(alpha + rows.t_x.rows())
        odds = np.log(a / after) + (r + rows.x) * waited
        with np.errstate(over="ignore"):
            return np.where(may_leave, 1 / (1 + np.exp(odds)), 1.0)

    def _expected(self, params: np.ndarray, rows: Rows, span: np.ndarray) -> np.ndarray:
        """Compute P(alive) E[(1 - (1 + p y)^-(r+x)) / p], p from a Beta(a, b*).

        Here y = t / (alpha + T), and b* = b + x, or b + x + 1 for MBG/NBD.
        """
        r, alpha, a, b = params
        reach = span / (alpha + rows.T.rows())
        found = np.empty(len(rows.x))
        different, first = np.unique(rows.x, return_index=True)
        for x, start, end in zip(
            different, first, np.append(first[1:], len(found)), strict=True
        ):
            after, power = b + x + self._shift, r + x
            for begin in range(start, end, PIECE):
                block = slice(begin, min(begin + PIECE, end))
                y = reach[block]
                typical = power * min(1.0, (a + 4) / (a + after))
                p, weight = beta_points(a, after, enough_points(y.max(), typical))
                logs = np.log1p(y[:, None] * p)
                found[block] = -np.expm1(-power * logs) @ (weight / p)
        return found * self._alive(params, rows)


class ModifiedBetaGeoNBD(BetaGeoNBD):
    """Who will buy again, where a customer may also leave after the first purchase.

    As `BetaGeoNBD`, but everybody may leave after every purchase, the first included:
    customers without a repeat purchase may have left too (MBG/NBD).

    Parameters
    ----------
    first_purchase, unit : as for `BetaGeoNBD`

    Attributes
    ----------
    params_ : Series r, alpha, a, b; alpha is in the unit of T, the others have none
    standard_errors_, covariance_, log_likelihood_, aic_, bic_, n_customers_, n_iter_,
    converged_, unit_ : as for `BetaGeoNBD`

    Notes
    -----
    Batislam, Denizel and Filiztekin (2007), International Journal of Research in
    Marketing 24, 201-209; Wagner and Hoppe (2008), Erratum, the same 25, 225-226.

    Examples
    --------
    >>> import pandas as pd
    >>> history = pd.DataFrame(
    ...     {"frequency": [0, 0, 1, 1, 2, 3, 6, 8],
    ...      "recency": [0, 0, 2, 19, 30, 13, 29, 26],
    ...      "T": [31, 38, 38, 31, 38, 31, 31, 38]}, index=list("abcdefgh"))
    >>> customers = [300, 400, 80, 60, 50, 30, 20, 10]
    >>> model = ModifiedBetaGeoNBD().fit(history, sample_weight=customers)
    >>> model.probability_alive(history).head(3).round(2)
    a    0.09
    b    0.07
    c    0.09
    Name: probability_alive, dtype: float64
    """

    _shift: ClassVar = 1
