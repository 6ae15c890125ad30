import json
import threading
from pathlib import Path

import pytest
from example import unit99

from segkit.practice import journal

FILE = "progress.json"


def test_an_attempt_is_written_down_and_survives_a_restart(fresh):
    unit99.repeat_rate.check(0.1)
    unit99.repeat_rate.check(unit99.repeat_rate.expected())
    unit99.repeat_rate.check(0.1)
    unit99.repeat_rate.hint()
    entry = json.loads((fresh / FILE).read_text())["questions"]["unit99.repeat_rate"]
    assert (entry["attempts"], entry["hints"], entry["done"]) == (3, 1, True)
    assert entry["state"] == "Not yet"
    assert list(fresh.iterdir()) == [fresh / FILE]


def test_a_stub_writes_nothing(fresh):
    unit99.repeat_rate.check(...)
    assert not fresh.exists()


@pytest.mark.parametrize(
    "text",
    [
        "{broken",
        "[]",
        '{"version": 1}',
        '{"questions": []}',
        '{"questions": {"a": 1}}',
        '{"questions": {"a": {"attempts": "x"}}}',
        "",
    ],
)
def test_a_broken_file_is_set_aside_and_said_once(fresh, text):
    fresh.mkdir()
    (fresh / FILE).write_text(text)
    with pytest.warns(
        journal.ProgressWarning, match=r"set aside as progress.json.broken"
    ):
        result = unit99.repeat_rate.check(0.1)
    assert result.state == "Not yet"
    assert (fresh / "progress.json.broken").read_text() == text
    assert journal.read()["unit99.repeat_rate"]["attempts"] == 1
    unit99.repeat_rate.check(0.2)


def test_a_file_that_is_no_text_is_set_aside(fresh):
    fresh.mkdir()
    (fresh / FILE).write_bytes(b"\xff\xfe\x00")
    with pytest.warns(journal.ProgressWarning):
        assert journal.read() == {}
    assert (fresh / "progress.json.broken").read_bytes() == b"\xff\xfe\x00"


def test_a_second_broken_file_does_not_replace_the_first(fresh):
    fresh.mkdir()
    for text in ("one", "two"):
        (fresh / FILE).write_text(text)
        with pytest.warns(journal.ProgressWarning):
            journal.read()
    kept = sorted(path.read_text() for path in fresh.glob("*.broken*"))
    assert kept == ["one", "two"]


def test_what_a_newer_version_wrote_is_kept(fresh):
    fresh.mkdir()
    known = {"version": 2, "extra": 1, "questions": {"unit01.a": {"new": True}}}
    (fresh / FILE).write_text(json.dumps(known))
    unit99.repeat_rate.check(0.1)
    after = json.loads((fresh / FILE).read_text())
    assert after["extra"] == 1
    assert after["questions"]["unit01.a"] == {"new": True}


def test_a_folder_that_cannot_be_made_is_a_warning_said_once(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("SEGKIT_HOME", str(tmp_path / "file" / "home"))
    with pytest.warns(journal.ProgressWarning, match="cannot be written to") as said:
        assert unit99.repeat_rate.check(0.1).state == "Not yet"
    assert unit99.repeat_rate.check(0.2).state == "Not yet"
    assert unit99.repeat_rate.hint().title
    assert "set SEGKIT_HOME to a folder" in str(said[0].message)


def test_a_failing_disk_is_a_warning_and_leaves_the_old_file(fresh, monkeypatch):
    unit99.repeat_rate.check(0.1)
    before = (fresh / FILE).read_text()

    def full(self, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.warns(journal.ProgressWarning, match="No space left on device"):
        unit99.repeat_rate.check(0.2)
    assert (fresh / FILE).read_text() == before
    assert [path.name for path in fresh.iterdir()] == [FILE]


def test_an_unreadable_file_is_never_overwritten(fresh, monkeypatch):
    unit99.repeat_rate.check(0.1)
    before = (fresh / FILE).read_text()
    real = Path.read_text

    def locked(self, *args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_text", locked)
    with pytest.warns(journal.ProgressWarning, match="Permission denied"):
        unit99.repeat_rate.check(0.2)
    assert journal.read() == {}
    assert real(fresh / FILE) == before


def test_two_kernels_lose_nothing_of_each_other(fresh):
    def work(n):
        for step in range(10):
            journal.record(f"unit99.q{n}", state="Not yet", step=step)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {key: entry["attempts"] for key, entry in journal.read().items()} == {
        f"unit99.q{n}": 10 for n in range(4)
    }


def test_a_left_over_lock_delays_and_does_not_block(fresh, monkeypatch):
    monkeypatch.setattr(journal, "PATIENCE", 0.05)
    fresh.mkdir()
    (fresh / "progress.json.lock").touch()
    unit99.repeat_rate.check(0.1)
    assert journal.read()["unit99.repeat_rate"]["attempts"] == 1
    assert not (fresh / "progress.json.lock").exists()


def test_progress_lies_in_the_home_folder_unless_told_otherwise(monkeypatch, tmp_path):
    monkeypatch.delenv("SEGKIT_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert journal.path() == tmp_path / ".segkit" / "progress.json"
