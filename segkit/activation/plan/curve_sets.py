"""Curves of several channels or segments, and those that could not be said."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from segkit.activation.plan.curves import Curve
from segkit.activation.words.plan import curves as words
from segkit.record import Table


class Curves(dict[Any, Curve]):
    """Curves by channel (or segment); what could not be said is in ``refused``.

    Examples
    --------
    >>> Curves({"search": Curve("linear", 5)}, by="channel")["search"](2)
    10.0
    """

    def __init__(
        self,
        curves: Mapping[Any, Curve],
        *,
        by: str,
        refused: Mapping[Any, str] | None = None,
    ) -> None:
        super().__init__(curves)
        self.by = by
        self.refused = dict(refused or {})

    @property
    def table(self) -> Table:
        """Return one row per curve: form, usual spending, what it brings, verdict."""
        table = Table({name: _row(curve) for name, curve in self.items()}).T
        table = Table(table.infer_objects())
        table.index.name = self.by
        table.attrs["heading"] = words.CURVES.format(
            by=self.by, n=len(self), refused=len(self.refused)
        )
        table.attrs["notes"] = list(self.refused.values())
        return table

    def scaled(self, factors: pd.DataFrame) -> Curves:
        """Return the curves times the factors of `incrementality`; others as they are.

        Parameters
        ----------
        factors : table indexed like the curves: factor, low, high

        Returns
        -------
        Curves

        Examples
        --------
        >>> factors = pd.DataFrame({"factor": [0.5], "low": [0.2], "high": [0.8]},
        ...                        index=["search"])
        >>> curves = Curves({"search": Curve("linear", 5)}, by="channel")
        >>> curves.scaled(factors)["search"](2)
        5.0
        """
        known = factors.dropna(subset=["factor", "low", "high"])
        made = {
            name: curve.scaled(*known.loc[name, ["factor", "low", "high"]])
            if name in known.index
            else curve
            for name, curve in self.items()
        }
        return Curves(made, by=self.by, refused=self.refused)

    def __repr__(self) -> str:
        """Print the table, and what could not be said."""
        return repr(self.table)

    def _repr_html_(self) -> str:
        return self.table._repr_html_()


def _row(curve: Curve) -> dict[str, Any]:
    usual = curve.fit.usual if curve.fit else math.nan
    at = usual if curve.fit else 0.0
    low, high = curve.interval(at) if curve.fit else (math.nan, math.nan)
    return {
        "form": curve.form, "verdict": curve.verdict, "usual_spend": usual,
        "response": curve(at) if curve.fit else math.nan, "low": low, "high": high,
        "next": curve.slope(at) if curve.fit else math.nan, "unit": curve.unit,
    }  # fmt: skip
