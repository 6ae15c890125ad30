"""What lies behind a whole battery of items: how many factors, and which items."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.models.psychographic.factoring import extract, facing_up
from segkit.models.psychographic.items import complete
from segkit.models.psychographic.rotation import oblimin, varimax
from segkit.models.words import psychographic as said
from segkit.record import Table

FACTORS = "a factor analysis"
ROTATIONS = {
    "varimax": varimax,
    "oblimin": oblimin,
    "none": lambda loadings: (loadings, np.eye(loadings.shape[1])),
}


@dataclass(frozen=True)
class Factors:
    """Factors of a battery of items.

    Attributes
    ----------
    loadings : Table indexed by item: factor_1, factor_2, ... (largest first) and own,
        the part of the item's variance that no factor explains
    correlations : Table of the factors' correlations; none unless rotated by oblimin
    n : number of people, None if not known
    chi2, degrees_of_freedom, p_value : test that so many factors are enough; nan
        without n or without degrees of freedom
    """

    loadings: Table
    correlations: Table
    n: int | None
    chi2: float
    degrees_of_freedom: int
    p_value: float

    def _repr_html_(self) -> str:
        return self.loadings._repr_html_()


def factor_analysis(
    answers: pd.DataFrame,
    n_factors: int | None = None,
    *,
    rotation: str = "varimax",
    n: int | None = None,
    random_state: int = 0,
) -> Factors:
    """Say which items go together, and with which factor each goes.

    To look at items: not a step on the way to segments, see `PsychographicSegmenter`.

    Parameters
    ----------
    answers : one row per person, one column per item; people with a missing answer are
        left out. Or a table of correlations or covariances of the items
    n_factors : how many; None asks `parallel_analysis`
    rotation : "varimax" (factors that do not correlate), "oblimin" (factors that may),
        "none"
    n : number of people, for a table of correlations
    random_state : seed for `parallel_analysis`

    Returns
    -------
    Factors

    Raises
    ------
    DataError
        if an item is text or constant, the items were centred within each person, one
        is known from the others, or there are too many factors for them

    References
    ----------
    Maximum likelihood: Jöreskog (1967); the test with Bartlett's correction: Lawley and
    Maxwell (1971); see also `varimax` and `oblimin`.

    Examples
    --------
    >>> one = pd.DataFrame([[1, 0.72, 0.63], [0.72, 1, 0.56], [0.63, 0.56, 1]],
    ...                    index=list("abc"), columns=list("abc"))
    >>> factor_analysis(one, 1).loadings.round(2)
          factor_1   own
    item
    a          0.9  0.19
    b          0.8  0.36
    c          0.7  0.51
    """
    turn = ROTATIONS[checks.choice(rotation, ROTATIONS, name="rotation")]
    matrix = _is_matrix(answers)
    if n_factors is None:
        if matrix:
            raise DataError(said.MATRIX_N)
        found = parallel_analysis(answers, random_state=random_state)
        n_factors = int(found["kept"].sum())
        if not n_factors:
            raise DataError(said.NO_FACTORS.format(p=len(found)))
    correlations, n = _of_matrix(answers, n) if matrix else _of_people(answers)
    freedom = _freedom(len(correlations), n_factors)
    fitted = extract(correlations, n_factors)
    loadings, angles = _largest_first(*turn(fitted.loadings))
    names = [f"factor_{place}" for place in range(1, n_factors + 1)]
    table = Table(loadings, pd.Index(answers.columns, name="item"), names)
    chi2, p_value = _test(fitted.misfit, freedom, loadings.shape, n)
    return Factors(
        Table(table.assign(own=fitted.own)),
        Table(angles, names, names),
        n,
        chi2,
        freedom,
        p_value,
    )


def parallel_analysis(
    answers: pd.DataFrame,
    *,
    kind: str = "factors",
    n_draws: int = 100,
    quantile: float | None = 0.95,
    random_state: int = 0,
) -> Table:
    """Say how many factors are more than chance would bring.

    As many factors are kept as have, from the first on, an eigenvalue of the items'
    correlations above what random numbers of the same size give. With "components"
    these are the correlations as they are, as Horn proposed: it finds too few factors
    where factors correlate. With "factors" the 1 of each item with itself gives way to
    what the other items explain of it (its squared multiple correlation).

    Parameters
    ----------
    answers : one row per person, one column per item; people with a missing answer are
        left out
    kind : "factors" or "components"
    n_draws : tables of random numbers
    quantile : of the random eigenvalues that must be exceeded; None for their mean, as
        Horn proposed
    random_state : seed of the random numbers

    Returns
    -------
    Table indexed by factor, from 1: eigenvalue, random_eigenvalue, kept

    Raises
    ------
    DataError
        as in `factor_analysis`

    References
    ----------
    Horn (1965), Psychometrika 30, 179-185; with squared multiple correlations:
    Humphreys and Ilgen (1969), Educational and Psychological Measurement 29, 571-578;
    a quantile in place of the mean: Glorfeld (1995), the same journal 55, 377-393.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> mood = rng.normal(size=(200, 1))
    >>> answers = pd.DataFrame(mood + rng.normal(size=(200, 4)), columns=list("abcd"))
    >>> parallel_analysis(answers)["kept"].tolist()
    [True, False, False, False]
    """
    values = complete(answers, who=FACTORS)
    checks.whole_number(n_draws, name="n_draws", low=10)
    rng = np.random.default_rng(random_state)
    _of_people(answers)  # refuses what cannot be inverted
    roots = KINDS[checks.choice(kind, KINDS, name="kind")]
    own = roots(_correlations(values))
    random = (rng.standard_normal(values.shape) for _ in range(n_draws))
    draws = [roots(_correlations(numbers)) for numbers in random]
    if quantile is None:
        chance = np.mean(draws, axis=0)
    else:
        chance = np.quantile(draws, quantile, axis=0)
    kept = np.cumprod(own > chance).astype(bool)
    return Table(
        {"eigenvalue": own, "random_eigenvalue": chance, "kept": kept},
        index=pd.RangeIndex(1, len(own) + 1, name="factor"),
    )


def _correlations(values: np.ndarray) -> np.ndarray:
    return np.asarray(np.corrcoef(values.T))


def _components(correlations: np.ndarray) -> np.ndarray:
    return np.linalg.eigvalsh(correlations)[::-1]


def _common(correlations: np.ndarray) -> np.ndarray:
    """Eigenvalues with squared multiple correlations in the diagonal."""
    explained = 1 - 1 / np.diag(np.linalg.inv(correlations))
    rest = np.eye(len(correlations)) * (1 - explained)
    return _components(correlations - rest)


KINDS = {"factors": _common, "components": _components}


def _is_matrix(answers: pd.DataFrame) -> bool:
    """Say whether this is a table of the items with themselves."""
    square = len(answers) == answers.shape[1]
    if not square or not answers.index.equals(answers.columns):
        return False
    values = answers.to_numpy(dtype=float)
    return bool(np.allclose(values, values.T))


def _of_matrix(table: pd.DataFrame, n: int | None) -> tuple[np.ndarray, int | None]:
    if n is not None:
        n = checks.whole_number(n, name="n", low=3)
    values = table.to_numpy(dtype=float)
    root = np.sqrt(np.diag(values))
    return _invertible(values / np.outer(root, root), n), n


def _of_people(answers: pd.DataFrame) -> tuple[np.ndarray, int]:
    values = complete(answers, who=FACTORS)
    return _invertible(_correlations(values), len(values)), len(values)


def _invertible(correlations: np.ndarray, n: int | None) -> np.ndarray:
    p = len(correlations)
    if np.linalg.matrix_rank(correlations) < p:
        raise DataError(said.SINGULAR.format(p=p, n=n))
    return correlations


def _freedom(p: int, k: int) -> int:
    """Degrees of freedom of k factors in p items; refuse fewer than 0."""
    checks.whole_number(k, name="n_factors")

    def left(factors: int) -> int:
        return ((p - factors) ** 2 - (p + factors)) // 2

    if k >= p or left(k) < 0:
        most = max((f for f in range(1, p) if left(f) >= 0), default=0)
        raise DataError(said.MANY_FACTORS.format(k=k, p=p, most=most))
    return left(k)


def _largest_first(
    loadings: np.ndarray, angles: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Put factors in order of the variance they explain, facing up."""
    sizes = np.diag(angles @ loadings.T @ loadings)
    order = np.argsort(-sizes, kind="stable")
    loadings, angles = loadings[:, order], angles[np.ix_(order, order)]
    signs = np.where(loadings.sum(axis=0) < 0, -1.0, 1.0)
    return facing_up(loadings), angles * np.outer(signs, signs)


def _test(
    misfit: float, freedom: int, shape: tuple[int, int], n: int | None
) -> tuple[float, float]:
    """Test by likelihood ratio, with Bartlett's correction, that k factors do."""
    from scipy.stats import chi2  # noqa: PLC0415 (slow to import)

    if n is None or not freedom:
        return float("nan"), float("nan")
    p, k = shape
    value = misfit * (n - 1 - (2 * p + 5) / 6 - 2 * k / 3)
    return float(value), float(chi2.sf(value, freedom))
