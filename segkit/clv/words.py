"""What the lifetime models say to people, in one place, ready for translation."""

NO_TABLE = (
    "{who} needs history as a pandas table with columns {need}; this is a {kind}: make "
    "it with features.purchase_history(orders, as_of=...)"
)
MISSING_COLUMNS = (
    "{who} needs columns {missing} in history; the table has {have}: make it with "
    "features.purchase_history(orders, as_of=...), or rename with "
    "history.rename(columns={hint})"
)
REPEATED_COLUMN = "history has columns {columns} more than once: drop or rename one"
NO_ROWS = (
    "{who} needs customers; history has 0 rows: look at what was left out with "
    "history.attrs['left_out']"
)
NO_NUMBERS = (
    "column '{column}' in history must hold numbers; it holds {kind} values: convert "
    "it with history['{column}'] = pd.to_numeric(history['{column}'])"
)
GAPS = (
    "column '{column}' in history has {n:,} missing values: leave those customers out, "
    "and say how many, or find out why the value is missing"
)
INFINITE = (
    "column '{column}' in history has {n:,} infinite values: look for a division by "
    "zero where the column was made"
)
NEGATIVE = (
    "column '{column}' in history has {n:,} values below 0, the smallest is {value:g}: "
    "no count and no time since the first purchase can be negative"
)
NOT_WHOLE = (
    "column 'frequency' in history has {n:,} values that are no whole number, such as "
    "{value:g}: it counts repeat purchases"
)
TOO_EARLY = (
    "T is below recency for {n:,} customers (one has T {T:g} and recency {t_x:g}): "
    "T runs from the first purchase to the end of observation, so it can never be "
    "shorter than recency, from the first to the last purchase"
)
NO_REPEAT_TIME = (
    "frequency is 1 or more but recency is 0 for {n:,} customers: a repeat purchase "
    "comes after the first. If your frequency counts the first purchase too, pass "
    "first_purchase='counted'"
)
NO_REPEAT_COUNT = (
    "recency is above 0 but there is no repeat purchase for {n:,} customers: recency "
    "here is the time from the first to the last purchase, 0 where there is only one "
    "(not the days since the last purchase)"
)
NO_FIRST = (
    "first_purchase='counted' says that frequency counts the first purchase, but it is "
    "0 for {n:,} customers: leave the argument out if frequency counts repeats only"
)
ONE_ROW = (
    "{who} needs at least 2 customers to learn from; history has 1: use a fitted model "
    "to predict for a single customer"
)
NOBODY_CAME_BACK = (
    "{who}: none of the {n:,} customers bought again, so there is nothing to learn "
    "about repeat purchases: choose a later as_of, or a longer period"
)
SAME_HISTORY = (
    "{who}: all customers have the same history (frequency {x:g}, recency {t_x:g}, T "
    "{T:g}), so customers cannot be told apart: check how the columns were made"
)
WEIGHTS_SHAPE = (
    "sample_weight needs one weight per customer: history has {rows:,} rows, "
    "sample_weight {weights:,}"
)
WEIGHTS_VALUE = (
    "sample_weight needs numbers from 0, not all of them 0, none missing; this has "
    "{what}: a weight says how many customers a row stands for"
)
NO_SPEND = (
    "column 'monetary' is 0 for {n:,} customers with repeat purchases: Gamma-Gamma "
    "learns from amounts above 0. Count them, leave them out of fit with "
    "history.query('frequency == 0 or monetary > 0'), and predict for all customers"
)
FEW_BUYERS = (
    "GammaGamma needs at least 3 customers with repeat purchases and different mean "
    "values; history has {n:,} with {values:,} different values: use a longer period, "
    "or one value for all, such as lifetime_value(..., value=30.0)"
)
NOT_CONVERGED = (
    "{who} has not converged: these {n:,} customers do not determine {names}. {why} "
    "Predictions may still serve; standard errors do not. Use a longer period or more "
    "customers, or try {other}"
)
# What it means when the likelihood rises until a parameter is very small or very large.
FEW_BUY = "Nearly all purchases come from very few customers."
SAME_RATE = "Customers hardly differ in how often they buy."
SAME_LEAVING = "Customers hardly differ in how easily they leave."
NOBODY_LEAVES = "Hardly anybody seems to leave."
EITHER_OR = "Customers seem either to leave at once or never."
MEANING = {
    "r": (FEW_BUY, SAME_RATE),
    "alpha": (FEW_BUY, SAME_RATE),
    "a": (NOBODY_LEAVES, SAME_LEAVING),
    "b": (EITHER_OR, SAME_LEAVING),
    "s": (NOBODY_LEAVES, SAME_LEAVING),
    "beta": (EITHER_OR, SAME_LEAVING),
    "p": (
        "The values of one customer vary without limit.",
        "The values of one customer hardly vary.",
    ),
    "q": (
        "A few values are far larger than all others.",
        "Customers hardly differ in what they spend.",
    ),
    "v": (
        "The values of one customer hardly vary.",
        "Customers hardly differ in what they spend.",
    ),
}
MEANING_STAYS = {
    "alpha": (NOBODY_LEAVES, SAME_LEAVING),
    "beta": (EITHER_OR, SAME_LEAVING),
}
NO_REASON = "The search ended before it found the highest likelihood."
NOT_DETERMINED = (
    "{who}: the {n:,} customers hardly determine {names} (the interval reaches beyond "
    "{factor:.0f} times the estimate): do not read these parameters as facts about "
    "customers. Use a longer period or more customers, or try {other}"
)
OTHER = {
    "BetaGeoNBD": "ModifiedBetaGeoNBD or ParetoNBD",
    "ModifiedBetaGeoNBD": "BetaGeoNBD or ParetoNBD",
    "ParetoNBD": "BetaGeoNBD or ModifiedBetaGeoNBD",
    "GammaGamma": "one mean value for all customers",
    "ShiftedBetaGeometric": "one retention rate for all customers (formula_clv)",
}
LOW_Q = (
    "GammaGamma: q is {q:.3f}, not above 1, so the mean value over all customers is "
    "infinite and a customer without repeat purchases gets no expected value. A few "
    "very large amounts are the usual reason: look at them, treat business buyers "
    "apart, or use one value for all, such as lifetime_value(..., value=30.0)"
)
CORRELATED = (
    "GammaGamma assumes that how much customers spend has nothing to do with how often "
    "they buy; here the correlation of frequency and monetary is {r:.2f} (beyond "
    "{limit}): expected values lean the wrong way for those who buy often. Fit groups "
    "of customers apart, or predict the total instead of rate times value"
)
UNIT = "unit must be 'D' (days) or 'W' (weeks); this is {unit!r}"
OTHER_UNIT = (
    "this model was fitted on times in {ours}, and this history is in {theirs}: make "
    "it with features.purchase_history(..., unit='{code}')"
)
UNIT_UNKNOWN = (
    "lifetime_value needs to know what T is measured in: history.attrs has no 'unit'. "
    "Pass unit='D' (days) or unit='W' (weeks) to {who}(...) before fit"
)
UNITS = {"D": "days", "W": "weeks"}
NOT_POSITIVE = "{name} must be a number {limits}; this is {value!r}"
ENDLESS = "months=inf needs a discount_rate above 0: without one, the value has no end"
VALUES_MISSING = (
    "value has no number for {n:,} of the {rows:,} customers in history: it needs one "
    "per customer, with the same index"
)
VALUE_KIND = (
    "value must be a fitted GammaGamma, one number, or a Series with one number per "
    "customer; this is a {kind}"
)
SUMMARY = "{who}: {n:,} customers, log-likelihood {ll:,.3f}"
SURVIVORS = (
    "survivors needs the number of customers still there after 0, 1, 2, ... periods, "
    "at least 3 numbers such as [1000, 869, 743] per cohort; {what}"
)
PERCENTAGES = (
    "these are no whole numbers, such as {value:g}; turn percentages into customers: "
    "round(share * customers at the start)"
)
GROWING = (
    "{value:g} follows {before:g}: customers who left do not come back in this model "
    "(use BetaGeoNBD where nobody says that they leave)"
)
NOBODY_LEFT = (
    "ShiftedBetaGeometric: {what} of {n:,.0f} customers left while they were watched, "
    "so there is nothing to learn: wait for more periods"
)
NEVER_LEAVES = (
    "retention 1 and discount 0: nobody ever leaves and later money counts in full, so "
    "the value has no end: pass a discount above 0, or a retention below 1"
)
# What a number must be, for NOT_POSITIVE.
FROM_0 = "from 0"
FROM_1 = "from 1"
ABOVE_0 = "above 0"
ANY = "above or below 0"
SHARE = "0 to 1 (a share)"
A_YEAR = "from 0 (0.10 stands for 10 % a year)"
A_PERIOD = "from 0 (a period)"
LEVEL = "between 0 and 1, such as 0.95"
# What is wrong with survivors, for SURVIVORS, and who left, for NOBODY_LEFT.
LONGEST = "the longest has {n}"
DIMENSIONS = "this has {n} dimensions"
GAPPY = "there are gaps, infinite or negative ones among them"
NONE_LEFT = "none"
ALL_LEFT = "all, and in the first period,"
# When the first margin comes, for formula_clv and sBG.
TIMINGS = {
    "later": "margin * r / (1 + i - r): the first margin comes after a period, from "
    "those who stay",
    "now": "margin * (1 + i) / (1 + i - r): the first margin comes at once, from all",
}
