"""General estimators for grouping: mixed columns, latent classes, places on a map.

scikit-learn estimators that know nothing of customers. Each gives the same groups
whatever the order of the rows, counts a row of weight 2 as two rows, and takes missing
values as what they are.
"""

from segkit.cluster.geographic import GeographicDensity
from segkit.cluster.k_prototypes import KPrototypes
from segkit.cluster.latent_class import LatentClass
from segkit.cluster.plain import from_plain, to_plain

__all__ = ["GeographicDensity", "KPrototypes", "LatentClass", "from_plain", "to_plain"]
