"""The words of the psychographic model."""

from __future__ import annotations

from dataclasses import dataclass

from segkit.models import words
from segkit.models.profiles import Language

MADE_BY = "features.answers(survey, items)"
BLOCKS = ("lifestyle", "values", "personality")
TICK = "interest_"

# Rules of fixed levels.
NO_LEAD = "No clear lead"
LEADS = (
    "of the {n} scores of {block}, {name} stands out most: against the average of all "
    "customers, in standard deviations, it is {margin} or more above the next"
)
NO_LEAD_RULE = (
    "no score of {block} is {margin} standard deviations or more above all the others"
)
OWN_MEAN = "; each customer's own mean is taken off first"
SCORE = "{label} {value} (average {mean})"
STATUS = ("Lower rungs", "Middle rungs", "Upper rungs")
STATUS_RULES = (
    "puts themselves on rung {low} or below",
    "puts themselves above rung {low}, up to rung {high}",
    "puts themselves above rung {high}",
)
SPORT = {
    "plays": ("Plays sport", "does sport, whether or not they also watch it"),
    "watches": ("Watches sport", "watches sport and does none"),
    "neither": ("No sport", "neither does sport nor watches it"),
}
TELLING = "of the interests ticked, {label} is the rarest ({share} of all tick it)"
NO_INTEREST = "No interest ticked"
NO_INTEREST_RULE = "ticked none of the interests"

# How good the scales are.
ADVICE = (
    "Learned from {n:,} customers and {p} columns; {need:,} are advised, {each} for "
    "each column: ask more people, use fewer columns, or see whether the segments are "
    "stable before they are used"
)
LOW = (
    "the items of {scale} hang together badly: alpha is {alpha:.2f}, under {least}; "
    "{cure}"
)
TURN = "turn {items} round, which run against the others"
DROP = "leave the scale out, or ask more questions that measure the same"
NO_ITEMS = (
    "no reliability is known, because X says nothing of the items behind its scores: "
    "make X with features.answers(survey, items)"
)
RELIABILITY = "How well the items of each scale hang together"

# What is refused.
NO_SCORES = "{block}_..._score"
NO_TICKS = "interest_..."
NO_VALUES = "column {column!r} in X holds no values: leave it out"
LACKS = (
    "by={by!r} needs columns {missing} in X; the table has {have}: make X with "
    "features.answers(survey, items), or choose another by"
)
WRONG_PREFIX = (
    "items={items!r} names no column of X, which has {columns}: give the beginning of "
    "their names, or a list of them"
)
BOTH_WAYS = "items= says which columns to use, so by={by!r} is left unread: drop one"
ONE_ITEM = "{who} needs two items or more; this is {items}"
MARGIN = (
    "margin must be a number of standard deviations from 0, such as 0.25; this is {}"
)
LIMITS = (
    "status_limits must be two rungs, the highest of the lower and the highest of the "
    "middle ones, such as (3, 7); this is {!r}"
)
TICKS = "column {column!r} must hold True or False; it holds {kind} values"
CONSTANT = "item {item!r} has the same answer throughout: leave it out"
IPSATISED = (
    "{who} of {items} would mean nothing: these columns were centred within each "
    "person, so one is known from the others and they correlate below 0 by "
    "construction; use the answers as they were given"
)
FEW_PEOPLE = "{who} needs 3 people or more who answered every item; this is {n}"
SINGULAR = (
    "the items' correlations cannot be inverted: one is known from the others, or "
    "there are more items ({p}) than answers allow ({n} people): leave items out"
)
MANY_FACTORS = (
    "n_factors={k} is more than {p} items can tell apart; at most {most}: ask for fewer"
)
NO_FACTORS = (
    "no factor stands out from chance in these {p} items: look at "
    "parallel_analysis(answers), or give n_factors"
)
MATRIX_N = "give n_factors: a matrix of correlations has no people to compare with"
ONE_SCALE = "scales names {missing} for {scale!r}; the answers have {have}"


@dataclass(frozen=True)
class SurveyLanguage(Language):
    """Scales and ticks by their bare names: without the block, without "score"."""

    def label(self, column: str) -> str:
        """Return the name of a scale or of another column in a sentence.

        Parameters
        ----------
        column : its name

        Returns
        -------
        str

        Examples
        --------
        >>> SURVEY.label("values_care_for_others_score"), SURVEY.label("interest_art")
        ('care for others', 'art')
        """
        for block in BLOCKS:
            if column.startswith(f"{block}_") and column.endswith("_score"):
                return words.label(column.removeprefix(f"{block}_"))
        return super().label(column.removeprefix(TICK))


SURVEY = SurveyLanguage(
    {"social_status": "rung of social status", "sociocultural_group": "free time with"},
    {},
)
