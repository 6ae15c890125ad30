"""Chromium and Java: found, fetched where that is ours to do, else honestly missing."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import tools

DEBIAN = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\nVERSION_ID="12"\n'
UBUNTU = 'NAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian\n'
MINT = 'ID=linuxmint\nID_LIKE="ubuntu debian"\n'
FEDORA = "ID=fedora\nVERSION_ID=42\n"
BOTH = ["Chromium", "Java"]


@pytest.fixture(autouse=True)
def nothing_remembered():
    tools.place_of.cache_clear()
    yield
    tools.place_of.cache_clear()


@pytest.mark.parametrize(
    ("text", "release"),
    [
        ('openjdk version "17.0.11" 2024-04-16', 17),
        ('openjdk version "21" 2023-09-19', 21),
        ('java version "1.8.0_402"', 8),
        ("bash: java: command not found", 0),
    ],
)
def test_javas_release_is_read(text, release):
    assert tools.java_version(text) == release


@pytest.mark.parametrize(("release", "found"), [("11.0.2", False), ("17.0.1", True)])
def test_a_java_too_old_for_spark_is_none(monkeypatch, release, found):
    says = f'openjdk version "{release}"'
    monkeypatch.setattr(tools, "output_of", lambda command: says)
    home = str(Path("/opt/jdk"))
    java = str(Path(home) / "bin" / "java")
    assert tools.find_java({"JAVA_HOME": home}) == (java if found else None)


def test_without_java_there_is_none(monkeypatch):
    monkeypatch.setattr(tools.shutil, "which", lambda name: None)
    assert tools.find_java({}) is None


def test_where_macos_and_windows_keep_browsers():
    mac = tools.chromium_places({}, "darwin")
    assert "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" in mac
    env = {"ProgramFiles": r"C:\Program Files"}
    assert tools.chromium_places(env, "win32") == [
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
        r"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
    ]


def test_a_snap_is_not_a_browser_for_us(monkeypatch, tmp_path):
    snap = tmp_path / "snap" / "bin"
    snap.mkdir(parents=True)
    program = snap / "chromium"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    assert tools.linux_places({"PATH": str(snap)}) == []
    other = tmp_path / "bin"
    snap.rename(other)
    assert tools.linux_places({"PATH": str(other)}) == [str(other / "chromium")]


def test_a_chosen_browser_comes_first():
    assert tools.find_chromium({"SEGKIT_CHROMIUM": "/my/chromium"}) == "/my/chromium"


def test_a_browser_that_does_not_start_is_none(monkeypatch, tmp_path):
    broken = tmp_path / "chromium"
    broken.write_text("")
    monkeypatch.setattr(tools, "chromium_places", lambda env: [str(broken)])
    monkeypatch.setattr(tools, "playwrights_own", lambda: "")
    assert tools.find_chromium({}) is None


def test_playwrights_own_browser_comes_last(monkeypatch):
    monkeypatch.setattr(tools, "chromium_places", lambda env: [])
    monkeypatch.setattr(tools, "playwrights_own", lambda: sys.executable)
    assert tools.find_chromium({}) == sys.executable


def test_a_command_that_fails_or_is_absent_says_nothing():
    assert tools.output_of([sys.executable, "-c", "print('yes')"]).strip() == "yes"
    assert tools.output_of([sys.executable, "-c", "print('no'); 1 / 0"]) == ""
    assert tools.output_of(["no-such-command"]) == ""


@pytest.mark.parametrize(
    ("os_release", "packages"),
    [
        (DEBIAN, [("chromium",), tools.JAVA_PACKAGES]),
        (UBUNTU, [tools.JAVA_PACKAGES]),
        (MINT, [tools.JAVA_PACKAGES]),
        (FEDORA, []),
        ("", []),
    ],
    ids=["debian", "ubuntu", "mint", "fedora", "windows"],
)
def test_what_apt_get_would_install(os_release, packages):
    system = tools.systems(os_release)
    assert tools.apt_packages(BOTH, system) == packages
    assert tools.apt_packages([], system) == []


@pytest.fixture
def machine(monkeypatch):
    """A machine without Chromium and Java; what apt-get is asked is noted."""
    state = {"have": set(), "asked": []}

    def install(packages):
        state["asked"] += packages
        state["have"] |= {"Chromium"} if ("chromium",) in packages else set()

    places = {n: lambda n=n: n if n in state["have"] else None for n in BOTH}
    monkeypatch.setattr(tools, "find_chromium", places["Chromium"])
    monkeypatch.setattr(tools, "find_java", places["Java"])
    monkeypatch.setattr(tools, "this_system", lambda: tools.systems(DEBIAN))
    monkeypatch.setattr(tools, "apt_install", install)
    monkeypatch.setattr(tools, "may_install", lambda: state.get("root", True))
    return state


def test_as_root_on_debian_what_is_missing_is_installed(machine, capsys):
    tools.prepare()
    assert machine["asked"] == [("chromium",), tools.JAVA_PACKAGES]
    # The pretended apt-get brought no Java: that is said.
    assert capsys.readouterr().out == tools.NOT_TESTED["Java"] + "\n"


def test_elsewhere_a_line_each_says_what_is_not_tested(machine, capsys):
    machine["root"] = False
    tools.prepare()
    lines = capsys.readouterr().out.splitlines()
    assert machine["asked"] == []
    assert len(lines) == 2
    for line, get_it in zip(lines, ("playwright install", "adoptium"), strict=True):
        assert line.startswith("Not tested: ")
        assert get_it in line


def test_with_both_there_nothing_is_said(machine, capsys):
    machine["have"] = set(BOTH)
    tools.prepare()
    assert capsys.readouterr().out == ""
    assert machine["asked"] == []


def test_apt_get_updates_first_and_takes_the_java_there_is(monkeypatch, capsys):
    calls = []
    monkeypatch.setattr(
        tools.subprocess, "run", lambda command, **options: calls.append(command)
    )
    known = {"openjdk-21-jre-headless": "Package: openjdk"}
    monkeypatch.setattr(tools, "output_of", lambda command: known.get(command[-1], ""))
    tools.apt_install([("chromium",), tools.JAVA_PACKAGES])
    assert [call[2] for call in calls] == ["update", "install"]
    assert calls[1][-2:] == ["chromium", "openjdk-21-jre-headless"]
    assert "chromium openjdk-21" in capsys.readouterr().out


MARKED = """\
import pytest
@pytest.mark.spark
def test_spark(): pass
@pytest.mark.browser
def test_browser(): pass
def test_other(): pass
"""


@pytest.fixture
def outcome(tmp_path):
    """Run a suite with our conftest on a machine without Chromium and Java."""
    tests = Path(tools.__file__).parent
    shutil.copy(tests / "conftest.py", tmp_path)
    (tmp_path / "test_marked.py").write_text(MARKED)
    ini = f'[pytest]\nmarkers =\n    spark\n    browser\npythonpath = "{tests}"\n'
    (tmp_path / "pytest.ini").write_text(ini)

    def run(**more):
        nothing = {"PATH": "", "HOME": str(tmp_path), **more}
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-ra", "--color=no", str(tmp_path)],
            env=nothing,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


def test_a_missing_tool_is_a_skip_with_its_reason(outcome):
    done = outcome()
    assert done.returncode == 0
    assert "1 passed, 2 skipped" in done.stdout
    for reason in tools.NOT_TESTED.values():
        assert reason in done.stdout


def test_in_ci_a_missing_tool_is_a_failure(outcome):
    done = outcome(CI="true")
    assert done.returncode == 1
    assert "skipped" not in done.stdout
    for reason in tools.NOT_TESTED.values():
        assert f"{reason} [with CI=true this is a failure]" in done.stdout
