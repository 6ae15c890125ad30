"""The firmographic model: firms divided by what they are and how they do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import pandas as pd

from segkit.checks import DataError
from segkit.models.bands import BandsRule
from segkit.models.base import Segmenter
from segkit.models.firmographic.clusters import MADE_BY, FirmsRule
from segkit.models.firmographic.schemes import SCHEMES
from segkit.models.rule import Rule
from segkit.models.words import firmographic as said


@dataclass
class FirmBandsRule(BandsRule):
    """Levels of size, industry, place, ownership, age, performance or sales stage."""

    made_by: ClassVar[str] = MADE_BY
    schemes: ClassVar = SCHEMES
    usual: ClassVar[str] = "size"
    language: ClassVar = said.LANGUAGE
    options: ClassVar = (
        "by",
        "size_version",
        "nace_version",
        "verticals",
        "owners",
        "edges",
    )

    @classmethod
    def learn(cls, X: pd.DataFrame, **options: Any) -> Self:
        """Refuse edges of columns that are not read; else as every band."""
        columns = cls.reads(X, **options)
        strange = sorted(set(options["edges"] or {}) - set(columns))
        if strange:
            raise DataError(
                f"edges names {strange}, and by={cls.chosen(options['by'])} reads "
                f"{columns}: name one of these, or choose another by"
            )
        return super().learn(X, **options)


class FirmographicSegmenter(Segmenter):
    """Divide firms by size, industry, place, ownership, age, performance or stage.

    X has one row per firm, indexed by company_id, from
    ``features.companies(companies, as_of=...)``.

    Parameters
    ----------
    method : ``"bands"`` (published and own levels) or ``"prototypes"`` (groups that are
        found in logs of size and age, growth and margin)
    by : bands: one name or several, which are crossed: ``"size"`` (European size
        classes), ``"size_status"`` (with the rule of two years, from `size_status`),
        ``"headcount"``, ``"turnover"``, ``"market_share"``, ``"industry"`` (NACE
        section), ``"vertical"``, ``"region"`` (of the seat), ``"operations_region"``,
        ``"location"``, ``"ownership"``, ``"maturity"``, ``"performance"``,
        ``"stage"``. None is ``"size"``
    size_version : size: ``"2003/361"`` (None) or ``"2025/1099"`` with small mid-caps
    nace_version : industry: ``"2"`` (None) or ``"2.1"``: the version of the codes
    verticals : vertical: ``{"Health": [86, 87, 88], ...}``; None for four usual ones
    owners : ownership: ``{"listed": "Listed", ...}``; None for the usual words
    edges : headcount, turnover, market_share, maturity, performance: where bands end,
        by column, for instance ``{"firm_age_years": [5, 10]}``
    n_segments : prototypes: how many groups
    order_by : prototypes: a column or ``"size"``: what groups are numbered by
    n_init : prototypes: random starts, of which the best is kept
    random_state : prototypes: seed of the starts

    References
    ----------
    Recommendation 2003/361/EC and Recommendation (EU) 2025/1099 for sizes; Regulation
    (EC) No 1893/2006 and Delegated Regulation (EU) 2023/137 for NACE; Huang (1998),
    Data Mining and Knowledge Discovery 2, for k-prototypes; Bonoma and Shapiro (1983),
    Segmenting the Industrial Market, for the idea. The rest is in the modules.

    Examples
    --------
    >>> X = pd.DataFrame(
    ...     {
    ...         "employees": [9, 249, 250],
    ...         "turnover_amount": [3e6, 5e7, 1e7],
    ...         "balance_amount": [3e6, 4.3e7, 1e7],
    ...     },
    ...     index=pd.Index(["F1", "F2", "F3"], name="company_id"),
    ... )
    >>> model = FirmographicSegmenter(by="size").fit(X)
    >>> model.assign(X).tolist()
    ['Small', 'Medium', 'Large']
    >>> model.explain(X, "F1")
    Customer F1 is in Small. Known: people: 9; turnover: 3,000,000; balance sheet:
    3,000,000. The rule for Small: fewer than 50 people, and a turnover of at most 10 M€
    or a balance sheet of at most 10 M€.
    """

    name: ClassVar[str] = "firmographic"
    methods: ClassVar[Mapping[str, type[Rule]]] = {
        "bands": FirmBandsRule,
        "prototypes": FirmsRule,
    }

    def __init__(
        self,
        method: str = "bands",
        *,
        by: str | Sequence[str] | None = None,
        size_version: str | None = None,
        nace_version: str | None = None,
        verticals: Mapping[str, Sequence[int]] | None = None,
        owners: Mapping[str, str] | None = None,
        edges: Mapping[str, Sequence[float]] | None = None,
        n_segments: int = 5,
        order_by: str | None = None,
        n_init: int = 10,
        random_state: int | None = 0,
    ) -> None:
        self.method = method
        self.by = by
        self.size_version = size_version
        self.nace_version = nace_version
        self.verticals = verticals
        self.owners = owners
        self.edges = edges
        self.n_segments = n_segments
        self.order_by = order_by
        self.n_init = n_init
        self.random_state = random_state
