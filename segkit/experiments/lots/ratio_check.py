"""Did each arm get the customers that were planned? The first look at every test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import chdtrc

from segkit.checks import DataError
from segkit.experiments.planning.asked import share
from segkit.experiments.told import Told, chance
from segkit.experiments.words import assignment as words

ALARM = 0.001
UNUSUAL = 0.01  # own definition: below, and no alarm yet, look who is missing
EXACT = 1000  # customers, below which two arms are counted exactly


@dataclass(frozen=True, repr=False)
class SampleRatio(Told):
    """Say whether the arms hold the customers that were planned.

    Parameters
    ----------
    counts : customers in each arm
    expected : customers that were planned for each arm, out of the same total; or, if
        ``lost`` is known, those that were assigned to it
    p_value : chance of a split as far from the plan as this, or further
    alarm : p-value below which the split counts as not planned
    lost : customers that were assigned to each arm and are missing; None if not asked

    Examples
    --------
    >>> found = sample_ratio({"control": 821588, "message": 815482})
    >>> f"{found.p_value:.3g}", found.mismatch
    ('1.82e-06', True)
    """

    counts: dict[str, int]
    expected: dict[str, float]
    p_value: float
    alarm: float = ALARM
    lost: dict[str, int] | None = None

    @property
    def mismatch(self) -> bool:
        """Whether the split is not as planned."""
        return self.p_value < self.alarm

    @property
    def sentence(self) -> str:
        """What the check says."""
        return self._text().format(
            lost=" : ".join(f"{n:,}" for n in (self.lost or {}).values()),
            counts=" : ".join(f"{n:,}" for n in self.counts.values()),
            planned=" : ".join(f"{n:,.0f}" for n in self.expected.values()),
            p=chance(self.p_value),
            alarm=self.alarm,
        )

    def _text(self) -> str:
        """Return the words for an alarm, for an unusual split, or for a usual one."""
        texts = words.RATIO_ALARM, words.RATIO_UNUSUAL, words.RATIO_FINE
        if self.lost is not None:
            texts = words.LOST_ALARM, words.LOST_UNUSUAL, words.LOST_FINE
        return texts[0 if self.mismatch else 1 if self.p_value < UNUSUAL else 2]


def sample_ratio(
    counts: Any, expected: Any = None, *, assigned: Any = None, alarm: float = ALARM
) -> SampleRatio:
    """Say whether each arm got the customers that were planned.

    With ``assigned``, it asks a sharper question: of those who were assigned, were as
    many lost in each arm? Arms that were dealt in exact numbers, as `assign` deals
    them, do not differ by chance, so that a loss shows long before the split as such
    looks odd.

    Parameters
    ----------
    counts : number of customers in each arm: ``{"control": 5000, "message": 5012}``, a
        Series such as ``variant.value_counts()``, or a list
    expected : share of each arm, by the same names or in the same order (they are
        scaled to sum to 1); None for equal shares
    assigned : customers who were assigned to each arm, in the same form as counts;
        instead of ``expected``
    alarm : p-value below which the split counts as not planned

    Returns
    -------
    SampleRatio: p_value, mismatch (bool), sentence

    Raises
    ------
    DataError
        if there is one arm only, nobody in any arm, the shares do not fit the arms, or
        more customers are there than were assigned

    References
    ----------
    Chi-squared: Kohavi, Tang and Xu (2020), chapter 21; two arms of less than 1,000
    customers together by the binomial distribution. Alarm below .001: GrowthBook.
    "Unusual" below .01: own definition.
    Losses of two arms: Fisher's exact test.

    Examples
    --------
    >>> sample_ratio([5000, 5012])
    The arms hold 5,000 : 5,012 customers, planned were 5,006 : 5,006: p = 0.9, not
    below 0.001: no sign that customers were lost or added on the way.
    >>> sample_ratio([500, 480], assigned=[500, 500]).mismatch
    True
    """
    found = _counts(counts)
    alarm = share(alarm, "alarm")
    if assigned is not None:
        if expected is not None:
            raise DataError(words.EXPECTED_OR_ASSIGNED)
        return _losses(found, _counts(assigned), alarm)
    planned = _expected(expected, found)
    total = sum(found.values())
    if total == 0:
        raise DataError(words.NO_COUNTS)
    p = split_p_value(np.array([list(found.values())]), list(planned.values()))[0]
    plan = {arm: total * part for arm, part in planned.items()}
    return SampleRatio(found, plan, float(p), alarm)


def _losses(
    found: dict[str, int], assigned: dict[str, int], alarm: float
) -> SampleRatio:
    """Say whether as many were lost in each arm."""
    from scipy.stats import chi2_contingency, fisher_exact  # noqa: PLC0415 (slow)

    if set(found) != set(assigned):
        ours, theirs = list(found), list(assigned)
        raise DataError(words.ASSIGNED_ARMS.format(ours=ours, theirs=theirs))
    lost = {arm: assigned[arm] - n for arm, n in found.items()}
    if min(lost.values()) < 0:
        raise DataError(words.MORE_THAN_ASSIGNED.format(lost=lost))
    table = np.array([list(lost.values()), list(found.values())])
    if not table.sum(axis=1).all():
        p = 1.0  # nobody was lost, or everybody
    elif len(found) == 2:
        p = float(fisher_exact(table).pvalue)
    else:
        p = float(chi2_contingency(table, correction=False).pvalue)
    expected = {arm: float(assigned[arm]) for arm in found}
    return SampleRatio(found, expected, p, alarm, lost)


def split_p_value(counts: np.ndarray, shares: Any) -> np.ndarray:
    """Return the p-value of each row of counts against the planned shares.

    Parameters
    ----------
    counts : a row for each split, a column for each arm
    shares : planned share of each arm, summing to 1

    Returns
    -------
    array, one for each row; 1 for a row without anybody

    Examples
    --------
    >>> import numpy as np
    >>> split_p_value(np.array([[9, 1], [0, 0]]), [0.5, 0.5]).round(4)
    array([0.0215, 1.    ])
    """
    counts = np.asarray(counts, dtype=float)
    totals = counts.sum(axis=1)
    planned = totals[:, None] * np.asarray(shares, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        far = ((counts - planned) ** 2 / planned).sum(axis=1)
    p = np.where(totals > 0, chdtrc(counts.shape[1] - 1, far), 1.0)
    if counts.shape[1] == 2:
        from scipy.stats import binomtest  # noqa: PLC0415 (slow to import)

        few = np.flatnonzero((totals > 0) & (totals < EXACT))
        pairs, which = np.unique(counts[few], axis=0, return_inverse=True)
        exact = [
            binomtest(int(a), int(a + b), float(shares[0])).pvalue for a, b in pairs
        ]
        p[few] = np.array(exact)[which.ravel()] if len(few) else []
    return np.asarray(p)


def _counts(counts: Any) -> dict[str, int]:
    """Return the customers of each arm by name."""
    if isinstance(counts, pd.Series | Mapping):
        pairs = {str(arm): n for arm, n in counts.items()}
    elif isinstance(counts, list | tuple | np.ndarray):
        pairs = {str(k): n for k, n in enumerate(counts, start=1)}
    else:
        raise DataError(words.COUNTS.format(found=counts))
    if len(pairs) < 2:
        raise DataError(words.ONE_ARM.format(arms=list(pairs)))
    for n in pairs.values():
        number = isinstance(n, int | float | np.number) and not isinstance(n, bool)
        if not number or not n >= 0 or n % 1:
            raise DataError(words.COUNTS.format(found=dict(pairs)))
    return {arm: int(n) for arm, n in pairs.items()}


def _expected(expected: Any, counts: dict[str, int]) -> dict[str, float]:
    """Return the planned share of each arm, summing to 1."""
    if expected is None:
        return dict.fromkeys(counts, 1 / len(counts))
    if isinstance(expected, pd.Series | Mapping):
        named = {str(arm): part for arm, part in expected.items()}
        if set(named) != set(counts):
            ours, theirs = list(counts), list(named)
            raise DataError(words.EXPECTED_ARMS.format(ours=ours, theirs=theirs))
        parts = [named[arm] for arm in counts]
    else:
        parts = list(expected)
        if len(parts) != len(counts):
            text = words.EXPECTED_LENGTH
            raise DataError(text.format(ours=len(counts), theirs=len(parts)))
    for arm, part in zip(counts, parts, strict=True):
        if not part > 0:
            raise DataError(words.SHARE.format(arm=arm, found=part))
    return {a: float(p) / float(sum(parts)) for a, p in zip(counts, parts, strict=True)}
