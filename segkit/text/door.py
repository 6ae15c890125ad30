"""Texts as they come in: checked, folded, each with its language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.text import words
from segkit.text.lexicon import LANGUAGES, Lexicon, folded, lexicon
from segkit.text.scoring import WORD

ENOUGH = 300  # letters that tell a language


def as_texts(texts: Any) -> pd.Series:
    """Take texts as a Series, whatever list they come in; missing ones are empty.

    Parameters
    ----------
    texts : Series or list of str

    Returns
    -------
    Series of str, index kept

    Raises
    ------
    DataError
        if these are no texts, or all are empty

    References
    ----------
    own definition

    Examples
    --------
    >>> as_texts(["fine", None]).tolist()
    ['fine', '']
    """
    if isinstance(texts, str | dict | pd.DataFrame) or not isinstance(texts, Iterable):
        raise DataError(words.SAYS["texts"].format(found=type(texts).__name__))
    if isinstance(texts, pd.Series):
        series = texts
    else:
        series = pd.Series(list(texts), dtype=object)
    kind = pd.api.types.infer_dtype(series.dropna(), skipna=True)
    if kind not in {"string", "empty", "categorical"}:
        raise DataError(words.SAYS["numbers"].format(found=kind))
    plain = series.astype("str").fillna("")
    if not plain.str.contains(r"[^\W\d_]", regex=True).any():
        raise DataError(words.SAYS["empty"].format(n=len(plain)))
    return plain


def languages(texts: pd.Series, language: Any = "auto") -> pd.Series:
    """Say in which language each text is.

    Parameters
    ----------
    texts : Series of str
    language : "auto" counts the frequent words of each; or a language, or one each

    Returns
    -------
    Series of str; a text without frequent words takes the language of most others

    Raises
    ------
    DataError
        if a language is not known

    References
    ----------
    own definition, after Cavnar and Trenkle (1994): frequent words tell a language

    Examples
    --------
    >>> languages(pd.Series(["it was late", "il est arrivé en retard"])).tolist()
    ['English', 'French']
    """
    if isinstance(language, str) and language == "auto":
        return _guessed(texts)
    if isinstance(language, str):
        said = pd.Series(language, index=texts.index)
    else:
        said = pd.Series(np.asarray(language), index=texts.index).astype("str")
    if not said.isin(LANGUAGES).all():
        it = sorted(set(said[~said.isin(LANGUAGES)].astype("str")))[:3]
        known = list(LANGUAGES)
        raise DataError(words.SAYS["language"].format(known=known, it=it))
    return said.astype("str")


def _frequent(words: Lexicon) -> frozenset[str]:
    return words.stop | words.negations | words.words.keys() | words.degrees.keys()


def _guessed(texts: pd.Series) -> pd.Series:
    names = list(LANGUAGES)
    stops = [_frequent(lexicon(name)) for name in names]
    counts = np.zeros((len(texts), len(names)))
    for row, text in enumerate(texts):
        found = WORD.findall(folded(text[:ENOUGH]))
        counts[row] = [sum(map(stop.__contains__, found)) for stop in stops]
    usual = int(counts.sum(axis=0).argmax())
    best = counts.argmax(axis=1)
    tied = counts.max(axis=1) == np.sort(counts, axis=1)[:, -2]
    best[tied] = usual
    return pd.Series(np.array(names)[best], index=texts.index, dtype="str")
