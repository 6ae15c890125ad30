"""The log of iterations: what was believed, done, found and decided, in that order."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field, replace
from html import escape
from pathlib import Path
from typing import Any, Self

import pandas as pd

from segkit import checks, files
from segkit.checks import DataError
from segkit.monitoring.words import log as words
from segkit.record import Table

BEFORE = ("hypothesis", "segments", "message", "test")
AFTER = ("result", "decision", "next")


@dataclass(frozen=True)
class Iteration:
    """Hold one round: a hypothesis, its test, and what came of it.

    Parameters
    ----------
    hypothesis, segments, message, test : what is believed, of whom, what they get, and
        how it is tested; text, written before
    result, decision, next : what came out, what was decided, what is next; empty while
        the test runs
    date, author : ISO day on which the round was opened, and who did

    Raises
    ------
    DataError
        if one of the first four is empty, the day is none, or there is a decision
        without a result

    Examples
    --------
    >>> Iteration("A reminder wins lapsing customers back", "Lapsing",
    ...           "We miss you", "half held out, 6 weeks", date="2024-06-30").open
    True
    """

    hypothesis: str
    segments: str
    message: str
    test: str
    result: str = ""
    decision: str = ""
    next: str = ""
    date: str = ""
    author: str = ""

    def __post_init__(self) -> None:
        """Refuse what is no text, and a decision without a result."""
        for name, value in vars(self).items():
            if not isinstance(value, str):
                found = type(value).__name__
                raise DataError(words.NOT_TEXT.format(name=name, found=found))
        for name in BEFORE:
            if not getattr(self, name).strip():
                raise DataError(words.NEEDED.format(name=name))
        if self.date:
            checks.day(self.date, name="date")
        if (self.decision or self.next) and not self.result:
            raise DataError(words.ORDER)

    @property
    def open(self) -> bool:
        """Say whether the test still runs or nothing was decided yet."""
        return not (self.result and self.decision)


@dataclass
class IterationLog:
    """Keep the rounds of a project: added, finished, never rewritten.

    Parameters
    ----------
    title : of the log

    Examples
    --------
    >>> log = IterationLog("Autumn")
    >>> log.add("A reminder wins lapsing customers back", "Lapsing", "We miss you",
    ...         "half held out, 6 weeks", date="2024-06-30")
    1
    >>> log.finish(1, result="+0.4 points (-1.1 to 1.9)", decision="no reminder",
    ...            next="a new product instead")
    >>> log.table()[["number", "result", "decision"]]
       number                     result     decision
    0       1  +0.4 points (-1.1 to 1.9)  no reminder
    """

    title: str = ""
    rounds: list[Iteration] = field(default_factory=list)

    def add(
        self,
        hypothesis: str,
        segments: str,
        message: str,
        test: str,
        *,
        date: Any,
        author: str = "",
    ) -> int:
        """Open a round, before its test.

        Parameters
        ----------
        hypothesis, segments, message, test : text, as in `Iteration`
        date : the day
        author : who

        Returns
        -------
        int, the number of the round, from 1

        Raises
        ------
        DataError
            as `Iteration` does
        """
        day = checks.day(date, name="date").isoformat()
        told = Iteration(hypothesis, segments, message, test, date=day, author=author)
        self.rounds.append(told)
        return len(self.rounds)

    def finish(
        self, number: int, *, result: str = "", decision: str = "", next: str = ""
    ) -> None:
        """Write down what came of a round; what is written is never changed.

        Parameters
        ----------
        number : of the round
        result, decision, next : what there is to say; may come one after the other

        Raises
        ------
        DataError
            if there is no such round, nothing to write, or it was written before
        """
        number = checks.whole_number(number, name="number")
        if number > len(self.rounds):
            text = words.NO_ROUND.format(number=number, n=len(self.rounds))
            raise DataError(text)
        told = {"result": result, "decision": decision, "next": next}
        told = {name: text for name, text in told.items() if text}
        if not told:
            raise DataError(words.NOTHING_TO_WRITE)
        before = self.rounds[number - 1]
        for name in told:
            if getattr(before, name):
                raise DataError(words.CLOSED.format(number=number, name=name))
        self.rounds[number - 1] = replace(before, **told)

    def table(self) -> Table:
        """List the rounds.

        Returns
        -------
        Table: number, date, author, hypothesis, segments, message, test, result,
        decision, next
        """
        rows = [{"number": i, **asdict(r)} for i, r in enumerate(self.rounds, 1)]
        table = Table(pd.DataFrame(rows, columns=list(words.FIELDS)))
        table.attrs["heading"] = self.title or words.TITLE
        return table

    def markdown(self) -> str:
        """Write the log as Markdown: a heading and a list for each round.

        Returns
        -------
        str
        """
        parts = [f"# {self.title or words.TITLE}"]
        for number, told in enumerate(self.rounds, 1):
            head = words.ROUND.format(number=number, hypothesis=_line(told.hypothesis))
            rows = [
                f"- **{words.FIELDS[name]}**: {_line(text) or words.OPEN}"
                for name, text in _said(told)
            ]
            parts.append("\n".join([f"## {head}", "", *rows]))
        return "\n\n".join(parts) + "\n"

    def html(self) -> str:
        """Write the log as HTML: a table with a row for each round.

        Returns
        -------
        str
        """
        heads = "".join(
            f'<th scope="col">{escape(x)}</th>' for x in words.FIELDS.values()
        )
        rows = []
        for number, told in enumerate(self.rounds, 1):
            said = asdict(told)
            cells = "".join(
                f"<td>{escape(said[name]) or words.OPEN}</td>"
                if name in AFTER
                else f"<td>{escape(said[name])}</td>"
                for name in words.FIELDS
                if name != "number"
            )
            rows.append(f'<tr><th scope="row">{number}</th>{cells}</tr>')
        caption = f"<caption>{escape(self.title or words.TITLE)}</caption>"
        body = f"<tbody>{''.join(rows)}</tbody>"
        return f"<table>{caption}<thead><tr>{heads}</tr></thead>{body}</table>"

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the log to a JSON file: whole, or not at all.

        Parameters
        ----------
        path : where to; its folder is made

        Returns
        -------
        the path
        """
        rounds = [asdict(told) for told in self.rounds]
        content = {"format": words.FORMAT, "title": self.title, "rounds": rounds}
        text = json.dumps(content, indent=2, ensure_ascii=False)
        return files.write_text(text + "\n", path)

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Self:
        """Read a log that `save` wrote.

        Parameters
        ----------
        path : of the JSON file

        Returns
        -------
        IterationLog

        Raises
        ------
        DataError
            if there is no such file, or it is broken or no log
        """
        try:
            content = json.loads(Path(path).read_text(encoding="utf-8"))
            if content["format"] != words.FORMAT:
                raise ValueError(words.NO_FORMAT)
            if not isinstance(content["rounds"], list):
                raise ValueError(words.NO_FORMAT)
            rounds = [Iteration(**told) for told in content["rounds"]]
            return cls(str(content["title"]), rounds)
        except (OSError, ValueError, LookupError, TypeError, RecursionError) as error:
            known = isinstance(error, OSError | ValueError)
            why = error if known else words.NO_FORMAT
            raise DataError(words.NO_LOG.format(path=path, error=why)) from error

    def __repr__(self) -> str:
        """Print the list."""
        return repr(self.table())

    def _repr_html_(self) -> str:
        return self.html()


def _line(text: str) -> str:
    """Keep a text on one line, and its signs from being read as Markdown."""
    line = " ".join(text.split())
    for sign in "\\`*_#<>|[]":
        line = line.replace(sign, f"\\{sign}")
    return line


def _said(told: Iteration) -> list[tuple[str, str]]:
    said = asdict(told)
    names = [n for n in words.FIELDS if n in said and n != "hypothesis"]
    return [(n, said[n]) for n in names if said[n] or n in AFTER]
