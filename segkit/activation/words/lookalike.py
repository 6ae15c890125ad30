"""What look-alikes say: one place, ready for translation."""

ITSELF = "the same id"
SCORES = "How alike each prospect is to the seed (percentile 100: most alike)"
CURVE = "How much likeness is left as the audience grows, measured on people held out"
COLUMNS = "Which columns tell the seed from the pool"
SCORECARD = "What each answer adds to the score"
EXCLUDED = "Left out of the pool, because they are customers already"

BETTER = (
    "Better than chance: the seed differs from the pool (AUC {auc:.2f}, {level} % "
    "interval {low:.2f} to {high:.2f})."
)
CHANCE = (
    "No better than chance: what is known does not tell the seed from the pool (AUC "
    "{auc:.2f}, {level} % interval {low:.2f} to {high:.2f}). Do not choose by this "
    "score."
)
MEANING = (
    "Likeness is measured against the pool. If some of the pool would buy anyway, the "
    "score ranks buyers better or worse than this figure: test it on what they do."
)
FEW = (
    "The seed has {n} people: fewer than the {least} that advertising platforms ask "
    "for."
)
DEMOGRAPHICS = (
    "Caution: the score uses {columns}. Choosing people by such columns can be "
    "unfair, and in credit, housing, insurance and jobs it may be against the law: "
    "read fairness(...) before you use it."
)
PROXY = (
    "Columns left out do not make a score fair: place, device or language can stand "
    "in for them. fairness(...) measures what comes out."
)
MISSING = (
    "{column} is not known for {seed} of the seed and {pool} of the pool; not known "
    "counts as the pool's average. If one kind of people says it less often, such as "
    "the rich their income, the score takes them for average."
)
SENTINEL = "{n} values of {column} in {table} look like codes for not known: missing."
SKIPPED = "Not compared: {columns} ({why})."
WHY = {
    "demographic": "about the person; allow with demographics=True",
    "sensitive": "protected by law; allow with sensitive=True",
    "personal": "names one person, not a kind of person",
    "constant": "the same for all, or never known, in one of the two tables",
    "date": "a date; only birth_date is turned into an age",
    "mixed": "numbers in one table, words in the other",
}
OTHER = "other"
UNKNOWN = "not known"
BELOW, FROM, BETWEEN = (
    "below {high:,.4g}",
    "{low:,.4g} or more",
    "{low:,.4g} to {high:,.4g}",
)

SAME_IDS = (
    "{n} prospects have the id of a customer and were left out. If the two tables "
    "number people each for itself, write a letter before one of the ids."
)
NO_SEED = "none of the {n} ids of the seed is in customers: check that both use one id"
SEED_EMPTY = "the seed is empty: pass the customer ids that prospects should be like"
SEED_TINY = (
    "the seed has {n} people with known attributes; cross-fitting in {folds} parts "
    "needs {least}: take a larger seed"
)
SEED_GONE = "{n} ids of the seed are not in customers, and were left out"
POOL_EMPTY = (
    "nobody is left to choose from: of {n} prospects all are customers already; pass "
    "prospects who are none"
)
NO_ID = "{name} has {n} rows without {id}: drop them, they cannot be contacted"
ID_TWICE = "{name} repeats {n} values of {id}: keep one row per person"
NOTHING_SHARED = (
    "customers and prospects have no comparable column in common; left out: {why}. "
    "Name the same things alike with columns={{'customers name': 'prospects name'}}, "
    "join more with join=, or allow demographics=True"
)
NOT_SHARED = (
    "use= names {unknown}, which the two tables do not both have; in common are {have}"
)
OPT_IN = (
    "use= names {columns}, {kind}: to choose people by them, pass {flag}=True, and "
    "read fairness(...) on the result"
)
KINDS = {
    "demographic": "which say who a person is",
    "sensitive": "which the law protects",
}
FLAGS = {"demographic": "demographics", "sensitive": "sensitive"}
NO_KEY = (
    "a table of join= has no column that is unique in it and stands in customers or "
    "prospects too; it has {have}"
)
NO_AS_OF = "birth_date becomes an age: pass as_of='2024-12-31', the day it is meant for"
MATCH_COLUMNS = "match= names {unknown}; both tables have {have}"
REACH = (
    "reach must be a share above 0 and at most 1, or a number of people; found {found}"
)

ADVICE = {
    "none": "Too small: platforms refuse a seed below {least}.",
    "small": "Accepted, but small: 1,000 to 5,000 are advised.",
    "good": "In the range that is advised, 1,000 to 5,000.",
    "large": "Large: more people no longer make it surer; fewer and better may.",
}
PRECISION = (
    "With a seed of {n:,} and a pool of {pool:,}, an AUC is known to within about "
    "{half:.3f}; one below {least:.2f} would often pass for chance."
)
TRUTH_MISSING = "{n} prospects of the scores have no known outcome, and were left out"
TRUTH_NONE = "no prospect of the scores has a known outcome: check the ids of both"
TRUTH_VALUES = "outcomes must be yes or no (True, False, 1, 0); found {found}"
TRUTH_ONE = (
    "lift compares buyers with others; of {n} known outcomes {k} are yes: measure "
    "later, or on more people"
)
NOT_SCORES = (
    "scores must be a Series, or a table with a column score, indexed by prospect; "
    "this is a {kind}"
)
LIFT = "How many of the best scored did it, against the pool's average"
FAIR = (
    "Who is chosen: each group's share among the chosen against its share in the pool"
)
FAIR_NOTES = (
    "chosen_rate is the share of a group that is chosen; ratio compares it with the "
    "group that is chosen most. Below 0.8 is the four-fifths rule's mark for a closer "
    "look; it is a rule of thumb, not the law.",
)
FAIR_NO_GROUP = (
    "groups has no row for any prospect of the scores: check the ids of both"
)
SEEDS = "Which seed finds buyers: each against what the prospects really did"
SEEDS_NONE = "seeds must be a dict of name and customer ids with at least one seed"
SIZE_LARGE = "size={size} is more than the smallest seed has ({n}): take {n} or fewer"
