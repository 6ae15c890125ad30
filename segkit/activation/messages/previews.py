"""How messages will look: for real rows, with personal data masked unless asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
import pandas as pd
from jinja2 import nodes

from segkit import checks, engine
from segkit.activation.messages import grammar
from segkit.activation.messages.personal import personal_fields
from segkit.activation.messages.rendering import Templates, render
from segkit.activation.messages.template import Template
from segkit.activation.words.messages import writing as words

MOST_SHOWN = 50
SAFE = (  # nothing is loaded from anywhere: no picture tells a server that it was seen
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
    "style-src 'unsafe-inline'; img-src data:\">"
)
BOX = "border:1px solid #8888;border-radius:6px;padding:1em;margin:1em 0;max-width:40em"
PLAIN = "white-space:pre-wrap;margin-top:.8em"


@dataclass(frozen=True, repr=False)
class Preview:
    """Some messages as their readers would see them.

    Parameters
    ----------
    messages : the rows that were chosen: subject, body, refused, reason, html
    note : what is masked, and how the rows were chosen
    """

    messages: pd.DataFrame
    note: str

    def __repr__(self) -> str:
        """Print the messages as plain text."""
        return "\n\n".join([*map(_plain, self._numbered()), self.note])

    def _repr_html_(self) -> str:
        shown = [_card(place, row) for place, row in self._numbered()]
        return "".join(shown) + f"<p>{escape(self.note)}</p>"

    def _numbered(self) -> list[tuple[int, Any]]:
        return list(enumerate(self.messages.itertuples(), 1))


def preview(
    templates: Templates,
    rows: Any,
    *,
    n: int = 3,
    show_personal: bool = False,
    by: str | Sequence[str] | None = None,
    given: Mapping[str, Any] | None = None,
    columns: Mapping[str, str] | None = None,
) -> Preview:
    """Show what a few real rows get: the longest, the shortest, one that is refused.

    Parameters
    ----------
    templates, by, given, columns : as for `render`
    rows : the readers; those shown are chosen so that they differ
    n : how many, 1 to 50
    show_personal : False prints names, towns, dates and the like as ``A•••``; True
        prints them as they are

    Returns
    -------
    Preview: prints as text; in a notebook as it would look. HTML is shown in a frame
        that runs nothing and loads nothing

    Raises
    ------
    DataError
        as for `render`

    References
    ----------
    Own definition: which rows are shown is decided by the lengths of their messages,
    so that the same rows in another order give the same texts.

    Examples
    --------
    >>> hello = Template("Hello {{ first_name }}", "You are from {{ town }}.")
    >>> rows = pd.DataFrame({"first_name": ["Ann"], "town": ["Lunne"]})
    >>> preview(hello, rows)
    Message 1
    Subject: Hello A•••
    <BLANKLINE>
    You are from L•••.
    <BLANKLINE>
    Names and other personal data are masked; show_personal=True prints them.
    """
    checks.whole_number(n, name="n", high=MOST_SHOWN)
    table = engine.to_pandas(checks.table(rows, [], name="rows", columns=columns))
    asked: dict[str, Any] = {"by": by, "given": given}
    shown = table.iloc[_chosen(render(templates, table, **asked), n)]
    masked = templates if show_personal else _all_masked(templates, shown)
    made = pd.DataFrame(render(masked, shown, **asked))
    made["html"] = _any_html(templates)
    note = words.SHOWN if show_personal else words.MASKED
    return Preview(made, note)


def _chosen(made: pd.DataFrame, n: int) -> list[int]:
    """Choose rows that differ: from the longest to the shortest, and refusals."""
    order = pd.DataFrame(
        {
            "place": np.arange(len(made)),
            "reason": made["reason"].astype(str).to_numpy(),
            "size": made["body"].str.len().to_numpy(),
            "body": made["body"].to_numpy(),
            "subject": made["subject"].to_numpy(),
        }
    ).sort_values(["reason", "size", "body", "subject"], kind="stable")
    refused = order[order["reason"] != ""].drop_duplicates("reason")["place"].tolist()
    fine = order[order["reason"] == ""].drop_duplicates("body")["place"].tolist()
    some = refused[: max(n - len(fine), min(1, n - 1), 0)]
    spread = np.linspace(len(fine) - 1, 0, min(n - len(some), len(fine)))
    return [fine[round(at)] for at in spread] + some


def _all_masked(templates: Templates, rows: pd.DataFrame) -> Templates:
    if isinstance(templates, Template):
        return masked(templates, rows)
    return {key: masked(template, rows) for key, template in templates.items()}


def masked(template: Template, rows: pd.DataFrame) -> Template:
    """Return a template that prints the first letter of personal values only.

    Parameters
    ----------
    template : any
    rows : the readers: which of their columns are personal is read from the data
        dictionary, and from names and values

    Returns
    -------
    Template, its conditions unchanged
    """
    personal = personal_fields(template.fields, rows)
    copy = Template(**{k: getattr(template, k) for k in _OWN})
    for tree in copy.trees.values():
        for node in list(tree.find_all(nodes.Output)):
            node.nodes = [_hidden(part, personal) for part in node.nodes]
    return copy


_OWN = (
    "subject",
    "body",
    "name",
    "language",
    "html",
    "channel",
    "purpose",
    "tone",
    "optional",
)


def _hidden(part: Any, personal: Mapping[str, str]) -> Any:
    if isinstance(part, nodes.TemplateData) or not personal.keys() & grammar.names(
        part
    ):
        return part
    hidden = nodes.Filter(part, "masked", [], [], None, None, lineno=part.lineno)
    return hidden.set_environment(part.environment)


def _any_html(templates: Templates) -> bool:
    every = [templates] if isinstance(templates, Template) else templates.values()
    return any(template.html for template in every)


def _plain(numbered: tuple[int, Any]) -> str:
    place, row = numbered
    if row.refused:
        return words.PREVIEW_REFUSED.format(place=place, reason=row.reason)
    subject = words.PREVIEW_SUBJECT.format(subject=row.subject) if row.subject else ""
    return words.PREVIEW.format(place=place, subject=subject, body=row.body)


def _card(place: int, row: Any) -> str:
    """Return one message as HTML that runs nothing."""
    if row.refused:
        said = words.PREVIEW_REFUSED.format(place=place, reason=row.reason)
        return f"<p>{escape(said)}</p>"
    if row.html:
        title, inside = words.FRAME.format(place=place), escape(SAFE + row.body)
        style = "width:100%;height:24em;border:0"
        body = (
            f'<iframe sandbox="" title="{title}" style="{style}" '
            f'srcdoc="{inside}"></iframe>'
        )
    else:
        body = f'<div style="{PLAIN}">{escape(row.body)}</div>'
    return f'<div style="{BOX}"><b>{escape(row.subject)}</b>{body}</div>'
