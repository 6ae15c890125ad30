"""How a row of a profile reads as a line, and as a part of a name."""

from __future__ import annotations

from typing import Any

from segkit.personas.words import numbers

LEVEL = "{label}: {level}"
YES = "{label}"
MEAN = "{label}, on average"
NAMES = {
    "category": ("{segment}: {level} ({label})", "{segment}: seldom {level} ({label})"),
    "scale": ("{segment}: {label}", "{segment}: seldom {label}"),
    "yes/no": ("{segment}: more often {label}", "{segment}: less often {label}"),
    "year": ("{segment}: later {label}", "{segment}: earlier {label}"),
    "number": ("{segment}: more {label}", "{segment}: less {label}"),
}
NUMBER_OF = "number of "
FEWER = "{segment}: fewer {label}"  # of things that are counted: orders, days


def text(row: Any) -> str:
    """Write a row of a profile as the sentence of a line, without its number."""
    if row.kind in {"category", "scale"}:
        return LEVEL.format(label=row.label, level=row.level)
    return (YES if row.kind == "yes/no" else MEAN).format(label=row.label)


def brief(row: Any) -> str:
    """Write a row of a profile with its number and that of the others."""
    unit = numbers_unit(row)
    mine, others = numbers.write(row.value, unit), numbers.write(row.others, unit)
    return f"{text(row)} {mine} (others {others})"


def numbers_unit(row: Any) -> str:
    """Return the unit in which a row's value is written."""
    if row.kind in numbers.SHARES:
        return "share"
    return str(row.unit) if row.kind == "money" else row.kind * (row.kind == "year")


def form_of(row: Any) -> str:
    """Return the kind of name that a row's kind has."""
    return row.kind if row.kind in NAMES else "number"


def name(segment: str, row: Any) -> str:
    """Name a persona by its segment and a row of its profile."""
    above, below = NAMES[form_of(row)]
    label = str(row.label).removeprefix(NUMBER_OF)
    counted = label.partition(" ")[0].endswith("s")
    below = FEWER if form_of(row) == "number" and counted else below
    form = above if row.effect > 0 else below
    return form.format(segment=segment, label=label, level=row.level)
