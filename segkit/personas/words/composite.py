"""What a composite says."""

HEADING = "Somebody typical of {segment}, who does not exist"
NOTE = "Taken together from {n:,} customers near the middle of the segment."
REFUSED = (
    "{n:,} customers: below {least} nobody typical is described, because it would be "
    "about persons"
)
NOT_KNOWN = "not known"
DIFFERS = "differs among them"
YES_NO = {"True": "yes", "False": "no"}
DATES = {False: "days ago", True: "years"}
