"""Audiences and permissions are counted on the same Spark as the features."""

from tests.features.conftest import spark

__all__ = ["spark"]
