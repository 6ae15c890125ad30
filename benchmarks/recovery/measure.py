"""One figure of a world, and the band in which it lies for every seed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from segkit.simulate import World


@dataclass(frozen=True)
class Measure:
    """What is measured, how, and between which values it lies.

    Attributes
    ----------
    about : what was planted, for instance "demographic segments" or a switch's name
    what : the figure in words, with the method: "ARI of k-means, k = 6, on …"
    function : from a world of 12,000 people to the figure
    low, high : the band, frozen: every seed's figure lies in it
    off : the band when the pitfall named in `switch` is left out; None if not a pitfall
    switch : the pitfall's switch, for pitfalls
    """

    about: str
    what: str
    function: Callable[[World], float]
    low: float
    high: float
    switch: str | None = None
    off: tuple[float, float] | None = None
