"""Texts of strangers, made safe to print: no markup, no controls, not endless."""

from __future__ import annotations

import html
import re
import unicodedata

LONGEST = 240  # characters of one text on a card
KEPT = {"\u200d", "\ufe0f"}  # they hold emoji together
MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|<>~$-])")


def plain(text: object, longest: int = LONGEST) -> str:
    r"""Return a text on one line, without control characters, and not too long.

    Parameters
    ----------
    text : anything
    longest : characters; what is longer ends in an ellipsis

    Returns
    -------
    str

    Examples
    --------
    >>> plain("two\nlines\x00"), plain("x" * 9, 4)
    ('two lines', 'xxx…')
    """
    kept = "".join(
        " " if ch.isspace() else ch
        for ch in str(text)
        if ch.isspace() or ch in KEPT or unicodedata.category(ch)[0] != "C"
    )
    kept = " ".join(kept.split())
    return kept if len(kept) <= longest else kept[: longest - 1].rstrip() + "…"


def for_html(text: object, longest: int = LONGEST) -> str:
    """Return a text that HTML shows as it is, and reads in its own direction.

    Parameters
    ----------
    text : anything
    longest : as in `plain`

    Returns
    -------
    str

    Examples
    --------
    >>> for_html("a < b")
    'a &lt; b'
    """
    return html.escape(plain(text, longest), quote=True)


def for_markdown(text: object, longest: int = LONGEST) -> str:
    r"""Return a text that Markdown shows as it is.

    Parameters
    ----------
    text : anything
    longest : as in `plain`

    Returns
    -------
    str

    Examples
    --------
    >>> print(for_markdown("a | *b* <i>"))
    a \| \*b\* \<i\>
    """
    return MARKDOWN.sub(r"\\\1", plain(text, longest))
