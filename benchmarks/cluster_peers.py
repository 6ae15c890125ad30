"""kmodes 0.12.2 and stepmix 3.0.0 fit, timed: run by the Python of their own.

It imports nothing of the kit: ``python cluster_peers.py case rows.npz starts`` prints
seconds and what was reached.
"""

import json
import resource
import sys
import time

import numpy as np


def prototypes(rows, starts):
    from kmodes.kprototypes import KPrototypes  # noqa: PLC0415 - another environment

    numbers, codes = rows["numbers"], rows["codes"]
    both = np.empty((len(numbers), numbers.shape[1] + codes.shape[1]), dtype=object)
    both[:, : numbers.shape[1]], both[:, numbers.shape[1] :] = numbers, codes
    places = list(range(numbers.shape[1], both.shape[1]))
    gamma = float(0.5 * numbers.std(axis=0).mean())
    model = KPrototypes(int(rows["k"]), n_init=starts, random_state=0, gamma=gamma)
    return lambda: float(model.fit(both, categorical=places).cost_)


def classes(rows, starts):
    from stepmix.stepmix import StepMix  # noqa: PLC0415 - another environment

    answers = rows["answers"]
    plain = {"measurement": "binary", "verbose": 0, "progress_bar": 0}
    model = StepMix(int(rows["k"]), n_init=starts, random_state=0, **plain)
    StepMix(2, **plain).fit(answers[:200])
    return lambda: float(model.fit(answers).score(answers) * len(answers))


def main(case, path, starts):
    fit = {"prototypes": prototypes, "classes": classes}[case](
        dict(np.load(path)), int(starts)
    )
    wall, cpu = time.perf_counter(), time.process_time()
    reached = fit()
    print(
        json.dumps(
            {
                "seconds": time.perf_counter() - wall,
                "cpu": time.process_time() - cpu,
                "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                "reached": reached,
            }
        )
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
