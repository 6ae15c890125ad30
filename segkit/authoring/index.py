"""The course's index: every track with its units, minutes and hours so far."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import nbformat

from segkit.authoring.source import TRACKS, Source
from segkit.authoring.views import METADATA
from segkit.authoring.words import say


def index(
    lessons: Mapping[str, Source], exercises: Mapping[str, Source], lang: str = "en"
) -> Any:
    """Return the notebook that lists the course.

    Parameters
    ----------
    lessons, exercises : sources by the unit's folder name
    lang : "en" or "fr"

    Returns
    -------
    nbformat notebook without code

    Examples
    --------
    >>> index({}, {}).cells[0].source.splitlines()[0]
    '# The course'
    """
    top = say("index_title", lang) + "\n\n" + say("index_how", lang)
    texts = {"top": top}
    for track in TRACKS:
        chosen = [s for s in lessons.values() if track in (*s.header.tracks, "full")]
        if chosen:
            texts[f"track-{track}"] = _track(track, chosen, exercises, lang)
    texts["contents"] = _contents(lessons, lang)
    cells = [nbformat.v4.new_markdown_cell(t, id=id_) for id_, t in texts.items()]
    return nbformat.v4.new_notebook(
        cells=cells, metadata=nbformat.from_dict(METADATA), nbformat_minor=5
    )


def _track(
    name: str, lessons: list[Source], exercises: Mapping[str, Source], lang: str
) -> str:
    head = say("track", lang, name=say(f"track_{name}", lang))
    rows, total = [say("track_head", lang), "|---|---:|---:|---:|"], 0
    for one in lessons:
        practice = exercises.get(one.name)
        minutes = practice.header.minutes if practice else 0
        total += one.header.minutes + minutes
        cell = say("no_exercise", lang)
        if practice:
            cell = say("exercise_cell", lang, minutes=minutes, name=one.name)
        rows.append(
            say(
                "track_row",
                lang,
                unit=_link(one, lang),
                lesson=one.header.minutes,
                exercise=cell,
                hours=f"{total / 60:.1f}",
            )
        )
    return "\n".join([head, "", *rows])


def _contents(lessons: Mapping[str, Source], lang: str) -> str:
    parts = [say("contents", lang)]
    for one in lessons.values():
        aims = "\n".join(f"- {a}" for a in one.header.in_language(lang).objectives)
        parts.append(f"**{_link(one, lang)}**\n\n{aims}")
    return "\n\n".join(parts)


def _link(one: Source, lang: str) -> str:
    header = one.header.in_language(lang)
    return f"[{header.id} {header.title}]({one.name}.ipynb)"
