"""What may be typed after ``segkit``, and the help that explains it."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

import segkit
from segkit.cli import words

Options = argparse.Namespace


def parser() -> argparse.ArgumentParser:
    """Say what may be typed.

    Returns
    -------
    argparse.ArgumentParser

    Examples
    --------
    >>> options = parser().parse_args(["segment", "orders.csv", "--out", "results"])
    >>> options.out.name, options.holdout_days
    ('results', 90)
    """
    top = argparse.ArgumentParser(
        prog="segkit",
        description=words.HELP["segkit"],
        epilog=words.HELP["segkit epilog"],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    version = f"segkit {segkit.__version__}"
    top.add_argument("--version", action="version", version=version)
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    _segment(_command(commands, "segment"))
    _refresh(_command(commands, "refresh"))
    return top


def _command(
    commands: argparse._SubParsersAction, name: str
) -> argparse.ArgumentParser:
    return commands.add_parser(
        name,
        help=words.HELP[f"{name} short"],
        description=words.HELP[name],
        epilog=words.HELP[f"{name} epilog"],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def _segment(command: argparse.ArgumentParser) -> None:
    add = command.add_argument
    add("file", type=Path, metavar="FILE", help=words.HELP["file"])
    add("--out", type=Path, required=True, metavar="DIR", help=words.HELP["out"])
    add("--mapping", type=Path, metavar="FILE.json", help=words.HELP["mapping"])
    add("--save-mapping", type=Path, metavar="FILE.json", help=words.HELP["save"])
    add(
        "--method",
        choices=["rfm", "lifecycle", "kmeans", "abc"],
        help=words.HELP["method"],
    )
    add("--n-segments", type=int, metavar="N", help=words.HELP["n_segments"])
    add("--cut-points", nargs="+", metavar="FEATURE=A,B,C,D", help=words.HELP["cuts"])
    add("--holdout-days", type=int, default=90, metavar="N", help=words.HELP["holdout"])
    _common(command)


def _refresh(command: argparse.ArgumentParser) -> None:
    add = command.add_argument
    add("folder", type=Path, metavar="DIR", help=words.HELP["refresh folder"])
    add("file", type=Path, metavar="NEWFILE", help=words.HELP["refresh file"])
    add("--out", type=Path, metavar="DIR2", help=words.HELP["refresh out"])
    _common(command)


def _common(command: argparse.ArgumentParser) -> None:
    add = command.add_argument
    add(
        "--columns",
        nargs="+",
        action="extend",
        metavar="OURS=THEIRS",
        help=words.HELP["columns"],
    )
    add("--as-of", metavar="DAY", help=words.HELP["as_of"])
    add("--timezone", metavar="ZONE", help=words.HELP["timezone"])
    add("--currency", metavar="CODE", help=words.HELP["currency"])
    add("--keep-currency", metavar="CODE", help=words.HELP["keep currency"])
    add("--utc", action="store_true", help=words.HELP["utc"])
    add("--keep", nargs="+", default=[], metavar="STEP", help=words.HELP["keep"])
    add("--dates", choices=["day-first", "month-first"], help=words.HELP["dates"])
    add("--decimal", choices=[".", ","], help=words.HELP["decimal"])
    add("--encoding", metavar="NAME", help=words.HELP["encoding"])
    add("--sheet", metavar="NAME", help=words.HELP["sheet"])
    add("--yes", action="store_true", help=words.HELP["yes"])
    add("--overwrite", action="store_true", help=words.HELP["overwrite"])


def pairs(texts: Iterable[str] | None) -> dict[str, str]:
    """Read ``ours=theirs`` as it was typed.

    Parameters
    ----------
    texts : such as ``["amount=Total", "customer_id=Client ref"]``

    Returns
    -------
    dict, our name to theirs

    Raises
    ------
    DataError
        if a text has no ``=``, a side is empty, or our name comes twice

    Examples
    --------
    >>> pairs(["amount=Total", "customer_id=Client ref"])
    {'amount': 'Total', 'customer_id': 'Client ref'}
    """
    found: dict[str, str] = {}
    for text in texts or ():
        ours, equals, theirs = (part.strip() for part in text.partition("="))
        if not (ours and equals and theirs) or ours in found:
            raise _mistake(words.NOT_A_PAIR.format(text=text))
        found[ours] = theirs
    return found


def cut_points(texts: Iterable[str] | None) -> dict[str, list[float]] | None:
    """Read own cut points as they were typed.

    Parameters
    ----------
    texts : such as ``["recency_days=30,90,180,365"]``

    Returns
    -------
    dict of lists of numbers, or None if nothing was typed

    Raises
    ------
    DataError
        if something is not a number

    Examples
    --------
    >>> cut_points(["recency_days=30,90,180,365"])
    {'recency_days': [30.0, 90.0, 180.0, 365.0]}
    """
    cuts = {}
    for feature, numbers in pairs(texts).items():
        try:
            cuts[feature] = [float(number) for number in numbers.split(",")]
        except ValueError as error:
            text = f"{feature}={numbers}"
            raise _mistake(words.NOT_NUMBERS.format(text=text)) from error
    return cuts or None


def _mistake(text: str) -> Exception:
    from segkit.checks import DataError  # noqa: PLC0415 (--help is quick)

    return DataError(text)
