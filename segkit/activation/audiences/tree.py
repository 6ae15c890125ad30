"""A rule as data: conditions, joined by and, or, not. It never changes once made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from segkit.activation.audiences.fitting import fitting
from segkit.activation.audiences.literals import Literal, checked_name, kind, literal
from segkit.activation.audiences.operands import OF_EVENTS, Latest, Operand
from segkit.activation.words import audiences as words
from segkit.checks import DataError

DEEPEST, MOST_CONDITIONS, MOST_CHARACTERS = 40, 500, 200_000


class Rule:
    """Who belongs to an audience, as data: read it, store it, run it anywhere.

    ``a & b``, ``a | b`` and ``~a`` join rules; ``str(rule)`` is the text that
    `activation.rule` reads back, ``rule.to_json()`` the same for machines.

    Missing values follow SQL: a comparison with a missing value is unknown, "not" of
    unknown is unknown, and a customer is chosen only where the whole rule is true. NaN,
    infinity and an empty text count as missing.

    Examples
    --------
    >>> from segkit import activation
    >>> rule = activation.rule("n_orders >= 2 and email_consent is true")
    >>> print(rule.sentence)
    customers whose number of orders is at least 2 and who agreed to e-mail
    >>> activation.Rule.from_json(rule.to_json()) == rule
    True
    """

    depth: int
    n_conditions: int
    n_characters: int

    def __and__(self, other: Any) -> Rule:
        """Join two rules: both must be true."""
        return All(_joined(self, is_rule(other), All))

    def __or__(self, other: Any) -> Rule:
        """Join two rules: one of them must be true."""
        return AnyOf(_joined(self, is_rule(other), AnyOf))

    def __invert__(self) -> Rule:
        """Turn a rule round; what is unknown stays unknown."""
        return Not(self)

    def __bool__(self) -> bool:
        """Refuse Python's own and, or, not."""
        raise DataError(words.NO_TRUTH)

    def __str__(self) -> str:
        """Write the rule as text."""
        from segkit.activation.audiences import text  # noqa: PLC0415 - it reads trees

        return text.of_rule(self)

    def __repr__(self) -> str:
        """Show the rule as text."""
        return f"rule({str(self)!r})"

    def to_json(self) -> str:
        """Write the rule as JSON, for other programs."""
        from segkit.activation.audiences import as_json  # noqa: PLC0415

        return as_json.dumps(self)

    @staticmethod
    def from_json(text: str | Mapping[str, Any]) -> Rule:
        """Read what `to_json` wrote; `text` is JSON, or what json.loads made of it."""
        from segkit.activation.audiences import as_json  # noqa: PLC0415

        return as_json.loads(text)

    def sql(self, tables: Mapping[str, Any], *, as_of: Any, **more: Any) -> str:
        """Write the rule as SQL for DuckDB that selects the same customer ids.

        Parameters
        ----------
        tables : as for `activation.select`; only their columns and types are read, and
            the SQL calls them by these names
        as_of : the last local day that counts
        more : audiences and columns, as for `activation.select`

        Returns
        -------
        str, a SELECT statement with one column, customer_id, sorted
        """
        from segkit.activation.audiences import sql  # noqa: PLC0415

        return sql.of_rule(self, tables, as_of=as_of, **more)

    @property
    def sentence(self) -> str:
        """The rule in English."""
        from segkit.activation.audiences import sentences  # noqa: PLC0415

        return sentences.of_rule(self)

    def _weigh(self, depth: int, conditions: int, characters: int) -> None:
        """Hold the rule to its limits, so that it can always be written and read."""
        limits = (
            (depth, DEEPEST, words.DEEP),
            (conditions, MOST_CONDITIONS, words.MANY),
            (characters, MOST_CHARACTERS, words.LONG),
        )
        for found, most, told in limits:
            if found > most:
                raise DataError(told.format(most=most, n=found))
        object.__setattr__(self, "depth", depth)
        object.__setattr__(self, "n_conditions", conditions)
        object.__setattr__(self, "n_characters", characters)


@dataclass(frozen=True, repr=False)
class Compare(Rule):
    """One condition: what is looked at, how it is compared, and with which values.

    Examples
    --------
    >>> from segkit.activation.audiences.operands import Column
    >>> Compare(Column("n_orders"), ">=", 2)
    rule('n_orders >= 2')
    """

    of: Operand
    op: str
    values: tuple[Literal, ...] = ()
    kinds: tuple[str, ...] = field(init=False, default=())  # 1 == True in Python

    def __post_init__(self) -> None:
        """Check that the values fit the comparison, and the comparison the operand."""
        given = self.values
        found = tuple(given) if isinstance(given, tuple | list) else (given,)
        values = tuple(literal(value) for value in found)
        object.__setattr__(self, "values", values)
        object.__setattr__(self, "kinds", tuple(kind(value) for value in values))
        fitting(self.of, self.op, values)
        inner = _inside(self.of)
        letters = sum(len(v) for v in values if isinstance(v, str))
        self._weigh(
            1 + max((rule.depth for rule in inner), default=0),
            1 + sum(rule.n_conditions for rule in inner),
            letters + 12 * len(values) + sum(rule.n_characters for rule in inner),
        )


@dataclass(frozen=True, repr=False)
class Member(Rule):
    """Whether a customer belongs to another audience, named when the rule is run.

    Examples
    --------
    >>> ~Member("VIP")
    rule('not in audience "VIP"')
    """

    audience: str

    def __post_init__(self) -> None:
        """Check the name."""
        checked_name(self.audience, "an audience")
        self._weigh(1, 1, len(self.audience))


class _Joined(Rule):
    parts: tuple[Rule, ...]

    def __post_init__(self) -> None:
        """Check that there is something to join."""
        parts = tuple(is_rule(part) for part in self.parts)
        object.__setattr__(self, "parts", parts)
        if len(parts) < 2:
            are = "is" if len(parts) == 1 else "are"
            name = type(self).__name__
            raise DataError(words.PARTS.format(name=name, n=len(parts), are=are))
        _weigh_parts(self, parts)


@dataclass(frozen=True, repr=False)
class All(_Joined):
    """Every part must be true.

    Examples
    --------
    >>> All((Member("VIP"), Member("Local")))
    rule('in audience "VIP" and in audience "Local"')
    """

    parts: tuple[Rule, ...]


@dataclass(frozen=True, repr=False)
class AnyOf(_Joined):
    """One part at least must be true.

    Examples
    --------
    >>> AnyOf((Member("VIP"), Member("Local")))
    rule('in audience "VIP" or in audience "Local"')
    """

    parts: tuple[Rule, ...]


@dataclass(frozen=True, repr=False)
class Not(Rule):
    """The part must be false; where it is unknown, so is this.

    Examples
    --------
    >>> Not(Member("VIP"))
    rule('not in audience "VIP"')
    """

    part: Rule

    def __post_init__(self) -> None:
        """Check that it is a rule."""
        _weigh_parts(self, (is_rule(self.part),))


Leaf: TypeAlias = Compare | Member


def is_rule(value: Any) -> Rule:
    """Return a rule, or refuse anything else.

    Parameters
    ----------
    value : what was passed

    Returns
    -------
    Rule

    Raises
    ------
    DataError
        if it is none

    Examples
    --------
    >>> is_rule(Member("VIP"))
    rule('in audience "VIP"')
    """
    if not isinstance(value, Rule):
        raise DataError(words.NOT_A_RULE.format(kind=type(value).__name__))
    return value


def leaves(rule: Rule) -> Iterator[Leaf]:
    """List the conditions of a rule, from left to right.

    Parameters
    ----------
    rule : a rule

    Yields
    ------
    Compare or Member

    Examples
    --------
    >>> len(list(leaves(Member("VIP") & ~Member("Local"))))
    2
    """
    if isinstance(rule, Compare | Member):
        yield rule
    elif isinstance(rule, Not):
        yield from leaves(rule.part)
    elif isinstance(rule, _Joined):
        for part in rule.parts:
            yield from leaves(part)


def _joined(left: Rule, right: Rule, kind: Any) -> tuple[Rule, ...]:
    """Make a & b & c three parts, not two of which one has two."""
    return (*left.parts, right) if isinstance(left, kind) else (left, right)


def _weigh_parts(rule: Rule, parts: tuple[Rule, ...]) -> None:
    rule._weigh(
        1 + max(part.depth for part in parts),
        sum(part.n_conditions for part in parts),
        sum(part.n_characters for part in parts),
    )


def _inside(of: Operand) -> list[Rule]:
    if not isinstance(of, OF_EVENTS):
        return []
    rules = [of.events.where, of.had if isinstance(of, Latest) else None]
    return [rule for rule in rules if rule is not None]
