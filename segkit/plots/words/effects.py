"""The words of figures on effects, ready for translation."""

FOREST = "In which segments does it work? ({metric})"
FOREST_X = "treatment less control{unit}, with {level} % interval"
FOREST_WIDE = "\nthin: interval that holds for all comparisons together"
FOREST_CLEAR = "; filled: clear after correction"
UNIT = " ({unit})"
POINTS = "percentage points"
ROW = "{segment}\n(n = {n})"
CLEAR = "clear after correction"
UNCLEAR = "not clear"
NONE = "no effect"
COMMON = "all together, weighted by precision: {value}"
DIFFER = "Segments answer differently (p = {p})."
ALIKE = "That segments answer differently is not shown (p = {p})."
UNTESTED = "Whether segments answer differently could not be tested."
WHICH = (
    "the table has several metrics or treatments, {found}: pass metric= (and "
    "treatment=) to choose one"
)
NOT_THERE = "there is no row for {asked!r}; the table has {found}"

TIME = "Does the effect last? ({metric})"
TIME_X = "period beginning on"
TIME_Y = "treatment less control{unit}"
TIME_LINE = "effect"

DRAWS = "How sure is the {name}?"
DRAWS_X = "{name} in {n} draws from these customers"
DRAWS_Y = "draws"
DRAWS_ENDS = "{level} % of the draws lie between"
DRAWS_ROWS = "{name}: middle and {level} % of {n} draws"
DRAWS_NAME = "result"
NO_DRAWS = (
    "draws must be one list of numbers, or a table with a column for each segment"
)
