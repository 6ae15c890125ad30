"""Buying, spending and use: counted from orders and events."""

from segkit.kpis.buying import customers, spending, usage

__all__ = ["customers", "spending", "usage"]
