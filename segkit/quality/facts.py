"""What the checks look at: one table, whichever engine it lies in, in few passes."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

HEAD = 1000  # rows that are looked at for personal data


@dataclass(frozen=True)
class Finding:
    """One thing that a check found, in numbers; `words` has the sentences."""

    check: str
    column: str
    rows: int
    level: str
    decision: str = "keep"
    params: dict[str, Any] = field(default_factory=dict)
    words: dict[str, Any] = field(default_factory=dict)
    table: str = "orders"


@dataclass(frozen=True)
class Facts:
    """A table and what one pass over it tells."""

    name: str
    frame: Any

    @cached_property
    def schema(self) -> dict[str, Any]:
        """Name and narwhals type of every column."""
        return dict(self.frame.collect_schema())

    @cached_property
    def overview(self) -> dict[str, Any]:
        """Rows, missing values per column, smallest and largest of each number."""
        found = {"rows": nw.len()}
        for name, dtype in self.schema.items():
            found[f"missing {name}"] = missing(name, dtype).cast(nw.Int64).sum()
            if dtype.is_numeric() or dtype.is_temporal():
                known = nw.col(name)
                if dtype.is_float():
                    known = nw.when(~known.is_nan()).then(known)
                found[f"min {name}"] = known.min()
                found[f"max {name}"] = known.max()
        return self.one(**found)

    @property
    def rows(self) -> int:
        """How many rows the table has."""
        return int(self.overview["rows"])

    def missing(self, column: str) -> int:
        """Say how many values of a column are missing."""
        return int(self.overview[f"missing {column}"] or 0)

    def is_number(self, column: str) -> bool:
        """Say whether a column is there and holds numbers."""
        return column in self.schema and self.schema[column].is_numeric()

    def is_time(self, column: str) -> bool:
        """Say whether a column is there and holds dates or times without a zone."""
        dtype = self.schema.get(column)
        if dtype is None or not dtype.is_temporal():
            return False
        return dtype == nw.Date or getattr(dtype, "time_zone", None) is None

    def is_text(self, column: str) -> bool:
        """Say whether a column is there and holds text."""
        dtype = self.schema.get(column)
        return dtype in {nw.String, nw.Categorical, nw.Enum, nw.Object}

    def one(self, **expressions: Any) -> dict[str, Any]:
        """Compute several aggregates in one pass."""
        row = gathered(self.frame.select(**expressions))
        return {name: row[name].iloc[0] for name in row.columns}

    def count(self, condition: Any) -> int:
        """Count the rows for which a condition holds."""
        found = self.one(n=condition.fill_null(False).cast(nw.Int64).sum())["n"]
        return 0 if pd.isna(found) else int(found)

    def groups(self, column: str, by: Any, name: str) -> pd.DataFrame:
        """Count rows per group: columns `name` and n, largest first; gaps left out."""
        known = self.frame.filter(~nw.col(column).is_null())
        counted = known.with_columns(by.alias("_by")).group_by("_by")
        table = gathered(counted.agg(n=nw.len()))
        table = table.rename(columns={"_by": name}).dropna(subset=[name])
        return table.sort_values(["n", name], ascending=[False, True]).reset_index(
            drop=True
        )

    @cached_property
    def head(self) -> pd.DataFrame:
        """Hand over the first rows, to look at kinds of values."""
        return gathered(self.frame.head(HEAD))


def facts_of(native: Any, name: str) -> Facts:
    """Take a table of any engine as facts.

    Parameters
    ----------
    native : pandas, polars, pyarrow, DuckDB or PySpark table
    name : what the table is called

    Returns
    -------
    Facts

    References
    ----------
    own definition

    Examples
    --------
    >>> facts_of(pd.DataFrame({"amount": [1.0, None]}), "orders").missing("amount")
    1
    """
    if isinstance(native, pd.DataFrame):
        mixed = [c for c in native if native[c].dtype == object]
        native = native.assign(**{str(c): _plain(native[c]) for c in mixed})
    return Facts(name, nw.from_native(native).lazy())


def gathered(frame: Any) -> pd.DataFrame:
    """Bring a small result into pandas.

    Parameters
    ----------
    frame : narwhals LazyFrame

    Returns
    -------
    DataFrame

    References
    ----------
    own definition

    Examples
    --------
    >>> gathered(nw.from_native(pd.DataFrame({"a": [1]})).lazy()).shape
    (1, 1)
    """
    if frame.implementation.is_pandas():
        return frame.collect("pandas").to_native()
    # by arrow: DuckDB's and Spark's own ways to pandas warn on pandas 3.1
    return frame.collect("pyarrow").to_native().to_pandas()


def _plain(column: pd.Series) -> pd.Series:
    """Columns of Python objects (text, or a mixture) become text."""
    return column.map(str, na_action="ignore").astype("str")


def missing(column: str, dtype: Any) -> Any:
    """Say where a value is missing: null, not a number, or blank text.

    Parameters
    ----------
    column : its name
    dtype : its narwhals type

    Returns
    -------
    narwhals expression, Boolean

    References
    ----------
    own definition

    Examples
    --------
    >>> frame = nw.from_native(pd.DataFrame({"a": ["x", " ", None]}))
    >>> frame.select(missing("a", nw.String()))["a"].to_list()
    [False, True, True]
    """
    known = nw.col(column)
    if dtype.is_float():
        return known.is_null() | known.is_nan().fill_null(True)
    if dtype == nw.String:
        maybe = (known < "!").fill_null(False)  # blank, or begins with one
        blank = nw.when(maybe).then(known.str.strip_chars() == "").otherwise(False)
        return known.is_null() | blank
    return known.is_null()
