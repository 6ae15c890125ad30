"""Questions inside the lesson of unit 16: what a line on a card means."""

from __future__ import annotations

from segkit.practice import judges
from segkit.practice.question import Question, Wrong

most_are = Question(
    "most_are",
    "The index of students among the bargain hunters is far above 100, and its whole "
    "interval too. So most bargain hunters are students.",
    judges.truth(),
    answer=lambda: False,
    hints=(
        "An index compares two shares. Can a share be small and still be larger than "
        "another one?",
        "Look at the bar of the students: how far does it reach, and how far would it "
        "have to reach for most of them?",
    ),
    reasoning="The index says that students are more frequent here than elsewhere. How "
    "many they are, the share says, and it is far below one half. A card needs both.",
    wrong=(
        Wrong(
            "index for share",
            "The index says: more often than among the others. It does not say how "
            "often. Look at the share of students among the bargain hunters.",
            lambda: True,
        ),
        Wrong(
            "the index again",
            "This asks for True or False, not for an index.",
            lambda: 175,
            when=lambda answer: not isinstance(answer, bool) and float(answer) > 1,
        ),
        Wrong(
            "unsure",
            "The sentence says 'so most'. Does that follow from an index? Then True, "
            "else False.",
            lambda: "depends",
            when=lambda answer: (
                isinstance(answer, str)
                and answer.strip().lower() in {"depends", "it depends", "perhaps"}
            ),
        ),
    ),
    code="most_are = False",
)

ten_people = Question(
    "ten_people",
    "Ten bargain hunters order by telephone, and six of them are students. The team "
    "wants a card of its own for them. What do you say?",
    judges.choice(
        {
            "A": "print it: six of ten is a clear majority",
            "B": "print it without the number of customers, it confuses",
            "C": "no card: the number goes beside the line, or ask more people",
            "D": "add customers who nearly order by telephone, until they are enough",
        }
    ),
    answer=lambda: "C",
    hints=(
        "How far does the interval of a share reach that comes from ten people?",
        "Of another ten of the same kind, three might have been students, or nine. And "
        "people who know them may recognise them.",
    ),
    reasoning="Ten people are an anecdote. That they differ may be sure; what they are "
    "like is not: of all such callers a third may be students, or four in five. And "
    "whoever knows one of them recognises her. Say how many they are, and no more.",
    wrong=(
        Wrong(
            "a majority of few",
            "Two other customers would have made it four or eight. Look how wide the "
            "interval is.",
            lambda: "A",
        ),
        Wrong(
            "the number hidden",
            "The number of customers is what tells a reader how far to trust a line. "
            "Leaving it out does not make them more.",
            lambda: "B",
        ),
        Wrong(
            "stretched until it fits",
            "Then the card is about other people than its name says. Change the "
            "question, not the group.",
            lambda: "D",
        ),
    ),
    code='ten_people = "C"',
)

made_to_differ = Question(
    "made_to_differ",
    "On the bargain hunters' card somebody adds in bold: 'buys at a reduced price ten "
    "times as often as others, p < .001'. What is wrong with this line?",
    judges.choice(
        {
            "A": "nothing, it is the strongest line of the card",
            "B": "reduced prices made the segment: describe it, but do not test it",
            "C": "the p-value should be smaller for so many customers",
            "D": "it should be the index against all customers",
        }
    ),
    answer=lambda: "B",
    hints=(
        "How were the bargain hunters chosen?",
        "Whoever sorts people by height finds that the tall ones are taller, with a "
        "very small p-value.",
    ),
    reasoning="They were chosen for it. Such a line says what the segment is, and "
    "belongs to the headline; as a finding it is circular, and its p-value is void.",
    wrong=(
        Wrong(
            "strong because made",
            "It is strong because the segment was cut there. Any cut would give such a "
            "line, also in a file in which nobody differs.",
            lambda: "A",
        ),
        Wrong(
            "a smaller p-value",
            "No p-value helps: the difference is there by construction.",
            lambda: "C",
        ),
        Wrong(
            "another reference",
            "The reference changes the size of the number, not where it comes from. "
            "How was the segment made?",
            lambda: "D",
        ),
    ),
    code='made_to_differ = "B"',
)
