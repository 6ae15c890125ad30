"""Where customers crowd: density clusters of their places."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.cluster import GeographicDensity, density, globe
from segkit.models import tables, words
from segkit.models.geographic.places import MADE_BY
from segkit.models.rule import Rule, Segment
from segkit.models.words import geographic as said

FEWEST, SHARE = 5, 0.01  # customers, and of all customers
DECIMALS = 2  # of a degree, about a kilometre: so that no rule keeps an address


@dataclass
class DensityRule(Rule):
    """The dense places of each cluster, to a hundredth of a degree.

    Attributes
    ----------
    radius_km, min_samples : as given
    names : of the clusters
    extents : kilometres from the middle of each to its furthest member
    places : latitude and longitude of the dense places
    clusters : the number of each dense place's cluster
    """

    radius_km: float
    min_samples: int
    names: list[str]
    extents: list[float]
    places: list[list[float]]
    clusters: list[int]

    needs: ClassVar = ("latitude", "longitude")
    options: ClassVar = ("radius_km", "min_samples")
    made_by: ClassVar = MADE_BY

    @classmethod
    def orders_by(cls, X: pd.DataFrame, **options: Any) -> list[str]:
        """Say which column names the clusters: the town, if X has it."""
        return ["town"] if "town" in X.columns else []

    @classmethod
    def learn(cls, X: pd.DataFrame, **options: Any) -> Self:
        """Find the clusters of the customers whose place is known."""
        points, known = _points(X)
        if not known.any():
            raise DataError(
                "columns ['latitude', 'longitude'] in X are both known for 0 of "
                f"{len(X)} customers: look at how X was made"
            )
        least = options["min_samples"]
        if least is None:
            least = max(FEWEST, math.ceil(SHARE * known.sum()))
        model = GeographicDensity(options["radius_km"], min_samples=least)
        model.fit(points[known])
        towns = X["town"].astype(object) if "town" in X.columns else None
        names = [
            _name(row, None if towns is None else towns[known][model.labels_ == label])
            for label, row in model.clusters_.iterrows()
        ]
        core = model.core_sample_indices_
        places, first = np.unique(points[known][core], axis=0, return_index=True)
        return cls(
            float(options["radius_km"]),
            int(least),
            _different(names),
            model.clusters_["extent_km"].tolist(),
            places.tolist(),
            model.labels_[core][first].tolist(),
        )

    def segments(self) -> list[Segment]:
        """List the clusters by size, then the scattered, then the not known."""
        radius = words.number(self.radius_km)
        found = [
            Segment(
                f"cluster_{i + 1}",
                words.SEGMENT.format(number=i + 1, words=name),
                said.DENSE_RULE.format(
                    radius=radius,
                    least=self.min_samples,
                    extent=words.rounded(self.extents[i]),
                ),
            )
            for i, name in enumerate(self.names)
        ]
        key, name, rule = said.SCATTERED
        scattered = Segment(key, name, rule.format(radius=radius))
        return [*found, scattered, Segment(*words.NOT_STATED)]

    def codes(self, X: pd.DataFrame) -> np.ndarray:
        """Give each customer the cluster of the nearest dense place within reach."""
        points, known = _points(X)
        k = len(self.names)
        codes = np.full(len(X), k + 1)
        codes[known] = k
        if known.any() and self.places:
            codes[known] = np.append(self.clusters, k)[self._nearest(points[known])]
        return codes

    def reason(self, X: pd.DataFrame) -> str:
        """Say where the customer lives, and how far from the nearest dense place."""
        points, known = _points(X)
        if not known[0]:
            return words.NOT_STATED_WHY
        at = said.HERE.format(at=_at(*points[0]))
        if not self.places:
            return f"{at} {said.NO_DENSE}"
        km, _ = globe.nearest_km(points, np.array(self.places))
        form = said.NEAREST if self.codes(X)[0] < len(self.names) else said.NONE_NEAR
        far = said.UNDER_1 if km[0] < 1 else words.rounded(float(km[0]))
        return f"{at} {form.format(km=far, radius=words.number(self.radius_km))}"

    def _nearest(self, points: np.ndarray) -> np.ndarray:
        vectors, dense = map(globe.unit_vectors, (points, np.array(self.places)))
        reach = float(globe.chord(self.radius_km))
        return density.nearest(vectors, dense, reach)


def _points(X: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Read places to a hundredth of a degree, and say of whom they are known."""
    table = tables.numbers(X, globe.NAMES)
    known = table.notna().all(axis=1).to_numpy()
    if known.any():
        globe.coordinates(table[known])
    return table.to_numpy().round(DECIMALS) + 0.0, known


def _name(row: pd.Series, towns: pd.Series | None) -> str:
    if towns is not None and towns.notna().any():
        counts = towns.dropna().astype(str).value_counts()
        place = min(counts.index[counts == counts.max()])
    else:
        place = _at(row["latitude"], row["longitude"])
    return said.AROUND.format(place=place)


def _at(latitude: float, longitude: float) -> str:
    north = said.NORTH if latitude >= 0 else said.SOUTH
    east = said.EAST if longitude >= 0 else said.WEST
    return said.AT.format(
        latitude=north.format(abs(latitude)), longitude=east.format(abs(longitude))
    )


def _different(names: list[str]) -> list[str]:
    if len(names) > 200:
        raise DataError(
            f"{len(names)} clusters are too many to name: raise radius_km or "
            "min_samples"
        )
    return names
