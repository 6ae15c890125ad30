"""What every test shares: a fixed environment, and honest skips."""

import os
import time

import hypothesis
import pytest
import run
import tools

# Also for those who call pytest themselves; before numpy counts the threads.
os.environ.update(run.ENVIRONMENT)
os.environ.pop("SEGKIT_DATA", None)
if hasattr(time, "tzset"):
    time.tzset()

hypothesis.settings.register_profile(
    "segkit", deadline=None, derandomize=True, database=None, print_blob=True
)
hypothesis.settings.register_profile(
    "quick", hypothesis.settings.get_profile("segkit"), max_examples=25
)
hypothesis.settings.load_profile("segkit")

# Making worlds takes long: the quick run leaves it out, doctests included.
SLOW_ROOM = "simulate"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if SLOW_ROOM in item.path.parts:
            item.add_marker(pytest.mark.slow)


NEEDS = {"browser": "Chromium", "spark": "Java"}


def refuse(reason, ci):
    """Skip with the reason; where nobody reads it, fail."""
    if ci == "true":
        pytest.fail(f"{reason} [with CI=true this is a failure]", pytrace=False)
    pytest.skip(reason)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    for marker, name in NEEDS.items():
        if item.get_closest_marker(marker):
            reason = tools.reason_missing(name)
            if reason:
                refuse(reason, os.environ.get("CI"))
