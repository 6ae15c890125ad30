"""Every word that the practice room itself shows a learner, ready for translation."""

CORRECT = "Correct"
NOT_YET = "Not yet"
NOT_ATTEMPTED = "Not attempted"
RECORDED = "Recorded"

EMPTY = "Replace the ... with your answer, then run this cell again."
OTHERWISE = (
    "This does not follow from the data. Read the question again; .hint() helps."
)
UNREADABLE = "The answer is {found}; needed: {needed}."
NOT_FINITE = "The answer is not a finite number; look for a division by zero or a gap."

NEED_NUMBER = "one number"
NEED_COLUMN = "one column of values, with '{key}' as index or as a column"
NEED_TABLE = "a table with one row per '{key}' and the columns {columns}"
NEED_IDS = "a list of '{key}' values, or a table with a column '{key}'"
NEED_TRUTH = "True or False"
NEED_OPTION = "one of the options {options}"
NEED_TEXT = "a text"

RATE_RANGE = (
    "A rate lies between 0 and 1, and this number does not. Divide the part by the "
    "whole; if you meant a percentage, divide it by 100."
)
HUNDRED = "This is a hundred times too large: a rate is a share of 1, not a percentage."
REPEATED = "Some '{key}' values stand more than once. One row for each is needed."
MISSING = "Some '{key}' values that belong are missing. Look at what was filtered."
TOO_MANY = "Some '{key}' values do not belong. Look at the condition and the dates."
BOTH = "Some '{key}' values are missing, and others do not belong."
DIFFER = "Every '{key}' is there, but {n} of the values do not follow from the data."
DIFFER_COLUMN = "In column '{column}', {n} of the values do not follow from the data."
COLUMNS = "The table has {found}; the columns {missing} are missing."
GROUPS = "The groups are not the right ones, whatever their names."

HINT = "Hint {level} of {levels}"
LAST_HINT = "That was the last hint: .solution() shows the worked solution."
SOLUTION = "Worked solution"
TRY_FIRST = "Try once, then ask again"
TRY_FIRST_TEXT = (
    "A first attempt, even a wrong one, makes the solution stick. Run the check with "
    "an answer, or call .solution(anyway=True)."
)

OPEN_RECORDED = (
    "Your text is kept on this machine. Nobody grades it here: read .rubric(), then "
    ".solution() for two examples, then give yourself .score({{{example}}})."
)
OPEN_SHORT = "Write at least {n} words of your own; this has {found}."
OPEN_COPIED = "This is the question itself. Write your answer in its place."
OPEN_HINT = "What a strong answer shows under '{name}': {best}"
STRONG = "A strong answer"
WEAK = "A weak answer"
RUBRIC = "What to look for"
LEVELS = ("1 (not there yet)", "2 (partly)", "3 (strong)")
SCORE = "Your score"
SCORE_TEXT = "{points} of {most} points."
SCORE_MISSING = "Not scored yet: {names}."
SCORE_NEXT = "Next step, '{name}': {level}"
SCORE_FULL = "Every criterion is at its highest level."

PROGRESS = "Your progress"
PROGRESS_COLUMNS = ("unit", "question", "state", "attempts", "hints")
PROGRESS_SUM = "{done} of {total} done"
BROKEN = (
    "The progress file {path} could not be read. It was set aside as {aside}, nothing "
    "in it is lost, and a new file is begun."
)
UNWRITABLE = (
    "Progress cannot be written to {path} ({reason}). Checks go on working; set "
    "SEGKIT_HOME to a folder that you may write to if you want progress kept."
)

CHOICE = "Your choice"
CHOOSE = "Choose an option, then press Check."
TRUTHS = ("True", "False")
CHECK_BUTTON = "Check"
HINT_BUTTON = "Hint"
CALLBACK_FAILED = "Something went wrong while checking: {error}"
