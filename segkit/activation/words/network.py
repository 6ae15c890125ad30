"""What the referral network says: one place, ready for translation."""

SAID = (
    "{edges} recommendations link {people} customers in {groups} groups; the largest "
    "has {largest} people, the longest chain {chain} steps. {hubs} people brought "
    "somebody; the {top} who brought most brought {share} of all."
)
PEOPLE = "Everybody who recommended or was recommended"
SEEDS = "Who brought most people"
GROUPS = "Groups: people linked by recommendations"
COMMUNITIES = "Communities: people more linked with each other than with others"
AGAIN = "Did those who brought people bring people again? First half against second"
TREES = (
    "A chain of recommendations is a tree, and a tree always falls into communities, "
    "linked by chance or not: they say who to reach through whom, not that they "
    "differ."
)
LUCK = (
    "Who brought most was lucky too: without_luck is what a customer with such a "
    "record brings on average in the same time, drawn towards all customers "
    "({mean:.3f} a year). What really came after the first half stands in .again."
)
NO_LUCK = (
    "Pass customers= (all of them, also those who brought nobody) to see how much of "
    "this was luck: without it, without_luck is not known."
)
NAMED = "Counted are new customers who named a friend: what went unsaid is missing."
LOOPS = (
    "{n} people recommend each other in a circle: they have no first person and no "
    "depth"
)
LEFT_OUT = {
    "missing": "rows without one of the two",
    "self": "people who recommend themselves",
    "again": "people recommended before: the first one counts",
}
EMPTY = "referrals has no row with two different people: there is no network to show"
NO_CUSTOMERS = (
    "{n} people of referrals are not in customers: pass all customers, with the same "
    "ids"
)
DATES = "{column} of {name} must hold days: convert it with pd.to_datetime first"
