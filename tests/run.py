"""Run every test of the kit: `python3 start.py test` installs, then calls this."""

import os
import subprocess
import sys
import time
from pathlib import Path

import tools

ROOT = Path(__file__).resolve().parent.parent
LESSONS = ("notebooks", "exercises", "solutions")
QUICK = "not slow and not spark and not browser"
QUICK_LESSONS = ("notebooks/00_start_here.ipynb",)
# The same on every machine. One thread each: two workers share two cores.
ENVIRONMENT = {
    "MKL_NUM_THREADS": "1",
    "MPLBACKEND": "agg",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
    "TZ": "UTC",
}
THE_USERS = ("PYTEST_ADDOPTS", "PYTHONPATH", "PYTHONWARNINGS", "SEGKIT_DATA")


def environment(base):
    """Return the tests' environment variables: nothing of the user's leaks in."""
    kept = {name: value for name, value in base.items() if name not in THE_USERS}
    return {**kept, **ENVIRONMENT}


def names_a_path(argument):
    """Say whether an argument of pytest names what to test."""
    return argument[:1] != "-" and (ROOT / argument.split("::")[0]).exists()


def targets(quick, extra):
    """Return what to test: all, unless the arguments name files or folders."""
    if any(names_a_path(argument) for argument in extra):
        return []
    lessons = QUICK_LESSONS if quick else LESSONS
    return ["tests", "segkit", *(name for name in lessons if (ROOT / name).exists())]


def pytest_arguments(quick, extra, cores):
    """Return pytest's arguments; notebooks are tests too, their outputs compared."""
    return [
        f"--numprocesses={min(4, cores)}",
        "--dist=loadfile",  # a notebook's cells need one process, in their order
        "--nbval",
        "--nbval-current-env",
        "--nbval-cell-timeout=120",
        "--nbval-kernel-startup-timeout=120",
        "--nbval-sanitize-with=tests/sanitize.cfg",
        *(["-m", QUICK, "--hypothesis-profile=quick"] if quick else []),
        *targets(quick, extra),
        *extra,
    ]


def steps(quick, extra, cores):
    """Return the parts of the tests: a name and the arguments for Python."""
    return {
        "ruff check": ["-m", "ruff", "check", "."],
        "ruff format": ["-m", "ruff", "format", "--check", "."],
        "mypy": ["-m", "mypy"],
        "pytest": ["-m", "pytest", *pytest_arguments(quick, extra, cores)],
    }


def run(name, arguments, env):
    """Run one part; return whether it passed."""
    print(f"\n== {name}", flush=True)
    began = time.monotonic()
    command = [sys.executable, *arguments]
    passed = subprocess.run(command, cwd=ROOT, env=env, check=False).returncode == 0
    word = "passed" if passed else "FAILED"
    print(f"== {name}: {word} ({time.monotonic() - began:.0f} s)", flush=True)
    return passed


def main(args):
    """Run all parts, the later ones also when an earlier one fails."""
    quick, extra = "--quick" in args, [a for a in args if a != "--quick"]
    if not quick:
        tools.prepare()
    parts = steps(quick, extra, os.cpu_count() or 1)
    env = environment(os.environ)
    failed = [part for part, what in parts.items() if not run(part, what, env)]
    print("\nFailed: " + ", ".join(failed) if failed else "\nEverything passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
