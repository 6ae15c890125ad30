"""Models: customers divided into named segments, and why each is where it is.

>>> "behavioural" in ALL
True
"""

from collections.abc import Mapping
from typing import Any

from segkit.checks import DataError
from segkit.models.base import Segmenter
from segkit.models.behavioural import BehaviouralSegmenter
from segkit.models.crossing import (
    Crossing,
    SegmentBook,
    contact_status,
    cross,
    crosswalk,
)
from segkit.models.demographic import DemographicSegmenter
from segkit.models.firmographic import FirmographicSegmenter
from segkit.models.geographic import GeographicSegmenter
from segkit.models.needs import NeedsSegmenter
from segkit.models.propensity import Propensity
from segkit.models.psychographic import PsychographicSegmenter
from segkit.models.rule import Rule, Segment
from segkit.models.technographic import TechnographicSegmenter
from segkit.models.value import ValueSegmenter

ALL: dict[str, type[Segmenter]] = {
    "behavioural": BehaviouralSegmenter,
    "demographic": DemographicSegmenter,
    "firmographic": FirmographicSegmenter,
    "geographic": GeographicSegmenter,
    "needs": NeedsSegmenter,
    "psychographic": PsychographicSegmenter,
    "technographic": TechnographicSegmenter,
    "value": ValueSegmenter,
}

__all__ = [
    "ALL",
    "BehaviouralSegmenter",
    "Crossing",
    "DemographicSegmenter",
    "FirmographicSegmenter",
    "GeographicSegmenter",
    "NeedsSegmenter",
    "Propensity",
    "PsychographicSegmenter",
    "Rule",
    "Segment",
    "SegmentBook",
    "Segmenter",
    "TechnographicSegmenter",
    "ValueSegmenter",
    "contact_status",
    "cross",
    "crosswalk",
    "from_frozen",
]


def from_frozen(frozen: Mapping[str, Any]) -> Segmenter:
    """Make a fitted model from what ``model.frozen()`` wrote.

    Parameters
    ----------
    frozen : the dict, also after a trip through a JSON file

    Returns
    -------
    a fitted model with the same rule, which predicts the same; it has no ``labels_``

    Raises
    ------
    DataError
        if the dict is not a frozen model, or one of a model that is unknown here

    Examples
    --------
    >>> import pandas as pd
    >>> X = pd.DataFrame({"recency_days": [3, 40], "n_orders": [5, 1],
    ...                   "monetary_amount": [80, 20]}, index=["a", "b"])
    >>> model = BehaviouralSegmenter().fit(X)
    >>> from_frozen(model.frozen()).predict(X).tolist() == model.labels_.tolist()
    True
    """
    known: dict[str, type[Segmenter]] = {**ALL, Crossing.name: Crossing}
    try:
        model = known[frozen["model"]]
    except (KeyError, TypeError) as error:
        raise DataError(
            f"this is not a frozen model: its 'model' must be one of {sorted(ALL)}: "
            "make it with model.frozen()"
        ) from error
    return model.thawed(frozen)
