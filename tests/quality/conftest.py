"""The Spark session that the rooms share."""

from tests.features.conftest import spark

__all__ = ["spark"]
