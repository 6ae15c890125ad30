"""Limits on the spending, by cell, channel or segment, read into rows."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from segkit.activation.plan.cells import Cells
from segkit.activation.plan.curve_numbers import a_number
from segkit.activation.plan.problem import Row
from segkit.activation.words.plan import budget as words
from segkit.checks import DataError


@dataclass(frozen=True)
class Limit:
    """One more limit on the spending: on a sum, on a share, or on a difference.

    Parameters
    ----------
    of : name of a cell, channel or segment; a list of them; or a weight for each:
        ``{"search": 1, "social": -1}`` with least 0 wants as much for search as for
        social
    least, most : the limit; with ``share`` from 0 to 1
    share : whether it is a part of all spending
    name : what to call it; None for a name made of ``of``

    Raises
    ------
    DataError
        if least is above most, or a share is not from 0 to 1

    Examples
    --------
    >>> Limit("social", most=0.4, share=True)
    Limit(of='social', least=None, most=0.4, share=True, name=None)
    """

    of: Any
    least: float | None = None
    most: float | None = None
    share: bool = False
    name: str | None = None

    def __post_init__(self) -> None:
        """Check the ends."""
        least = -math.inf if self.least is None else a_number(self.least)
        most = math.inf if self.most is None else a_number(self.most)
        if math.isnan(least) or math.isnan(most) or least > most:
            text = words.ORDER.format(name=self.of, least=self.least, most=self.most)
            raise DataError(text)
        ends = [end for end in (least, most) if math.isfinite(end)]
        if self.share and not all(0 <= end <= 1 for end in ends):
            raise DataError(words.SHARE.format(name=self.of))


def members(of: Any, cells: Cells, what: str) -> dict[int, float]:
    """Return the cells that a limit is about, with their weights.

    Parameters
    ----------
    of : as in `Limit`; ("loyal", "email") is one cell; {"channel": {"email": ...}} is
        not read here
    cells : all of them
    what : the argument, for messages

    Returns
    -------
    dict of weight by number of the cell

    Raises
    ------
    DataError
        if a name is not known, or is both a channel and a segment

    Examples
    --------
    >>> from segkit.activation.plan.cells import read
    >>> cells = read({("loyal", "sms"): 2, ("loyal", "email"): 5, ("new", "sms"): 1})
    >>> members("sms", cells, "caps"), members("loyal", cells, "caps")
    ({1: 1.0, 2: 1.0}, {0: 1.0, 1: 1.0})
    """
    found: dict[int, float] = {}
    weights = of if isinstance(of, Mapping) else dict.fromkeys(_names(of, cells), 1.0)
    for name, weight in weights.items():
        for number in _cells(name, cells, what):
            found[number] = found.get(number, 0.0) + float(weight)
    return found


def _names(of: Any, cells: Cells) -> list[Any]:
    """Return the names in ``of``; a tuple of strings that is a cell is one name."""
    if isinstance(of, tuple) and tuple(map(str, of)) in cells.keys:
        return [of]
    if isinstance(of, str) or not isinstance(of, Iterable):
        return [of]
    return list(of)


def _cells(name: Any, cells: Cells, what: str) -> list[int]:
    key = tuple(map(str, name)) if isinstance(name, tuple) else (str(name),)
    if key in cells.keys:
        return [cells.keys.index(key)]
    if len(key) == 1 and key[0] in cells.names:
        return [cells.names.index(key[0])]
    hits = {
        part: [i for i, own in enumerate(cells.keys) if own[at] == key[-1]]
        for at, part in enumerate(cells.parts)
        if len(key) == 1 or key[0] == part
    }
    hits = {part: numbers for part, numbers in hits.items() if numbers}
    if len(hits) > 1:
        raise DataError(words.BOTH.format(what=what, found=name))
    if not hits:
        known = sorted({each for own in cells.keys for each in own})
        raise DataError(words.UNKNOWN.format(what=what, found=name, known=known))
    return next(iter(hits.values()))


def rows(
    cells: Cells,
    total: float,
    *,
    caps: Any = None,
    minima: Any = None,
    fixed: Any = None,
    limits: Iterable[Limit] = (),
    spend_all: bool = False,
) -> tuple[Row, ...]:
    """Write all limits as rows; the budget is the first.

    Parameters
    ----------
    cells, total, caps, minima, fixed, limits, spend_all : as for `budget`

    Returns
    -------
    tuple of Row

    Raises
    ------
    DataError
        as for `budget`

    Examples
    --------
    >>> from segkit.activation.plan.cells import read
    >>> made = rows(read({"a": 5, "b": 3}), 40, caps={"a": 10}, minima={"b": 5})
    >>> [(row.name, row.low, row.high) for row in made]
    [('budget', -inf, 40), ('a', -inf, 10.0), ('b', 5.0, inf)]
    """
    everything = dict.fromkeys(range(len(cells.keys)), 1.0)
    low = total if spend_all else -np.inf
    ends = _ends(cells, caps, minima, fixed)
    found = [Row("budget", everything, low, total, "budget", fixed=True)]
    found += [
        Row(name, dict.fromkeys(numbers, 1.0), low, high)
        for (numbers, name), (low, high) in sorted(ends.items())
    ]
    found += [row for limit in limits for row in _more(limit, cells, everything)]
    return tuple(found)


def _ends(cells: Cells, caps: Any, minima: Any, fixed: Any) -> dict[Any, list[float]]:
    """Join caps, minima and fixed spending by what they are about."""
    ends: dict[Any, list[float]] = {}

    def put(numbers: tuple[int, ...], name: str, low: float, high: float) -> None:
        own = ends.setdefault((numbers, name), [-np.inf, np.inf])
        own[0], own[1] = max(own[0], low), min(own[1], high)

    for column, place in (("minimum_amount", 0), ("cap_amount", 1)):
        for i, value in enumerate(cells.column(column)):
            if not math.isnan(value):
                pair = (value, np.inf) if place == 0 else (-np.inf, value)
                put((i,), cells.names[i], *pair)
    for what, given in (("minima", minima), ("caps", caps), ("fixed", fixed)):
        for name, numbers, value in _given(given, cells, what):
            low = value if what != "caps" else -np.inf
            high = value if what != "minima" else np.inf
            put(numbers, name, low, high)
    return ends


def _given(
    given: Any, cells: Cells, what: str
) -> Iterable[tuple[str, tuple[int, ...], float]]:
    """Go through a dict of limits; {"channel": {"email": 5}} says what a name is."""
    for key, value in dict(given or {}).items():
        if isinstance(value, Mapping):
            pairs = [((key, name), each) for name, each in value.items()]
        else:
            pairs = [(key, value)]
        for name, each in pairs:
            number = a_number(each)
            if not 0 <= number < np.inf:
                text = words.LIMIT.format(what=what, found=name, value=each)
                raise DataError(text)
            numbers = tuple(sorted(members(_one(name), cells, what)))
            yield label(name), numbers, number


def _one(name: Any) -> dict[Any, float]:
    return {name: 1.0}


def label(name: Any) -> str:
    """Write a name of a cell, a channel or a segment.

    Parameters
    ----------
    name : a string, or a tuple

    Returns
    -------
    str

    Examples
    --------
    >>> label(("loyal", "email")), label(("channel", "email")), label("email")
    ('loyal · email', 'email', 'email')
    """
    if isinstance(name, tuple):
        parts = name[1:] if name[0] in ("segment", "channel", "cell") else name
        return words.CELL.join(map(str, parts))
    return str(name)


def _more(limit: Limit, cells: Cells, everything: Mapping[int, float]) -> list[Row]:
    """Write one `Limit` as a row, or two for the ends of a share."""
    weights = members(limit.of, cells, "limits")
    name = limit.name or " + ".join(label(one) for one in _names(limit.of, cells))
    low = -np.inf if limit.least is None else float(limit.least)
    high = np.inf if limit.most is None else float(limit.most)
    if not limit.share:
        kind = "named" if limit.name or isinstance(limit.of, Mapping) else "spend"
        return [Row(name, weights, low, high, kind)]
    made = []
    for end, share in (("high", limit.most), ("low", limit.least)):
        if share is not None:
            parts = {i: weights.get(i, 0.0) - float(share) for i in everything}
            made.append(Row(name, parts, kind="share", **{end: 0.0}))  # type: ignore[arg-type]
    return made
