"""The numbers of an indicator: what is added up over customers, in their engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import narwhals.stable.v2 as nw


@dataclass(frozen=True)
class Number:
    """Say what each customer adds to one of the numbers of an indicator.

    Parameters
    ----------
    expression : narwhals expression on the source's table of one row per customer;
        None for 1 for each customer of the population, also those without a row
    per : the sum is divided by it: 100 if the expression is in cents

    Examples
    --------
    >>> EVERYBODY.expression is None
    True
    """

    expression: Any
    per: float = 1


EVERYBODY = Number(None)
"""One for each customer of the population, also for those without a row."""

Wanted = Any  # an expression, a Number, or a function from options to one of them


def money(column: str) -> Number:
    """Add up money that a source keeps in whole cents, so that any order sums alike.

    Parameters
    ----------
    column : name of the column of cents

    Returns
    -------
    Number, in units of currency

    Examples
    --------
    >>> money("cents").per
    100
    """
    return Number(nw.col(column), 100)


def chosen(wanted: Mapping[str, Wanted], options: Mapping[str, Any]) -> dict:
    """Say which numbers an indicator adds up, with these options.

    Parameters
    ----------
    wanted : for each name an expression, a `Number`, or a function of options
    options : what was chosen, by name

    Returns
    -------
    dict of name to Number

    Examples
    --------
    >>> chosen({"all": EVERYBODY}, {})["all"] is EVERYBODY
    True
    """
    return {name: _number(one, options) for name, one in wanted.items()}


def _number(one: Wanted, options: Mapping[str, Any]) -> Number:
    if isinstance(one, Callable) and not isinstance(one, nw.Expr):  # type: ignore[arg-type]
        names = one.__code__.co_varnames[: one.__code__.co_argcount]
        one = one(**{name: options[name] for name in names})
    return one if isinstance(one, Number) else Number(one)
