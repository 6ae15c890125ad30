"""What the indicators of money say to people."""

BASES = {
    "paid": "spend on media / new customers",
    "fully_loaded": "(spend on media + salaries, tools and content) / new customers",
}
OTHER_MISSING = (
    "basis='fully_loaded' needs other_costs= (salaries, tools, content); it is 0: pass "
    "it, or say basis='paid'"
)
OTHER_SHAPE = (
    "other_costs= must be like spend: a list with one value for each of its days, or "
    "the total where spend is a total"
)
OTHER_UNUSED = (
    "other_costs= is given and basis='paid' leaves it out: say basis='fully_loaded'"
)
REVENUE = {
    "incremental": "(margin x incremental revenue - cost) / cost",
    "attributed": "(margin x attributed revenue - cost) / cost: no true return",
}
ATTRIBUTED = (
    "attributed revenue would partly have come anyway, so this is too high, and nobody "
    "knows by how much: hold customers out by lot and pass their revenue as held_out="
)
NO_LIFT = (
    "no interval: pass low= and high= of the incremental revenue, or the revenue of "
    "each customer of both arms"
)
ONE_END = "pass both low= and high= of the incremental revenue, or none of them"
ENDS_APART = (
    "low= ({low}) must not be above the revenue ({value}), nor high= ({high}) below it"
)
HELD_OUT_ATTRIBUTED = (
    "held_out= makes the revenue incremental: leave revenue_is='attributed' out"
)
NEED_LISTS = (
    "with held_out= revenue must be a list too: the revenue of each customer who got "
    "the message, 0 for those who bought nothing"
)
NOT_POSITIVE = "{name} must be a number above 0; this is {found!r}"
NOT_MARGIN = "margin must lie above 0 and at most at 1, such as 0.4; this is {found!r}"
ROAS_FEW = "; fewer than {n} purchases: the interval may be too short"
AMOUNTS = (
    "roas of a list of purchases needs amounts from 0, none missing: take refunds off "
    "the purchases that they belong to"
)
NOT_NUMBER = "{name} must be a number; this is {found!r}"
PAYBACK_NONE = "revenue per customer may be 0: then the cost never comes back"
PAYBACK_SURE = "no interval: pass the indicators themselves, such as kpis.cac(...)"
ROAS_FIXED = (
    "spend taken as fixed; the interval says how far chance moves number and size of "
    "purchases"
)
