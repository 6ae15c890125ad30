"""What the indicators say to people; their definitions stand beside their formulas."""

PERIOD = "{first} to {last}"
TOTAL = "all"

TESTS = (
    "Tests: the orders counted ({period}) came after the day that made the segments "
    "({as_of})."
)
DESCRIBES = (
    "Describes, does not test: the orders counted ({period}) do not all come after the "
    "day that made the segments ({as_of})."
)
UNDATED = (
    "Describes, does not test: the segments do not say which day made them "
    "(segments.attrs['as_of'])."
)

NO_CUSTOMER = "no customer_id"
NO_TIME = "no ordered_at"
NO_AMOUNT = "no amount"
OUTSIDE = "outside the period"
STRANGERS = "orders of other customers"

NOT_A_KPI = (
    "kpi must be an indicator such as kpis.purchase_rate; this is {found!r}; "
    "there are {names}"
)
NO_SUCH_KPI = "segkit.kpis has no {name!r}; it has {names}"
NO_DATES = (
    "orders column 'ordered_at' must hold dates; it holds {found}: turn it into dates "
    "with pandas.to_datetime, or read the file with segkit.files.read_orders(path)"
)
NO_NUMBERS = (
    "orders column 'amount' must hold numbers; it holds {found}: turn it into numbers "
    "with pandas.to_numeric, or read the file with segkit.files.read_orders(path)"
)
BACKWARDS = "start ({start}) is after end ({end}): exchange them"
NO_ROWS = "orders has no row with a customer, a time and an amount: {left_out}"
NOTHING_INSIDE = (
    "orders has nothing from {asked}; it runs from {said}: "
    "choose a period inside, or pass the orders of that period"
)
NO_POPULATION = (
    "customers= must name the customers to count: an index of customer_id, a table or "
    "segments indexed by it, or a list of ids; this is {found}"
)
EMPTY_POPULATION = "{name} names no customers: it has 0 rows"
MISSING_IDS = "{name} has {n} rows without a customer_id: drop them first"
REPEATED_IDS = "{name} has {n} rows that repeat a customer_id: one row per customer"
NO_OVERLAP = (
    "no customer in {name} is in orders: the ids of {name} are {ours}, those of orders "
    "are {theirs}: make them the same, for instance with .astype(str)"
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
SEGMENT_CALLED_TOTAL = (
    "a segment is called 'all', like the total: rename it with "
    "segments.cat.rename_categories({'all': 'another name'})"
)
