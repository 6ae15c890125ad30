"""What customers say: NPS, CSAT, and those who did not answer."""

from segkit.kpis.survey import promoters, satisfaction

__all__ = ["promoters", "satisfaction"]
