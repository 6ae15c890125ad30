"""The words of the figures of audiences."""

OVERLAP = "How much do audiences overlap?"
OVERLAP_X = "share who are also in"
OVERLAP_Y = "customers of"
OVERLAP_BAR = "share of the row's audience"
OVERLAP_CELL = "{n}\n{share}"
NOT_SQUARE = (
    "overlap needs the square table of activation.overlap(audiences, tables, as_of=...)"
)
VENN = "Who belongs to several audiences?"
VENN_NONE = "{n} of {of} customers are in none of them"
VENN_TWO = "areas in proportion"
VENN_THREE = "areas nearly in proportion (three circles seldom can be exact)"
VENN_FAR = "areas not in proportion: three circles cannot show these numbers"
VENN_ONLY = "{name} only: {n}"
VENN_BOTH = "{names}: {n}"
VENN_AND = " and "
VENN_NAME = "{name} ({n})"
VENN_NEED = (
    "venn needs the table of activation.audience_combinations for two or three "
    "audiences; this has {n} columns of true and false"
)
VENN_ROWS = (
    "venn needs each combination of audiences once; this has {n} rows, not {need}"
)
VENN_EMPTY = "nobody is in any of these audiences: there is nothing to draw"
REACH = "Who belongs, and who may be contacted?"
REACH_X = "customers"
REACH_Y = "audience"
REACH_ROW = "{name}\n({reach} of {size})"
REACH_PARTS = {
    "reach": "may be contacted",
    "said_no": "said no",
    "never_asked": "never asked",
    "suppressed": "suppressed",
    "over_the_cap": "over the cap",
}
GROWTH = "How does the audience grow?"
GROWTH_X = "up to the day"
GROWTH_Y = "customers who came (+) and left (-)"
GROWTH_DAY = "{day}\n({size})"
GROWTH_CAME = "came"
GROWTH_LEFT = "left"
GROWTH_SIZE = "; in brackets: the size"
GROWTH_NOTHING = "growth needs two days or more, such as audience_growth returns"
