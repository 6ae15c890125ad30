"""Do the items of a scale measure one thing: alpha, omega, and item by item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.models.psychographic.factoring import extract
from segkit.models.psychographic.items import complete
from segkit.models.words import psychographic as said
from segkit.record import Table

ALPHA, OMEGA = "alpha", "omega"
FOR_OMEGA = 3  # items, at least: the loadings of two are not known


def cronbach_alpha(answers: pd.DataFrame) -> float:
    """Say how well the items of one scale hang together.

    alpha = k/(k - 1) · (1 - sum of the items' variances / variance of their sum). It is
    the reliability of the sum if every item measures the same equally well, and less
    otherwise. It can be below 0, if items run against one another.

    Parameters
    ----------
    answers : one row per person, one column per item, items turned round already;
        people with a missing answer are left out

    Returns
    -------
    float, at most 1

    Raises
    ------
    DataError
        if there are fewer than 2 items or 3 people, an item is text or constant, or the
        items were centred within each person

    References
    ----------
    Cronbach (1951), Psychometrika 16, 297-334.

    Examples
    --------
    >>> answers = pd.DataFrame({"q1": [1, 2, 3], "q2": [2, 2, 5]})
    >>> round(cronbach_alpha(answers), 4)  # 2 · (1 - (1 + 3) / 7)
    0.8571
    """
    return _alpha(complete(answers, who=ALPHA))


def alpha_interval(
    alpha: float, *, n_items: int, n: int, level: float = 0.95
) -> tuple[float, float]:
    """Say how far the true alpha may lie from the one that was found.

    Parameters
    ----------
    alpha : as found, below 1
    n_items : items of the scale, at least 2
    n : people, at least 2
    level : coverage, 0 to 1

    Returns
    -------
    (low, high)

    References
    ----------
    Feldt (1965), Psychometrika 30, 357-370; Feldt, Woodruff and Salih (1987), Applied
    Psychological Measurement 11, 93-103, formulas 6 and 7.

    Examples
    --------
    >>> [round(end, 4) for end in alpha_interval(0.913, n_items=20, n=873)]
    [0.9044, 0.9212]
    """
    from scipy.stats import f  # noqa: PLC0415 (slow to import)

    checks.whole_number(n_items, name="n_items", low=2)
    checks.whole_number(n, name="n", low=2)
    freedom = n - 1, (n - 1) * (n_items - 1)
    tail = (1 - level) / 2
    low, high = f.ppf([1 - tail, tail], *freedom)
    return float(1 - (1 - alpha) * low), float(1 - (1 - alpha) * high)


def mcdonald_omega(answers: pd.DataFrame) -> float:
    """Say how much of a scale's sum one common factor explains.

    omega total = (Σλ)² / [(Σλ)² + Σ(1 - λ²)], with the loadings λ of the one factor
    under which the items' correlations are likeliest. Unlike alpha, it lets items
    measure the same thing unequally well.

    Parameters
    ----------
    answers : as in `cronbach_alpha`

    Returns
    -------
    float from 0 to 1; nan with two items, whose loadings cannot be told apart

    Raises
    ------
    DataError
        as in `cronbach_alpha`, or if one item is known from the others

    References
    ----------
    McDonald (1999), Test Theory, chapter 6.

    Examples
    --------
    >>> answers = pd.DataFrame({"q1": [1, 2, 3, 4, 5], "q2": [2, 1, 3, 5, 4],
    ...                         "q3": [2, 1, 4, 3, 5]})
    >>> round(mcdonald_omega(answers), 3)  # λ² are .64/.7, .7 and .7
    0.91
    """
    return _omega(complete(answers, who=OMEGA))


def item_analysis(answers: pd.DataFrame) -> Table:
    """Look at the items of one scale, one by one.

    Parameters
    ----------
    answers : as in `cronbach_alpha`

    Returns
    -------
    Table indexed by item: mean, sd; item_rest_correlation, with the sum of the others;
    alpha_if_deleted, nan with two items

    Raises
    ------
    DataError
        as in `cronbach_alpha`

    References
    ----------
    Corrected item-total correlation and alpha if item deleted: Nunnally and Bernstein
    (1994), Psychometric Theory, chapter 8.

    Examples
    --------
    >>> answers = pd.DataFrame({"q1": [1, 2, 3, 5], "q2": [2, 2, 5, 5],
    ...                         "q3": [4, 5, 2, 1]})
    >>> item_analysis(answers)["item_rest_correlation"].round(2).to_dict()
    {'q1': -0.17, 'q2': -0.3, 'q3': -0.94}
    """
    values = complete(answers, who=ALPHA)
    many = values.shape[1] > 2
    rows = []
    for place in range(values.shape[1]):
        others = np.delete(values, place, axis=1)
        rows.append(
            {
                "mean": values[:, place].mean(),
                "sd": values[:, place].std(ddof=1),
                "item_rest_correlation": _correlation(values[:, place], others),
                "alpha_if_deleted": _alpha(others) if many else np.nan,
            }
        )
    return Table(rows, index=pd.Index(answers.columns, name="item"))


def reliability(
    answers: pd.DataFrame,
    scales: Mapping[str, Sequence[str]],
    *,
    level: float = 0.95,
    n_boot: int = 500,
    random_state: int = 0,
) -> Table:
    """Say for each scale how well its items hang together, and how sure that is.

    Parameters
    ----------
    answers : one row per person, items turned round already: features.answers makes it
    scales : name of each scale to its items, as in ``X.attrs["scales"]``
    level : coverage of the intervals, 0 to 1
    n_boot : samples of people for the interval of omega; 0 for none
    random_state : seed of the samples

    Returns
    -------
    Table indexed by scale: n_items; n, people who answered all of them; mean_r, the
    mean correlation of two items; alpha with alpha_low and alpha_high (Feldt); omega
    with omega_low and omega_high (percentiles of ``n_boot`` samples)

    Raises
    ------
    DataError
        as in `cronbach_alpha`, or if a scale's item is not in answers

    References
    ----------
    See `alpha_interval` and `mcdonald_omega`; percentile bootstrap: Efron (1979).

    Examples
    --------
    >>> answers = pd.DataFrame({"q1": [1, 2, 3, 4, 5], "q2": [2, 1, 3, 5, 4],
    ...                         "q3": [2, 1, 4, 3, 5]})
    >>> found = reliability(answers, {"calm": ["q1", "q2", "q3"]}, n_boot=0)
    >>> found[["n_items", "n", "alpha", "omega"]].round(2)
           n_items  n  alpha  omega
    scale
    calm         3  5   0.91   0.91
    """
    rows = []
    for scale, items in scales.items():
        missing = [item for item in items if item not in answers]
        if missing:
            have = answers.columns.tolist()
            raise DataError(
                said.ONE_SCALE.format(missing=missing, scale=scale, have=have)
            )
        values = complete(answers[list(items)], who=ALPHA)
        rows.append(_row(values, level) | _spread(values, level, n_boot, random_state))
    table = Table(rows, index=pd.Index(list(scales), name="scale"))
    table.attrs["heading"] = said.RELIABILITY
    return table


def _row(values: np.ndarray, level: float) -> dict[str, float]:
    n, k = values.shape
    alpha = _alpha(values)
    low, high = alpha_interval(alpha, n_items=k, n=n, level=level)
    correlations = np.corrcoef(values.T)
    return {
        "n_items": k,
        "n": n,
        "mean_r": (correlations.sum() - k) / (k * (k - 1)),
        "alpha": alpha,
        "alpha_low": low,
        "alpha_high": high,
        "omega": _omega(values),
    }


def _spread(
    values: np.ndarray, level: float, n_boot: int, random_state: int
) -> dict[str, float]:
    """Percentiles of omega over samples of people; nan where it is not computed."""
    checks.whole_number(n_boot, name="n_boot", low=0)
    low = high = np.nan
    if n_boot and values.shape[1] >= FOR_OMEGA:
        rng = np.random.default_rng(random_state)
        draws = (
            values[rng.integers(0, len(values), len(values))] for _ in range(n_boot)
        )
        found = [_omega(draw) for draw in draws if np.ptp(draw, axis=0).all()]
        low, high = np.quantile(found, [(1 - level) / 2, (1 + level) / 2])
    return {"omega_low": float(low), "omega_high": float(high)}


def _alpha(values: np.ndarray) -> float:
    k = values.shape[1]
    total = values.sum(axis=1).var(ddof=1)
    if total == 0:
        raise DataError(said.IPSATISED.format(who=ALPHA, items=f"these {k} items"))
    return float(k / (k - 1) * (1 - values.var(axis=0, ddof=1).sum() / total))


def _omega(values: np.ndarray) -> float:
    if values.shape[1] < FOR_OMEGA:
        return float("nan")
    correlations = np.corrcoef(values.T)
    if np.linalg.matrix_rank(correlations) < len(correlations):
        n, p = values.shape
        raise DataError(said.SINGULAR.format(n=n, p=p))
    loadings = extract(correlations, 1).loadings[:, 0]
    common = loadings.sum() ** 2
    return float(common / (common + (1 - loadings**2).sum()))


def _correlation(item: np.ndarray, others: np.ndarray) -> float:
    rest = others.sum(axis=1)
    return float(np.corrcoef(item, rest)[0, 1]) if np.ptp(rest) > 0 else float("nan")
