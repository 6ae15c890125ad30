"""The example course, built once, and nbval as the real notebooks see it."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from segkit import authoring

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "tests" / "example"
SETTINGS = "[pytest]\naddopts = --strict-markers -ra\nfilterwarnings = error\n"
NBVAL = [
    "--nbval",
    "--nbval-current-env",
    f"--nbval-sanitize-with={ROOT / 'tests' / 'sanitize.cfg'}",
    "--nbval-cell-timeout=120",
    "--nbval-kernel-startup-timeout=120",
]


@dataclass(frozen=True)
class Run:
    code: int
    text: str

    def failed(self, name):
        """Return the lines that name a failed cell of this notebook."""
        lines = self.text.splitlines()
        return [line for line in lines if line.startswith(f"FAILED {name}")]


def run_nbval(folder, *arguments, options=NBVAL):
    """Run pytest on notebooks, in a folder and a process of its own."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--color=no"]
    env = {**os.environ, "PYTHONPATH": str(EXAMPLE)}
    done = subprocess.run(
        [*command, *options, *arguments],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    return Run(done.returncode, done.stdout + done.stderr)


@pytest.fixture(scope="session")
def nbval():
    return run_nbval


@pytest.fixture(scope="session")
def course(tmp_path_factory):
    """Build the example course in a folder of its own, guarded as the real one."""
    folder = tmp_path_factory.mktemp("kurs mit Umlaut ä")
    shutil.copytree(EXAMPLE / "course", folder / "course")
    shutil.copy(ROOT / "conftest.py", folder)
    (folder / "pytest.ini").write_text(SETTINGS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(EXAMPLE))
        authoring.build(folder, say=lambda line: None)
    return folder
