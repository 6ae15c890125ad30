"""Live figures: a pure function draws, and its explorer adds the controls.

Make an explorer the last line of a cell. It works in JupyterLab and in Voilà; a page
without a kernel shows its first state.

>>> from segkit import widgets
>>> units = [{"unit": "00", "title": "Start", "lesson_minutes": 25,
...           "exercise_minutes": 20, "tracks": ["evening"], "objectives": ["play"]}]
>>> widgets.explore_course_map(units).said
'Track evening (the shortest way to a first decision): 0.8 hours in 1 unit.'
"""

from segkit.widgets.budget_allocator import (
    Allocated,
    draw_budget_allocator,
    explore_budget_allocator,
)
from segkit.widgets.course_map import CourseMap, draw_course_map, explore_course_map
from segkit.widgets.k_explorer import (
    NSegments,
    draw_n_segments,
    explore_n_segments,
)
from segkit.widgets.overlap import draw_overlap, explore_overlap
from segkit.widgets.persona_browser import (
    PersonaBrowser,
    draw_persona_browser,
    explore_persona_browser,
)
from segkit.widgets.planner import Planned, draw_planner, explore_planner
from segkit.widgets.rfm_grid import RfmGrid, draw_rfm_grid, explore_rfm_grid
from segkit.widgets.rule_builder import draw_rule_builder, explore_rule_builder
from segkit.widgets.sequence_timeline import (
    SequenceTimeline,
    draw_sequence_timeline,
    explore_sequence_timeline,
)

__all__ = [
    "Allocated",
    "CourseMap",
    "NSegments",
    "PersonaBrowser",
    "Planned",
    "RfmGrid",
    "SequenceTimeline",
    "draw_budget_allocator",
    "draw_course_map",
    "draw_n_segments",
    "draw_overlap",
    "draw_persona_browser",
    "draw_planner",
    "draw_rfm_grid",
    "draw_rule_builder",
    "draw_sequence_timeline",
    "explore_budget_allocator",
    "explore_course_map",
    "explore_n_segments",
    "explore_overlap",
    "explore_persona_browser",
    "explore_planner",
    "explore_rfm_grid",
    "explore_rule_builder",
    "explore_sequence_timeline",
]
