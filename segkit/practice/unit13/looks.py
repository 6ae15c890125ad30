"""Questions of unit 13 on what segments are like, what they bring, and what to say."""

from __future__ import annotations

from segkit.practice import judges
from segkit.practice.open_question import Criterion, OpenQuestion
from segkit.practice.question import Question, Wrong
from segkit.practice.unit13 import computed

may_be_tested = Question(
    "may_be_tested",
    "The segments were made from the scores of the benefits. In which columns of the "
    "table `about` may you test whether segments differ?",
    judges.ids(key="column"),
    answer=computed.others,
    hints=(
        "Ask of each column: was it already known when the segments were made, or is "
        "it computed from something that was?",
        "The score of a benefit is the times it was called best less the times it was "
        "called worst. The first choice is the benefit with the highest score. Leave "
        "out the scores and everything of this kind.",
    ),
    reasoning="Scores made the segments, and counts and first choice hold the same "
    "answers in another form: in these, segments differ by construction, also if they "
    "are worthless. In the others they could have been alike.",
    wrong=(
        Wrong(
            "all",
            "All columns are in it, also those that made the segments. There a test "
            "always finds a difference, also between segments of noise.",
            lambda: list(computed.about().columns),
        ),
        Wrong(
            "only the scores left out",
            "The scores are out, good. But best_ and worst_ are the answers that the "
            "scores were computed from, and first_choice is computed from the scores.",
            lambda: computed.not_named((computed.PREFIX,)),
        ),
        Wrong(
            "first choice kept",
            "Nearly: first_choice is the benefit with the highest score. It is made of "
            "the same answers as the segments.",
            lambda: computed.not_named((computed.PREFIX, "best_", "worst_")),
        ),
        Wrong(
            "the makers",
            "These are the columns that made the segments: describe them, do not test "
            "them. The question asks for the others.",
            computed.made,
        ),
    ),
)

per_head = Question(
    "per_head",
    "For each segment: how much did one of its respondents spend in the three months "
    "after the survey, on average? Whoever bought nothing spent nothing.",
    judges.column(key="segment", value="per_head", total="all"),
    answer=computed.per_head,
    hints=(
        "What is one row of your table: an order or a respondent? Which respondents "
        "are not in the orders at all?",
        "Sum the amounts per customer_id, reindex to all respondents with 0 for those "
        "without an order, then take the mean per segment, or hand both to "
        "evaluation.size_and_value.",
    ),
    reasoning="First one row per respondent, with zero for those who bought nothing; "
    "then the mean. `evaluation.size_and_value` adds the intervals.",
    wrong=(
        Wrong(
            "once per order",
            "This is the mean order: whoever ordered five times counts five times. Sum "
            "per customer first, so that each counts once.",
            computed.per_order,
        ),
        Wrong(
            "buyers only",
            "Only respondents who bought are in this mean. Those who bought nothing "
            "belong to the segment too: reindex to all of them, with 0.",
            computed.per_buyer,
        ),
        Wrong(
            "in all",
            "This is what each segment spent in all: large segments look good. Divide "
            "by the number of its respondents.",
            computed.totals,
        ),
        Wrong(
            "share of the money",
            "This adds up to 1: it is each segment's share of the money. The question "
            "asks for money per respondent.",
            lambda: computed.totals() / computed.totals().sum(),
        ),
    ),
)

GARDEN = {"gender": "woman", "says": "yes"}

garden_share = Question(
    "garden_share",
    "Of the respondents of gender '{gender}', which share answers '{says}' to "
    "intention_garden?",
    judges.number(rate=True),
    answer=lambda **cell: computed.cell("index", **cell),
    parameters=GARDEN,
    hints=(
        "Which people are the whole, of which you want a part?",
        "pd.crosstab(..., normalize='index') divides each row by its own total; "
        "evaluation.crosstab(...).row_shares does the same.",
    ),
    reasoning="The whole is everybody of that gender. Only shares within the rows can "
    "be compared between genders, because there are more women among the respondents.",
    wrong=(
        Wrong(
            "the other margin",
            "This is the share of one gender among those who answer so. Many of them "
            "are women because many respondents are: divide by the row, not by the "
            "column.",
            lambda **cell: computed.cell("columns", **cell),
        ),
        Wrong(
            "of everybody",
            "You divided by all respondents. The question begins with 'of the "
            "respondents of gender ...': these are the whole.",
            lambda **cell: computed.cell("all", **cell),
        ),
        Wrong(
            "a count",
            "This is a number of people. Divide it by all respondents of that gender.",
            lambda **cell: computed.cell(False, **cell),
        ),
        Wrong(
            "everybody's answer",
            "This is the share among all respondents, whatever their gender. Take only "
            "the row of that gender.",
            lambda gender, says: computed.everybody(says),
        ),
    ),
)

memo = OpenQuestion(
    "memo",
    "Ms Haddad, who runs the web shop, has to choose: the agency's five segments of "
    "habits, the institute's five segments of needs, or something else. Write her "
    "three or four sentences: which segments she should work with, what makes you "
    "think so, what you do not know, and what comes next.",
    (
        Criterion(
            "choice",
            (
                "no segmentation is named, or all of them",
                "a segmentation is named, without the number of its segments",
                "a segmentation and its number of segments, and what becomes of the "
                "agency's five",
            ),
        ),
        Criterion(
            "evidence",
            (
                "none, or that the segments differ in the columns that made them",
                "agreement of samples, without a comparison",
                "agreement of samples next to that of customers without groups, or a "
                "difference in columns that did not make the segments",
            ),
        ),
        Criterion(
            "doubt",
            (
                "everything is certain",
                "a doubt in general terms",
                "says that real segments need not be worth a different letter, or that "
                "respondents may differ from the other customers",
            ),
        ),
        Criterion(
            "next step",
            (
                "none",
                "'we will watch the segments'",
                "a test with a hold-out, or the same check on next year's customers",
            ),
        ),
    ),
    strong="Please do not use the agency's five segments: when we draw another sample "
    "of the same customers, most of them change, as they do in made-up customers "
    "without any groups. Work with four segments of needs instead of the institute's "
    "five: two samples agree on four nearly perfectly, and far better than customers "
    "without groups would; the fifth is cut differently each time. I do not know yet "
    "whether needs change what people buy, because the segments spend much the same, "
    "and only a quarter of those asked replied. So let us write to each of the four "
    "about its own need, to a tenth drawn by lot about nothing special, and compare "
    "what both buy by the end of March.",
    weak="The agency's five segments are excellent: they differ significantly in all "
    "nine columns, with very small p-values, and everybody in the team recognised the "
    "posters. We should start right away with all five.",
    at_least=30,
)
