"""What may be typed, and how quickly the help answers."""

import subprocess
import sys

import pytest

import segkit
from segkit.checks import DataError
from segkit.cli import arguments, main, words


def test_the_version_is_that_of_the_package(capsys):
    with pytest.raises(SystemExit) as stop:
        main(["--version"])
    assert stop.value.code == 0
    assert capsys.readouterr().out == f"segkit {segkit.__version__}\n"


def test_python_m_segkit_is_the_same_command():
    done = subprocess.run(
        [sys.executable, "-m", "segkit", "--version"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == f"segkit {segkit.__version__}\n"


def test_without_a_command_the_help_is_shown(capsys):
    assert main([]) == 2
    assert "segkit segment orders.csv --out results" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["segment", "refresh"])
def test_every_option_is_explained(command, capsys):
    with pytest.raises(SystemExit):
        main([command, "--help"])
    text = capsys.readouterr().out
    assert "--timezone" in text
    assert "Example" in text
    parser = arguments.parser()._subparsers._group_actions[0].choices[command]
    assert all(action.help for action in parser._actions)


def test_the_help_needs_no_heavy_library():
    code = (
        "import sys; from segkit.cli import arguments; arguments.parser(); "
        "print(sorted({'pandas', 'numpy', 'duckdb', 'sklearn'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("text", ["amount", "=Total", "amount=", "amount= "])
def test_what_is_no_pair_is_refused(text):
    with pytest.raises(DataError, match="NAME=VALUE, each name once"):
        arguments.pairs([text])


def test_a_name_given_twice_is_refused():
    with pytest.raises(DataError, match="each name once"):
        arguments.pairs(["amount=a", "amount=b"])


def test_an_equals_sign_may_be_in_their_name():
    assert arguments.pairs(["amount=net=gross"]) == {"amount": "net=gross"}


def test_cut_points_are_numbers():
    with pytest.raises(DataError, match="takes numbers such as recency_days=30"):
        arguments.cut_points(["n_orders=one,two"])
    assert arguments.cut_points(None) is None


def test_a_message_is_completed_by_what_to_type():
    from segkit.cli.terminal import typed  # noqa: PLC0415

    said = typed("needs columns ['amount']: pass columns={'amount': 'your name'}")
    assert said.endswith('On the command line: --columns amount="your name"')
    assert typed("pass dayfirst=True").endswith("--dates month-first")
    assert typed("nothing to type") == "nothing to type"
    assert words.ON_COMMAND_LINE[:5] not in typed("--out: choose another")
