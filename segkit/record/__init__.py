"""One indicator, with what it was computed from; intervals; tables that read well."""

from segkit.record.intervals import mean_interval, ratio_interval, wilson
from segkit.record.kpi import Kpi, rate
from segkit.record.tables import Table

__all__ = ["Kpi", "Table", "mean_interval", "rate", "ratio_interval", "wilson"]
