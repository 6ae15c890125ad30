"""What portraits and palettes say."""

from __future__ import annotations

import html

from segkit.personas.clean_text import plain

ALT = "Abstract drawing for {segment}: rings of leaves. It shows nobody."
FRAME = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 160" width="{size}" '
    'height="{size}" role="img" aria-label="{alt}">{parts}</svg>'
)
PALETTE = "Colours for {segment}, chosen from the name alone"
PARTS = {
    "ground": "ground",
    "soft": "soft",
    "middle": "middle",
    "deep": "deep",
    "ink": "ink",
}
TILE = (
    '<li style="background:{colour};color:{on};flex:1 1 6em;min-height:6.5em;'
    'padding:.8em;display:flex;flex-direction:column;justify-content:flex-end">'
    "<b>{part}</b><span>{colour}</span><span>{ratio:.1f}:1</span></li>"
)
PALETTE_HTML = (
    '<figure style="margin:1em 0;max-width:44em;font:14px/1.45 system-ui,sans-serif;'
    'print-color-adjust:exact;-webkit-print-color-adjust:exact">'
    '<ul style="display:flex;flex-wrap:wrap;list-style:none;margin:0;padding:0;'
    'border-radius:12px;overflow:hidden">{tiles}</ul>'
    '<figcaption style="margin-top:.5em">{head}</figcaption></figure>'
)


def alt(segment: object) -> str:
    """Say what a portrait shows."""
    return ALT.format(segment=plain(segment, 80))


def escaped(text: str) -> str:
    """Escape a text for an attribute."""
    return html.escape(text, quote=True)
