"""A unit: its questions, the data that they are asked about, its checkpoints."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from segkit import practice
from segkit.checks import DataError
from segkit.practice import memory
from segkit.practice.open_question import OpenQuestion
from segkit.practice.question import Question

Asked = TypeVar("Asked", Question, OpenQuestion)


@dataclass(eq=False)
class Unit:
    """The questions of one unit.

    Parameters
    ----------
    id : two digits, such as ``"07"``
    title : as in the lesson's header

    Examples
    --------
    >>> unit = Unit("98", "An example")
    >>> unit.key, list(unit.questions)
    ('unit98', [])
    """

    id: str
    title: str
    questions: dict[str, Question | OpenQuestion] = field(default_factory=dict)
    used: dict[str, memory.Kept] = field(default_factory=dict)
    handed: dict[str, Callable[..., Any]] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The module's name, such as ``"unit07"``."""
        return f"unit{self.id}"

    def add(self, question: Asked) -> Asked:
        """Take a question in, and return it bound to this unit.

        Raises
        ------
        DataError
            if the unit has a question of that name

        Examples
        --------
        >>> from segkit.practice import Criterion
        >>> three = [Criterion(n, ("no", "partly", "fully")) for n in ("a", "b", "c")]
        >>> memo = OpenQuestion("memo", "Write.", three, strong="Yes.", weak="No.")
        >>> Unit("98", "An example").add(memo).key
        'unit98.memo'
        """
        if question.name in self.questions:
            raise DataError(f"{self.key} has two questions named {question.name!r}")
        bound = replace(question, unit=self)
        self.questions[question.name] = bound
        return bound

    def use(self, **given: Any) -> None:
        """Ask every question of this unit about these parameters from now on.

        Parameters
        ----------
        given : parameters that at least one question has, such as ``orders=orders`` or
            ``as_of="2024-06-30"``; a table is copied, later changes do not reach it

        Raises
        ------
        DataError
            if no question of the unit has such a parameter

        Examples
        --------
        >>> Unit("98", "An example").use(as_of="2024-06-30")
        Traceback (most recent call last):
        ...
        segkit.checks.DataError: unit98 has no parameters ['as_of']; it has []
        """
        known = {name for one in self.questions.values() for name in one.parameters}
        unknown = sorted(set(given) - known)
        if unknown:
            raise DataError(
                f"{self.key} has no parameters {unknown}; it has {sorted(known)}"
            )
        kept = {name: memory.Kept.of(value) for name, value in given.items()}
        self.used.update(kept)

    def hands_over(self, name: str, compute: Callable[..., Any]) -> None:
        """Let `checkpoint` hand over a result that no question asks for.

        Parameters
        ----------
        name : what to call it
        compute : function of parameters (by keyword, each with a default)

        Examples
        --------
        >>> unit = Unit("98", "An example")
        >>> unit.hands_over("two", lambda: 2)
        >>> unit.checkpoint("two")
        2
        """
        self.handed[name] = compute

    def checkpoint(self, name: str, **given: Any) -> Any:
        """Hand over the correct earlier result: one failed question never blocks.

        Parameters
        ----------
        name : a question's name, or a name given to `hands_over`
        given : parameters that differ from those in use

        Returns
        -------
        the right answer, yours to change

        Raises
        ------
        DataError
            naming what can be handed over

        Examples
        --------
        >>> Unit("98", "An example").checkpoint("segments")
        Traceback (most recent call last):
        ...
        segkit.checks.DataError: unit98 has no checkpoint 'segments'; it has []
        """
        question = self.questions.get(name)
        if isinstance(question, Question):
            return question(**given).expected()
        if name in self.handed:
            return self.handed[name](**given)
        known = [n for n, q in self.questions.items() if isinstance(q, Question)]
        raise DataError(
            f"{self.key} has no checkpoint {name!r}; it has {known + list(self.handed)}"
        )


def units() -> dict[str, Unit]:
    """Return every unit that has questions, by its key.

    Returns
    -------
    dict of ``"unit07"`` to Unit, in the order of the course

    Examples
    --------
    >>> all(key == unit.key for key, unit in units().items())
    True
    """
    names = [info.name for info in pkgutil.iter_modules(practice.__path__)]
    names = sorted(n for n in names if n.startswith("unit") and n[4:].isdigit())
    modules = [importlib.import_module(f"segkit.practice.{name}") for name in names]
    return {module.unit.key: module.unit for module in modules}


def checkpoint(name: str, **given: Any) -> Any:
    """Hand over the correct result of any unit's question.

    Parameters
    ----------
    name : unit and question, such as ``"unit07.segments"``
    given : parameters that differ from those in use

    Returns
    -------
    the right answer, yours to change

    Raises
    ------
    DataError
        naming the units, or what the unit can hand over

    Examples
    --------
    >>> checkpoint("unit99.segments")
    Traceback (most recent call last):
    ...
    segkit.checks.DataError: name must be a unit and a question...
    """
    key, _, question = name.partition(".")
    known = units()
    if key not in known or not question:
        raise DataError(
            "name must be a unit and a question, such as 'unit07.segments', "
            f"with a unit of {list(known)}; this is {name!r}"
        )
    return known[key].checkpoint(question, **given)
