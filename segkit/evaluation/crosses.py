"""Two columns crossed: who has both, is it more than chance, and how much."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.evaluation import cells, words
from segkit.evaluation.association import examined
from segkit.evaluation.effects import cramers_v, effect_interval, strength
from segkit.record import Table, holm

MOST = 20  # different values of a column that is crossed without being asked for
TESTS = ("auto", "chi2", "exact", "permutation")


@dataclass(frozen=True, repr=False)
class Crosstab:
    """Who has both, and whether that is more than chance.

    Parameters
    ----------
    table : DataFrame, a row per cell: row, column, n, row_share, column_share,
        expected, residual (adjusted standardised: beyond 2 or -2 is unusual); blank
        where suppressed
    statistic, degrees_of_freedom : chi-squared, without a continuity correction
    p_value, test : by "chi2", "exact" or "permutation"
    cramers_v, low, high : strength from 0 to 1, and its interval
    n : customers with both
    left_out : customers without one of the two
    level : coverage of the interval
    corrected : whether V is corrected for bias

    Examples
    --------
    >>> sex = pd.Series(["f", "f", "m", "m"] * 20, name="sex")
    >>> wish = pd.Series(["yes", "yes", "no", "yes"] * 20, name="wish")
    >>> found = crosstab(sex, wish)
    >>> found
    sex by wish: 80 customers, chi-squared 26.67 (1 degree of freedom), p < 0.0001,
    Cramér's V 0.58 (95 % interval 0.36 to 0.80): large
    >>> found.counts
    wish  no  yes
    sex
    f      0   40
    m     20   20
    """

    table: pd.DataFrame
    statistic: float
    degrees_of_freedom: int
    p_value: float
    test: str
    cramers_v: float
    low: float
    high: float
    n: int
    left_out: int
    level: float = 0.95
    corrected: bool = False

    def _wide(self, column: str) -> pd.DataFrame:
        across, down = self.table.attrs["names"]
        wide = self.table.pivot(index="row", columns="column", values=column)
        rows, columns = self.table["row"].unique(), self.table["column"].unique()
        return wide.loc[rows, columns].rename_axis(index=across, columns=down)

    @property
    def counts(self) -> pd.DataFrame:
        """Return how many customers have both."""
        return self._wide("n")

    @property
    def row_shares(self) -> pd.DataFrame:
        """Return the share of each row; rows sum to 1."""
        return self._wide("row_share")

    @property
    def column_shares(self) -> pd.DataFrame:
        """Return the share of each column; columns sum to 1."""
        return self._wide("column_share")

    @property
    def expected(self) -> pd.DataFrame:
        """Return how many there would be without an association."""
        return self._wide("expected")

    @property
    def residuals(self) -> pd.DataFrame:
        """Return the adjusted standardised residuals."""
        return self._wide("residual")

    def __repr__(self) -> str:
        """Print test and strength in one sentence."""
        first, second = self.table.attrs["names"]
        shape = (self.table["row"].nunique(), self.table["column"].nunique())
        text = words.CROSSTAB[self.test].format(
            first=first,
            second=second,
            n=f"{self.n:,}",
            statistic=self.statistic,
            freedom=cells.freedom(self.degrees_of_freedom),
            p=cells.chance(self.p_value),
            v=self.cramers_v,
            level=100 * self.level,
            low=self.low,
            high=self.high,
            word=strength(self.cramers_v, min(shape) - 1),
        )
        if self.left_out:
            text += words.LEFT_OUT.format(n=f"{self.left_out:,}")
        return text

    def _repr_html_(self) -> str:
        counts: Any = self.counts
        return f"<p>{escape(repr(self))}</p>{counts._repr_html_()}"


def crosstab(
    a: pd.Series,
    b: pd.Series,
    *,
    test: str = "auto",
    corrected: bool = False,
    n_permutations: int = 9999,
    minimum: int | None = None,
    level: float = 0.95,
    random_state: int | None = None,
) -> Crosstab:
    """Say who has both, whether that is more than chance, and how strong it is.

    Parameters
    ----------
    a, b : Series indexed by customer_id: segments, categories, answers, yes and no
    test : "auto", "chi2", "exact" (two by two) or "permutation"; "auto" is chi2 unless
        more than a fifth of the expected counts are below 5, or one is below 1
    corrected : correct V for what chance alone gives (Bergsma)
    n_permutations : how many tables with the same totals the permutation test draws
    minimum : blank cells of fewer customers, and enough others that they cannot be
        reckoned back; None shows all
    level : coverage of the interval of V
    random_state : seed of the permutation test

    Returns
    -------
    Crosstab

    Raises
    ------
    DataError
        if they share no customer, one has a single value, or the exact test is asked
        for on another table than two by two

    References
    ----------
    Pearson (1900); Cochran (1954); Fisher (1935); Cramér (1946); Bergsma (2013);
    Haberman (1973); Steiger and Fouladi (1997) for the interval.

    Examples
    --------
    >>> party = pd.Series(["D"] * 1246 + ["I"] * 566 + ["R"] * 945, name="party")
    >>> sex = (["f"] * 762 + ["m"] * 484 + ["f"] * 327 + ["m"] * 239 + ["f"] * 468
    ...        + ["m"] * 477)
    >>> found = crosstab(pd.Series(sex, name="sex"), party)
    >>> round(found.statistic, 2), found.degrees_of_freedom
    (30.07, 2)
    """
    checks.choice(test, TESTS, name="test")
    n_permutations = checks.whole_number(n_permutations, name="n_permutations", low=99)
    first, second, left_out = cells.common(a, b)
    counts = pd.crosstab(first, second)
    if min(counts.shape) < 2:
        raise DataError(words.ONE_VALUE.format(shape=counts.shape))
    if test == "exact" and counts.shape != (2, 2):
        raise DataError(words.NOT_TWO_BY_TWO.format(shape=counts.shape))
    values = counts.to_numpy(dtype=float)
    found = examined(
        values, test=test, n_permutations=n_permutations, seed=random_state
    )
    whole = values.sum() * (min(values.shape) - 1)
    ends = effect_interval(found.statistic, found.degrees_of_freedom, whole, level)
    low, high = np.sqrt(np.minimum(ends, 1.0))
    return Crosstab(
        cells.long(counts, minimum),
        found.statistic,
        found.degrees_of_freedom,
        found.p_value,
        found.test,
        cramers_v(values, corrected=corrected),
        float(low),
        float(high),
        int(values.sum()),
        left_out,
        level,
        corrected,
    )


def crosstabs(
    segments: pd.Series,
    X: pd.DataFrame,
    *,
    columns: Iterable[str] | None = None,
    **options: Any,
) -> Table:
    """Cross segments with several columns, and test all of them together.

    Parameters
    ----------
    segments : Series indexed by customer_id
    X : DataFrame indexed by customer_id
    columns : names of columns of X; None for all that hold few different values
    options : as in `crosstab`

    Returns
    -------
    DataFrame, a row per column: statistic, degrees_of_freedom, p_value, p_holm (raised
    for the number of columns), cramers_v, low, high, n, left_out, test

    Raises
    ------
    DataError
        if a column is missing, or `crosstab` refuses one

    References
    ----------
    Holm (1979); else as `crosstab`.

    Examples
    --------
    >>> segments = pd.Series(["a", "b"] * 30, name="segment")
    >>> X = pd.DataFrame({"one": ["x", "y"] * 30, "two": ["x", "x", "y"] * 20})
    >>> crosstabs(segments, X)[["cramers_v", "p_holm"]].round(3).to_numpy().tolist()
    [[1.0, 0.0], [0.0, 1.0]]
    """
    if columns is None:
        columns = [str(name) for name in X if X[name].nunique() <= MOST]
    names = list(columns)
    checks.table(X, names, name="X")
    found = [crosstab(segments, X[name], **options) for name in names]
    kept = ["statistic", "degrees_of_freedom", "p_value", "cramers_v", "low", "high",
            "n", "left_out", "test"]  # fmt: skip
    rows = [[getattr(one, field) for field in kept] for one in found]
    result = Table(rows, pd.Index(names, name="column"), kept)
    result.insert(3, "p_holm", holm(result["p_value"]))
    result.attrs["heading"] = words.CROSSTABS
    return result
