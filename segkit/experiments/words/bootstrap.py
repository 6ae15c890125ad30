"""Words of the bootstrap, ready for translation."""

STATISTIC = "statistic"
NO_STATISTIC = (
    "statistic must be a function that takes {takes} and returns one number; this is "
    "{found!r}"
)
ONE_NUMBER = (
    "statistic must return one number; it returned {found}. For several numbers draw "
    "each on its own with the same seed: the samples are the same"
)
WEIGHTED = (
    "statistic must return one number for each row of weights ({n}); it returned shape "
    "{shape}"
)
VALUES = "values must be one list of numbers or a table of them, a row for each unit"
VALUES_EMPTY = "values is empty: there is nothing to draw from"
VALUES_MISSING = (
    "values has {n} rows that are missing or infinite: leave these units out and say "
    "how many, or put 0 where missing means none"
)
TEST = "bootstrap, {method}"
METHODS = {"percentile": "percentiles", "basic": "reversed percentiles"}
BY = "by needs a segment for each of the {n} values; it has {by}"
