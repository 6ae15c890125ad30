"""What the lines on how to reach a segment say."""

WEEKDAY = "on a weekday"
WEEKEND = "at the weekend"
PARTS = (
    "at night (0 to 6 h)",
    "in the morning (6 to 12 h)",
    "in the afternoon (12 to 17 h)",
    "in the evening (17 to 22 h)",
    "late (22 to 24 h)",
)
HABIT = {
    "channel": "channel they order by most: {level}",
    "moment": "moment at which they order most: {level}",
    "message": "message they click on most: {level}",
}
OTHER_ROOM = "counted elsewhere"
TIED_FEW = "cannot be told apart from the others"
NOT_CLEAR = "cannot be told apart from the next"
HANDED = "{what}: {level}"
ANY = "any message"
TIED = "cannot be told apart from {other} ({share:.0f} %)"
