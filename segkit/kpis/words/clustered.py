"""What shares of bunched units say to people."""

NOT_COUNTS = (
    "{name} needs whole numbers from 0, one for each customer; this is {found!r}"
)
OTHER_LENGTH = (
    "{name} needs one pair for each customer; this is {found}: take both from the "
    "same table"
)
PART_ABOVE = (
    "{name}: for {n} customers the part is above the whole: count both in the same rows"
)
