"""Words of the figures on goals and on ranks of segments."""

GOAL_TITLE = "{metric}: is the goal in reach?"
GOAL_X = "day ({start} to {end})"
GOAL_Y = {"count": "{metric}, added up", "rate": "{metric}"}
GOAL_DONE = "so far"
GOAL_EXPECTED = "at this pace"
GOAL_BAND = "{level} interval"
GOAL_TARGET = "target: {target}"
GOAL_END = "{expected} ({low} to {high})"
METRIC = "events"

RANKS = "Which segment comes first? It depends on the objective"
RANKS_Y = "rank (1 is best)"
RANKS_X = "objective"
RANKS_FEW = (
    "table needs ranks by two objectives at least; it has {found}: pass what "
    "objectives.rank_segments returns, from a table with more columns"
)
