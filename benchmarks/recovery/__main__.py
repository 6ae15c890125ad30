"""Measure what can be recovered: ``python -m benchmarks.recovery [--write]``."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.recovery.run import measured, page

PAGE = Path(__file__).parents[2] / "docs" / "recovery.md"

if __name__ == "__main__":
    text = page(measured())
    sys.stdout.write(text)
    if "--write" in sys.argv:
        PAGE.write_text(text, encoding="utf-8", newline="\n")
