"""Pain points: themes of short texts, coded by hand or by a list of words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.features import words
from segkit.features.answer_rows import key, times

STARS = 5
BAD = 3  # stars, at most, of a text that complains


def coded_themes(
    feedback: Any,
    *,
    themes: Sequence[str] = ("theme", "second_theme"),
    codebook: Mapping[str, Sequence[str]] | None = None,
    max_rating: float = BAD,
    as_of: Any = None,
    columns: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """List the themes of the texts that complain, one row per text and theme.

    Parameters
    ----------
    feedback : table, one row per text: customer_id, and the columns of `themes`, or
        text if a codebook is given; feedback_id, rating (stars, 1 to 5) and written_at
        if known
    themes : columns of themes that somebody coded; those that are absent are ignored
    codebook : theme to the beginnings of words that show it, such as ``{"delivery":
        ["deliver", "late", "livr"]}``; case and accents do not matter. None for
        `themes`. It counts words, it does not understand: "not late" is late too
    max_rating : texts with more stars do not complain; those without stars do
    as_of : last day that counts; None for all
    columns : ``{"our name": "your name"}``

    Returns
    -------
    DataFrame: customer_id, feedback_id, theme, severity ((5 - stars) / 4, from 0 to 1;
    missing without stars); ``attrs["left_out"]`` counts the texts that are not in it

    Raises
    ------
    DataError
        if a column is missing, a rating is not 1 to 5, or no text has a theme

    References
    ----------
    Own definition.

    Examples
    --------
    >>> feedback = pd.DataFrame({"customer_id": ["a", "b", "c"], "rating": [1, 2, 5],
    ...     "text": ["Delivered LATE.", "Too dear, and late", "Never late"]})
    >>> book = {"delivery": ["late", "deliver"], "price": ["dear", "expens"]}
    >>> coded = coded_themes(feedback, codebook=book)
    >>> coded[["customer_id", "theme", "severity"]].to_numpy().tolist()
    [['a', 'delivery', 1.0], ['b', 'delivery', 0.75], ['b', 'price', 0.75]]
    >>> coded.attrs["left_out"]["rating above 3"]
    1
    """
    need = ["customer_id"] if codebook is None else ["customer_id", "text"]
    native = checks.table(feedback, need, name="feedback", columns=columns)
    table = engine.to_pandas(native).reset_index(drop=True)
    if table.empty:
        raise DataError(words.NO_ANSWERS.format(name="feedback"))
    if "feedback_id" not in table:
        table["feedback_id"] = range(len(table))
    table["severity"] = _severity(table)
    kept, left_out = _kept(table, max_rating, as_of)
    pairs = _coded(kept, themes) if codebook is None else _found(kept, codebook)
    if pairs.empty:
        raise DataError(words.NO_THEMES.format(n=len(kept)))
    texts = kept[["customer_id", "feedback_id", "severity"]]
    coded = texts.join(pairs, how="inner").drop_duplicates(["feedback_id", "theme"])
    left_out["no theme"] = len(kept) - coded["feedback_id"].nunique()
    order = ["customer_id", "feedback_id", "theme", "severity"]
    result = coded[order].sort_values(order[:3], ignore_index=True)
    result.attrs["left_out"] = left_out
    if as_of is not None:
        result.attrs["as_of"] = checks.day(as_of).isoformat()
    return result


def _severity(table: pd.DataFrame) -> pd.Series:
    if "rating" not in table:
        return pd.Series(np.nan, table.index)
    if not pd.api.types.is_numeric_dtype(table["rating"]):
        kind = pd.api.types.infer_dtype(table["rating"], skipna=True)
        raise DataError(
            words.TABLE_NUMBERS.format(name="feedback", column="rating", kind=kind)
        )
    stars = table["rating"].astype(float)
    wrong = (stars < 1) | (stars > STARS)
    if wrong.any():
        worst = f"{stars[wrong].iloc[0]:g}"
        raise DataError(
            words.OFF_SCALE.format(
                name="feedback",
                column="rating",
                n=int(wrong.sum()),
                high=STARS,
                value=worst,
            )
        )
    return (STARS - stars) / (STARS - 1)


def _kept(
    table: pd.DataFrame, max_rating: float, as_of: Any
) -> tuple[pd.DataFrame, dict[str, int]]:
    """Keep texts of somebody, that complain, up to the day."""
    nobody = table["customer_id"].isna()
    late = pd.Series(False, table.index)
    if as_of is not None:
        if "written_at" not in table:
            raise DataError(words.NO_WRITTEN_AT)
        last = pd.Timestamp(checks.day(as_of)) + pd.Timedelta(days=1)
        late = ~(times(table, "written_at", "feedback") < last)
    content = table["severity"] < (STARS - max_rating) / (STARS - 1)
    left_out = {
        "no customer_id": int(nobody.sum()),
        "after as_of": int((late & ~nobody).sum()),
        f"rating above {max_rating:g}": int((content & ~late & ~nobody).sum()),
    }
    return table[~nobody & ~late & ~content], left_out


def _coded(table: pd.DataFrame, themes: Sequence[str]) -> pd.DataFrame:
    there = [name for name in themes if name in table]
    if not there:
        raise DataError(
            words.NO_THEME_COLUMN.format(themes=list(themes), have=list(table.columns))
        )
    parts = [table[name].dropna().astype(str) for name in there]
    return pd.concat(parts).rename("theme").to_frame()


def _found(table: pd.DataFrame, codebook: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """Look for the beginnings of words in the texts."""
    texts = table["text"].fillna("").map(lambda text: plain(str(text)))
    parts = []
    for theme, starts in codebook.items():
        if isinstance(starts, str) or not list(starts):
            raise DataError(words.CODE_BOOK.format(theme=theme, value=starts))
        pattern = r"\b(?:" + "|".join(re.escape(plain(s)) for s in starts) + ")"
        hit = texts.index[texts.str.contains(pattern)]
        parts.append(pd.DataFrame({"theme": str(theme)}, index=hit))
    return pd.concat(parts) if parts else pd.DataFrame({"theme": []})


def plain(text: str) -> str:
    """Write a text in small letters without accents.

    Parameters
    ----------
    text : any

    Returns
    -------
    str

    Examples
    --------
    >>> plain("Très CHER")
    'tres cher'
    """
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in split if not unicodedata.combining(c))


def pains(
    feedback: Any,
    *,
    themes: Sequence[str] = ("theme", "second_theme"),
    codebook: Mapping[str, Sequence[str]] | None = None,
    max_rating: float = BAD,
    as_of: Any = None,
    columns: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Say for each customer what they complain of, and most of all of what.

    Parameters
    ----------
    feedback, themes, codebook, max_rating, as_of, columns : as in `coded_themes`

    Returns
    -------
    DataFrame indexed by customer_id: main_pain (the theme of most of their texts; then
    the more severe; then the first by name), ``pain_<theme>`` (texts, whole numbers),
    pain_severity (mean of those with stars, 0 to 1)

    Raises
    ------
    DataError
        as `coded_themes`

    References
    ----------
    Own definition.

    Examples
    --------
    >>> feedback = pd.DataFrame({"customer_id": ["a", "a", "b"], "rating": [1, 2, 3],
    ...                          "theme": ["price", "delivery", "price"],
    ...                          "second_theme": ["delivery", None, None]})
    >>> pains(feedback)["main_pain"].to_dict()
    {'a': 'delivery', 'b': 'price'}
    """
    coded = coded_themes(
        feedback,
        themes=themes,
        codebook=codebook,
        max_rating=max_rating,
        as_of=as_of,
        columns=columns,
    )
    by = coded.groupby(["customer_id", "theme"])
    each = by.agg(texts=("feedback_id", "size"), severity=("severity", "mean"))
    first = each.fillna({"severity": -1.0}).reset_index()
    first = first.sort_values(
        ["customer_id", "texts", "severity", "theme"],
        ascending=[True, False, False, True],
    ).drop_duplicates("customer_id")
    counts = each["texts"].unstack(fill_value=0).astype("int64")
    counts.columns = pd.Index([f"pain_{key(str(name))}" for name in counts.columns])
    once = coded.drop_duplicates("feedback_id")
    severity = once.groupby("customer_id")["severity"].mean().rename("pain_severity")
    main = first.set_index("customer_id")["theme"].rename("main_pain").astype("str")
    found = pd.concat([main, counts, severity], axis=1).sort_index()
    found.attrs.update(coded.attrs)
    return found
