"""Advertisements, visits and social networks."""

from segkit.kpis.reach import ads, social, web

__all__ = ["ads", "social", "web"]
