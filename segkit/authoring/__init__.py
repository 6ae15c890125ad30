"""Authoring: one source in course/ becomes lesson, exercise, solution and index.

On the command line: ``python -m segkit.authoring build [UNIT ...] [--check]``.
"""

from segkit.authoring.build import Course, build, checks, load
from segkit.authoring.drift import drift
from segkit.authoring.source import read

__all__ = ["Course", "build", "checks", "drift", "load", "read"]
