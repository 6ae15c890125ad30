"""A template cut into pieces that do not depend on each other, each rendered once.

Two rows with the same values in the names that a piece uses share its text: a greeting
is rendered as often as there are first names, not as often as there are readers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any

import numpy as np
import pandas as pd
from jinja2 import Environment, nodes
from jinja2 import Template as Compiled
from markupsafe import escape

from segkit.activation.messages import grammar
from segkit.activation.messages.sandbox import Sandbox
from segkit.activation.messages.values import Column, RefusedError
from segkit.activation.words.messages import writing as words

FAULTS = (TypeError, ValueError, ArithmeticError, LookupError, RecursionError)


@dataclass(frozen=True)
class Piece:
    """A part of a text: always the same words, or words that depend on some names."""

    text: str
    program: Compiled | None
    names: tuple[str, ...]
    line: int
    alone: bool = False  # a name and nothing else: it is written without the program


@dataclass(frozen=True)
class Texts:
    """What a piece says: its distinct texts, which row has which, and faults.

    Parameters
    ----------
    texts : distinct texts; "" where there is a fault
    faults : reasons at the same places; "" where there is none
    codes : for every row the place of its text; None if all rows have the only one
    """

    texts: list[str]
    faults: list[str]
    codes: np.ndarray | None

    def without(self, *spaces: str) -> Texts:
        """Write a plain space for these."""
        texts = self.texts
        for space in spaces:
            texts = [text.replace(space, " ") for text in texts]
        return Texts(texts, self.faults, self.codes)


def pieces(tree: nodes.Template, place: Sandbox) -> list[Piece]:
    """Cut a template where its pieces do not depend on each other.

    Parameters
    ----------
    tree : a template that `grammar.parse` allowed
    place : the sandbox in which it runs

    Returns
    -------
    list of Piece, in the order of the text

    References
    ----------
    Own definition: templates have no variables and no loops, so that what one piece
    prints never changes another.

    Examples
    --------
    >>> from segkit.activation.messages.sandbox import sandbox
    >>> tree = grammar.parse("Hello {{ name }}!", "body", "English", False)
    >>> [piece.names for piece in pieces(tree, sandbox("English", False))]
    [(), ('name',), ()]
    """
    found: list[Piece] = []
    for node in _parts(tree):
        if isinstance(node, nodes.TemplateData):
            found.append(Piece(node.data, None, (), node.lineno))
            continue
        program = _compiled(node, place)
        names, alone = tuple(grammar.names(node)), isinstance(node, nodes.Name)
        found.append(Piece("", program, names, node.lineno, alone))
    return found


def _parts(tree: nodes.Template) -> Iterator[nodes.Node]:
    for node in tree.body:
        if isinstance(node, nodes.Output):
            yield from node.nodes
        else:
            yield node


def _compiled(node: Any, place: Sandbox) -> Compiled:
    """Make a program of one node."""
    if isinstance(node, nodes.Expr):
        node = nodes.Output([node], lineno=node.lineno)
    tree = nodes.Template([node], lineno=1)
    tree.set_environment(place)
    return Compiled.from_code(place, place.compile(tree), {})


def render_piece(piece: Piece, columns: Mapping[str, Column], part: str) -> Texts:
    """Render a piece once for all rows that are alike in what it uses.

    Parameters
    ----------
    piece : see `pieces`
    columns : clean columns by name
    part : "subject" or "body", for the reasons

    Returns
    -------
    Texts
    """
    if piece.program is None:
        return Texts([piece.text], [""], None)
    used = [columns[name] for name in piece.names]
    codes, rows = alike(used)
    texts, faults = [], []
    for row in rows:
        values = {
            name: column.values[code]
            for name, column, code in zip(piece.names, used, row, strict=True)
        }
        text, fault = _said(piece, values, part)
        texts.append(text)
        faults.append(fault)
    return Texts(texts, faults, codes)


def alike(used: list[Column]) -> tuple[np.ndarray | None, list[tuple[int, ...]]]:
    """Say which rows are alike in some columns; return each kind's codes too."""
    used = [column for column in used if len(column.values)]
    if not used:
        return None, [()]
    codes = used[0].codes
    for column in used[1:]:
        joined = codes.astype(np.int64) * len(column.values) + column.codes
        codes = pd.factorize(joined)[0]
    codes, _ = pd.factorize(codes)
    first = np.zeros(codes.max() + 1 if len(codes) else 0, dtype=np.int64)
    first[codes[::-1]] = np.arange(len(codes))[::-1]
    found = [column.codes[first].tolist() for column in used]
    return codes, list(zip(*found, strict=True))


def _said(piece: Piece, values: dict[str, Any], part: str) -> tuple[str, str]:
    """Return the text and no fault, or no text and a fault."""
    assert piece.program is not None
    try:
        if piece.alone:
            text = _written(piece.program.environment, values[piece.names[0]])
        else:
            context = piece.program.new_context(values)
            text = "".join(piece.program.root_render_func(context))
        return text.encode("utf-8", "replace").decode(), ""  # no half surrogate pairs
    except RefusedError as error:
        reason, trace = str(error), error.__traceback__
    except FAULTS as error:
        problem = str(error).splitlines()[0] if str(error) else type(error).__name__
        reason = words.OTHER_FAULT.format(problem=problem[:100])
        trace = error.__traceback__
    line = _line(piece, trace)
    return "", words.AT.format(part=words.PARTS[part], line=line, reason=reason)


def _written(place: Environment, value: Any) -> str:
    """Write one value as the program of ``{{ name }}`` would."""
    assert place.finalize is not None
    text = place.finalize(None, value)
    return str(escape(text) if place.autoescape else text)


def _line(piece: Piece, trace: TracebackType | None) -> int:
    """Say on which line of the template the fault happened."""
    assert piece.program is not None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = piece.program.get_corresponding_lineno(trace.tb_lineno)
            return max(line, piece.line)
        trace = trace.tb_next
    return piece.line
