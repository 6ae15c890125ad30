"""What customers of a segment wrote: counted, and quoted only where they agreed."""

from __future__ import annotations

from typing import Any

import pandas as pd

from segkit import checks
from segkit.personas import tables
from segkit.personas.clean_text import plain
from segkit.personas.lines import NAN, Line
from segkit.personas.words import voices as words
from segkit.privacy import masked
from segkit.record import Table, mean_interval

COLUMNS = ["what", "text", "value", "low", "high", "n", "unit"]
WORDS = (4, 40)  # of a text that may be quoted
STARS = 5


def voices(
    feedback: Any,
    segments: pd.Series,
    segment: Any,
    *,
    quotable: Any = None,
    n: int = 3,
    min_n: int = 10,
    level: float = 0.95,
) -> Table:
    """Say how many of a segment wrote, how they rated, and quote who agreed to it.

    Consent to e-mail is no consent to be quoted, and neither is "you may contact me
    about my answers": that is leave to ask. Without ``quotable`` nothing is quoted.

    Parameters
    ----------
    feedback : table with customer_id and text, and if known rating
    segments : Series indexed by customer_id
    segment : whose voices
    quotable : ids of those who agreed to be quoted, or a yes-no Series by customer_id
    n : quotes at most, one a person
    min_n : writers, below which nothing is shown
    level : coverage of the intervals

    Returns
    -------
    Table: what ("writers", "rating", "quote"), text, value, low, high, n, unit; quotes
    are masked: no e-mail address, telephone number, link, number or order. Its note
    says how many may be quoted

    Raises
    ------
    DataError
        if a column is missing or there is no such segment

    References
    ----------
    Regulation (EU) 2016/679, articles 4 (11) and 6 (1): consent is for a purpose

    Examples
    --------
    >>> ids = [f"c{i}" for i in range(20)]
    >>> feedback = pd.DataFrame({"customer_id": ids, "rating": [4, 5] * 10,
    ...     "text": ["It came in two days, call 0612345678."] * 20})
    >>> segments = pd.Series("all", ids)
    >>> voices(feedback, segments, "all")["what"].tolist()
    ['writers', 'rating']
    >>> voices(feedback, segments, "all", quotable=["c3"])["text"].iloc[-1]
    'It came in two days, call [number].'
    """
    least = checks.whole_number(min_n, name="min_n", low=2)
    most = checks.whole_number(n, name="n", low=0)
    series = tables.segment_series(segments)
    segment = tables.named_segment(series, segment)
    table = tables.rows(feedback, ["customer_id", "text"], name="feedback")
    mine = table[table["customer_id"].isin(series.index[series == segment])]
    mine = mine[mine["text"].notna()]
    writers = mine["customer_id"].nunique()
    rows: list[dict[str, Any]] = []
    may = _quotable(quotable, mine)
    if writers >= least:
        size = int((series == segment).sum())
        rows.append(
            {
                "what": "writers",
                "text": words.WRITERS,
                "value": writers / size,
                "n": size,
                "unit": "share",
            }
        )
        rows += _rating(mine, least, level)
        rows += _quotes(mine[mine["customer_id"].isin(may)], most, writers)
    result = Table(pd.DataFrame(rows, columns=COLUMNS))
    note = words.NOTE if quotable is not None else words.NO_CONSENT
    result.attrs |= {"heading": words.HEADING, "notes": [note.format(n=len(may))]}
    return result


def _quotable(quotable: Any, mine: pd.DataFrame) -> set[Any]:
    """Return the writers who agreed to be quoted."""
    if quotable is None:
        return set()
    if isinstance(quotable, pd.Series) and pd.api.types.is_bool_dtype(quotable.dtype):
        quotable = quotable.index[quotable.fillna(False).astype(bool)]
    return set(mine["customer_id"]) & set(quotable)


def _rating(mine: pd.DataFrame, least: int, level: float) -> list[dict[str, Any]]:
    """Say the mean rating; each writer counts once."""
    if "rating" not in mine:
        return []
    each = mine.groupby("customer_id")["rating"].mean().dropna()
    if len(each) < least:
        return []
    low, high = mean_interval(each.to_numpy(float), level)
    return [
        {
            "what": "rating",
            "text": words.RATING,
            "value": float(each.mean()),
            "low": low,
            "high": high,
            "n": len(each),
            "unit": words.STARS,
        }
    ]


def _quotes(may: pd.DataFrame, most: int, writers: int) -> list[dict[str, Any]]:
    """Choose quotes: masked, one a person, those of middling length first."""
    safe = [masked(plain(text, 400)) for text in may["text"]]
    texts = may.assign(text=pd.Series(safe, may.index, dtype="str"))
    length = texts["text"].str.count(r"\S+")
    texts = texts[length.between(*WORDS)].assign(far=(length - length.median()).abs())
    texts = texts.sort_values(["far", "text"], kind="stable")
    texts = texts.drop_duplicates("customer_id").drop_duplicates("text").head(most)
    return [
        {"what": "quote", "text": text, "n": writers, "unit": ""}
        for text in texts["text"]
    ]


def voice_lines(told: Table) -> list[Line]:
    """Write the rows of `voices` as lines of a card.

    Parameters
    ----------
    told : of `voices`

    Returns
    -------
    list of Line

    Examples
    --------
    >>> voice_lines(Table(columns=COLUMNS))
    []
    """
    found = []
    rows: Any = told.itertuples()
    for row in rows:
        quote = row.what == "quote"
        text = words.QUOTED.format(text=row.text) if quote else str(row.text)
        value = NAN if quote else float(row.value)
        ends = (float(row.low), float(row.high)) if row.what == "rating" else (NAN, NAN)
        found.append(
            Line(
                "voices",
                text,
                value,
                *ends,
                n=int(row.n),
                table="feedback",
                unit=str(row.unit),
                column=str(row.what),
                note=words.ONE_VOICE if quote else "",
            )
        )
    return found
