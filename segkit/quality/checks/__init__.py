"""The checks, a family a file: each takes facts and returns findings."""

from segkit.quality.checks.columns import check_missing, check_types
from segkit.quality.checks.meaning import (
    check_currencies,
    check_personal,
    check_status,
)
from segkit.quality.checks.rows import (
    check_customers,
    check_duplicates,
    check_keys,
    check_links,
)
from segkit.quality.checks.times import check_dates, check_time_zone
from segkit.quality.checks.values import (
    check_impossible,
    check_outliers,
    check_sentinels,
    check_signs,
)

__all__ = [
    "check_currencies",
    "check_customers",
    "check_dates",
    "check_duplicates",
    "check_impossible",
    "check_keys",
    "check_links",
    "check_missing",
    "check_outliers",
    "check_personal",
    "check_sentinels",
    "check_signs",
    "check_status",
    "check_time_zone",
    "check_types",
]
