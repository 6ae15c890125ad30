"""run.py puts the tests together: nothing is forgotten, nothing of the user's leaks."""

import os
import sys

import pytest
import run
from hypothesis import settings

import start


def words(quick=False, extra=(), cores=2):
    return run.pytest_arguments(quick, list(extra), cores)


def test_everything_is_tested(monkeypatch, tmp_path):
    for name in run.LESSONS:
        (tmp_path / name).mkdir()
    monkeypatch.setattr(run, "ROOT", tmp_path)
    assert words()[-5:] == ["tests", "segkit", "notebooks", "exercises", "solutions"]
    assert "-m" not in words()
    assert "--nbval" in words()
    assert set(run.LESSONS) == set(start.LESSONS)


def test_quick_leaves_out_browser_spark_and_slow():
    arguments = words(quick=True)
    assert arguments[arguments.index("-m") + 1] == run.QUICK
    assert {"slow", "spark", "browser"} <= set(run.QUICK.split())


def test_quick_runs_one_lesson_and_fewer_examples_of_each_property():
    arguments = words(quick=True)
    assert all((run.ROOT / name).is_file() for name in run.QUICK_LESSONS)
    assert arguments[-len(run.QUICK_LESSONS) :] == list(run.QUICK_LESSONS)
    assert "--hypothesis-profile=quick" in arguments
    quick, full = map(settings.get_profile, ("quick", "segkit"))
    assert quick.max_examples < full.max_examples


@pytest.mark.parametrize(
    ("extra", "all_of_it"),
    [
        (["-x"], True),
        (["-k", "no such file"], True),
        (["tests/test_run.py"], False),
        (["tests/test_run.py::test_x", "-x"], False),
    ],
)
def test_named_files_are_tested_alone(extra, all_of_it):
    arguments = words(extra=extra)
    assert arguments[-len(extra) :] == extra
    assert ("segkit" in arguments) == all_of_it


@pytest.mark.parametrize(("cores", "workers"), [(1, 1), (2, 2), (64, 4)])
def test_a_worker_for_each_core_up_to_four(cores, workers):
    assert f"--numprocesses={workers}" in words(cores=cores)


def test_the_style_and_the_types_are_tests_too():
    parts = run.steps(False, [], 2)
    assert list(parts) == ["ruff check", "ruff format", "mypy", "pytest"]


def test_nothing_of_the_users_leaks_in():
    theirs = {"PYTHONPATH": "/x", "SEGKIT_DATA": "/y", "TZ": "Asia/Tokyo", "HOME": "/h"}
    env = run.environment(theirs)
    assert env == {**run.ENVIRONMENT, "HOME": "/h"}


def test_every_test_runs_in_that_environment():
    for name, value in run.ENVIRONMENT.items():
        assert os.environ[name] == value
    assert "SEGKIT_DATA" not in os.environ


@pytest.fixture
def parts(monkeypatch):
    """Let the tests consist of one part that passes and one that fails."""
    code = "import sys; sys.exit({})"
    both = {"good": ["-c", code.format(0)], "bad": ["-c", code.format(3)]}
    monkeypatch.setattr(run, "steps", lambda quick, extra, cores: both)
    monkeypatch.setattr(run.tools, "prepare", lambda: None)
    return both


def test_a_failure_is_named_and_the_rest_still_runs(parts, capsys):
    parts["after"] = parts["good"]
    assert run.main([]) == 1
    said = capsys.readouterr().out
    assert "== bad: FAILED" in said
    assert "== after: passed" in said
    assert said.endswith("Failed: bad\n")


def test_success_is_said(parts, capsys):
    del parts["bad"]
    assert run.main(["--quick"]) == 0
    assert capsys.readouterr().out.endswith("Everything passed.\n")


@pytest.mark.parametrize(("args", "times"), [([], 1), (["--quick"], 0)])
@pytest.mark.usefixtures("parts")
def test_only_all_of_the_tests_need_chromium_and_java(monkeypatch, args, times):
    calls = []
    monkeypatch.setattr(run.tools, "prepare", lambda: calls.append(1))
    run.main(args)
    assert len(calls) == times


def test_it_runs_with_the_python_that_runs_it(capfd):
    code = "import sys; print(sys.executable)"
    assert run.run("python", ["-c", code], dict(os.environ))
    assert sys.executable in capfd.readouterr().out
