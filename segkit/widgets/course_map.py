"""The course map: what lies ahead, how long it takes, and what it is good for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import ipywidgets
import pandas as pd

from segkit import checks
from segkit.widgets import words
from segkit.widgets.controls import Screen, Shown

NEEDS = ("unit", "title", "lesson_minutes", "exercise_minutes", "tracks", "objectives")
CELL = (
    'style="text-align: left; vertical-align: top; line-height: 1.4; '
    'padding: 0.2em 0.8em 0.2em 0"'
)
FINISHED = ("Correct", "Recorded")


@dataclass(frozen=True, eq=False)
class CourseMap:
    """The units of one track, as a table, with a sentence about it.

    Parameters
    ----------
    table : one row per unit: unit, title, lesson_minutes, exercise_minutes, hours,
        afterwards, and state when progress is known
    text : the sentence

    Examples
    --------
    >>> print(CourseMap(pd.DataFrame({"unit": ["00"], "hours": [0.5]}), "One unit."))
    One unit.
    unit  hours
      00    0.5
    """

    table: pd.DataFrame
    text: str

    def __repr__(self) -> str:
        """Return the sentence and the table as text."""
        if self.table.empty:
            return self.text
        return f"{self.text}\n{self.table.to_string(index=False)}"

    def _repr_html_(self) -> str:
        return self.html(caption=self.text)

    def html(self, *, caption: str = "") -> str:
        """Return the table as HTML, without rows where there are none.

        Parameters
        ----------
        caption : the table's title; empty for none
        """
        if self.table.empty:
            return f"<p>{escape(caption)}</p>" if caption else ""
        names = [words.MAP_COLUMNS.get(name, name) for name in self.table.columns]
        head = "".join(f'<th scope="col" {CELL}>{escape(n)}</th>' for n in names)
        rows = "".join(f"<tr>{_cells(row)}</tr>" for row in self.table.to_numpy())
        top = f"<caption>{escape(caption)}</caption>" if caption else ""
        return (
            f'<table class="segkit-course-map">{top}'
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        )


def draw_course_map(
    units: pd.DataFrame | Sequence[Mapping[str, Any]],
    progress: Any = None,
    *,
    track: str = "evening",
    finished: Sequence[str] = FINISHED,
) -> CourseMap:
    """List the units of a track: minutes, hours so far, and what you learn to do.

    Parameters
    ----------
    units : one row per unit: unit, title, lesson_minutes, exercise_minutes, tracks and
        objectives (lists of str), as `practice.course` returns them
    progress : one row per question with unit ("00" or "00 Title") and state, as
        `practice.progress` returns it; None to show no state
    track : ``"evening"``, ``"core"`` or ``"full"``, which has every unit
    finished : the states of a question that is done

    Returns
    -------
    CourseMap

    Raises
    ------
    DataError
        if a column is missing or the track is unknown

    References
    ----------
    Own definition.

    Examples
    --------
    >>> units = [{"unit": "00", "title": "Start", "lesson_minutes": 25,
    ...           "exercise_minutes": 20, "tracks": ["evening"],
    ...           "objectives": ["play the whole game"]}]
    >>> draw_course_map(units)
    Track evening (the shortest way to a first decision): 0.8 hours in 1 unit.
    unit title  lesson_minutes  exercise_minutes  hours           afterwards
      00 Start              25                20    0.8  play the whole game
    """
    table = _units(units)
    track = checks.choice(track, words.TRACKS, name="track")
    said = words.TRACKS[track]
    inside = [track == "full" or track in tracks for tracks in table["tracks"]]
    chosen = table[inside].reset_index(drop=True)
    if chosen.empty:
        return CourseMap(pd.DataFrame(), words.MAP_EMPTY.format(track=said))
    shown = chosen[list(NEEDS[:4])].assign(
        hours=(chosen["lesson_minutes"] + chosen["exercise_minutes"]).cumsum() / 60,
        afterwards=["; ".join(aims) for aims in chosen["objectives"]],
    )
    shown["hours"] = shown["hours"].astype(float).round(1)
    text = words.MAP_TEXT.format(
        track=said,
        units=len(shown),
        noun=words.UNITS[len(shown) > 1],
        hours=f"{shown['hours'].iloc[-1]:.1f}",
    )
    states = _states(table["unit"], progress, finished)
    if states is not None:
        shown["state"] = _marked(shown["unit"].map(states))
        text += _way(shown)
    return CourseMap(shown, text)


def explore_course_map(
    units: pd.DataFrame | Sequence[Mapping[str, Any]],
    progress: Any = None,
    *,
    track: str = "evening",
    finished: Sequence[str] = FINISHED,
) -> Screen:
    """Choose a track of the course, and see its units, hours and where you are.

    Parameters
    ----------
    units, progress, track, finished : as for `draw_course_map`; the track is where the
        selector stands at first

    Returns
    -------
    Screen: a selector, a status line and the table. Make it the last line of a cell.

    Raises
    ------
    DataError
        as `draw_course_map` does

    References
    ----------
    Own definition.

    Examples
    --------
    >>> units = [{"unit": "07", "title": "Behaviour", "lesson_minutes": 45,
    ...           "exercise_minutes": 45, "tracks": ["core"], "objectives": ["score"]}]
    >>> screen = explore_course_map(units)
    >>> screen.said
    'Track evening (the shortest way to a first decision): no unit belongs to it yet.'
    >>> screen.put({"track": "core"})
    >>> screen.said
    'Track core (ten meetings of 90 minutes): 1.5 hours in 1 unit.'
    """
    checks.choice(track, words.TRACKS, name="track")
    select = ipywidgets.Dropdown(
        options=list(words.TRACKS),
        value=track,
        description=words.TRACK,
    )

    def draw(track: str) -> Shown:
        found = draw_course_map(units, progress, track=track, finished=finished)
        return Shown(found.html(), found.text)

    return Screen([select], {"track": select}, draw)


def _units(units: Any) -> pd.DataFrame:
    """Return the units as a table with its columns checked."""
    table = units if isinstance(units, pd.DataFrame) else pd.DataFrame(list(units))
    if table.empty:
        return pd.DataFrame(columns=list(NEEDS))
    checks.table(table, NEEDS, name="units")
    return table.astype({"lesson_minutes": int, "exercise_minutes": int, "unit": str})


def _states(
    units: pd.Series, progress: Any, finished: Sequence[str]
) -> dict[str, str] | None:
    """Return done, begun or later for each unit; None when nothing is known."""
    if progress is None:
        return None
    table = getattr(progress, "table", progress)
    checks.table(table, ["unit", "state", "attempts"], name="progress")
    number = table["unit"].astype(str).str.split().str[0]
    states = {}
    for unit in units:
        mine = table[number == unit]
        done = mine["state"].isin(finished)
        begun = done.any() or (mine["attempts"] > 0).any()
        if len(mine) and done.all():
            states[unit] = words.DONE
        else:
            states[unit] = words.BEGUN if begun else words.LATER
    return states


def _marked(states: pd.Series) -> list[str]:
    """Call the first unit that is neither done nor begun "next", if none is begun."""
    marked = states.tolist()
    if words.BEGUN not in marked and words.LATER in marked:
        marked[marked.index(words.LATER)] = words.NEXT
    return marked


def _way(shown: pd.DataFrame) -> str:
    text = words.MAP_DONE.format(done=int((shown["state"] == words.DONE).sum()))
    here = shown[shown["state"].isin([words.BEGUN, words.NEXT])]
    if here.empty:
        return text
    unit, title = here.iloc[0][["unit", "title"]]
    return text + words.MAP_NEXT.format(unit=unit, title=title)


def _cells(row: Any) -> str:
    first, *others = (escape(str(cell)) for cell in row)
    rest = "".join(f"<td {CELL}>{cell}</td>" for cell in others)
    return f'<th scope="row" {CELL}>{first}</th>{rest}'
