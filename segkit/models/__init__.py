"""Models: customers divided into named segments, and why each is where it is.

>>> "behavioural" in ALL
True
"""

from collections.abc import Mapping
from typing import Any

from segkit.checks import DataError
from segkit.models.base import Segmenter
from segkit.models.behavioural import BehaviouralSegmenter
from segkit.models.rule import Rule, Segment

ALL: dict[str, type[Segmenter]] = {
    "behavioural": BehaviouralSegmenter,
}

__all__ = ["ALL", "BehaviouralSegmenter", "Rule", "Segment", "Segmenter", "from_frozen"]


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
    try:
        model = ALL[frozen["model"]]
    except (KeyError, TypeError) as error:
        raise DataError(
            f"this is not a frozen model: its 'model' must be one of {sorted(ALL)}: "
            "make it with model.frozen()"
        ) from error
    return model.thawed(frozen)
