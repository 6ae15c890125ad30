"""From the tables of a segmentation to a page that a marketer reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import jinja2
import pandas as pd

import segkit
from segkit import checks
from segkit.checks import DataError
from segkit.report import account, pictures, sections, words
from segkit.report.forms import markdown_cell
from segkit.report.material import Material
from segkit.report.small import pool

MINIMUM = 10


@dataclass(frozen=True, repr=False)
class Report:
    """A report that is ready to be shown: the same content as HTML and as Markdown.

    Parameters
    ----------
    content : headings, sentences, tables and figures
    """

    content: Mapping[str, Any] = field(repr=False)

    def html(self) -> str:
        """Return one web page that holds everything: figures, style, no script.

        Returns
        -------
        str, a whole HTML document
        """
        return _template("report.html.j2", html=True).render(self.content)

    def markdown(self) -> str:
        """Return the same without figures, for a notebook or a wiki.

        Returns
        -------
        str, Markdown with pipe tables
        """
        return _template("report.md.j2", html=False).render(self.content)

    def __repr__(self) -> str:
        """Print title and lead."""
        return f"{self.content['title']}: {self.content['lead']}"

    def _repr_markdown_(self) -> str:
        return self.markdown()


@cache
def _template(name: str, *, html: bool) -> Any:
    loader = jinja2.PackageLoader("segkit.report")
    home = jinja2.Environment(
        loader=loader,
        autoescape=html,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    home.filters["cell"] = markdown_cell
    home.globals["css"] = loader.get_source(home, "report.css")[0]
    return home.get_template(name)


def segmentation(
    X: pd.DataFrame,
    segments: pd.Series,
    rules: pd.DataFrame,
    *,
    method: str,
    source: str = "",
    currency: str = "",
    test: pd.DataFrame | None = None,
    held: Any = None,
    untested: str = "",
    cuts: Mapping[str, Any] | None = None,
    notes: Iterable[str] = (),
    tables: Mapping[str, pd.DataFrame] | None = None,
    limits: Sequence[str] = (),
    minimum: int = MINIMUM,
) -> Report:
    """Say who the customers are, what each group is worth and what to do with it.

    Parameters
    ----------
    X : customers table, as `segkit.features.customers` makes it; its ``attrs`` say
        ``as_of`` and ``left_out``
    segments : categorical, indexed by customer_id, as ``model.assign(X)`` makes it
    rules : the model's ``segments_``: one row per segment with name and rule
    method : ``"rfm"``, ``"lifecycle"`` or ``"kmeans"``
    source : what the data are called, such as the name of the file
    currency : such as ``"EUR"``
    test : the back-test, as ``kpis.by_segment(kpis.purchase_rate, ...)`` returns it for
        segments made before its period
    held : the days of the back-test, as `segkit.features.holdout` returns them
    untested : why there is no back-test
    cuts : the limits between the scores, by feature, as ``model.cut_points_`` has them
    notes : sentences on what was read
    tables : further tables of what was read, by caption
    limits : further sentences on what the report cannot say
    minimum : groups of fewer customers than this are never shown alone

    Returns
    -------
    Report

    Raises
    ------
    DataError
        if there is no customer, or the segments belong to other customers

    References
    ----------
    Own definition.

    Examples
    --------
    >>> X = pd.DataFrame({"n_orders": [1] * 10 + [5] * 20})
    >>> groups = pd.Series(pd.Categorical(["New"] * 10 + ["Regular"] * 20))
    >>> rules = pd.DataFrame({"name": ["New", "Regular"], "rule": ["one", "more"]})
    >>> segmentation(X, groups, rules, method="lifecycle", source="orders.csv")
    Who buys from you: orders.csv: 30 customers in 2 segments made by stage of the
    customer's life.
    """
    checks.choice(method, words.METHODS, name="method")
    _belong_together(X, segments)
    enough = len(X) >= minimum
    shown, small = pool(segments, minimum)
    material = Material(
        X=X,
        segments=segments,
        shown=shown if enough else shown.iloc[:0],
        small=small if enough else [],
        rules=rules,
        method=method,
        source=source,
        currency=currency,
        test=test if enough else None,
        held=held,
        untested=untested,
        minimum=minimum,
        cuts=cuts,
    )
    content = _content(material)
    content["limits"] += limits
    return Report({**content, **account.data(material, notes, tables or {})})


def _content(material: Material) -> dict[str, Any]:
    return {
        "t": words,
        "version": segkit.__version__,
        "headings": words.HEADINGS,
        **sections.front(material),
        **sections.groups(material),
        **sections.test(material),
        **account.how(material),
        "limits": account.limits(material),
        "figures": pictures.figures(material),
    }


def _belong_together(X: pd.DataFrame, segments: pd.Series) -> None:
    if X.empty:
        raise DataError("X has no customers: there is nothing to report")
    strangers = len(X.index.difference(segments.index))
    if strangers:
        raise DataError(
            f"segments lack {strangers} of the {len(X)} customers of X: make them with "
            "model.assign(X)"
        )
