"""The geographic model: customers divided by where they live.

The definitions are here to be used alone as well: degree of urbanisation, climate,
culture, ways to the store, types of communities, sizes of markets.
"""

from segkit.cluster.climate import climate_zones, koppen
from segkit.cluster.urban_grid import urban_cells
from segkit.cluster.urbanisation import degree_of_urbanisation
from segkit.models.geographic.bands import distance_band, market_band
from segkit.models.geographic.kinds import (
    climate_name,
    community_type,
    culture,
    urbanisation_by_density,
)
from segkit.models.geographic.segmenter import GeographicSegmenter

__all__ = [
    "GeographicSegmenter",
    "climate_name",
    "climate_zones",
    "community_type",
    "culture",
    "degree_of_urbanisation",
    "distance_band",
    "koppen",
    "market_band",
    "urban_cells",
    "urbanisation_by_density",
]
