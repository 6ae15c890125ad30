"""What is said about segments that do not fit a table."""

TOTAL = "all"
NO_SEGMENTS = (
    "segments must be a pandas Series indexed by customer_id, with a name; this is "
    "{found}"
)
REPEATED = (
    "segments has {n} rows that repeat a customer_id: one row per customer, for "
    "instance segments[~segments.index.duplicated()]"
)
SEGMENT_CALLED_TOTAL = (
    "a segment is called 'all', like the total: rename it with "
    "segments.cat.rename_categories({'all': 'another name'})"
)
NO_OVERLAP = (
    "no customer of the table is in segments: the ids of segments are {ours}, those of "
    "the table are {theirs}: make them the same, for instance with .astype(str)"
)
