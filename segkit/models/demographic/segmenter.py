"""The demographic model: customers divided by who they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from segkit.models.base import Segmenter
from segkit.models.demographic.bands import PeopleBands
from segkit.models.demographic.found import PeopleClasses, PeoplePrototypes
from segkit.models.rule import Rule


class DemographicSegmenter(Segmenter):
    """Divide customers by age, education, occupation, income, household and more.

    X comes from ``features.people(customers, as_of=...)``: an age needs its day.
    Customers of whom nothing that is needed is known are a segment of their own.

    Parameters
    ----------
    method : ``"bands"`` (published levels), ``"prototypes"`` (k-prototypes) or
        ``"latent"`` (latent classes)
    by : bands: ``"age"``, ``"generation"``, ``"education"``, ``"pcs"``, ``"isco"``,
        ``"seniority"``, ``"income"``, ``"income_quantile"``, ``"price_tier"``,
        ``"household"``, ``"life_cycle"``, ``"workplace"``, ``"marital_status"``,
        ``"gender"``, ``"field_of_study"``, ``"contact_type"`` or ``"language"``; or a
        list of several, whose levels are crossed
    edges : bands: where bands meet. age, seniority: years; income, price_tier: parts of
        the median; life_cycle: two ages. None for the usual ones. This and the next
        four are for the one ``by``; with several, a dictionary ``{"age": [30, 60]}``
    closed : bands: age, seniority: ``"left"`` (an edge belongs to the band above it; so
        if None) or ``"right"``
    version : bands: generation: ``"pew"``, ``"statcan"``; education: ``"isced2011"``,
        ``"isced1997"``, ``"attainment"``; isco: ``"major"``, ``"skill"``; life_cycle:
        ``"wells_gubar"``, ``"murphy_staples"``. None for the first of each
    mapping : bands: what your words mean: education: word to level of ISCED 2011; pcs:
        to group 1 to 8; isco: to major group 0 to 9, or None; life_cycle: to single,
        couple, divorced or widowed; price_tier: band of incomes to low, middle or high
    n_bands : bands: income_quantile: how many; None for 5
    columns : prototypes, latent: what to group by; None for age, household income,
        household size, children and occupation, as far as X has them
    n_segments : prototypes, latent: how many
    order_by : prototypes, latent: a column of numbers or ``"size"``; None for what was
        spent, if X has it, else size
    n_init : prototypes, latent: random starts, of which the best is kept
    random_state : prototypes, latent: seed of the starts, int

    Attributes
    ----------
    sensitive_ : columns that divide and that the law protects or may protect: gender,
        height, weight. If there are any, the rules in ``segments_`` and the reasons of
        `explain` say so too. Age, marital status and others are protected in some
        countries and trades: that is not checked here

    Notes
    -----
    Levels describe; they do not explain. People of one level often need different
    things: look at what they do before you treat them alike.

    References
    ----------
    Each definition is a function of `segkit.models.demographic` with its source; Huang
    (1998) for k-prototypes, Goodman (1974) for latent classes.

    Examples
    --------
    >>> import pandas as pd
    >>> X = pd.DataFrame(
    ...     {"age_years": [23, 41, 70, None], "gender": ["woman", "man", "man", "man"]},
    ...     index=pd.Index(["C1", "C2", "C3", "C4"], name="customer_id"),
    ... )
    >>> model = DemographicSegmenter(by="age", edges=[30, 60]).fit(X)
    >>> model.assign(X).tolist()
    ['under 30', '30 to 59', '60 and over', 'Not known']
    >>> model.explain(X, "C2")
    Customer C2 is in 30 to 59. Known: age 41. The rule for 30 to 59: age from 30, under
    60.
    >>> DemographicSegmenter(by=["age", "gender"]).fit(X).sensitive_
    ['gender']
    """

    name: ClassVar[str] = "demographic"
    methods: ClassVar[Mapping[str, type[Rule]]] = {
        "bands": PeopleBands,
        "prototypes": PeoplePrototypes,
        "latent": PeopleClasses,
    }

    def __init__(
        self,
        method: str = "bands",
        *,
        by: str | Sequence[str] = "age",
        edges: Any = None,
        closed: Any = None,
        version: Any = None,
        mapping: Mapping[str, Any] | None = None,
        n_bands: Any = None,
        columns: Sequence[str] | None = None,
        n_segments: int = 6,
        order_by: str | None = None,
        n_init: int = 10,
        random_state: int | None = 0,
    ) -> None:
        self.method = method
        self.by = by
        self.edges = edges
        self.closed = closed
        self.version = version
        self.mapping = mapping
        self.n_bands = n_bands
        self.columns = columns
        self.n_segments = n_segments
        self.order_by = order_by
        self.n_init = n_init
        self.random_state = random_state
