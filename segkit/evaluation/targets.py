"""Which segments to target: attractive ones that the firm can serve."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit import checks
from segkit.checks import DataError
from segkit.evaluation import words
from segkit.record import Table

TOP = 10.0
SCALES = ("range", "given")
Limits = Mapping[str, tuple[float | None, float | None]]


def attractiveness(
    criteria: pd.DataFrame,
    weights: Mapping[str, float],
    *,
    knock_out: Limits | None = None,
    lower_is_better: Collection[str] = (),
    scale: str = "range",
) -> Table:
    """Score segments by weighted criteria, after striking out those that fail a limit.

    The ability to serve is scored by the same function from its own criteria.

    Parameters
    ----------
    criteria : DataFrame, segments by criteria, numbers
    weights : ``{"criterion": weight}``, zero or more; only their proportions count
    knock_out : ``{"criterion": (least, most)}``, None for no limit: a segment outside
        is out, whatever its score; the criterion needs no weight
    lower_is_better : criteria such as costs, turned round
    scale : "range" (the worst segment 0, the best 10; all alike 5) or "given" (the
        numbers are points from 0 to 10 already)

    Returns
    -------
    DataFrame with the index of criteria: a column of points (0 to 10) per weighted
    criterion, score (0 to 10), rank (1 is best; none for those out), out, reason.
    ``attrs``: weights, summing to 1

    Raises
    ------
    DataError
        if a criterion is missing or not known of a segment, weights are negative or
        all 0, or points lie outside 0 to 10

    References
    ----------
    Dolnicar, Grün and Leisch (2018), "Market segmentation analysis", chapters 4 and 10
    (knock-out and attractiveness criteria, weights); the scaling is our own.

    Examples
    --------
    >>> table = pd.DataFrame({"value": [100, 60, 20], "growth": [0.0, 0.2, 0.1],
    ...                       "n": [400, 300, 9]}, index=["loyal", "new", "odd"])
    >>> found = attractiveness(
    ...     table, {"value": 2, "growth": 2}, knock_out={"n": (30, None)})
    >>> found[["score", "out"]].to_numpy().tolist()
    [[5.0, False], [7.5, False], [2.5, True]]
    >>> found.loc["odd", "reason"]
    'n is 9, least 30'
    """
    checks.choice(scale, SCALES, name="scale")
    share = _weights(weights)
    limits = dict(knock_out or {})
    _known(criteria, [*share, *limits])
    points = _points(criteria[list(share)], set(lower_is_better), scale)
    result = Table(points)
    result["score"] = points.to_numpy() @ np.array(list(share.values()))
    reasons = [_reason(criteria.loc[[name]], limits) for name in criteria.index]
    out = pd.Series([bool(reason) for reason in reasons], result.index)
    ranks = result["score"].where(~out).round(9).rank(ascending=False, method="min")
    result["rank"], result["out"] = ranks.astype("Int64"), out
    result["reason"] = reasons
    result.attrs |= {"heading": words.ATTRACTIVE, "weights": share}
    return result


def _weights(weights: Mapping[str, float]) -> dict[str, float]:
    values = np.array([float(w) for w in weights.values()])
    usable = np.isfinite(values).all() and (values >= 0).all() and values.sum() > 0
    if not len(values) or not usable:
        raise DataError(words.WEIGHTS.format(found=dict(weights)))
    shares = (values / values.sum()).tolist()
    return dict(zip(weights, shares, strict=True))


def _known(criteria: Any, names: Collection[str]) -> None:
    checks.table(criteria, names, name="criteria")
    for name in dict.fromkeys(names):
        column = criteria[name]
        if not pd.api.types.is_numeric_dtype(column):
            raise DataError(words.NOT_NUMBERS.format(name=name, kind=column.dtype))
        bad = criteria.index[~np.isfinite(column.astype(float))].tolist()
        if bad:
            raise DataError(words.CRITERION_MISSING.format(name=name, segments=bad))
    if criteria.index.has_duplicates:
        raise DataError(words.SEGMENT_TWICE)


def _points(criteria: pd.DataFrame, lower: Collection[str], scale: str) -> pd.DataFrame:
    values = criteria.astype(float)
    if scale == "given":
        if ((values < 0) | (values > TOP)).any(axis=None):
            raise DataError(words.POINTS)
        return values.mul(np.where(values.columns.isin(lower), -1, 1)).add(
            np.where(values.columns.isin(lower), TOP, 0.0)
        )
    low, reach = values.min(), values.max() - values.min()
    points = (values - low) / reach.where(reach > 0) * TOP
    points = points.fillna(TOP / 2)
    for name in values.columns.intersection(list(lower)):
        points[name] = TOP - points[name]
    return points


def _reason(row: pd.DataFrame, limits: Limits) -> str:
    """Say which limits a segment fails."""
    found = []
    for name, (least, most) in limits.items():
        value = float(row[name].iloc[0])
        if least is not None and value < least:
            found.append(words.LEAST.format(name=name, value=value, limit=least))
        if most is not None and value > most:
            found.append(words.MOST.format(name=name, value=value, limit=most))
    return "; ".join(found)


def evaluation_table(
    attractive: pd.DataFrame,
    able: pd.DataFrame,
    *,
    bubble: pd.Series | None = None,
) -> Table:
    """Set attractiveness beside the ability to serve, and say what each place means.

    Parameters
    ----------
    attractive, able : what `attractiveness` returns, for the same segments
    bubble : Series by segment, its size or value; zero or more

    Returns
    -------
    DataFrame, a row per segment: attractiveness, ability (0 to 10), bubble, out,
    reason, advice ("target", "build the ability", "serve cheaply", "leave", "out")

    Raises
    ------
    DataError
        if a column is missing, or the segments differ

    References
    ----------
    Dolnicar, Grün and Leisch (2018), section 10.1 (segment evaluation plot, after
    McDonald and Dunbar); the words at the limits of 5 are our own.

    Examples
    --------
    >>> points = pd.DataFrame({"value": [9, 2]}, index=["loyal", "new"])
    >>> attractive = attractiveness(points, {"value": 1}, scale="given")
    >>> able = attractiveness(points, {"value": 1}, scale="given")
    >>> evaluation_table(attractive, able)["advice"].tolist()
    ['target', 'leave']
    """
    for table, name in ((attractive, "attractive"), (able, "able")):
        checks.table(table, ["score", "out", "reason"], name=name)
    if set(attractive.index) != set(able.index):
        raise DataError(
            words.OTHER_SEGMENTS.format(a=list(attractive.index), b=list(able.index))
        )
    able = able.loc[attractive.index]
    result = Table({"attractiveness": attractive["score"], "ability": able["score"]})
    size = pd.Series(1.0, result.index) if bubble is None else bubble
    result["bubble"] = size.reindex(result.index).astype(float)
    result["out"] = attractive["out"] | able["out"]
    texts = [f"{a}; {b}".strip("; ") for a, b in zip(
        attractive["reason"], able["reason"], strict=True)]  # fmt: skip
    result["reason"] = texts
    high, can = result["attractiveness"] >= TOP / 2, result["ability"] >= TOP / 2
    advice = [
        words.OUT if out else words.PLACES[bool(a), bool(b)]
        for a, b, out in zip(high, can, result["out"], strict=True)
    ]
    result["advice"] = advice
    result.attrs |= {
        "heading": words.EVALUATION,
        "bubble": None if bubble is None else str(bubble.name or "size"),
    }
    return result


def weight_sensitivity(
    criteria: pd.DataFrame,
    weights: Mapping[str, float],
    *,
    within: float = 0.5,
    n_draws: int = 1000,
    random_state: int | None = None,
    **options: Any,
) -> Table:
    """Say whether the ranking stays when the weights are somewhat different.

    Parameters
    ----------
    criteria, weights : as in `attractiveness`
    within : each weight is drawn between (1 - within) and (1 + within) times its value
    n_draws : how many times
    random_state : seed
    options : as in `attractiveness`

    Returns
    -------
    DataFrame, a row per segment that is not out, best first: score, rank, first_share
    (of the draws in which it is first), same_rank_share, rank_low, rank_high (in 95 %
    of the draws). ``attrs``: same_first_share, same_ranking_share

    Raises
    ------
    DataError
        if `attractiveness` refuses, within lies outside 0 to 1, or all are out

    References
    ----------
    Own definition, a Monte Carlo sensitivity analysis of the weights.

    Examples
    --------
    >>> points = pd.DataFrame({"a": [9, 5, 1], "b": [8, 5, 2]}, index=list("xyz"))
    >>> found = weight_sensitivity(points, {"a": 1, "b": 1}, random_state=0)
    >>> found["first_share"].tolist(), found.attrs["same_ranking_share"]
    ([1.0, 0.0, 0.0], 1.0)
    """
    if not 0 < within <= 1:
        raise DataError(words.WITHIN.format(found=within))
    n_draws = checks.whole_number(n_draws, name="n_draws")
    base = attractiveness(criteria, weights, **options)
    kept = base[~base["out"]].sort_values("rank", kind="stable")
    if not len(kept):
        raise DataError(words.ALL_OUT)
    share = base.attrs["weights"]
    rng = np.random.default_rng(random_state)
    drawn = np.array(list(share.values())) * rng.uniform(
        1 - within, 1 + within, (n_draws, len(share))
    )
    scores = kept[list(share)].to_numpy() @ (drawn / drawn.sum(axis=1)[:, None]).T
    ranks = _ranks(scores)
    now = kept["rank"].to_numpy(dtype=int)
    result = Table({"score": kept["score"], "rank": kept["rank"]})
    result["first_share"] = (ranks == 1).mean(axis=1)
    result["same_rank_share"] = (ranks == now[:, None]).mean(axis=1)
    low, high = np.percentile(ranks, [2.5, 97.5], axis=1, method="nearest")
    result["rank_low"], result["rank_high"] = low.astype(int), high.astype(int)
    result.attrs |= {
        "heading": words.SENSITIVITY.format(within=within, n=f"{n_draws:,}"),
        "same_first_share": float((ranks[now == 1] == 1).all(axis=0).mean()),
        "same_ranking_share": float((ranks == now[:, None]).all(axis=0).mean()),
    }
    return result


def _ranks(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return ranks from 1 in each column; equal scores share the better rank."""
    rounded = np.round(scores, 9)
    return 1 + (rounded[None, :, :] > rounded[:, None, :]).sum(axis=1)
