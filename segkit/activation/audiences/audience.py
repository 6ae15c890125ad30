"""An audience: a rule with a name, which other rules can ask for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from segkit.activation.audiences.deciding import asked_for
from segkit.activation.audiences.door import near
from segkit.activation.audiences.literals import LONGEST_NAME, checked_name
from segkit.activation.audiences.parse import rule as parsed
from segkit.activation.audiences.tree import Rule
from segkit.activation.words import audiences as words
from segkit.checks import DataError


@dataclass(frozen=True)
class Audience:
    """A rule with a name and a description.

    Parameters
    ----------
    name : how other rules, tables and figures call it
    rule : a Rule, or its text
    description : what it is for, in words

    Raises
    ------
    DataError
        if the name is empty or the rule cannot be read

    Notes
    -----
    Own definition.

    Examples
    --------
    >>> Audience("Regulars", "n_orders >= 3")
    Regulars: customers whose number of orders is at least 3
    """

    name: str
    rule: Rule
    description: str = ""

    def __post_init__(self) -> None:
        """Read the rule."""
        checked_name(self.name, "an audience")
        if not isinstance(self.rule, Rule):
            object.__setattr__(self, "rule", parsed(self.rule))

    def __repr__(self) -> str:
        """Print the name and the rule in English."""
        return f"{self.name}: {self.rule.sentence}"


def as_audiences(given: Any) -> list[Audience]:
    """Return audiences as a list; each name may stand there once.

    Parameters
    ----------
    given : one Audience or several, or ``{name: rule}``; a rule without a name is
        called by its text

    Returns
    -------
    list of Audience

    Raises
    ------
    DataError
        if something else is among them, or two have one name

    Examples
    --------
    >>> [each.name for each in as_audiences({"VIP": "spent > 500"})]
    ['VIP']
    """
    if isinstance(given, Audience):
        given = [given]
    elif isinstance(given, Mapping):
        given = [_named(name, rule) for name, rule in given.items()]
    elif isinstance(given, str | Rule) or not isinstance(given, Iterable):
        given = [given]
    found: dict[str, Audience] = {}
    for one in given:
        each = (
            _named(str(one)[:LONGEST_NAME], one) if isinstance(one, str | Rule) else one
        )
        if not isinstance(each, Audience):
            told = words.NOT_AN_AUDIENCE.format(kind=type(each).__name__)
            raise DataError(told)
        if each.name in found and found[each.name] != each:
            raise DataError(words.SAME_NAME.format(name=each.name))
        found[each.name] = each
    return list(found.values())


def _named(name: str, rule: Any) -> Audience:
    return rule if isinstance(rule, Audience) else Audience(name, rule)


def resolved(rules: Iterable[Rule], audiences: Iterable[Audience]) -> dict[str, Rule]:
    """Find every audience that rules ask for, through as many others as it takes.

    Parameters
    ----------
    rules : which may ask for audiences
    audiences : those there are

    Returns
    -------
    dict of name and rule, those that are needed

    Raises
    ------
    DataError
        if one is not there, or they ask for one another in a circle

    Examples
    --------
    >>> resolved([parsed('in audience "A"')], [Audience("A", "n > 1")])
    {'A': rule('n > 1')}
    """
    known = {each.name: each.rule for each in audiences}
    found: dict[str, Rule] = {}
    for rule in rules:
        _follow(rule, known, found, ())
    return found


def _follow(
    rule: Rule, known: Mapping[str, Rule], found: dict[str, Rule], path: tuple[str, ...]
) -> None:
    for name in asked_for(rule):
        if name not in known:
            have = list(known)
            told = {"name": name, "hint": near(name, have), "have": have}
            raise DataError(words.UNKNOWN_AUDIENCE.format(**told))
        if name in path:
            circle = " > ".join([*path[path.index(name) :], name])
            raise DataError(words.CIRCLE.format(path=circle))
        if name not in found:
            _follow(known[name], known, found, (*path, name))
            found[name] = known[name]
