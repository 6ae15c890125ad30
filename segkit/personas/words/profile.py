"""What a profile says above and below its rows."""

HEADING = {
    "others": "What the segment has more and less of (100 = the other customers)",
    "all": "What the segment has more and less of (100 = all customers)",
}
FAMILY = (
    "Tested together: {n} comparisons (Holm). What is called a marker stands out "
    "all the same."
)
NOT_TESTED = (
    "Nothing was tested: columns that made the segments differ because they were made "
    "to, and only made_from= says which those are."
)
SENSITIVE = (
    "Sensitive columns are left out, {n} of them ({names}); sensitive=[...] shows "
    "those that you name."
)
PERSONAL = "Columns that point at somebody are left out ({names})."
EMPTY = "Columns without any value: {names}."
SUPPRESSED = (
    "Rows without figures: {n}. They rest on fewer than {least} customers, count one "
    "or two of them, or would give those away."
)
ALONG = (
    "These nearly say what made the segments (rank correlation of .9 or more), and are "
    "described, not tested: {names}."
)
SHOWN = 4  # names in a note


def notes(left_out: dict[str, list[str]], family: int, least: int, n: int) -> list[str]:
    """Say what was tested, left out and held back."""
    told = [FAMILY.format(n=family) if family else NOT_TESTED]
    texts = {
        "sensitive": SENSITIVE,
        "personal": PERSONAL,
        "empty": EMPTY,
        "along": ALONG,
    }
    for reason, text in texts.items():
        names = left_out.get(reason)
        if names:
            told.append(text.format(n=len(names), names=listed(names)))
    if n:
        told.append(SUPPRESSED.format(n=n, least=least))
    return told


def listed(names: list[str]) -> str:
    """Write some names, and how many more there are."""
    more = len(names) - SHOWN
    text = ", ".join(names[:SHOWN])
    return f"{text} and {more} more" if more > 0 else text
