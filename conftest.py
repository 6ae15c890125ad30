"""What every test run shares: a fixed environment, and a guard for notebooks.

nbval passes a notebook whose outputs were stripped, and a cell that is tagged to be
ignored. The guard fails both. Every notebook starts with an empty progress folder, so
that no output depends on what ran before, and nobody's own progress is read or written.
"""

import os
import tempfile
from pathlib import Path
from unittest import mock

import pytest

HOMES = tempfile.TemporaryDirectory(prefix="segkit-progress-")
os.environ["SEGKIT_HOME"] = HOMES.name

# Cells whose output may differ from run to run, each with its reason:
# {"notebooks/07_behavioural.ipynb::Cell 3": "prints how long it took"}
ALLOWED: dict[str, str] = {}


def is_notebook_cell(item):
    """Say whether this test is a notebook's cell."""
    return type(item).__name__ == "IPyNbCell"


def pytest_configure(config):
    """Refuse to compare notebooks loosely."""
    if getattr(config.option, "nbval_lax", False):
        raise pytest.UsageError("notebooks are compared strictly: use --nbval")
    sanitize = getattr(config.option, "nbval_sanitize_with", None)
    if getattr(config.option, "nbval", False) and not sanitize:
        raise pytest.UsageError("add --nbval-sanitize-with=tests/sanitize.cfg")
    idle = sorted(name for name, reason in ALLOWED.items() if not reason.strip())
    if idle:
        raise pytest.UsageError(f"allowed to differ without a reason: {idle}")


def pytest_unconfigure():
    """Leave no progress behind."""
    HOMES.cleanup()


def hollow(item):
    """Say why this cell would prove nothing; empty where it proves something."""
    if item.cell.source.strip() and item.cell.execution_count is None:
        return "it was never run, so that there is nothing to compare"
    if item.nodeid in ALLOWED:
        return ""
    if item.options["skip"] or not item.options["check"]:
        return "it is marked to be skipped or its output to be ignored"
    if item.options["check_exception"]:
        return "it is marked to raise an exception"
    return ""


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup(item):
    """Refuse hollow cells; start a kernel as the build does, with no progress yet."""
    if not is_notebook_cell(item):
        return (yield)
    if why := hollow(item):
        pytest.fail(f"{item.nodeid}: {why}", pytrace=False)
    if item.parent.kernel is not None:
        return (yield)
    from segkit.authoring.run import environment  # noqa: PLC0415 - notebooks only

    home = Path(tempfile.mkdtemp(dir=HOMES.name))
    with mock.patch.dict(os.environ, environment(home), clear=True):
        return (yield)
