"""RFM: three scores from 1 to 5, and a map from scores to named segments.

Scores. A value's score is ``1 + 5 * (customers with a worse value) // customers``,
counted among the customers who have ordered. So equal values get equal scores, a
better value never scores lower, and without ties every score holds a fifth of them.
For recency, fewer days are better. (Hughes, "Strategic Database Marketing", 1994,
introduced the quintiles; the rule for ties is our own definition.)

Map. The names are those in common use, for instance in the R package rfm (Hebbali).
The scores are our own definition: published tables with these names overlap and leave
score combinations in no segment, while here each of the 125 is in exactly one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
import pandas as pd

from segkit.models import words
from segkit.models.behavioural import purchases, scoring
from segkit.models.rule import Rule, Segment
from segkit.models.words import behavioural as said

DEFAULT_MAP = {segment.name: segment.scores for segment in said.RFM}


@dataclass
class RfmRule(Rule):
    """Cut points for the three scores, and the map from scores to segments."""

    cut_points: dict[str, list[float | None]]
    segment_map: dict[str, str]

    needs: ClassVar = purchases.RFM
    options: ClassVar = ("cut_points", "segment_map")

    @classmethod
    def learn(cls, X: pd.DataFrame, **options: Any) -> Self:
        """Take the cut points that were given, and learn the others from X."""
        own = scoring.own_cut_points(options["cut_points"])
        segment_map = scoring.own_map(options["segment_map"], DEFAULT_MAP)
        data = purchases.buyers(X)
        learned = {n: scoring.cut_points(data[n], n) for n in purchases.RFM}
        return cls({**learned, **own}, segment_map)

    def segments(self) -> list[Segment]:
        """List the segments of the map, then those without a purchase."""
        known = {segment.name: segment for segment in said.RFM}
        listed = []
        for name, scores in self.segment_map.items():
            key = known[name].key if name in known else words.key(name)
            rule = f"{known[name].meaning} ({scores})" if name in known else scores
            listed.append(Segment(key, name, rule))
        return [*listed, Segment(*said.NO_PURCHASE)]

    def scores(self, X: pd.DataFrame) -> pd.DataFrame:
        """Score each customer from 1 to 5, 5 being best; null without a purchase."""
        data = purchases.read(X)
        marks = {
            f"{short}_score": scoring.score(data[name], self.cut_points[name], name)
            for name, short in zip(purchases.RFM, "rfm", strict=True)
        }
        scored = pd.DataFrame(marks, data.index).astype("Int64")
        scored.loc[~purchases.bought(data)] = pd.NA
        return scored

    def codes(self, X: pd.DataFrame) -> np.ndarray:
        """Look each customer's three scores up in the map."""
        data = purchases.read(X)
        cell = np.zeros(len(data), dtype=int)
        for name in purchases.RFM:
            cell = 5 * cell + scoring.score(data[name], self.cut_points[name], name) - 1
        code = np.array(list(scoring.places(self.segment_map).values()))
        return np.where(purchases.bought(data), code[cell], len(self.segment_map))

    def reason(self, X: pd.DataFrame) -> str:
        """Name the three scores, the ranges behind them, and the segment's rule."""
        data = purchases.read(X)
        if not purchases.bought(data)[0]:
            return said.NEVER
        facts, texts = purchases.facts(data), []
        for name in purchases.RFM:
            cuts = self.cut_points[name]
            mark = int(scoring.score(data[name], cuts, name)[0])
            span = said.span(name, *scoring.ends(mark, cuts, name))
            texts.append(said.SCORED[name].format(**facts, score=mark, span=span))
        segment = self.segments()[int(self.codes(X)[0])]
        rule = words.RULE.format(segment=segment.name, rule=segment.rule)
        return " ".join([*texts, rule])
