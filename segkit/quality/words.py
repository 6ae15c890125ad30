"""Every word that `quality` shows a person, in one place, ready for translation."""

from __future__ import annotations

LEVELS = {
    "stop": "must be settled before any segmentation",
    "decide": "needs your decision",
    "know": "good to know",
}
MARKS = {"stop": "■", "decide": "▲", "know": "●"}

# check: (what it means, what to do)
CHECKS = {
    "wrong type": (
        "{column} holds {kind}, and {needed} are needed",
        "turn it into {needed}, or map another column",
    ),
    "zoned times": (
        "{column} carries the time zone {zone}: a day depends on it",
        "turn it into the shop's own time",
    ),
    "ids as decimals": (
        "{column} holds decimals such as 17850.0: a gap turned whole ids into them",
        "turn them back into whole numbers",
    ),
    "text in numbers": (
        "{column} holds numbers as text; {rows:,} of the values are no numbers",
        "turn it into numbers; what is none becomes missing, and is counted",
    ),
    "missing": (
        "no value in {column}",
        "{todo}",
    ),
    "exact duplicates": (
        "every column repeats another row: often one export pasted twice",
        "drop the copies, unless two alike lines are possible in your shop",
    ),
    "duplicate keys": (
        "{column} stands for more than one {what}",
        "{todo}",
    ),
    "sentinels": (
        "{column} is {values}, a value that often stands for unknown",
        "make it missing if your system writes it for unknown",
    ),
    "impossible": (
        "{column} is {limit}, which cannot be",
        "correct it at the source, or make it missing",
    ),
    "outliers": (
        "{column} is above {limit:,.2f}, far from the rest (middle half {low:,.2f} to "
        "{high:,.2f}); divided by 100, {hundredth:,} of them would lie in the middle",
        "look at these rows: a lost decimal point, a bulk order, or a test?",
    ),
    "refunds": (
        "{column} is negative: a refund lowers what a customer spent, and is no order",
        "keep them, unless they are corrections of something else",
    ),
    "zero amounts": (
        "{column} is zero: a gift, a full discount, or a technical line",
        "keep them: an order of zero counts as an order; drop technical lines",
    ),
    "sentinel dates": (
        "{column} is {values}, a day that systems write for unknown",
        "drop these rows: they would pass for the oldest or newest customers",
    ),
    "dates far from the rest": (
        "{column} lies more than a year from the rest ({first} to {last})",
        "drop these rows, or correct the years",
    ),
    "dates in the future": (
        "{column} is later than {today}, when this report was made",
        "drop these rows, or ask where they come from",
    ),
    "dates after as_of": (
        "{column} is later than {as_of}: features leave these rows out and count them",
        "nothing, or choose a later as_of",
    ),
    "time zone": (
        "{why}: these look like UTC or another zone's times, not the shop's own; "
        "days, week-ends and the year's end would be wrong",
        "convert with ('utc_to_local', {{'timezone': 'your/Zone'}}) if your system "
        "stores UTC",
    ),
    "orphans": (
        "the customer of these orders is not in customers",
        "keep them (they bought), or drop them if customers is complete",
    ),
    "never ordered": (
        "these customers have no order",
        "nothing: pass customers= to features.customers to count them",
    ),
    "personal column": (
        "{column} seems to hold personal data ({kind}); no value is shown here",
        "{todo}",
    ),
    "mixed currencies": (
        "amounts are in several currencies ({counts}) and cannot be added up",
        "keep one with ('keep_currency', {{'currency': {main!r}}}), or convert first",
    ),
    "status": (
        "the order's status is {status}",
        "{todo}",
    ),
    "partial refunds": (
        "part of the money went back ({column} is above zero)",
        "subtract what was refunded from amount",
    ),
    "repeated totals": (
        "every line of an order shows the same amount: the order's total would count "
        "once per line",
        "share the total over the lines, unless the lines really cost the same",
    ),
}

MISSING_TODO = {
    "customer_id": "drop these rows: nobody can be told apart by them",
    "ordered_at": "drop these rows: they cannot be placed in time",
    "amount": "drop these rows, or fill the amounts in at the source",
    "other": "keep: features from this column count what is known",
}
KEY_TODO = {
    "order": "keep: orders are told apart by customer and number together",
    "customers": "keep one row per customer in the customers table",
}
PERSONAL_TODO = {
    "customer_id": "replace by pseudonyms; the key table stays on this computer",
    "other": "leave the column out: no segment needs it",
    "customers": "leave the column out of the customers table: no segment needs it",
}
STATUS_TODO = {
    "drop": "drop these rows: no money came of them",
    "keep": "keep",
}

SPILL = "the times run over into {day}, until {time}"
PEAK = "most orders fall at {peak} h"
QUIET = "the quietest hours begin at {quiet} h, when shops are busy"

DECISIONS = {
    "keep": "Leave the rows as they are, knowingly.",
    "drop_missing": "Drop rows without customer, time or amount (columns=[…]).",
    "drop_exact_duplicates": "Drop rows that repeat another row in every column.",
    "drop_status": "Drop rows by status (statuses=[…]).",
    "drop_zero_amounts": "Drop rows whose amount is zero.",
    "drop_refunds": "Drop rows whose amount is negative.",
    "subtract_refunds": "Lower amount by refunded_amount, which then becomes zero.",
    "drop_above": "Drop rows whose value is above a limit (column=, above=).",
    "divide_above": "Divide values above a limit (column=, above=, by=100).",
    "values_to_missing": "Make certain values missing (column=, values=[…]).",
    "drop_outside": "Drop rows before or after a day (first=, last=).",
    "drop_days": "Drop rows of certain days (days=[…]).",
    "utc_to_local": "Turn times in UTC into the shop's own time (timezone=).",
    "keep_currency": "Keep the rows of one currency (currency=).",
    "drop_orphans": "Drop orders whose customer is not in customers.",
    "share_order_totals": "Share an order's total, repeated on each line, over them.",
    "drop_columns": "Leave columns out (columns=[…]).",
    "whole_ids": "Turn ids such as 17850.0 back into whole numbers.",
    "numbers_from_text": "Turn text into numbers (column=, decimal='.' or ',').",
    "dates_from_text": "Turn text into dates (column=, dayfirst=True or False).",
    "pseudonymise": "Replace customer_id by pseudonyms (key_file= or salt=).",
}

WHY = {
    "drop_exact_duplicates": "the row repeats another in every column",
    "drop_missing": "no value in {columns}",
    "drop_status": "status is {statuses}",
    "drop_zero_amounts": "the amount is zero",
    "drop_refunds": "the amount is negative",
    "subtract_refunds": "part of the money went back",
    "drop_above": "{column} is above {above}",
    "divide_above": "{column} is above {above}: divided by {by}",
    "values_to_missing": "{column} is one of {values}",
    "drop_outside": "outside {first} to {last}",
    "drop_days": "the day is one of {days}",
    "utc_to_local": "UTC to {timezone}",
    "keep_currency": "the currency is not {currency}",
    "drop_orphans": "the customer is not in customers",
    "share_order_totals": "the order's total stood on each of its lines",
    "drop_columns": "left out: {columns}",
    "whole_ids": "whole ids had become decimals",
    "numbers_from_text": "{column} was text; {lost:,} values were no numbers",
    "dates_from_text": "{column} was text; {lost:,} values were no dates",
    "pseudonymise": "replaced by pseudonyms; {merged:,} spellings merged",
    "keep": "left as it is",
}

REPORT = {
    "title": "Data quality",
    "head": "{rows:,} rows of orders, {columns} columns, {findings} findings",
    "none": "nothing to report",
    "cleaned": "Cleaned: {before:,} rows before, {after:,} rows after",
}
HEADINGS = {
    "level": "level",
    "check": "check",
    "column": "column",
    "rows": "rows",
    "share": "share",
    "meaning": "what it means",
    "todo": "what to do",
    "decision": "decision",
    "rows_before": "rows before",
    "rows_after": "rows after",
    "rows_changed": "rows changed",
    "why": "why",
}
