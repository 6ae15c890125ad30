"""The words of crossings, status, the crosswalk and the book of definitions."""

from __future__ import annotations

CELL = " x "
REST_OF = "{first}, the others"
ALL_REST = ("the_others", "All others")
BOTH = "in {parts}"
PART = "{label}: {level}"
REST_RULE = "in {part}, in a combination of fewer than {least} customers"
ALL_REST_RULE = "in a combination of fewer than {least} customers"
IN = "Is in {parts}."
FEW = "So few customers are in this combination that it is taken with others."

STATUS = {
    "professional": ("Professional (B2B)", "buys for a firm, an office or a club"),
    "private": ("Private (B2C)", "buys for themselves or their household"),
}
STATUS_READS = {
    "professional": "professional",
    "pro": "professional",
    "business": "professional",
    "company": "professional",
    "firm": "professional",
    "b2b": "professional",
    "private": "private",
    "individual": "private",
    "person": "private",
    "consumer": "private",
    "b2c": "private",
}

# The four lists that guides give, told by the eight models. Where a list's word means
# something else than the model's, it says so.
EIGHT = {
    "demographic": ("Demographic", "who they are"),
    "geographic": ("Geographic", "where they are"),
    "behavioural": ("Behavioural", "what they did"),
    "psychographic": ("Psychographic", "what they believe and how they live"),
    "firmographic": ("Firmographic", "what kind of firm they are"),
    "technographic": ("Technographic", "which technology they use"),
    "value": ("Value-based", "what they are worth"),
    "needs": ("Needs-based", "what they want to get done"),
}
CROSSWALK = {
    "demographic": {
        "7 criteria": "socio-demographic (with the place of residence)",
        "6 methods": "demographics",
        "4 types": "demographic",
        "4 types in CRM": "demographic",
    },
    "geographic": {"6 methods": "geography", "4 types": "geographic"},
    "behavioural": {
        "7 criteria": "behavioural; engagement",
        "6 methods": "behaviour",
        "4 types": "behavioural",
        "4 types in CRM": "behavioural",
    },
    "psychographic": {
        "7 criteria": "psychological",
        "6 methods": "lifestyle",
        "4 types": "psychographic",
        "4 types in CRM": "psychographic",
    },
    "firmographic": {"7 criteria": "status (private or professional)"},
    "technographic": {},
    "value": {
        "7 criteria": "value (a score, not convictions)",
        "6 methods": "values",
        "4 types in CRM": "customer value",
    },
    "needs": {"6 methods": "needs"},
}
CROSSED = {"7 criteria": "crossing of several"}
LISTS = ("7 criteria", "6 methods", "4 types", "4 types in CRM")
NO_MODEL = "(none: a crossing of models)"
NOT_IN = "-"
