"""Every one of scikit-learn's own checks of an estimator, none skipped or excused."""

import os
import subprocess
import sys

import pytest
from sklearn.utils.estimator_checks import estimator_checks_generator

from segkit.cluster import KPrototypes, LatentClass

ESTIMATORS = [KPrototypes(n_init=3), LatentClass(n_init=3)]
# It wants SciPy told of it before SciPy is loaded: in a process of its own, below.
APART = "check_array_api_input"
CHECKS = [pair for each in ESTIMATORS for pair in estimator_checks_generator(each)]
ALONE = f"""
from sklearn.utils.estimator_checks import estimator_checks_generator
from segkit.cluster import KPrototypes, LatentClass
for estimator in KPrototypes(n_init=3), LatentClass(n_init=3):
    checks = list(estimator_checks_generator(estimator))
    named = [c for _, c in checks if getattr(c, "func", c).__name__ == "{APART}"]
    assert len(named) == 1, named
    named[0](estimator)
print("both passed")
"""


def title(check):
    return getattr(check, "func", check).__name__


def name(pair):
    return f"{type(pair[0]).__name__}-{title(pair[1])}"


@pytest.mark.parametrize(
    "pair", [pair for pair in CHECKS if title(pair[1]) != APART], ids=name
)
@pytest.mark.filterwarnings("ignore:X has .* different rows")
@pytest.mark.filterwarnings("ignore:n_components=.* answer patterns can tell")
def test_a_check_of_scikit_learn_passes(pair):
    estimator, check = pair
    check(estimator)


def test_no_check_is_expected_to_fail():
    for estimator in ESTIMATORS:
        mine = [check for each, check in CHECKS if type(each) is type(estimator)]
        assert len(mine) >= 47
        assert not estimator.__sklearn_tags__().no_validation


def test_the_check_of_other_array_libraries_passes_in_a_process_of_its_own():
    env = {**os.environ, "SCIPY_ARRAY_API": "1"}
    command = [sys.executable, "-W", "error", "-c", ALONE]
    done = subprocess.run(command, env=env, check=False, capture_output=True, text=True)
    assert done.stdout == "both passed\n", done.stderr
