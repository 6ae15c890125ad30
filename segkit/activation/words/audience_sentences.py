"""How a rule sounds in English: verbs, nouns and phrases."""

from __future__ import annotations

CUSTOMERS = "customers"
AND, OR, COMMA, BUT = " and ", " or ", ", ", ", but "
BRACKETS = "({text})"
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
DAY = "{day} {month} {year}"
LONG = "{start} ..."
QUOTED = "“{text}”"

# Columns. What people say instead of a name with underscores.
LABELS = {
    "n_orders": "number of orders",
    "recency_days": "number of days since the last order",
    "tenure_days": "number of days since the first order",
    "monetary_amount": "amount spent",
    "signed_up_on": "day of sign-up",
    "birth_date": "date of birth",
    "acquired_via": "way of becoming a customer",
    "preferred_frequency": "wish for messages",
    "contact_type": "kind of contact",
}
TRUTHS = {  # true, false
    "email_consent": ("agreed to e-mail", "did not agree to e-mail"),
    "marketing_consent": ("agreed to messages", "did not agree to messages"),
    "unsubscribed": ("unsubscribed", "did not unsubscribe"),
    "returned": ("returned something", "returned nothing"),
}
DATED = {  # what people did on a day
    "birth_date": "were born",
    "member_since": "became members",
    "renews_on": "are due for renewal",
}
USES = ("use", "do not use")
IS_TRUE = ("for whom “{label}” is true", "for whom “{label}” is false")
ROW_TRUE = ("that were {label}", "that were not {label}")
ROW_IS_TRUE = ("for which “{label}” is true", "for which “{label}” is false")
NUMBER_OF = "number of {label}"
IN_DAYS = "number of {label} days"

IS = {
    "=": "is {0}",
    "!=": "is not {0}",
    "<": "is less than {0}",
    "<=": "is at most {0}",
    ">": "is more than {0}",
    ">=": "is at least {0}",
    "in": "is {list}",
    "between": "is between {0} and {1}",
    "contains": "contains {0}",
    "starts with": "starts with {0}",
    "ends with": "ends with {0}",
    "known": "is known",
    "unknown": "is not known",
}
IS_NOT = {
    "in": "is not {list}",
    "between": "is not between {0} and {1}",
    "contains": "does not contain {0}",
    "starts with": "does not start with {0}",
    "ends with": "does not end with {0}",
}
WHEN = {
    "=": "on {0}",
    "!=": "not on {0}",
    "<": "before {0}",
    "<=": "on or before {0}",
    ">": "after {0}",
    ">=": "on or after {0}",
    "in": "on {list}",
    "between": "between {0} and {1}",
}
WHEN_NOT = {"in": "not on {list}", "between": "not between {0} and {1}"}
AGO = {
    "=": "exactly {0} ago",
    "!=": "not exactly {0} ago",
    "<": "less than {0} ago",
    "<=": "at most {0} ago",
    ">": "more than {0} ago",
    ">=": "at least {0} ago",
    "in": "{list} days ago",
    "between": "{0} to {1} ago",
}
AGO_NOT = {"in": "not {list} days ago", "between": "not {0} to {1} ago"}
WITHIN = ("within the last {days}", "not within the last {days}")
AHEAD = ("within the next {days}", "not within the next {days}")
DID = ("{verb} at some time", "did not do so so far: {verb}")

# Events.
BUYING = {"orders": ("bought", "bought nothing", "did not buy")}
GOT = {  # verb, one, many
    "orders": ("placed", "order", "orders"),
    "sends": ("got", "message", "messages"),
    "follow_ups": ("got", "follow-up message", "follow-up messages"),
    "messages": ("got", "message", "messages"),
    "web_sessions": ("made", "visit", "visits"),
    "sessions": ("made", "visit", "visits"),
    "tickets": ("asked", "question", "questions"),
    "contracts": ("signed", "contract", "contracts"),
    "social_events": ("left", "trace on social networks", "traces on social networks"),
    "feedback": ("wrote", "comment", "comments"),
}
HAD = "had"
SPENT = {("orders", "amount"): "spent"}
TIMES = {1: "once", 2: "twice"}
N_TIMES = "{n} times"
OFTEN = {
    "=": "exactly {0}",
    "<": "fewer than {0}",
    "<=": "at most {0}",
    ">": "more than {0}",
    ">=": "at least {0}",
    "in": "{list} times",
    "between": "between {0} and {1} times",
    "!=": "more or less than {0}",
}
OFTEN_NOT = {"in": "not {list} times", "between": "not between {0} and {1} times"}
NUMBER = {
    "=": "exactly {0}",
    "<": "less than {0}",
    "<=": "at most {0}",
    ">": "more than {0}",
    ">=": "at least {0}",
    "in": "{list}",
    "between": "between {0} and {1}",
    "!=": "more or less than {0}",
}
NUMBER_NOT = {"in": "not {list}", "between": "not between {0} and {1}"}
NOTHING = {"orders": "bought nothing"}
NO = "{verb} no {one}"
SUM = "{label} of their {many} is {number} in all"
LAST_BOUGHT = {"last": "last bought", "first": "first bought"}
LAST_WAS = "{which} {one} was"
EVER = {"orders": ("bought before", "never bought")}
EVER_HAD = ("{verb} a {one} before", "never {verb} a {one}")
ENOUGH = ("{verb} {n} {many} or more", "{verb} fewer than {n} {many}")
SPAN = "within some {days}"
LAST_N = "last {n} {many}"
UP_TO_N = "last {n} or fewer {many}"
OF_LAST = "{verb} {quantity} of the {last}"
AMONG = "of whose {last} {quantity} are {many} {had}"
QUANTITY = {("=", 0): "none", ("<", 1): "none", (">=", 1): "at least one"}
ALL_OF = "all"
ONLY = " (only {many} {where})"
THIS_LAST = " in the last {days}"
FROM_AGO = " from {oldest} to {newest} days ago"
FROM_TO = " from {first} to {last}"
DAYS = ("{n} day", "{n} days")
MEMBER = ("are in the audience {name}", "are not in the audience {name}")
