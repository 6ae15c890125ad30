"""One candidate in a fresh process, timed; the candidates take turns in rounds."""

from __future__ import annotations

import importlib
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

THREADS = 2
PINNED = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True)
class Timing:
    """Medians over the rounds; the peak is the highest of all rounds."""

    seconds: float
    cpu: float
    peak_mb: float


def compare(
    module: str, names: list[str], path: Path, rounds: int, folder: Path
) -> dict[str, Timing]:
    """Time each candidate of a module once a round, in turn, each in a new process."""
    found: dict[str, list[dict]] = {name: [] for name in names}
    for _ in range(rounds):
        for name in names:
            found[name].append(_once(module, name, path, folder))
    return {
        name: Timing(
            statistics.median(run["seconds"] for run in runs),
            statistics.median(run["cpu"] for run in runs),
            max(run["peak_mb"] for run in runs),
        )
        for name, runs in found.items()
    }


def saved(folder: Path, name: str) -> Path:
    """Say where a candidate's last result lies, for the others to be held to."""
    return folder / f"{name}.result.parquet"


def _once(module: str, name: str, path: Path, folder: Path) -> dict:
    command = [sys.executable, "-m", "benchmarks.measure", module, name, str(path)]
    env = os.environ | dict.fromkeys(PINNED, "1")
    done = subprocess.run(
        [*command, str(saved(folder, name))],
        env=env,
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[1],
    )
    return json.loads(done.stdout.splitlines()[-1])


def _peak_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


def main(module: str, name: str, path: str, result: str) -> None:
    import duckdb  # noqa: PLC0415 - only the measured process needs it

    duckdb.sql(f"SET threads = {THREADS}")
    candidate = importlib.import_module(f"benchmarks.{module}").CANDIDATES[name]
    prepared = candidate.prepare(path)
    walls, cpus = [], []
    for _ in range(candidate.calls):
        wall, cpu = time.perf_counter(), time.process_time()
        table = candidate.run(prepared)
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    found = {"seconds": statistics.median(walls), "cpu": statistics.median(cpus)}
    found["peak_mb"] = _peak_mb()
    table.to_parquet(result)
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
