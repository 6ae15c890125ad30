"""What people were asked in tasks: from one row per question to one row per customer.

`maxdiff`, `choices`, `kano` and `jobs` read the four tables of a survey of needs. Their
columns start with ``maxdiff_``, ``choice_``, ``kano_with_`` and ``kano_without_``,
``job_importance_`` and ``job_satisfaction_``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.features import words
from segkit.features.answer_rows import keys, numbers, opened

PRICES = ("price", "cost", "fee")


def maxdiff(
    asked: Any, *, item: str = "benefit", columns: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """Score each item for each person: how much oftener best than worst, of shown.

    Parameters
    ----------
    asked : table, one row per customer_id, task and item shown: best, worst (True or
        False, each once per task)
    item : column that names the items
    columns : ``{"our name": "your name"}``

    Returns
    -------
    DataFrame indexed by customer_id. For each item ``maxdiff_<item>``, (best - worst) /
    shown, from -1 to 1, and ``shown_<item>``, ``best_<item>``, ``worst_<item>``, whole
    numbers. The scores of a person compare items, not people: they add up to about 0

    Raises
    ------
    DataError
        if a column is missing, an item is shown twice in a task, or a task has not one
        best and one other worst item

    References
    ----------
    Finn and Louviere (1992), Journal of Public Policy and Marketing 11(2), 12-25.

    Examples
    --------
    >>> asked = pd.DataFrame({"customer_id": 1, "task": [1, 1, 1, 2, 2, 2],
    ...     "benefit": ["Low price", "Advice", "Design", "Low price", "Advice", "Gift"],
    ...     "best": [1, 0, 0, 1, 0, 0], "worst": [0, 0, 1, 0, 1, 0]})
    >>> maxdiff(asked).filter(like="maxdiff_").loc[1].to_dict()
    {'maxdiff_advice': -0.5, 'maxdiff_design': -1.0, 'maxdiff_gift': 0.0,
     'maxdiff_low_price': 1.0}
    """
    key = ["customer_id", "task", item]
    table = opened(asked, ["best", "worst"], key, "maxdiff", columns)
    marks = pd.DataFrame({n: numbers(table, n, "maxdiff") for n in ("best", "worst")})
    _one_each(table, marks)
    table[item] = keys(table[item], "maxdiff")
    by = marks.assign(shown=1).groupby([table["customer_id"], table[item]])
    counts = by.sum()
    score = (counts["best"] - counts["worst"]) / counts["shown"]
    parts = [score.unstack().add_prefix("maxdiff_")]
    for name in ("shown", "best", "worst"):
        whole = counts[name].unstack(fill_value=0).astype("int64")
        parts.append(whole.add_prefix(f"{name}_"))
    return _finished(pd.concat(parts, axis=1))


def _one_each(table: pd.DataFrame, marks: pd.DataFrame) -> None:
    sums = marks.groupby([table["customer_id"], table["task"]]).sum()
    both = int(((marks["best"] == 1) & (marks["worst"] == 1)).sum())
    wrong = int((sums != 1).any(axis=1).sum()) + both
    if wrong or not marks.isin([0, 1]).all(axis=None):
        raise DataError(words.BEST_WORST.format(n=wrong))


def choices(
    asked: Any,
    *,
    low_is_better: Sequence[str] | None = None,
    columns: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Say for each person what they took more of than was shown, for each attribute.

    Parameters
    ----------
    asked : table, one row per customer_id, task and alternative: chosen (True once per
        task), and attributes of the offer, numbers or True and False
    low_is_better : attributes that people want little of; None for those whose name
        says price, cost or fee
    columns : ``{"our name": "your name"}``

    Returns
    -------
    DataFrame indexed by customer_id: ``choice_<attribute>``, the mean of the offers
    taken less the mean of the offers shown, over the range of the attribute: from -1 to
    1. Where low is better, it is turned round and called ``choice_low_<attribute>``

    Raises
    ------
    DataError
        if a column is missing, a task has not one chosen offer, or nothing differs

    References
    ----------
    Own definition; `segkit.models.needs.part_worths` fits a choice model instead.

    Examples
    --------
    >>> asked = pd.DataFrame({"customer_id": 1, "task": [1, 1, 2, 2],
    ...     "alternative": [1, 2, 1, 2], "price_amount": [40.0, 50, 40, 50],
    ...     "fast": [False, True, True, False], "chosen": [True, False, True, False]})
    >>> choices(asked).loc[1].to_dict()
    {'choice_fast': 0.0, 'choice_low_price': 0.5}
    """
    key = ["customer_id", "task", "alternative"]
    table = opened(asked, ["chosen"], key, "conjoint", columns)
    names = [name for name in table.columns if name not in (*key, "chosen")]
    x = pd.DataFrame({n: numbers(table, n, "conjoint") for n in ["chosen", *names]})
    taken = x["chosen"].groupby([table["customer_id"], table["task"]]).sum()
    wrong = int((taken != 1).sum())
    if wrong:
        raise DataError(words.CHOSEN.format(n=wrong))
    lower = _low(names, low_is_better)
    found = {}
    for name in names:
        low, high = x[name].min(), x[name].max()
        if not high > low:
            raise DataError(words.ALL_ALIKE.format(name=name))
        side = -1 if name in lower else 1
        off = side * (x[name] - x[name].groupby(table["customer_id"]).transform("mean"))
        mean = (off * x["chosen"]).groupby(table["customer_id"]).sum()
        mean /= x["chosen"].groupby(table["customer_id"]).sum() * (high - low)
        plain = name.removesuffix("_amount") if side < 0 else name
        found[f"choice_{'low_' if side < 0 else ''}{plain}"] = mean.round(12)
    return _finished(pd.DataFrame(found)[sorted(found)])


def _low(names: Sequence[str], asked: Sequence[str] | None) -> set[str]:
    if asked is None:
        return {name for name in names if set(name.split("_")) & set(PRICES)}
    for name in asked:
        checks.choice(name, names, name="low_is_better")
    return set(asked)


def kano(asked: Any, *, columns: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Set each person's two answers to each feature side by side.

    Parameters
    ----------
    asked : table, one row per customer_id and feature: functional (if the shop has it)
        and dysfunctional (if it has not), each 1 like, 2 must be, 3 neutral, 4 live
        with, 5 dislike
    columns : ``{"our name": "your name"}``

    Returns
    -------
    DataFrame indexed by customer_id: ``kano_with_<feature>`` and
    ``kano_without_<feature>``; `segkit.models.needs.kano_category` says what they mean

    Raises
    ------
    DataError
        if a column is missing, a feature is asked twice, or an answer is not 1 to 5

    Examples
    --------
    >>> asked = pd.DataFrame({"customer_id": [1], "feature": ["Free returns"],
    ...                       "functional": [1], "dysfunctional": [5]})
    >>> kano(asked).loc[1].to_dict()
    {'kano_with_free_returns': 1.0, 'kano_without_free_returns': 5.0}
    """
    values = {"functional": "kano_with_", "dysfunctional": "kano_without_"}
    return _wide(asked, "feature", values, ("kano", 5), columns)


def jobs(
    asked: Any, *, scale: int = 10, columns: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """Set each person's importance of, and satisfaction with, each job side by side.

    Parameters
    ----------
    asked : table, one row per customer_id and job: importance, satisfaction
    scale : the highest answer that was offered; the lowest is 1
    columns : ``{"our name": "your name"}``

    Returns
    -------
    DataFrame indexed by customer_id: ``job_importance_<job>`` and
    ``job_satisfaction_<job>``

    Raises
    ------
    DataError
        if a column is missing, a job is asked twice, or an answer is off the scale

    Examples
    --------
    >>> asked = pd.DataFrame({"customer_id": [1], "job": ["Find a gift"],
    ...                       "importance": [9], "satisfaction": [4]})
    >>> jobs(asked).loc[1].to_dict()
    {'job_importance_find_a_gift': 9.0, 'job_satisfaction_find_a_gift': 4.0}
    """
    high = checks.whole_number(scale, name="scale", low=3)
    values = {"importance": "job_importance_", "satisfaction": "job_satisfaction_"}
    return _wide(asked, "job", values, ("jobs", high), columns)


def _wide(
    asked: Any,
    item: str,
    values: Mapping[str, str],
    scale: tuple[str, int],
    columns: Mapping[str, str] | None,
) -> pd.DataFrame:
    name, high = scale
    table = opened(asked, list(values), ["customer_id", item], name, columns)
    table[item] = keys(table[item], name)
    parts = []
    for column, prefix in values.items():
        table[column] = numbers(table, column, name)
        wrong = (table[column] < 1) | (table[column] > high)
        if wrong.any():
            worst = f"{table.loc[wrong, column].iloc[0]:g}"
            text = words.OFF_SCALE.format(
                name=name, column=column, n=int(wrong.sum()), high=high, value=worst
            )
            raise DataError(text)
        each = table.pivot(index="customer_id", columns=item, values=column)
        parts.append(each.add_prefix(prefix))
    return _finished(pd.concat(parts, axis=1))


def _finished(table: pd.DataFrame) -> pd.DataFrame:
    found = table.sort_index()
    found.columns = pd.Index([str(name) for name in found.columns])
    found.attrs["left_out"] = {}
    return found
