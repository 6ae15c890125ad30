"""What the indicators of surveys say to people."""

NPS = (
    "share of promoters (9 and 10) less share of detractors (0 to 6), times 100; "
    "interval: {interval}"
)
CSAT = "{form}; scale from 1 to {scale}, best {top}"
CSAT_FORMS = {
    "top": "the best answers / all answers",
    "mean": "mean answer (a mean, not a share)",
}
POINTS = "points"
PERCENTAGE_POINTS = "percentage points"
SCALE_POINTS = "points of {scale}"

ADJUSTED = "adjusted Wald: three answers added, 3/4 at each end of the scale"
WALD = "Wald, too short where answers are few or alike"
WEIGHTED = "weighted: {n:,} answers tell as much as {effective:,.0f} without weights"
MISSING = "{n:,} without an answer left out"

NOT_WHOLE = (
    "{name} must be whole numbers from {low} to {high}; {who} has {value}{more}: "
    "correct these answers, or make them missing"
)
MORE = " (and {n:,} others do not fit)"
ROW = "row {row}"
NOT_NUMBERS = "{name} must be numbers from {low} to {high}: {found}"
NO_ANSWERS = "{name}: there is no answer among {rows:,} rows"
BOTH = (
    "nps takes the scores, or promoters, detractors and answers, not both and not a "
    "part of them: for instance nps(promoters=65, detractors=12, answers=100)"
)
TOO_MANY = (
    "{parts:,} promoters and detractors are more than the {answers:,} answers: count "
    "both among the same people"
)
BAD_TOP = "top must be below scale, 1 to {most}; this is {top}"

WEIGHTS_INDEX = (
    "weights lack {n:,} of the {rows:,} who answered: make them with "
    "kpis.post_stratify(answers, frame, by=[...]) for the same customers"
)
WEIGHTS_LENGTH = "weights has {found:,} values for {rows:,} scores: one for each"
WEIGHTS_BAD = "weights must be numbers from 0, not all of them 0; {n:,} are not"

DIFFERENT = "{name} {direction} by {size} {unit}"
NOT_PROVEN = (
    "The change of {name} by {size} {unit} may be chance (which does not prove that "
    "nothing changed)"
)
ROSE = "rose"
FELL = "fell"
CHANGE = (
    "{lead}: from {before} to {after}, {level:g} % interval {low} to {high}, p {p}."
)
BELOW = "below 0.001"

BY_NEEDED = "by must name the columns to weight by, such as ['region']; this is {by!r}"
NO_ID = (
    "{name} needs a column customer_id, or an index called customer_id; it has {found}"
)
TWICE = "{name} has {n:,} customers more than once: one row per customer"
STRANGERS = (
    "{n:,} of {rows:,} who answered are not in frame: pass everybody who was asked, "
    "the ones who answered too"
)
GAPS = (
    "{column!r} is missing for {n:,} in frame: fill it, for instance with "
    ".fillna('not known'), which is then a group of its own"
)
EMPTY_CELLS = (
    "nobody answered in {n} of {cells} cells of {by} ({names}), who are {share} of "
    "those asked: no weight can speak for them. Use fewer or wider groups, or pass "
    "empty='collapse' to join each with its neighbour"
)
FEW_IN_CELLS = (
    "fewer than {least} answered in {n} of {cells} cells of {by} ({names}), who are "
    "{share} of those asked: use fewer or wider groups, or pass empty='collapse'"
)
COLLAPSED = "joined for want of answers: {names}"
WEIGHTED_BY = "weighted by {by} to the {n:,} who were asked"
PARTLY = (
    "Weighting repairs only what shows in {by}: if those who did not answer think "
    "otherwise than those who did in the same group, that stays in the result."
)
RESPONSE = "Who answered: {answered:,} of {asked:,} ({rate}), by {by}."
MOVED = "{name}: {before} as answered, {after} weighted by {by} (moves by {moved})."
ALL = "all"
FORMS = {"nps": "Net Promoter Score", "csat": "CSAT"}
NO_SCORE = (
    "answered needs the column {score!r} to say how much the score moves; it has "
    "{found}: pass score=None for the response rates alone"
)

ROW_NEEDS = "a customer, a day of the answer and a number in {column!r}"
OFF_SCALE = (
    "survey column {column!r} holds {n:,} answers that are not whole numbers from "
    "{low} to {high}: correct them, or make them missing"
)
NO_WEIGHTS = (
    "weights go with scores, one for each; counts and tables take none: pass "
    "scores=survey['nps'] indexed by customer_id"
)
CSAT_NEEDS = (
    "csat takes the scores, or counts: satisfied and answers; for form='mean' also "
    "squares"
)
NO_SEGMENT = (
    "none of the {rows:,} who answered has a segment: index scores and segments by the "
    "same ids"
)
SEGMENTLESS = "{n:,} of the {rows:,} who answered have no segment: they are left out."
TABLE = "Who would recommend us, segment by segment."
SCORES = ("as answered", "weighted")
