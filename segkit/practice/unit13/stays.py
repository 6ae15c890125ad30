"""Questions of unit 13 on whether segments come back."""

from __future__ import annotations

from typing import Any

import numpy as np

from segkit.practice import judges
from segkit.practice.forms import to_pandas
from segkit.practice.question import Question, Wrong
from segkit.practice.unit13 import computed

groups = Question(
    "groups",
    "Two samples of a customer file agree by .90 on its three segments. So there are "
    "three groups of customers in it.",
    judges.truth(),
    answer=lambda: False,
    hints=(
        "What would a single cloud of customers, without any groups, have given?",
        "Look at the grey band in the figure of the agreement: made-up customers "
        "without groups also agree, where one direction matters more than the others.",
    ),
    reasoning="Agreement says that the same cuts come again. A long cloud without a "
    "gap is cut at the same places each time. Whether there are groups, only a "
    "comparison with customers without groups can tell.",
    wrong=(
        Wrong(
            "stable is enough",
            "That is the commonest mistake of all. Segments can come back although "
            "there is no gap between them: look how high the grey band reaches in the "
            "figure of the agreement, and compare before you conclude.",
            lambda: True,
        ),
        Wrong(
            "the number again",
            "This asks for True or False, not for a number of segments.",
            lambda: 3,
            when=lambda answer: answer in (2, 3, 0.9, 0.90),
        ),
        Wrong(
            "unsure",
            "The sentence says 'so there are'. Does that follow from the agreement "
            "alone? Then True, else False.",
            lambda: "depends",
            when=lambda answer: (
                isinstance(answer, str)
                and answer.strip().lower() in {"depends", "it depends", "perhaps"}
            ),
        ),
    ),
    code="groups = False",
)

pair_agreement = Question(
    "pair_agreement",
    "Two samples of the respondents were each divided into {n_segments}. How well do "
    "the two divisions agree: 1 the same, 0 as by chance?",
    judges.number(),
    answer=computed.pair_ari,
    parameters={"n_segments": 5},
    hints=(
        "Segment 3 of one sample may be segment 0 of the other. What can you compare "
        "that does not depend on the numbers?",
        "Pairs of customers: together in both, or apart in both. The adjusted Rand "
        "index counts them and takes off what chance gives: adjusted_rand_score(a, b), "
        "or evaluation.adjusted_rand of the cross-table.",
    ),
    reasoning="The adjusted Rand index compares pairs of customers, so the names of "
    "the segments do not matter, and it takes off what chance alone would give.",
    wrong=(
        Wrong(
            "same number",
            "You counted customers whose two segments have the same number. Numbers "
            "are only names, given in any order: look at the cross-table, and compare "
            "up to renaming.",
            computed.same_number,
        ),
        Wrong(
            "not adjusted",
            "This is the share of pairs that both divisions treat alike. With many "
            "segments most pairs are apart in both, by chance alone: adjust for it.",
            computed.rand,
        ),
        Wrong(
            "with itself",
            "A division always agrees with itself. Compare the first sample's with the "
            "second's.",
            lambda n_segments: 1.0,
        ),
        Wrong(
            "largest cells",
            "You added up the largest cell of each row. Two rows may share one "
            "column, and even chance gives large cells: use pairs of customers, "
            "adjusted.",
            computed.largest_cells,
        ),
    ),
)


def _values(answer: Any) -> np.ndarray:
    """Return the numbers of an answer, whatever holds them."""
    data = to_pandas(answer)
    if getattr(data, "ndim", 1) == 2 and "ari" in data:
        data = data["ari"]
    values = list(data.values()) if isinstance(data, dict) else data
    try:
        return np.asarray(values, dtype=float)
    except (TypeError, ValueError):
        return np.array([np.nan])


agreement = Question(
    "agreement",
    "For 2 to 8 segments of the scores: how well do two samples agree, on average over "
    "ten pairs of samples?",
    judges.column(0.1, key="n_segments", value="ari"),
    answer=computed.mean_agreement,
    hints=(
        "evaluation.stability draws the pairs for you: which numbers of segments, how "
        "many pairs?",
        "It returns a row per number and pair. Group by n_segments and take the mean "
        "of ari.",
    ),
    reasoning="Ten pairs of samples for each number, and their mean. Other seeds give "
    "slightly other numbers, which count as right as well.",
    wrong=(
        Wrong(
            "a row per pair",
            "This has a row for each pair. Take the mean over the pairs of each "
            "number: group by n_segments.",
            computed.pairs,
            when=lambda answer: "pair" in getattr(to_pandas(answer), "columns", ()),
        ),
        Wrong(
            "inertia",
            "These are larger than 1, so they are no agreement. Distances within "
            "segments fall with every further segment, in any data: they say nothing "
            "about coming back.",
            computed.inertias,
            when=lambda answer: bool((_values(answer) > 1 + 1e-9).any()),
        ),
        Wrong(
            "inertia as a share",
            "Distances within segments fall with every further segment, in any data, "
            "also as shares: they say nothing about coming back.",
            computed.inertia_shares,
        ),
        Wrong(
            "with itself",
            "All are 1: a division was compared with itself, or both samples are the "
            "same. Draw two different samples with replacement.",
            computed.with_itself,
            when=lambda answer: bool((_values(answer) >= 1 - 1e-9).all()),
        ),
        Wrong(
            "silhouette",
            "These are silhouettes: how far apart the segments lie in one sample. The "
            "question is whether another sample gives the same segments.",
            computed.silhouettes,
        ),
    ),
)


n_segments = Question(
    "n_segments",
    "What is the largest number of segments on which two samples still agree, by "
    "{least} or more on average?",
    judges.number(0),
    answer=computed.most_stable,
    parameters={"least": computed.LEAST},
    hints=(
        "More segments are more useful, as long as another sample finds them again. "
        "Where does the agreement fall?",
        "Take the mean of ari for each n_segments, keep those of {least} or more, and "
        "of these the largest n_segments.",
    ),
    reasoning="Up to here another sample gives nearly the same segments; one segment "
    "more, and the samples begin to contradict each other.",
    wrong=(
        Wrong(
            "lowest inertia",
            "That is the largest number tried. Distances within segments always fall "
            "with more segments, so the lowest inertia chooses the most segments in "
            "any data, noise included.",
            lambda least: max(computed.NUMBERS),
        ),
        Wrong(
            "the best",
            "There two samples agree best, but few segments nearly always agree best. "
            "The question asks how far you can go before they stop agreeing.",
            lambda least: computed.best(),
        ),
        Wrong(
            "above chance",
            "With so many, two samples agree much better than by chance, and still "
            "contradict each other about many customers. The line is {least}.",
            lambda least: computed.most_stable(0.7),
        ),
    ),
)
