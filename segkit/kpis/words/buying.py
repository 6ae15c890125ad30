"""What the indicators of buying say beside their definitions."""

WAITING = "{n} customers left out, observed for less than {days} days"
ONLY_CUSTOMERS = (
    "the table form counts customers; per={per!r} is for plain numbers, "
    "kpis.conversion_rate(converted, exposed, per={per!r}), or see "
    "kpis.visit_conversion_rate and kpis.mail_conversion_rate"
)
