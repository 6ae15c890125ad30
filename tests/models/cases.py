"""Every method of every model, ready to be fitted, for the tests of all of them."""

import pytest

from segkit import models

CASES = [(n, method) for n, model in models.ALL.items() for method in model.methods]
NAMES = ["-".join(case) for case in CASES]
# The quick run looks at the first method of each model only.
FIRST = {name: next(iter(model.methods)) for name, model in models.ALL.items()}
PARAMS = [
    pytest.param(case, id="-".join(case), marks=[pytest.mark.slow] * (case != first))
    for case in CASES
    for first in [(case[0], FIRST[case[0]])]
]


def make(name, method, n_init=2, **more):
    """Make a model; two random starts are enough for what every model must do."""
    model = models.ALL[name](method=method, **more)
    if "n_init" in model.methods[method].options and "n_init" not in more:
        model.set_params(n_init=n_init)
    return model
