"""What templates and messages say to people."""

# Templates that are refused ------------------------------------------------------
NOT_TEXT = "{where} must be text; this is a {kind}: write it as a string"
TOO_LONG = (
    "{where} has {n:,} characters; at most {most:,} are read: a message is not a book, "
    "shorten it or split it"
)
SYNTAX = "{where}, line {line}: {problem}; check the curly brackets around it"
TOO_NESTED = (
    "{where}, line {line}: brackets or conditions are nested more than {most} deep: "
    "write it more simply"
)
TOO_BUSY = (
    "{where} has {n:,} parts in its brackets; at most {most:,} are read: split the "
    "template"
)
REFUSED = "{where}, line {line}: {what}; {instead}"
RESERVED = (
    "{where}, line {line}: {name!r} has a meaning of its own in templates; rename that "
    "column with columns={{'other_name': {name!r}}}"
)
NOT_A_FILTER = "{where}, line {line}: there is no filter {name!r}; there are {known}"
NOT_A_TEST = "{where}, line {line}: there is no test 'is {name}'; there are {known}"
WORDS_FOR = {
    "For": ("a loop", "one message has the values of one row: write the lines out"),
    "Macro": ("a macro", "write the words where they are needed"),
    "CallBlock": ("a macro call", "write the words where they are needed"),
    "FilterBlock": (
        "a filter block",
        "put it on the value: {{ name | upper }}",
    ),
    "Assign": ("a variable", "add a column to the rows, or pass given={...}"),
    "AssignBlock": ("a variable", "add a column to the rows, or pass given={...}"),
    "With": ("a variable", "add a column to the rows, or pass given={...}"),
    "Include": ("another file", "a template reads no file: paste the words in"),
    "Import": ("another file", "a template reads no file: paste the words in"),
    "FromImport": ("another file", "a template reads no file: paste the words in"),
    "Extends": ("another template", "a template reads no file: paste the words in"),
    "Block": ("a block", "write the words without it"),
    "Call": ("a function call", "use a filter, as in {{ amount | money }}"),
    "Getattr": ("a dot after a name", "name a column of the rows, no part of a value"),
    "Getitem": ("square brackets", "name a column of the rows, no part of a value"),
    "Slice": ("square brackets", "name a column of the rows, no part of a value"),
    "Pow": ("a power (**)", "compute it in the rows and name the column"),
    "Mod": ("a per-cent sign as a sum", "compute it in the rows and name the column"),
    "FloorDiv": ("a double slash", "divide with / and write {{ x | number }}"),
    "Dict": ("a dictionary", "name a column of the rows"),
    "Scope": ("autoescape", "HTML is always escaped: leave it out"),
}
WORDS_FOR_OTHERS = ("what stands there", "use names, filters and {% if ... %}")
ODD_ARGUMENTS = (
    "a filter or test with more than one word in its brackets",
    "write one, as in {{ first_name | or('friend') }}",
)
LIST_OF_NAMES = (
    "a list of more than plain texts and numbers",
    "write {% if city in ('Lunne', 'Ostrel') %}",
)

# Rows that are refused -----------------------------------------------------------
MISSING = (
    "{name} is missing and has no fallback: write {{{{ {name} | or('...') }}}} or put "
    "{{% if {name} %}} around it"
)
MISSING_COMPARED = (
    "{name} is missing and is compared with something: write "
    "{{% if {name} is known and ... %}}"
)
CANNOT_WRITE = "{name} holds {kind}, which cannot be written in a message"
YES_OR_NO = "a yes or no would be printed: write {% if ... %} words {% endif %}"
NOTHING = "nothing would be printed: write the words, or a name"
FILTER_NEEDS = "{filter} needs {needs}; this is {value}"
SUM_NEEDS = "only numbers can be added, multiplied and divided; this is {value}"
BY_ZERO = "a division by zero"
NOT_COMPARED = "{left} and {right} cannot be compared"
TOO_BIG = "a number beyond any amount of money"
SMALLER = "write a smaller one"
OTHER_FAULT = "it cannot be computed ({problem})"
AT = "{part}, line {line}: {reason}"
EMPTY = "{part}: nothing is left to say"
NO_KEY = "there is no template for {key}"
NO_GROUP = "{by} is missing, which decides about the template"

# Rendering -----------------------------------------------------------------------
PARTS = {"subject": "subject", "body": "body"}
UNKNOWN_NAMES = (
    "{where}, line {line}, uses {name!r}; the rows have {have}{guess}: correct the "
    "name, pass columns={{{name!r}: 'your name'}}, pass given={{{name!r}: ...}}, or "
    "say optional=[{name!r}] in the template if it may be absent"
)
GUESS = " (did you mean {guess!r}?)"
GIVEN_TWICE = (
    "given= has {names}, and so have the rows: name each once, so that it is clear "
    "which is meant"
)
TOO_MUCH = (
    "the messages would take about {size:.1f} GB; at most {most:.0f} GB are made at "
    "once: render the rows in parts, rows.iloc[:100_000] and so on"
)
RENDERED = "{made:,} of {n:,} messages are ready; {refused:,} refused."
REFUSED_ROWS = "{n:,} refused. {reason}"
OTHER_REASONS = "{n:,} refused for {k:,} other reasons: see the column reason."
CUT_VALUES = "{n:,} values of {name} were longer than {longest:,} characters: cut."
CLEANED_VALUES = "{n:,} values of {name} held control characters: these were removed."
CUT_SUBJECTS = "{n:,} subjects were longer than {longest:,} characters: cut."
LOOK = "Look at some: activation.preview(template, rows)."
NO_TEMPLATES = "templates is empty: pass a Template, or a dictionary of them"
NOT_A_TEMPLATE = "{what} must be a Template; this is a {kind}"
BY_NEEDED = (
    "several templates need by=: the column of the rows that says whose is which, for "
    "instance by='language'"
)
BY_LENGTH = "the key {key!r} has {n} parts, by= has {by}: give one of each"

# HTML ----------------------------------------------------------------------------
UNQUOTED = (
    "a value stands in an HTML tag without quotes around it",
    'write name="{{ value }}"',
)
IN_SCRIPT = ("a value stands in a script, a style or a comment", "take it out")
IN_EVENT = ("a value stands in an attribute that can run code", "take it out")
NEEDS_LINK = (
    "a value stands in a link without a check",
    'write href="{{ address | link }}"',
)

# Library ---------------------------------------------------------------------------
NO_SMS = "there is no text message for {purpose!r}; there are {have}"
PURPOSES_HEADING = "Messages for {n} purposes, in English and French, B2C and B2B."

# Previews and personal data ---------------------------------------------------------
SENSITIVE, DELICATE, EXPECTED = "sensitive", "delicate", "expected"
SHOWN = "With personal data, as asked: keep it inside."
MASKED = "Names and other personal data are masked; show_personal=True prints them."
PREVIEW = "Message {place}{subject}\n\n{body}"
PREVIEW_SUBJECT = "\nSubject: {subject}"
PREVIEW_REFUSED = "Message {place}: none. {reason}"
FRAME = "Message {place}"
