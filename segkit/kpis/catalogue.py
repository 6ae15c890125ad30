"""The list of all indicators: what each answers, and what it needs."""

from __future__ import annotations

import inspect

from segkit.kpis.indicator import ALIASES, ALL, Indicator
from segkit.kpis.words import catalogue as words
from segkit.record import Table

COLUMNS = [
    "name",
    "also",
    "answers",
    "definition",
    "table",
    "columns",
    "options",
    "interval",
]


def catalogue() -> Table:
    """List the indicators: what each answers, from which table, with which interval.

    Returns
    -------
    Table, a row per indicator, sorted by name: name (``kpis.name``), also (acronyms and
    names that people look for), answers, definition (if no option is chosen), table
    (what it is counted from), columns (those the table must have), options (with their
    choices, the first of them being that of nobody choosing), interval

    References
    ----------
    own definition

    Examples
    --------
    >>> table = catalogue().set_index("name")
    >>> table.loc["average_order_amount", ["also", "columns"]].tolist()
    ['AOV, average order value, aov', 'customer_id, ordered_at, amount']
    """
    rows = [_row(name, kpi) for name, kpi in sorted(ALL.items())]
    table = Table(rows, columns=COLUMNS)
    table.attrs["heading"] = words.HEADING.format(n=len(table))
    table.attrs["notes"] = [words.HOW]
    return table


def _row(name: str, kpi: Indicator) -> list[str]:
    source, counted = kpi.source, set(kpi.numbers)
    acronyms = [acronym for acronym, full in ALIASES.items() if full == name]
    return [
        name,
        ", ".join([*words.ALSO.get(name, ()), *acronyms]),
        str(inspect.getdoc(kpi.plain)).splitlines()[0].removeprefix("Say ").rstrip("."),
        kpi.definition,
        words.PLAIN_ONLY if source is None else source.name,
        "" if source is None else ", ".join([*source.required, *source.blanks]),
        "; ".join(_option(kpi, name) for name in kpi.defaults if name not in counted),
        words.INTERVALS.get(words.INTERVAL_OF.get(name, ""), ""),
    ]


def _option(kpi: Indicator, option: str) -> str:
    """Write an option: its choices, its default, or its name alone."""
    default = kpi.defaults[option]
    if option in kpi.variants:
        choices = [default, *(c for c in kpi.variants[option] if c != default)]
        return f"{option}={' | '.join(map(repr, choices))}"
    plain = default in (None, "", inspect.Parameter.empty)
    return option if plain else f"{option}={default!r}"
