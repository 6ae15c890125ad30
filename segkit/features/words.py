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
