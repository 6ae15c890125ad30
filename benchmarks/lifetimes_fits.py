"""lifetimes 0.11.3 fits a model, timed: run by the Python of its own environment.

It needs older numpy, scipy and pandas than the kit, so it imports nothing of the kit:
``python lifetimes_fits.py case customers.npz calls`` prints seconds and parameters.
"""

import json
import resource
import statistics
import sys
import time
import warnings

import numpy as np

warnings.simplefilter("ignore")
import lifetimes  # noqa: E402 - what it warns of is its own affair


def fit(case, columns):
    x, t_x, T = (columns[name] for name in ("frequency", "recency", "T"))
    if case == "BG/NBD":
        return lifetimes.BetaGeoFitter().fit(x, t_x, T)
    if case == "BG/NBD, grouped":
        weights = columns["weight"]
        return lifetimes.BetaGeoFitter().fit(x, t_x, T, weights=weights)
    if case == "MBG/NBD":
        return lifetimes.ModifiedBetaGeoFitter().fit(x, t_x, T)
    if case == "Pareto/NBD":
        return lifetimes.ParetoNBDFitter().fit(x, t_x, T)
    again = x > 0
    return lifetimes.GammaGammaFitter().fit(x[again], columns["monetary"][again])


def main(case, path, calls):
    columns = dict(np.load(path))
    walls, cpus = [], []
    for _ in range(int(calls)):
        wall, cpu = time.perf_counter(), time.process_time()
        model = fit(case, columns)
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    print(
        json.dumps(
            {
                "seconds": statistics.median(walls),
                "cpu": statistics.median(cpus),
                "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                "params": [float(v) for v in model.params_.to_numpy()],
            }
        )
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
