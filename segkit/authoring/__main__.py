"""``python -m segkit.authoring build [UNIT ...] [--check] [--root FOLDER]``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from segkit.authoring.build import build
from segkit.authoring.drift import drift
from segkit.checks import DataError


def main(arguments: Sequence[str] | None = None) -> int:
    """Build the course, or say where the stored notebooks drifted from their sources.

    Parameters
    ----------
    arguments : as on the command line; None for the real ones

    Returns
    -------
    int, 0 when all is well

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     main(["build", "--root", folder])
    wrote notebooks/index.ipynb
    0
    """
    options = _parser().parse_args(arguments)
    root = options.root.resolve()
    try:
        if not options.check:
            build(root, options.units)
            return 0
        found = drift(root)
    except DataError as error:
        found = str(error).splitlines()
    for line in found:
        print(line, file=sys.stderr)
    if found:
        print("run: python -m segkit.authoring build", file=sys.stderr)
    return int(bool(found))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m segkit.authoring")
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("build", help="sources to notebooks, with their outputs")
    one.add_argument("units", nargs="*", help="unit ids, such as 07; none for all")
    one.add_argument("--check", action="store_true", help="only compare, run nothing")
    one.add_argument("--root", type=Path, default=Path(), help="holds course/")
    return parser


if __name__ == "__main__":
    sys.exit(main())
