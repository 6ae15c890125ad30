"""What the features of firms and stacks say to people, ready for translation."""

NO_SUCH_COLUMN = (
    "columns= names {absent}, and none of the tables has such a column: correct the "
    "right-hand names"
)
IDS = (
    "companies needs one row per firm: {missing} rows have no company_id, and {twice} "
    "repeat one: drop them"
)
ALREADY = (
    "companies already has columns {twice}, and {name}= would add them again: drop the "
    "ones of companies, or leave {name} out"
)
FOUNDED = (
    "companies column {column!r} must be a year or a date; it holds {kind}: turn it "
    "into one with pandas.to_numeric or pandas.to_datetime"
)
NUMBERS = (
    "{table} column {column!r} must hold numbers; it holds {kind}: turn it into "
    "numbers with pandas.to_numeric({table}[{column!r}])"
)
DAYS = (
    "{table} column {column!r} must hold days; it holds {kind}: turn it into days "
    "with pandas.to_datetime({table}[{column!r}])"
)
YEARS_TWICE = (
    "years has {n} rows that repeat a company_id and year: keep one row per firm and "
    "year"
)
NO_YEARS = (
    "years has no year that had ended by as_of {as_of}: choose a later as_of, or leave "
    "years out"
)
OUTCOME = (
    "{n} talks are closed, and their stage is neither 'won' nor 'lost': say how they "
    "ended"
)
SENIORITY = (
    "contacts column 'seniority' holds {strange}; it may hold 'top', 'middle' or "
    "'staff': translate it first"
)
SHARES = "holdings column 'share_rate' must be from 0 to 1; {n} are not: 30 % is 0.3"
STRANGERS = (
    "holdings names {n} firms that companies has no figures of, such as {some}: add "
    "them to companies, or drop these holdings"
)
GAPS = (
    "the figures of {n} firms in holdings are missing, so their groups cannot be added "
    "up: fill in employees and amounts, or drop these holdings"
)
NO_HOLDING_FIGURES = (
    "companies needs employees, turnover_amount or balance_amount to add groups up; "
    "the table has {have}"
)
YES_NO = (
    "{table} column {column!r} must say yes or no; it holds {value!r}: use True and "
    "False"
)
STACK_TWICE = "{table} has {n} rows that repeat {what}: keep one row of each"
NO_TOOLS = "tech_stack has no tool taken up by as_of {as_of}: choose a later as_of"
