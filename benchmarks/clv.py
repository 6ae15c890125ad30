"""`segkit.clv` against lifetimes 0.11.3, which runs in an environment of its own.

    python -m benchmarks.clv                      # makes that environment first
    python -m benchmarks.clv --peer other/bin/python --customers 200000

Each fit is timed in a fresh process, the two in turn, and must reach the same
log-likelihood before its time counts. Ratios are of CPU time: both have one thread, and
other work on the machine stretches the seconds, not these. The customers are made from
a seed: a year of days, so that many have the same history; both get one row per
customer, and for "grouped" one row per history with its weight.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks import apart
from benchmarks.apart import HERE
from benchmarks.measure import Timing

MOST_MB = 2000
MOST_MS = 10.0  # for the 2,357 customers of CDNOW


@dataclass(frozen=True)
class Case:
    """A fit to compare, on so many customers, and what is promised of it."""

    title: str
    case: str
    customers: int
    least: float | None = None  # times faster
    calls: int = 1


def cases(customers: int) -> list[Case]:
    """List what is compared; lifetimes needs minutes for Pareto/NBD beyond 20,000."""
    many = customers >= 1_000_000  # what is promised of BG/NBD
    return [
        Case("BG/NBD", "BG/NBD", customers, 50 if many else None),
        Case("BG/NBD, grouped", "BG/NBD, grouped", customers, 20 if many else None),
        Case("MBG/NBD", "MBG/NBD", customers),
        Case("Gamma-Gamma", "Gamma-Gamma", customers),
        Case("Pareto/NBD", "Pareto/NBD", min(customers, 20_000), 20),
        Case("BG/NBD", "BG/NBD", 2357, calls=9),
        Case("Pareto/NBD", "Pareto/NBD", 2357, 20, calls=3),
    ]


def made(path: Path, customers: int, seed: int = 20240630) -> Path:
    """Draw customers from BG/NBD and Gamma-Gamma, with whole days, into a file."""
    rng = np.random.default_rng(seed)
    T = rng.integers(30, 366, customers).astype(float)
    rate = rng.gamma(0.25, 1 / 31.0, customers)
    leaves = rng.beta(0.8, 2.4, customers)
    x, last, t = np.zeros(customers), np.zeros(customers), np.zeros(customers)
    active = np.arange(customers)
    while len(active):
        t[active] += rng.exponential(1 / rate[active])
        active = active[np.ceil(t[active]) <= T[active]]
        day = np.ceil(t[active])
        x[active] += day > last[active]
        last[active] = day
        active = active[rng.random(len(active)) >= leaves[active]]
    many = np.maximum(x, 1)
    mean = rng.gamma(6.0 * many) / many * 15 / rng.gamma(3.7, size=customers)
    np.savez(path, frequency=x, recency=last, T=T, monetary=np.maximum(mean, 0.01))
    return path


def grouped(path: Path, into: Path) -> Path:
    """Write one row per history, with how many customers have it."""
    columns = ["frequency", "recency", "T"]
    table = pd.DataFrame({k: v for k, v in np.load(path).items() if k in columns})
    rows = table.value_counts().rename("weight").reset_index()
    np.savez(into, **{name: rows[name].to_numpy(float) for name in rows})
    return into


def _model(case: str):
    from segkit import clv  # noqa: PLC0415 - the child's alone to wait for

    return {
        "BG/NBD": clv.BetaGeoNBD,
        "MBG/NBD": clv.ModifiedBetaGeoNBD,
        "Pareto/NBD": clv.ParetoNBD,
        "Gamma-Gamma": clv.GammaGamma,
    }[case.split(",", maxsplit=1)[0]]


def ours(case: str, path: str, calls: str) -> dict:
    """Fit with segkit, in this process."""
    table = pd.DataFrame(dict(np.load(path)))
    weight = table.pop("weight") if "weight" in table else None
    kind = _model(case)
    kind().fit(table.head(500), weight if weight is None else weight.head(500))
    model, measured = apart.timed(
        lambda: kind().fit(table, sample_weight=weight), int(calls)
    )
    return {**measured, "params": model.params_.tolist()}


def log_likelihood(case: str, path: Path, params: list[float]) -> float:
    """Compute the log-likelihood at given parameters, the same for both."""
    from segkit.clv import betageo_likelihood as beta  # noqa: PLC0415
    from segkit.clv import gamma_gamma, pareto_likelihood, squeeze  # noqa: PLC0415

    columns = dict(np.load(path))
    x, at = columns["frequency"], np.array(params)
    if case == "Gamma-Gamma":
        again = x > 0
        spent = x[again], columns["monetary"][again], np.ones(int(again.sum()))
        return gamma_gamma._grouped(*spent)(at)[0]
    rows, _ = squeeze.squeezed(
        x, columns["recency"], columns["T"], columns.get("weight")
    )
    if case == "Pareto/NBD":
        return pareto_likelihood.ParetoLikelihood(rows, 48).value(at)
    return beta.BetaGeoLikelihood.of(rows, int(case == "MBG/NBD"))(at)[0]


def compare(case: Case, path: Path, python: str, rounds: int) -> dict[str, Timing]:
    """Time both in turn, and hold them to the same log-likelihood."""
    commands = {
        "segkit": [sys.executable, "-m", "benchmarks.clv", "--one"],
        "lifetimes": [python, str(HERE / "lifetimes_fits.py")],
    }
    found: dict[str, list[dict]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            calls = max(case.calls, 3 if name == "segkit" else 1)
            found[name].append(apart.once([*command, case.case, str(path), str(calls)]))
    best, other = (
        log_likelihood(case.case, path, found[name][-1]["params"]) for name in commands
    )
    assert best >= other - 1e-6 * abs(other), f"{case.title}: {best} below {other}"
    assert best <= other + 1e-4 * abs(other), f"{case.title}: {other} below {best}"
    return {name: apart.timing(runs) for name, runs in found.items()}


def table(folder: Path, python: str, customers: int, rounds: int) -> pd.DataFrame:
    """Compare everything, one row per fit."""
    rows = []
    for case in cases(customers):
        path = folder / f"customers_{case.customers}.npz"
        if not path.exists():
            made(path, case.customers)
        if "grouped" in case.case:
            path = grouped(path, folder / f"grouped_{case.customers}.npz")
        found = compare(case, path, python, rounds)
        mine, theirs = found["segkit"], found["lifetimes"]
        rows.append(
            {
                "clv": case.title,
                "customers": f"{case.customers:,}",
                "segkit ms": round(1000 * mine.seconds, 1),
                "CPU ms": round(1000 * mine.cpu, 1),
                "lifetimes ms": round(1000 * theirs.seconds, 1),
                "its CPU ms": round(1000 * theirs.cpu, 1),
                "times faster": round(theirs.cpu / mine.cpu, 1),
                "peak MB": round(mine.peak_mb),
                "at least": "" if case.least is None else case.least,
            }
        )
    return pd.DataFrame(rows)


def verdicts(result: pd.DataFrame) -> list[tuple[str, bool]]:
    """Judge the table by what is promised."""
    said = []
    for row in result.to_dict("records"):
        name = f"{row['clv']}, {row['customers']} customers"
        if row["at least"]:
            faster, least = row["times faster"], row["at least"]
            text = f"{name}: {faster} times faster than lifetimes (at least {least})"
            said.append((text, faster >= least))
        if row["clv"] == "BG/NBD" and row["customers"] == "2,357":
            text = f"{name}: {row['CPU ms']} ms (at most {MOST_MS})"
            said.append((text, row["CPU ms"] <= MOST_MS))
    peak = result["peak MB"].max()
    said.append((f"clv: peak {peak} MB (under {MOST_MB})", peak < MOST_MB))
    return said


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.clv")
    parser.add_argument("--customers", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peer", help="a Python that has lifetimes 0.11.3")
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(ours(*options.one)))
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        python = options.peer or apart.environment(folder / "peer", "lifetimes.txt")
        found = table(folder, python, options.customers, options.rounds)
    print(found.to_string(index=False))
    print(f"{platform.system()}, Python {platform.python_version()}, one thread")
    judged = verdicts(found)
    for text, held in judged:
        print(f"- {'holds' if held else 'FAILS'}: {text}")
    return 0 if all(held for _, held in judged) else 1


if __name__ == "__main__":
    sys.exit(main())
