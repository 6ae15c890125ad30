"""Questions of unit 16 on those who spoke, what is missing, and the card itself."""

from __future__ import annotations

from segkit.practice import judges
from segkit.practice.open_question import Criterion, OpenQuestion
from segkit.practice.question import Question, Wrong
from segkit.practice.unit16 import computed

answered = Question(
    "answered",
    "In each segment: which share of those who were asked to the survey answered?",
    judges.column(key="segment", value="answered", total="all"),
    answer=computed.answered,
    hints=(
        "What is one row of `invited`? Which column tells who answered?",
        "Whoever answered has a day in answered_on: take .notna(), and its mean within "
        "each segment.",
    ),
    reasoning="A row is somebody who was asked; those who answered have a day. The "
    "segments differ by a factor of two, so an average over all answers is mostly "
    "about those who come often: compare within a segment, and say how many answered.",
    wrong=(
        Wrong(
            "of all customers",
            "You divided by all customers of the segment, but some came too late to be "
            "asked. `invited` has those who were.",
            computed.of_all_customers,
        ),
        Wrong(
            "the answers divided up",
            "These add up to 1: it is the part of all answers that came from each "
            "segment. Large segments give many answers; ask within each segment.",
            computed.of_the_answers,
        ),
        Wrong(
            "the asked divided up",
            "This divides up those who were asked, whether they answered or not. Ask "
            "within each segment who has a day in answered_on.",
            computed.of_the_asked,
        ),
        Wrong(
            "the silent ones",
            "This is the share that did not answer: .notna() in place of .isna().",
            lambda: 1 - computed.answered(),
        ),
    ),
)

may_quote = Question(
    "may_quote",
    "Which texts of customers of '{segment}' may be printed? Give their feedback_id.",
    judges.ids(key="feedback_id"),
    answer=lambda segment: computed.texts(
        "segment == @segment and may_we_print_it == 'yes'", segment
    ),
    parameters={"segment": computed.SELDOM},
    hints=(
        "What exactly did each of the three columns with a consent allow the shop to "
        "do?",
        "E-mail consent is for e-mail; may_contact is for asking. Only a 'yes' to the "
        "question whether the text may be printed is a yes to that.",
    ),
    reasoning="Consent is given for one purpose. Only these writers were asked about "
    "this one, and said yes. Silence is no answer.",
    wrong=(
        Wrong(
            "may be contacted",
            "may_contact lets the shop ask. These customers were asked, and not all of "
            "them said yes.",
            lambda segment: computed.texts(
                "segment == @segment and may_contact", segment
            ),
        ),
        Wrong(
            "agrees to e-mail",
            "email_consent is a yes to being sent e-mail, not to being printed. "
            "Consent holds for the purpose for which it was given.",
            lambda segment: computed.texts(
                "segment == @segment and email_consent", segment
            ),
        ),
        Wrong(
            "silence is no yes",
            "Those who did not reply are among these. Not answering is not agreeing.",
            lambda segment: computed.texts(
                "segment == @segment and may_we_print_it in ('yes', 'no reply')",
                segment,
            ),
        ),
        Wrong(
            "every segment",
            "All of these may be printed, but not all are of this segment: on its card "
            "they would be somebody else's words.",
            lambda segment: computed.texts("may_we_print_it == 'yes'", segment),
        ),
    ),
)

NEED = {
    "need": "keep plants alive with little time",
    "products": ("plants and seeds", "garden tools"),
    "segment": computed.SELDOM,
}

gap = Question(
    "gap",
    "For '{segment}' and '{need}', answered by {products}: how many times as large is "
    "the index of the need as the index of the purchases?",
    judges.number(),
    answer=computed.gap,
    parameters=NEED,
    hints=(
        "Which two indexes does a row of .gaps put side by side, and what does `gap` "
        "divide by what?",
        "personas.product_gap(segments, orders, jobs=jobs, answered_by=...) with the "
        "need and its two products; then the row of this segment, column gap.",
    ),
    reasoning="The segment needs it about as often as others do, and buys a third as "
    "much of what would help. Whether they buy it elsewhere, or have no plants any "
    "more, the numbers do not say: that is for a conversation and a test.",
    wrong=(
        Wrong(
            "only the need",
            "This is the index of the need by itself. Divide it by the index of what "
            "they buy.",
            lambda need, products, segment: computed.need_index(need, segment),
        ),
        Wrong(
            "only the purchases",
            "This is the index of the purchases by itself: it says that they buy less, "
            "not that they need it.",
            lambda need, products, segment: computed.bought_index(products, segment),
        ),
        Wrong(
            "turned round",
            "This is purchases over need. A gap above 1 is to mean that the need is "
            "the larger one: turn it round.",
            lambda **line: 1 / computed.gap(**line),
        ),
        Wrong(
            "one product short",
            "You took only the first of the two products. Both answer the need: name "
            "both in the list.",
            lambda need, products, segment: computed.gap(need, products[:1], segment),
        ),
        Wrong(
            "the furniture too",
            "You counted garden furniture among the answers. A bench keeps no plant "
            "alive, and this segment comes for benches: that turns the gap over.",
            lambda need, products, segment: computed.gap(
                need, (*products, "garden furniture"), segment
            ),
        ),
    ),
)

card = OpenQuestion(
    "card",
    "Write Ms Ferreira the persona of the customers who came once or twice, in eight "
    "lines at most: a headline, what they buy and need, who they are and are not, how "
    "to reach them. Every line with its number, its n and its table; mark what you "
    "guess; say what you do not know.",
    (
        Criterion(
            "traced",
            (
                "lines without numbers",
                "numbers, but not of how many customers, or not from where",
                "every measured line has its number with an interval or an n, and the "
                "table it comes from",
            ),
        ),
        Criterion(
            "guesses",
            (
                "guesses look like facts",
                "something is called a guess, but not how it could be checked",
                "what is guessed is marked, and it says how to find out",
            ),
        ),
        Criterion(
            "fair",
            (
                "a portrait of one person: an age, a sex, a face",
                "says what they have more often, and leaves open how many have it",
                "gives share and index together, says whom a high index does not mean, "
                "and who did not answer",
            ),
        ),
        Criterion(
            "useful",
            (
                "nothing would be done differently",
                "something would be done, for any segment",
                "a channel, a moment or an offer that follows from a line of the card",
            ),
        ),
    ),
    strong="'One large thing, then silence': 6,795 customers with one or two orders by "
    "the end of 2024 (orders). They buy furniture: 57 % have their favourite shelf "
    "there, of the other customers 2 % (orders). Nearly half found us with a search "
    "engine: 49 %, index 121 (116 to 126; customers). One in three wants no e-mail; of "
    "the 4,528 who agree, 33 % want big news only, index 224 (206 to 245; customers). "
    "So: few messages, large ones. Who they are: 14 % are retired, more often than "
    "among others (147; 132 to 164), and 86 % are not; men and women as everywhere. "
    "They need help with plants as often as others do (index 109; 83 to 142, of 265 "
    "who answered; jobs) and buy a third as much of what would help (orders). Guess: "
    "after a garden table, advice on plants would bring them back; a letter to half "
    "of them, drawn by lot, would show it. Not known: what the four in five think who "
    "were asked and did not answer.",
    weak="Gérard is 68, retired, married, with a big garden and a bad internet "
    "connection. He does not like e-mail and prefers to talk to somebody in the store. "
    "His grandchildren mean everything to him. 'In my time things were made to last!' "
    "We should speak to him slowly and in large letters.",
    at_least=40,
)
