"""Money: what customers cost, and what campaigns bring back."""

from segkit.kpis.money import acquisition, referrals, returns

__all__ = ["acquisition", "referrals", "returns"]
