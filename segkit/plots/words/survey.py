"""The words of figures on surveys, ready for translation."""

NPS = "Who would recommend us? (Net Promoter Score)"
NPS_X = "share of answers (detractors to the left)"
NPS_ROW = "{segment} (n = {n})\nNPS {value} ({low} to {high})"
GROUPS = {
    "detractor_rate": "detractors (0 to 6)",
    "passive_rate": "passives (7, 8)",
    "promoter_rate": "promoters (9, 10)",
}
MARK = "score (one point: 1 %), with {level} % interval"

WEIGHTS = "What does weighting change?"
WEIGHTS_X = "{unit}, with {level} % interval"
WEIGHTS_Y = "answers"
NO_SCORES = (
    "table.attrs['scores'] is missing: pass what kpis.non_response(..., score=...) "
    "returns"
)
RESPONSE = "Who answered?"
RESPONSE_X = "share of those asked, with {level} % interval"
RESPONSE_ROW = "{group}\n({answered} of {invited})"
RESPONSE_ALL = "all together: {value}"
