"""Product gap: what a segment needs, what it buys, and where the two part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.personas import gap_counts
from segkit.personas.gap_rates import Share, gap_rows, rows
from segkit.personas.words import gap as words_gap
from segkit.record import Table

QUESTIONS = ("main_interest", "main_difficulty")
SMALL = 30  # customers from which on a share is judged (own definition)


@dataclass(frozen=True, repr=False)
class ProductGap:
    """What segments need and buy, against all others.

    Parameters
    ----------
    bought : a row per segment and product: rate (of its purchases), others_rate, index
        (100: as often as in all other segments), low, high, p_holm, n (purchases),
        n_customers, small
    needed : a row per segment and need: asked ("unmet", or the question), rate (of
        those who answered), others_rate, index, low, high, p_holm, n (answered), small
    gaps : a row per segment and need that answered_by names: products, both indexes
        with their ends and n, gap (need index over purchase index), low, high, p_holm,
        small, verdict; the widest sure gap first

    Examples
    --------
    >>> ProductGap(Table(), Table(), Table({"segment": ["a"], "gap": [1.5]}))
      segment  gap
    0       a  1.5
    """

    bought: Table
    needed: Table
    gaps: Table

    def __repr__(self) -> str:
        """Print the three tables that have rows, the gaps first."""
        parts = [self.gaps, self.needed, self.bought]
        return "\n\n".join(repr(part) for part in parts if len(part))

    def _repr_html_(self) -> str:
        parts = [self.gaps, self.needed, self.bought]
        return "".join(str(part._repr_html_()) for part in parts if len(part))


def product_gap(
    segments: pd.Series,
    orders: Any,
    *,
    jobs: Any = None,
    stated: Any = None,
    questions: Sequence[str] = QUESTIONS,
    answered_by: Mapping[str, Sequence[str]] | None = None,
    product: str = "category",
    scale: int = 10,
    min_n: int = SMALL,
    level: float = 0.95,
    columns: Mapping[str, str] | None = None,
) -> ProductGap:
    """Say what each segment needs more than others, and whether it buys that from us.

    Parameters
    ----------
    segments : Series of segments indexed by customer_id; at least two segments
    orders : table of any engine, one row per purchase: customer_id and the product
    jobs : table, one row per customer_id and job: importance, satisfaction. A need is
        unmet for people who give it one of the two highest answers for importance, and
        none of the two highest for satisfaction
    stated : table, one row per customer_id, with questions in which people chose one
        need, such as ``customers``
    questions : which columns of stated; those that are there are read
    answered_by : ``{"need": ["product", ...]}``, your judgement of which products
        answer which need; an empty list for a need that nothing answers
    product : column of orders that names the product or category
    scale : the highest answer that was offered for a job; the lowest is 1
    min_n : segments with fewer buyers or answers are marked small, and not judged
    level : coverage of the intervals
    columns : ``{"our name": "your name"}`` for orders

    Returns
    -------
    ProductGap: tables bought, needed, gaps; ``gaps.attrs["left_out"]`` counts rows

    Raises
    ------
    DataError
        if there are fewer than two segments, nothing says what people want, a column is
        missing, or answered_by names what the tables do not have

    Notes
    -----
    Purchases are compared as shares of the segment's own purchases: those who buy more
    of everything have no higher index. Purchases of one customer go together, so their
    counts are divided by the design effect. Intervals hold for one row; p_holm for all
    rows of its table. Answers and purchases are taken as independent.

    References
    ----------
    Index, gap and verdict: own definitions. Unmet: the two highest of a scale, as
    Ulwick (2005), What Customers Want, chapter 3; its opportunity score is
    `segkit.models.needs.opportunity_table`. Interval of a ratio: Katz and others
    (1978), Biometrics 34, 469-474, with a half added (Gart 1966); design effect: Rao
    and Scott (1992), Biometrics 48, 577-585; Holm (1979).

    Examples
    --------
    >>> people = [f"C{i:02}" for i in range(80)]
    >>> segments = pd.Series(["busy", "calm"] * 40, people, name="segment")
    >>> orders = pd.DataFrame({"customer_id": people, "category": "lamps"})
    >>> orders.loc[:39, "category"] = "tools"
    >>> jobs = pd.DataFrame({"customer_id": people, "job": "save time",
    ...                      "importance": [9, 4] * 40, "satisfaction": 3})
    >>> found = product_gap(segments, orders, jobs=jobs,
    ...                     answered_by={"save time": ["lamps"]})
    >>> found.gaps[["segment", "need", "verdict"]].iloc[0].tolist()
    ['busy', 'save time', 'gap: needed more than it is bought']
    """
    groups = _segments(segments)
    if jobs is None and stated is None:
        raise DataError(words_gap.NO_NEEDS)
    min_n = checks.whole_number(min_n, name="min_n", low=1)
    counted, left_out = gap_counts.purchases(orders, product, groups, columns)
    asked, gone = gap_counts.answers(jobs, stated, questions, groups, scale)
    answered = _answered_by(answered_by, asked, counted, product)
    bought = rows(gap_counts.by_product(counted, groups), level, min_n)
    needs = gap_counts.by_need(asked, groups)
    needed = rows(needs, level, min_n).rename(columns={"what": "need"})
    pairs = _pairs(counted, groups, needs, answered)
    gaps = Table(gap_rows(pairs, level, min_n) if pairs else None)
    gaps.attrs |= {"heading": words_gap.GAPS, "notes": list(words_gap.NOTES)}
    gaps.attrs["left_out"] = left_out | gone
    return ProductGap(
        _sorted(
            bought.drop(columns="asked"), "what", groups, words_gap.BOUGHT, product
        ),
        _sorted(needed.drop(columns="n_customers"), "need", groups, words_gap.NEEDED),
        gaps,
    )


def _segments(segments: Any) -> pd.Series:
    if not isinstance(segments, pd.Series):
        raise DataError(words_gap.NOT_SEGMENTS.format(kind=type(segments).__name__))
    twice = int(segments.index.duplicated().sum())
    if twice:
        raise DataError(words_gap.TWICE.format(name="segments", n=twice))
    known = segments.dropna().astype("category")
    if known.nunique() < 2:
        raise DataError(words_gap.ONE.format(n=known.nunique()))
    known = known.cat.remove_unused_categories()
    return known.cat.rename_categories([str(name) for name in known.cat.categories])


def _answered_by(
    given: Mapping[str, Sequence[str]] | None,
    asked: pd.DataFrame,
    counted: pd.DataFrame,
    product: str,
) -> dict[str, list[str]]:
    """Check the analyst's judgement of what answers what against both tables."""
    chosen = dict(given or {})
    for need, its in chosen.items():
        if isinstance(its, str) or not isinstance(its, Sequence):
            raise DataError(words_gap.NOT_LISTS.format(need=need, found=its))
    have = sorted(asked["what"].unique())
    unknown = [need for need in chosen if need not in have]
    if unknown:
        raise DataError(words_gap.UNKNOWN_NEED.format(unknown=unknown, have=have))
    have = sorted(counted["what"].unique())
    unknown = [name for its in chosen.values() for name in its if name not in have]
    if unknown:
        text = words_gap.UNKNOWN_PRODUCT
        raise DataError(text.format(unknown=unknown, product=product, have=have))
    return {need: sorted(set(its)) for need, its in chosen.items()}


def _pairs(
    counted: pd.DataFrame,
    groups: pd.Series,
    needs: list[Share],
    answered_by: Mapping[str, list[str]],
) -> list[tuple[Share, Share]]:
    """Put beside each need of a segment its purchases of what answers it."""
    bought = {
        (need, share.segment): share
        for need, products in answered_by.items()
        for share in (
            gap_counts.of_products(counted, groups, products)
            if products
            else map(gap_counts.no_products, groups.cat.categories)
        )
    }
    asked = [need for need in needs if need.what in answered_by]
    return [(need, bought[need.what, need.segment]) for need in asked]


def _sorted(
    table: pd.DataFrame, what: str, groups: pd.Series, heading: str, name: str = ""
) -> Table:
    """Put segments in their order, and what they have most against others first."""
    place = {one: i for i, one in enumerate(groups.cat.categories)}
    table = table.assign(order=table["segment"].map(place)).sort_values(
        ["order", "index", what], ascending=[True, False, True], ignore_index=True
    )
    table = table.drop(columns="order").rename(columns={what: name or what})
    result = Table(table)
    result.attrs["heading"] = heading
    return result
