"""The peer of the density benchmark finds the same, so the times may be compared."""

import pandas as pd

from benchmarks import density, measure


def test_both_find_the_same_clusters(tmp_path):
    path = str(density.made(tmp_path / "points.parquet", 3000))
    for name, candidate in density.CANDIDATES.items():
        candidate.run(candidate.prepare(path)).to_parquet(measure.saved(tmp_path, name))
    for km in density.RADII_KM:
        density._same(tmp_path, f"segkit, {km:g} km", f"scikit-learn, {km:g} km")


def test_the_growth_and_the_promises_are_read_from_the_table():
    table = pd.DataFrame(
        {
            "radius": "1 km",
            "points": [1000, 10_000, 100_000],
            "segkit CPU s": [0.01, 0.1, 1.0],
            "times faster": [5.0, 2.0, ""],
        }
    )
    assert round(density.exponents(table)["1 km"], 6) == 1
    assert [held for _, held in density.verdicts(table)] == [True, False]
