"""What money can be spent on: one cell per segment, channel or both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from segkit import checks, engine
from segkit.activation.plan.curve_numbers import a_number
from segkit.activation.plan.curves import Curve
from segkit.activation.words.plan import budget as words
from segkit.checks import DataError

KEYS = ("segment", "channel")


class Cells(NamedTuple):
    """The cells as they were given.

    Parameters
    ----------
    keys : the parts of each name, such as ("loyal", "email")
    parts : what the parts are: ("segment", "channel"), or one of the two, or ("cell",)
    curves : what each brings
    table : the other columns, one row per cell

    Examples
    --------
    >>> read({"search": 5.0}).names
    ('search',)
    """

    keys: tuple[tuple[str, ...], ...]
    parts: tuple[str, ...]
    curves: tuple[Curve, ...]
    table: pd.DataFrame

    @property
    def names(self) -> tuple[str, ...]:
        """Return the label of each cell."""
        return tuple(words.CELL.join(key) for key in self.keys)

    def segments(self) -> list[str]:
        """Return the segment of each cell; its own name where there are none."""
        at = self.parts.index("segment") if "segment" in self.parts else 0
        return [key[at] for key in self.keys]

    def column(self, name: str) -> np.ndarray:
        """Return a column of numbers from 0 on; nan where there is none."""
        if name not in self.table:
            return np.full(len(self.keys), np.nan)
        found = []
        for label, value in zip(self.names, self.table[name], strict=True):
            number = np.nan if value is None or pd.isna(value) else a_number(value)
            bad = not pd.isna(value) and not 0 <= number < np.inf
            if bad:
                text = words.NUMBER.format(column=name, name=label, found=value)
                raise DataError(text)
            found.append(number)
        return np.array(found)


def read(cells: Any, columns: Mapping[str, str] | None = None) -> Cells:
    """Read the cells, in order of their names.

    Parameters
    ----------
    cells : dict of returns or curves by name or by (segment, channel); or a table
    columns : ``{"our name": "your name"}``

    Returns
    -------
    Cells

    Raises
    ------
    DataError
        if there are none, one stands there twice, or a return is no number from 0 on

    Examples
    --------
    >>> read({("loyal", "sms"): 2, ("loyal", "email"): 5}).names
    ('loyal · email', 'loyal · sms')
    """
    if isinstance(cells, Mapping):
        keys, curves = _of_dict(cells)
        parts = KEYS if len(keys[0]) == 2 else ("cell",)
        table = pd.DataFrame(index=range(len(keys)))
    else:
        keys, parts, curves, table = _of_table(cells, columns)
    order = sorted(range(len(keys)), key=lambda i: keys[i])
    twice = sorted({words.CELL.join(k) for k in keys if keys.count(k) > 1})
    if twice:
        raise DataError(words.TWICE.format(names=twice))
    return Cells(
        tuple(keys[i] for i in order), parts, tuple(curves[i] for i in order),
        table.iloc[order].reset_index(drop=True),
    )  # fmt: skip


def _of_dict(cells: Mapping[Any, Any]) -> tuple[list[tuple[str, ...]], list[Curve]]:
    if not cells:
        raise DataError(words.EMPTY)
    keys = []
    for key in cells:
        parts = key if isinstance(key, tuple) else (key,)
        if len(parts) not in (1, 2) or len(parts) != len(_first(cells)):
            raise DataError(words.KEY.format(found=key))
        keys.append(tuple(str(part) for part in parts))
    names = [words.CELL.join(key) for key in keys]
    return keys, [_curve(v, n) for v, n in zip(cells.values(), names, strict=True)]


def _first(cells: Mapping[Any, Any]) -> tuple[Any, ...]:
    key = next(iter(cells))
    return key if isinstance(key, tuple) else (key,)


def _of_table(cells: Any, columns: Any) -> Any:
    try:
        native = checks.table(cells, name="cells", columns=columns)
    except DataError as error:
        raise DataError(f"{words.NO_CELLS} ({error})") from error
    table = native if isinstance(native, pd.DataFrame) else engine.to_pandas(native)
    parts = tuple(name for name in KEYS if name in table)
    what = next((name for name in ("curve", "roi") if name in table), None)
    if not parts or what is None:
        raise DataError(words.NO_CELLS)
    if not len(table):
        raise DataError(words.EMPTY)
    keys = [tuple(map(str, row)) for row in table[list(parts)].itertuples(index=False)]
    names = [words.CELL.join(key) for key in keys]
    curves = [_curve(v, n) for v, n in zip(table[what], names, strict=True)]
    return keys, parts, curves, table.drop(columns=[*parts, what])


def _curve(value: Any, name: str) -> Curve:
    if isinstance(value, Curve):
        return value
    number = a_number(value)
    if not 0 <= number < np.inf:
        raise DataError(words.RETURN.format(name=name, found=value))
    return Curve("linear", number, name=name)
