"""The files that say what to install agree; the wheel carries the data."""

import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

import start

ROOT = Path(start.__file__).parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))[
    "project"
]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PINS = [
    Requirement(line)
    for line in LOCK.splitlines()
    if line.strip() and not line.startswith("#")
]
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
EXTRAS = PROJECT["optional-dependencies"]
MACHINES = [
    {"sys_platform": system, "os_name": name, "python_full_version": f"3.{minor}.9"}
    for system, name in (("linux", "posix"), ("darwin", "posix"), ("win32", "nt"))
    for minor in (11, 12, 13)
]


def plain(name):
    """Return a package's name as the index spells it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def direct():
    """Return every requirement that pyproject.toml names itself."""
    lists = [PROJECT["dependencies"], *EXTRAS.values()]
    named = [Requirement(text) for one in lists for text in one]
    return [need for need in named if plain(need.name) != PROJECT["name"]]


def pins_on(machine):
    """Return the versions that the lock gives to a machine."""
    chosen = {}
    for pin in PINS:
        if pin.marker is None or pin.marker.evaluate(machine):
            assert plain(pin.name) not in chosen, f"{pin.name} is pinned twice"
            chosen[plain(pin.name)] = pin
    return chosen


# ---- the lock


def test_the_lock_pins_exactly():
    for pin in PINS:
        (only,) = pin.specifier
        assert only.operator == "==", pin
        assert not only.version.endswith("*"), pin
        assert not pin.extras, f"{pin}: a constraint has no extras"


def test_the_lock_names_no_index_and_no_path():
    assert not re.search(r"https?:|file:|--\w*index|--find-links|^-e|@", LOCK, re.M)


def test_the_lock_says_how_to_refresh_it():
    header = "\n".join(LOCK.splitlines()[:2])
    assert "uv pip compile pyproject.toml --all-extras --universal" in header
    assert "--fork-strategy fewest" in header  # one version for every Python


@pytest.mark.parametrize("need", direct(), ids=str)
@pytest.mark.parametrize("machine", MACHINES[:1] + MACHINES[-1:], ids=["ours", "other"])
def test_the_lock_holds_what_the_project_needs(need, machine):
    (version,) = pins_on(machine)[plain(need.name)].specifier
    assert need.specifier.contains(version.version), version


def test_the_numbers_come_from_the_same_versions_everywhere():
    first, *others = (pins_on(machine) for machine in MACHINES)
    for name in (plain(Requirement(text).name) for text in PROJECT["dependencies"]):
        for pins in others:
            assert pins[name].specifier == first[name].specifier


# ---- the environment for conda, Binder and JupyterHub


def conda_pip():
    (lines,) = (d["pip"] for d in CONDA["dependencies"] if isinstance(d, dict))
    return lines


def test_conda_installs_what_start_installs():
    assert conda_pip() == ["-c requirements.lock", f"-e {start.TARGETS['learner']}"]
    command = start.install_command("pip", Path(".venv"), "learner")
    assert command[-4:] == " ".join(conda_pip()).split()


def test_conda_brings_the_oldest_python_and_pip():
    oldest = ".".join(map(str, start.OLDEST))
    assert f"python={oldest}" in CONDA["dependencies"]
    assert "pip" in CONDA["dependencies"]
    assert PROJECT["requires-python"] == f">={oldest}"


# ---- the extras


def test_the_tests_extras_are_there():
    assert start.TARGETS["test"] == ".[all,dev]"
    assert {"all", "dev"} <= set(EXTRAS)


def test_all_means_every_extra_but_the_developers():
    (everything,) = EXTRAS["all"]
    assert Requirement(everything).extras == set(EXTRAS) - {"all", "dev"}


def test_the_licence_is_said_once_for_code_lessons_and_data():
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    for words, name in [
        ("Permission is hereby granted, free of charge", "MIT"),
        ("https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"),
    ]:
        assert words in text
        assert name in PROJECT["license"]


def test_ci_runs_all_of_the_tests_and_allows_no_skip():
    script = ROOT / ".ci" / "run"
    lines = script.read_text(encoding="utf-8").splitlines()
    assert "export CI=true" in lines
    assert lines[-1] == 'exec python3 start.py test "$@" </dev/null'
    assert os.name == "nt" or os.access(script, os.X_OK)


# ---- the wheel

LOADS = """
import json, pathlib, segkit
from segkit import datasets
names = datasets.names()
print(json.dumps({
    "package": str(pathlib.Path(segkit.__file__).parent),
    "rows": {name: len(datasets.load(name)) for name in names},
    "truth": len(datasets.truth("behavioural")),
    "version": segkit.__version__,
}))
"""


def run(*command, cwd, **env):
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built here without the network."""
    folder = tmp_path_factory.mktemp("dist")
    python = (sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d")
    run(*python, str(folder), cwd=ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def elsewhere(wheel, tmp_path_factory):
    """A folder with an accent where the wheel is installed, and nothing else."""
    folder = tmp_path_factory.mktemp("installé ailleurs")
    pip = (sys.executable, "-m", "pip", "install", "--no-deps", "--no-index", "-q")
    run(*pip, "--target", str(folder), str(wheel), cwd=folder)
    return folder


@pytest.mark.slow
def test_the_wheel_carries_the_data_and_nothing_foreign(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    here = ROOT / "datasets"
    files = [p.relative_to(here).as_posix() for p in here.rglob("*") if p.is_file()]
    assert files
    assert {f"segkit/datasets/data/{name}" for name in files} <= names
    assert {n.split("/")[0].split("-")[0] for n in names} == {"segkit"}
    assert not [n for n in names if "__pycache__" in n or "checkpoint" in n]
    modules = {p.relative_to(ROOT).as_posix() for p in (ROOT / "segkit").rglob("*.py")}
    assert modules <= names


@pytest.mark.slow
def test_the_installed_wheel_loads_its_own_data(elsewhere, tmp_path):
    env = {"PYTHONPATH": str(elsewhere), "SEGKIT_HOME": str(tmp_path)}
    got = json.loads(run(sys.executable, "-c", LOADS, cwd=tmp_path, **env))
    assert Path(got["package"]) == elsewhere / "segkit"
    assert got["rows"]
    assert all(rows > 0 for rows in got["rows"].values()), got
    assert got["truth"] > 0


@pytest.mark.slow
def test_the_installed_wheel_has_the_command(elsewhere, tmp_path):
    env = {"PYTHONPATH": str(elsewhere)}
    said = run(sys.executable, "-m", "segkit", "--help", cwd=tmp_path, **env)
    assert "segment" in said
    (scripts,) = PROJECT["scripts"].items()
    assert scripts == ("segkit", "segkit.cli:main")
