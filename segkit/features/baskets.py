"""What is bought together: pairs of products, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.features import words

MOST = 2000  # products in a matrix of pairs
VALUES = ("lift", "confidence", "support", "n_together")


@dataclass(frozen=True)
class Pairs:
    """Baskets by product, 1 where the product is in the basket, and their counts."""

    names: pd.Index
    held: Any
    n_baskets: int
    n_each: np.ndarray

    @classmethod
    def of(
        cls,
        lines: Any,
        basket: str,
        product: str,
        columns: Mapping[str, str] | None,
    ) -> Pairs:
        """Read the lines: each product once a basket, however many were bought."""
        from scipy import sparse  # noqa: PLC0415 (slow to import)

        native = checks.table(
            lines, [basket, product], name="order_lines", columns=columns
        )
        both = nw.from_native(native).select(basket, product)
        table = engine.to_pandas(both.to_native()).dropna()
        table = table.apply(lambda column: pd.Series(column.tolist()))
        if table.empty:
            raise DataError(words.NO_EVENTS.format(name="order_lines"))
        row, baskets = pd.factorize(table[basket])
        column, names = pd.factorize(table[product], sort=True)
        held = sparse.csr_matrix(
            (np.ones(len(row), np.int64), (row, column)), (len(baskets), len(names))
        )
        held.data[:] = 1
        each = np.asarray(held.sum(axis=0)).ravel()
        return cls(pd.Index(names), held, len(baskets), each)


def also_bought(
    order_lines: Any,
    product: Any,
    *,
    basket: str = "order_id",
    of: str = "product_id",
    least: int = 5,
    level: float = 0.95,
    columns: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Say what else is in the baskets that hold a product, the surest first.

    Parameters
    ----------
    order_lines : table of any engine, one row per product in an order
    product : the product to start from
    basket : column that says what was bought together; ``"customer_id"`` for what the
        same customers buy at any time
    of : column of the products; a column of categories does as well
    least : pairs seen in fewer baskets are left out, and counted
    level : coverage of the interval
    columns : ``{"our name": "your name"}``

    Returns
    -------
    pandas.DataFrame indexed by the other product, surest first
        n_together (baskets with both), support (of all baskets), confidence (of the
        baskets with the product), usual_rate (part of all baskets with the other),
        lift (confidence / usual_rate: 1 is chance), lift_low and lift_high (Wilson's
        interval of the confidence over usual_rate). Sorted by lift_low. ``attrs``:
        n_baskets, n_with (baskets with the product), left_out (pairs)

    Raises
    ------
    DataError
        if nobody bought the product, or a column is missing

    Notes
    -----
    Agrawal, Imieliński and Swami (1993), SIGMOD, for support and confidence; lift is
    the interest of Brin, Motwani, Ullman and Tsur (1997), SIGMOD. With hundreds of
    products some intervals lie above 1 by chance: at 95 %, one pair in forty.

    Examples
    --------
    >>> bought = ["tea", "pot", "tea", "pot", "tea", "cup", "cup", "cup"]
    >>> lines = pd.DataFrame({"order_id": [1, 1, 2, 2, 3, 4, 5, 6]})
    >>> lines["product_id"] = bought
    >>> found = also_bought(lines, "tea", least=1)
    >>> found[["n_together", "confidence", "lift"]].round(2)
                n_together  confidence  lift
    product_id
    pot                  2        0.67   2.0
    """
    least = checks.whole_number(least, name="least")
    pairs = Pairs.of(order_lines, basket, of, columns)
    if product not in pairs.names:
        raise DataError(
            words.NO_PRODUCT.format(product=product, of=of, some=list(pairs.names[:3]))
        )
    place = int(np.flatnonzero(pairs.names == product)[0])
    here = pairs.held[np.flatnonzero(pairs.held[:, [place]].toarray().ravel())]
    together = np.asarray(here.sum(axis=0)).ravel()
    together[place] = 0
    keep = together >= least
    table = _rated(pairs, place, np.flatnonzero(keep), together[keep], level)
    table.index.name = of
    table = table.sort_values(
        ["lift_low", "n_together"], ascending=False, kind="stable"
    )
    table.attrs = {
        "n_baskets": pairs.n_baskets,
        "n_with": int(pairs.n_each[place]),
        "left_out": {
            words.RARE.format(least=least): int(((together > 0) & ~keep).sum())
        },
    }
    return table


def cross_sell_matrix(
    order_lines: Any,
    *,
    value: str = "lift",
    basket: str = "order_id",
    of: str = "product_id",
    least: int = 5,
    columns: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Say for every two products how often they are bought together.

    Parameters
    ----------
    order_lines, basket, of, columns : as for `also_bought`
    value : ``"lift"``, ``"confidence"`` (of the baskets with the row's product, how
        many hold the column's), ``"support"`` or ``"n_together"``
    least : pairs seen in fewer baskets are missing: too few to say

    Returns
    -------
    pandas.DataFrame of floats, products by products, sorted; the diagonal is missing.
    ``attrs``: n_baskets, pairs, shown (pairs that are not missing)

    Raises
    ------
    DataError
        if there are more than 2,000 products, or a column is missing

    Notes
    -----
    As for `also_bought`.

    Examples
    --------
    >>> lines = pd.DataFrame({"order_id": [1, 1, 2, 2, 3, 4]})
    >>> lines["product_id"] = ["tea", "pot", "tea", "pot", "tea", "cup"]
    >>> cross_sell_matrix(lines, value="n_together", least=1).loc["tea"].tolist()
    [nan, 2.0, nan]
    """
    value = checks.choice(value, VALUES, name="value")
    least = checks.whole_number(least, name="least")
    pairs = Pairs.of(order_lines, basket, of, columns)
    if len(pairs.names) > MOST:
        raise DataError(
            words.MANY_PRODUCTS.format(n=len(pairs.names), most=MOST, of=of)
        )
    together = (pairs.held.T @ pairs.held).toarray().astype(float)
    np.fill_diagonal(together, np.nan)
    together[together < least] = np.nan
    each, n = pairs.n_each.astype(float), pairs.n_baskets
    made = {
        "n_together": together,
        "support": together / n,
        "confidence": together / each[:, None],
        "lift": together * n / np.outer(each, each),
    }[value]
    index = pairs.names.rename(of)
    table = pd.DataFrame(made, index, pairs.names)
    k = len(index)
    table.attrs = {
        "n_baskets": n,
        "pairs": k * (k - 1) // 2,
        "shown": int((~np.isnan(together)).sum()) // 2,
    }
    return table


def _rated(
    pairs: Pairs, place: int, others: np.ndarray, together: np.ndarray, level: float
) -> pd.DataFrame:
    having, n = int(pairs.n_each[place]), pairs.n_baskets
    usual = pairs.n_each[others] / n
    confidence = together / having
    low, high = _wilson(together, having, level)
    return pd.DataFrame(
        {
            "n_together": together,
            "support": together / n,
            "confidence": confidence,
            "usual_rate": usual,
            "lift": confidence / usual,
            "lift_low": low / usual,
            "lift_high": high / usual,
        },
        pairs.names[others],
    )


def _wilson(k: np.ndarray, n: int, level: float) -> tuple[np.ndarray, np.ndarray]:
    """Compute the interval of `segkit.record.wilson` for many counts at once."""
    if not isinstance(level, float) or not 0 < level < 1:
        raise DataError(words.LEVEL.format(level=level))
    z = NormalDist().inv_cdf((1 + level) / 2)
    middle, half = k + z**2 / 2, z * np.sqrt(k * (n - k) / n + z**2 / 4)
    return (middle - half) / (n + z**2), (middle + half) / (n + z**2)
