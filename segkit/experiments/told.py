"""How experiments write numbers, and results that are shown as their sentence."""

from __future__ import annotations

import math
from html import escape

LEAST, MOST = 0.00001, 0.9999  # shares outside are written as "below" and "above"


class Told:
    """A result that a notebook shows as its sentence; its fields hold the numbers.

    Examples
    --------
    >>> class Found(Told):
    ...     sentence = "B is better."
    >>> Found()
    B is better.
    """

    @property
    def sentence(self) -> str:
        """What the result says, for people to read."""
        raise NotImplementedError

    def __repr__(self) -> str:
        """Return the sentence."""
        return self.sentence

    def _repr_html_(self) -> str:
        return f"<p>{escape(self.sentence)}</p>"


def percent(share: float) -> str:
    """Write a share as a percentage, with the digits that it needs.

    Parameters
    ----------
    share : 0 to 1

    Returns
    -------
    str: one decimal from 1 % to 99 %, more digits for what is rarer; below 0.001 % and
    above 99.99 % only that it is so

    Examples
    --------
    >>> percent(0.2), percent(0.256), percent(0.0123), percent(0.0004), percent(0.9996)
    ('20 %', '25.6 %', '1.23 %', '0.04 %', '99.96 %')
    >>> percent(0.999999997), percent(0.0000002)
    ('above 99.99 %', 'below 0.001 %')
    """
    if math.isnan(share):
        return "unknown"
    if 0 < share < LEAST:
        return f"below {_digits(LEAST)} %"
    if MOST < share < 1:
        return f"above {_digits(MOST)} %"
    return _digits(share) + " %"


def _digits(share: float) -> str:
    """Write a share as a percentage without its sign."""
    rest = min(abs(share), abs(1 - share))
    digits = 1 if rest >= 0.1 or share in {0, 1} else 2
    if 0 < rest < 0.001:
        digits = 2 - math.floor(math.log10(rest)) - 2
    text = f"{100 * share:.{min(digits, 8)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def points(difference: float) -> str:
    """Write a difference of two shares in percentage points, with its sign.

    Parameters
    ----------
    difference : -1 to 1

    Returns
    -------
    str

    Examples
    --------
    >>> points(0.05), points(-0.0012)
    ('+5 points', '-0.12 points')
    """
    text = "unknown" if math.isnan(difference) else _digits(abs(difference))
    sign = "+" if difference >= 0 else "-"
    return f"{sign}{text} points"


def chance(p_value: float) -> str:
    """Write a probability such as a p-value, never as exactly 0.

    Parameters
    ----------
    p_value : 0 to 1

    Returns
    -------
    str

    Examples
    --------
    >>> chance(0.04567), chance(0.00000182), chance(0)
    ('0.046', '1.8e-06', '1e-300 or less')
    """
    return f"{p_value:.2g}" if p_value > 1e-300 else "1e-300 or less"
