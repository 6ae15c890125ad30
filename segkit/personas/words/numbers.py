"""How numbers are written on a card."""

from __future__ import annotations

import math

MILLION = 1e6
SHARES = {"share", "yes/no", "category", "scale"}


def write(value: float, unit: str = "") -> str:
    """Write a number with its unit, as briefly as its size allows.

    Parameters
    ----------
    value : the number; a share from 0 to 1
    unit : "share", "index", a currency or another unit

    Returns
    -------
    str

    Examples
    --------
    >>> write(0.412, "share"), write(1234.5, "EUR"), write(3.14159), write(7, "index")
    ('41 %', '1,234 EUR', '3.1', '7')
    """
    if math.isnan(value):
        return "not known"
    if math.isinf(value):
        return "no limit"
    if unit in SHARES:
        return f"{_percent(value)} %"
    shown = "" if unit in {"index", "number"} else f" {unit}".rstrip()
    if unit == "year":
        return f"{value:.0f}"
    if abs(value) >= MILLION:
        return f"{value / MILLION:,.1f} million {unit}".rstrip()
    whole = abs(value) >= (10 if unit == "index" else 100) or float(value).is_integer()
    digits = 0 if whole else 1
    return f"{value:,.{digits}f}{shown}"


def _percent(value: float) -> str:
    digits = 1 if 0 < abs(value) < 0.0995 else 0
    return f"{100 * value:.{digits}f}"


def reach(low: float, high: float, unit: str = "") -> str:
    """Write an interval; empty if there is none.

    Parameters
    ----------
    low, high : its ends
    unit : as in `write`

    Returns
    -------
    str

    Examples
    --------
    >>> reach(0.36, 0.46, "share")
    '36 to 46 %'
    """
    if math.isnan(low) or math.isnan(high):
        return ""
    if unit in SHARES:
        return f"{_percent(low)} to {_percent(high)} %"
    first = write(low, unit if unit in {"index", "year"} else "")
    return f"{first} to {write(high, unit)}"
