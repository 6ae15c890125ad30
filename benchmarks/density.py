"""`cluster.GeographicDensity` against scikit-learn's DBSCAN by haversine.

    python -m benchmarks.density

Each is timed in a fresh process, the two in turn, and must find the same core points,
noise and clusters before its time counts; ratios are of CPU time. The points are made
from a seed: one town for every 500 and a fifth anywhere, equally dense at each size.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks import measure
from benchmarks.__main__ import markdown
from benchmarks.features import Candidate
from segkit.cluster import GeographicDensity, globe

RADII_KM = (1.0, 3.0)
MIN_SAMPLES = 10
SIZES = [25_000, 100_000, 400_000]
PEER_UP_TO = 100_000  # more would take scikit-learn gigabytes
LEAST_TIMES_FASTER = 3.0


def made(path: Path, n: int, seed: int = 20240630) -> Path:
    """Make points in a country that is as large as they are many, into a file."""
    rng = np.random.default_rng(seed)
    high, wide = np.array([9.0, 13.0]) * np.sqrt(n / 400_000)

    def anywhere(k: int) -> np.ndarray:
        return np.c_[rng.uniform(42, 42 + high, k), rng.uniform(-5, -5 + wide, k)]

    town = rng.integers(0, n // 500, n)
    points = anywhere(n // 500)[town] + rng.normal(0, 0.03, (n, 2))
    far = rng.random(n) < 0.2
    points[far] = anywhere(far.sum())
    pd.DataFrame(points, columns=list(globe.NAMES)).to_parquet(path)
    return path


def _ours(points: pd.DataFrame, radius_km: float) -> pd.DataFrame:
    model = GeographicDensity(radius_km, min_samples=MIN_SAMPLES).fit(points)
    return _found(model.labels_, model.core_sample_indices_)


def _theirs(points: pd.DataFrame, radius_km: float) -> pd.DataFrame:
    from sklearn.cluster import DBSCAN  # noqa: PLC0415 - only the measured peer

    model = DBSCAN(
        eps=radius_km / globe.RADIUS_KM, min_samples=MIN_SAMPLES, metric="haversine"
    )
    model.fit(np.radians(points.to_numpy()))
    return _found(model.labels_, model.core_sample_indices_)


def _found(labels: np.ndarray, cores: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame({"label": labels}).assign(
        core=np.isin(range(len(labels)), cores)
    )


def _ready(path: str) -> pd.DataFrame:
    points = pd.read_parquet(path)
    _ours(points.head(500), 1.0)  # imported before the clock
    _theirs(points.head(500), 1.0)
    return points


CANDIDATES = {
    f"{name}, {km:g} km": Candidate(_ready, lambda p, f=run, km=km: f(p, km), calls=3)
    for km in RADII_KM
    for name, run in (("segkit", _ours), ("scikit-learn", _theirs))
}


def table(folder: Path, n: int, rounds: int) -> pd.DataFrame:
    """Time both on so many points, and check that they found the same."""
    path = made(folder / f"points_{n}.parquet", n)
    names = [name for name in CANDIDATES if n <= PEER_UP_TO or "segkit" in name]
    found = measure.compare("density", names, path, rounds, folder)
    rows = []
    for km in RADII_KM:
        ours, peer = f"segkit, {km:g} km", f"scikit-learn, {km:g} km"
        if peer in found:
            _same(folder, ours, peer)
        times = found[peer].cpu / found[ours].cpu if peer in found else None
        rows.append(
            {
                "radius": f"{km:g} km",
                "points": n,
                "segkit CPU s": round(found[ours].cpu, 3),
                "scikit-learn CPU s": round(found[peer].cpu, 3) if times else "",
                "times faster": round(times, 1) if times else "",
                "peak MB": round(found[ours].peak_mb),
            }
        )
    return pd.DataFrame(rows)


def _same(folder: Path, ours: str, peer: str) -> None:
    """Both have the same core points, noise, and clusters of core points."""
    a, b = (pd.read_parquet(measure.saved(folder, name)) for name in (ours, peer))
    assert (a["core"] == b["core"]).all()
    assert ((a["label"] < 0) == (b["label"] < 0)).all()
    core = a["core"]
    pairs = pd.DataFrame({"a": a.loc[core, "label"], "b": b.loc[core, "label"]})
    pairs = pairs.drop_duplicates()
    assert pairs["a"].is_unique
    assert pairs["b"].is_unique


def exponents(result: pd.DataFrame) -> dict[str, float]:
    """Say with which power of the points the time grows, for each radius."""
    found = {}
    for radius, rows in result.groupby("radius"):
        x, y = np.log(rows["points"].astype(float)), np.log(rows["segkit CPU s"])
        found[str(radius)] = float(np.polyfit(x, y, 1)[0])
    return found


def verdicts(result: pd.DataFrame) -> list[tuple[str, bool]]:
    """Compare with what is promised."""
    rows = result[result["times faster"] != ""]
    return [
        (
            f"{row['times faster']} times faster than scikit-learn at "
            f"{row['points']:,} points, {row['radius']}, at least {LEAST_TIMES_FASTER}",
            row["times faster"] >= LEAST_TIMES_FASTER,
        )
        for _, row in rows.iterrows()
    ]


def main() -> int:
    """Run the benchmark and print its table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.density")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        parts = [table(Path(name), n, options.rounds) for n in options.sizes]
    result = pd.concat(parts, ignore_index=True)
    print(markdown(result.assign(points=result["points"].map("{:,}".format))))
    if len(parts) > 1:
        for radius, power in exponents(result).items():
            print(
                f"\n{radius}: the time grows with the points to the power {power:.2f}"
            )
    held = verdicts(result)
    print("\n".join(f"- {'holds' if ok else 'FAILS'}: {text}" for text, ok in held))
    return 0 if all(ok for _, ok in held) else 1


if __name__ == "__main__":
    sys.exit(main())
