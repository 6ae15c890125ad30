"""What segments look like: columns that made them apart from those that did not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.evaluation import words
from segkit.evaluation.association import chi_squared, examined
from segkit.evaluation.customers import one_each, segment_series
from segkit.evaluation.effects import cramers_v, effect_interval
from segkit.evaluation.portraits import is_category, portrait
from segkit.record import Table, holm


@dataclass(frozen=True, repr=False)
class Profile:
    """What segments look like.

    Parameters
    ----------
    described : columns that made the segments, a row per column, level and segment:
        column, level (of a category; empty for numbers), segment, n, value (mean, or
        share), overall, difference, relative, marker. No p value and no interval: the
        segments were made so that these differ
    tested : the other columns, the same with low and high (the value's interval)
    tests : a row per column tested: test ("kruskal", "chi2", "exact", "permutation"),
        statistic, degrees_of_freedom, p_value, p_holm, effect_name ("epsilon_squared",
        "cramers_v"), effect, low, high, n, missing
    table : described and tested together, with made_from (True for the first), for
        ``plots.profile``

    Examples
    --------
    >>> segments = pd.Series(["a", "b"] * 20, name="segment")
    >>> X = pd.DataFrame({"spent": [10.0, 2.0] * 20, "age": list(range(20)) * 2})
    >>> found = profile(segments, X, made_from=["spent"])
    >>> found.described[["segment", "value", "marker"]].to_numpy().tolist()
    [['a', 10.0, True], ['b', 2.0, True]]
    >>> "p_value" in found.described, found.tests["p_value"].round(2).tolist()
    (False, [0.59])
    """

    described: pd.DataFrame
    tested: pd.DataFrame
    tests: pd.DataFrame

    @property
    def table(self) -> pd.DataFrame:
        """Return both kinds of columns in one table."""
        parts = [
            self.described.assign(made_from=True),
            self.tested.assign(made_from=False),
        ]
        return pd.concat([p for p in parts if len(p)], ignore_index=True)

    def __repr__(self) -> str:
        """Print both parts under their own headings."""
        parts = [self.described, self.tested, self.tests]
        return "\n\n".join(repr(part) for part in parts if len(part))

    def _repr_html_(self) -> str:
        parts: list[Any] = [self.described, self.tested, self.tests]
        return "".join(str(part._repr_html_()) for part in parts if len(part))


def profile(
    segments: pd.Series,
    X: pd.DataFrame,
    *,
    made_from: Any = None,
    level: float = 0.95,
    random_state: int | None = None,
) -> Profile:
    """Say what the segments look like, and in which other columns they truly differ.

    Parameters
    ----------
    segments : Series indexed by customer_id
    X : DataFrame indexed by customer_id: numbers, categories, yes and no
    made_from : names of the columns that made the segments, or the fitted model; []
        if none of X did; None if it is not known: then all are described, none tested
    level : coverage of the intervals
    random_state : seed of the permutation test, where a table has small counts

    Returns
    -------
    Profile

    Raises
    ------
    DataError
        if a customer is there twice, they share no customer, or made_from names a
        column that X does not have

    Notes
    -----
    A marker stands out: a share that differs by .25 or more from that of all, or a
    value that differs by half of it or more; a number also if it differs by half a
    standard deviation (own addition: a difference of .25 means nothing in euros).
    A column that is computed from one that made the segments made them too: name it.

    References
    ----------
    Leisch and Dolnicar, R package flexclust (marker variables), and Dolnicar, Grün and
    Leisch (2018), "Market segmentation analysis", section 8.2; Kruskal and Wallis
    (1952); Tomczak and Tomczak (2014) (epsilon squared, H / (n - 1)); Holm (1979).

    Examples
    --------
    >>> segments = pd.Series(["a", "b"] * 20, name="segment")
    >>> X = pd.DataFrame({"plan": ["x", "y"] * 20})
    >>> profile(segments, X, made_from=[]).tests["effect"].tolist()
    [1.0]
    """
    series = one_each(segment_series(segments), name="segments").dropna()
    checks.table(X, name="X")
    table = X.loc[~X.index.duplicated()] if X.index.is_unique else None
    if table is None:
        raise DataError(words.TWICE.format(name="X", n=int(X.index.duplicated().sum())))
    series = series[series.index.isin(table.index)]
    if not len(series):
        raise DataError(words.NOTHING_COMMON)
    table = table.loc[series.index]
    made, other = _kinds(made_from, table)
    described = [portrait(series, table[name], None) for name in made]
    tested = [portrait(series, table[name], level) for name in other]
    known = made_from is not None
    return Profile(
        _table(described, words.DESCRIBED if known else words.NOT_KNOWN),
        _table(tested, words.TESTED),
        _tests(series, table[other], level, random_state),
    )


def _kinds(made_from: Any, X: pd.DataFrame) -> tuple[list[str], list[str]]:
    """Return the columns that made the segments, and the others."""
    if made_from is None:
        return list(X.columns), []
    names: Iterable[str] = getattr(made_from, "feature_names_in_", made_from)
    if isinstance(names, str) or not isinstance(names, Iterable):
        raise DataError(words.MADE_FROM.format(found=made_from))
    names = list(names)
    unknown = [name for name in names if name not in X.columns]
    if unknown and not hasattr(made_from, "feature_names_in_"):
        raise DataError(words.UNKNOWN_COLUMN.format(found=unknown, have=list(X)))
    made = [name for name in X.columns if name in names]
    return made, [name for name in X.columns if name not in names]


def _table(parts: list[pd.DataFrame], heading: str) -> Table:
    result = Table(pd.concat(parts, ignore_index=True) if parts else None)
    result.attrs["heading"] = heading
    return result


def _tests(series: pd.Series, X: pd.DataFrame, level: float, seed: Any) -> Table:
    """Test each column, and raise the p values for their number."""
    rows = [_test(series, X[name], level, seed) for name in X]
    result = Table(rows, pd.Index(list(X), name="column"))
    if rows:
        result.insert(4, "p_holm", holm(result["p_value"]))
    result.attrs["heading"] = words.TESTS
    return result


def _test(
    series: pd.Series, column: pd.Series, level: float, seed: Any
) -> dict[str, Any]:
    """Test one column, on the customers of whom it is known."""
    known = column.notna().to_numpy()
    groups, values = series[known].cat.remove_unused_categories(), column[known]
    row = {
        "test": "", "statistic": np.nan, "degrees_of_freedom": 0, "p_value": np.nan,
        "effect_name": "", "effect": np.nan, "low": np.nan, "high": np.nan,
        "n": int(known.sum()), "missing": int((~known).sum()),
    }  # fmt: skip
    if values.nunique() < 2 or groups.nunique() < 2:
        return row
    found = _crossed if is_category(column) else _ranked
    return row | found(groups, values, level, seed)


def _crossed(groups: pd.Series, values: pd.Series, level: float, seed: Any) -> dict:
    counts = pd.crosstab(groups, values.astype(str)).to_numpy(dtype=float)
    found = examined(counts, test="auto", n_permutations=9999, seed=seed)
    whole = counts.sum() * (min(counts.shape) - 1)
    ends = effect_interval(chi_squared(counts), found.degrees_of_freedom, whole, level)
    low, high = np.sqrt(np.minimum(ends, 1.0))
    effect = {"effect_name": "cramers_v", "effect": cramers_v(counts)}
    return vars(found) | effect | {"low": low, "high": high}


def _ranked(groups: pd.Series, values: pd.Series, level: float, seed: Any) -> dict:
    """Compare ranks: Kruskal and Wallis, corrected for ties."""
    from scipy import stats  # noqa: PLC0415 (scipy.stats is slow to import)

    numbers = values.to_numpy(dtype=float)
    parts = [numbers[(groups == name).to_numpy()] for name in groups.cat.categories]
    statistic, chance = stats.kruskal(*parts)
    freedom, whole = len(parts) - 1, len(numbers) - 1
    low, high = effect_interval(float(statistic), freedom, whole, level)
    return {
        "test": "kruskal",
        "statistic": float(statistic),
        "degrees_of_freedom": freedom,
        "p_value": float(chance),
        "effect_name": "epsilon_squared",
        "effect": float(statistic) / whole,
        "low": low,
        "high": min(high, 1.0),
    }
