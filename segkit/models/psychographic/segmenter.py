"""Customers divided by their minds: values, lifestyle, personality, social status."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Self

import numpy as np
import pandas as pd
from sklearn.utils.validation import check_is_fitted

from segkit.models.base import Segmenter
from segkit.models.psychographic import evidence
from segkit.models.psychographic.rules import ItemsRule, ProfilesRule, ScalesRule
from segkit.models.rule import Rule
from segkit.models.words import psychographic as said
from segkit.record import Table


class SurveyWarning(UserWarning):
    """What a survey can hardly bear: a scale whose items do not hang together."""


class PsychographicSegmenter(Segmenter):
    """Divide customers by their values, lifestyle, personality or social status.

    X comes from a survey: ``features.answers(survey, items)`` makes it. What people say
    of themselves is not what they do; `features.stated_and_observed` compares the two.

    The methods divide by single answers ("latent"), or by the scores of scales that
    were written before the survey ("scales", "profiles"). There is no method that finds
    factors and then clusters factor scores, although it is common: factors keep only
    part of what was asked, and the segments are found in another space than the one
    they were asked in (Dolnicar and Grün 2008). `factor_analysis` is here to look at
    items, not to divide customers.

    Parameters
    ----------
    method : "scales" divides by fixed levels, "profiles" finds prototypes of scores,
        "latent" finds classes of people who answer alike, with chances
    by : what to divide by: "lifestyle" (the usual one), "values", "personality",
        "status", "group", "sport", "interests". Several for "scales" are crossed, for
        the others used together
    items : for "latent": a list of columns, or the beginning of their names, in place
        of ``by``
    margin : for "scales": standard deviations by which a score must exceed the next to
        lead; 0.25 if None
    centred : for "scales": take each customer's own mean off their scores first
    status_limits : for "scales" by status: the highest of the lower rungs and of the
        middle ones; (3, 7) if None
    n_segments, order_by, n_init, random_state : for "profiles" and "latent": how many
        segments; the column by whose mean they are numbered, or "size"; how many
        starts; the seed

    Attributes
    ----------
    alphas_, learned_from_ : what `reliability_` and `advice_` are made of

    References
    ----------
    Activities, interests, opinions: Wells and Tigert (1971), Journal of Advertising
    Research 11, 27-35. Factors then clusters: Dolnicar and Grün (2008), Journal of
    Travel Research 47, 63-71. Customers for each column: Dolnicar, Grün, Leisch and
    Schmidt (2014), Journal of Travel Research 53, 296-306; Dolnicar, Grün and Leisch
    (2016), Journal of Business Research 69, 992-999.

    Examples
    --------
    >>> X = pd.DataFrame({"lifestyle_home_score": [4.5, 2.0, 3.0, 2.5],
    ...                   "lifestyle_outdoors_score": [2.0, 5.0, 3.5, 3.0]},
    ...                  index=["a", "b", "c", "d"])
    >>> PsychographicSegmenter().fit(X).assign(X).tolist()
    ['Home', 'Outdoors', 'No clear lead', 'No clear lead']
    """

    name: ClassVar[str] = "psychographic"
    methods: ClassVar[Mapping[str, type[Rule]]] = {
        "scales": ScalesRule,
        "profiles": ProfilesRule,
        "latent": ItemsRule,
    }

    def __init__(
        self,
        method: str = "scales",
        *,
        by: str | Sequence[str] | None = None,
        items: str | Sequence[str] | None = None,
        margin: float | None = None,
        centred: bool | None = None,
        status_limits: Sequence[float] | None = None,
        n_segments: int = 5,
        order_by: str | None = None,
        n_init: int = 10,
        random_state: int | None = 0,
    ) -> None:
        self.method = method
        self.by = by
        self.items = items
        self.margin = margin
        self.centred = centred
        self.status_limits = status_limits
        self.n_segments = n_segments
        self.order_by = order_by
        self.n_init = n_init
        self.random_state = random_state

    def fit(self, X: pd.DataFrame, y: Any = None) -> Self:
        """Learn the segments, and look at the items behind the scores.

        Parameters
        ----------
        X : DataFrame indexed by customer_id; ``X.attrs["scales"]``, if it is there,
            names the items of each score
        y : ignored

        Returns
        -------
        the model itself

        Raises
        ------
        DataError
            as `Segmenter.fit` does

        Warns
        -----
        SurveyWarning
            if the alpha of a scale that was used is under 0.6
        """
        super().fit(X, y)
        for sentence in evidence.low(self.rule_.alphas):
            warnings.warn(sentence, SurveyWarning, stacklevel=2)
        return self

    @property
    def reliability_(self) -> Table:
        """The scales that were used: items, people, alpha with interval, omega."""
        check_is_fitted(self)
        table = Table(self.rule_.alphas, columns=list(REPORT)).set_index("scale")
        table = Table(table)
        heading = said.RELIABILITY if len(table) else said.NO_ITEMS
        table.attrs["heading"] = heading
        return table

    @property
    def advice_(self) -> list[str]:
        """What to mind before the segments are used; empty if there is nothing."""
        check_is_fitted(self)
        found = evidence.low(self.rule_.alphas)
        columns = len(self.feature_names_in_)
        need = evidence.ENOUGH * columns
        if self.method != "scales" and self.rule_.learned_from < need:
            text = said.ADVICE.format(
                n=self.rule_.learned_from, p=columns, need=need, each=evidence.ENOUGH
            )
            found.append(text)
        return found

    def _table(self, sizes: np.ndarray) -> Table:
        """Make the table of segments, with what to mind above it."""
        table = super()._table(sizes)
        if self.advice_:
            table.attrs["heading"] = ". ".join(self.advice_) + "."
        return table


REPORT = (
    "scale",
    "n_items",
    "n",
    "alpha",
    "alpha_low",
    "alpha_high",
    "omega",
    "against",
)
