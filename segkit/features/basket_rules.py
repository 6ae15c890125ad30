"""Rules of the kind "who bought this also bought that", with their uncertainty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.features import words
from segkit.features.baskets import MOST, Pairs, _wilson
from segkit.record import Table

KEY = "customer_id"
SORT = ["lift_low", "n_together", "antecedent", "consequent"]


def association_rules(
    order_lines: Any,
    *,
    basket: str = "order_id",
    of: str = "product_id",
    segments: pd.Series | None = None,
    least: int = 5,
    level: float = 0.95,
    columns: Mapping[str, str] | None = None,
) -> Table:
    """Say for all products what is bought with them, in which direction, how surely.

    Parameters
    ----------
    order_lines : table of any engine, one row per product in an order
    basket : column that says what was bought together; ``"customer_id"`` for what the
        same customers buy at any time
    of : column of the products; a column of categories does as well
    segments : Series of segments indexed by customer_id: rules for each of them;
        order_lines then needs customer_id. None for all together
    least : pairs seen in fewer baskets are left out, and counted
    level : coverage of the intervals
    columns : ``{"our name": "your name"}``

    Returns
    -------
    Table, two rows per pair (one in each direction), the surest first: segment (if
    segments are given), antecedent, consequent, n_together, n_antecedent, n_baskets;
    support (of all baskets), confidence (of the baskets with the antecedent) and lift
    (confidence over the part of all baskets with the consequent: 1 is chance), each
    with _low and _high (Wilson's; lift's over that part as if it was known); p_value
    (that chance alone puts so many together) and p_adjusted (over all pairs and
    segments, also those left out). ``attrs``: n_tests, left_out

    Raises
    ------
    DataError
        if there are more than 2,000 products, or a column is missing

    Notes
    -----
    support and p are those of the pair, alike in both directions; confidence is not.
    Baskets of one customer are not independent: with many orders a customer, intervals
    are too short, unless basket is the customer.

    References
    ----------
    Agrawal, Imieliński and Swami (1993), SIGMOD; Brin, Motwani, Ullman and Tsur (1997),
    SIGMOD; p by the binomial distribution, the larger of the two directions; adjusted
    after Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57,
    289-300.

    Examples
    --------
    >>> lines = pd.DataFrame({"order_id": [1, 1, 2, 2, 3, 4, 5, 6]})
    >>> lines["product_id"] = ["tea", "pot", "tea", "pot", "tea", "cup", "cup", "cup"]
    >>> found = association_rules(lines, least=1)
    >>> found[["antecedent", "consequent", "support", "confidence", "lift"]].round(2)
      antecedent consequent  support  confidence  lift
    0        pot        tea     0.33        1.00   2.0
    1        tea        pot     0.33        0.67   2.0
    """
    least = checks.whole_number(least, name="least")
    if segments is None:
        parts: dict[Any, Pairs] = {"": Pairs.of(order_lines, basket, of, columns)}
    else:
        parts = _by_segment(order_lines, basket, of, segments, columns)
    made = [_rules(pairs, least, level, name) for name, pairs in parts.items()]
    tests = sum(len(p.names) * (len(p.names) - 1) // 2 for p in parts.values())
    seen = sum(part.attrs["seen"] for part in made)
    table = pd.concat(made, ignore_index=True)
    turned = table.pop("turned").to_numpy(dtype=bool)
    adjusted = _adjusted(table.loc[~turned, "p_value"].to_numpy(), tests)
    table.loc[~turned, "p_adjusted"] = adjusted  # both directions: in the same order
    table.loc[turned, "p_adjusted"] = adjusted
    up = [False, False, True, True]
    if segments is None:
        table = table.drop(columns="segment").sort_values(SORT, ascending=up)
    else:
        table = table.sort_values(["segment", *SORT], ascending=[True, *up])
    result = Table(table.reset_index(drop=True))
    gone = seen - len(table) // 2
    result.attrs = {"heading": words.RULES, "n_tests": tests}
    result.attrs["left_out"] = {words.RARE.format(least=least): gone}
    return result


def _by_segment(
    order_lines: Any,
    basket: str,
    of: str,
    segments: pd.Series,
    columns: Mapping[str, str] | None,
) -> dict[Any, Pairs]:
    need = list(dict.fromkeys([basket, of, KEY]))
    native = checks.table(order_lines, need, name="order_lines", columns=columns)
    table = engine.to_pandas(native)[need]
    named = segments.astype("category").cat.rename_categories(str)
    its = named.reindex(table[KEY]).array
    found = {}
    for name in named.cat.categories:
        part = table[its == name]
        if len(part):
            found[name] = Pairs.of(part, basket, of, None)
    if not found:
        raise DataError(words.NO_EVENTS.format(name="order_lines"))
    return found


def _rules(pairs: Pairs, least: int, level: float, segment: Any) -> pd.DataFrame:
    """Rate every pair that is seen often enough, in both directions."""
    k = len(pairs.names)
    if k > MOST:
        raise DataError(words.MANY_PRODUCTS.format(n=k, most=MOST, of="product"))
    from scipy import stats  # noqa: PLC0415 (scipy.stats is slow to import)

    together = (pairs.held.T @ pairs.held).tocoo()
    upper = together.row < together.col
    a, b, n = together.row[upper], together.col[upper], together.data[upper]
    often = n >= least
    seen = int(upper.sum())
    a, b, n = a[often], b[often], n[often]
    each, whole = pairs.n_each, pairs.n_baskets
    chance = np.maximum(
        stats.binom.sf(n - 1, each[a], each[b] / whole),
        stats.binom.sf(n - 1, each[b], each[a] / whole),
    )
    first, second = np.concatenate([a, b]), np.concatenate([b, a])
    table = _measures(pairs, first, second, np.tile(n, 2), level)
    table.insert(0, "segment", segment)
    table["p_value"] = np.tile(chance, 2)
    table["turned"] = np.repeat([False, True], len(n))
    table.attrs["seen"] = seen
    return table


def _measures(
    pairs: Pairs, first: np.ndarray, second: np.ndarray, n: np.ndarray, level: float
) -> pd.DataFrame:
    each, whole = pairs.n_each, pairs.n_baskets
    usual = each[second] / whole
    support = _wilson(n, whole, level)
    confidence = _wilson(n, each[first], level)
    return pd.DataFrame(
        {
            "antecedent": pairs.names[first], "consequent": pairs.names[second],
            "n_together": n, "n_antecedent": each[first], "n_baskets": whole,
            "support": n / whole, "support_low": support[0],
            "support_high": support[1], "confidence": n / each[first],
            "confidence_low": confidence[0], "confidence_high": confidence[1],
            "lift": n / each[first] / usual, "lift_low": confidence[0] / usual,
            "lift_high": confidence[1] / usual,
        }
    )  # fmt: skip


def _adjusted(p: np.ndarray, tests: int) -> np.ndarray:
    """Adjust the p of pairs for all pairs that there are; those left out count as 1."""
    from scipy import stats  # noqa: PLC0415

    everything = np.append(p, np.ones(tests - len(p)))
    return stats.false_discovery_control(everything)[: len(p)] if tests else p
