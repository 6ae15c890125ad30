"""Checks of what is asked of a test's plan: shares, errors, sizes."""

from __future__ import annotations

import math
from typing import Any

from segkit import checks
from segkit.checks import DataError
from segkit.experiments.words import sizes as words


def number(value: Any, name: str, *, least: float = -math.inf) -> float:
    """Check that a value is a finite number above a limit.

    Parameters
    ----------
    value : what was passed
    name : the argument's name
    least : the number must be above this

    Returns
    -------
    float

    Raises
    ------
    DataError
        naming the argument and the value

    Examples
    --------
    >>> number("3.5", "sd", least=0)
    3.5
    """
    try:
        found = float(value)
    except (TypeError, ValueError):
        found = math.nan
    if not math.isfinite(found) or found <= least:
        need = words.ANY_NUMBER if least == -math.inf else words.ABOVE.format(x=least)
        raise DataError(words.NEED.format(name=name, need=need, found=value))
    return found


def share(value: Any, name: str) -> float:
    """Check that a value lies between 0 and 1, ends left out.

    Parameters
    ----------
    value : what was passed
    name : the argument's name

    Returns
    -------
    float

    Raises
    ------
    DataError
        naming the argument and the value; a number above 1 may be a percentage

    Examples
    --------
    >>> share(0.2, "p1")
    0.2
    """
    found = number(value, name)
    if not 0 < found < 1:
        hint = words.PERCENT.format(x=found / 100) if 1 < found < 100 else ""
        raise DataError(words.NEED_SHARE.format(name=name, found=value) + hint)
    return found


def plan(alpha: Any, power: Any, sides: Any, ratio: Any) -> dict[str, Any]:
    """Check the numbers that every plan of a test has.

    Parameters
    ----------
    alpha : share
    power : share above alpha; None where it is not asked, and then left out
    sides : 1 or 2
    ratio : size of arm 2 over that of arm 1, above 0

    Returns
    -------
    dict of them, as numbers

    Raises
    ------
    DataError
        naming the argument that is wrong

    Examples
    --------
    >>> plan(0.05, 0.8, 2, 1)
    {'alpha': 0.05, 'power': 0.8, 'sides': 2, 'ratio': 1.0}
    """
    asked = {"alpha": share(alpha, "alpha")}
    checks.choice(sides, [1, 2], name="sides")
    if power is not None:
        asked["power"] = share(power, "power")
        if asked["power"] <= asked["alpha"] / sides:
            raise DataError(words.POWER_BELOW.format(power=power, alpha=alpha))
    return {**asked, "sides": sides, "ratio": number(ratio, "ratio", least=0)}


def two_shares(p1: Any, p2: Any) -> tuple[float, float]:
    """Check two shares that are to be told apart.

    Parameters
    ----------
    p1, p2 : 0 to 1, not the same

    Returns
    -------
    the two, as numbers

    Raises
    ------
    DataError
        if one lies outside, or both are the same

    Examples
    --------
    >>> two_shares(0.2, 0.25)
    (0.2, 0.25)
    """
    p1, p2 = share(p1, "p1"), share(p2, "p2")
    if p1 == p2:
        raise DataError(words.NO_EFFECT.format(p=p1))
    return p1, p2
