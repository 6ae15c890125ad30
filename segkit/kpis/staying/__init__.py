"""How long customers stay: churn, survival curves, cohorts."""

from segkit.kpis.staying import churn, silent

__all__ = ["churn", "silent"]
