"""`segkit.experiments` against tea-tasting by hand, and the bootstrap of medians.

    python -m benchmarks.experiments
    python -m benchmarks.experiments --customers 200000 --rounds 1

Six metrics, one of them with CUPED and one a ratio, and the sample-ratio check, for
each of six segments, in pandas. Each side runs in a fresh process, in turn, three
times, of which the median counts; effects and p-values must be equal before a time
counts. By hand no value may be missing: tea-tasting counts such rows as units.
Medians: 1,000 bootstrap draws for each segment.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks import apart

MOST_TIMES, MOST_SECONDS = 1.5, 30.0
SEGMENTS = ["bargain", "champion", "lapsing", "loyal", "new", "one-off"]
MEANS = ("revenue", "margin", "orders")


def made(path: Path, customers: int, seed: int = 20241231) -> Path:
    """Draw customers in two arms and six segments into a file."""
    rng = np.random.default_rng(seed)
    table = pd.DataFrame(
        {
            "variant": rng.integers(0, 2, customers),
            "segment": pd.Categorical.from_codes(
                rng.integers(0, len(SEGMENTS), customers), SEGMENTS
            ),
            "orders": rng.poisson(1.2, customers) + 1,
        }
    )
    usual = rng.gamma(2.0, 20.0, customers)
    table["before"] = usual * rng.gamma(4.0, 0.25, customers)
    lift = 1 + 0.02 * table["variant"]
    table["revenue"] = usual * lift * rng.gamma(4.0, 0.25, customers)
    table["margin"] = 0.4 * table["revenue"] - rng.gamma(2.0, 3.0, customers)
    table["converted"] = rng.random(customers) < 0.1 * lift
    table.to_parquet(path)
    return path


def by_hand(table: pd.DataFrame) -> dict[str, dict[str, list[float]]]:
    """Call tea-tasting for each segment, as its documentation does."""
    import tea_tasting as tt  # noqa: PLC0415 - not before the clock of the other side

    test = tt.Experiment(
        converted=tt.Proportion("converted", method="norm", correction=False),
        adjusted=tt.Mean("revenue", "before"),
        per_order=tt.RatioOfMeans("revenue", "orders"),
        **{name: tt.Mean(name) for name in MEANS},
        sample_ratio=tt.SampleRatio(),
    )
    found = {}
    for segment, rows in table.groupby("segment", observed=True):
        results = test.analyze(rows, control=0)
        found[str(segment)] = {
            name: [each.effect_size, each.pvalue]
            for name, each in results.items()
            if name != "sample_ratio"
        }
    return found


def with_segkit(table: pd.DataFrame) -> dict[str, dict[str, list[float]]]:
    """Call segkit once for all segments."""
    from segkit import experiments  # noqa: PLC0415

    metrics = [
        experiments.Rate("converted"),
        experiments.Money("revenue", before="before", name="adjusted"),
        experiments.RatioOf("revenue", "orders", name="per_order"),
        *(experiments.Money(name) for name in MEANS),
    ]
    found = experiments.segment_effects(table, metrics, "segment").table
    by = found.groupby("segment")
    return {
        str(segment): {
            metric: [difference, p]
            for metric, difference, p in rows[
                ["metric", "difference", "p_value"]
            ].itertuples(index=False)
        }
        for segment, rows in by
    }


def medians(table: pd.DataFrame) -> dict[str, float]:
    """Draw medians of each segment with segkit."""
    from segkit import experiments  # noqa: PLC0415

    draws = experiments.bootstrap_quantiles(table["revenue"], by=table["segment"])
    return {str(name): float(spread) for name, spread in draws.std().items()}


SIDES = {"segkit": with_segkit, "by hand": by_hand, "medians": medians}


def one(side: str, path: str, calls: str) -> dict:
    """Run one side in this process."""
    table = pd.read_parquet(path)
    run = SIDES[side]
    run(table.head(20_000))  # imports are waited for once, not in each call
    found, measured = apart.timed(lambda: run(table), int(calls))
    return {**measured, "found": found}


def equal(ours: dict, theirs: dict) -> None:
    """Hold both sides to the same numbers: a fast wrong answer is no peer."""
    for segment, metrics in theirs.items():
        for metric, numbers in metrics.items():
            mine = ours[segment][metric]
            assert np.allclose(mine, numbers, rtol=1e-6, atol=1e-9), (segment, metric)


def table(path: Path, rounds: int, calls: int = 3) -> pd.DataFrame:
    """Time every side in turn, one row each."""
    command = [sys.executable, "-m", "benchmarks.experiments", "--one"]
    runs: dict[str, list[dict]] = {side: [] for side in SIDES}
    for _ in range(rounds):
        for side in SIDES:
            many = 1 if side == "medians" else calls
            runs[side].append(apart.once([*command, side, str(path), str(many)]))
    equal(runs["segkit"][-1]["found"], runs["by hand"][-1]["found"])
    timings = {side: apart.timing(found) for side, found in runs.items()}
    hand = timings["by hand"].cpu
    names = {
        "segkit": "six metrics by segment, segkit",
        "by hand": "six metrics by segment, tea-tasting by hand",
        "medians": "1,000 draws of the median by segment",
    }
    rows = [
        {
            "experiments": names[side],
            "seconds": round(timing.seconds, 3),
            "CPU seconds": round(timing.cpu, 3),
            "peak MB": round(timing.peak_mb),
            "times by hand": "" if side == "medians" else round(timing.cpu / hand, 2),
        }
        for side, timing in timings.items()
    ]
    return pd.DataFrame(rows)


def verdicts(result: pd.DataFrame) -> list[tuple[str, bool]]:
    """Judge the table by what is promised."""
    times, seconds = result["times by hand"].iloc[0], result["seconds"].iloc[2]
    return [
        (
            f"six metrics by segment: {times} times tea-tasting (at most {MOST_TIMES})",
            times <= MOST_TIMES,
        ),
        (
            f"draws of the median: {seconds} s (at most {MOST_SECONDS})",
            seconds <= MOST_SECONDS,
        ),
    ]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.experiments")
    parser.add_argument("--customers", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(one(*options.one)))
        return 0
    with tempfile.TemporaryDirectory() as name:
        path = made(Path(name) / "customers.parquet", options.customers)
        found = table(path, options.rounds)
    print(found.to_string(index=False))
    print(f"{options.customers:,} customers; {platform.system()}, one thread")
    judged = verdicts(found)
    for text, held in judged:
        print(f"- {'holds' if held else 'FAILS'}: {text}")
    return 0 if all(held for _, held in judged) else 1


if __name__ == "__main__":
    sys.exit(main())
