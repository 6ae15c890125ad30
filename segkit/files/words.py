"""Every word that `files` shows a person, in one place, ready for translation."""

from __future__ import annotations

KINDS = {
    "text": "CSV text",
    "excel": "Excel",
    "parquet": "Parquet",
}

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}

ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 with a byte-order mark",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 without a byte-order mark",
    "utf-16-be": "UTF-16 without a byte-order mark",
    "cp1252": "Windows-1252 (not UTF-8: look at the accented letters)",
}

READING = {
    "kind": "{kind}",
    "separator": "separator {name} ({separator!r})",
    "one column": "one column, no separator",
    "encoding": "encoding {name}",
    "sheet": "sheet {sheet!r}",
    "sheets": "sheet {sheet!r} of {sheets}: pass sheet= for another",
    "comma": "decimal comma in {columns}",
    "point": "decimal point in {columns}",
    "thousands": "thousands separators removed in {columns}",
    "currency": "currency signs removed in {columns}",
    "dates": "dates in {column!r}: {how}",
    "rows": "{rows:,} rows, {columns} columns",
}

DATE_STYLES = {
    "iso": "year first (2024-03-31)",
    "dayfirst": "day first (31/03/2024)",
    "monthfirst": "month first (03/31/2024)",
    "named": "month as a word (31 March 2024)",
    "typed": "stored as dates",
    "excel": "Excel day numbers",
    "unix": "seconds since 1970, in UTC",
    "compact": "eight digits (20240331)",
}

DATE_EVIDENCE = {
    "above 12": "{rows:,} rows can only be read so",
    "row order": "only so are the rows in order of time",
    "other column": "as {column!r} in the same file",
    "argument": "as dayfirst= says",
}

NOTES = {
    "skipped": "{n} lines above the column names were skipped",
    "short": "{n:,} rows have fewer fields than the header: the rest is empty",
    "twice": "columns with the same name were numbered: {columns}",
    "unnamed": "{n} columns without a name and without values were left out",
    "excel errors": "{n:,} cells hold an Excel error such as #REF!: read as empty",
    "mojibake": "accents look doubly encoded (such as 'Ã©'): export again as UTF-8",
    "short year": "years of two digits in {column!r}: 69 to 99 read as 19xx",
    "offsets": "times in {column!r} carry offsets {offsets}: kept as local wall-clock",
    "utc": (
        "times in {column!r} are UTC, not the shop's own time: pass "
        "timezone='Europe/Paris' (your zone) to convert them"
    ),
    "converted": "times in {column!r} were converted to {timezone}",
    "not converted": (
        "times in {column!r} carry no offset and were taken as local already: "
        "timezone= changed nothing"
    ),
    "bad numbers": (
        "{ours} ({column!r}): {n:,} values are not numbers (rows {rows}): left empty"
    ),
    "bad dates": (
        "{ours} ({column!r}): {n:,} values are not dates (rows {rows}): left empty"
    ),
    "product": "amount is {quantity!r} x {unit_price!r}: the file has no total",
    "filled": (
        "{shop} export with one row per line item: order fields filled down within "
        "{orders:,} orders ({rows:,} rows)"
    ),
    "spread": (
        "amount is the order's {column!r}, spread over its lines in proportion to "
        "price x quantity (to the cent)"
    ),
    "repeated": "{n:,} rows repeat another row exactly: marked in repeated_row",
    "status": "status: {counts}; decide with segkit.quality.clean",
    "unused": "columns not used: {columns}",
    "left currency": "{n:,} rows in other currencies than {currency} left out",
    "email": (
        "customer_id holds e-mail addresses: replace them with the decision "
        "'pseudonymise' of segkit.quality.clean before sharing anything"
    ),
    "float ids": "customer_id was written as 12345.0: read as 12345",
    "mapping": "columns used: {mapping}",
    "no customer": "{n:,} rows have no customer_id",
}

PROBLEMS = {
    "mixed decimals": (
        "{column!r} mixes decimal points ({points:,} values) and decimal commas "
        "({commas:,} values): kept as text; make them alike in the source"
    ),
    "ambiguous decimals": (
        "{column!r} may hold thousands or decimals (such as 1{sign}234): kept as "
        "text; pass decimal='.' or decimal=','"
    ),
    "text in numbers": (
        "{column!r} has {n:,} values that are not numbers (rows {rows}): kept as text"
    ),
    "ambiguous dates": (
        "{column!r} can be read day first or month first, and nothing in the file "
        "decides: pass dayfirst=True (31/12) or dayfirst=False (12/31)"
    ),
    "mixed dates": (
        "{column!r} mixes day-first dates ({day:,} rows, such as row {day_row}) and "
        "month-first dates ({month:,} rows, such as row {month_row}): make them alike "
        "in the source, best as 2024-12-31"
    ),
    "swapped dates": (
        "{column!r} mixes {iso:,} dates whose day is never above 12 with {rest:,} "
        "whose day always is: a spreadsheet has swapped day and month in the first; "
        "export again without opening the file in a spreadsheet"
    ),
    "mixed offsets": (
        "{column!r} mixes times with an offset ({offset:,} rows) and without one "
        "({naive:,} rows): export again with one clock"
    ),
    "bad dates": (
        "{column!r} has {n:,} values that are no dates (rows {rows}): kept as text"
    ),
}

WHY = {
    "own name": "the name segkit uses",
    "name": "known name",
    "shop": "known from {shop}",
    "emails": "its values are e-mail addresses",
    "guests": "in {column!r}, 0 stands for every guest",
    "only dates": "the only column of dates",
    "only amounts": "the only column of decimal numbers",
    "product": "amount = quantity x unit price, for want of a total",
}

CONTACTS = {
    "possible": "segments on {features} are possible",
    "no dates": (
        "without order dates these are impossible: RFM with recency, lifecycle, "
        "cohorts, BG/NBD and other purchase-history CLV, and any back-test"
    ),
    "last date": (
        "with the last order date alone these are impossible: cohorts, purchase "
        "rhythm (lifecycle), BG/NBD and other purchase-history CLV, and any back-test"
    ),
    "no count": "no number of orders: frequency is unknown",
    "no amount": "no total spent: monetary value is unknown",
    "as_of": "recency counts to {as_of}, the last date in the file",
    "repeated": "{n:,} rows of contacts seen before were left out: {column!r} repeats",
    "missing": "{n:,} rows without {column!r} were left out",
}


def join(items: object, limit: int = 6) -> str:
    """List names readably: the first few, then how many more.

    Parameters
    ----------
    items : iterable of names
    limit : how many are spelled out

    Returns
    -------
    str

    Examples
    --------
    >>> join(["a", "b", "c"], limit=2)
    "'a', 'b' and 1 more"
    """
    names = [repr(str(item)) for item in items]  # type: ignore[attr-defined]
    more = len(names) - limit
    return ", ".join(names[:limit]) + (f" and {more} more" if more > 0 else "")


def row_list(positions: object, limit: int = 5) -> str:
    """List row numbers as a person counts them, the first data row being 1.

    Parameters
    ----------
    positions : iterable of int, counted from 0
    limit : how many are spelled out

    Returns
    -------
    str

    Examples
    --------
    >>> row_list([0, 4, 9], limit=2)
    '1, 5 and 1 more'
    """
    rows = [str(int(p) + 1) for p in positions]  # type: ignore[attr-defined]
    more = len(rows) - limit
    return ", ".join(rows[:limit]) + (f" and {more} more" if more > 0 else "")
