"""Tables of the world, read once."""

import functools

import pytest

from segkit import datasets


@pytest.fixture(scope="session")
def load():
    """`datasets.load`, each table read once."""
    return functools.cache(datasets.load)
