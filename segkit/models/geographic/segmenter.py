"""The geographic model: customers divided by where they live."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from segkit.models.base import Segmenter
from segkit.models.geographic.density import DensityRule
from segkit.models.geographic.places import PlacesRule
from segkit.models.geographic.prototypes import PlacePrototypesRule
from segkit.models.rule import Rule


class GeographicSegmenter(Segmenter):
    """Divide customers by where they live.

    Make X with ``features.places(customers, postcodes=..., population_grid=...)``.

    Parameters
    ----------
    method : ``"places"`` (published or own levels), ``"density"`` (where customers
        crowd) or ``"prototypes"`` (kinds of places, by what they are like)
    by : places: one of ``"urbanisation"`` (the usual one; from the column of that name,
        or approximately from density_km2), ``"urbanisation_detail"``, ``"climate"``,
        ``"climate_group"``, ``"country"``, ``"region"``, ``"town"``, ``"culture"``,
        ``"distance"``, ``"community"``, ``"market_size"``, ``"work"``; or several of
        them, whose levels are crossed
    km_edges : places, by distance: kilometres between the bands; None for 5, 15, 35
    market_edges : places, by market size: amounts between the bands; None for thirds of
        the customers
    radius_km : density: customers so near are neighbours
    min_samples : density: so many customers make a place dense; None for one in a
        hundred, at least 5
    n_segments : prototypes: how many kinds of places
    order_by : prototypes: ``"size"`` or a column that segments are numbered by; None
        for monetary_amount if X has it
    n_init : prototypes: random starts, of which the best is kept
    random_state : prototypes: seed of the starts, int

    Notes
    -----
    **Areas are somebody's choice** (modifiable areal unit problem, Openshaw 1984): with
    other borders the same people fall into other segments. **Averages of an area say
    little about a person in it** (ecological fallacy): a flat in a rich postcode may be
    a student's. **Density chains**: a row of villages can join two towns into one
    cluster; look at how far it reaches. **Latitude comes first**: 4.3, 50.8 is not
    Brussels but a place in the sea off Somalia.

    For density, places are rounded to a hundredth of a degree, about a kilometre, so
    that the fitted model keeps no address.

    References
    ----------
    Degree of urbanisation: `segkit.cluster.urbanisation`; climate:
    `segkit.cluster.climate`; DBSCAN: `segkit.cluster.GeographicDensity`; k-prototypes:
    Huang (1998); own definitions: `segkit.models.geographic.bands`.

    Examples
    --------
    >>> import pandas as pd
    >>> X = pd.DataFrame(
    ...     {"urbanisation": ["city", "rural area", None],
    ...      "km_to_store": [2.0, 41.5, 8.0]},
    ...     index=pd.Index(["C1", "C2", "C3"], name="customer_id"))
    >>> model = GeographicSegmenter(by=["urbanisation", "distance"]).fit(X)
    >>> model.assign(X).tolist()
    ['City · Up to 5 km', 'Rural area · Over 35 km', 'Not known']
    >>> model.explain(X, "C2")
    Customer C2 is in Rural area · Over 35 km. Known: degree of urbanisation: rural
    area; km to the store: 41.5. The rule for Rural area · Over 35 km: more than half of
    the people there live in the open; more than 35 km from the nearest store.
    """

    name: ClassVar[str] = "geographic"
    methods: ClassVar[Mapping[str, type[Rule]]] = {
        "places": PlacesRule,
        "density": DensityRule,
        "prototypes": PlacePrototypesRule,
    }

    def __init__(
        self,
        method: str = "places",
        *,
        by: str | Sequence[str] | None = None,
        km_edges: Sequence[float] | None = None,
        market_edges: Sequence[float] | None = None,
        radius_km: float = 10.0,
        min_samples: int | None = None,
        n_segments: int = 5,
        order_by: str | None = None,
        n_init: int = 10,
        random_state: int | None = 0,
    ) -> None:
        self.method = method
        self.by = by
        self.km_edges = km_edges
        self.market_edges = market_edges
        self.radius_km = radius_km
        self.min_samples = min_samples
        self.n_segments = n_segments
        self.order_by = order_by
        self.n_init = n_init
        self.random_state = random_state
