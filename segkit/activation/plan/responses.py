"""What more spending brings, fitted to a history, with all that it cannot say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

from segkit import checks, engine
from segkit.activation.plan import doubts, fitting
from segkit.activation.plan import history as histories
from segkit.activation.plan.curve_sets import Curves
from segkit.activation.plan.curves import Curve
from segkit.activation.plan.fits import Fit
from segkit.activation.plan.forms import FORMS
from segkit.activation.words.plan import curves as words
from segkit.checks import DataError

BEND = 4.0  # AICc by which a bend must fit better than a line to be called shown
AS_WELL = 2.0  # AICc within which a form fits as well: Burnham and Anderson (2002)


def response_curve(
    history: Any,
    *,
    spend: str = "spend_amount",
    response: str = "new_customers",
    period: str = "month",
    form: str | Sequence[str] = "best",
    controls: Sequence[str] = (),
    tests: Any = None,
    start: Any = None,
    end: Any = None,
    name: str = "",
    level: float = 0.95,
    columns: Mapping[str, str] | None = None,
) -> Curve:
    """Say what more spending brings, with diminishing returns, and how sure that is.

    The response of a period is a baseline and what the spending brings. The history is
    refused where it cannot say; what it says is no proof of cause, and the notes tell
    why to doubt it.

    Parameters
    ----------
    history : one row per period: period, spend and response, in any engine
    spend, response, period : names of the columns
    form : "best" (of all forms, by the corrected Akaike criterion; growing returns are
        left out and told), a form (see `Curve`), or several to choose from
    controls : columns of numbers that drive the response too, such as a season
    tests : table of tests by region (week_start, channel, advertised), in which the
        channel is called ``name``: periods in which a test cut the spending are told
    start, end : first and last day on which a period may begin; None for all
    name : what the curve is of, for messages
    level : coverage of the interval, 0 to 1
    columns : ``{"our name": "your name"}``

    Returns
    -------
    Curve; ``.fit.seen`` are the points, ``.fit.forms`` how well each form fits,
    ``.verdict`` is "shown", "line" (no bend is shown) or "not shown" (no effect is)

    Raises
    ------
    DataError
        if the spending hardly varies (standard deviation below 5 % of the mean, or
        fewer than 3 amounts), there are fewer than 8 periods, a period stands there
        twice, the response never changes, or a number is missing or below 0

    References
    ----------
    Forms: see `Curve`. Fit: Golub and Pereyra (1973). Interval: profile t, Bates and
    Watts (1988), section 6.1, over all forms within 2 of the best criterion (Burnham
    and Anderson 2002); wider by ((1 + r) / (1 - r)) ** 0.5 where neighbouring errors
    correlate by r above 0 (Bayley and Hammersley 1946).

    Examples
    --------
    >>> import numpy as np
    >>> x = np.linspace(200, 2400, 12)
    >>> table = pd.DataFrame({"month": pd.date_range("2024-01-01", periods=12,
    ...     freq="MS"), "spend_amount": x, "new_customers": 40 + 30 * np.log1p(x / 300)
    ...     + np.tile([1.0, -1.0], 6)})
    >>> curve = response_curve(table, form="log", name="search")
    >>> round(curve(1300)), [round(end) for end in curve.interval(1300)]
    (49, [42, 58])
    """
    names = _forms(form)
    steep = form != "best"
    read = histories.read(
        history, name=name, spend=spend, response=response, period=period,
        controls=controls, tests=tests, start=start, end=end, columns=columns,
    )  # fmt: skip
    return _curve(read, names, name, response, level=level, steep=steep)


def _forms(form: str | Sequence[str]) -> list[str]:
    if isinstance(form, str) and form == "best":
        return list(FORMS)
    names = [form] if isinstance(form, str) else list(form)
    if not names or not set(names) <= set(FORMS):
        raise DataError(words.MANY_FORMS.format(forms=list(FORMS), found=form))
    return list(dict.fromkeys(names))


def _curve(
    read: histories.History,
    names: list[str],
    name: str,
    unit: str,
    *,
    level: float,
    steep: bool,
) -> Curve:
    data = fitting.ready(read)
    fits = [fitting.fit(data, each, steep=steep) for each in names]
    best = min(fits, key=lambda each: each.aicc)
    near = [each for each in fits if each.aicc <= best.aicc + AS_WELL]
    row = best.best
    reach, wider = doubts.reach(data, best, level)
    kept = [fitting.kept(f, reach * best.free / f.free) for f in near]
    forms = pd.DataFrame(
        {"aicc": [f.aicc for f in fits], "sse": [f.sse for f in fits]},
        index=pd.Index([f.form for f in fits], name="form"),
    )
    shown = FORMS[best.form].value(data.x, row["scale"], row["shape"])
    fit = Fit(
        n=data.x.size, least=float(data.x.min()), usual=float(data.x.mean()),
        most=float(data.x.max()), baseline=doubts.baseline(data, row["size"] * shown),
        seen=read.table, kept=pd.concat(kept, ignore_index=True), level=level,
        verdict="shown", forms=forms,
    )  # fmt: skip
    straight = [f.form for f in fits if f.aicc <= best.aicc + BEND]
    fit = fit._replace(verdict=_verdict(fit, straight))
    curve = Curve(
        best.form, float(row["size"]), float(row["scale"]), float(row["shape"]),
        name=name, unit=unit, fit=fit,
    )  # fmt: skip
    said = [] if steep else doubts.grows(data, best)
    said += doubts.notes(curve, read, best, [f.form for f in near], wider=wider)
    return replace(curve, notes=doubts.loud_first(said))


def _verdict(fit: Fit, as_good: list[str]) -> str:
    low, _ = fit.ends(fit.usual)
    if not low > 0:
        return "not shown"
    return "line" if "linear" in as_good else "shown"


def response_curves(
    history: Any,
    by: str = "channel",
    *,
    spend: str = "spend_amount",
    columns: Mapping[str, str] | None = None,
    **options: Any,
) -> Curves:
    """Say what more spending brings in each channel (or segment).

    Parameters
    ----------
    history : one row per period and channel: by, period, spend and response
    by : column of the channel or segment
    spend, columns, options : as for `response_curve`

    Returns
    -------
    Curves: a dict of `Curve` by channel; ``.table`` one row each; ``.refused`` says of
    the others why the history cannot tell

    Raises
    ------
    DataError
        if a column is missing, or an option cannot be

    References
    ----------
    As for `response_curve`. Channels are fitted one by one; where their spending moves
    together (correlation of .8 or more with the rest) a loud note says so.

    Examples
    --------
    >>> from segkit import datasets
    >>> curves = response_curves(datasets.load("media_spend"), start="2023-04-01")
    >>> len(curves) + len(curves.refused)
    6
    """
    period = options.get("period", "month")
    native = checks.table(history, [by, period, spend], name="history", columns=columns)
    table = engine.to_pandas(nw.from_native(native).to_native())
    _forms(options.get("form", "best"))
    moves = doubts.together(_within(table, options), by, period, spend)
    curves: dict[Any, Curve] = {}
    refused: dict[Any, str] = {}
    for name, rows in table.groupby(table[by].astype(str), sort=True):
        try:
            curve = response_curve(rows, spend=spend, name=str(name), **options)
        except DataError as error:
            if not _of_the_data(error):
                raise
            refused[name] = str(error)
        else:
            curves[name] = doubts.add_note(curve, moves.get(str(name)))
    return Curves(curves, by=by, refused=refused)


def _within(table: pd.DataFrame, options: Mapping[str, Any]) -> pd.DataFrame:
    period = options.get("period", "month")
    for name, side in (("start", "ge"), ("end", "le")):
        if options.get(name) is not None:
            limit = pd.Timestamp(checks.day(options[name], name=name))
            table = table[getattr(table[period], side)(limit)]
    return table


REFUSALS: Iterable[str] = (words.TOO_FEW, words.CONSTANT, words.FLAT)


def _of_the_data(error: DataError) -> bool:
    """Tell a history that cannot say from an argument that cannot be."""
    parts = [text.split("}", 1)[1].split("{")[0].strip() for text in REFUSALS]
    return any(part in str(error) for part in parts)
