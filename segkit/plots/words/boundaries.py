"""Words of the figures on looking at a test before it is over."""

BOUNDS = "When may the test stop?"
BOUNDS_X = "share of the planned customers"
BOUNDS_Y = "z, difference in standard errors"
BOUND = "bound"
BOUND_BELOW = "bound, other side"
SEEN = "z at each look"
STOPPED = "stopped at look {look}"

PEEKING = "How often do two equal arms get a winner?"
PEEKING_X = "looks at the test"
PEEKING_Y = "tests with a winner"
ASKED = "asked for, {share}"
RULES = {
    "p_value": "p below alpha",
    "chance_to_win": "90 % chance to win",
    "obrien_fleming": "O'Brien-Fleming bounds",
    "pocock": "Pocock bounds",
    "always_valid": "always-valid interval",
}
