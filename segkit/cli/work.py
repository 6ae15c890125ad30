"""One segmentation: what was read, what came of it. Written down by `output`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from segkit.cli import arguments
from segkit.cli.analysis import BackTest
from segkit.cli.cleaning import Clean
from segkit.cli.source import Source
from segkit.cli.watch import Watched


@dataclass(frozen=True, eq=False)
class Work:
    """Everything that goes into the folder of results.

    Parameters
    ----------
    options : as parsed
    source : the file that was read
    X : customers table
    model : fitted
    segments : each customer's group
    test : the back-test, or why there is none
    clean : what was cleaned; None for contacts
    key : pseudonym and original of each customer, or None
    notes : further sentences for the report
    limits : further sentences on what the report cannot say
    moved : who changed groups since the earlier run, or None
    watched : what drifted since then, and what to do, or None
    """

    options: arguments.Options
    source: Source
    X: pd.DataFrame
    model: Any
    segments: pd.Series
    test: BackTest
    clean: Clean | None = None
    key: pd.DataFrame | None = None
    notes: list[str] = field(default_factory=list)
    limits: list[str] = field(default_factory=list)
    moved: pd.DataFrame | None = None
    watched: Watched | None = None
