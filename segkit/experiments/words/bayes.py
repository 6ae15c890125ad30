"""Words on the Bayesian reading of a test."""

PRIOR = (
    "prior must be two numbers above 0, such as (1, 1); this is {found!r}: (a, b) "
    "counts like a earlier conversions and b customers without one"
)
SENTENCE = (
    "Arm 2 is better with a chance of {chance}: by {difference} ({low} to {high} with "
    "a chance of {level}). Choosing arm {arm} gives away {loss} on average, all cases "
    "counted. Prior: Beta({a:g}, {b:g}). This is no protection against stopping early: "
    "looked at daily until the chance passes 90 or 95 %, two equal arms often give a "
    "winner."
)
