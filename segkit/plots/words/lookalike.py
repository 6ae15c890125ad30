"""The words of figures on look-alikes and referrals, ready for translation."""

REACH = "How alike is an audience of this size?"
REACH_X = "share of the pool that is reached, most alike first"
REACH_Y = {
    "lift": "times as common in the seed as in the pool",
    "captured_rate": "share of the seed that scores as high",
    "similarity": "mean similarity to the seed (0 to 1)",
}
REACH_BAND = "{level} % interval, people held out"
CHANCE = "chance"
ONE = "look-alikes"
LIFT = "How much better than chance do they buy?"
LIFT_X = "share of the pool that is chosen, best scores first\n(all: {rate} of {n})"
LIFT_Y = "lift: times the pool's average"
FAIR = "Is each group chosen as often?"
FAIR_X = (
    "share of the group that is chosen, with 95 % interval\n(hollow: below four "
    "fifths of the group chosen most)"
)
GROUP = "group"
FAIR_ALL = "everybody: {value}"
FAIR_ROW = "{column}: {group}\n(n = {n}{small})"
FAIR_SMALL = ", small"
FINE = "chosen as often, or nearly"
LOW = "below four fifths"
NETWORK = "Who came through whom?"
NETWORK_X = (
    "the {shown} largest of {groups} groups, {people} of {all} people\n(a line leads "
    "down from who recommended to who came; the larger, the more they brought)"
)
FIRST = "the first of a group"
BROUGHT = "brought somebody"
NOBODY = "brought nobody yet"
CIRCLE = "no group has a first person: all people recommend each other in circles"
