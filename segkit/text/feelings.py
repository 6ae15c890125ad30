"""Sentiment of short texts, by a lexicon of ours."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from segkit.text import words
from segkit.text.door import as_texts, languages
from segkit.text.lexicon import folded, lexicon
from segkit.text.scoring import signs

LEAST = 0.5  # weight below which a text says nothing
BOTH = 0.4  # share of the stronger side from which both sides count: mixed


def sentiment(texts: Any, language: Any = "auto") -> pd.DataFrame:
    """Say whether short English and French texts praise, blame, or both.

    It weighs words and phrases of shops and services, turns them after a negation,
    raises them after "very", lets "but" count, and turns round what the author quotes
    and denies. It needs no training and explains itself, and it misses feelings that
    no single word carries, and irony: see `how_right`, and `learn` for more.

    Parameters
    ----------
    texts : Series or list of str; the index is kept
    language : "auto", "English", "French", or one for each text

    Returns
    -------
    DataFrame, one row per text: language; sentiment (negative, mixed, positive, no
    sign); confidence (0.5 to 1: how far the signs agree; missing without signs;
    `calibration` says how often it is right); praise and blame (sums of weights);
    turned (something quoted was denied). ``attrs["notes"]``

    Raises
    ------
    DataError
        if these are no texts, or the language is not known

    References
    ----------
    Own lexicon (`segkit.text.english`, `segkit.text.french`); the rules follow Taboada
    et al. (2011), Computational Linguistics 37, and Hutto and Gilbert (2014)

    Examples
    --------
    >>> found = sentiment(["Very kind, thank you", "Pas bon du tout.", "It is a bench"])
    >>> found["sentiment"].tolist()
    ['positive', 'negative', 'no sign']
    """
    plain = as_texts(texts)
    spoken = languages(plain, language)
    rows = [
        signs(folded(text), lexicon(tongue))
        for text, tongue in zip(plain, spoken, strict=True)
    ]
    found = pd.DataFrame(rows, index=plain.index)
    low, high = np.sort(found[["praise", "blame"]].to_numpy(), axis=1).T
    label = np.where(found["praise"] > found["blame"], 2, 0)
    label[(low >= BOTH * high) & (high >= LEAST)] = 1
    label[high < LEAST] = 3
    sure = np.where(label == 1, 2 * low + 1, high + 1) / (low + high + 2)
    kinds = pd.Categorical.from_codes(label, pd.Index(words.LABELS))
    result = found.assign(
        language=spoken,
        sentiment=kinds,
        confidence=np.where(label == 3, np.nan, np.clip(sure, 0.5, 1)),
    )[["language", "sentiment", "confidence", "praise", "blame", "turned"]]
    notes = [note.format(n=int((label == 3).sum())) for note in words.SENTIMENT_NOTES]
    result.attrs["heading"] = words.SENTIMENT_HEADING.format(n=len(result))
    result.attrs["notes"] = notes
    return result
