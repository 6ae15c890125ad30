"""Words on who gets what, and on whether that went as planned."""

VARIANT = "variant"
HOLD_OUT = "hold-out"

WHO = (
    "customers must be a Series of segments indexed by customer_id, a table or an "
    "index of customers, or a list of ids; this is {found}"
)
NOBODY = "there are no customers to assign: check the filter"
MISSING_IDS = "{n} customers have no id (null): drop them, or give them one"
REPEATED_IDS = (
    "{n} ids are there more than once, {some} for instance: one row per customer; for "
    "households or companies, pass unit= instead"
)
MISSING_SEGMENTS = (
    "{n} customers have no segment (null): drop them with segments.dropna(), or give "
    "them one, so that they are balanced too"
)
SHARES = (
    "shares must name at least two arms and their shares, such as "
    "{{'control': 0.5, 'message': 0.5}}; this is {found!r}"
)
SHARE = "share of arm {arm!r} must be above 0; this is {found!r}"
SUM = "shares must sum to 1; {found} sum to {total:g}: correct them{hint}"
HINT = "; keep customers out of the test with hold_out="
ARM_CALLED_HOLD_OUT = (
    "an arm is called 'hold-out', like those who stay out of all tests: rename it"
)
HOLD_OUT_SHARE = "hold_out must be a share from 0 to below 1; this is {found!r}"
SEED = (
    "seed must be a text or a whole number, such as the test's name; this is {found!r}"
)
UNITS = (
    "unit must be a Series of household or company ids, indexed by the same customers; "
    "{n} customers have none"
)


BALANCE_COUNTS = "{arm} (mean)"
BALANCE = (
    "Do the arms differ before the test? {k} of {n} columns lie further apart than "
    "{limit:g} standard deviations. All together: p = {p}, {verdict}."
)
BALANCED = "which is what chance does"
UNBALANCED = "which chance seldom does: check how the arms were made"
NO_PEOPLE = (
    "no customer of the assignment is in the table: the ids of the assignment are "
    "{ours}, those of the table {theirs}: make them the same, for instance with "
    ".astype(str)"
)
UNKNOWN_PEOPLE = "{n} customers of the assignment are not in the table"
NOTHING_TO_COMPARE = "X has no column with two different values: nothing to compare"
NOT_ASSIGNED = (
    "assignment must be a Series of arms indexed by customer_id, as "
    "experiments.assign returns it; this is {found}"
)
ONE_ARM = "only one arm is there ({arms}): a comparison takes two"
NOT_A_TABLE = (
    "X must be a pandas DataFrame indexed by customer_id, as features.customers "
    "returns it; this is {found}"
)
TWICE = "{what} has {n} customers more than once: keep one row for each"
INFINITE = "{column} holds infinite numbers: correct or leave out these rows first"
OTHER_LEVELS = "{column}: other"
CUT = (
    " Of the {n} levels of {column} the {k} most frequent count each, the others "
    "together."
)
MISSING = "{column}: missing"
LEVEL = "{column}: {level}"

COUNTS = (
    "counts must be the number of customers in each arm, such as "
    "{{'control': 5000, 'message': 5012}}; this is {found!r}"
)
EXPECTED_ARMS = "expected has the arms {theirs}, counts has {ours}: name the same ones"
EXPECTED_LENGTH = (
    "expected has {theirs} shares, counts has {ours} arms: one share for each arm"
)
NO_COUNTS = "no customer in any arm: there is nothing to check"
RATIO_FINE = (
    "The arms hold {counts} customers, planned were {planned}: p = {p}, not below "
    "{alarm:g}: no sign that customers were lost or added on the way."
)
RATIO_UNUSUAL = (
    "The arms hold {counts} customers, planned were {planned}: p = {p}. That is "
    "unusual, yet no proof that customers were lost or added (the alarm is below "
    "{alarm:g}). Look who is missing before you rely on the result."
)
RATIO_ALARM = (
    "The arms hold {counts} customers, planned were {planned}: p = {p}, below "
    "{alarm:g}. The split is not as planned: somebody was lost or added on "
    "the way, and who that was may be what the arms differ by. Find out why before you "
    "read any result."
)
LOST_FINE = (
    "Of {planned} customers assigned, {lost} are missing: p = {p}, not below "
    "{alarm:g}: no sign that one arm lost more than the other."
)
LOST_UNUSUAL = (
    "Of {planned} customers assigned, {lost} are missing: p = {p}. That is unusual, "
    "yet no proof that one arm lost more than the other (the alarm is below "
    "{alarm:g}). Look who is missing before you rely on the result."
)
LOST_ALARM = (
    "Of {planned} customers assigned, {lost} are missing: p = {p}, below "
    "{alarm:g}. One arm lost more than the other, and who that was may be what the "
    "arms differ by. Find out why before you read any result."
)
EXPECTED_OR_ASSIGNED = "pass expected= (shares) or assigned= (customers), not both"
ASSIGNED_ARMS = "assigned has the arms {theirs}, counts has {ours}: name the same ones"
MORE_THAN_ASSIGNED = (
    "there are more customers than were assigned (missing: {lost}): look for units in "
    "several arms with experiments.crossovers, or for customers who came later"
)
BY_ALARM = (
    "{k} of {n} groups are not split as planned (p below {alarm:g} after Holm's "
    "correction for {n} tests)."
)
BY_FINE = (
    "None of {n} groups shows a split that was not planned (no p below {alarm:g} after "
    "Holm's correction)."
)
BY_UNUSUAL = (
    "None of {n} groups shows a split that was not planned beyond doubt (no p below "
    "{alarm:g} after Holm's correction), but {names} is unusual (p = {p}): look who is "
    "missing there."
)
BY_MOVES = (
    " The split changes from group to group, far more than by chance (p = {p}; share "
    "of {arm}: {low} to {high}): compare the arms within groups, never pooled."
)
BY_STEADY = " It does not change from group to group more than chance does (p = {p})."
BY_ONE = " There is one group only."
ALL = "all"
TOTAL_TAKEN = "a group is called 'all', like the total: rename it"
ARM_COLUMN = "n_{arm}"
MISSING_ARM = "{n} rows have no {column} (null): drop them, and say how many"

CROSSED = (
    "{k} of {n} units ({share}) were in more than one arm: leave them out, or count "
    "them in the arm that they saw first, and say which. The unit that was "
    "assigned may not be the unit that is counted."
)
NOT_CROSSED = "Each of the {n} units was in one arm only."
