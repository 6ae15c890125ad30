"""Champion and challenger: two segmentations, judged on what happened later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.monitoring.bins import percent
from segkit.monitoring.definitions import sorted_by
from segkit.monitoring.homogeneity import adjusted_rand
from segkit.monitoring.separating import Blocks, interval, together
from segkit.monitoring.words import deciding as words
from segkit.record import Table


@dataclass(frozen=True, repr=False)
class Duel:
    """Say which of two segmentations to use, and what switching would mean.

    Parameters
    ----------
    switch : True only if the challenger is surely better by more than the margin
    table : rows separation, spread and gain; columns champion, challenger, difference,
        low, high, meaning
    agreement : adjusted Rand index (1 the same segments, 0 as by chance)
    n, n_changed : customers, and those who would get another message (or be in another
        segment, each champion segment matched to one of the challenger)
    cost : of switching, once
    sizes : customers by segment of the champion (rows) and of the challenger
    sentence : all of it in words

    Examples
    --------
    >>> Duel(False, pd.DataFrame(), 1.0, 10, 0, 0.0, "Keep the champion.")
    Keep the champion.
    """

    switch: bool
    table: pd.DataFrame = field(compare=False)
    agreement: float
    n: int
    n_changed: int
    cost: float
    sentence: str
    sizes: pd.DataFrame = field(default_factory=pd.DataFrame, compare=False)

    @property
    def verdict(self) -> str:
        """Return what to do in words."""
        return words.SWITCH if self.switch else words.KEEP

    def __repr__(self) -> str:
        """Print the sentence and the table."""
        rows = self.table.to_string() if len(self.table) else ""
        return f"{self.sentence}\n{rows}".rstrip()

    def _repr_html_(self) -> str:
        table = Table(self.table)
        table.attrs["heading"] = self.sentence
        return table._repr_html_()


def champion_challenger(
    champion: Any,
    challenger: Any,
    X: Any = None,
    *,
    outcome: pd.Series,
    top_share: float = 0.2,
    margin: float = 0.0,
    messages: tuple[Mapping[str, str], Mapping[str, str]] | None = None,
    cost_per_change: float = 0.0,
    n_draws: int = 400,
    seed: int = 0,
    level: float = 0.95,
) -> Duel:
    """Say whether a new segmentation beats the one in use, on later data.

    Own rule: keep the champion, unless targeting the best customers by the challenger
    is sure to bring more, that is unless the lower end of the interval of the
    difference lies above ``margin``.

    Parameters
    ----------
    champion, challenger : fitted models, functions of X, or Series of segments by
        customer_id; made without the days of the outcome
    X : the table that models sort; not needed for Series
    outcome : Series of numbers by customer_id: what each did after that; those without
        one (or without a segment) are left out
    top_share : the part of all customers that is targeted, 0 to 1
    margin : by how much the challenger must win, in outcome per targeted customer
    messages : the message of each segment of the champion, and of the challenger; None
        to count customers whose segment has no counterpart
    cost_per_change : of each customer who is treated differently from then on
    n_draws, seed : of the paired bootstrap
    level : coverage of the intervals

    Returns
    -------
    Duel; shown as a sentence and the table

    Raises
    ------
    DataError
        if segments, outcome or messages do not fit, or all have the same outcome

    Notes
    -----
    Which segments are best is learned on one half of the customers and judged on the
    other, both ways. With more than 2,000 customers the bootstrap draws 2,000 random
    blocks of them.

    References
    ----------
    separation: Kelley (1935), as in `separation`. Intervals: Efron (1979), percentile,
    paired. Matching: Kuhn (1955). The rule is our own definition.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> orders = pd.Series(rng.poisson(np.repeat([1.0, 4.0], 300)), name="orders")
    >>> good = pd.Series(np.repeat(["few", "many"], 300))
    >>> poor = pd.Series(np.tile(["odd", "even"], 300))
    >>> champion_challenger(poor, good, outcome=orders).verdict
    'switch to the challenger'
    >>> champion_challenger(good, poor, outcome=orders).verdict
    'keep the champion'
    """
    if not 0 < top_share < 1:
        raise DataError(words.SHARE.format(found=top_share))
    checks.whole_number(n_draws, name="n_draws", low=100)
    sides = [
        _segments(x, X, role)
        for x, role in zip((champion, challenger), words.ROLES, strict=False)
    ]
    labels, y, name = together(sides, outcome)
    table = _table(Blocks(labels, y, seed=seed), top_share, n_draws, seed, level)
    table["meaning"] = [
        text.format(name=name, share=percent(top_share))
        for text in words.MEASURES.values()
    ]
    sizes = _sizes(*labels)
    changed = _changed(sizes, messages)
    gain = table.loc["gain"]
    switch = bool(gain["low"] > margin)
    cost = changed * cost_per_change
    verdict = words.SWITCH if switch else words.KEEP
    sentence = words.DUEL.format(
        verdict=verdict.capitalize(), share=percent(top_share), name=name,
        difference=gain["difference"], low=gain["low"], high=gain["high"],
        margin=margin, changed=changed, n=len(y),
        changed_share=percent(changed / len(y)), change=words.CHANGE[bool(messages)],
    )  # fmt: skip
    sentence += words.COST.format(cost=cost) if cost_per_change else ""
    agreement = adjusted_rand(sizes.to_numpy())
    return Duel(switch, table, agreement, len(y), changed, cost, sentence, sizes)


def _segments(side: Any, X: Any, role: str) -> pd.Series:
    if isinstance(side, pd.Series):
        return side
    if X is None or not (hasattr(side, "assign") or callable(side)):
        found = type(side).__name__
        raise DataError(words.NO_ASSIGN.format(name=role, found=found))
    return sorted_by(side, X)


def _table(
    blocks: Blocks, share: float, n_draws: int, seed: int, level: float
) -> Table:
    whole, draws = blocks.whole(), blocks.draws(n_draws, seed)
    measures = {
        "separation": lambda w, side: blocks.explained(w, side)[0],
        "spread": lambda w, side: blocks.explained(w, side)[2],
        "gain": lambda w, side: blocks.gain(w, side, share),
    }
    rows = {}
    for name, measure in measures.items():
        one, two = (float(measure(whole, side)[0]) for side in (0, 1))
        apart = measure(draws, 1) - measure(draws, 0)
        rows[name] = [one, two, two - one, *interval(two - one, apart, level)]
    columns = [*words.ROLES, "low", "high"]
    return Table(pd.DataFrame.from_dict(rows, orient="index", columns=columns))


def _sizes(one: pd.Categorical, two: pd.Categorical) -> pd.DataFrame:
    k, m = len(one.categories), len(two.categories)
    n = np.bincount(one.codes.astype(int) * m + two.codes, minlength=k * m)
    table = pd.DataFrame(n.reshape(k, m), one.categories, two.categories)
    table = table.loc[table.sum(axis=1) > 0, table.sum() > 0]
    return table.rename_axis(index=words.ROLES[0], columns=words.ROLES[1])


def _changed(sizes: pd.DataFrame, messages: Any) -> int:
    """Count customers who would be treated differently."""
    n = sizes.to_numpy()
    if messages is not None:
        told = []
        for names, chosen, role in zip(
            (sizes.index, sizes.columns), messages, words.ROLES, strict=False
        ):
            missing = [str(x) for x in names if x not in chosen]
            if missing:
                raise DataError(words.NO_MESSAGE.format(missing=missing, name=role))
            told.append(np.array([str(chosen[x]) for x in names]))
        return int(n[told[0][:, None] != told[1]].sum())
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415

    same = n[linear_sum_assignment(n, maximize=True)].sum()
    return int(n.sum() - same)
