"""The words of figures on texts, ready for translation."""

TITLE = "What is praised, and what is not?"
X = "share of texts{corrected}; the line is the {level} % interval of the blame"
CORRECTED = ", corrected for wrong labels"
ROW = "{group}\nn = {n}"
FEW = "{group}\nn = {n}: too few texts"
KINDS = {
    "negative": "blame",
    "mixed": "both",
    "positive": "praise",
    "no sign": "no sign of either",
}
NEEDS = "table needs a row of 'negative' for each group; it has {found}"
