"""The figures of the report, each with its alternative text and what to see in it."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from segkit import plots
from segkit.report import words
from segkit.report.material import Material


def figures(m: Material) -> dict[str, list[dict[str, Any]]]:
    """Draw the figures, by the section that they belong to.

    Parameters
    ----------
    m : what the report is made from

    Returns
    -------
    dict of lists: each figure has a picture (an ``<img>``) and a caption
    """
    return {"groups": _groups(m), "test": _test(m)}


def _groups(m: Material) -> list[dict[str, Any]]:
    if not m.rows or m.totals.get("revenue", 0) <= 0:
        return []
    money = m.X["monetary_amount"].fillna(0).rename("revenue")
    return [
        _figure("value", plots.segment_value(m.shown, money)),
        _figure("pareto", plots.pareto_curve(money)),
    ]


def _test(m: Material) -> list[dict[str, Any]]:
    if m.tested is None or len(m.tested) < 3:
        return []
    return [_figure("test", plots.kpi_by_segment(m.tested))]


def _figure(name: str, ax: Any) -> dict[str, Any]:
    from segkit import plots  # noqa: PLC0415

    picture = plots.show(ax)._repr_html_()
    return {"picture": Markup(picture), "caption": words.FIGURES[name]}
