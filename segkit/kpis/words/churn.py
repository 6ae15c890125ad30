"""What the indicators of leaving say to people."""

COUNTED = {
    "customers": "customers (lost: without any contract at the end)",
    "contracts": "contracts (a customer may have several)",
}
CHURN = (
    "lost within the period / active on its eve, those who came later left out; "
    "counted: {count}"
)
RETENTION = (
    "still there at the end of the period / active on its eve, those who came later "
    "left out; counted: {count}"
)
ROW_NEEDS = "a customer and a day of the start"
BACKWARDS = (
    "contracts has {n:,} rows whose ended_on lies before started_on: correct them, or "
    "leave them out, before churn is counted"
)
REPEATED = (
    "contracts has {n:,} rows that repeat a contract_id of the same customer: they "
    "would be lost twice; keep one row per contract"
)
NOBODY = "nobody was active on the eve of the period: begin it later"
LOST_MORE = "{lost:,} were lost of {active:,} active: count both in the same group"

SILENT = "{definition}; k = {k:g}"
SILENT_WORDS = {
    "inactive": "customers silent for longer than k times their own median gap between "
    "purchase days / customers with such a gap",
    "p_alive": "1 - mean chance that a customer is still one (p_alive, which a model "
    "estimated), k not used",
}
NO_GAP = "{n:,} without a gap of their own (one purchase day) left out"
TYPICAL = "{n:,} without a gap of their own taken at {gap:g} days"
NO_P = "{n:,} without p_alive left out"
MODELLED = "the model is taken as true: the interval holds what chance alone may change"
SILENT_NEEDS = {
    "inactive": "customers needs recency_days and median_gap_days, with numbers for "
    "somebody: make it with features.customers(orders, as_of=...), or pass gap_days=",
    "p_alive": "customers needs p_alive, with a number for somebody: add what the "
    "model's alive_probability(...) gives",
}
BAD_P = "p_alive must lie between 0 and 1; {n:,} customers have another number"
BAD_K = "{name} must be a number above 0; this is {value!r}"

REASONS = "Why contracts ended, {period}: {n:,} of them."
NO_REASON = "not said"
NO_ENDS = "no contract ended from {period}: choose a longer period"
