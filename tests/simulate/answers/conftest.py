"""The people of one block, before and after they answered: made once."""

from functools import cache
from types import SimpleNamespace

import pandas as pd
import pytest

from segkit.simulate import story
from segkit.simulate.answers import chapter
from segkit.simulate.trade.deeds import deeds


@cache
def _answered(seed, size, *off):
    switches = dict.fromkeys(off, False)
    scene, who, shared = story.opening(seed=seed, size=size, **switches)
    done = deeds(scene, who, shared.products)
    after = chapter.answer(scene, who, done, shared.products)
    orders = after.done.orders.sort_values("ordered_at", kind="stable")
    orders = pd.DataFrame(
        {
            "order_id": [f"O{row}" for row in orders.index],
            "customer_id": who["customer_id"].to_numpy()[orders["person"]],
            "ordered_at": orders["ordered_at"],
        }
    )
    made = chapter.chapter(scene, after, shared.products, orders)
    made |= chapter.whole(scene, made.sums)
    return SimpleNamespace(
        scene=scene,
        who=who,
        products=shared.products,
        done=done,
        after=after,
        orders=orders,
        tables=made.tables,
        truth=made.truth,
    )


@pytest.fixture(scope="session")
def answered_of():
    """Return a function that makes it once: seed, size, switches to leave out."""
    return lambda seed=11, size=3_000, off=(): _answered(seed, size, *sorted(off))


@pytest.fixture(scope="session")
def answered(answered_of):
    """Return 3,000 people who answered. Do not change it."""
    return answered_of()
