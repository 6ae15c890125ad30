"""Run every benchmark once and print the tables; ``--write`` puts them in README.md."""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import platform
import sys
import tempfile
from pathlib import Path

import pandas as pd

from benchmarks import features, purchase_history, waiting
from benchmarks.measure import THREADS

README = Path(__file__).with_name("README.md")
START, END = "<!-- results: written by python -m benchmarks --write -->", "<!-- end -->"


def markdown(table: pd.DataFrame) -> str:
    rows = [table.columns.tolist(), ["---"] * table.shape[1], *table.values.tolist()]
    return "\n".join("| " + " | ".join(map(str, row)) + " |" for row in rows)


def machine() -> str:
    names = ("pandas", "numpy", "duckdb", "narwhals", "lifetimes")
    versions = ", ".join(f"{name} {_version(name)}" for name in names)
    python = platform.python_version()
    return (
        f"{os.cpu_count()} cores, DuckDB on {THREADS} threads, the rest on one; "
        f"{platform.system()}, Python {python}, {versions}."
    )


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "(no version)"


def report(sizes: list[int], rounds: int) -> tuple[str, bool]:
    """Measure everything, and judge it by what was promised."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wide = features.table(folder, max(sizes), rounds)
        long = [purchase_history.table(folder, n, rounds) for n in sizes]
    history = pd.concat(long, ignore_index=True)
    learner = waiting.table(rounds)
    verdicts = features.verdicts(wide) + purchase_history.verdicts(history)
    verdicts += waiting.verdicts(learner)
    lines = [f"- {'holds' if held else 'FAILS'}: {text}" for text, held in verdicts]
    head = f"Medians of {rounds} rounds in turn, a fresh process each. {machine()}"
    tables = [markdown(table) for table in (wide, history, learner)]
    parts = [head, *tables, "\n".join(lines)]
    return "\n\n".join(parts), all(held for _, held in verdicts)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000_000, 10_000_000])
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    text, held = report(options.sizes, options.rounds)
    print(text)
    if options.write:
        page = README.read_text(encoding="utf-8")
        before, after = page.split(START)[0], page.split(END)[1]
        page = f"{before}{START}\n\n{text}\n\n{END}{after}"
        README.write_text(page, encoding="utf-8")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
