"""What a source may not do, found before anything runs."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from segkit.authoring import views
from segkit.authoring.source import Cell, Source

LINES = 6
LEAK = 20  # characters from which a line of a solution is told from everyday code
TAGS = {"solution", "check"}
NBVAL = ("NBVAL", "PYTEST_VALIDATE")


def problems(source: Source) -> list[str]:
    """List everything that a source may not do.

    Parameters
    ----------
    source : a lesson or an exercise

    Returns
    -------
    list of str, each with the file, the cell and what to do; empty when all is well

    Examples
    --------
    >>> from pathlib import Path
    >>> from segkit.authoring.source import Header
    >>> header = Header("07", "RFM", 20, ["count customers"])
    >>> cells = [
    ...     Cell("code", "n = 3", "a"),
    ...     Cell("code", "q.size.check(n)", "b", ("check",)),
    ... ]
    >>> one = Source(Path("07_rfm/exercise.py"), "exercise", header, cells)
    >>> problems(one)
    ["07_rfm/exercise.py: checks of ['n'] have no stub such as 'answer = ...'..."]
    """
    found = [
        f"{source.at(cell)}: {text}"
        for cell in source.cells
        for text in _of_cell(cell, source.kind)
    ]
    found += [
        f"{source.at(cell)}: a translation stands right after its English text"
        for before, cell in zip([None, *source.cells], source.cells, strict=False)
        if cell.lang != "en" and (before is None or before.kind != "markdown")
    ]
    if found:
        return found
    where = f"{source.name}/{source.path.name}"
    return [f"{where}: {text}" for text in (*_questions(source), *_leaks(source))]


def questions(source: Source) -> dict[str, str]:
    """Return which variable each question's check judges.

    Parameters
    ----------
    source : a lesson or an exercise that parses

    Returns
    -------
    dict of question name to variable name, in order

    Examples
    --------
    >>> from pathlib import Path
    >>> from segkit.authoring.source import Header
    >>> header = Header("07", "RFM", 20, ["count customers"])
    >>> cells = [
    ...     Cell("code", "n = ...", "a"),
    ...     Cell("code", "q.size.check(n)", "b", ("check",)),
    ... ]
    >>> one = Source(Path("07_rfm/exercise.py"), "exercise", header, cells)
    >>> questions(one)
    {'size': 'n'}
    """
    pairs = [_check_of(c.text) for c in source.cells if "check" in c.tags]
    return {question: variable for question, variable in pairs if question}


def worked(source: Source) -> dict[str, str]:
    r"""Return the worked solution of each question: the region behind its stub.

    Parameters
    ----------
    source : an exercise that parses

    Returns
    -------
    dict of ``"unit07.question"`` to code

    Examples
    --------
    >>> from pathlib import Path
    >>> from segkit.authoring.source import Header
    >>> header = Header("07", "RFM", 20, ["count customers"])
    >>> cells = [
    ...     Cell("code", "n = ...\n### BEGIN SOLUTION\nn = 3\n### END SOLUTION", "a"),
    ...     Cell("code", "q.size.check(n)", "b", ("check",)),
    ... ]
    >>> one = Source(Path("07_rfm/exercise.py"), "exercise", header, cells)
    >>> worked(one)
    {'unit07.size': 'n = 3'}
    """
    code = {}
    for cell in source.cells:
        region = views.REGION.search(cell.text)
        for stub in views.STUB.findall(cell.text) if region else ():
            code[stub] = views.solved(cell.text)
    unit = f"unit{source.header.id}"
    asked = questions(source).items()
    return {f"{unit}.{name}": code[stub] for name, stub in asked if stub in code}


def _of_cell(cell: Cell, kind: str) -> Iterator[str]:
    if cell.kind != "code":
        if cell.lang == "en" and cell.text.startswith("# "):
            yield "the title comes from the header; begin with '## '"
        return
    if cell.lang != "en":
        yield "only text is translated; code is the same in every language"
    unknown = sorted(set(cell.tags) - TAGS)
    if unknown:
        yield f"tags {unknown} are not used here; use {sorted(TAGS)}"
    if any(word in cell.text for word in NBVAL):
        yield "outputs are always compared; take the nbval comment out"
    text = _markers(cell, kind)
    if text:
        yield text
        return
    yield from _code(cell)


def _markers(cell: Cell, kind: str) -> str:
    lines = [line.strip() for line in cell.text.splitlines()]
    begins, ends = lines.count(views.BEGIN), lines.count(views.END)
    if begins == ends == 0:
        return ""
    if kind == "lesson":
        return "a lesson has no solution regions"
    if begins != 1 or ends != 1 or lines.index(views.BEGIN) > lines.index(views.END):
        return f"one '{views.BEGIN}' and, after it, one '{views.END}' are needed"
    before = cell.text.split(views.BEGIN)[0]
    if len(views.STUB.findall(before)) != 1:
        return "one stub such as 'answer = ...' must stand before the solution"
    return ""


def _code(cell: Cell) -> Iterator[str]:
    for text in {views.stubbed(cell.text), views.solved(cell.text)}:
        if len(text.splitlines()) > LINES:
            yield f"{len(text.splitlines())} lines; a cell has {LINES} at most"
        try:
            tree = ast.parse(text)
        except SyntaxError as error:
            yield f"this is not plain Python: {error.msg}"
            return
        kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
        names = [node.name for node in ast.walk(tree) if isinstance(node, kinds)]
        if names:
            yield f"no helper is defined in a notebook: move {names} into segkit"
    region = views.REGION.search(cell.text)
    hidden = region.group(1) if region else ""
    hidden = cell.text if "solution" in cell.tags else hidden
    if any(
        line.lstrip().startswith(("import ", "from ")) for line in hidden.split("\n")
    ):
        yield "imports stand outside solutions, or the exercise would not run"
    asks = _check_of(cell.text) != ("", "")
    if asks != ("check" in cell.tags):
        yield "a check is a cell of its own, q.name.check(answer), tagged 'check'"


def _check_of(text: str) -> tuple[str, str]:
    """Return question and variable of ``q.name.check(variable)``, or two blanks."""
    try:
        body = ast.parse(text).body
    except SyntaxError:
        return "", ""
    calls = [call for line in body for call in _asks(line)]
    if not calls:
        return "", ""
    call = calls[0]
    alone = len(body) == 1 and isinstance(body[0], ast.Expr) and body[0].value is call
    inner = call.func.value if isinstance(call.func, ast.Attribute) else call.func
    inner = inner.func if isinstance(inner, ast.Call) else inner
    names = [one.id for one in call.args if isinstance(one, ast.Name)]
    if alone and len(names) == len(call.args) == 1 and isinstance(inner, ast.Attribute):
        return inner.attr, names[0]
    return "?", "?"


def _asks(line: ast.AST) -> list[ast.Call]:
    calls = [node for node in ast.walk(line) if isinstance(node, ast.Call)]
    return [
        call
        for call in calls
        if isinstance(call.func, ast.Attribute) and call.func.attr in {"check", "ask"}
    ]


def _questions(source: Source) -> Iterator[str]:
    pairs = [_check_of(cell.text) for cell in source.cells if "check" in cell.tags]
    if ("?", "?") in pairs:
        yield "each check is one line, q.name.check(answer), with a name as its answer"
        return
    shown = [cell for cell in source.cells if cell.kind == "code"]
    stubs = [stub for c in shown for stub in views.STUB.findall(c.text)]
    asked, answers = [p[0] for p in pairs], [p[1] for p in pairs]
    for names, what in ((asked, "check"), (stubs, "stub"), (answers, "check")):
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            yield f"{twice}: one {what} each is needed, there are more"
    if lost := sorted(set(answers) - set(stubs)):
        yield f"checks of {lost} have no stub such as 'answer = ...' before them"
    if idle := sorted(set(stubs) - set(answers)):
        yield f"stubs {idle} are never checked"


def _leaks(source: Source) -> Iterator[str]:
    secret = {
        _bare(line)
        for cell in source.cells
        for line in _hidden(cell).splitlines()
        if len(_bare(line)) >= LEAK and not line.lstrip().startswith("#")
    }
    for cell in source.cells:
        if "solution" not in cell.tags:
            shown = _bare(views.stubbed(cell.text))
            for line in sorted(line for line in secret if line in shown):
                yield f"cell {cell.id} of the exercise gives away {line!r}"


def _hidden(cell: Cell) -> str:
    if cell.kind == "code" and "solution" in cell.tags:
        return cell.text
    return "\n".join(views.REGION.findall(cell.text))


def _bare(text: str) -> str:
    return " ".join(text.split())
