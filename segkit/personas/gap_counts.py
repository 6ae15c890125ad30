"""Counts behind the product gap: who bought what, who said what, by segment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.personas.gap_rates import Share
from segkit.personas.words import gap as words_gap

TOP = 2  # the two highest answers of a scale
KEY = "customer_id"


def purchases(
    orders: Any, product: str, groups: pd.Series, columns: Mapping[str, str] | None
) -> tuple[pd.DataFrame, dict[str, int]]:
    """Count the purchases of each customer by product, in the engine of the table.

    Parameters
    ----------
    orders, product, columns : as for `segkit.personas.product_gap`
    groups : segments, categories, indexed by customer_id

    Returns
    -------
    DataFrame customer_id, what, x (purchases), segment; and how many were left out

    Raises
    ------
    DataError
        if a column is missing, or nobody with a segment bought anything

    Examples
    --------
    >>> orders = pd.DataFrame({"customer_id": [1, 1], "category": ["lamp", "lamp"]})
    >>> groups = pd.Series(["a"], [1], dtype="category")
    >>> purchases(orders, "category", groups, None)[0]["x"].tolist()
    [2.0]
    """
    native = checks.table(orders, [KEY, product], name="orders", columns=columns)
    lazy = nw.from_native(native).lazy().group_by(KEY, product).agg(x=nw.len())
    table = engine.to_pandas(lazy.to_native()).rename(columns={product: "what"})
    table["segment"] = groups.reindex(table[KEY]).array
    unnamed, nobody = table["what"].isna(), table["segment"].isna()
    left_out = {
        words_gap.NO_SEGMENT: int(table.loc[nobody, "x"].sum()),
        words_gap.NO_PRODUCT.format(product=product): int(
            table.loc[unnamed & ~nobody, "x"].sum()
        ),
    }
    table = table[~unnamed & ~nobody].astype({"what": str, "x": float})
    if table.empty:
        raise DataError(words_gap.NOTHING_BOUGHT.format(product=product))
    return table.reset_index(drop=True), left_out


def answers(
    jobs: Any, stated: Any, questions: Sequence[str], groups: pd.Series, scale: int
) -> tuple[pd.DataFrame, dict[str, int]]:
    """List who was asked about which need, and who has it.

    Parameters
    ----------
    jobs, stated, questions, scale : as for `segkit.personas.product_gap`
    groups : segments, categories, indexed by customer_id

    Returns
    -------
    DataFrame asked, what, segment, said (bool); and how many were left out

    Raises
    ------
    DataError
        if a column is missing, an answer repeats, or lies outside the scale

    Examples
    --------
    >>> jobs = pd.DataFrame({"customer_id": [1], "job": ["gift"], "importance": [9],
    ...                      "satisfaction": [2]})
    >>> answers(jobs, None, [], pd.Series(["a"], [1], dtype="category"), 10)[0]["said"]
    0    True
    Name: said, dtype: bool
    """
    half, parts = 0, []
    if jobs is not None:
        table, half = _unmet(jobs, checks.whole_number(scale, name="scale", low=3))
        parts.append(table)
    if stated is not None:
        parts += _stated(stated, questions)
    found = pd.concat(parts, ignore_index=True)
    found["segment"] = groups.reindex(found.pop(KEY)).array
    nobody = int(found["segment"].isna().sum())
    left_out = {words_gap.NO_ANSWER: nobody, words_gap.HALF_ANSWER: half}
    return found.dropna(subset="segment").reset_index(drop=True), left_out


def _unmet(jobs: Any, scale: int) -> tuple[pd.DataFrame, int]:
    """Say of each person and job whether it is important and not well served."""
    need = [KEY, "job", "importance", "satisfaction"]
    table = engine.to_pandas(checks.table(jobs, need, name="jobs"))[need]
    twice = int(table.duplicated([KEY, "job"]).sum())
    if twice:
        raise DataError(words_gap.JOB_TWICE.format(n=twice))
    for name in need[2:]:
        given = table[name].dropna()
        fine = pd.api.types.is_numeric_dtype(given) and given.between(1, scale).all()
        if not fine:
            found = sorted(given.astype(str).unique())[:5]
            text = words_gap.SCALE
            raise DataError(text.format(column=name, scale=scale, found=found))
    known = table.dropna()
    high = known[need[2:]] > scale - TOP
    made = pd.DataFrame(
        {
            KEY: known[KEY],
            "asked": words_gap.UNMET,
            "what": known["job"].astype(str),
            "said": high["importance"] & ~high["satisfaction"],
        }
    )
    return made, len(table) - len(known)


def _stated(stated: Any, questions: Sequence[str]) -> list[pd.DataFrame]:
    """Turn a question with one answer into one yes or no for each answer."""
    table = engine.to_pandas(checks.table(stated, [KEY], name="stated"))
    there = [name for name in questions if name in table]
    if not there:
        have = list(map(str, table.columns))
        raise DataError(words_gap.NO_COLUMN.format(asked=list(questions), have=have))
    twice = int(table[KEY].duplicated().sum())
    if twice:
        raise DataError(words_gap.TWICE.format(name="stated", n=twice))
    parts = []
    for name in there:
        known = table[[KEY, name]].dropna()
        for answer in sorted(known[name].astype(str).unique()):
            said = known[name].astype(str) == answer
            made = {KEY: known[KEY], "asked": name, "what": answer, "said": said}
            parts.append(pd.DataFrame(made))
    return parts


def by_need(asked: pd.DataFrame, groups: pd.Series) -> list[Share]:
    """Count for each segment and need who has it, of those who answered.

    Parameters
    ----------
    asked : what `answers` returns
    groups : segments, categories

    Returns
    -------
    list of Share, segments in their order

    Examples
    --------
    >>> asked = pd.DataFrame({"asked": "unmet", "what": "gift", "segment": ["a", "b"],
    ...                       "said": [True, False]})
    >>> groups = pd.Series(["a", "b"], dtype="category")
    >>> [(one.segment, one.k, one.n) for one in by_need(asked, groups)]
    [('a', 1.0, 1.0), ('b', 0.0, 1.0)]
    """
    keys = ["asked", "what", "segment"]
    counted = asked.astype({"segment": str}).groupby(keys)["said"].agg(["sum", "size"])
    found = []
    for key, part in counted.groupby(level=["asked", "what"]):
        source, what = map(str, key)
        its = part.reset_index(["asked", "what"], drop=True)
        its = its.reindex(groups.cat.categories, fill_value=0)
        whole = its.sum()
        for segment in its.index:
            k, n = map(float, its.loc[segment])
            rest = float(whole["sum"] - k), float(whole["size"] - n)
            found.append(Share(segment, source, what, k, n, *rest, int(n), int(n)))
    return found


def by_product(counted: pd.DataFrame, groups: pd.Series) -> list[Share]:
    """Count for each segment and product its purchases, of all its purchases.

    Parameters
    ----------
    counted : what `purchases` returns
    groups : segments, categories

    Returns
    -------
    list of Share

    Examples
    --------
    >>> counted = pd.DataFrame({"customer_id": [1, 2], "what": ["lamp", "rug"],
    ...                         "x": [3.0, 1.0], "segment": ["a", "b"]})
    >>> groups = pd.Series(["a", "b"], [1, 2], dtype="category")
    >>> [(one.segment, one.what, one.share) for one in by_product(counted, groups)][:2]
    [('a', 'lamp', 1.0), ('b', 'lamp', 0.0)]
    """
    names = sorted(counted["what"].unique())
    return [share for name in names for share in of_products(counted, groups, [name])]


def of_products(
    counted: pd.DataFrame, groups: pd.Series, products: Sequence[str]
) -> list[Share]:
    """Count for each segment the purchases of some products, of all its purchases.

    Parameters
    ----------
    counted : what `purchases` returns
    groups : segments, categories
    products : counted together

    Returns
    -------
    list of Share, counts divided by the design effect of customers

    References
    ----------
    Rao and Scott (1992), Biometrics 48, 577-585, section 2.

    Examples
    --------
    >>> counted = pd.DataFrame({"customer_id": [1, 2], "what": ["lamp", "rug"],
    ...                         "x": [3.0, 1.0], "segment": ["a", "b"]})
    >>> groups = pd.Series(["a", "b"], [1, 2], dtype="category")
    >>> of_products(counted, groups, ["lamp", "rug"])[0].n_customers
    1
    """
    held = counted.assign(
        y=counted["x"], x=counted["x"].where(counted["what"].isin(list(products)), 0.0)
    )
    each = held.groupby(KEY).agg(
        x=("x", "sum"), y=("y", "sum"), of=("segment", "first")
    )
    sums = each.assign(
        xx=each["x"] ** 2, xy=each["x"] * each["y"], yy=each["y"] ** 2, n=1.0
    )
    sums = (
        sums.astype({"of": str}).groupby("of")[["x", "y", "xx", "xy", "yy", "n"]].sum()
    )
    sums = sums.reindex(groups.cat.categories, fill_value=0.0)
    whole, what = sums.sum(), words_gap.JOIN.join(products)
    found = []
    for segment, its in sums.iterrows():
        k, n = _effective(its)
        other = _effective(whole - its)
        size = int(its["y"]), int(its["n"])
        found.append(Share(str(segment), "", what, k, n, *other, *size))
    return found


def _effective(sums: pd.Series) -> tuple[float, float]:
    """Divide counts by how much more their share varies than that of single rows."""
    x, y, n = sums["x"], sums["y"], sums["n"]
    if not 0 < x < y or n < 2:
        return float(x), float(y)
    p = x / y
    spread = sums["xx"] - 2 * p * sums["xy"] + p**2 * sums["yy"]
    effect = max(spread * n / (n - 1) / (y * p * (1 - p)), 1.0)
    return float(x / effect), float(y / effect)


def no_products(segment: str) -> Share:
    """Return the purchases of nothing: what answers a need that nothing answers.

    Examples
    --------
    >>> no_products("a").share
    nan
    """
    return Share(segment, "", words_gap.NO_PRODUCTS, 0.0, 0.0, 0.0, 0.0, 0, 0)
