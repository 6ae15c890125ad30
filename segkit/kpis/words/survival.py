"""What curves of staying say to people."""

ONE_EACH = (
    "{name} must hold one value for each of the {n:,} durations; it holds {found:,}: "
    "take both from the same table"
)
NO_DURATIONS = "durations is empty: there is nobody whose stay could be followed"
NOT_NUMBERS = (
    "{name} must hold numbers; {found}: count the days from start to end, or to the "
    "day of the data"
)
MISSING = (
    "{name} is missing for {n:,} of {rows:,}: a stay without an end lasts until the "
    "day of the data and has ended = False"
)
NEGATIVE = (
    "durations has {n:,} values below 0: an end before its start is a mistake in the "
    "data; correct it or leave these rows out"
)
NOT_ENDED = (
    "ended must say True or False for everybody: True where the end was seen, False "
    "where the stay still went on; this holds {found}"
)
LATE = (
    "entry is not before the end of the stay for {n:,} rows: watching must begin "
    "before a stay ends"
)
NO_SEGMENT = (
    "{n:,} of {rows:,} have no segment: drop them, or give them one with .fillna('...')"
)
CALLED_ALL = "a segment is called 'all', like the total: give it another name"
OTHER_INDEX = (
    "segments lacks {n:,} of the {rows:,} customers in durations: index both alike, or "
    "pass the segments as a list in the same order"
)
TWO_GROUPS = (
    "logrank compares two segments or more; these have {n}: pass segments with "
    "at least two names"
)
NOTHING_ENDED = (
    "logrank: nobody left while watched, so there is nothing to compare: wait longer"
)
BAD_TIMES = "times must be numbers from 0, such as [3, 6, 12]; this is {found!r}"
BAD_LIMIT = "up_to must be a number above 0; this is {found!r}"

HEADING = (
    "How long they stay: {n:,} followed, {ended:,} left while watched, the others "
    "counted as long as they were seen ({unit})."
)
CURVE = (
    "share still there after so many {unit} (Kaplan-Meier), {level:g} % interval at "
    "each time (Greenwood, log-log scale)"
)
SUMMARY = (
    "median: time after which half have left, nan where not reached; mean: {unit} "
    "stayed within the first {up_to:g}"
)
ENTERED = "watched from their entry on: those who left before it are not in the data"
AT = "Share still there after so many {unit}."

RANK = (
    "{lead}: log-rank test over {k} segments, chi-square {statistic:.2f} with {df} "
    "degrees of freedom, p {p}."
)
RANK_DIFFERENT = "The segments do not stay equally long"
RANK_SAME = (
    "No difference in how long they stay is proven (which does not prove that there is "
    "none)"
)
RANK_HEADING = "Ends seen, and expected if all segments left alike."
