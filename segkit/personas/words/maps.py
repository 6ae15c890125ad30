"""What the empathy map and the idea canvas ask."""

EMPATHY = "Empathy map of {name}"
EMPATHY_NOTE = (
    "Filled in: what was measured. In italics: what only they can tell you. Ask five "
    "of them, and write down what they said, not what you expected."
)
EMPATHY_FIELDS = (
    ("Think", ("think",), "What matters to them that no survey asked?"),
    ("Feel", ("feel",), "What worries or pleases them when they buy?"),
    ("Say", ("voices",), "What would they tell a friend about you?"),
    ("Do", ("do",), "What do they do just before and after they buy?"),
    ("Pains", ("barriers",), "What nearly stopped them last time?"),
    ("Gains", ("needs",), "What would make it worth their while?"),
)
CANVAS = "Idea for {name}"
CANVAS_NOTE = "One idea a sheet. A field without a number is a guess: say so."
GAP = "What is missing"
GAP_LINE = (
    "{need}: {verdict} ({gap:.1f} times, {low:.1f} to {high:.1f}; n = {n_asked} asked, "
    "{n_customers} customers)"
)
CANVAS_FIELDS = (
    ("For whom", (), "Who of them first?"),
    ("What they want to get done", ("needs",), "In which situation?"),
    ("What stands in the way", ("barriers",), "What do they do about it today?"),
    (GAP, (), "What do they buy elsewhere, or not at all?"),
    ("The idea", (), "In one sentence, without the word innovative:"),
    ("What it is worth", ("value",), "What may it cost for this to pay?"),
    ("How they hear of it", ("reach",), "Which one message, by which one channel?"),
    ("The riskiest guess", (), "What must be true, and is not known?"),
    ("The test", (), "What would show in two weeks that it is wrong?"),
)
