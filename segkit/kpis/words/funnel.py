"""What funnels say to people."""

TOTAL = "all"
HEADING = "How many go how far: {n:,} {units} entered, {done:,} reached {last!r}."
HEADING_PERIOD = " Entered {start} to {end}."
DEFINITION = (
    "step rate: {units} that reached the step / {units} that reached the one before; a "
    "step counts only together with all earlier ones, and not before them in time"
)
WITHIN = "; within {days} days of the first step"
CUSTOMERS = "customers"
ROWS = "rows"
BUNCHED = (
    "the intervals allow for several rows of one customer (Wilson's, with the number "
    "of rows that these are worth)"
)
PLAIN = "Wilson's intervals"
OPEN_END = (
    "who entered last had least time to go on: pass window_days= and an end= that "
    "leaves everybody the whole window"
)
STRANGERS = "customers without a segment"
NAMELESS = "rows without a customer_id"

CHANGE_HEADING = (
    "Step rates after less before, in points of share; an interval without 0 is a "
    "change that chance alone seldom makes ({k} comparisons: look at all of them "
    "together)."
)
CHANGE_WARNING = (
    "Before and after are two times, not two groups drawn by lot: season, prices and "
    "other campaigns changed too."
)

FEW_STEPS = (
    "steps must name two steps or more, such as {{'delivered': 'delivered', 'opened': "
    "'opened_at'}}; this is {found!r}"
)
NOT_A_STEP = (
    "step {name!r} must be the name of a column, or kpis.Step(column, where=, table=); "
    "this is {found!r}"
)
WHICH_TABLE = (
    "step {name!r} does not say in which table it is: the tables are {tables}; write "
    "kpis.Step({column!r}, table={first!r})"
)
NO_SUCH_TABLE = (
    "step {name!r} is in table {table!r}, and there are {tables}: correct the name"
)
ONE_TABLE = (
    "step {name!r} names the table {table!r}, but one table was passed: pass "
    "{{{table!r}: table}}, or leave table= out"
)
NO_STEP_KIND = (
    "column {column!r} of step {name!r} holds {found}; a step needs a time, True and "
    "False, a number (above 0 counts) or a text (not empty counts)"
)
NOT_TIMED = (
    "step {name!r} needs a column of dates or times to be put in order; {column!r} "
    "holds {found}: turn it into dates with pandas.to_datetime"
)
FIRST_TIMED = (
    "{argument} needs a time at the first step {name!r}, and column {column!r} holds "
    "{found}: begin with a step that has a time, such as 'sent_at'"
)
NOBODY = (
    "nobody reached the first step {name!r}{period}: look at the column, its where= "
    "and the period"
)
NO_CUSTOMER = (
    "segments= needs a column 'customer_id' in the table: pass "
    "columns={'customer_id': 'your name'}"
)
NOT_A_FUNNEL = "{name} must be what kpis.funnel returns; this is {found}"
OTHER_STEPS = (
    "before and after must have the same segments and steps; before has {before}, "
    "after has {after}"
)
OVERLAP = (
    "before ({before}) and after ({after}) overlap, so that some {units} would count "
    "twice: choose periods that do not"
)
