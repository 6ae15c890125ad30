"""The needs-based model: customers divided by what they want."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from segkit.models.base import Segmenter
from segkit.models.needs.kano_rule import KanoRule
from segkit.models.needs.latent import BenefitsRule
from segkit.models.needs.leading import JobsRule, LeadingRule
from segkit.models.needs.stated import StatedRule
from segkit.models.rule import Rule


class NeedsSegmenter(Segmenter):
    """Divide customers by what they want: benefits, features, jobs, difficulties.

    X comes from ``features.needs``; an analyst's own table may have any of its columns.

    Parameters
    ----------
    method : ``"leading"`` (the benefit whose score is highest for the customer),
        ``"stated"`` (their answer to a question: job to be done, goal, difficulty),
        ``"kano"`` (what features are to them), ``"jobs"`` (the job with the highest
        opportunity for them) or ``"latent"`` (latent classes on benefits)
    by : leading, latent: ``"maxdiff"``, ``"choices"``, ``"benefits"`` or ``"motives"``,
        for latent also several; None for the best that X has. stated: one column of
        answers or several, which are crossed; None for the first of job_to_be_done,
        main_interest, main_difficulty, buying_difficulty, main_pain. kano: a feature,
        or two, which are crossed; None for what most features are. jobs:
        ``"opportunity"`` or ``"importance"``
    margin : leading, jobs: how far the first must be ahead of the next, in the units of
        the scores
    variant : kano: ``"standard"`` or ``"pouliot"``
    n_segments : latent: how many classes
    order_by : latent: a column of X, highest mean first, or ``"size"``; None for
        monetary_amount if X has it, else size
    n_init : latent: random starts, of which the likeliest is kept
    random_state : latent: seed of the starts, int

    References
    ----------
    Haley (1968), Journal of Marketing 32(3), 30-35, for segments by benefit; Kano and
    others (1984) for kano; Ulwick (2005) for jobs; Goodman (1974) for latent classes.
    Ties, the majority of the features and the names of classes are own definitions,
    written out in the modules of `segkit.models.needs`.

    Examples
    --------
    >>> import pandas as pd
    >>> X = pd.DataFrame(
    ...     {
    ...         "maxdiff_low_price": [1.0, -0.5, 0.25],
    ...         "maxdiff_long_guarantee": [-0.5, 0.75, 0.25],
    ...     },
    ...     index=pd.Index(["C1", "C2", "C3"], name="customer_id"),
    ... )
    >>> model = NeedsSegmenter().fit(X)
    >>> model.assign(X).tolist()
    ['Low price', 'Long guarantee', 'Several alike']
    >>> model.explain(X, "C2")
    Customer C2 is in Long guarantee. Highest best-worst score: long guarantee 0.75, low
    price -0.5. The rule for Long guarantee: long guarantee has their highest best-worst
    score.
    """

    name: ClassVar[str] = "needs"
    methods: ClassVar[Mapping[str, type[Rule]]] = {
        "leading": LeadingRule,
        "stated": StatedRule,
        "kano": KanoRule,
        "jobs": JobsRule,
        "latent": BenefitsRule,
    }

    def __init__(
        self,
        method: str = "leading",
        *,
        by: str | Sequence[str] | None = None,
        margin: float = 0.0,
        variant: str = "standard",
        n_segments: int = 4,
        order_by: Any = None,
        n_init: int = 10,
        random_state: int | None = 0,
    ) -> None:
        self.method = method
        self.by = by
        self.margin = margin
        self.variant = variant
        self.n_segments = n_segments
        self.order_by = order_by
        self.n_init = n_init
        self.random_state = random_state
