"""How many themes: as many as come back when other texts are looked at."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from segkit.record import Table
from segkit.text import words
from segkit.text.door import as_texts, languages
from segkit.text.lexicon import folded
from segkit.text.scoring import WORD
from segkit.text.topics import counted, factors

WEAK = 0.4


def theme_advice(
    texts: Any,
    *,
    n_themes: Iterable[int] = range(3, 11),
    n_pairs: int = 5,
    language: str = "auto",
    random_state: int = 0,
) -> Table:
    """Say how many themes come back when other texts are looked at.

    The texts are divided in two halves by lot; themes are found in each; all texts are
    given to the themes of both; if the two agree, the themes are in the texts, not in
    the lot.

    Parameters
    ----------
    texts : Series or list of str, of one language
    n_themes : numbers to try
    n_pairs : how often the texts are divided
    language : as for `themes`
    random_state : seed of the lots

    Returns
    -------
    Table: n_themes, agreement (mean of the adjusted Rand indices; 0 is chance, 1 is the
    same), least, most; ``attrs["notes"]`` says which number is advised, or that none is

    Raises
    ------
    DataError
        if there are too few texts, or several languages

    References
    ----------
    Lange, Roth, Braun and Buhmann (2004), Neural Computation 16; Hubert and Arabie
    (1985)

    Examples
    --------
    >>> texts = ["late parcel delivery", "dear price euro"] * 60
    >>> theme_advice(texts, n_themes=[2], language="English")["agreement"].tolist()
    [1.0]
    """
    from sklearn.metrics import adjusted_rand_score  # noqa: PLC0415 - heavy

    plain = as_texts(texts)
    spoken = languages(plain, language)
    tokens = [WORD.findall(folded(text)) for text in plain]
    tries = list(n_themes)
    table, _ = counted(tokens, spoken.mode().iloc[0], max(tries))
    rng = np.random.default_rng(random_state)
    halves = [rng.permutation(table.shape[0]) for _ in range(n_pairs)]
    rows = []
    for n in tries:
        found = []
        for lot in halves:
            both = [
                table @ factors(table[np.sort(half)], n, random_state).T
                for half in np.array_split(lot, 2)
            ]
            said = [np.where(w.max(axis=1) > 0, w.argmax(axis=1), -1) for w in both]
            found.append(float(adjusted_rand_score(*said)))
        row = {"n_themes": n, "agreement": np.mean(found)}
        rows.append(row | {"least": min(found), "most": max(found)})
    return _advised(pd.DataFrame(rows))


def _advised(table: pd.DataFrame) -> Table:
    best = int(table["n_themes"].iloc[int(table["agreement"].to_numpy().argmax())])
    value = float(table["agreement"].max())
    text = words.ADVICE["best" if value >= WEAK else "weak"]
    result = Table(table)
    result.attrs["heading"] = words.ADVICE["heading"]
    result.attrs["notes"] = [text.format(n=best, value=value)]
    result.attrs["best"] = best if value >= WEAK else None
    return result
