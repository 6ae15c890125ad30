"""A table that is shown with its heading and with its texts in full."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd


class Table(pd.DataFrame):
    """A table that is shown with its heading, its notes and its texts in full.

    They are ``attrs["heading"]`` and the list ``attrs["notes"]``. What is made from it
    is a plain DataFrame.

    Examples
    --------
    >>> table = Table({"segment": ["New"], "size": [3]})
    >>> table.attrs["heading"] = "Segments of June"
    >>> table
    Segments of June
      segment  size
    0     New     3
    """

    @property
    def _constructor(self) -> Any:
        return pd.DataFrame

    def __repr__(self) -> str:
        """Print the heading, then every row and every word, then the notes."""
        heading = self.attrs.get("heading")
        lines = [heading, self.to_string(), *self.attrs.get("notes", [])]
        return "\n".join(str(line) for line in lines if line)

    def _repr_html_(self) -> str:
        heading = escape(str(self.attrs.get("heading", "")))
        with pd.option_context("display.max_colwidth", None):
            rows = pd.DataFrame(self)._repr_html_()  # type: ignore[operator]
        rows += "".join(f"<p>{escape(str(n))}</p>" for n in self.attrs.get("notes", []))
        return f"<p>{heading}</p>{rows}" if heading else rows
