"""What the firmographic model finds of the planted kinds of firms."""

from __future__ import annotations

from functools import partial

import pandas as pd
from sklearn.metrics import adjusted_rand_score

from benchmarks.recovery.measure import Measure
from segkit import features, models
from segkit.simulate import World

AS_OF = "2024-12-31"
SIZE = ("employees", "turnover_amount", "sites", "firm_age_years")


def firms(world: World) -> pd.DataFrame:
    """Describe the firms as a lesson does."""
    tables = world.tables
    return features.companies(
        tables["companies"], years=tables["company_years"], as_of=AS_OF
    )


def kinds(world: World, *, columns: tuple[str, ...] | None = None) -> float:
    """Return how well k-prototypes in logs finds the planted kinds."""
    X = firms(world)
    planted = world.truth["firmographic"].set_index("company_id")["segment"]
    model = models.FirmographicSegmenter("prototypes", n_segments=planted.nunique())
    labels = model.fit(X if columns is None else X[list(columns)]).labels_
    return adjusted_rand_score(planted.loc[X.index], labels)


def size_status(world: World) -> float:
    """Return the part of firms whose class of 2024 is not their two-year status, %."""
    X = firms(world)
    now = models.FirmographicSegmenter(by="size").fit(X).assign(X).astype(str)
    status = models.firmographic.size_status(world.tables["company_years"])
    return 100 * float((now != status.astype(str).reindex(X.index)).mean())


ABOUT = "firmographic kinds"
MEASURES = [
    Measure(
        ABOUT,
        "ARI of FirmographicSegmenter('prototypes') on size, growth and margin",
        kinds,
        0.86,
        0.94,
    ),
    Measure(
        ABOUT,
        "ARI of FirmographicSegmenter('prototypes') on size and age alone",
        partial(kinds, columns=SIZE),
        0.69,
        0.85,
    ),
    Measure(
        "sizes of firms",
        "part whose European class of one year is not the one of two years' rule, %",
        size_status,
        1,
        4.5,
    ),
]
