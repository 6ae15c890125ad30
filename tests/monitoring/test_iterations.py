"""The log of iterations: kept, never rewritten, saved whole, read back."""

import json
from pathlib import Path
from unittest import mock

import pytest

from segkit.checks import DataError
from segkit.monitoring import Iteration, IterationLog

TOLD = ("A reminder wins them back", "Lapsing", "We miss you", "half held out, 6 weeks")


def log():
    kept = IterationLog("Autumn <2024>")
    kept.add(*TOLD, date="2024-09-01", author="Zoë")
    kept.add("Free *delivery* pays", "New", "0 EUR", "half, 4 weeks", date="2024-10-01")
    kept.finish(1, result="+0.4 points (-1.1 to 1.9)", decision="no reminder")
    return kept


def test_rounds_are_numbered_and_listed():
    table = log().table()
    assert table["number"].tolist() == [1, 2]
    assert table["date"].tolist() == ["2024-09-01", "2024-10-01"]
    assert table.attrs["heading"] == "Autumn <2024>"
    assert [told.open for told in log().rounds] == [False, True]
    assert IterationLog().table().empty


def test_a_log_comes_back_as_it_was_saved(tmp_path):
    path = log().save(tmp_path / "deep" / "log.json")
    assert IterationLog.load(path) == log()
    assert "Zoë" in path.read_text(encoding="utf-8")
    again = IterationLog.load(path)
    again.finish(1, next="another segment")
    again.save(path)
    assert IterationLog.load(path).rounds[0].next == "another segment"


def test_what_was_written_down_is_never_changed():
    kept = log()
    with pytest.raises(DataError, match="round 1 is closed \\(result was written"):
        kept.finish(1, result="+5 points")
    kept.finish(1, next="another segment")
    assert kept.rounds[0].result == "+0.4 points (-1.1 to 1.9)"
    with pytest.raises(AttributeError):
        kept.rounds[0].hypothesis = "what we always said"


def test_a_failed_write_leaves_the_old_log(tmp_path):
    path = log().save(tmp_path / "log.json")
    before = path.read_bytes()
    longer = IterationLog.load(path)
    longer.add(*TOLD, date="2024-11-01")
    with (
        mock.patch("os.replace", side_effect=OSError(28, "No space left")),
        pytest.raises(DataError, match="No space left"),
    ):
        longer.save(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"format": "x"}', '{"rounds": [1]}', "\x00"]
)
def test_a_broken_file_is_refused(tmp_path, text):
    path = tmp_path / "log.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match="no iteration log can be read from"):
        IterationLog.load(path)


def test_a_round_that_someone_spoiled_is_refused(tmp_path):
    path = log().save(tmp_path / "log.json")
    content = json.loads(path.read_text(encoding="utf-8"))
    content["rounds"][0]["colour"] = "red"
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(DataError, match="or of another version"):
        IterationLog.load(path)
    with pytest.raises(DataError, match="start a new log"):
        IterationLog.load(Path(tmp_path / "nowhere.json"))


def test_markdown_keeps_signs_from_being_read():
    text = log().markdown()
    assert text.startswith("# Autumn <2024>\n\n## Round 1: A reminder wins them back\n")
    assert "## Round 2: Free \\*delivery\\* pays" in text
    assert "- **Result**: open" in text
    assert text.count("- **Author**") == 1


def test_html_escapes_what_was_typed():
    html = log().html()
    assert "<caption>Autumn &lt;2024&gt;</caption>" in html
    assert html == log()._repr_html_()
    assert html.count('<th scope="row">') == 2
    assert html.count("<td>") == 2 * 9


@pytest.mark.parametrize(
    ("told", "text"),
    [
        (("", *TOLD[1:]), "an iteration needs hypothesis"),
        ((*TOLD[:3], " "), "an iteration needs test"),
        ((*TOLD[:3], 5), "test of an iteration must be text; this is a int"),
        ((*TOLD, "", "stop"), "has a result before it has a decision"),
    ],
)
def test_a_round_says_what_it_tests(told, text):
    with pytest.raises(DataError, match=text):
        Iteration(*told)


def test_odd_calls_are_refused():
    kept = log()
    with pytest.raises(DataError, match="there is no round 3; there are 2"):
        kept.finish(3, result="x")
    with pytest.raises(DataError, match="finish\\(\\) needs result="):
        kept.finish(2)
    with pytest.raises(DataError, match="a result before it has a decision"):
        kept.finish(2, decision="x")
    with pytest.raises(DataError, match="date must be a day"):
        kept.add(*TOLD, date="soon")
