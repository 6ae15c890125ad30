"""What every widget is made of: controls, a status line, and a picture that follows.

How the first state is stored. A widget is one output with three faces: the live view,
a piece of HTML and a line of text. JupyterLab and Voilà take the live view. A page
without a kernel (a stored notebook, an export) has no live view and takes the HTML:
"Run this cell to get the live control." with the first state drawn beneath it. So a
live page never shows two pictures, a stored one always shows the first, and a test that
compares notebooks compares its alternative text.

The picture is an HTML widget, for two reasons found by trying: outputs that are updated
in place (display handles) stay as they are in Voilà, and Output widgets can make
notebook runners wait for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

import ipywidgets

from segkit.widgets import words


class Shown(NamedTuple):
    """One state of a widget: the HTML of what is drawn, and what it says in words."""

    html: str
    text: str


class Screen(ipywidgets.VBox):
    """Show controls, a status line and what they draw; errors are said, not lost.

    Parameters
    ----------
    controls : what stands above the status line
    inputs : the controls that have a value, by the argument of ``draw`` that they set
    draw : function of these arguments, by keyword, to `Shown`

    Raises
    ------
    whatever ``draw`` raises for the first values; later errors are shown as the status

    Examples
    --------
    >>> size = Pair("Size", 3, low=1, high=9)
    >>> draw = lambda size: Shown(f"<p>{size * '*'}</p>", f"{size} stars.")
    >>> screen = Screen([size], {"size": size.box}, draw)
    >>> screen.drawn, screen.said
    ('<p>***</p>', '3 stars.')
    >>> size.box.value = 5
    >>> screen.drawn, screen.said
    ('<p>*****</p>', '5 stars.')
    """

    def __init__(
        self,
        controls: Sequence[ipywidgets.Widget],
        inputs: Mapping[str, Any],
        draw: Callable[..., Shown],
    ) -> None:
        self._inputs = dict(inputs)
        self._draw = draw
        self._held = False
        self._first = draw(**self.values)
        self._status = ipywidgets.HTML(status(self._first.text))
        self._picture = ipywidgets.HTML(fitted(self._first.html))
        self._said = self._first.text
        super().__init__([*controls, self._status, self._picture])
        for control in self._inputs.values():
            control.observe(self._redraw, "value")

    @property
    def values(self) -> dict[str, Any]:
        """Return what the controls are set to, by argument."""
        return {name: control.value for name, control in self._inputs.items()}

    @property
    def drawn(self) -> str:
        """Return the HTML of what is drawn now."""
        return str(self._picture.value)

    @property
    def said(self) -> str:
        """Return what the status line says now."""
        return self._said

    def say(self, text: str) -> None:
        """Say something in the status line, for instance while a drawing takes long.

        Parameters
        ----------
        text : plain text; the next drawing replaces it
        """
        self._said = text
        self._status.value = status(text)

    def put(self, values: Mapping[str, Any]) -> None:
        """Set several controls at once, and draw once.

        Parameters
        ----------
        values : by argument, as in `values`
        """
        self._held = True
        try:
            for name, value in values.items():
                self._inputs[name].value = value
        finally:
            self._held = False
        self._redraw()

    def _redraw(self, _: Any = None) -> None:
        if self._held:
            return
        try:
            shown = self._draw(**self.values)
        except Exception as error:  # one that leaves a callback shows nowhere
            self.say(words.FAILED.format(error=str(error).rstrip(".")))
        else:
            self._picture.value = fitted(shown.html)
            self.say(shown.text)

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        """Return the live view, and the first state for pages that have no kernel."""
        bundle = dict(super()._repr_mimebundle_(**kwargs) or {})
        first = status(self._first.text) + self._first.html
        bundle["text/plain"] = words.LIVE
        bundle["text/html"] = f"<p><em>{escape(words.LIVE)}</em></p>{first}"
        return bundle


def status(text: str) -> str:
    """Return a status line as HTML that screen readers announce.

    Parameters
    ----------
    text : plain text; it is escaped

    Returns
    -------
    str

    Examples
    --------
    >>> status("5 < 6")
    '<div role="status" class="segkit-status" style="line-height: 1.4">5 &lt; 6</div>'
    """
    opening = '<div role="status" class="segkit-status" style="line-height: 1.4">'
    return f"{opening}{escape(text)}</div>"


def fitted(html: str) -> str:
    """Keep a picture within the width of the page, where it would be cut off.

    Parameters
    ----------
    html : what is drawn

    Returns
    -------
    str; front ends do this themselves for plain outputs, not inside widgets

    Examples
    --------
    >>> fitted('<img alt="A bar" src="data:,">')
    '<img style="max-width: 100%" alt="A bar" src="data:,">'
    """
    return html.replace("<img ", '<img style="max-width: 100%" ')


class Pair(ipywidgets.HBox):
    """Join a number box, whose label screen readers say, with a slider for the hand.

    Parameters
    ----------
    description : label of the number box
    value, low, high : whole numbers, or any numbers where there is a step
    step : None for whole numbers; else the smallest distance of two numbers

    Examples
    --------
    >>> size = Pair("Size", 3, 1, 9)
    >>> size.slider.value = 7
    >>> size.box.value, size.box.description
    (7, 'Size')
    >>> Pair("Share", 2.5, 0.1, 9, step=0.1).box.value
    2.5
    """

    def __init__(
        self,
        description: str,
        value: float,
        low: float,
        high: float,
        step: float | None = None,
    ) -> None:
        whole = step is None
        limits = {"value": value, "min": low, "max": high, "step": step or 1}
        box = ipywidgets.BoundedIntText if whole else ipywidgets.BoundedFloatText
        slider = ipywidgets.IntSlider if whole else ipywidgets.FloatSlider
        self.box = box(
            **limits,
            description=description,
            style={"description_width": "11em"},
            layout={"width": "17.5em"},
        )
        self.slider = slider(
            **limits,
            readout=False,
            continuous_update=False,
            layout={"width": "12em"},
        )
        ipywidgets.link((self.box, "value"), (self.slider, "value"))
        super().__init__([self.box, self.slider])


def titled(title: str, rows: Sequence[ipywidgets.Widget]) -> ipywidgets.VBox:
    """Return controls under a heading.

    Parameters
    ----------
    title : plain text
    rows : controls

    Returns
    -------
    ipywidgets.VBox

    Examples
    --------
    >>> titled("Days & hours", []).children[0].value
    '<strong>Days &amp; hours</strong>'
    """
    heading = ipywidgets.HTML(f"<strong>{escape(title)}</strong>")
    return ipywidgets.VBox([heading, *rows], layout={"margin": "0 1em 0 0"})
