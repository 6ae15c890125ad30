"""Where in an HTML text a value stands, and whether it is safe there."""

from __future__ import annotations

import re
from typing import Any

from jinja2 import nodes

from segkit.activation.messages import grammar
from segkit.activation.words.messages import writing as words
from segkit.checks import DataError

OPEN_TAG = re.compile(r"<(?:[a-zA-Z/!][^<>]*)?$")
ATTRIBUTE = re.compile(r"([^\s\"'<>=/]+)\s*=\s*(?:\"([^\"]*)|'([^']*))$")
ADDRESSES = {"href", "src", "action", "formaction", "poster", "background", "srcset"}
RUNS_CODE = {"style", "srcdoc"}
CLOSED = ("script", "style", "textarea", "title", "iframe", "noscript")


def check_places(tree: nodes.Template, where: str) -> None:
    """Refuse a value that escaping cannot make safe where it stands.

    Parameters
    ----------
    tree : a template that `grammar.parse` allowed
    where : what it is called in errors

    Raises
    ------
    DataError
        for a value in a script, a style or a comment, in a tag without quotes, in an
        attribute that runs code, or in a link without the filter `link`

    References
    ----------
    OWASP, Cross Site Scripting Prevention Cheat Sheet, rules on output contexts.

    Examples
    --------
    >>> tree = grammar.parse("<p>{{ city }}</p>", "body", "English", True)
    >>> check_places(tree, "body")
    """
    before = ""
    for node, _ in grammar.walk(tree):
        if isinstance(node, nodes.TemplateData):
            before = (before + node.data)[-4 * grammar.MOST_CHARACTERS :]
        if isinstance(node, nodes.Output):
            for part in node.nodes:
                if isinstance(part, nodes.TemplateData):
                    continue
                ahead = _text_before(node, part)
                fault = _fault(before + ahead, part)
                if fault:
                    what, instead = fault
                    said = {"line": part.lineno, "what": what, "instead": instead}
                    raise DataError(words.REFUSED.format(where=where, **said))


def _text_before(output: nodes.Output, part: nodes.Node) -> str:
    """Return the plain text of the same output that stands before this part."""
    text = []
    for other in output.nodes:
        if other is part:
            break
        text.append(other.data if isinstance(other, nodes.TemplateData) else "x")
    return "".join(text)


def _fault(before: str, part: nodes.Node) -> Any:
    """Say what is wrong with a value that stands after this text."""
    lower = before.lower()
    if lower.rfind("<!--") > lower.rfind("-->"):
        return words.IN_SCRIPT
    if any(lower.rfind(f"<{tag}") > lower.rfind(f"</{tag}") for tag in CLOSED):
        return words.IN_SCRIPT
    if not OPEN_TAG.search(before):
        return None
    found = ATTRIBUTE.search(before)
    if not found:
        return words.UNQUOTED
    name = found.group(1).lower()
    if name.startswith("on") or name in RUNS_CODE:
        return words.IN_EVENT
    checked = isinstance(part, nodes.Filter) and part.name == "link"
    whole = not (found.group(2) or found.group(3))
    return None if name not in ADDRESSES or (checked and whole) else words.NEEDS_LINK
