"""Questions at the end of the lesson of unit 20 on what to do with a result."""

from __future__ import annotations

from segkit.practice import judges
from segkit.practice.question import Question, Wrong

stop_early = Question(
    "stop_early",
    "A test of a letter is planned for ten days. On day 3 the difference is "
    "significant (p = .03), in favour of the letter. What do you do?",
    judges.choice(
        {
            "A": "stop, and send the letter to everybody",
            "B": "send fewer letters until day 10",
            "C": "wait for day 10, and read the test then",
            "D": "go on as long as it stays significant",
        }
    ),
    answer=lambda: "C",
    hints=(
        "Letters that do nothing also have good days. On how many days could you have "
        "stopped?",
        "The 5 % of false alarms hold for one look, on the day that was planned.",
    ),
    reasoning="The chance of a false alarm was planned for one look at the end. "
    "Whoever looks every day and stops at the first good one finds effects where there "
    "are none. Unit 21 shows plans that allow more looks.",
    wrong=(
        Wrong(
            "stopped at the first good day",
            "Whoever looks daily and stops on a good day has many chances to be "
            "fooled: count the false alarms in the lesson's table.",
            lambda: "A",
        ),
        Wrong(
            "the arms changed on the way",
            "That changes the arms on the way: late customers differ from early ones, "
            "and nobody can separate that from the letter.",
            lambda: "B",
        ),
        Wrong(
            "until it suits",
            "This lets the result decide how long the test runs. Every test has its "
            "good days; the end was fixed before it began.",
            lambda: "D",
        ),
    ),
    code='stop_early = "C"',
)

lost_rows = Question(
    "lost_rows",
    "Of 4,800 customers half were to be held out. The result file has 2,400 customers "
    "with the message, 2,100 held out, and a fine difference. What do you do?",
    judges.choice(
        {
            "A": "read it: 300 customers of 4,800 are few",
            "B": "delete 300 customers with the message by lot, then read it",
            "C": "count each of those held out a little more, then read it",
            "D": "find out who is missing and why, before anybody reads it",
        }
    ),
    answer=lambda: "D",
    hints=(
        "Are those who are missing like those who are not?",
        "If a row got lost because of what the customer did, no correction of the "
        "numbers brings her back.",
    ),
    reasoning="A lot misses its shares by so much only once in a very long while. "
    "Something took rows out of one arm, perhaps those who bought. Until you know "
    "what, the difference means nothing.",
    wrong=(
        Wrong(
            "few are missing",
            "Few, but all on one side. Perhaps these were the ones who bought, or "
            "who did not: differences in tests are smaller than that.",
            lambda: "A",
        ),
        Wrong(
            "as many on the other side",
            "Then the counts agree, and the arms still do not: the lost rows were not "
            "taken by your lot.",
            lambda: "B",
        ),
        Wrong(
            "weighted",
            "Weights make up for numbers. They do not bring back what the missing "
            "customers did.",
            lambda: "C",
        ),
    ),
    code='lost_rows = "D"',
)

best_segment = Question(
    "best_segment",
    "A test planned for all customers finds nothing. Afterwards somebody looks at "
    "eleven segments: in one the message wins (p = .03). What do you do?",
    judges.choice(
        {
            "A": "write a hypothesis down, and test it again on that segment alone",
            "B": "send the message to that segment from now on",
            "C": "report the segment; ten others need not be mentioned",
            "D": "add segments until two of them win",
        }
    ),
    answer=lambda: "A",
    hints=(
        "With eleven looks at a message that does nothing: how probable is it that one "
        "of them is below .05?",
        "One segment in twenty wins where nothing happens. What turns a finding into "
        "evidence?",
    ),
    reasoning="A segment that was chosen because it won is a good question and no "
    "answer. Name it before the next test, with enough customers, and let it win "
    "again. Unit 21 shows how to read several segments at once.",
    wrong=(
        Wrong(
            "chosen after the fact",
            "It was chosen because it won. Of eleven segments one wins like this quite "
            "often when nothing happens at all.",
            lambda: "B",
        ),
        Wrong(
            "ten left out",
            "The ten others are what the number has to be judged by: a reader who does "
            "not know of them takes luck for evidence.",
            lambda: "C",
        ),
        Wrong(
            "more looks",
            "The more segments you try, the more of them win by luck.",
            lambda: "D",
        ),
    ),
    code='best_segment = "A"',
)
