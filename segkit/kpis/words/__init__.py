"""What the indicators say to people; their definitions stand beside their formulas."""

PERIOD = "{first} to {last}"
TOTAL = "all"

TESTS = (
    "Tests: the {rows} counted ({period}) came after the day that made the segments "
    "({as_of})."
)
DESCRIBES = (
    "Describes, does not test: the {rows} counted ({period}) do not all come after the "
    "day that made the segments ({as_of})."
)
UNDATED = (
    "Describes, does not test: the segments do not say which day made them "
    "(segments.attrs['as_of'])."
)
NO_DAYS = (
    "Describes, does not test: nothing says on which day the {rows} counted were made."
)

OVER_TIME = "{name} by {by}, {period}"

COMPARED = (
    "{name}, before ({before}) and after ({after}). A change is not an effect: other "
    "things changed too, and only a control group tells them apart."
)
UNPAIRED = (
    "compared as if the customers of the two were different ones: for the same "
    "customers pass the table, kpis.compare(kpi, table, before=..., after=...)"
)
REGRESSION = (
    "the segments were made on {as_of}, of what happened before: who was put into a "
    "segment for buying much or lately will do less afterwards, and the others more, "
    "without any cause (regression to the mean)"
)
NOT_STATED = "days not stated"
TWO_PERIODS = (
    "compare needs the first and last day of both periods: "
    "before=('2024-05-01', '2024-05-31'), after=('2024-06-01', '2024-06-30')"
)
NO_PERIOD = "{name} must be a pair of days, (first, last); this is {found!r}"
OVERLAP = (
    "before ({before}) must end before after ({after}) begins: a day cannot be on both "
    "sides of a change"
)
EMPTY_PERIOD = (
    "{name} has nothing from {asked}: no change can be told where the data are missing"
)
TWO_RECORDS = "compare needs two records of one indicator: {before} and {found} are not"
TWO_DEFINITIONS = (
    "the two records count differently, {before!r} and {after!r}: choose one variant"
)

MISSING = "no {column}"
OUTSIDE = "outside the period"
LOST = "Rows of {name} left out: {found}."
LOST_FOR = "{n:,} with {reason}"
STRANGERS = "{name} of other customers"

NOT_A_KPI = (
    "kpi must be an indicator such as kpis.purchase_rate; this is {found!r}; "
    "there are {names}"
)
NO_TABLE = (
    "{name} has no table form: it is computed from plain numbers, kpis.{name}(...)"
)
NO_OPTION = "{name} has no option {strange}; it has {known}: correct the name"
NO_SUCH_KPI = "segkit.kpis has no {name!r}; it has {names}"
NO_KPIS = "kpis is empty: list the indicators to gather, such as kpis.purchase_rate"
TWICE = "kpis lists {names} twice: leave one of each out"
SEVERAL_TABLES = (
    "these indicators are counted from {need}: pass a table for each, "
    "tables={{'name': table, ...}}"
)
TABLES_MISSING = (
    "tables lacks {missing}; it has {found}: add them, or leave out the indicators "
    "that are counted from them"
)
NO_DATES = (
    "{name} column {column!r} must hold dates; it holds {found}: turn it into dates "
    "with pandas.to_datetime, or read the file with {reader}"
)
NO_NUMBERS = (
    "{name} column {column!r} must hold numbers; it holds {found}: turn it into "
    "numbers with pandas.to_numeric, or read the file with {reader}"
)
NO_TIME_COLUMN = (
    "{name} has no column of times, so start=, end= and by= cannot be kept: "
    "leave them out"
)
BACKWARDS = "start ({start}) is after end ({end}): exchange them"
NO_ROWS = "{name} has no row with {what}: {left_out}"
NOTHING_INSIDE = (
    "{name} has nothing from {asked}; it runs from {said}: "
    "choose a period inside, or pass the {name} of that period"
)
NO_POPULATION = (
    "customers= must name the customers to count: an index of customer_id, a table or "
    "segments indexed by it, or a list of ids; this is {found}"
)
EMPTY_POPULATION = "{name} names no customers: it has 0 rows"
MISSING_IDS = "{name} has {n} rows without a customer_id: drop them first"
REPEATED_IDS = "{name} has {n} rows that repeat a customer_id: one row per customer"
NO_OVERLAP = (
    "no customer in {name} is in {table}: the ids of {name} are {ours}, those of "
    "{table} are {theirs}, such as {example!r} and {another!r}: {cure}"
)
SAME_KIND = "take both from the same shop, written in the same way"
OTHER_KIND = "make them the same, for instance with .astype(str)"
BY_INDEX = (
    "they are read from the index: for customers= pass list(table['your id']), for "
    "segments= table.set_index('your id')['segment']"
)
NOT_SEGMENTS = (
    "segments must be a pandas Series indexed by customer_id, as model.assign(X) makes "
    "it; this is a {found}"
)
NAMELESS = (
    "segments has no name, so the table cannot say whose segments these are: "
    "name it, for instance segments.rename('behavioural')"
)
NO_SEGMENT = (
    "{n} customers in segments have no segment (null): drop them with "
    "segments.dropna(), or give them one"
)
NO_SEGMENTATIONS = "segments is a table without columns: give it one per segmentation"
COLUMN_OF_NOBODY = (
    "segments={column!r} is a column of {table}, and {kpi} counts customers without a "
    "row too, whose {column} nobody knows: pass a Series indexed by customer_id"
)
NO_CUSTOMERS = (
    "the rows of {table} are no customers', so neither customers= nor segments of "
    "customers fit: divide it by one of its columns, segments='its name'"
)
VALUE_CALLED_TOTAL = (
    "column {column!r} has a value 'all', like the row of the total: rename it first"
)
NOTHING_BELOW = "no answer, as there is nothing to divide by ({bottom}: 0)"
UNKNOWN_IN = "no answer, as there is nothing to divide by, in: {segments}"
EMPTY_SEGMENTS = "no customers in: {segments}"
SEGMENT_CALLED_TOTAL = (
    "a segment is called 'all', like the total: rename it with "
    "segments.cat.rename_categories({'all': 'another name'})"
)
