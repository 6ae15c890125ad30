"""The words of the needs-based model, and of the methods that measure needs."""

from __future__ import annotations

# Kano: each category's letter to its key, name and meaning; the order settles ties.
KANO = {
    "M": ("must_be", "Must-be", "taken for granted, and missed when it is not there"),
    "O": ("one_dimensional", "One-dimensional", "the more of it the better"),
    "A": ("attractive", "Attractive", "a delight, and not missed when it is not there"),
    "I": ("indifferent", "Indifferent", "makes no difference"),
    "R": ("reverse", "Reverse", "better without it"),
    "Q": ("questionable", "Questionable", "the two answers contradict each other"),
}
KANO_FEATURE = "{feature} is {category}: {meaning}"
KANO_MAINLY = "more of the features are {category} than anything else: {meaning}"
KANO_ANSWERS = (
    "With {feature}: answer {with_it}; without it: answer {without} "
    "(of 1 like, 2 expect, 3 neutral, 4 live with, 5 dislike)."
)
KANO_COUNTS = "Of {features}: {counts}."
KANO_COUNT = "{n} {category}"
KANO_NAME = "{feature}: {category}"

# The score that is highest for a customer.
LEADING = "{item} has their highest {score}"
LEADING_BY = "{item} has their highest {score}, ahead of the next by more than {margin}"
SEVERAL = ("several_alike", "Several alike", "no {score} is ahead of all others")
TOP = "Highest {score}: {items}."
AND = " and "
SCORES = {
    "maxdiff": "best-worst score",
    "choices": "choice score",
    "benefits": "importance",
    "motives": "importance",
    "opportunity": "opportunity of a job",
    "importance": "importance of a job",
}

# What a customer answered to one question, or to several.
STATED = "{question}: {answer}"
STATED_QUESTIONS = {
    "job_to_be_done": "job to be done",
    "main_interest": "came for",
    "main_difficulty": "main difficulty",
    "buying_difficulty": "difficulty when buying",
    "main_pain": "main pain point",
}
ANSWERED = "Answered: {answers}."
UNSEEN = "Answered: {answers}. Nobody had said so when the segments were made."
CROSSED = "{first} / {second}"
BOTH = "{first}; {second}"

# Groups by benefits: what those are called whose leading benefit has such a word.
PEOPLE = (
    (("price", "prices", "budget", "cheap", "cost", "value"), "Budget-minded"),
    (("quality", "guarantee", "durable", "durability", "lasting"), "Quality-minded"),
    (
        ("delivery", "convenience", "speed", "fast", "easy", "time", "returns"),
        "Convenience seekers",
    ),
    (
        ("sustainable", "sustainability", "green", "ecology", "conscience"),
        "Sustainability-minded",
    ),
    (("advice", "expert", "service", "support"), "Advice seekers"),
    (("design", "looks", "style", "aesthetics"), "Design lovers"),
    (("choice", "variety", "range"), "Variety seekers"),
)
SEEKERS = "Seekers of {benefit}"
NO_LEAD = "No leading benefit"
WITH = "{people}, also {benefit}"
NUMBERED = "{people} ({number})"
ABOVE = "{benefit} ({above} above all customers)"
BELOW = "{benefit} ({below} below all customers)"
OUTSTANDING = "more than others: {more}"
WANTING = "less than others: {less}"
NEAR = "near all customers in every benefit"

# Opportunity (Ulwick 2005): lower ends of the bands, and their names.
BANDS = {
    "not": "Not an opportunity",
    "worth": "Worth considering",
    "strong": "Strong opportunity",
    "extreme": "Extreme opportunity",
}
SERVED = {
    "under": "Underserved",
    "well": "Appropriately served",
    "over": "Overserved",
}

# Jobs to be done: hired, at risk of being fired, overserved, not hired.
HIRING = {
    "hired": "Hired",
    "undecided": "On trial",
    "firing": "Likely to fire",
    "idle": "Not hired",
}

# Stated and derived importance.
QUADRANTS = {
    (True, True): "Key driver: said and shown",
    (False, True): "Hidden driver: not said, but shown",
    (True, False): "Taken for granted: said, not shown",
    (False, False): "Minor: neither said nor shown",
}

# Notes that tables carry in their heading.
TOGETHER = (
    "All customers together: groups that want different things cancel out; pass "
    "segments= to see each on its own"
)
IPSATIVE = (
    "Scores compare the items of one person and add up to about 0 for each: they do "
    "not say who wants more than another person does"
)
DESIGN = (
    "These scores assume that all items were shown about equally often; here from "
    "{least} to {most} times"
)
QUESTIONABLE = (
    "{share} of the answers to {feature} contradict each other: look at its wording"
)
PRICE = (
    "Willingness to pay divides by the utility of price: it holds within the prices "
    "shown, {low} to {high}, for the average of these people, not for one person"
)
BEYOND = (
    "An amount marked beyond is more than the prices shown differ by: it says that it "
    "is more than that, and not how much"
)
CHANCE = (
    "These items explain {share} of the differences, no more than chance would "
    "(F test, p {p}): their order means nothing"
)

# How columns are called in a customer's facts.
FACTS = {
    "maxdiff_": "{item} (best-worst)",
    "choice_": "{item} (choices)",
    "benefit_": "{item} (against their own mean)",
    "motiv_": "{item} (against their own mean)",
}
