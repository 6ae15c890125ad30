"""Judges: which kind of answer a question wants, and how exact it must be.

A judge accepts every correct form of an answer. It compares with what the question
computed from the data at hand: no number is typed by hand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from segkit.checks import DataError
from segkit.practice import rulings
from segkit.practice.compare import Span
from segkit.practice.rulings import Judge


def number(
    tolerance: float | None = None, *, digits: int = 3, rate: bool = False
) -> Judge:
    """Judge one number: plain, numpy, a KPI record, or a container that holds one.

    Parameters
    ----------
    tolerance : largest distance that still counts, in the answer's unit; None for
        "rounded to so many significant digits or better"
    digits : that many significant digits, where tolerance is None
    rate : True for a share of 1: then a percentage gets its own message

    Returns
    -------
    Judge

    Examples
    --------
    >>> judge = number(rate=True)
    >>> judge.same(0.417, 5 / 12), judge.same(0.42, 5 / 12)
    (True, False)
    >>> judge.differs(41.7, 5 / 12)
    'This is a hundred times too large: a rate is a share of 1, not a percentage.'
    """
    return rulings.Number(Span(tolerance, digits), rate)


def column(
    tolerance: float | None = None,
    *,
    key: str = "customer_id",
    value: str | None = None,
    total: str | None = None,
    digits: int = 3,
) -> Judge:
    """Judge one number per customer, per segment or per any other key.

    Parameters
    ----------
    tolerance, digits : as in `number`
    key : what there is one value for
    value : the column to read where a table has several
    total : key of a total row that may be there or not, such as ``"all"``

    Returns
    -------
    Judge

    Examples
    --------
    >>> import pandas as pd
    >>> judge = column(key="segment", total="all")
    >>> right = judge.read({"loyal": 0.5, "lost": 0.1})
    >>> judge.same(judge.read(pd.Series({"lost": 0.1, "loyal": 0.5, "all": 1})), right)
    True
    """
    return rulings.Column(key, value, total, Span(tolerance, digits))


def labels(*, key: str = "customer_id", value: str | None = None) -> Judge:
    """Judge one named category per customer, in any order of rows and any string type.

    Parameters
    ----------
    key : what there is one label for
    value : the column to read where a table has several

    Returns
    -------
    Judge

    Examples
    --------
    >>> import pandas as pd
    >>> judge = labels()
    >>> right = judge.read(pd.Categorical(["VIP", "new"]))
    >>> judge.same(judge.read(["vip ", "new"]), right)
    True
    """
    return rulings.Column(key, value, None, Span(0.0))


def table(
    columns: Sequence[str],
    tolerance: float | None = None,
    *,
    key: str = "customer_id",
    digits: int = 3,
) -> Judge:
    """Judge a table with one row per customer: these columns, in any order.

    Parameters
    ----------
    columns : names that must be there; further columns are left aside
    tolerance, digits : as in `number`
    key : what there is one row for

    Returns
    -------
    Judge

    Examples
    --------
    >>> import pandas as pd
    >>> judge = table(["a", "b"])
    >>> right = judge.read(pd.DataFrame({"customer_id": ["x"], "b": [2], "a": [1]}))
    >>> judge.same(judge.read(pd.DataFrame({"a": [1], "b": [2]}, index=["x"])), right)
    True
    """
    return rulings.Table(tuple(columns), key, Span(tolerance, digits))


def ids(*, key: str = "customer_id") -> Judge:
    """Judge a set of ids, in any container and any order, each once.

    Parameters
    ----------
    key : what the ids are of

    Returns
    -------
    Judge

    Examples
    --------
    >>> import numpy as np
    >>> judge = ids()
    >>> judge.same(judge.read(np.array(["b", "a"])), judge.read(["a", "b"]))
    True
    """
    return rulings.Ids(key)


def partition(threshold: float = 1.0, *, key: str = "customer_id") -> Judge:
    """Judge a segmentation whatever its names and numbers: by adjusted Rand index.

    Parameters
    ----------
    threshold : smallest adjusted Rand index that counts as the same segmentation
    key : what is segmented

    Returns
    -------
    Judge

    Examples
    --------
    >>> judge = partition(0.99)
    >>> judge.same(judge.read([1, 1, 0]), judge.read(["a", "a", "b"]))
    True
    """
    return rulings.Partition(threshold - 1e-12, key)


def truth() -> Judge:
    """Judge a statement: True or False.

    Returns
    -------
    Judge

    Examples
    --------
    >>> import numpy as np
    >>> truth().read("yes"), truth().read(np.False_)
    (True, False)
    """
    return rulings.Truth()


def choice(options: Mapping[str, str]) -> Judge:
    """Judge a choice among options, by key or by text, in any case.

    Parameters
    ----------
    options : ``{"A": "the first option", ...}``, at least two

    Returns
    -------
    Judge

    Raises
    ------
    DataError
        if there are fewer than two options

    Examples
    --------
    >>> choice({"A": "Everybody", "B": "New customers"}).read("new customers")
    'B'
    """
    if len(options) < 2:
        raise DataError(f"options must hold at least two options; this is {options!r}")
    return rulings.Choice(dict(options))
