"""The words of the funnel figure."""

TITLES = {
    "whole": "How many go how far?",
    "step": "How many go on from one step to the next?",
}
X = {
    "whole": "share of those who entered",
    "step": "share of those who reached the step before",
}
LEVEL = ", with {level:g} % interval"
Y = "step"
BEFORE = "before"
AFTER = "after"
SERIES = "{name} (n = {n})"
NOT_A_FUNNEL = (
    "table must be what kpis.funnel returns; its columns are {found}: pass that"
)
OTHER_STEPS = (
    "before must be the funnel of the same steps, without segments; it has {before}, "
    "the table has {after}"
)
ONE_SEGMENT = (
    "before can stand beside one funnel, not beside {n} segments: draw one segment, "
    "for instance plots.funnel(table.loc['name'], before=before.loc['name'])"
)
TOO_MANY = (
    "{n} segments are too many for one figure, which holds {most}: choose some with "
    "table.loc[['one', 'another']]"
)
