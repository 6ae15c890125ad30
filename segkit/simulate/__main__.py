"""Make the data files again: ``python -m segkit.simulate --out FOLDER``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from segkit import checks
from segkit.simulate import shop, story
from segkit.simulate.write import build


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the data files and say where they are.

    Parameters
    ----------
    arguments : command-line words; the process's own if None

    Returns
    -------
    int
        0, or 2 if something was refused

    Examples
    --------
    >>> main(["--out", f"{__file__}/no-folder"])
    2
    """
    parser = argparse.ArgumentParser(prog="python -m segkit.simulate")
    parser.add_argument("--out", required=True, help="folder for the files")
    parser.add_argument("--seed", type=int, default=story.SEED)
    parser.add_argument("--size", type=int, default=story.SIZE)
    parser.add_argument("--shop-seed", type=int, default=shop.SEED)
    given = parser.parse_args(arguments)
    try:
        folder = build(
            given.out, seed=given.seed, size=given.size, shop_seed=given.shop_seed
        )
    except checks.DataError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(f"written: {folder} (set SEGKIT_DATA={folder} to use it)\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
