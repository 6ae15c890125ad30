"""What the indicators of markets, wallets and worth say to people."""

SHARE = "{of} of one brand / {of} of all brands; {counted}"
OF = {"revenue": "sales", "units": "units sold"}
COUNTED = {
    "census": "all sales were counted, so chance has no part in it",
    "survey": "counted in a sample of purchases",
}
CENSUS = "no interval: all sales, not a sample of them"
WHOLE = (
    "no interval: a sample must be counted in whole purchases; these are {own:g} of "
    "{market:g}"
)
NO_BRAND = "no row of brand {brand!r}; is it spelt so?"
OWN_MORE = (
    "own ({own:g}) is above the market ({market:g}): "
    "the market holds one's own sales too"
)
NEGATIVE = "{name} must be a number from 0; this is {value!r}"
ROW_NEEDS = "a month, a brand and sales"

PENETRATION = "people who bought / all people who might (the population)"
WALLET = "spent with us / spent with everybody, as stated or estimated"
WALLET_RAISED = (
    "{n:,} customers state less in all than they spent with us: counted as if all of "
    "it were ours"
)
WALLET_NEEDS = "a customer_id and two amounts"

CHANGE = (
    "Market share from {before} to {after}: {gained} gained most, {lost} lost most."
)
CHANGE_NOBODY = "Market share from {before} to {after}: nothing changed."
SHIFT = (
    "{brand}: {share_before} of the market from {before}, {share_after} from {after}: "
    "{within} points because its share within {by} changed, {mix} because the markets "
    "grew unlike."
)
BRAND = "brand {brand!r} is not in market; there are {names}"
PERIOD_PAIR = (
    "{name} must be two days, such as ('2023-01-01', '2023-12-31'); this is {value!r}"
)
OVERLAP = "before ({before}) must end ahead of after ({after}), or months count twice"
NO_SALES = "market has no sales from {period}"
ALL = "all"

CLV_FORMULA = "{first_margin}; interval: {interval}"
FIRST_MARGIN = {
    "later": "margin * r / (1 + i - r): the first margin comes after a period, from "
    "those who stay",
    "now": "margin * (1 + i) / (1 + i - r): the first margin comes at once, from all",
}
CLV_INTERVAL = {
    "mapped": "that of the retention, put into the formula",
    "delta": "delta method in the retention, too short below where it is near 1",
}
CLV_HISTORIC = "margin of the period / customers: what they brought, not what will come"
CLV_MODELLED = "mean over customers of what a model expects each to be worth"
CLV_MODEL_NOTE = (
    "a model's values: the interval holds how customers differ, not how far the model "
    "may be wrong"
)
NOT_A_LIST = "values must be numbers, one per customer; {found}"
MISSING_VALUES = "{n:,} without a value left out"
METHODS = {
    "formula": "formula: margin and retention never change; of an average customer",
    "historic": "historic: what was earned so far; of these customers",
    "probabilistic": "probabilistic: what a model expects to come; of these customers",
}
METHODS_HEADING = (
    "Three answers to what a customer is worth: they count different things, so they "
    "need not agree."
)
NO_METHOD = "clv_methods needs at least one of formula, historic and probabilistic"
NOT_A_KPI = "{name} must be what kpis.{function}(...) returns; this is a {kind}"

WATCH = "{per}"
PER = {
    "customer": "minutes / all customers, those who watched nothing too",
    "active": "minutes / customers who watched",
    "viewing": "minutes / viewings",
}
FINISHED = "viewings watched to the end / viewings"
ACTIVE = "customers with at least {least} viewings in the period / all customers"
MINUTES = "minutes"
WATCH_NEEDS = "a customer, a time and minutes"

VALUE_HEADING = "What each segment brings, and what it thinks of us."
VALUE_MISSING = "{n:,} customers without a row in values counted as 0"
VALUE_STRANGERS = "{n:,} rows of other customers left out"
VALUE_FEW = "scores of fewer than {least} answers are not shown"
VALUE_NONE = (
    "no customer in segments is in values: make the ids the same, for instance with "
    ".astype(str)"
)
