"""The command line: segment a file of orders, and refresh it next month."""

from __future__ import annotations

from collections.abc import Sequence

from segkit.cli import arguments, terminal


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``segkit`` and say how it went.

    Parameters
    ----------
    argv : what follows the command's name; default: what was typed

    Returns
    -------
    int, the exit status: 0 done, 1 unexpected, 2 a mistake that the message explains,
    130 stopped by Ctrl-C

    Examples
    --------
    >>> main(["segment", "nowhere.csv", "--out", "results"])
    2
    """
    parser = arguments.parser()
    options = parser.parse_args(argv)
    if options.command is None:
        parser.print_help()
        return 2
    return terminal.guarded(lambda: _work(options))


def _work(options: arguments.Options) -> int:
    if options.command == "segment":
        from segkit.cli.segment import run  # noqa: PLC0415 (--help is quick)
    else:
        from segkit.cli.refresh import run  # noqa: PLC0415
    run(options)
    return 0
