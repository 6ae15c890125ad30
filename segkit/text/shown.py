"""Examples of labels: numbers of texts, and on request their words, masked."""

from __future__ import annotations

from typing import Any

import pandas as pd

from segkit.checks import DataError, choice, whole_number
from segkit.privacy import masked
from segkit.record import Table
from segkit.text import words
from segkit.text.door import as_texts

LETTERS = 120


def examples(
    found: pd.DataFrame,
    texts: Any,
    *,
    by: str = "sentiment",
    n: int = 3,
    show_text: bool = False,
    wrong: Any = None,
) -> Table:
    """List typical texts of each label, the surest first; texts only on request.

    Parameters
    ----------
    found : as `sentiment`, a model, or `Themes.texts` gives it
    texts : the texts, in the same order
    by : column of labels
    n : examples of each label
    show_text : whether words are shown: shortened, and without addresses, numbers, and
        names after greetings. Texts are personal data; ask who wrote them before you
        quote them
    wrong : what each text is; then the surest that are wrong are listed

    Returns
    -------
    Table: label, id (index of the text), confidence, truth if `wrong`, text on request

    Raises
    ------
    DataError
        if lengths differ, or there is no such column

    References
    ----------
    own definition

    Examples
    --------
    >>> from segkit.text import sentiment
    >>> texts = ["Very good, thank you. Regards, Ann Lee", "bad"]
    >>> found = sentiment(texts, "English")
    >>> examples(found, texts, show_text=True)["text"].tolist()
    ['bad', 'Very good, thank you. Regards, [name]']
    """
    choice(by, found.columns, name="by")
    whole_number(n, name="n")
    plain = as_texts(texts)
    if len(plain) != len(found):
        raise DataError(words.SAYS["match"].format(a=len(plain), b=len(found)))
    rows = pd.DataFrame({"label": found[by].to_numpy(), "id": found.index})
    rows["confidence"] = found["confidence"].to_numpy()
    if wrong is not None:
        rows["truth"] = pd.Series(list(wrong), dtype=object).astype("str")
        rows = rows[rows["truth"] != rows["label"].astype("str")]
    surest = rows.dropna(subset="label").sort_values(
        ["label", "confidence"], ascending=[True, False], kind="stable"
    )
    few = surest.groupby("label", observed=True).head(n)
    if show_text:
        few = few.assign(text=[_snippet(plain.iloc[i]) for i in few.index])
    table = Table(few.reset_index(drop=True))
    table.attrs["notes"] = [words.EXAMPLES_NOTE] if show_text else []
    return table


def _snippet(text: str) -> str:
    short = " ".join(masked(text).split())
    return short if len(short) <= LETTERS else short[: LETTERS - 1].rstrip() + "…"
