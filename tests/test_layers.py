"""The layers of the house: who may import whom. Data flows through arguments."""

import ast
from pathlib import Path

import pytest

import segkit

PACKAGE = Path(segkit.__file__).parent
FOUNDATIONS = {"engine", "files", "privacy", "record"}
GENERAL = {"cluster", "clv"}
BANKS = {"widgets", "practice", "report"}
BASE = {"schema", "checks"}


def room_of(path):
    parts = path.relative_to(PACKAGE).parts
    return parts[0].removesuffix(".py")


MODULES = sorted(
    p for p in PACKAGE.rglob("*.py") if room_of(p) not in {"__init__", "__main__"}
)
ROOMS = (
    {room_of(p) for p in MODULES}
    - FOUNDATIONS
    - GENERAL
    - BANKS
    - BASE
    - {"authoring", "cli"}
)


LAYERS = [{"schema"}, {"checks"}, FOUNDATIONS, GENERAL, ROOMS, BANKS]


def allowed(room):
    """Everything in the layers beneath; the two at the top may use each room."""
    top = [*LAYERS, {"authoring"}, {"cli"}]
    here = next(i for i, layer in enumerate(top) if room in layer)
    return set().union(*top[:here])


def imported_rooms(path):
    """Return the rooms of segkit that this file imports, wherever it does so."""
    package = ("segkit", *path.relative_to(PACKAGE).parts[:-1])
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            stem = ".".join([*base, *([node.module] if node.module else [])])
            names = [stem, *(f"{stem}.{alias.name}" for alias in node.names)]
        else:
            continue
        rooms |= {n.split(".")[1] for n in names if n.startswith("segkit.")}
    known = {room_of(p) for p in MODULES}
    return rooms & known


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_module_imports_only_what_lies_below_it(path):
    room = room_of(path)
    above = imported_rooms(path) - allowed(room) - {room}
    assert not above, f"{path.name} ({room}) imports {sorted(above)}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_module_stays_small(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 300, f"{path.name} has {len(lines)} lines: split it"


def function_bodies(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            if body:
                yield node.name, body[-1].end_lineno - body[0].lineno + 1


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_function_body_stays_small(path):
    long = {name: size for name, size in function_bodies(path) if size > 30}
    assert not long, f"{path.name}: {long} lines; a body is about 10, never over 30"


def test_ipywidgets_lives_in_widgets_and_practice_only():
    users = {
        room_of(path)
        for path in MODULES
        if "import ipywidgets" in path.read_text(encoding="utf-8")
        or "from ipywidgets" in path.read_text(encoding="utf-8")
    }
    assert users <= {"widgets", "practice"}


def test_plots_draw_tables_never_models():
    for path in MODULES:
        if room_of(path) == "plots":
            assert "sklearn" not in path.read_text(encoding="utf-8"), path


def test_the_import_test_sees_a_forbidden_import(tmp_path, monkeypatch):
    bad = PACKAGE / "features" / "x.py"
    text = "from segkit import models\nfrom ..kpis import rates\n"
    real = Path.read_text
    monkeypatch.setattr(
        Path, "read_text", lambda p, **k: text if p == bad else real(p, **k)
    )
    assert imported_rooms(bad) >= {"models"} & {room_of(p) for p in MODULES}
