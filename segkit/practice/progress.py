"""The map of a learner's progress: every question, its state, attempts and hints."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from segkit.practice import journal, words
from segkit.practice.unit import units


@dataclass(frozen=True, eq=False)
class Progress:
    """How far a learner is.

    Parameters
    ----------
    table : pandas table with a row per question: unit, question, state, attempts, hints

    Examples
    --------
    >>> row = ("07 Behaviour", "repeat_rate", "Correct", 2, 1)
    >>> print(Progress(pd.DataFrame([row], columns=list(words.PROGRESS_COLUMNS))))
    Your progress: 1 of 1 done
                unit     question    state  attempts  hints
        07 Behaviour  repeat_rate  Correct         2      1
    """

    table: pd.DataFrame

    @property
    def title(self) -> str:
        """How many questions are done."""
        done = self.table["state"].isin([words.CORRECT, words.RECORDED]).sum()
        total = words.PROGRESS_SUM.format(done=int(done), total=len(self.table))
        return f"{words.PROGRESS}: {total}"

    def __repr__(self) -> str:
        """Return the title and the table as text."""
        text = self.table.to_string(index=False)
        return "\n".join([self.title, *(f"    {line}" for line in text.splitlines())])

    def _repr_html_(self) -> str:
        head = "".join(f'<th scope="col">{escape(c)}</th>' for c in self.table.columns)
        rows = "".join(
            "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>"
            for row in self.table.itertuples(index=False)
        )
        return (
            f'<table class="segkit-progress"><caption>{escape(self.title)}</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        )


def progress() -> Progress:
    """Show the map: which questions are done, tried and open.

    Returns
    -------
    Progress, with a `table` and a readable face

    Examples
    --------
    >>> list(progress().table.columns)
    ['unit', 'question', 'state', 'attempts', 'hints']
    """
    known = journal.read()
    rows = [
        _row(f"{unit.id} {unit.title}", name, known.get(f"{unit.key}.{name}", {}))
        for unit in units().values()
        for name in unit.questions
    ]
    return Progress(pd.DataFrame(rows, columns=list(words.PROGRESS_COLUMNS)))


def _row(unit: str, name: str, entry: dict[str, Any]) -> tuple:
    state = entry.get("state", words.NOT_ATTEMPTED)
    if entry.get("done") and state == words.NOT_YET:
        state = words.CORRECT  # once right stays right on the map
    return unit, name, state, entry.get("attempts", 0), entry.get("hints", 0)
