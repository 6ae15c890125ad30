"""The customer world: a generator whose truth is known, because it was planted.

One causal story: who signs up → when they buy and through which channel → what lies in
the basket → what it costs. Each stage is a module; `world` composes them.
"""

from segkit.simulate.shop import SmallShop, small_shop
from segkit.simulate.story import World, world
from segkit.simulate.write import build

__all__ = ["SmallShop", "World", "build", "small_shop", "world"]
