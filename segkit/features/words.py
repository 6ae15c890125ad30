"""What this room says to people, in one place, ready for translation."""

CURES = {
    "ordered_at": (
        "dates are needed: turn it into dates with pandas.to_datetime(orders"
        "['ordered_at'], format=...), or read the file with "
        "segkit.files.read_orders(path)"
    ),
    "amount": (
        "numbers are needed: turn it into numbers with pandas.to_numeric(orders"
        "['amount']), or read the file with segkit.files.read_orders(path)"
    ),
    "discount_amount": (
        "numbers are needed: turn it into numbers with pandas.to_numeric(orders"
        "['discount_amount']), or leave the column out"
    ),
    "margin_amount": (
        "numbers are needed: turn it into numbers with pandas.to_numeric(orders"
        "['margin_amount']), or leave the column out and pass margin=0.4"
    ),
    "returned": (
        "True or False is needed: turn it into that, for instance with orders"
        "['returned'] == 'yes', or leave the column out"
    ),
}

NO_ROWS = "orders has no rows: pass the orders that were placed"
NO_VALUES = (
    "orders has no value in {column!r}, every row is missing: "
    "pass the column that holds it, columns={{{column!r}: 'your name'}}"
)
WRONG_KIND = "orders column {column!r} holds {kind} ({value!r}); {cure}"
MIXED_IDS = (
    "orders column 'customer_id' mixes {kinds}, so one customer could be two: make "
    "them one kind, for instance orders['customer_id'].astype(str)"
)
NOTHING_COUNTS = (
    "orders has {rows} rows and none that counts; left out: {left_out}: "
    "give each row a customer, a time and an amount"
)
NOTHING_YET = (
    "orders has no row on or before as_of {as_of}; the first is on {first}: "
    "choose a later as_of"
)
ONLY_REFUNDS = (
    "orders has {customers} customers and no order up to as_of {as_of}, only refunds: "
    "pass the orders too"
)
MANY_CHANNELS = (
    "channel has {n} different names, such as {some}; at most {most} can each become "
    "a feature: group them first, or leave the column out"
)
NO_CUSTOMER_IDS = (
    "customers needs ids: pass a table with a column 'customer_id', a pandas table "
    "indexed by customer_id, or a list of ids; this is a {kind}"
)
MISSING_IDS = "customers has {n} rows without a customer_id: drop them first"
REPEATED_IDS = (
    "customers has {n} customer_id more than once, such as {some}: one row per customer"
)
STRANGERS = (
    "no customer_id of orders is in customers=: orders has {orders!r} ({kind_orders}), "
    "customers has {customers!r} ({kind_customers}): make them the same kind of id"
)
COLLECT_CUSTOMERS = (
    "customers= needs the result in pandas: leave collect=False out, or join the "
    "customers to the result in the engine"
)
SHORT_HISTORY = (
    "the orders run from {first} to {last}, {have} days: too short to hold out the "
    "last {days}; choose at most {most} days"
)
NO_ORDERS = "orders has no order up to as_of {as_of}, only refunds: pass the orders too"
ONE_DAY = (
    "all orders are of one day, {first}: nothing can be held out; pass a longer history"
)
NOTHING_DATED = (
    "orders has no row with a customer, a time and an amount: give each row all three"
)
TOO_MUCH = (
    "orders has an amount of {value:g}, and money is counted up to {most:g} a row: "
    "is another column mapped to amount, such as a number of an order or an article?"
)

# Events, and what people are asked about.
AFTER, BEFORE, NOBODY = "after as_of", "before since", "no customer_id"
NOT_DELIVERED = "not delivered"
NO_EVENTS = "{name} has no rows: pass the events that were recorded"
NO_EVENT_COUNTS = (
    "{name} has {rows} rows and none that counts; left out: {left_out}: "
    "choose another as_of or since, or give each row a customer and a time"
)
SINCE = "since ({since}) must not be after as_of ({as_of})"
EVENT_KIND = (
    "{name} column {column!r} holds {holds} ({value!r}); {kind} are needed: {cure}"
)
EVENT_CURES = {
    "dates": "turn it into dates with pandas.to_datetime({name}[{column!r}])",
    "numbers": "turn it into numbers with pandas.to_numeric({name}[{column!r}])",
    "True or False": "turn it into that, for instance with {name}[{column!r}] == 'yes'",
}
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
WEEKDAYS = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)
PERIOD = (
    "periods[{name!r}] has the day {day!r}; month and day are needed, such as '12-24'"
)
PEOPLE = (
    "people needs birth_date or signed_up_on beside customer_id; it has {have}: "
    "rename a column, or leave people out"
)
PEOPLE_DATES = "people column {column!r} must hold dates: {cure}"

# What a customer is worth.
A_SHARE = "{name} must be a number from 0 to 1, such as 0.4; this is {value!r}"
AN_AMOUNT = "{name} must be an amount from 0; this is {value!r}"
TWO_MARGINS = (
    "orders has a column 'margin_amount', and margin={margin!r} was passed as well: "
    "leave one of them out"
)
SINCE_LATER = "since ({since}) must not be after as_of ({as_of})"
SMALL_TABLE = (
    "{name} must be a pandas table; this is a {kind}: collect it first, for instance "
    "with .to_pandas() or .df()"
)
TABLE_NUMBERS = (
    "{name} column {column!r} must hold numbers; it holds {kind} values: turn it into "
    "numbers with pandas.to_numeric({name}[{column!r}])"
)
TABLE_DATES = (
    "{name} column {column!r} must hold dates; it holds {kind} values: turn it into "
    "dates with pandas.to_datetime({name}[{column!r}], format=...)"
)
BELOW_ZERO = (
    "{name} column {column!r} is below 0 in {n} rows: write money given back, or "
    "spent, as numbers above 0"
)
NO_ORDER_ID = (
    "refunds name orders, and orders has no column 'order_id': add it, or add a column "
    "'customer_id' to refunds"
)
STRANGE_REFUNDS = (
    "none of the {n} refunds names an order_id of orders: make both the same kind, for "
    "instance refunds['order_id'].astype(str)"
)
NO_TICKET_COST = (
    "tickets has no column 'cost_amount', so what a ticket costs is not known: pass "
    "cost_per_ticket=6.5"
)
REFERRED_TWICE = (
    "referrals names {n} customers as referred more than once: keep the first of each, "
    "or their value counts twice"
)
REFERRED_SELF = (
    "referrals has {n} rows in which a customer refers themselves: drop them"
)
NO_SOURCE = "engagement needs one table at least: pass one of {sources}"
NO_PRODUCT = "nobody bought {product!r}; column {of!r} holds such as {some}"
RULES = "What is bought together: pairs in both directions, surest first"
RARE = "pairs in fewer than {least} baskets"
MANY_PRODUCTS = (
    "there are {n:,} different products in column {of!r}, and the matrix holds "
    "{most:,}: pass of= a coarser column, such as a category, or use also_bought"
)
LEVEL = "level must lie between 0 and 1, such as 0.95; this is {level!r}"
NO_ADULT = (
    "household_size does not exceed children for {n} customers: the customer counts in "
    "household_size and is no child; look at both columns"
)
AGE_WITHOUT_DAY = (
    "customers has age_years but no birth_date or birth_year, and an age goes stale: "
    "pass aged_on='2023-09-01', the day on which the ages were true"
)
NO_DATES = (
    "customers column {column!r} must hold dates: turn it into dates with "
    "pandas.to_datetime(customers[{column!r}], format=...)"
)
NOT_COUNTED = (
    "customers column {column!r} must hold numbers from 0; {n} rows do not, such as "
    "{some}: correct them, or make them missing"
)

# What people were asked about their needs.
NO_ANSWERS = "{name} has no rows: pass the answers that were given"
NO_KEY = (
    "{name} has {n} rows without one of {key}: drop them, or say what they belong to"
)
KEY_TWICE = "{name} needs one row for each {key}; {n} rows repeat one: keep one of each"
SAME_KEY = (
    "{name} has items whose names differ in capitals or signs alone, among {items}: "
    "write each in one way"
)
BEST_WORST = (
    "maxdiff has {n} tasks without exactly one best and one other worst item: drop "
    "those that were not answered, with all their rows"
)
CHOSEN = (
    "conjoint has {n} tasks without exactly one chosen offer: drop those that were not "
    "answered, with all their rows"
)
ALL_ALIKE = (
    "conjoint column '{name}' is the same in all offers: leave it out, it says nothing "
    "about what people want"
)
OFF_SCALE = (
    "{name} column '{column}' has {n} answers outside 1 to {high}, such as {value}: "
    "recode them, or say what the highest answer was"
)
TASK_GAPS = (
    "{name} column '{column}' has missing or infinite values: drop those tasks, with "
    "all their rows"
)
NO_THEMES = (
    "none of the {n} texts that complain has a theme: look at the columns of themes, "
    "or give the codebook more words"
)
NO_THEME_COLUMN = (
    "feedback needs a column of coded themes, one of {themes}; the table has {have}: "
    "pass themes=[...], or codebook={{theme: [beginnings of words]}}"
)
NO_WRITTEN_AT = (
    "feedback needs column 'written_at' to count up to as_of: pass "
    "columns={'written_at': 'your name'}, or leave as_of out"
)
CODE_BOOK = (
    "codebook['{theme}'] must be a list of beginnings of words, such as ['late', "
    "'deliver']; this is {value!r}"
)
NOTHING_STATED = (
    "survey needs columns that start with 'benefit_' or 'motiv_', or job_to_be_done or "
    "main_difficulty; the table has {have}: rename yours with columns="
)
NO_NEEDS = (
    "needs() was given no table: pass maxdiff=, conjoint=, kano=, jobs=, survey= or "
    "feedback="
)
SEVERAL_DAYS = (
    "the tables describe different days, as_of {days}: make all with the same as_of"
)
SAME_COLUMNS = "the tables have columns {columns} in common: drop them from one"
