"""What tables of contents and of openings say to people."""

TOTAL = "all"
MEASURES = {"click": "clicked", "open": "opened"}
RANKING = (
    "Which {by} was {measure} most: {k} compared{groups}; {best} may be the best, "
    "chance allowed for."
)
STRANGERS = "contents of customers without a segment"
GROUPS = " in each of {n} segments"
RANKING_DEFINITION = (
    "messages {measure} / messages delivered; {machine}may_be_best: no other is higher "
    "beyond chance, all {k} considered (one-sided tests at {alpha:.3g} / {others})"
)
MACHINES = (
    "messages opened in the first 60 seconds are left out (mail programs open by "
    "themselves); "
)
RANKING_WARNING = (
    "With {tests} comparisons some stand out by chance. Messages of different "
    "campaigns went to different people at different times: compare those of one "
    "campaign, and test the winner again."
)
NO_CONTENT = "sends has no message that was delivered and has a {by}"

MATRIX = "Who {measure} which {by}: {rows:,} customers, {columns} messages."
MATRIX_NOTE = (
    "1: yes; 0: delivered, and no; empty: not delivered to this customer. This says "
    "what single persons read: keep it inside, and show groups of {minimum} or more "
    "(segments=)."
)
MATRIX_MACHINES = (
    " Openings in the first 60 seconds may be a mail program's: they are empty."
)
GROUP_MATRIX = "Share of each segment who {measure} each {by}."
GROUP_NOTE = (
    "Cells of fewer than {minimum} customers are empty, so that nobody can be told "
    "from them; so is the next smallest of a message with a single such cell."
)
TOO_LARGE = (
    "{rows:,} customers x {columns:,} messages are too many cells for one table: "
    "choose messages or customers first, or pass segments="
)

NO_SENT = (
    "no event is called {sent!r}; column event holds {found}: pass "
    "names={{'sent': 'your word'}}"
)
UNKNOWN_NAMES = "names= has {found}; what can be named are {known}"
