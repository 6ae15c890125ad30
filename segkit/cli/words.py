"""Every word that the command line shows, in one place."""

HELP = {
    "segkit": "Learn customer segmentation, and do it: from a file of orders to groups "
    "of customers,\nwhat each is worth, and what to do about it.",
    "segkit epilog": "Begin with:\n"
    "  segkit segment orders.csv --out results\n"
    "then open results/report.html in your browser.\n"
    "Nothing leaves this computer.",
    "segment short": "divide the customers of a file into groups and write a report",
    "segment": "Read a file of orders (CSV, Excel, Parquet, or a shop's export), check "
    "it, describe every\ncustomer by what they bought, divide the customers into "
    "groups, and write a report.",
    "segment epilog": "What is written to DIR:\n"
    "  report.html     the report: open it in a browser, print it, send it on\n"
    "  segments.csv    which customer is in which group\n"
    "  customers.csv   the same, with everything the groups were made from\n"
    "  notebook.ipynb  the same work step by step, to run and change in Jupyter\n"
    "  model.json, mapping.json, run.json   what `segkit refresh` needs next month\n"
    "  key.csv         only if customers are e-mail addresses: who is behind each\n"
    "                  pseudonym. It is never in a report: keep it to yourself.\n\n"
    "Examples:\n"
    "  segkit segment orders.csv --out results\n"
    '  segkit segment sales.xlsx --out results --columns customer_id="Client no" '
    "amount=Total\n"
    "  segkit segment shopify.csv --out results --timezone Europe/Paris "
    "--save-mapping shop.json",
    "refresh short": "apply the same groups to a newer file and see who moved",
    "refresh": "Read a newer file, put every customer into the groups of an earlier "
    "run with exactly the\nsame rules, and say who moved, who is new and who is gone, "
    "what has drifted, and whether it is\ntime to make the groups anew. "
    "Give it the whole history up to\nnow, not only the last month.",
    "refresh epilog": "Example:\n  segkit refresh results orders_march.csv",
    "file": "the file of orders: .csv, .tsv, .txt, .xlsx, .parquet",
    "out": "the folder for the results; made if it is not there",
    "columns": "what your columns are called, such as customer_id=Client "
    "ordered_at=Date amount=Total; needed only if segkit does not recognise them",
    "mapping": "use the column names saved earlier with --save-mapping",
    "save": "save the column names that were used, for next month",
    "as_of": "look at the customers as they were at the end of this day "
    "(2024-06-30); default: the last day in the file",
    "method": "how to divide: rfm (how recently, how often, how much; the default), "
    "lifecycle (new, regular, lapsing, lost ...), kmeans (groups found in the data) or "
    "abc (who brings 80 %% of the revenue; the default for files without dates)",
    "n_segments": "how many groups; for --method kmeans only",
    "cuts": "own limits between the five scores of --method rfm, such as "
    "recency_days=30,90,180,365",
    "holdout": "days at the end of the history held back to test the groups: who "
    "bought again? (default: 90)",
    "currency": "the currency to print after amounts, such as EUR (default: the "
    "file's, if it says so)",
    "keep currency": "keep only the rows in this currency; the others are counted",
    "utc": "the file's times are UTC without saying so: turn them into --timezone",
    "keep": "steps of the proposed cleaning that are not to be done, such as "
    "drop_exact_duplicates",
    "dates": "how to read 03/04/2024, if the file leaves it open",
    "decimal": "the decimal sign of the amounts, if the file leaves it open",
    "encoding": "the encoding of a text file (default: found out)",
    "sheet": "the sheet of an Excel file (default: the first)",
    "timezone": "the shop's time zone, such as Europe/Paris, when the file's times "
    "are in another one or carry an offset",
    "yes": "do not ask, take what is proposed",
    "overwrite": "replace files in the folder even if they were changed by hand",
    "refresh folder": "the folder of an earlier run of `segkit segment`",
    "refresh file": "the newer file",
    "refresh out": "the folder for the results (default: a folder refresh-DAY in DIR)",
}

YES = {"", "y", "yes"}
FILE = "the file system"
STILL = "... still {what}"
STOPPED = "stopped before the end; nothing was written."
MEMORY = (
    "this computer has too little memory for this file. Save it as Parquet and try "
    "again: Parquet files are read piece by piece."
)
UNEXPECTED = (
    "something unexpected happened, and nothing was written: {error}\n"
    "The full account is in {path}. It may quote your data: read it before you send "
    "it to anybody."
)
ON_COMMAND_LINE = "On the command line: {options}"
# What a message in Python's words asks for, and how it is typed.
OPTIONS = {
    "pass dayfirst=": "--dates day-first or --dates month-first",
    "pass timezone=": "--timezone Europe/Paris (your zone)",
    "pass decimal=": "--decimal . or --decimal ,",
    "pass currency=": "--keep-currency EUR (the one to keep)",
    "cut_points": "--cut-points recency_days=30,90,180,365",
    "n_segments=": "--n-segments 3 (fewer)",
}
NOT_A_PAIR = (
    "--columns and --cut-points take NAME=VALUE, each name once, such as "
    'customer_id="Client no"; this is {text!r}'
)
NOT_NUMBERS = (
    "--cut-points takes numbers such as recency_days=30,90,180,365; this is {text!r}"
)
UNWRITABLE = (
    "--out: nothing can be written to {folder} ({reason}): choose another folder"
)
NOT_A_FOLDER = "--out: {folder} is a file, and must be a folder: choose another name"
WOULD_LOSE = (
    "--out: {folder} holds {files}, which were changed since segkit wrote them, or "
    "were not written by segkit, and would be replaced: choose another folder, or add "
    "--overwrite"
)
READING = "reading {name}"
ON_DISK = "Parquet, read piece by piece from the disk; {rows:,} rows"
READ = "{name}: {reading}"
COLUMNS_ARE = "Columns, as segkit understands them:"
TOLD = "as you said"
FOUND = "recognised"
ASK = "Is that right? [Y/n] "
DECLINED = (
    "stopped, nothing was written. Say which column is what, for instance "
    '--columns customer_id="Client no" ordered_at=Date amount=Total'
)
NO_DATES = "no row of the file has a date of order: check the column, or its format"
SHORT = (
    "There is no test of the segments: the history is {have} days long. To hold back "
    "the last {days} days and still have as many before them, it must be {need} days "
    "long. Ask for a shorter test with --holdout-days, or come back with more history."
)
UNTESTED = "There is no test of the segments on the last {days} days: {error}"
CHECKING = "looking at the quality of the data"
CLEANING = "cleaning"
NOTHING_TO_CLEAN = "Nothing to clean."
PERSONAL = (
    "Personal data: {columns} look personal. Nothing of them is shown, and nothing of "
    "them goes into the report."
)
NO_DECISION = "--keep names {wrong}, which are no cleaning steps: choose from {known}"
UTC_WHERE = "--utc needs --timezone, such as --timezone Europe/Paris"

# The notebook that `segkit segment` writes.
PROSE = {
    "top": "# The segmentation, step by step\n\nThis notebook does what "
    "`segkit segment` did, with the same calls. Run it, then change it: every line "
    "is yours.",
    "read": "## Read the file\n\nColumns are recognised or told; how the file was read "
    "stands in `orders.attrs`.",
    "clean": "## Look at the quality, and clean\n\nEach decision is logged with its "
    "rows. Leave one out, and see what changes.",
    "contacts": "## Read the contacts\n\nThe file has one row per contact with totals "
    "only. `X.attrs['notes']` says what is not possible without dates of orders.",
    "features": "## One row per customer\n\nLater orders are left out and counted in "
    "`X.attrs['left_out']`.",
    "model": "## Divide the customers",
    "plot": "## Look at the groups",
    "compare": "## The same groups as before\n\nThis cell stops with an error if the "
    "groups are not those of `segments.csv`.",
    "test": "## Put the groups to the test\n\nMake them again without the last days, "
    "and see who bought in those. Small groups are marked: read them with care.",
}
CODE = {
    "imports": """
from segkit import features, files, kpis, models, plots, privacy, quality
""",
    "read": """
file = {file!r}
orders = files.read_orders(file, **{how})
orders
""",
    "clean": """
decisions = {decisions}
cleaned = quality.clean(orders, decisions, key_file="pseudonyms.key")
orders = cleaned.table
cleaned.log
""",
    "contacts": """
contacts = files.read({file}, **{how})
who = {who}
if {salted}:
    contacts[who] = privacy.pseudonyms(contacts[who], key_file="pseudonyms.key").ids
X = files.contact_totals(contacts, as_of={as_of}, columns={columns}).sort_index()
X.head()
""",
    "features": """
X = features.customers(orders, as_of={as_of!r})
X.head()
""",
    "model": """
model = models.BehaviouralSegmenter(**{model}).fit(X)
segments = model.assign(X)
model.segments_
""",
    "plot": """
plots.show(plots.segment_value(segments, X["monetary_amount"]))
""",
    "compare": """
saved = files.read("segments.csv")["segment"].astype(str).tolist()
assert segments.astype(str).tolist() == saved
len(saved)
""",
    "test": """
held = features.holdout(orders, days={days})
earlier = features.customers(orders, as_of=held.as_of)
then = models.BehaviouralSegmenter(**model.get_params()).fit(earlier).assign(earlier)
kpis.by_segment(kpis.purchase_rate, orders, then, start=held.start, end=held.end)
""",
}
DESCRIBING = "describing each customer"
DIVIDING = "dividing {n:,} customers"
TESTING = "testing the segments on the last {days} days"
WRITING = "writing the results"
AS_OF = "Customers are described as of {day}, the last day in the file."
LONELY_DAY = (
    "Careful: {day} lies {gap} days after the day before it with an order. If that is "
    "a mistyped date, say which day counts with --as-of."
)
NO_ORDERS = (
    "There is no test of the segments: the file has totals per contact, and no dates "
    "of orders. Export the orders to see whether the segments hold."
)
OURS = {
    "customer_id": "customer",
    "ordered_at": "time of order",
    "amount": "amount",
    "order_id": "order number",
    "discount_amount": "discount",
    "refunded_amount": "refunded",
    "unit_price": "price of one",
    "n_orders": "number of orders",
    "monetary_amount": "total spent",
    "last_order_date": "last order",
    "first_order_date": "first order",
}
OURS_THEIRS = ["in this report", "in the file"]
TABLES = {
    "columns": "Which column of the file was read as what",
    "quality": "What was found in the data",
    "cleaning": "What was cleaned",
}
DONE = "Done. Open {report} in your browser."
KEEP_THE_KEY = (
    "Customers have pseudonyms. {folder} holds key.csv, which leads back to the e-mail "
    "addresses, and pseudonyms.key, which gives the same pseudonyms next month: keep "
    "both on this computer, and do not send them on."
)
PSEUDONYMS = (
    "customers are told by personal data: replaced by pseudonyms; {merged:,} spellings "
    "merged into another"
)
NO_EARLIER_RUN = (
    "{folder} holds no complete run of `segkit segment` ({error}): name the folder "
    "that was given as --out then"
)
SAME_FOLDER = "--out: {folder} is the earlier run itself: choose another folder"
FROZEN = "The rules are those of the run as of {as_of}, unchanged."
NOT_NEWER = (
    "Careful: the new file ends on {new}, and the earlier run on {old}: is it the "
    "newer file?"
)
HISTORY_CUT = (
    "Careful: the new file begins on {new}, and the earlier one on {old}. Numbers of "
    "orders and amounts count from the first day of a file: give the whole history, or "
    "customers will seem to have moved who did not."
)
NEW, GONE = "(new)", "(gone)"
MOVED = (
    "Since then {stayed:,} customers stayed in their segment, {moved:,} moved to "
    "another, {new:,} came and {gone:,} went."
)
LOOKS_UTC = (
    "Careful: the times look like UTC, not the shop's own. If they are, add --utc and "
    "--timezone, such as --utc --timezone Europe/Paris"
)
NO_TOTAL = (
    "{name} has no orders and no total spent per customer, so there is nothing to "
    "divide customers by; it has {have}. Say which column is the total with --columns "
    'monetary_amount="Total spent", or export the orders.'
)
NEEDS_DATES = (
    "--method {method} needs {missing}, and {name} has totals only: leave --method out "
    "(abc is taken), or export the orders."
)
ONLY_KMEANS = "--n-segments belongs to --method kmeans: add that, or leave it out"
