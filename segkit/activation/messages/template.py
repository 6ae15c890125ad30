"""A message with blanks: what stays the same, and what each reader's row fills in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from jinja2 import nodes

from segkit import checks
from segkit.activation.messages import grammar
from segkit.activation.messages.html import check_places
from segkit.activation.messages.locale import LOCALES


@dataclass(frozen=True)
class Template:
    """A message with names in double curly brackets, checked when it is made.

    ``{{ first_name | or("there") }}`` prints a value or what stands in its place,
    ``{% if city %} ... {% else %} ... {% endif %}`` prints words for some. Filters: or,
    money, number, percent, day, upper, lower, capitalize, cut, link. Sums with + - * /
    are possible. There are no loops, functions, files or attributes: a template always
    ends, and runs nothing.

    Parameters
    ----------
    subject : one line; empty for channels without one
    body : the text
    name : what the message is called
    language : "English" or "French": how numbers, money and days are written
    html : whether the body is HTML; then every value is escaped
    channel, purpose, tone : where, what for and to whom ("B2C", "B2B") it is written
    optional : names that may be absent from the rows: they count as missing

    Raises
    ------
    DataError
        naming the part, the line and the name of what cannot be read or is not allowed

    References
    ----------
    jinja2 (the language of templates); the part of it that is allowed: own definition.

    Examples
    --------
    >>> hello = Template("Hello {{ first_name | or('there') }}", "News of {{ shop }}.")
    >>> hello.fields
    ('first_name', 'shop')
    >>> Template("", "{% for i in range(9) %}{{ i }}{% endfor %}")
    Traceback (most recent call last):
    ...
    segkit.checks.DataError: body, line 1: a loop; one message has the values of one
    row: write the lines out
    """

    subject: str
    body: str
    name: str = "message"
    language: str = "English"
    html: bool = False
    channel: str = "email"
    purpose: str = ""
    tone: str = "B2C"
    optional: tuple[str, ...] = ()
    trees: dict[str, nodes.Template] = field(
        init=False, repr=False, compare=False, hash=False
    )

    def __post_init__(self) -> None:
        """Read both parts, and refuse what is not allowed."""
        checks.choice(self.language, list(LOCALES), name="language")
        object.__setattr__(self, "optional", tuple(self.optional))
        trees = {
            "subject": grammar.parse(self.subject, "subject", self.language, False),
            "body": grammar.parse(self.body, "body", self.language, self.html),
        }
        if self.html:
            check_places(trees["body"], "body")
        object.__setattr__(self, "trees", trees)

    @property
    def lines(self) -> dict[str, tuple[str, int]]:
        """Where each name is used first: part and line."""
        found: dict[str, tuple[str, int]] = {}
        for part, tree in self.trees.items():
            for name, line in grammar.names(tree).items():
                found.setdefault(name, (part, line))
        return found

    @property
    def fields(self) -> tuple[str, ...]:
        """The names that the template uses, in the order of the text."""
        return tuple(self.lines)

    @property
    def printed(self) -> tuple[str, ...]:
        """Those of them whose values can be read in the message."""
        found = [name for tree in self.trees.values() for name in grammar.printed(tree)]
        return tuple(dict.fromkeys(found))

    def __getstate__(self) -> dict[str, Any]:
        """Leave the trees out of a pickle: they are read again."""
        return {k: v for k, v in self.__dict__.items() if k != "trees"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Read the parts again."""
        for key, value in state.items():
            object.__setattr__(self, key, value)
        self.__post_init__()
