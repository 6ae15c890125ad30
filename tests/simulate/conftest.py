"""Worlds that several tests look at: made once for each process."""

from functools import cache

import pytest

from segkit import simulate

SEEDS = [11, 12, 13, 14, 15]


@cache
def _world(seed, size, *off):
    return simulate.world(seed=seed, size=size, **dict.fromkeys(off, False))


@pytest.fixture(scope="session")
def world_of():
    """Return a function that makes a world once: seed, size, switches to leave out."""
    return lambda seed=11, size=6_000, off=(): _world(seed, size, *sorted(off))


@pytest.fixture(scope="module", params=SEEDS)
def made(request, world_of):
    """Return a world of 6,000 people, for each of five seeds. Do not change it."""
    return world_of(request.param)
