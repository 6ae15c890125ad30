"""Words on what spending brings, ready for translation."""

FORM_NUMBERS = {
    "linear": "{size} a unit of money",
    "log": "{size} times ln(1 + spend / {scale})",
    "power": "{size} times spend to the power {shape}",
    "exponential": "{size} times (1 - exp(-spend / {scale}))",
    "hill": "{size} times spend^{shape} / ({scale}^{shape} + spend^{shape})",
}
GIVEN = "{name}: {formula}; given, not fitted."
FITTED = (
    "{name}: {spend} a period instead of {least} brings {value} {unit} more ({level} % "
    "interval {low} to {high}), the next {step} another {next}; {formula}; {n} periods "
    "with {least} to {most}."
)
NO_NAME = "spending"
NO_UNIT = "in all"
TABLE = "What spending brings: {name}"

NUMBER = "a {form} curve needs {name} {what}; this is {found!r}"
ABOVE = "above 0"
POWER_SHAPE = "above 0 and up to 1"
SPEND = "spend must be numbers from 0 on; this is {found!r}"
FACTOR = "factor must be a number from 0 on, between low and high; this is {found}"

TOO_FEW = (
    "{name} has {n} periods with spend and response; a curve needs {least} at least: "
    "bring a longer history, or give a curve, such as Curve('log', size, scale)"
)
CONSTANT = (
    "{name} has no information on spending: it was nearly the same in all {n} periods "
    "({low} to {high}). Nobody can tell from it what more or less would bring: change "
    "the spending on purpose, best by region and by lot, or give a curve, such as "
    "Curve('log', size, scale)"
)
FLAT = "{name} has the same response in all {n} periods: there is nothing to explain"
TWICE = (
    "{name} has {n} periods twice or more, such as {first}: take one channel at a "
    "time, or use response_curves(history, by='channel')"
)
NOT_NUMBERS = "{name} column {column!r} must be numbers; {found} cannot be read as one"
NEGATIVE = "{name} column {column!r} is below 0 in {n} periods, first in {first}"
FEW_FREE = (
    "{name} has {n} periods for {k} unknowns: leave controls out or bring a longer "
    "history"
)
CONTROL = (
    "{name}: the controls {controls} repeat each other or the baseline: leave one out"
)
MANY_FORMS = "form must be 'best', or one or several of {forms}; this is {found!r}"
NO_CHANNEL = (
    "tests holds no channel {name!r}; it has {known}: give name= as it stands there"
)

LOUD = "LOUD"
CAUSE = (
    "Correlation is not cause: spending follows seasons and plans, and last clicks "
    "credit a channel with people who come anyway. A test by region tells what it "
    "brings; scale the curve by it."
)
NO_EFFECT = (
    "LOUD: that {name} brings anything is not shown: at usual spending the interval "
    "reaches from {low} to {high}."
)
NO_BEND = (
    "That returns diminish is not shown: a straight line fits as well. What happens "
    "beyond {most} is not known: set a cap."
)
AS_WELL = "{forms} fit as well; the interval allows for them."
BELOW = (
    "At no spending the curve starts at {baseline}, below 0: it is not to be trusted "
    "near 0."
)
GROWS = (
    "LOUD: each euro brought more the more was spent. Advertising rarely works so; a "
    "launch, a season or a plan drove both. Leave those periods out (start=, end=), or "
    "name what drove them (controls=)."
)
ONE_PERIOD = (
    "LOUD: one period decides. Without {period} usual spending brings {without} "
    "instead of {value}."
)
ONLY_TESTS = (
    "LOUD: {name} was spent on nearly evenly, but for {n} periods in which tests left "
    "it out in some regions. The test itself is the better evidence: use it."
)
SOME_TESTS = "In {n} periods a test left {name} out in some regions."
TOGETHER = (
    "LOUD: {name} was spent on when the other channels were (correlation {r}): what "
    "the others or the season brought is credited to it."
)
LEFT_OUT = "{n} periods without spend or response are left out."
CARRIED = "The interval is wider by {times}, as neighbouring periods are alike."
SCALED = "Scaled by {factor} ({low} to {high}) for what a test says it really brings."

CURVES = "What spending brings, by {by}; {n} could be fitted, {refused} could not."
INCREMENTAL = "What channels really bring for each customer credited by last click"
NO_CREDIT = "nothing credited: no factor"
FACTORS = {
    "less": "brings less than its last clicks",
    "more": "brings more than its last clicks",
    "some": "brings something",
    "unknown": "too uncertain to tell: test longer or in more regions",
}
