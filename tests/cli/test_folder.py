"""The folder of results: checked first, all files at once or none."""

import json
import signal
import tempfile

import pytest

from segkit.checks import DataError
from segkit.cli.folder import Results, fingerprint


def publish(folder, files, *, overwrite=False):
    results = Results(folder, overwrite=overwrite)
    with results.all_or_none() as staging:
        for name, text in files.items():
            (staging / name).write_text(text, encoding="utf-8")
        hashes = {name: fingerprint(staging / name) for name in files}
        run = json.dumps({"files": hashes})
        (staging / "run.json").write_text(run, encoding="utf-8")


def stop(folder, error):
    """Write half of the results, then stop."""
    with Results(folder).all_or_none() as staging:
        (staging / "segments.csv").write_text("half")
        raise error


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_all_files_arrive(tmp_path):
    out = tmp_path / "new" / "results é"
    publish(out, {"segments.csv": "a", "report.html": "b"})
    assert names(out) == ["report.html", "run.json", "segments.csv"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_nothing_is_left_behind_when_the_work_stops(tmp_path, error):
    out = tmp_path / "new" / "results"
    with pytest.raises(error):
        stop(out, error())
    assert names(tmp_path) == []


def test_what_was_there_before_stays_when_the_work_stops(tmp_path):
    publish(tmp_path, {"segments.csv": "old"})
    with pytest.raises(ValueError, match="no"):
        stop(tmp_path, ValueError("no"))
    assert (tmp_path / "segments.csv").read_text() == "old"
    assert names(tmp_path) == ["run.json", "segments.csv"]


def test_results_of_an_earlier_run_are_replaced_and_old_ones_leave(tmp_path):
    publish(tmp_path, {"segments.csv": "old", "key.csv": "secret"})
    (tmp_path / "mine.txt").write_text("keep")
    publish(tmp_path, {"segments.csv": "new"})
    assert names(tmp_path) == ["mine.txt", "run.json", "segments.csv"]
    assert (tmp_path / "segments.csv").read_text() == "new"


def test_a_file_that_was_changed_by_hand_is_not_lost(tmp_path):
    publish(tmp_path, {"notebook.ipynb": "ours", "segments.csv": "s"})
    (tmp_path / "notebook.ipynb").write_text("with my notes")
    with pytest.raises(DataError, match=r"holds \['notebook.ipynb'\].*--overwrite"):
        Results(tmp_path)
    assert names(tmp_path) == ["notebook.ipynb", "run.json", "segments.csv"]
    publish(tmp_path, {"notebook.ipynb": "ours again"}, overwrite=True)
    assert (tmp_path / "notebook.ipynb").read_text() == "ours again"


def test_a_file_of_somebody_else_is_not_lost(tmp_path):
    (tmp_path / "customers.csv").write_text("my own list")
    with pytest.raises(DataError, match=r"holds \['customers.csv'\]"):
        Results(tmp_path)
    assert names(tmp_path) == ["customers.csv"]


def test_a_broken_account_of_an_earlier_run_loses_nothing(tmp_path):
    publish(tmp_path, {"segments.csv": "s"})
    (tmp_path / "run.json").write_text("{")
    with pytest.raises(DataError, match=r"holds \['segments.csv'\]"):
        Results(tmp_path)


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "out").write_text("a file")
    with pytest.raises(DataError, match="is a file, and must be a folder"):
        Results(tmp_path / "out")
    with pytest.raises(DataError, match="nothing can be written to"):
        Results(tmp_path / "out" / "deeper")


def test_a_folder_without_permission_is_refused(tmp_path, monkeypatch):
    def denied(**_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "mkdtemp", denied)
    with pytest.raises(DataError, match=r"be written to .* \(Permission denied\)"):
        Results(tmp_path / "new")
    assert names(tmp_path) == []


def test_ctrl_c_waits_until_all_files_are_in_place(tmp_path):
    results = Results(tmp_path / "out")
    real = results._publish

    def pressed():
        signal.raise_signal(signal.SIGINT)
        real()

    results._publish = pressed
    with results.all_or_none() as staging:
        (staging / "segments.csv").write_text("whole")
    assert names(tmp_path / "out") == ["segments.csv"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
