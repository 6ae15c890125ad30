"""What audiences say to people: refusals, and the headings of their tables."""

from __future__ import annotations

# Values in a rule.
VALUE = (
    "a rule compares with numbers, text, days (2024-06-30), True or False; this is "
    "{value!r}"
)
NOT_FINITE = "a rule needs finite numbers; this is {value!r}"
TOO_LARGE = (
    "a whole number in a rule must lie within 9,007,199,254,740,991 of zero; this is "
    "{value}"
)
NO_TIME = (
    "rules compare days, not moments; this is {value}: leave the time of day out, "
    "such as {day}"
)
BLANK = 'an empty text counts as missing: write "is unknown" instead of ""'
BAD_TEXT = (
    "this text holds half a character (a lone surrogate) at place {at}: it cannot be "
    "stored or compared; type it again"
)
LONG_TEXT = "a text in a rule has at most {most:,} characters; this has {n:,}"
NAME = "the name of {what} must be a text of 1 to {most} characters; this is {value!r}"

# The tree.
KNOWN_OPS = "a comparison is one of {ops}; this is {op!r}"
N_VALUES = "{op!r} needs {need} {noun}; here are {n}"
LONG_LIST = 'a list after "in" has at most {most:,} values; this has {n:,}'
ONE_KIND = "the values after {op!r} must be of one kind; here are {kinds}"
OP_KIND = "{op!r} compares with {need}; this is {value!r}"
BACKWARDS = "between {low} and {high} holds nothing: put the smaller one first"
EVENT_OP = "{what} is a number: it is compared with =, !=, <, <=, >, >=, in or between"
EVENT_VALUE = "{what} is a number: it is compared with numbers; this is {value!r}"
DENSEST = (
    "{what} is asked for at least so many: write >= and a whole number from 1 to "
    "{most:,}; this is {op} {value}"
)
AGE_VALUE = "days since {name} is a number of days; this is {value!r}"
NESTED = (
    'a condition on single rows (after "where" or "had") is about columns of that '
    "table; this asks for {what}: count it in a condition of its own"
)
PARTS = "{name} joins two rules or more; here {are} {n}"
NOT_A_RULE = (
    "a rule is needed here; this is {kind}: make one with "
    "activation.rule('n_orders >= 2') or activation.column('n_orders') >= 2"
)
DEEP = "a rule nests at most {most} deep; this one is {n} deep: name parts as audiences"
MANY = (
    "a rule has at most {most:,} conditions; this one has {n:,}: put values into a "
    'list ("in"), or name parts as audiences'
)
LONG = "the values of a rule have at most {most:,} characters; these have {n:,}"
NO_TRUTH = (
    "a rule is neither true nor false before customers are asked: join rules with &, | "
    "and ~ (in brackets), not with and, or, not"
)
PERIOD_DATES = "from {first} to {last} holds no day: put the earlier one first"
PERIOD_AGO = "from {oldest} to {newest} days ago holds no day: the larger number first"
NO_PERIOD = "{what} counts back from as_of and takes no period of its own"

# Text.
PLACE = "rule, line {line}, character {at}: {text}\n{shown}\n{caret}"
LONG_RULE = "the text of a rule has at most {most:,} characters; this has {n:,}"
NOT_TEXT = "rule needs a text such as 'n_orders >= 2'; this is {kind}"
END_OF_RULE = "the end"
NEEDED = "{need} is needed; found {found}"
HINT = " (did you mean {hint!r}?)"
NO_CHARACTER = "{found!r} belongs to no rule: text is written in double quotes"
OPEN_TEXT = "this text is not closed: end it with {quote}"
BAD_ESCAPE = "{found!r} is no escape: write \\\\ for a backslash"
BAD_DATE = "{found} is no day of the calendar"
NEEDS = {
    "condition": "a condition, such as n_orders >= 2",
    "comparison": (
        "a comparison (=, !=, <, <=, >, >=, in, between, is known, contains, "
        "starts with, within the last ... days)"
    ),
    "value": (
        "a value (a number, a day such as 2024-06-30, text in double quotes, true or "
        "false)"
    ),
    "number": "a number",
    "whole": "a whole number",
    "date": "a day such as 2024-06-30",
    "text": "text in double quotes",
    "table": "the name of a table, such as orders",
    "column": "the name of a column",
    "joint": '"and", "or" or the end',
    "mixed": 'brackets around the part that belongs together ("and" beside "or")',
}
CONDITION = "a condition, such as n_orders >= 2, is needed here"
FORM = "{word!r} is written as in: {form}"
FORMS = {
    "count": "count of orders in the last 90 days >= 2",
    "sum": "sum of orders.amount in the last 365 days > 100",
    "days": "days since signed_up_on > 30",
    "opened": "opened none of the last 5 sends",
    "clicked": "clicked any of the last 5 sends",
    "none": "none of the last 5 sends had (opened_at is known)",
    "all": "all of the last 5 sends had (opened_at is known)",
    "any": "any of the last 5 sends had (opened_at is known)",
    "never": "never bought",
    "in": 'in audience "VIP"',
}
RESERVED_NAME = "; a column that is called {word} stands in back quotes: `{word}`"
MONTHS = "months are not equally long: write days, such as 90 days"
OF_TABLE = (
    "{table}.{column} belongs to single {table}: write sum of {table}.{column}, or "
    "count of {table} where ({column} ...)"
)

# JSON.
JSON = "{path}: {text}"
JSON_BROKEN = "this is no JSON: {error}"
JSON_KEYS = "needs exactly the keys {need}; it has {found}"
JSON_NODE = 'needs one of "all", "any", "not", "audience", "of"; it has {found}'
JSON_OPERAND = "needs one of {need}; it has {found}"
JSON_LIST = "needs a list; this is {found}"
JSON_OBJECT = "needs an object; this is {found}"
JSON_TEXT = "needs a text; this is {found}"
JSON_VERSION = (
    "this rule was written in form {found!r}; this segkit reads form {need}: update it"
)

# Tables.
NO_TABLE = (
    "the rule asks for table {name!r}{hint}; tables has {have}: pass "
    "tables={{{name!r}: ...}}"
)
NO_TABLES = (
    "tables must name each table, such as {{'customers': customers, 'orders': orders}};"
    " this is {kind}"
)
NO_COLUMN = (
    "the rule asks for column {name!r} of {table}{hint}; {table} has {have}: correct "
    "the rule, or pass columns={{{table!r}: {{{name!r}: 'your name'}}}}"
)
SPARK_NAME = (
    "Spark takes a name with a dot or a backtick apart, so that it cannot read column "
    "{name!r} of {table}: rename it first, for instance by table.withColumnRenamed(...)"
)
MEANT = " (did you mean {hint!r}?)"
NO_TIME_COLUMN = (
    "{table} needs a column that says when each row happened, one of {known}; it has "
    "{have}: pass columns={{{table!r}: {{'happened_at': 'your name'}}}}"
)
WRONG_KIND = (
    "the rule compares {table} column {column!r} with {value}, but it holds {holds}: "
    "{cure}"
)
HOLDS = {
    "number": "numbers",
    "text": "text",
    "date": "dates",
    "truth": "true and false",
    "other": "{dtype}",
}
VALUE_KINDS = {
    "number": "a number",
    "text": "text",
    "date": "a day",
    "truth": "true or false",
}
CURES = {
    "number": "write a number, without quotes",
    "text": "write the value in double quotes",
    "date": "write a day such as 2024-06-30, without quotes",
    "truth": "write is true or is false",
    "other": "turn the column into numbers, text or dates first",
}
NEED_COLUMN = (
    "who may be contacted needs column {column!r} of {table}; {table} has {have}: pass "
    "columns={{{table!r}: {{{column!r}: 'your name'}}}}"
)
NO_TOWNS = "{table} needs column {need!r}; it has {have}: pass {argument}='your name'"
NO_TRUTH_COLUMN = (
    "the rule asks whether {table} column {column!r} is true, but it holds {holds}: "
    "write a comparison, such as {form}"
)
TRUTH_FORMS = {
    "number": "{column} >= 1",
    "text": '{column} = "yes"',
    "date": "{column} is known",
    "other": "{column} is known",
}
NOT_ADDED = "{table} column {column!r} holds {holds}: a sum needs numbers"
NOT_DATED = "{table} column {column!r} holds {holds}: {what} needs dates"
NOT_READ = "{table} column {column!r} mixes kinds of values ({error}): clean it first"
TWICE = (
    "customers has {n:,} customer_ids in more than one row (such as {example!r}): a "
    "rule needs one row per customer; clean the table first"
)
OTHER_IDS = (
    "no customer_id of {table} is one of customers: theirs are like {theirs!r}, those "
    "of customers like {ours!r}: give both the same type"
)
NO_ID = "no customer_id"
AFTER = "after as_of"
SIGNED_UP_AFTER = "customers who signed up after as_of"
STRANGERS = "ids that are no customers"
LEFT_OUT = "{table}: {why}"

# Audiences.
UNKNOWN_AUDIENCE = (
    "the rule asks for audience {name!r}{hint}; known are {have}: pass "
    "audiences=[Audience({name!r}, rule)]"
)
SAME_NAME = "two audiences are called {name!r}: give each a name of its own"
CIRCLE = "audiences ask for one another in a circle: {path}"
NOT_AN_AUDIENCE = "an Audience is needed; this is {kind}: Audience('name', 'rule')"
NO_AUDIENCES = "name one audience at least"
SELECTED = "{n:,} of {of:,} customers ({share}) on {as_of}: {sentence}."
LEFT = "Left out: {items}."
BOUGHT_WHERE = (
    '"bought" is a short form for all orders: write count of orders where (...) >= 1'
)
JSON_TWO = "needs the two ends of a period; it has {found}"
ALL_UP_TO = (
    'with "up to" the number of events is not known beforehand: instead of "all ... '
    'had (a)" write "none ... had (not a)"'
)
SOME_DAYS = "a period has at least 1 day"

# Reach, overlap, growth, explain.
REACH = "Who belongs, and who may be contacted, on {as_of}"
REACH_NOTE = "{policy}"
SMALL_NOTE = (
    "{names}: fewer than {least} may be contacted, too few for an audience that "
    "leaves the house."
)
OVERLAP = "How many customers two audiences share, on {as_of}"
COMBINATIONS = "Which audiences customers belong to at once, on {as_of}"
NOWHERE = "in none of them"
GROWTH = "{name}: who came and who left"
GROWTH_NOTE = (
    "Columns of customers are taken as they are in the table today; only events and "
    "sign-ups are looked back at."
)
ONE_DAY = "growth needs two days or more; here is {n}: pass days such as {example}"
DAYS_IN_ORDER = "the days of growth must follow one another; {later} comes twice"
NO_CUSTOMER = (
    "there is no customer {id!r}{hint}: pass an id of tables['customers'] (and of its "
    "type), who signed up by as_of"
)
EXPLAINED = {
    True: "{id} belongs: {sentence}",
    False: "{id} does not belong: {sentence}",
}
MET = {True: "yes", False: "no", None: "unknown"}
NOTHING_FOUND = "not known"
TOO_FEW_EVENTS = "fewer than {n}"
NEVER = "never"
IN_DAYS = "{k} within {days}"
NEVER_SO_MANY = "never {k}"
MEMBER_FOUND = {True: "a member", False: "no member"}

# Tags, actions, goals.
TAGS = "Which tags customers carry on {as_of}"
TAG_CHANGES = "What changed since the tags were last given"
TAG_THERE = "customers already have a column {name!r}: choose another name for the tag"
TAG_WHO = "a tag needs a rule, an Audience, a Selection or customer ids; this is {kind}"
TAG_NEEDS = "a tag by rule needs as_of= and tables="
TAG_STRANGERS = "{n:,} ids are not in customers (such as {example!r}): correct the list"
NO_TAGS = "these are no tags: a table of true and false made by auto_tag is needed"
ACTIONS = "What each customer gets next, on {as_of}"
ACTIONS_NOTE = "Each customer is in the first audience of the list that fits."
GOAL = "Which audience serves the goal: {goal}"
GOAL_NOTE = (
    "precision: share of the audience who are meant; coverage: share of those meant "
    "who are in it; fit: their harmonic mean."
)
CHOICE = "Start with {most}: what to do first"
NO_GOAL = "goal must be one of {known}, a rule or its text; this is {goal!r}"
CHOSEN = "chosen: the best fit, {reach:,} can be reached"
NOT_CHOSEN = "later: first these {most}"
TOO_SMALL = "too small: {reach:,} can be reached, at least {least} are needed"
TOWN = "Customers in {place}"
NO_PLACES = (
    "no place in {column!r} has {least} customers or more: pass a smaller least= or a "
    "table of larger places"
)
TOP = "Top {n}"
TOP_SAID = "the {found:,} customers who spent most, {since}"
SINCE_EVER = "in all"
SINCE_DAYS = "in the last {days} days"
NO_SPENDING = "nobody has spent anything by {as_of}: check the dates of orders"
RFM_SCORES = (
    "{text!r} is no set of scores: write them as 'R3-4 F4-5' or 'R5 F4-5 M1-3', "
    "several joined by 'or'"
)
NUMBER_NAMES = "presets knows no numbers {found}; it has {known}"
NEGATIVE = "{name} must be a number from 0; this is {value!r}"
