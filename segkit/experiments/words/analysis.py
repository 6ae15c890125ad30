"""Words of the analysis of a test: one place, ready for translation."""

ALL = "all"
NOT_NUMBERS = (
    "{column} must be numbers or True and False; this has dtype {dtype}: convert it "
    "first, amounts with pd.to_numeric, words with table[{column!r}] == 'yes' (or "
    "whatever it says), True and False with .astype('boolean')"
)
INFINITE = "{column} holds infinite numbers: correct or leave out these rows first"
NO_RATE = (
    "{column} is no rate: it has values other than 0 and 1. Use Money({column!r}) for "
    "amounts"
)
METRICS = (
    "metrics must be Rate, Money, RatioOf or Quantile, or a list of these; this has "
    "{found}: write for instance Rate('converted')"
)
SAME_METRIC = "two metrics are called {names}: give each its own name="
NO_CONTROL = (
    "{column} has the arms {found}, and none of them is known as the control: pass "
    "control= with its name, so that the sign of the effect is clear"
)
NOT_THERE = "control is {control!r}, but {column} has only {found}"
ONE_ARM = (
    "{column} has only the arm {found}: without customers who were held out by lot "
    "nothing shows what the treatment changed"
)
TWICE = (
    "{n} rows repeat a {unit}: a unit that is counted twice makes every interval too "
    "short. Add its rows up first, one row for each {unit}"
)
BOTH_ARMS = (
    "{n} of the {unit}s are in more than one arm: they saw both, so that neither arm "
    "can be trusted. Find out why before anything else, or leave them out of both"
)
NEED_UNIT = (
    "segments is a Series, and its index is called {name!r}, which is no column of the "
    "table {have}: pass unit= with the column that leads to it, for instance "
    "unit='customer_id'"
)
NOBODY_KNOWN = (
    "no {key} of the table is in segments: the table has {ours}, segments has "
    "{theirs}: make them the same, for instance with .astype(str)"
)
SEGMENT_TWICE = "segments has {n} units more than once: keep one row for each"
NO_SEGMENT = "segments must be a column of the table or a Series; this is a {kind}"

UNPLACED = "{n:,} rows without an arm"
NO_VALUE = "{n:,} units without {columns}"
AND = " or "
AS_ZERO = "units without {columns} count as 0"
BEFORE = (
    "adjusted for {before}, which explains {share:.0%} of the variance; it must have "
    "been measured before the start, which a table cannot show"
)
BEFORE_DIFFERS = (
    "{before} differs between the arms (p {p}), which chance does not do to a number "
    "from before the start: was it measured later?"
)
VOID = (
    "the arms do not hold the numbers of units that were dealt, so whatever removed "
    "some may have made this difference"
)
HEADING = (
    "{control} against {treatments}; {level} intervals, difference = treatment less "
    "control"
)
WHOLE_TABLE = "Each row counts as one unit{unit}."
BY_UNIT = " ({unit}, none twice)"
NOT_KNOWN = "; pass unit= to make sure that none is there twice"
MANY = (
    "{m} comparisons were made. Where nothing is going on, one or more of them come "
    "out below {alpha:g} in up to {any:.0%} of such tests: name the one that decides "
    "beforehand, or pass adjusting='holm'."
)
CORRECTED = "p-values are corrected for {m} comparisons together ({method})."
NO_EFFECT = "there is no effect {key!r}; there are {have}"
