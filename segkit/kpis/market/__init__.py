"""The market: shares, who takes from whom, and the wallet."""

from segkit.kpis.market import shares, wallet

__all__ = ["shares", "wallet"]
