"""Contact assignment: 200,000 customers x 6 channels, against its bound and scipy.

``python -m benchmarks.contacts`` prints the table and says whether the promise is kept.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benchmarks import measure
from benchmarks.features import Candidate
from segkit import activation

MOST_GAP, MOST_SECONDS, MOST_MB = 0.01, 30, 2000
CHANNELS = ("email", "sms", "letter", "app", "phone", "social")
PARTS = (0.10, 0.05, 0.15, 0.025, 0.25, 0.04)  # of the customers, by channel
KINDS = ("apart", "alike", "rounded")


def scores(kind: str, n: int) -> pd.DataFrame:
    """Make what contacts would bring: unlike channels, nearly equal ones, or ties."""
    rng = np.random.default_rng(16)
    values = rng.gamma(2, 1, (n, len(CHANNELS)))
    if kind == "alike":
        values = rng.gamma(2, 1, (n, 1)) + rng.normal(0, 0.001, (n, len(CHANNELS)))
    if kind == "rounded":
        values = values.round(1)
    ids = pd.Index(np.arange(n), name="customer_id")
    return pd.DataFrame(values, ids, list(CHANNELS))


def _ready(path: str) -> tuple[pd.DataFrame, dict[str, int]]:
    kind, n = Path(path).stem.split("_")
    few = scores("apart", 50)
    activation.assign_contacts(few, dict.fromkeys(CHANNELS, 5))  # imports: not timed
    capacity = [round(part * int(n)) for part in PARTS]
    return scores(kind, int(n)), dict(zip(CHANNELS, capacity, strict=True))


def _ours(ready: tuple[pd.DataFrame, dict[str, int]]) -> pd.DataFrame:
    found = activation.assign_contacts(*ready)
    return pd.DataFrame({"value": [found.value], "bound": [found.bound]})


def _linprog(ready: tuple[pd.DataFrame, dict[str, int]]) -> pd.DataFrame:
    """Solve the whole linear program, as an analyst would write it with scipy."""
    from scipy import optimize, sparse  # noqa: PLC0415 - only this process needs it

    table, capacities = ready
    n, k = table.shape
    one_each = sparse.kron(sparse.eye_array(n), np.ones((1, k)), format="csr")
    capacity = sparse.kron(np.ones((1, n)), sparse.eye_array(k), format="csr")
    found = optimize.linprog(
        -table.to_numpy().ravel(), A_ub=sparse.vstack([one_each, capacity]),
        b_ub=np.concatenate([np.ones(n), list(capacities.values())]), bounds=(0, 1),
        method="highs",
    )  # fmt: skip
    return pd.DataFrame({"value": [-found.fun], "bound": [-found.fun]})


CANDIDATES: dict[str, Candidate] = {
    "segkit": Candidate(_ready, _ours),
    "scipy linprog (HiGHS)": Candidate(_ready, _linprog),
}


def table(folder: Path, n: int, small: int, rounds: int) -> pd.DataFrame:
    rows: list[dict[str, Any]] = []
    jobs = [(kind, n, ["segkit"]) for kind in KINDS]
    jobs.append(("apart", small, list(CANDIDATES)))
    for kind, size, names in jobs:
        path = folder / f"{kind}_{size}.none"
        path.touch()
        found = measure.compare("contacts", names, path, rounds, folder)
        for name, timing in found.items():
            row = pd.read_parquet(measure.saved(folder, name)).iloc[0]
            rows.append(
                {
                    "contacts": name, "scores": kind, "customers": f"{size:,}",
                    "seconds": round(timing.seconds, 2),
                    "CPU seconds": round(timing.cpu, 2),
                    "peak MB": round(timing.peak_mb),
                    "value": round(row["value"], 2),
                    "below the bound": f"{1 - row['value'] / row['bound']:.5%}",
                }
            )  # fmt: skip
    return pd.DataFrame(rows)


def verdicts(result: pd.DataFrame, n: int) -> list[tuple[str, bool]]:
    large = result[result["customers"] == f"{n:,}"]
    gap = large["below the bound"].str.rstrip("%").astype(float).max() / 100
    seconds, peak = large["seconds"].max(), large["peak MB"].max()
    small = result[result["customers"] != f"{n:,}"].set_index("contacts")
    ours, theirs = small.loc["segkit"], small.loc["scipy linprog (HiGHS)"]
    times = theirs["CPU seconds"] / max(ours["CPU seconds"], 0.01)
    same = ours["value"] >= theirs["value"] * (1 - 1e-4)
    return [
        (f"{gap:.4%} below the bound (at most {MOST_GAP:.0%})", gap <= MOST_GAP),
        (f"{seconds} s (under {MOST_SECONDS} s)", seconds < MOST_SECONDS),
        (f"peak {peak} MB (under {MOST_MB} MB)", peak < MOST_MB),
        (f"{times:.1f} times faster than linprog, as good to 0.01 %", bool(same)),
    ]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.contacts")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--customers", type=int, default=200_000)
    parser.add_argument("--small", type=int, default=20_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = table(
            Path(folder), options.customers, options.small, options.rounds
        )  # fmt: skip
    print(found.to_string(index=False))
    held = verdicts(found, options.customers)
    for said, kept in held:
        print(f"{'holds' if kept else 'FAILS'}: {said}")
    return 0 if all(kept for _, kept in held) else 1


if __name__ == "__main__":
    sys.exit(main())
