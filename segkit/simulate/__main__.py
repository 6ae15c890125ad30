"""Make the data files again: ``python -m segkit.simulate --out FOLDER``."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence

from segkit import checks
from segkit.simulate import story
from segkit.simulate.cases import shop
from segkit.simulate.sinks import FORMATS
from segkit.simulate.write import build

WIDTH = 30


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the data files and say where they are.

    Parameters
    ----------
    arguments : command-line words; the process's own if None

    Returns
    -------
    int
        0, or 2 if something was refused, or 130 if it was stopped

    Examples
    --------
    >>> main(["--out", f"{__file__}/no-folder"])
    2
    """
    given = _parser().parse_args(arguments)
    try:
        folder = build(
            given.out,
            seed=given.seed,
            size=given.size,
            shop_seed=given.shop_seed,
            file_format=given.format,
            progress=Bar() if given.size > story.SIZE else None,
            **dict.fromkeys(given.without, False),
        )
    except checks.DataError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write("\nstopped: nothing was written\n")
        return 130
    sys.stdout.write(f"written: {folder} (set SEGKIT_DATA={folder} to use it)\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m segkit.simulate")
    parser.add_argument("--out", required=True, help="folder for the files")
    parser.add_argument("--seed", type=int, default=story.SEED)
    parser.add_argument(
        "--size", type=int, default=story.SIZE, help="customers, 50 to 1,000,000"
    )
    parser.add_argument("--shop-seed", type=int, default=shop.SEED)
    parser.add_argument(
        "--format", choices=list(FORMATS), default="csv", help="parquet for large sizes"
    )
    parser.add_argument(
        "--without",
        nargs="*",
        default=[],
        metavar="SWITCH",
        help="pitfalls to leave out",
    )
    return parser


class Bar:
    """A line that grows on the terminal.

    Examples
    --------
    >>> bar = Bar(clock=lambda: 0.0)
    >>> bar.text(1, 2)
    '[###############               ] 1 of 2 parts, 0 s'
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.start = clock()

    def text(self, done: int, total: int) -> str:
        """Return the line.

        Parameters
        ----------
        done, total : parts of the world

        Returns
        -------
        str
        """
        filled = "#" * (WIDTH * done // total)
        seconds = self.clock() - self.start
        return f"[{filled:<{WIDTH}}] {done} of {total} parts, {seconds:.0f} s"

    def __call__(self, done: int, total: int) -> None:
        """Show the line, over the earlier one."""
        end = "\n" if done == total else ""
        sys.stderr.write(f"\r{self.text(done, total)}{end}")
        sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
