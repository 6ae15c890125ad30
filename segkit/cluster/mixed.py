"""Tables of numbers and categories, ready for arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from segkit.checks import DataError

MISSING = -1
UNKNOWN = -2
# A column of whole numbers with at most so many different ones may be answers.
FEW = 11
# Squares of larger numbers, and sums of them, are beyond a computer's range.
LARGEST = 1e100


@dataclass(frozen=True)
class Mixed:
    """Rows of numbers and categories.

    Attributes
    ----------
    numbers : (n, p) floats, NaN where missing
    codes : (n, q) whole numbers: the place of each category among the column's levels,
        -1 where missing, -2 where it was never seen before
    """

    numbers: NDArray[np.float64]
    codes: NDArray[np.int64]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.numbers)

    def take(self, rows: NDArray[Any]) -> Mixed:
        """Return some of the rows.

        Parameters
        ----------
        rows : positions

        Returns
        -------
        Mixed
        """
        return Mixed(self.numbers[rows], self.codes[rows])


@dataclass(frozen=True)
class Reader:
    """How the columns of a table become numbers and codes.

    Attributes
    ----------
    names : the columns, in the order of the table
    numeric, categorical : which of them are what, by name's order so that the order of
        the columns changes nothing
    levels : the categories of each categorical column, sorted
    """

    names: list[Any]
    numeric: list[int]
    categorical: list[int]
    levels: list[NDArray[Any]]

    @classmethod
    def learn(cls, table: pd.DataFrame, categorical: NDArray[np.bool_]) -> Self:
        """Learn which columns are categories, and which categories there are.

        Parameters
        ----------
        table : one row per case
        categorical : (columns,) which are categories

        Returns
        -------
        Reader

        Examples
        --------
        >>> table = pd.DataFrame({"colour": ["red", "blue"], "size": [1, 2]})
        >>> Reader.learn(table, np.array([True, False])).levels[0].tolist()
        ['blue', 'red']
        """
        names = list(table.columns)
        order = sorted(range(len(names)), key=lambda place: (str(names[place]), place))
        numeric = [place for place in order if not categorical[place]]
        chosen = [place for place in order if categorical[place]]
        levels = [_levels(table.iloc[:, place]) for place in chosen]
        return cls(names, numeric, chosen, levels)

    def read(self, table: pd.DataFrame) -> Mixed:
        """Turn a table with the same columns into numbers and codes.

        Parameters
        ----------
        table : one row per case

        Returns
        -------
        Mixed

        Raises
        ------
        DataError
            if a column of numbers holds something else, or infinite numbers
        """
        numbers = [_numbers(table.iloc[:, place]) for place in self.numeric]
        columns = zip(self.categorical, self.levels, strict=True)
        codes = [_codes(table.iloc[:, place], levels) for place, levels in columns]
        return Mixed(
            _matrix(numbers, len(table), float), _matrix(codes, len(table), int)
        )

    def one_hot(self, codes: NDArray[np.int64]) -> sparse.csr_array:
        """Return one column per category, 1 where the row has it.

        Parameters
        ----------
        codes : (n, q) as `read` gives them

        Returns
        -------
        (n, levels of all columns) sparse array of 0 and 1
        """
        starts = np.cumsum([0, *(len(levels) for levels in self.levels)])
        known = codes >= 0
        columns = (codes + starts[:-1])[known]
        ends = np.r_[0, known.sum(axis=1).cumsum()]
        shape = (len(codes), int(starts[-1]))
        return sparse.csr_array((np.ones(len(columns)), columns, ends), shape=shape)


def _matrix(columns: list[NDArray[Any]], n: int, kind: type) -> NDArray[Any]:
    return np.column_stack(columns) if columns else np.empty((n, 0), dtype=kind)


def _levels(column: pd.Series) -> NDArray[Any]:
    found = column.dropna().unique()
    try:
        return np.sort(np.asarray(found))
    except TypeError:  # numbers beside texts
        return np.asarray(sorted(found, key=lambda level: (str(type(level)), level)))


def _codes(column: pd.Series, levels: NDArray[Any]) -> NDArray[np.int64]:
    codes = pd.Index(levels).get_indexer(pd.Index(column))
    missing = column.isna().to_numpy()
    return np.where(missing, MISSING, np.where(codes < 0, UNKNOWN, codes))


def _numbers(column: pd.Series) -> NDArray[np.float64]:
    try:
        numbers = column.to_numpy(dtype=float, na_value=np.nan)
    except (TypeError, ValueError) as error:
        raise DataError(
            f"the column {column.name!r} must hold numbers; it is {column.dtype} "
            f"({error}): convert it, or name it in categorical_features"
        ) from error
    if np.isinf(numbers).any():
        raise DataError(
            f"the column {column.name!r} holds infinity in "
            f"{int(np.isinf(numbers).sum())} rows: replace it by a number or leave it "
            "empty"
        )
    if (np.abs(numbers) > LARGEST).any():
        raise DataError(
            f"the column {column.name!r} holds numbers beyond {LARGEST:.0e}, whose "
            "squares no computer can add: correct them, or use a larger unit"
        )
    return numbers


def chosen(table: pd.DataFrame, features: Any) -> NDArray[np.bool_]:
    """Say which columns of a table are categories.

    Parameters
    ----------
    table : one row per case
    features : "from_dtype" (text, categories and booleans are), "auto" (columns of few
        whole numbers too), None (no column is), a boolean for each column, or names or
        positions of columns

    Returns
    -------
    (columns,) booleans

    Raises
    ------
    DataError
        if `features` names a column that is not there

    Examples
    --------
    >>> table = pd.DataFrame({"colour": ["red", "blue"], "size": [1, 2]})
    >>> chosen(table, "from_dtype").tolist(), chosen(table, ["size"]).tolist()
    ([True, False], [False, True])
    """
    n = table.shape[1]
    if features is None:
        return np.zeros(n, dtype=bool)
    if isinstance(features, str):
        if features not in {"from_dtype", "auto"}:
            raise DataError(
                "categorical_features must be 'from_dtype', 'auto', None, or a list of "
                f"names, positions or booleans; this is {features!r}"
            )
        found = [_is_category(kind) for kind in table.dtypes]
        if features == "auto":
            pairs = enumerate(found)
            found = [text or _few_whole(table.iloc[:, place]) for place, text in pairs]
        return np.array(found, dtype=bool)
    return _listed(list(table.columns), list(features))


def _is_category(kind: Any) -> bool:
    return getattr(kind, "kind", "O") == "b" or not pd.api.types.is_numeric_dtype(kind)


def _few_whole(column: pd.Series) -> bool:
    """Say whether a column holds a few different whole numbers, as answers do."""
    values = column.dropna().unique()
    with np.errstate(invalid="ignore"):  # infinity is refused by name elsewhere
        return len(values) <= FEW and bool((np.mod(values, 1) == 0).all())


def _listed(names: list[Any], features: Sequence[Any]) -> NDArray[np.bool_]:
    if all(isinstance(each, bool | np.bool_) for each in features):
        if len(features) != len(names):
            raise DataError(
                f"categorical_features has {len(features)} booleans, X has "
                f"{len(names)} columns"
            )
        return np.array(features, dtype=bool)
    places = [_place(names, each) for each in features]
    return np.isin(np.arange(len(names)), places)


def _place(names: list[Any], feature: Any) -> int:
    if feature in names:
        return names.index(feature)
    if isinstance(feature, int | np.integer) and 0 <= feature < len(names):
        return int(feature)
    raise DataError(
        f"categorical_features names {feature!r}, and X has the columns {names}"
    )
