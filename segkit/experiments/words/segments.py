"""Words on effects by segment, by phase and by week, ready for translation."""

FAMILIES = {
    "all": "all comparisons",
    "segments": "the segments, for each metric and arm",
    "metrics": "the metrics, for each segment and arm",
    "arms": "the arms, for each segment and metric",
}
TESTS = {
    "rate": "Cochran's Q on differences of rates after Agresti and Caffo",
    "mean": "Welch's F on the differences",
    "other": "Cochran's Q on the differences",
}
ONE_SEGMENT = "there is only one segment to compare, so nothing to differ from"
FEW_KNOWN = "fewer than two segments have an effect with a known error"

DIFFER = (
    "{metric}{arm}: the segments answer differently ({statistic} = {value:.2f} on "
    "{freedom} degrees of freedom, p = {p}; {test})."
)
ALIKE = (
    "{metric}{arm}: that the segments answer differently is not shown ({statistic} = "
    "{value:.2f} on {freedom} degrees of freedom, p = {p}; {test}), so the effect of "
    "all together is the best guess for each: {common}."
)
NOT_TESTED = "{metric}{arm}: whether segments answer differently is not tested: {note}."
ARM = ", {arm}"

WINNERS = "After correction ({method}, {family}) the effect is clear in {names}."
NO_WINNERS = "After correction ({method}, {family}) no segment has a clear effect."
NOT_ALONE = (
    " A clear effect in one segment and none in another does not make the two differ: "
    "that is what the test above is for."
)
WINNER = "{segment} ({metric}{arm}: {difference})"
SMALL = "Too small to say much: {names}."
SMALL_ONE = "{segment} (would find {found} at least)"
VOID = "No winner is called: {why}"
VOID_SEGMENTS = (
    "No winner is called in {names}: the arms are not split as planned there."
)
UNPLACED = "{n:,} rows without an arm or a segment are left out."
EMPTY = "Nobody (0 customers) is in {names}."
HEADING = (
    "Effects by segment; p_adjusted and the outer interval hold for {family} "
    "({method}, intervals {rule})"
)

# By phase --------------------------------------------------------------------------

STRATA = {
    "mantel_haenszel": "Mantel-Haenszel, variance of Sato",
    "by_units": "each weighted by its units, as Mantel and Haenszel do",
}
POOLED = (
    "{metric}: pooled over {by}, {treatment} is {pooled} against {control}; within "
    "{by} it is {within} ({level} interval {low} to {high}, p = {p}; {test})."
)
REVERSED = (
    " The sign turns round: {treatment} got {first} of the units in {where_first} and "
    "{last} in {where_last}, and these differ in {metric} anyway (Simpson's paradox). "
    "Go by the estimate within {by}."
)
MIXED = (
    " The share of {treatment} changes with {by} (p = {p}), so the pooled number mixes "
    "{by} with the treatment: go by the estimate within {by}."
)
SOUND = " The share of {treatment} does not change with {by} (p = {p})."
PHASES = "The effect within {by}, and pooled over all"
NO_STRATA = (
    "no {by} has units in both arms: there is nothing to compare {by} by {by}; check "
    "the column"
)
LOST_STRATA = " Left out, with one arm only: {names}."
NO_QUANTILES = "quantiles cannot be joined over {by}; use Rate, Money or RatioOf"

# Over time -------------------------------------------------------------------------

TREND_DOWN = (
    "{metric}{arm}: the effect falls by {slope} a period (p = {p}; weighted line "
    "through the periods). It was {first} in the first period and is {last} in the "
    "last: what is new may wear off, so go by the last ones."
)
TREND_UP = (
    "{metric}{arm}: the effect rises by {slope} a period (p = {p}; weighted line "
    "through the periods), from {first} in the first period to {last} in the last: the "
    "mean over the test is too low."
)
NO_TREND = (
    "{metric}{arm}: that the effect changes over time is not shown (p = {p}; weighted "
    "line through {n} periods)."
)
OVER_TIME = "The effect by period, each of {days} days from {start}"
TOO_FEW_PERIODS = (
    "{column} covers {n} periods of {days} days in which both arms are known: a trend "
    "needs three; take shorter periods with days="
)
NO_DATES = "{column} must hold days or times; {found!r} is none: convert it first"
TWO_ARMS = (
    "{column} has the arms {found}: phases are compared for two; keep the rows of the "
    "control and of one treatment"
)
