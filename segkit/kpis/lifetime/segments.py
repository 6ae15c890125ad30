"""What each segment brings, beside what it thinks of us."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.kpis.population import read
from segkit.kpis.survey import promoters as survey
from segkit.kpis.survey import satisfaction as survey_csat
from segkit.kpis.words import market as words
from segkit.record import Table, ratio

ALL = "all"


def segment_value_table(
    segments: pd.Series,
    values: Any,
    *,
    answers: Any = None,
    least_answers: int = 10,
    level: float = 0.95,
    columns: Mapping[str, str] | None = None,
) -> Table:
    """Set revenue, profitability and satisfaction of each segment side by side.

    Parameters
    ----------
    segments : Series indexed by customer_id, from ``model.assign(X)``
    values : table, one row per customer: customer_id, revenue_amount, margin_amount
    answers : table, one row per respondent: customer_id and nps, csat or both
    least_answers : scores of fewer answers are not shown
    level : coverage of the intervals, 0 to 1
    columns : ``{"our name": "your name"}``, for values

    Returns
    -------
    Table, a row per segment and ``all``: customers, revenue_mean, revenue_low,
    revenue_high, margin_mean, margin_low, margin_high (per customer), margin_rate
    (margin / revenue), revenue_share, margin_share; with answers: answers, nps,
    nps_low, nps_high, csat, csat_low, csat_high. ``attrs["note"]``

    Raises
    ------
    DataError
        if a customer is there twice, or no customer of the segments has values

    Notes
    -----
    Own definition. Customers without a row in values brought nothing and count.

    Examples
    --------
    >>> segments = pd.Series(["A", "A", "B"], index=[1, 2, 3], name="tier")
    >>> values = pd.DataFrame({"customer_id": [1, 3], "revenue_amount": [100.0, 50.0],
    ...                        "margin_amount": [40.0, 10.0]})
    >>> segment_value_table(segments, values)[
    ...     ["customers", "revenue_mean", "margin_rate", "margin_share"]]
          customers  revenue_mean  margin_rate  margin_share
    tier
    A             2          50.0     0.400000           0.8
    B             1          50.0     0.200000           0.2
    all           3          50.0     0.333333           1.0
    """
    index = read(segments, "segments")
    groups = pd.Series(segments.astype("category").to_numpy(), index)
    names = list(segments.astype("category").cat.categories)
    money, note = _money(values, index, columns)
    masks = {name: (groups == name).to_numpy() for name in names}
    masks[ALL] = groups.notna().to_numpy()
    total = money.sum()
    rows = {name: _worth(money[mask], total, level) for name, mask in masks.items()}
    table = pd.DataFrame.from_dict(rows, orient="index")
    if answers is not None:
        given = _indexed(answers, "answers", None)
        said = {
            name: _opinion(given[given.index.isin(index[mask])], least_answers, level)
            for name, mask in masks.items()
        }
        table = table.join(pd.DataFrame.from_dict(said, orient="index"))
        note.append(words.VALUE_FEW.format(least=least_answers))
    result = Table(table.rename_axis(str(segments.name or "segment")))
    result.attrs = {
        "heading": words.VALUE_HEADING,
        "note": "; ".join(note),
        "level": level,
    }
    return result


def _indexed(
    table: Any, name: str, columns: Mapping[str, str] | None, *need: str
) -> pd.DataFrame:
    if isinstance(table, pd.DataFrame) and table.index.name == "customer_id":
        table = table.reset_index()
    native = checks.table(table, ["customer_id", *need], name=name, columns=columns)
    found = native if isinstance(native, pd.DataFrame) else engine.to_pandas(native)
    found = found.set_index("customer_id")
    read(found, name)
    return found


def _money(
    values: Any, index: pd.Index, columns: Mapping[str, str] | None
) -> tuple[pd.DataFrame, list[str]]:
    wanted = ["revenue_amount", "margin_amount"]
    found = _indexed(values, "values", columns, *wanted)[wanted].astype(float)
    ours = found.index.isin(index)
    if not ours.any():
        raise DataError(words.VALUE_NONE)
    missing, strange = int((~index.isin(found.index)).sum()), int((~ours).sum())
    note = [words.VALUE_MISSING.format(n=missing)] if missing else []
    note += [words.VALUE_STRANGERS.format(n=strange)] if strange else []
    return found.reindex(index).fillna(0.0), note


def _worth(money: pd.DataFrame, total: pd.Series, level: float) -> dict[str, Any]:
    told: dict[str, Any] = {"customers": len(money)}
    for name in ("revenue", "margin"):
        values = money[f"{name}_amount"].to_numpy()
        kpi = ratio(name, values, [1.0] * len(values), level=level)
        told |= {f"{name}_mean": kpi.value, f"{name}_low": kpi.low}
        told[f"{name}_high"] = kpi.high
    sums = money.sum()
    told["margin_rate"] = _over(sums["margin_amount"], sums["revenue_amount"])
    for name in ("revenue", "margin"):
        told[f"{name}_share"] = _over(sums[f"{name}_amount"], total[f"{name}_amount"])
    return told


def _over(top: float, bottom: float) -> float:
    return top / bottom if bottom else float("nan")


def _opinion(answers: pd.DataFrame, least: int, level: float) -> dict[str, Any]:
    told: dict[str, Any] = {"answers": len(answers)}
    for name, kpi in (("nps", survey.nps), ("csat", survey_csat.csat)):
        if name not in answers:
            continue
        given = answers[name].dropna()
        enough = len(given) >= max(least, 1)
        found = kpi(given, level=level) if enough else None
        for column, part in ((name, "value"), (f"{name}_low", "low"),
                             (f"{name}_high", "high")):  # fmt: skip
            told[column] = getattr(found, part) if found else float("nan")
    return told
