"""`segkit.cluster` and `evaluation.stability` against those that do the same.

    python -m benchmarks.cluster        # makes the peers' environments first
    python -m benchmarks.cluster --kmodes a/bin/python --stepmix b/bin/python

k-prototypes against kmodes 0.12.2, latent classes against stepmix 3.0.0, each fit in a
fresh process, in turn, on the same rows; what was reached must be as good before the
time counts. Stability against a loop of scikit-learn's k-means over the same number of
samples, in one process. Ratios are of CPU time, one thread each.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benchmarks import apart
from benchmarks.apart import HERE

MOST_MB = 2000
SIZES = (250_000, 500_000, 1_000_000)
MOST_EXPONENT = 1.15
# fit, rows, starts, how many times faster at least
AGAINST = (("prototypes", 100_000, 1, 100.0), ("classes", 1_453, 50, 5.0))
PEERS = {"prototypes": "kmodes", "classes": "stepmix"}
SAMPLES = {"1,000 x 20 numbers": 1.0, "1,453 x 11 yes or no": 3.0}
CLOSE = 0.05
PATTERNS = [
    [0.95, 0.95, 0.08, 0.85, 0.05, 0.95, 0.90, 0.10, 0.08, 0.03, 0.70],
    [0.10, 0.95, 0.92, 0.06, 0.10, 0.97, 0.06, 0.93, 0.03, 0.80, 0.04],
    [0.04, 0.12, 0.95, 0.03, 0.85, 0.85, 0.02, 0.95, 0.02, 0.12, 0.02],
    [0.70, 0.97, 0.60, 0.85, 0.07, 0.97, 0.75, 0.40, 0.85, 0.06, 0.96],
]


def mixed_rows(n: int, k: int = 8, seed: int = 1) -> dict[str, np.ndarray]:
    """Draw n rows of five numbers and five categories of six levels, in k groups."""
    rng = np.random.default_rng(seed)
    group = rng.integers(0, k, n)
    numbers = rng.normal(0, 3, (k, 5))[group] + rng.normal(size=(n, 5))
    chance = rng.dirichlet(np.full(6, 0.5), (k, 5)).cumsum(axis=-1)
    columns = [chance[group, j] > rng.random((n, 1)) for j in range(5)]
    codes = np.stack([above.argmax(axis=1) for above in columns], axis=1)
    return {"numbers": numbers, "codes": codes, "k": np.array(k)}


def answers(n: int = 1_453, seed: int = 2) -> np.ndarray:
    """Draw yes and no to eleven questions from people of four kinds."""
    rng = np.random.default_rng(seed)
    kind = rng.choice(4, n, p=[0.35, 0.2, 0.2, 0.25])
    return (rng.random((n, 11)) < np.array(PATTERNS)[kind]).astype(int)


def numbers(n: int = 1_000, p: int = 20, seed: int = 3) -> np.ndarray:
    """Draw n rows of p numbers in five groups that touch."""
    rng = np.random.default_rng(seed)
    return rng.normal(size=(5, p))[rng.integers(0, 5, n)] + rng.normal(size=(n, p))


def written(folder: Path, case: str, n: int) -> Path:
    """Write the rows of a case to a file that both sides read."""
    path = folder / f"{case}_{n}.npz"
    if not path.exists():
        rows = {"answers": answers(n), "k": np.array(4)}
        np.savez(path, **(mixed_rows(n) if case == "prototypes" else rows))
    return path


def _fit(case: str, rows: dict[str, np.ndarray], starts: int) -> Any:
    from segkit.cluster import KPrototypes, LatentClass  # noqa: PLC0415 - the child's

    k = int(rows["k"])
    if case == "classes":
        model = LatentClass(k, n_init=starts, random_state=0)
        return lambda: model.fit(rows["answers"]).log_likelihood_
    table = pd.DataFrame(rows["numbers"], columns=list("abcde"))
    codes = pd.DataFrame(rows["codes"], columns=list("vwxyz"))
    table = table.join(codes.astype("category"))
    gamma = float(0.5 * rows["numbers"].std(axis=0).mean())
    model = KPrototypes(k, n_init=starts, random_state=0, gamma=gamma)
    KPrototypes(2, n_init=1, random_state=0).fit(table.head(500))
    return lambda: model.fit(table).cost_


def ours(case: str, path: str, starts: str) -> dict:
    """Fit with segkit, in this process."""
    fit = _fit(case, dict(np.load(path)), int(starts))
    reached, measured = apart.timed(fit, 3)
    return {**measured, "reached": reached}


def samples(name: str, pairs: str) -> dict:
    """Compare `evaluation.stability` with a plain loop, in this process."""
    from sklearn.cluster import KMeans  # noqa: PLC0415 - the child's
    from sklearn.metrics import adjusted_rand_score  # noqa: PLC0415

    from segkit import evaluation  # noqa: PLC0415

    X = numbers() if "numbers" in name else answers().astype(float)
    many, sizes = int(pairs), range(3, 9)

    def mine() -> np.ndarray:
        found = evaluation.stability(
            KMeans(n_init=10), X, n_segments=sizes, n_pairs=many, random_state=0
        )
        return found.groupby("n_segments")["ari"].mean().to_numpy()

    def loop() -> np.ndarray:
        rng, found = np.random.default_rng(0), []
        for k in np.repeat(sizes, many):
            both = []
            for _ in range(2):
                drawn = X[rng.integers(0, len(X), len(X))]
                model = KMeans(k, n_init=10, random_state=int(rng.integers(2**31)))
                both.append(model.fit(drawn).predict(X))
            found.append(adjusted_rand_score(*both))
        return np.array(found).reshape(-1, many).mean(axis=1)

    evaluation.stability(KMeans(n_init=2), X, n_segments=[2], n_pairs=1)
    (fast, first), (plain, second) = apart.timed(mine, 1), apart.timed(loop, 1)
    return {
        "segkit": first["cpu"],
        "loop": second["cpu"],
        "apart": float(np.abs(fast.mean() - plain.mean())),
        "most": float(np.abs(fast - plain).max()),
    }


def against(folder: Path, pythons: dict[str, str], rounds: int) -> pd.DataFrame:
    """Time both sides in turn, one row per estimator."""
    rows = []
    for case, n, starts, least in AGAINST:
        path, peer = str(written(folder, case, n)), PEERS[case]
        commands = {
            "segkit": [sys.executable, "-m", "benchmarks.cluster", "--one"],
            peer: [pythons[peer], str(HERE / "cluster_peers.py")],
        }
        found: dict[str, list[dict]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                found[name].append(apart.once([*command, case, path, str(starts)]))
        mine, theirs = apart.timing(found["segkit"]), apart.timing(found[peer])
        reached = [found[name][-1]["reached"] for name in commands]
        rows.append(
            {
                "cluster": case,
                "rows": f"{n:,}",
                "starts": starts,
                "peer": peer,
                "CPU s": round(mine.cpu, 3),
                "its CPU s": round(theirs.cpu, 2),
                "times faster": round(theirs.cpu / mine.cpu, 1),
                "reached": f"{reached[0]:.5f}",
                "it reached": f"{reached[1]:.5f}",
                "at least": least,
            }
        )
    return pd.DataFrame(rows)


def growth(folder: Path) -> pd.DataFrame:
    """Fit with ten starts at three sizes; the exponent is the slope of the logs."""
    rows = []
    for case in PEERS:
        for n in SIZES:
            path = str(written(folder, case, n))
            command = [sys.executable, "-m", "benchmarks.cluster", "--one"]
            run = apart.once([*command, case, path, "10"])
            peak = round(run["peak_mb"])
            rows.append({"fit": case, "rows": n, "CPU s": run["cpu"], "peak MB": peak})
    return pd.DataFrame(rows)


def verdicts(
    fits: pd.DataFrame, grown: pd.DataFrame, resampled: pd.DataFrame
) -> list[tuple[str, bool]]:
    """Judge the tables by what is promised."""
    said = []
    for row in fits.to_dict("records"):
        name = (
            f"{row['cluster']}: {row['times faster']} times faster than {row['peer']}"
        )
        faster = row["times faster"] >= row["at least"]
        said.append((f"{name} (at least {row['at least']:.0f})", faster))
        mine, its = float(row["reached"]), float(row["it reached"])
        better = mine <= its if row["cluster"] == "prototypes" else mine >= its
        said.append((f"{row['cluster']}: as good or better, {mine} and {its}", better))
    for row in resampled.to_dict("records"):
        least = SAMPLES[row["rows"]]
        text = f"stability, {row['rows']}: {row['times faster']} times the plain loop"
        said.append((f"{text} (at least {least:.0f})", row["times faster"] >= least))
        said.append((f"the same mean ARI within {row['apart']}", row["apart"] <= CLOSE))
    for case, part in grown.groupby("fit"):
        slope = np.polyfit(np.log(part["rows"]), np.log(part["CPU s"]), 1)[0]
        said.append((f"{case} grow with n^{slope:.2f}", slope <= MOST_EXPONENT))
    peak = grown["peak MB"].max()
    said.append((f"peak {peak} MB at a million (under {MOST_MB})", peak < MOST_MB))
    return said


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cluster")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pairs", type=int, default=100)
    for peer in PEERS.values():
        parser.add_argument(f"--{peer}", help=f"a Python that has {peer}")
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    parser.add_argument("--samples", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one or options.samples:
        found = ours(*options.one) if options.one else samples(*options.samples)
        print(json.dumps(found))
        return 0
    command = [sys.executable, "-m", "benchmarks.cluster", "--samples"]
    runs = [apart.once([*command, name, str(options.pairs)]) for name in SAMPLES]
    resampled = pd.DataFrame(runs, index=pd.Index(SAMPLES, name="rows")).reset_index()
    resampled["times faster"] = (resampled["loop"] / resampled["segkit"]).round(2)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pythons = {
            peer: getattr(options, peer)
            or apart.environment(folder / peer, f"{peer}.txt")
            for peer in PEERS.values()
        }
        fits, grown = against(folder, pythons, options.rounds), growth(folder)
    for table in (fits, resampled.round(3), grown):
        print(table.to_string(index=False), end="\n\n")
    print(f"{platform.system()}, Python {platform.python_version()}, one thread")
    judged = verdicts(fits, grown, resampled.round(3))
    for text, held in judged:
        print(f"- {'holds' if held else 'FAILS'}: {text}")
    return 0 if all(held for _, held in judged) else 1


if __name__ == "__main__":
    sys.exit(main())
