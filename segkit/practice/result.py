"""What a learner gets to see: one status line, or one panel with text and code."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

BOX = "border-left:4px solid {edge};padding:.4em .8em;margin:.3em 0"
EDGES = {"Correct": "#1a7f37", "Not yet": "#b35900", "Recorded": "#1a7f37"}


@dataclass(frozen=True)
class Result:
    """Say how an answer was judged, in a state and a sentence.

    Parameters
    ----------
    state : "Correct", "Not yet", "Not attempted" or "Recorded"
    text : the sentence; shown to the learner, never with an expected value
    question : the question's key, such as ``"unit07.repeat_rate"``

    Notes
    -----
    Own definition. The state is text with ``role="status"``, so that it is read out;
    the colour of the edge only repeats it.

    Examples
    --------
    >>> Result("Not yet", "You counted orders, not customers.")
    Not yet: You counted orders, not customers.
    """

    state: str
    text: str
    question: str = ""

    def __repr__(self) -> str:
        """Return the line that a terminal and nbval see."""
        return f"{self.state}: {self.text}"

    def _repr_html_(self) -> str:
        style = BOX.format(edge=EDGES.get(self.state, "#57606a"))
        return (
            f'<div role="status" class="segkit-result" style="{style}">'
            f"<strong>{escape(self.state)}</strong>: {escape(self.text)}</div>"
        )


@dataclass(frozen=True)
class Panel:
    """Show a titled note: a hint, a worked solution, a rubric, a score.

    Parameters
    ----------
    title : what this is
    paragraphs : the text, a paragraph each
    code : code to show as it is; empty for none

    Examples
    --------
    >>> print(Panel("Hint 1 of 2", ("Count customers.",), code="x = 1"))
    Hint 1 of 2
    Count customers.
    <BLANKLINE>
        x = 1
    """

    title: str
    paragraphs: tuple[str, ...] = ()
    code: str = ""

    def __repr__(self) -> str:
        """Return title, paragraphs and indented code as plain text."""
        lines = [self.title, *self.paragraphs]
        if self.code:
            lines += ["", *(f"    {line}" for line in self.code.splitlines())]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        inner = f"<strong>{escape(self.title)}</strong>"
        inner += "".join(f"<p>{escape(text)}</p>" for text in self.paragraphs)
        if self.code:
            inner += f"<pre><code>{escape(self.code)}</code></pre>"
        style = BOX.format(edge="#0969da")
        return f'<div role="note" class="segkit-panel" style="{style}">{inner}</div>'
