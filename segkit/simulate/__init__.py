"""The customer world: a generator whose truth is known, because it was planted.

One causal story: who signs up → when they buy and through which channel → what lies in
the basket → what it costs. Each stage is a module; `world` composes them.
"""

from segkit.simulate.cases import Case, case
from segkit.simulate.cases.shop import SmallShop, small_shop
from segkit.simulate.story import World, world
from segkit.simulate.switches import Switches
from segkit.simulate.write import build

__all__ = [
    "Case",
    "SmallShop",
    "Switches",
    "World",
    "build",
    "case",
    "small_shop",
    "world",
]
