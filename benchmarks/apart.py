"""A peer in an environment of its own, and one fit in a fresh process."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.measure import PINNED, Timing, _peak_mb

HERE = Path(__file__).parent


def environment(folder: Path, requirements: str) -> str:
    """Make an environment with a peer, and say where its Python is."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    python = str(folder / ("Scripts" if os.name == "nt" else "bin") / "python")
    needs = ["-r", str(HERE / requirements)]
    subprocess.run([python, "-m", "pip", "install", "-q", *needs], check=True)
    return python


def once(command: list[str]) -> dict:
    """Run one fit in a process with one thread; it prints what it measured."""
    env = os.environ | dict.fromkeys(PINNED, "1")
    done = subprocess.run(
        command, env=env, check=True, capture_output=True, text=True, cwd=HERE.parent
    )
    return json.loads(done.stdout.splitlines()[-1])


def timed(fit: Callable[[], Any], calls: int) -> tuple[Any, dict[str, float]]:
    """Call it so often, and return what it gave and the medians."""
    walls, cpus = [], []
    for _ in range(calls):
        wall, cpu = time.perf_counter(), time.process_time()
        found = fit()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    medians = {"seconds": statistics.median(walls), "cpu": statistics.median(cpus)}
    return found, {**medians, "peak_mb": _peak_mb()}


def timing(runs: list[dict]) -> Timing:
    """Take the medians over rounds, and the highest peak."""
    return Timing(
        statistics.median(run["seconds"] for run in runs),
        statistics.median(run["cpu"] for run in runs),
        max(run["peak_mb"] for run in runs),
    )
