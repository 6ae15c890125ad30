"""Personas: what a segment is like, on a card on which every line has its number.

`profile` says what a segment has more and less of than the others; `persona` makes a
card of it, `personas_of` the cards of all segments; `compare` lays two side by side.
"""

from segkit.personas.building import persona, personas_of
from segkit.personas.card import PersonaCard
from segkit.personas.comparing import compare, compare_html
from segkit.personas.composites import composite
from segkit.personas.deck import Personas
from segkit.personas.gap import ProductGap, product_gap
from segkit.personas.lines import Line
from segkit.personas.maps import Sheet, empathy_map, idea_canvas
from segkit.personas.palettes import Palette, palette_card
from segkit.personas.portraits import portrait
from segkit.personas.profiles import profile
from segkit.personas.svg import Svg
from segkit.personas.voicing import voices

__all__ = [
    "Line",
    "Palette",
    "PersonaCard",
    "Personas",
    "ProductGap",
    "Sheet",
    "Svg",
    "compare",
    "compare_html",
    "composite",
    "empathy_map",
    "idea_canvas",
    "palette_card",
    "persona",
    "personas_of",
    "portrait",
    "product_gap",
    "profile",
    "voices",
]
