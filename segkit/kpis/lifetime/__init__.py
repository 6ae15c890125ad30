"""Lifetime value, three ways, and what each segment brings."""

from segkit.kpis.lifetime import methods

__all__ = ["methods"]
