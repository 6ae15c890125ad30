"""What is said of mails that were sent: how interest fades, who leaves, who answers."""

DECAY = "How interest fades after a purchase, with {level:g} % intervals"
DECAY_END = (
    "Only mails sent by {day} count: those after it had less than {days} days to be "
    "opened."
)
DECAY_SAME = "Only purchases that all {steps} mails followed count: {n:,} of {all:,}."
DECAY_ANY = (
    "All purchases count; the later mails follow older ones only, so the steps are not "
    "of the same purchases."
)
MACHINES = {
    "keep": (
        "{quick:,} of {opened:,} openings came within {seconds} seconds: mail programs "
        "that open by themselves are counted as people."
    ),
    "drop": (
        "{quick:,} openings within {seconds} seconds are not counted, unless there was "
        "a click: the people behind such programs may have read too."
    ),
    "leave_out": (
        "{quick:,} mails opened within {seconds} seconds are left out on both sides: "
        "the rates speak of people without such a program."
    ),
}
DECAY_TWO = "follow_ups hold one step only, {step!r}: nothing can fade"
DECAY_NONE = (
    "no purchase was followed by all of {steps} early enough: pass same_orders=False, "
    "or fewer complete_days"
)

LAPSED = "{lapsed} of {all} customers with a purchase bought nothing since {day}"
LAPSED_NOTE = (
    "Silence is not the end: kpis.survival shows how many come back after so long, and "
    "clv.BetaGeoNBD says for whom it is likely."
)
ONE_OF_TWO = "lapsed needs months= or days=, one of the two"
NO_BUYERS = "there is no purchase up to {day}: check as_of, or the file"

FOLLOW_UP = "{n} respondents to write to, the least happy first"
FOLLOW_UP_NOTE = (
    "Of {asked} who answered, {agreed} may be written to; {why}. The tick in "
    "{column!r} allows a word about the answers, not advertising."
)
NOBODY_LEFT_OUT = "nobody is left out"

SERIES = "Which welcome series brings more, by interest? {n} subscribers, by lot"
FITS = ("matched", "general", "wrong")
NOT_KNOWN = "not known"
SERIES_ALL = "any interest"
SERIES_NOTE = (
    "{unknown} subscribers whose interest is not known are in the rows of single "
    "series only."
)
SERIES_TRAP = (
    "Series by series all look alike where the matched and the wrong cancel out: "
    "compare by interest."
)
NO_SERIES = "there is no series {general!r} in {column!r}; it holds {found}"
ONE_SERIES = "{column!r} holds only {found}: there is nothing to compare"
NOT_YES_NO = "{column!r} must be true or false; it is {found}"
NO_KNOWN_INTEREST = (
    "no interest in {column!r} has a series of its own ({series}): pass pages= to read "
    "it from the sign-up page"
)

FREQUENCY = (
    "Who would leave within {years:g} years, with everybody at {without:g} messages a "
    "year and with a choice"
)
ALL = "all"
FREQUENCY_SAME = (
    "Assumed: a message costs the same part of the readers at any pace. The data hold "
    "about {pace:.1f} messages a customer and year and cannot test it."
)
FREQUENCY_TIRED = (
    "Assumed: the part that a message costs grows with the pace to the power "
    "{fatigue:g}, from that at {pace:.1f} messages a year. The data cannot test it."
)
FREQUENCY_MEASURED = "The part that a message costs is measured for each answer."
FREQUENCY_POOLED = (
    "Of {gone} customers who left, the answer of {known} is on record: the rest was "
    "erased with the consent. So the part that a message costs is that of all, and the "
    "same for each answer: a rate by answer would count only those who stayed."
)
FREQUENCY_RELATIVE = (
    "Assumed, not measured: how often each answer leaves against the others "
    "({relative})."
)
FREQUENCY_ASKED = "Assumed: nobody leaves for another reason, and nobody comes."
NO_PACE = (
    "pace says how many messages a year each answer gets, such as {{'weekly': 52}}; it "
    "has none for {missing}"
)
NOT_A_PACE = "{name} must be a number from 0; this is {found!r}"
NOBODY_SENT = "sends hold no delivered message: there is nothing to learn from"

CHECKLIST = "A campaign from the first idea to the next one, with the function for each"
STAGES = {
    "content": "content",
    "budget": "budget",
    "deployment": "deployment",
    "tracking": "tracking and reports",
    "optimisation": "optimisation",
}
STEPS = (
    ("content", "Say what it is for", "objectives.Goal"),
    ("content", "Say whom it is for", "activation.rule"),
    (
        "content",
        "Say what each group hears, on which channel",
        "activation.message_matrix",
    ),
    (
        "content",
        "Write it, with what to say where a field is empty",
        "activation.render",
    ),
    ("content", "Check it before it goes", "activation.check_messages"),
    ("budget", "Learn what money has brought so far", "activation.response_curve"),
    ("budget", "Divide the money", "activation.budget"),
    ("budget", "See what an offer must bring to pay", "activation.break_even_discount"),
    ("budget", "See how many customers a test needs", "experiments.sample_size"),
    ("deployment", "Keep to those who agreed, and to the cap", "activation.permitted"),
    ("deployment", "Draw who gets it and who is held out", "experiments.assign"),
    ("deployment", "Plan the days of every mail", "activation.schedule"),
    ("deployment", "Hand the list over", "activation.export"),
    ("tracking", "Read what the mail platform saw", "files.read_mail_events"),
    ("tracking", "Watch the indicators of each segment", "kpis.dashboard"),
    ("tracking", "Count who leaves", "kpis.unsubscribe_rate"),
    ("optimisation", "Compare with those held out", "experiments.compare_rates"),
    ("optimisation", "Find who is moved by it", "experiments.uplift_by_segment"),
    ("optimisation", "Divide the money anew", "activation.what_if"),
    ("optimisation", "See whether the segments still hold", "monitoring.drift"),
    ("optimisation", "Write down what was learned", "monitoring.IterationLog"),
)
