"""What a template may say: names, filters and conditions; all else is refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jinja2 import TemplateSyntaxError, nodes

from segkit.activation.messages.sandbox import FILTERS, TESTS, sandbox
from segkit.activation.words.messages import writing as words
from segkit.checks import DataError

LARGEST = 1e18
MOST_CHARACTERS, MOST_DEEP, MOST_PARTS = 20_000, 40, 2_000
RESERVED = {"self", "loop", "super", "caller", "varargs", "kwargs"}
ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.Filter,
    nodes.Test,
    nodes.If,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Add,
    nodes.Sub,
    nodes.Mul,
    nodes.Div,
    nodes.Neg,
    nodes.Pos,
    nodes.Concat,
    nodes.Tuple,
    nodes.List,
)


def parse(source: Any, where: str, language: str, html: bool) -> nodes.Template:
    """Read a template, or refuse it with the line and the reason.

    Parameters
    ----------
    source : the text
    where : what it is called in errors, "subject" or "body"
    language : "English" or "French"
    html : whether values are escaped

    Returns
    -------
    jinja2.nodes.Template, every node of which is allowed

    Raises
    ------
    DataError
        naming the part, the line, what is not allowed and what to write instead

    References
    ----------
    Own definition: the part of jinja2 that always ends and reads nothing.

    Examples
    --------
    >>> parse("Hello {{ first_name | or('there') }}", "body", "English", False).body
    [Output(nodes=[...])]
    """
    if not isinstance(source, str):
        kind = type(source).__name__
        raise DataError(words.NOT_TEXT.format(where=where, kind=kind))
    if len(source) > MOST_CHARACTERS:
        said = {"n": len(source), "most": MOST_CHARACTERS}
        raise DataError(words.TOO_LONG.format(where=where, **said))
    tree = _tree(source.encode("utf-8", "replace").decode(), where, language, html)
    parts = 0
    for parts, (node, depth) in enumerate(walk(tree), 1):
        if depth > MOST_DEEP:
            _refuse(words.TOO_NESTED, where, node, most=MOST_DEEP)
        if parts > MOST_PARTS:
            break
        _allowed(node, where)
    if parts > MOST_PARTS:
        said = {"n": parts, "most": MOST_PARTS}
        raise DataError(words.TOO_BUSY.format(where=where, **said))
    for negated in _negated(tree):
        negated.expr = _sure(negated.expr)
        for operand in negated.ops:
            operand.expr = _sure(operand.expr)
    return tree


def _negated(tree: nodes.Template) -> list[nodes.Compare]:
    """Find comparisons that are true where the value is another one.

    What is not known equals nothing; that must not make "not equal" true.
    """
    found = list(tree.find_all(nodes.Compare))
    inside = [c for no in tree.find_all(nodes.Not) for c in no.find_all(nodes.Compare)]
    return [
        one
        for one in found
        if any(one is other for other in inside)
        or any(operand.op == "notin" for operand in one.ops)
    ]


def _sure(node: nodes.Expr) -> nodes.Expr:
    """Refuse the row if this value is missing."""
    if not isinstance(node, nodes.Name):
        return node
    sure = nodes.Filter(node, "sure", [], [], None, None, lineno=node.lineno)
    if node.environment is not None:
        sure.set_environment(node.environment)
    return sure


def _tree(source: str, where: str, language: str, html: bool) -> nodes.Template:
    try:
        return sandbox(language, html).parse(source)
    except TemplateSyntaxError as error:
        said = {"line": error.lineno, "problem": error.message}
        raise DataError(words.SYNTAX.format(where=where, **said)) from None
    except RecursionError:
        said = {"line": 1, "most": MOST_DEEP}
        raise DataError(words.TOO_NESTED.format(where=where, **said)) from None
    except (ValueError, ArithmeticError, LookupError, TypeError) as error:
        said = {"line": 1, "problem": str(error).split(";", maxsplit=1)[0]}
        raise DataError(words.SYNTAX.format(where=where, **said)) from None


def walk(tree: nodes.Node) -> Iterator[tuple[nodes.Node, int]]:
    """Visit every node with its depth, in the order of the text, without recursion."""
    waiting = [(tree, 0)]
    while waiting:
        node, depth = waiting.pop()
        yield node, depth
        children = list(node.iter_child_nodes())
        waiting.extend((child, depth + 1) for child in reversed(children))


def names(tree: nodes.Node) -> dict[str, int]:
    """Say which names a template uses, and on which line first.

    Parameters
    ----------
    tree : what `parse` returned

    Returns
    -------
    dict of name and line, in the order of the text

    Examples
    --------
    >>> names(parse("{% if city %}In {{ city }}{% endif %}", "body", "English", False))
    {'city': 1}
    """
    found: dict[str, int] = {}
    for node, _ in walk(tree):
        if isinstance(node, nodes.Name):
            found.setdefault(node.name, node.lineno)
    return found


def printed(tree: nodes.Node) -> dict[str, int]:
    """Say which names can be printed (not only asked for), and on which line first."""
    found: dict[str, int] = {}
    for node, _ in walk(tree):
        if isinstance(node, nodes.Output):
            for part in node.nodes:
                for name, line in names(_shown(part)).items():
                    found.setdefault(name, line)
    return found


def _shown(part: nodes.Node) -> nodes.Node:
    """Leave the condition out of 'a if b else c'."""
    if isinstance(part, nodes.CondExpr):
        kept = [part.expr1, *([part.expr2] if part.expr2 else [])]
        return nodes.List(kept, lineno=part.lineno)
    return part


def _refuse(pattern: str, where: str, node: nodes.Node, **said: Any) -> None:
    line = next((inner.lineno for inner, _ in walk(node) if inner.lineno), 1)
    raise DataError(pattern.format(where=where, line=line, **said))


def _allowed(node: nodes.Node, where: str) -> None:
    """Refuse a node that is not among those allowed."""
    kind = type(node).__name__
    if not isinstance(node, ALLOWED):
        what, instead = words.WORDS_FOR.get(kind, words.WORDS_FOR_OTHERS)
        _refuse(words.REFUSED, where, node, what=what, instead=instead)
    if isinstance(node, nodes.Const) and not _writable(node.value):
        _refuse(words.REFUSED, where, node, what=words.TOO_BIG, instead=words.SMALLER)
    if isinstance(node, nodes.Name) and node.name in RESERVED:
        _refuse(words.RESERVED, where, node, name=node.name)
    if isinstance(node, nodes.Filter) and (
        node.name not in FILTERS or node.node is None
    ):
        _refuse(words.NOT_A_FILTER, where, node, name=node.name, known=[*FILTERS])
    if isinstance(node, nodes.Test) and node.name not in TESTS:
        _refuse(words.NOT_A_TEST, where, node, name=node.name, known=[*TESTS])
    if isinstance(node, nodes.Filter | nodes.Test) and _odd_arguments(node):
        what, instead = words.ODD_ARGUMENTS
        _refuse(words.REFUSED, where, node, what=what, instead=instead)
    if isinstance(node, nodes.Tuple | nodes.List) and not all(
        isinstance(item, nodes.Const) for item in node.items
    ):
        what, instead = words.LIST_OF_NAMES
        _refuse(words.REFUSED, where, node, what=what, instead=instead)


def _writable(value: Any) -> bool:
    """Say whether a constant is a text, or a number that Python can write again."""
    return not isinstance(value, int | float | complex) or abs(value) < LARGEST


def _odd_arguments(node: nodes.Filter | nodes.Test) -> bool:
    return bool(node.kwargs or node.dyn_args or node.dyn_kwargs or len(node.args) > 1)
