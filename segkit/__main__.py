"""``python -m segkit``: the same as the command ``segkit``."""

from segkit.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
