"""Short texts: clauses put together as people write them, with slips of the pen."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from segkit.simulate.minds.banks import bank, choices, forms, synonyms

# How many chances each text uses, and which is for what.
CHANCES = 24
MAIN, SECOND, OPENER, FILLER, CLOSER, JOINT = range(12, 18)
HEDGE, IRONY, SLIP, PLACE, WORDS, SHAPE = range(18, 24)
P_OPENER, P_FILLER, P_CLOSER, P_HEDGE = 0.45, 0.46, 0.50, 0.14
# A closing word is as often lukewarm as not; irony is rare.
P_LUKEWARM, P_IRONY = 0.4, 0.04
# Clauses that only report, and clauses that turn round what others say.
P_PLAIN, P_TURN = 0.17, 0.20
# Praise and blame are joined by a but, or simply stand side by side.
P_BUT = 0.6
SLOTS = ("soon", "fewdays", "days", "weekday", "floor", "who", "room", "n", "nth",
         "sum", "month", "staff")  # fmt: skip
SIGNS = {1: "+", -1: "-", 0: "?"}


@dataclass(frozen=True)
class Draft:
    """What one text is to say.

    Attributes
    ----------
    language : 0 English, 1 French
    themes : main theme, and a second one or ""
    signs : for each theme 1 praise, -1 blame, 0 what nearly stopped the purchase
    product : its name in the catalogue, or "" if there is none
    kind : of product, or ""
    chances : (24,) numbers from 0 to 1 that decide everything else
    """

    language: int
    themes: tuple[str, str]
    signs: tuple[int, int]
    product: str
    kind: str
    chances: NDArray[np.float64]


def _pick(lines: list[str], chance: float) -> str:
    return lines[int(chance * len(lines))]


def _within(chance: float, limit: float) -> float | None:
    """Return a chance anew, if it lies within the limit."""
    return chance / limit if chance < limit else None


def ironic(draft: Draft) -> bool:
    """Return whether a text says the opposite of what it means, at its end.

    Parameters
    ----------
    draft : what it is to say

    Returns
    -------
    bool

    Examples
    --------
    >>> happy = Draft(0, ("price", ""), (1, 0), "Desk Alva", "hard", np.zeros(24))
    >>> ironic(happy)
    False
    """
    blame = draft.signs[0] == -1 and (not draft.themes[1] or draft.signs[1] == -1)
    return bool(blame and draft.chances[IRONY] < P_IRONY)


def compose(draft: Draft) -> str:
    """Write one text.

    Parameters
    ----------
    draft : what it is to say, and the chances that decide how

    Returns
    -------
    str

    Examples
    --------
    >>> chances = np.full(24, 0.9)
    >>> compose(Draft(0, ("price", ""), (1, 0), "Desk Alva", "hard", chances))
    'Good value, I took three.'
    """
    frame = _frame if draft.kind else _frame_note
    body = _reworded(draft, frame(draft, _clauses(draft)))
    text = " ".join(body.format_map(_words(draft)).split())
    text = re.sub(r" ([.,;])", r"\1", text).replace("..", ".")
    text = re.sub(r"(^|[.!] )(\w)", lambda hit: hit[1] + hit[2].upper(), text)
    return _slip(text, draft.chances[SLIP], draft.chances[PLACE])


def _reworded(draft: Draft, body: str) -> str:
    """Put one of its synonyms in the place of some words, as chance has it."""
    same = synonyms(draft.language)
    words = re.split(r"(\{\w+\}|\w+)", body)
    for place in range(1, len(words), 2):
        if words[place] in same:
            chance = draft.chances[WORDS] * (1009 + 10 * len(words[place]) + place) % 1
            words[place] = _pick(same[words[place]], float(chance))
    return "".join(words)


def _clauses(draft: Draft) -> str:
    """Return the main clause, and the second one with the word that joins them."""
    said = [_main(draft)]
    if draft.themes[1]:
        said.append(_of(draft, 1, draft.signs[1], draft.chances[SECOND]))
    if len(said) == 1:
        return said[0]
    if draft.signs[0] != -1 and draft.chances[SHAPE] > 0.6:
        said.reverse()
    chance = float(draft.chances[JOINT])
    turns = draft.signs[0] != draft.signs[1] and chance < P_BUT
    lines = bank(draft.language)["but" if turns else "and"]
    word = _pick(lines, (chance * 997) % 1)
    return f"{said[0]} {word} {said[1]}"


def _of(draft: Draft, place: int, sign: int, chance: float) -> str:
    """Return a clause about the main or the second theme."""
    heading = f"{draft.themes[place]} {SIGNS[sign]}"
    return _pick(choices(draft.language, heading, draft.kind), chance)


def _main(draft: Draft) -> str:
    """Return the main clause: some only report, some turn the words of others round."""
    chance, sign = float(draft.chances[MAIN]), draft.signs[0]
    if sign == 0 or chance >= P_PLAIN + P_TURN:
        return _of(draft, 0, sign, (chance * 997) % 1)
    if chance < P_PLAIN:
        heading = f"{draft.themes[0]} 0"
        return _pick(choices(draft.language, heading, draft.kind), chance / P_PLAIN)
    turn = _pick(bank(draft.language)["turn"], (chance * 211) % 1)
    return turn.replace("CLAUSE", _of(draft, 0, -sign, (chance * 997) % 1))


def _frame(draft: Draft, body: str) -> str:
    """Put an opening, a remark aside and a last word around the clauses, or not."""
    language, chances = draft.language, draft.chances
    hedge, opener = _within(chances[HEDGE], P_HEDGE), _within(chances[OPENER], P_OPENER)
    if hedge is not None:
        body = f"{_pick(bank(language)['hedge'], hedge)} {body}"
    elif opener is not None:
        stop = "." if chances[SHAPE] < 0.5 else ","
        body = f"{_pick(bank(language)['opener'], opener)}{stop} {body}"
    filler = _within(chances[FILLER], P_FILLER)
    remark = ""
    if filler is not None:
        remark = _pick(choices(language, "filler", draft.kind), filler)
    return f"{body}. {remark} {_last_word(draft)}"


def _frame_note(draft: Draft, body: str) -> str:
    """Put an opening and a last word around what nearly stopped somebody, or not."""
    sections, chances = bank(draft.language), draft.chances
    opener = _within(chances[OPENER], 2 * P_OPENER)
    if opener is not None:
        body = f"{_pick(sections['note opener'], opener)} {body}"
    closer = _within(chances[CLOSER], 2 * P_FILLER)
    last = "" if closer is None else _pick(sections["note closer"], closer)
    return f"{body}. {last}"


def _last_word(draft: Draft) -> str:
    language, chance = draft.language, draft.chances[CLOSER]
    if ironic(draft):
        return _pick(bank(language)["irony"], chance)
    closer = _within(chance, P_CLOSER)
    if closer is None:
        return ""
    mixed = bool(draft.themes[1]) and draft.signs[0] != draft.signs[1]
    if mixed or draft.chances[SHAPE] < P_LUKEWARM:
        return _pick(bank(language)["closer 0"], closer)
    return _pick(bank(language)[f"closer {SIGNS[draft.signs[0]]}"], closer)


def _words(draft: Draft) -> dict[str, str]:
    """Return a word for every slot; within one text a slot keeps its word."""
    words = {}
    for number, slot in enumerate(SLOTS):
        chance = float(draft.chances[WORDS] * (997 + 10 * number) % 1)
        words[slot] = _pick(bank(draft.language)[f"slot {slot}"], chance)
    if draft.product:
        words |= forms(draft.product, draft.language)
    return words


def _slip(text: str, chance: float, place: float) -> str:
    """Let almost one text in three be written in haste: letters, capitals, stops."""
    at = 1 + int(place * (len(text) - 3))
    if chance < 0.05:
        swapped = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        return " ".join(swapped.split())
    if chance < 0.10:
        return " ".join((text[:at] + text[at + 1 :]).split())
    if chance < 0.16:
        return text.lower()
    if chance < 0.26:
        return text.rstrip(".")
    if chance < 0.29:
        return text.rstrip(".") + " !!"
    return text
