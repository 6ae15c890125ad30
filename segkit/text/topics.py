"""Themes of open answers: found by words that occur together, or coded by rules."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from segkit.checks import DataError, whole_number
from segkit.record import Table, wilson
from segkit.text import words
from segkit.text.door import as_texts, languages
from segkit.text.lexicon import folded, lexicon
from segkit.text.scoring import WORD

NAMING = 3  # words that name a theme
LIKE = 0.1  # least likeness of a text to a theme (cosine)


@dataclass(frozen=True)
class Themes:
    """Themes of texts.

    Attributes
    ----------
    texts : one row per text: language, theme, confidence (share of the text's themes
        that is this one, 0 to 1), second_theme; missing where a text has none
    table : one row per theme: words, n, share, low, high (of the texts), second (texts
        of which it is the second theme); the last row is "no theme"

    References
    ----------
    own definition; see `themes`
    """

    texts: pd.DataFrame
    table: Table

    def __repr__(self) -> str:
        """Show the table of themes; no text is shown."""
        return repr(self.table)

    def _repr_html_(self) -> str:
        return self.table._repr_html_()


def themes(
    texts: Any,
    *,
    n_themes: int = 7,
    rules: Mapping[str, Sequence[str]] | None = None,
    names: Sequence[str] | None = None,
    language: Any = "auto",
    level: float = 0.95,
    random_state: int = 0,
) -> Themes:
    """Say what texts are about: themes found in them, or coded by rules of yours.

    Without rules, texts are divided by words that occur together (TF-IDF, then
    non-negative matrix factorisation), and a theme is named by its words. With rules,
    a text has the themes whose beginnings of words it holds. A text may have none.

    Parameters
    ----------
    texts : Series or list of str; the index is kept
    n_themes : how many to find, if there are no rules; see `theme_advice`
    rules : theme to beginnings of words, such as ``{"delivery": ["deliver", "livr"]}``;
        case and accents do not matter
    names : your names for the themes that were found, in the order of the table
    language : as for `sentiment`; themes are found in one language at a time
    level : coverage of the intervals of shares
    random_state : seed

    Returns
    -------
    Themes

    Raises
    ------
    DataError
        if there are too few texts, several languages without rules, or no such rule

    References
    ----------
    Lee and Seung (1999), Nature 401; Salton and Buckley (1988); own naming by words

    Examples
    --------
    >>> found = themes(["Delivered late", "Livré trop tard", "Too dear", "A bench"],
    ...                rules={"delivery": ["deliver", "livr"], "price": ["dear"]})
    >>> found.texts["theme"].tolist()
    ['delivery', 'delivery', 'price', nan]
    """
    plain = as_texts(texts)
    spoken = languages(plain, language)
    tokens = [WORD.findall(folded(text)) for text in plain]
    if rules is not None:
        weights, labels, typical = _ruled(tokens, rules)
    else:
        weights, labels, typical = _found(tokens, spoken, n_themes, random_state)
    if names is not None:
        if len(names) != len(labels):
            raise DataError(
                words.SAYS["names"].format(wrong=names, last=len(labels) - 1)
            )
        labels = [str(name) for name in names]
    rows = _chosen(weights, labels).set_axis(plain.index).assign(language=spoken)
    order = ["language", "theme", "confidence", "second_theme"]
    return Themes(rows[order], _table(rows, labels, typical, level))


def _ruled(
    tokens: list[list[str]], rules: Mapping[str, Sequence[str]]
) -> tuple[np.ndarray, list[str], list[str]]:
    weights = np.zeros((len(tokens), len(rules)))
    for column, (theme, starts) in enumerate(rules.items()):
        if isinstance(starts, str) or not list(starts):
            raise DataError(words.SAYS["rules"].format(theme=theme, found=starts))
        pattern = re.compile("|".join(rf"\b{re.escape(folded(s))}" for s in starts))
        weights[:, column] = [len(pattern.findall(" ".join(row))) for row in tokens]
    return weights, [str(t) for t in rules], [", ".join(v) for v in rules.values()]


def _found(
    tokens: list[list[str]], spoken: pd.Series, n_themes: int, seed: int
) -> tuple[np.ndarray, list[str], list[str]]:
    whole_number(n_themes, name="n_themes", low=2, high=50)
    if spoken.nunique() > 1:
        found = sorted(spoken.unique())
        raise DataError(words.SAYS["one language"].format(found=found))
    table, vocabulary = counted(tokens, spoken.iloc[0], n_themes)
    parts = factors(table, n_themes, seed)
    likeness = table @ parts.T
    likeness[likeness < LIKE] = 0
    typical = [vocabulary[np.argsort(-row, kind="stable")[:8]] for row in parts]
    order = np.argsort(
        -(likeness.argmax(axis=1)[:, None] == np.arange(n_themes))[
            likeness.max(axis=1) > 0
        ].sum(axis=0),
        kind="stable",
    )
    labels = [", ".join(typical[i][:NAMING]) for i in order]
    return likeness[:, order], labels, [", ".join(typical[i]) for i in order]


def counted(
    tokens: list[list[str]], language: str, n_themes: int
) -> tuple[Any, np.ndarray]:
    """Weigh the words of texts by TF-IDF, without frequent and rare ones.

    Parameters
    ----------
    tokens : words of each text
    language : whose frequent words are left out
    n_themes : how many themes are to be found

    Returns
    -------
    (sparse matrix of texts by words, rows of length 1; the words)

    Raises
    ------
    DataError
        if too few texts share words

    References
    ----------
    Salton and Buckley (1988)

    Examples
    --------
    >>> table, vocabulary = counted([["late", "parcel"]] * 30, "English", 2)
    >>> vocabulary.tolist()
    ['late', 'parcel']
    """
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - heavy

    stop = lexicon(language).stop | lexicon(language).negations
    kept = [[w for w in row if len(w) > 2 and w not in stop] for row in tokens]
    enough = sum(bool(row) for row in kept)
    need = 10 * n_themes
    if enough < need:
        text = words.SAYS["few"]
        raise DataError(text.format(n_themes=n_themes, need=need, n=enough))
    least = max(2, round(len(tokens) / 500))
    counts = TfidfVectorizer(analyzer=_same, sublinear_tf=True, min_df=least)
    try:
        table = counts.fit_transform(kept)
    except ValueError as error:
        text = words.SAYS["few"]
        raise DataError(text.format(n_themes=n_themes, need=need, n=0)) from error
    return table, counts.get_feature_names_out()


def _same(row: list[str]) -> list[str]:
    return row


def factors(table: Any, n_themes: int, seed: int) -> np.ndarray:
    """Find the words that occur together: one row of weights per theme, of length 1.

    Parameters
    ----------
    table : texts by words
    n_themes : how many
    seed : of the search

    Returns
    -------
    array (themes by words)

    References
    ----------
    Lee and Seung (1999); start after Boutsidis and Gallopoulos (2008)

    Examples
    --------
    >>> factors(np.eye(4), 2, 0).shape
    (2, 4)
    """
    from sklearn.decomposition import NMF  # noqa: PLC0415 - heavy

    model = NMF(n_themes, init="nndsvda", max_iter=400, tol=1e-3, random_state=seed)
    with np.errstate(invalid="ignore"):  # an exact fit leaves an error just below 0
        parts = model.fit(table).components_
    length = np.linalg.norm(parts, axis=1, keepdims=True)
    return parts / np.where(length == 0, 1, length)


def _chosen(weights: Any, labels: list[str]) -> pd.DataFrame:
    weights = np.asarray(weights)
    order = np.argsort(-weights, axis=1, kind="stable")
    rows = np.arange(len(weights))
    first = weights[rows, order[:, 0]]
    total = weights.sum(axis=1)
    some = first > 0
    second = np.full(len(weights), -1)
    if weights.shape[1] > 1:
        second = np.where(weights[rows, order[:, 1]] > 0, order[:, 1], -1)
    return pd.DataFrame(
        {
            "theme": pd.Categorical.from_codes(
                np.where(some, order[:, 0], -1), pd.Index(labels)
            ),
            "confidence": np.where(some, first / np.where(some, total, 1), np.nan),
            "second_theme": pd.Categorical.from_codes(second, pd.Index(labels)),
        }
    )


def _table(
    rows: pd.DataFrame, labels: list[str], typical: list[str], level: float
) -> Table:
    counts = rows["theme"].value_counts().reindex(labels)
    none = int(rows["theme"].isna().sum())
    n = [*counts.astype(int), none]
    ends = [wilson(k, len(rows), level) for k in n]
    second = rows["second_theme"].value_counts().reindex(labels).astype(int)
    table = Table(
        {
            "theme": [*labels, words.OTHER],
            "words": [*typical, ""],
            "n": n,
            "share": np.array(n) / len(rows),
            "low": [low for low, _ in ends],
            "high": [high for _, high in ends],
            "second": [*second, 0],
        }
    )
    tongues = ", ".join(sorted(rows["language"].unique()))
    heading = words.THEME_HEADING.format(n=len(rows), language=tongues)
    share = none / len(rows)
    table.attrs["heading"] = heading
    table.attrs["notes"] = [
        words.THEME_NOTES["none"].format(n=none, share=share),
        words.THEME_NOTES["words"],
    ]
    return table
