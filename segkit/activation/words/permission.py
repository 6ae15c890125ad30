"""What permission says: who may be contacted, and why somebody may not."""

REASONS = ("may be contacted", "said no", "never asked", "suppressed", "over the cap")

ONLY = "Only customers who said yes in {consent}"
SUPPRESSED = "{n} who must be left alone are left out"
CAP = "nobody gets more than {n} messages within {days} days"
CAP_ONE = "nobody gets more than one message within {days} days"
QUIET = "nothing is sent from {start} to {end}"
SMALL = "groups of fewer than {size} are not contacted as a group"

NOT_A_POLICY = (
    "policy= says who may be contacted: pass policy=activation.Policy() or your own; "
    "this is {found!r}"
)
NO_CONTACT_COLUMNS = (
    "contacts needs columns {missing}; the table has {have}: rename them there, such "
    "as contacts.rename(columns={{'your name': 'sent_at'}})"
)
NO_CONTACTS = (
    "the policy caps messages at {n} within {days} days, so permitted needs "
    "contacts= (a table of customer_id and sent_at) and as_of=: pass both, or a policy "
    "with cap=None"
)
NOT_A_CAP = (
    "cap must be None or (messages, days), such as (2, 7); this is {found!r}: pass two "
    "whole numbers from 1"
)
NOT_A_TIME = (
    "quiet_hours must be None or two different times of day, such as ('21:00', "
    "'08:00'); this is {found!r}"
)
NOT_IDS = (
    "suppressed must be a list of customer ids; this is {found!r}: put it in a list"
)
NOT_A_COLUMN = (
    "consent must be the name of the column that says who agreed, such as "
    "'email_consent'; this is {found!r}: nobody is contacted without consent"
)
OTHER_IDS = (
    "the ids of {what} are {theirs}, those of the customers are {ours}: none could be "
    "found among them; turn one of them into the other kind, such as with "
    ".astype('str')"
)
TOO_SMALL = (
    "{name} has {n} customers who may be contacted; the policy asks for at least "
    "{minimum}: widen the group, or leave it alone"
)
NOT_MOMENTS = (
    "contacts need dates or times in sent_at; these are {found}: turn them into times "
    "with pandas.to_datetime first"
)
NOT_DELIVERED = (
    "the column delivered of contacts must be true or false; it is {found}: turn it "
    "into a bool, or leave the column out if every row is a message"
)
TEXT, NUMBERS = "text", "numbers"
