"""start.py: the one command of a beginner, on machines that are not this one."""

import ast
import json
import os
import signal
import subprocess
import sys
import tomllib
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

import start

SOURCE = Path(start.__file__)
ROOT = SOURCE.parent
HAVE = {"state": "ready", "kind": "learner", "fingerprint": "f", "root": "/kit"}


@pytest.fixture
def kit(tmp_path, monkeypatch):
    """A repository with accents and a space in its name; commands are only noted."""
    root = (tmp_path / "mon dossier été").resolve()
    (root / "notebooks").mkdir(parents=True)
    (root / "requirements.lock").write_text("numpy==2.0\n", encoding="utf-8")
    (root / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    monkeypatch.setattr(start, "ROOT", root)
    monkeypatch.setattr(start, "VENV", root / ".venv")
    monkeypatch.setattr(start, "no_venv", lambda: None)
    monkeypatch.setattr(start.shutil, "which", lambda name: None)
    return root


class Noted(list):
    broken = "nothing"


@pytest.fixture
def commands(kit, monkeypatch):
    """The commands that would have run; one that is asked to fails."""
    noted = Noted()

    def run(command, cwd, check):
        assert cwd == str(kit)
        assert check
        noted.append(command)
        if noted.broken in command:
            raise subprocess.CalledProcessError(1, command)

    monkeypatch.setattr(start.subprocess, "run", run)
    monkeypatch.setattr(start, "healthy", lambda venv: venv.is_dir())
    return noted


def kinds(commands):
    return ["venv" if "venv" in command else command[-1] for command in commands]


# ---- an old Python


def test_the_file_keeps_to_the_grammar_of_python_3_6():
    ast.parse(SOURCE.read_text(encoding="utf-8"), feature_version=(3, 6))


def test_the_grammar_test_would_see_newer_grammar():
    with pytest.raises(SyntaxError):
        ast.parse("if (n := 1): pass", feature_version=(3, 6))


def test_only_the_standard_library_is_imported():
    tree = ast.parse(SOURCE.read_text(encoding="utf-8"))
    names = {
        a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names
    }
    names |= {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


def test_the_oldest_python_is_the_packages_own():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    need = ".".join(map(str, start.OLDEST))
    assert project["project"]["requires-python"] == f">={need}"


def test_an_old_python_is_told_what_to_do(monkeypatch):
    monkeypatch.setattr(start.sys, "version_info", (3, 8, 18))
    with pytest.raises(SystemExit) as stop:
        start.main(["lab"])
    assert "needs Python 3.11 or later; this is Python 3.8" in str(stop.value)
    assert "python3.11 start.py" in str(stop.value)


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 12, 1), (3, 14, 0), (4, 0, 0)])
def test_a_new_python_is_not(version):
    assert start.too_old(version) is None


@pytest.mark.parametrize("missing", ["venv", "ensurepip"])
def test_a_python_without_venv_is_told_what_to_do(missing):
    text = start.no_venv(lambda name: None if name == missing else object())
    assert "sudo apt install python3-venv" in text
    assert start.no_venv(lambda name: object()) is None


def test_without_venv_and_uv_nothing_is_begun(kit, commands, monkeypatch):
    monkeypatch.setattr(start, "no_venv", lambda: "venv is missing")
    with pytest.raises(SystemExit, match="venv is missing"):
        start.prepare("learner")
    assert not (kit / ".venv").exists()


# ---- paths


def test_programs_on_windows():
    venv = PureWindowsPath(r"C:\Users\Zoë Le Gall\segkit\.venv")
    assert str(start.venv_python(venv, windows=True)) == (
        r"C:\Users\Zoë Le Gall\segkit\.venv\Scripts\python.exe"
    )
    env = start.environment(venv, {"PATH": r"C:\Windows"}, windows=True)
    assert env["PATH"] == str(venv) + r"\Scripts;C:\Windows"


def test_programs_on_a_mac():
    venv = PurePosixPath("/Users/zoë/Mes cours/segkit/.venv")
    python = "/Users/zoë/Mes cours/segkit/.venv/bin/python"
    assert str(start.venv_python(venv, windows=False)) == python
    base = {"PATH": "/usr/bin", "PYTHONHOME": "/elsewhere"}
    env = start.environment(venv, base, windows=False)
    assert env["PATH"] == f"{venv}/bin:/usr/bin"
    assert env["VIRTUAL_ENV"] == str(venv)
    assert "PYTHONHOME" not in env


def test_an_address_is_quoted_on_every_system():
    path = PureWindowsPath(r"notebooks\10 été.ipynb")
    assert start.lab_url(path) == "/lab/tree/notebooks/10%20%C3%A9t%C3%A9.ipynb"
    assert start.lab_url(None) == "/lab"


def test_jupyterlab_has_the_repository_as_its_root():
    root = PurePosixPath("/home/zoë/mon dossier")
    command = start.lab_command(
        root / "python", root, PurePosixPath("notebooks/a.ipynb"), root / "settings"
    )
    assert command[:3] == [str(root / "python"), "-m", "jupyterlab"]
    assert f"--ServerApp.root_dir={root}" in command
    assert "--LabApp.default_url=/lab/tree/notebooks/a.ipynb" in command
    assert not any("token" in word for word in command)


@pytest.mark.parametrize(("user", "allowed"), [(0, True), (1000, False)])
def test_only_root_needs_to_be_allowed(monkeypatch, user, allowed):
    monkeypatch.setattr(start.os, "geteuid", lambda: user, raising=False)
    command = start.lab_command("python", "/kit", None, "/settings")
    assert ("--allow-root" in command) == allowed


def test_the_settings_know_no_news(tmp_path):
    folder = start.write_settings(tmp_path)
    settings = json.loads((folder / "overrides.json").read_text())
    (plugin,) = settings.values()
    assert plugin == {"fetchNews": "false", "checkForUpdates": False}


def test_git_ignores_all_that_start_writes():
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    assert f"{start.VENV.name}/" in ignored
    assert start.VENV.parent == start.ROOT


# ---- which notebook


@pytest.fixture
def notebooks(kit):
    (kit / "exercises").mkdir()
    for name in ("notebooks/00_start_here", "notebooks/07_été", "exercises/08_x"):
        (kit / f"{name}.ipynb").write_text("{}")
    return kit


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("notebooks/07_été.ipynb", "notebooks/07_été.ipynb"),
        ("07_été", "notebooks/07_été.ipynb"),
        ("08_x.ipynb", "exercises/08_x.ipynb"),
        ("exercises/08_x", "exercises/08_x.ipynb"),
    ],
)
def test_a_notebook_is_found_by_its_path_or_its_name(notebooks, name, found):
    elsewhere = notebooks.parent
    assert start.find_notebook(name, notebooks, elsewhere) == Path(found)


def test_a_notebook_is_found_from_where_one_stands(notebooks):
    here = notebooks / "exercises"
    assert start.find_notebook("08_x", notebooks, here) == Path("exercises/08_x.ipynb")


def test_an_unknown_notebook_names_the_lessons(notebooks):
    with pytest.raises(SystemExit, match=r"No notebook 'nine'.*00_start_here, 07_été"):
        start.lab(["nine"])


def test_a_notebook_outside_the_repository_is_refused(notebooks):
    (notebooks.parent / "other.ipynb").write_text("{}")
    with pytest.raises(FileNotFoundError, match="No notebook"):
        start.find_notebook("../other.ipynb", notebooks, notebooks)


# ---- installing


def test_the_first_start_makes_an_environment_and_says_what_it_costs(
    kit, commands, capsys
):
    start.prepare("learner")
    assert kinds(commands) == ["venv", "."]
    assert commands[1][-4:] == ["-c", "requirements.lock", "-e", "."]
    said = capsys.readouterr().out
    assert "minutes" in said
    assert "MB to download" in said
    assert start.read_marker(kit / ".venv")["state"] == "ready"


@pytest.mark.usefixtures("kit")
def test_the_second_start_does_nothing(commands, capsys):
    start.prepare("learner")
    commands.clear()
    capsys.readouterr()
    start.prepare("learner")
    assert commands == []
    assert capsys.readouterr().out == ""


@pytest.mark.usefixtures("kit")
def test_the_tests_add_to_the_learners_environment(commands):
    start.prepare("learner")
    start.prepare("test")
    start.prepare("learner")
    assert kinds(commands) == ["venv", ".", ".[all,dev]"]


@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml"])
def test_a_change_of_the_packages_installs_again(kit, commands, name):
    start.prepare("learner")
    commands.clear()
    (kit / name).write_text("changed", encoding="utf-8")
    start.prepare("learner")
    assert kinds(commands) == ["."]


def test_line_ends_are_not_a_change(kit):
    before = start.fingerprint(kit)
    (kit / "requirements.lock").write_bytes(b"numpy==2.0\r\n")
    assert start.fingerprint(kit) == before


def stop(*args):
    raise KeyboardInterrupt


def test_an_interrupted_installation_begins_anew(kit, commands, monkeypatch):
    start.prepare("learner")
    (kit / "requirements.lock").write_text("changed", encoding="utf-8")
    left_over = kit / ".venv" / "half a package"
    left_over.write_text("")
    with monkeypatch.context() as patch:
        patch.setattr(start, "install_command", stop)
        with pytest.raises(KeyboardInterrupt):
            start.prepare("learner")
    assert start.read_marker(kit / ".venv")["state"] == "installing"
    commands.clear()
    start.prepare("learner")
    assert kinds(commands) == ["venv", "."]
    assert not left_over.exists()


def test_a_moved_folder_gets_a_new_environment(kit, commands):
    start.prepare("learner")
    marker = start.read_marker(kit / ".venv")
    start.write_marker(kit / ".venv", **{**marker, "root": "/somewhere else"})
    commands.clear()
    start.prepare("learner")
    assert kinds(commands) == ["venv", "."]


def test_an_environment_of_somebody_else_is_used_not_thrown_away(kit, commands):
    (kit / ".venv").mkdir()
    (kit / ".venv" / "theirs").write_text("")
    start.prepare("learner")
    assert kinds(commands) == ["."]
    assert (kit / ".venv" / "theirs").exists()


def test_a_broken_environment_is_made_again(kit, commands, monkeypatch):
    (kit / ".venv").mkdir()
    monkeypatch.setattr(start, "healthy", lambda venv: False)
    start.prepare("learner")
    assert kinds(commands) == ["venv", "."]


def test_a_broken_marker_is_no_marker(tmp_path):
    for text in ("{", "[1]", "\xff"):
        (tmp_path / "segkit.json").write_text(text, encoding="latin-1")
        assert start.read_marker(tmp_path) == {}


def test_uv_is_used_when_it_is_there(kit, commands, monkeypatch):
    monkeypatch.setattr(start.shutil, "which", lambda name: "/bin/uv")
    start.prepare("learner")
    assert [command[0] for command in commands] == ["/bin/uv", "/bin/uv"]
    assert "--seed" in commands[0]
    assert str(start.venv_python(kit / ".venv")) in commands[1]


@pytest.mark.usefixtures("kit")
def test_what_uv_cannot_do_pip_does(commands, monkeypatch, capsys):
    monkeypatch.setattr(start.shutil, "which", lambda name: "/bin/uv")
    commands.broken = "/bin/uv"
    start.prepare("learner")
    assert [command[0] == "/bin/uv" for command in commands] == [True, False, False]
    assert kinds(commands) == ["venv", "venv", "."]
    assert "This did not work: /bin/uv venv" in capsys.readouterr().out


def test_when_nothing_works_it_is_said_and_remembered(kit, commands):
    commands.broken = "install"
    with pytest.raises(SystemExit, match=r"Installing failed.*Run start.py again"):
        start.prepare("learner")
    assert start.read_marker(kit / ".venv")["state"] == "installing"


@pytest.mark.usefixtures("commands")
def test_a_folder_that_cannot_be_written_is_said(monkeypatch):
    def refuse(*args, **kwargs):
        raise PermissionError("in use")

    monkeypatch.setattr(start, "write_marker", refuse)
    with pytest.raises(SystemExit, match=r"Cannot write .*in use.*Close JupyterLab"):
        start.prepare("learner")


def test_a_marker_holds_for_one_kind_one_lock_one_place():
    assert start.is_current(HAVE, "learner", "f", "/kit")
    assert start.is_current({**HAVE, "kind": "test"}, "learner", "f", "/kit")
    assert not start.is_current(HAVE, "test", "f", "/kit")
    assert not start.is_current(HAVE, "learner", "other", "/kit")
    assert not start.is_current(HAVE, "learner", "f", "/moved")
    assert not start.is_current({}, "learner", "f", "/kit")


def test_health_is_seen_by_starting_the_python(tmp_path):
    assert not start.healthy(tmp_path / "absent")
    python = start.venv_python(tmp_path)
    python.parent.mkdir()
    python.write_text("not a program")
    assert not start.healthy(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands in for Python")
@pytest.mark.parametrize(("code", "sound"), [(0, True), (1, False)])
def test_health_is_the_pythons_own_word(tmp_path, code, sound):
    python = start.venv_python(tmp_path)
    python.parent.mkdir()
    python.write_text(f"#!/bin/sh\nexit {code}\n")
    python.chmod(0o755)
    assert start.healthy(tmp_path) == sound


def test_the_environment_outlives_its_own_python():
    assert Path(start.base_python()).exists()
    assert start.VENV not in Path(start.base_python()).parents


# ---- the command line


@pytest.fixture
def handed(kit, monkeypatch):
    """What start.py installs and hands over to."""
    noted = {}

    def hand_over(command, env):
        noted.update(command=command, env=env)
        return 0

    monkeypatch.setattr(start, "prepare", lambda kind: noted.update(kind=kind))
    monkeypatch.setattr(start, "hand_over", hand_over)
    return noted


@pytest.mark.parametrize("args", [[], ["lab"]])
def test_without_a_name_the_first_lesson_opens(kit, handed, args):
    (kit / start.FIRST_LESSON).write_text("{}")
    assert start.main(args) == 0
    assert handed["kind"] == "learner"
    assert f"--LabApp.default_url=/lab/tree/{start.FIRST_LESSON}" in handed["command"]


def test_without_lessons_jupyterlab_opens_all_the_same(handed):
    assert start.main(["--no-browser"]) == 0
    assert "--LabApp.default_url=/lab" in handed["command"]
    assert handed["command"][-1] == "--no-browser"


def test_a_named_lesson_opens_and_the_rest_goes_to_jupyterlab(notebooks, handed):
    start.main(["lab", "07_été", "--port", "9999"])
    assert handed["command"][-2:] == ["--port", "9999"]
    assert any(word.endswith("07_%C3%A9t%C3%A9.ipynb") for word in handed["command"])
    (word,) = [w for w in handed["command"] if "app_settings_dir" in w]
    settings = Path(word.split("=")[1])
    assert (settings / "overrides.json").is_file()
    assert notebooks / ".venv" in settings.parents


def test_the_tests_get_the_rest_of_the_line(kit, handed):
    start.main(["test", "--quick", "-k", "lab"])
    assert handed["kind"] == "test"
    assert handed["command"][1:] == [
        str(kit / "tests" / "run.py"),
        "--quick",
        "-k",
        "lab",
    ]


@pytest.mark.parametrize("args", [["-h"], ["--help"], ["test", "--help"]])
def test_help_installs_nothing(handed, capsys, args):
    assert start.main(args) == 0
    assert "python3 start.py test --quick" in capsys.readouterr().out
    assert handed == {}


def test_on_windows_ctrl_c_is_left_to_jupyterlab(kit, monkeypatch, tmp_path):
    class Process:
        waits = iter([KeyboardInterrupt, KeyboardInterrupt, 7])

        def __init__(self, command, env):
            assert Path.cwd() == kit

        def wait(self):
            value = next(self.waits)
            if value is KeyboardInterrupt:
                raise value
            return value

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(start.subprocess, "Popen", Process)
    assert start.hand_over(["jupyter"], {}, windows=True) == 7


@pytest.mark.skipif(os.name == "nt", reason="Windows has no exec")
def test_elsewhere_start_becomes_the_program(tmp_path):
    code = (
        "import os, sys, start\n"
        "print(os.getpid(), flush=True)\n"
        "show = 'import os, time; print(os.getpid(), flush=True); time.sleep(60)'\n"
        "start.hand_over([sys.executable, '-c', show], dict(os.environ), windows=False)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
    )
    try:
        before, after = (process.stdout.readline() for _ in range(2))
        assert before == after
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)
    assert process.returncode == -signal.SIGTERM


def test_run_from_anywhere_it_finds_its_own_repository(tmp_path):
    done = subprocess.run(
        [sys.executable, str(SOURCE), "lab", "no such lesson"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert f"No notebook 'no such lesson' in {ROOT}" in done.stderr
