"""What the indicators of buying say beside their definitions."""

WAITING = "{n} customers left out, observed for less than {days} days"
NO_FIRST = (
    "nobody of the group ordered for the first time in these days, as far as the table "
    "goes back: pass the customers who came in them, or an earlier start="
)
ALL_WAIT = "choose fewer days=, or a later end="
ONLY_CUSTOMERS = (
    "the table form counts customers; per={per!r} is for plain numbers, "
    "kpis.conversion_rate(converted, exposed, per={per!r}), or see "
    "kpis.visit_conversion_rate and kpis.mail_conversion_rate"
)
