"""The words that the models show to people: names, rules and reasons."""

from __future__ import annotations

from decimal import Decimal

import numpy as np


class Words(str):
    """A text that a notebook shows as it is, without quotation marks.

    Examples
    --------
    >>> Words("Customer 7 is in Champions.")
    Customer 7 is in Champions.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        """Return the text itself."""
        return str(self)


MEMBER = "Customer {customer} is in {segment}."
RULE = "The rule for {segment}: {rule}."
NEAREST = "The nearest segment by these three is this one ({typical})."
NEXT = "The next nearest is {segment} ({typical})."
VERY, OFTEN = "very {}", "often {}"
AVERAGE = "near the average"
SEGMENT = "Segment {number}: {words}"
YES, NO = "yes", "no"
UNITS = ("_amount", "_years", "_days", "_rate", "_score")

# Groups that were found in several columns at once.
HIGH, LOW = "high {}", "low {}"
IS, HAS, LACKS = "{value}", "{label}", "no {label}"
TYPICALLY = "typically {parts}"
MEAN, EQUALS = "{label} {value}", "{label}: {value}"
SHARE = "{label}: {value} ({share})"
UNKNOWN = ("not_known", "Not known", "none of the columns is known")
NOT_STATED = ("not_known", "Not known", "what the rule needs is not known")
NOT_STATED_WHY = "What the rule needs is not known of this customer."
NOTHING = "Nothing that the segments are made of is known of this customer."
OWN = "Known: {facts}."
CLOSEST = "The nearest segment is this one ({typical})."
FURTHER = "The next nearest is {segment} ({typical})."
LIKELY = "The chance of this segment is {chance} ({typical})."
LESS_LIKELY = "The next likely is {segment}, {chance} ({typical})."
UNDER, OVER = "under 1 %", "over 99 %"

# Levels that are crossed, and levels that are the names in a column.
CROSSED, BOTH, RULE_IS = " · ", "; ", "{} is {}"
BAND_FROM, BAND_TO = "{low} and more{of}", "Under {high}{of}"
BAND, BAND_RULE = "{low} to under {high}{of}", "{label}: {band}"
PERCENT = "{:.3g} %"


def number(value: float) -> str:
    """Write a number with thousands separators, at most two decimals.

    Parameters
    ----------
    value : a number

    Returns
    -------
    str

    Examples
    --------
    >>> number(1234.0), number(4.5)
    ('1,234', '4.5')
    """
    text = f"{value:,.2f}"
    return text.rstrip("0").rstrip(".")


def amount(value: float) -> str:
    """Write an amount of money, always with two decimals.

    Parameters
    ----------
    value : in the currency of the data

    Returns
    -------
    str

    Examples
    --------
    >>> amount(1234.5)
    '1,234.50'
    """
    return f"{value:,.2f}"


def counted(value: float, thing: str) -> str:
    """Write a number with its noun, singular or plural.

    Parameters
    ----------
    value : how many
    thing : the noun in the singular

    Returns
    -------
    str

    Examples
    --------
    >>> counted(1, "day"), counted(12, "order")
    ('1 day', '12 orders')
    """
    return f"{number(value)} {thing}" if value == 1 else f"{number(value)} {thing}s"


def key(name: str) -> str:
    """Make a segment's name fit for a column name.

    Parameters
    ----------
    name : as people read it

    Returns
    -------
    str, lower case, joined by underscores

    Examples
    --------
    >>> key("Cannot lose them")
    'cannot_lose_them'
    """
    return "_".join("".join(c if c.isalnum() else " " for c in name.lower()).split())


def category(value: object) -> str:
    """Write one value of a category; truth values as yes and no.

    Parameters
    ----------
    value : text, number or truth value

    Returns
    -------
    str

    Examples
    --------
    >>> category(True), category("web"), category(3.0)
    ('yes', 'web', '3')
    """
    if isinstance(value, bool | np.bool_):
        return YES if value else NO
    if isinstance(value, float | Decimal) and value == value // 1:
        value = int(value)
    return str(value)


def label(column: str) -> str:
    """Make a column's name fit for a sentence: without its unit.

    Parameters
    ----------
    column : its name

    Returns
    -------
    str

    Examples
    --------
    >>> label("income_amount"), label("main_device"), label("uses_games")
    ('income', 'main device', 'uses games')
    """
    for unit in UNITS:
        column = column.removesuffix(unit)
    return column.replace("_", " ")


def rounded(value: float) -> str:
    """Write a measured number with as many digits as a reader needs.

    Parameters
    ----------
    value : a number

    Returns
    -------
    str

    Examples
    --------
    >>> rounded(43217.4), rounded(43.21), rounded(3.276), rounded(0.0131)
    ('43,217', '43', '3.3', '0.013')
    """
    if abs(value) >= 10:
        return f"{value:,.0f}"
    return f"{value:.2g}"


def share(value: float) -> str:
    """Write a chance or a share in per cent; never 0 or 100 for what is only near it.

    Parameters
    ----------
    value : from 0 to 1

    Returns
    -------
    str

    Examples
    --------
    >>> share(0.873), share(0.0004), share(0.9999), share(1.0)
    ('87 %', 'under 1 %', 'over 99 %', '100 %')
    """
    if 0 < value < 0.005:
        return UNDER
    if 0.995 <= value < 1:
        return OVER
    return f"{value:.0%}".replace("%", " %")
