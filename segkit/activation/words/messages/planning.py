"""What the matrix, the calendar and the scores of content say to people."""

# Matrix ------------------------------------------------------------------------------
MATRIX_COLUMNS = ["segment", "n", "channel", "purpose", "tone", "core", "line"]
READY, TO_WRITE = "ready", "to write"
NO_CORE = (
    "core is empty: write the one line that every message shares, what you promise to "
    "everybody"
)
ONE_TEXT = "a list of names is needed; this is the text {value!r}: write [{value!r}]"
SEGMENT_TWICE = "segments {names} stand there more than once: name each once"
NO_SEGMENTS = "segments is empty: name at least one"
UNKNOWN_SEGMENTS = "{argument}= names {strange}; the segments are {names}"
SILENT = "Nothing is planned for {names}: on purpose?"
NO_LINE = "No line of their own yet: {names}."
SAME_LINE = (
    "All segments have the same line: then one message for everybody does the same, "
    "and costs less."
)
CONTENT_NOTE = (
    "One good piece of content can serve several segments: keep the piece, and change "
    "its subject line and first sentence for each."
)
MATRIX = (
    "{cells} messages for {segments} segments, {ready} with a text that is ready. All "
    "share: {core}"
)

# Content -----------------------------------------------------------------------------
CONTENT_COLUMNS = ["content_type", "good_for", "channels", "first_step"]
CONTENT_HEADING = "Kinds of content, and what to make first."
CONTENT_TYPES = [
    (
        "personalised ad",
        "being seen again by those who looked and left",
        "search ad, social ad",
        "one picture, one sentence for each segment",
    ),
    (
        "call-to-action button",
        "the one step that a reader shall take",
        "email, website",
        "a verb and what it brings: See the spring seeds",
    ),
    (
        "blog post",
        "answering a difficulty at length, and being found for it",
        "website, email",
        "the question that customers ask most, answered",
    ),
    (
        "social campaign",
        "being talked about, and showing others who buy",
        "social ad, social post",
        "one customer's story, with consent",
    ),
    (
        "e-mail",
        "telling those who said yes something that is meant for them",
        "email",
        "a subject line and five sentences for one segment",
    ),
    (
        "customer service",
        "keeping a promise when something went wrong",
        "phone, email, chat",
        "the three answers that are given most, well written",
    ),
]
VALUE_NEEDED = "every segment needs a {by} of 0 or more, and one of them more than 0"
BY_VALUE = "Make content for {first} first: {share} % of the value lies there."
NO_TEXT = "there is no text to score: pass the message as a reader gets it"
JUDGED_KIND, COUNTED_KIND = "judged", "counted"
JUDGED = {
    "useful": "Can they use it even if they buy nothing?",
    "theirs": "Does it answer a difficulty that this segment told us?",
    "true": "Is every claim true, and could you show it?",
}
COUNTED = {
    "short": "Are the sentences short?",
    "you before we": "Does it speak of the reader more than of us?",
    "one thing": "Is there one thing to do, and only one?",
    "subject": "Can the subject be read in full?",
}
FOUND_MEAN = "{mean:.0f} words a sentence"
FOUND_YOU = "you {you} times, we {we} times"
FOUND_LINKS = "{n} link{s}"
FOUND_SUBJECT = "{n} characters, {most} fit"
SCORED = "{score} of 100 points; {known} of {all} criteria are answered."
YOU = {
    "English": {"you", "your", "yours", "yourself", "yourselves"},
    "French": {
        "vous",
        "votre",
        "vos",
        "vôtre",
        "vôtres",
        "toi",
        "tu",
        "ton",
        "ta",
        "tes",
    },
}
WE = {
    "English": {"we", "our", "ours", "us", "ourselves", "i", "my", "me"},
    "French": {
        "nous",
        "notre",
        "nos",
        "nôtre",
        "nôtres",
        "je",
        "mon",
        "ma",
        "mes",
        "moi",
    },
}

# Calendar ----------------------------------------------------------------------------
WEEKDAYS = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
PLANNED, NO_ROOM = "planned", "no room"
CALENDAR = (
    "{n} messages from {start} to {end}; at least {days} days between two to the same "
    "segment."
)
MISSED = "{n} found no room: drop them, or plan for longer."
NO_ROOM_NOTE = "the days were full, at one message every {days} days"
NO_PERIOD = (
    "the calendar runs from {start} to {end}: end must be later, and at most ten years"
)
ALL = "all"
NO_RATES = "interest has no segment with a {rate}: pass one row a segment"
MONTHLY = "The most interested, {names}, for {months} months."
IDEAS = {
    "offer": "an offer that nobody else gets, with a last day",
    "early access": "they may look and buy before the others",
    "thanks": "a thank-you that asks for nothing",
    "news": "news that they asked for",
    "survey": "two questions, and what came of the last answers",
}
NO_INTERVALS = "Without intervals nobody knows whether others are as interested."
NEAR = "Chance may have chosen: {names} may be as interested."
CLEAR = "No segment that was left out is as interested, chance allowed for."
