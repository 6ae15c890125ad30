"""How every model grows with the number of customers, and what memory it takes.

    python -m benchmarks.models                  # all models, all methods
    python -m benchmarks.models --only needs value

Each fit is timed in a fresh process on the customers of the tests, at three sizes; the
exponent is the slope of the logarithms. Every method sorts or counts: n log n at most.
"""

from __future__ import annotations

import argparse
import importlib
import json
import platform
import sys

import numpy as np
import pandas as pd

from benchmarks import apart

SIZES = (100_000, 300_000, 1_000_000)
MOST_MB = 2000
MOST_EXPONENT = 1.15  # n log n has 1.08 between these sizes


def customers(name: str, n: int) -> pd.DataFrame:
    """Make the columns that one model reads, as the tests do."""
    samples = importlib.import_module("tests.models.samples")
    return samples.customers(n, only=[name])


def one(name: str, method: str, n: str) -> dict:
    """Fit and predict in this process."""
    from segkit import models  # noqa: PLC0415 - the child's alone to wait for

    few, X = customers(name, 500), customers(name, int(n))
    models.ALL[name](method=method).fit(few)
    return apart.timed(lambda: models.ALL[name](method=method).fit(X).predict(X), 1)[1]


def table(only: list[str]) -> pd.DataFrame:
    """Fit every method at every size; one row per method."""
    from segkit import models  # noqa: PLC0415 - not in the processes that are timed

    rows = []
    for name in only or models.ALL:
        for method in models.ALL[name].methods:
            command = [sys.executable, "-m", "benchmarks.models", "--one", name, method]
            runs = [apart.once([*command, str(n)]) for n in SIZES]
            seconds = [run["cpu"] for run in runs]
            slope = np.polyfit(np.log(SIZES), np.log(seconds), 1)[0]
            row = {"model": name, "method": method}
            row |= {f"CPU s, {n:,}": round(s, 2) for n, s in zip(SIZES, seconds)}  # noqa: B905
            row |= {"exponent": round(slope, 2), "peak MB": round(runs[-1]["peak_mb"])}
            print(" ".join(str(value) for value in row.values()), flush=True)
            rows.append(row)
    return pd.DataFrame(rows)


def verdicts(found: pd.DataFrame) -> list[tuple[str, bool]]:
    """Judge the table by what is promised."""
    steepest = found.loc[found["exponent"].idxmax()]
    largest = found.loc[found["peak MB"].idxmax()]
    return [
        (
            f"steepest: {steepest['model']} {steepest['method']}, exponent "
            f"{steepest['exponent']} (at most {MOST_EXPONENT})",
            steepest["exponent"] <= MOST_EXPONENT,
        ),
        (
            f"most memory: {largest['model']} {largest['method']}, "
            f"{largest['peak MB']} MB at {SIZES[-1]:,} customers (under {MOST_MB})",
            largest["peak MB"] < MOST_MB,
        ),
    ]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.models")
    parser.add_argument("--only", nargs="+", default=[])
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(one(*options.one)))
        return 0
    found = table(options.only)
    print(found.to_string(index=False))
    print(f"{platform.system()}, Python {platform.python_version()}, one thread")
    judged = verdicts(found)
    for text, held in judged:
        print(f"- {'holds' if held else 'FAILS'}: {text}")
    return 0 if all(held for _, held in judged) else 1


if __name__ == "__main__":
    sys.exit(main())
