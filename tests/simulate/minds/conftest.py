"""One world for the fast tests of minds."""

import pytest


@pytest.fixture(scope="session")
def one(world_of):
    """Return a world of 6,000 people. Do not change it."""
    return world_of()
