"""Questions of unit 16 on the lines of a card: index, interval, all of them at once."""

from __future__ import annotations

from segkit.practice import judges
from segkit.practice.question import Question, Wrong
from segkit.practice.unit16 import computed

LINE = {
    "column": "preferred_frequency",
    "level": "big news only",
    "segment": computed.SELDOM,
}

line_index = Question(
    "line_index",
    "What is the index of '{level}' (column {column}) among customers of '{segment}', "
    "against all other customers? 100 stands for: as often as among the others.",
    judges.number(0.6),
    answer=computed.index,
    parameters=LINE,
    hints=(
        "Which customers have an answer in this column at all? Which share of those in "
        "the segment gave this one, and which share of those outside it?",
        "Drop the rows without an answer. Take the share that has '{level}' in the "
        "segment and the share among all customers outside it: 100 times the first "
        "over the second.",
    ),
    reasoning="Both shares are of customers whose answer is known, and the others are "
    "those outside the segment. Who was not asked has not said no.",
    wrong=(
        Wrong(
            "not asked is not no",
            "You counted customers without an answer as if they had given another one. "
            "Only those who agree to e-mail were asked, and that differs between the "
            "segments: drop the missing answers first.",
            computed.missing_as_no,
        ),
        Wrong(
            "against everybody",
            "You compared with all customers, and the segment is among them: a large "
            "segment is then compared mostly with itself. Take those outside it.",
            computed.against_all,
        ),
        Wrong(
            "turned round",
            "This is the index of the others against the segment. Divide the share of "
            "the segment by that of the others.",
            computed.turned_round,
        ),
        Wrong(
            "a ratio",
            "The ratio is right; an index is 100 times that.",
            lambda **line: computed.index(**line) / 100,
        ),
        Wrong(
            "a share",
            "This is the share of the segment. It says how many they are; the index "
            "says how much oftener than among the others.",
            computed.per_cent,
        ),
        Wrong(
            "points",
            "You took the difference of the two shares. An index divides them.",
            computed.points,
        ),
    ),
)

SEGMENT = {"segment": computed.SELDOM}

lines_that_hold = Question(
    "lines_that_hold",
    "Which lines of the workshop's card set '{segment}' apart from the other customers "
    "as the card says: with an index whose whole 95 % interval lies above 100?",
    judges.ids(key="line"),
    answer=lambda segment: computed.lines(segment, "low > 100"),
    parameters=SEGMENT,
    hints=(
        "What would an index of 110 from a dozen customers tell you? Which end of the "
        "interval must lie above 100?",
        "Take personas.profile of these columns, and of each line of the card the row "
        "of its column and level. Keep the lines whose low is above 100.",
    ),
    reasoning="Only there do the data say more often than among the others, whatever "
    "the luck of the draw. Of some other lines nothing can be told, and one of them "
    "says the opposite of the data.",
    wrong=(
        Wrong(
            "the index alone",
            "These have an index above 100, but for some of them the interval reaches "
            "below: chance alone may have put them there. Look at the lower end.",
            lambda segment: computed.lines(segment, "index > 100"),
        ),
        Wrong(
            "the common ones",
            "These fit many customers of the segment, and just as many of the others: "
            "they tell nobody apart. Look at the index, not at the share.",
            lambda segment: computed.lines(segment, "share > 0.3"),
        ),
        Wrong(
            "either side",
            "All of these differ from the others, but one of them the other way: the "
            "card says more often, and the data say less often.",
            lambda segment: computed.lines(segment, "low > 100 or high < 100"),
        ),
        Wrong(
            "the others",
            "These are the lines that do not hold. The question asks for the others.",
            lambda segment: computed.lines(segment, "low <= 100"),
        ),
    ),
)

all_at_once = Question(
    "all_at_once",
    "How many customers of '{segment}' is the whole portrait true of: retired, a man, "
    "married, and comes for the garden?",
    judges.number(0),
    answer=computed.all_at_once,
    parameters=SEGMENT,
    hints=(
        "Somebody who is three of the four is not the person on the card.",
        "Make one True or False per customer and line, keep the segment, and count "
        "those that are True in all four: .all(axis=1).sum(). Whoever did not say what "
        "she comes for is not known to come for the garden.",
    ),
    reasoning="Each line alone fits a part of the segment; all four together fit "
    "hardly anybody. A portrait of one person is a story about very few.",
    wrong=(
        Wrong(
            "any of them",
            "That counts customers of whom at least one line is true. The portrait is "
            "one person: all four lines must be true of her or him.",
            computed.any_line,
        ),
        Wrong(
            "the rarest line",
            "That is how many the rarest line fits by itself. The others must fit the "
            "same customers as well.",
            computed.rarest_line,
        ),
        Wrong(
            "everybody",
            "You counted all customers. Keep those of the segment first.",
            lambda segment: computed.all_at_once(None),
        ),
        Wrong(
            "shares multiplied",
            "You multiplied the four shares. That would be right if being retired had "
            "nothing to do with being married. Count instead.",
            computed.multiplied,
        ),
    ),
)
