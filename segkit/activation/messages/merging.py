"""A message for every place: mail merge by town."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks, engine
from segkit.activation.messages.rendering import (
    Messages,
    Templates,
    render,
    summary,
)
from segkit.activation.words.messages import saying as words
from segkit.checks import DataError


def mail_merge(
    templates: Templates,
    rows: Any,
    places: Any,
    *,
    place: str = "town",
    by: Any = None,
    given: Mapping[str, Any] | None = None,
    columns: Mapping[str, str] | None = None,
) -> Messages:
    """Write to everybody about what happens where they live, and to nobody else.

    Parameters
    ----------
    templates, by, given, columns : as for `render`
    rows : the readers, with the column `place`
    places : one row a place: the column `place` and what the message says of it, such
        as event and event_day
    place : what the two tables are joined by

    Returns
    -------
    Messages, one row a reader, in their order: who lives where nothing happens is
        refused, with that reason. ``attrs["places"]`` counts readers and messages by
        place

    Raises
    ------
    DataError
        if a column is missing, a place stands there twice, or both tables have a column

    References
    ----------
    Own definition: places are compared without regard to case and outer spaces.

    Examples
    --------
    >>> from segkit.activation import Template
    >>> fair = Template("{{ event }}", "On {{ event_day | day }} in {{ town }}.")
    >>> rows = pd.DataFrame({"town": ["Lunne", "Ostrel"]})
    >>> places = pd.DataFrame({"town": ["lunne"], "event": ["Garden fair"],
    ...     "event_day": pd.to_datetime(["2024-07-06"])})
    >>> found = mail_merge(fair, rows, places)
    >>> found["body"].tolist(), found["reason"].tolist()
    (['On 6 July 2024 in Lunne.', ''], ['', 'nothing happens in Ostrel'])
    """
    readers = engine.to_pandas(
        checks.table(rows, [place], name="rows", columns=columns)
    )
    known = engine.to_pandas(checks.table(places, [place], name="places"))
    both = sorted((set(readers) & set(known)) - {place})
    if both:
        raise DataError(words.BOTH_TABLES.format(columns=both))
    keys = _plain(known[place])
    if keys.duplicated().any():
        again = sorted(known.loc[keys.duplicated(), place].astype(str))
        raise DataError(words.PLACE_TWICE.format(places=again))
    found = keys.reset_index(drop=True)
    at = pd.Index(found).get_indexer(pd.Index(_plain(readers[place])))
    there = (at >= 0) & readers[place].notna().to_numpy()
    more = known.drop(columns=place).iloc[at[there]]
    joined = readers[there].assign(**{c: more[c].to_numpy() for c in more})
    made = render(templates, joined, by=by, given=given)
    return _with_the_others(made, readers, place, there)


def _plain(places: pd.Series) -> pd.Series:
    return places.astype("str").str.strip().str.casefold()


def _with_the_others(
    made: Messages, readers: pd.DataFrame, place: str, there: np.ndarray
) -> Messages:
    """Add those who live where nothing happens, and count by place."""
    names = readers[place].astype("str").to_numpy(dtype=object)
    unknown = readers[place].isna().to_numpy()
    reason = np.array(
        [words.NOTHING_THERE.format(place=name) for name in names], object
    )
    reason[unknown] = words.NO_PLACE
    reason[there] = made["reason"].astype("str").to_numpy()
    found = Messages(index=readers.index)
    if "customer_id" in readers:
        found["customer_id"] = readers["customer_id"]
    for part in ("subject", "body"):
        texts = np.full(len(readers), "", dtype=object)
        texts[there] = made[part].to_numpy(dtype=object)
        found[part] = pd.array(texts, dtype="str")
    found["refused"] = reason != ""
    found["reason"] = pd.Categorical(reason)
    counts = pd.Series(reason[reason != ""]).value_counts()
    reasons = {str(name): int(n) for name, n in counts.items()}
    own = summary(made.attrs["reasons"], len(made), [])["notes"]
    others = [note for note in made.attrs["notes"] if note not in own]
    found.attrs = made.attrs | summary(reasons, len(found), others)
    found.attrs["places"] = _by_place(names, unknown, ~found["refused"].to_numpy())
    return found


def _by_place(names: np.ndarray, unknown: np.ndarray, sent: np.ndarray) -> pd.DataFrame:
    """Count readers and messages of every place that is known."""
    counted = pd.DataFrame({"place": names, "message": sent})[~unknown]
    grouped = counted.groupby("place", sort=True)["message"]
    return grouped.agg(readers="size", messages="sum").reset_index()
