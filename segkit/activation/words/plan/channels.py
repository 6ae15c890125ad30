"""Words on preferred channels and moments, and on reach, ready for translation."""

SEGMENTS = (
    "segments must be a Series of segments indexed by customer_id, such as "
    "model.assign(X); this is a {kind}"
)
NOBODY = "no row of {name} belongs to a customer of the segments: check customer_id"
NOTHING = "{segment}: nothing is known ({n} customers, no {what})."
PREFERRED = (
    "{segment}: {best} is preferred, {share} ({low} to {high}) of {of}; {second} "
    "follows with {second_share}{small}."
)
ONLY = "{segment}: {best} is the only one, {share} of {of}{small}."
NOT_TOLD = "{segment}: cannot be told apart: {names}{small}."
NAMED = "{name} {share}"
AND_MORE = " and {n} more"
SMALL = " (only {n} customers)"
SMALL_N = 30
OF = {
    "customer": "a customer's {what}",
    "row": "all {what}",
    "answered": "what was sent there, answered",
}
CHANNEL_HEADING = "Which channel does each segment prefer? Shares of {of}, by customer"
LOTS = (
    "Who got which channel was not drawn by lot here: the segments describe who "
    "answered, they do not prove that the channel was the reason."
)
OUTSIDE = "{n:,} rows belong to customers without a segment and are left out."
NO_CUSTOMER = "{n:,} rows name no customer or no option, and are left out."

WEEKDAYS = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip
PARTS = ("night", "morning", "afternoon", "evening")
HOUR = "{hour} to {next} h"
MOMENT_HEADING = "When is each segment most active? Shares of {of}, local time"
AS_ALL = " That is as with everybody else."
NOT_AS_ALL = " Everybody else: most {first}."
MORE_OFTEN = " More than they: {names}."
LESS_OFTEN = " Less than they: {names}."
NO_TIME_OF_DAY = (
    "{name} has dates without a time of day: ask by='weekday', or bring the times"
)
MACHINES = (
    "{n:,} of {all:,} opens came within {seconds:g} seconds of sending and are left "
    "out: mail programs open by themselves, people rarely that fast."
)
NO_SENT = (
    "Opens are taken as they are: machines among them show when mail is sent. Name the "
    "column of sending (sent_at=...) to leave them out."
)
FOLLOWS = (
    "{share} of these messages left between {hour}: when they are opened follows when "
    "they are sent. For the best hour, draw the hour of sending by lot."
)
SEND_HEADING = "When to send, by segment"
SEND = "{segment}: {weekday}, {hour}{doubt}."
SEND_DOUBT = {
    "both": " (neither day nor hour can be told apart from the next best)",
    "hour": " (the hour cannot be told apart from the next best)",
    "weekday": " (the day cannot be told apart from the next best)",
    "": "",
}
SEND_NOTHING = "{segment}: nothing is known."

EMPTY_POPULATION = "population is empty: nobody could be reached"
MANY_CHANNELS = "channel_reach counts {n} channels at most; here are {found}: join some"
REACH_HEADING = "How many of {n:,} customers does each channel reach?"
REACH_SENTENCE = (
    "{channel} alone reaches most, {single:,} of {n:,} customers ({single_share}); all "
    "{k} channels together reach {unique:,} ({share}). Added up they would be {sum:,}: "
    "{twice:,} are counted more than once."
)
REACH_NOBODY = "No channel reaches anybody of these {n:,} customers."
REACH_ONE = "{channel} reaches {single:,} of {n:,} customers ({single_share})."
ADDS = (
    "{channel} adds {added:,} people to {before}, {only:,} of them reached by no other."
)
ADDS_NOTHING = "{channel} adds nobody to {before}."
FIRST = "{channel} first: {added:,} people."
REACH_OUT = "{n:,} rows of {channel} name no customer of the population."
OVERLAP_HEADING = "How many customers do two channels both reach?"
COMBINATIONS = "How many customers does exactly each set of channels reach?"
NONE = "none"
ALL = "all"

PROGRAMME = "Whom to reach how, when and with how much"
PROGRAMME_SENTENCE = "{segment}: by {channel}{moment}{money}. {test}"
PROGRAMME_MOMENT = ", {moment}"
PROGRAMME_MONEY = ", {spend} EUR for {gain} expected"
EITHER = "{first} or {second}"
TEST_CHANNEL = "Test first: {first} against {second}, drawn by lot."
TEST_HOLD_OUT = "Hold some out by lot, and look again after the campaign."
UNKNOWN = "not known"
PROGRAMME_NEED = "{name} must be what activation.{name} returned: it lacks {missing}"
