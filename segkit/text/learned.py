"""Labels learned from texts that somebody coded, with an honest confidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.text import words
from segkit.text.door import as_texts, languages
from segkit.text.lexicon import folded
from segkit.text.marked import marked_words

FOLDS, LEAST = 4, 20
SOFTNESS = 30.0  # inverse strength of the penalty of the logistic regression


@dataclass(frozen=True)
class TextModel:
    """Labels of texts, learned from coded ones: one model per language.

    Attributes
    ----------
    name : what is learned, such as "sentiment"
    labels : what a text can be
    held_out : for each text it learned from, what a model that had not seen it says
        (language, label under `name`, confidence): judge by these
    n : texts it learned from
    models : the fitted model of each language
    mark : whether words denied or quoted are told apart

    References
    ----------
    own definition; see `learn`
    """

    name: str
    labels: tuple[str, ...]
    held_out: pd.DataFrame
    n: int
    models: dict[str, Any] = field(repr=False)
    mark: bool = True

    def __repr__(self) -> str:
        """Say what it knows."""
        known, labels = ", ".join(self.models), ", ".join(self.labels)
        text = words.MODEL["repr"]
        name = self.name.capitalize()
        return text.format(name=name, n=self.n, languages=known, labels=labels)

    def predict(self, texts: Any, language: Any = "auto") -> pd.DataFrame:
        """Label texts.

        Parameters
        ----------
        texts : Series or list of str; the index is kept
        language : as for `sentiment`

        Returns
        -------
        DataFrame, one row per text: language, the label, confidence (chance that the
        label is right, 0 to 1)

        Raises
        ------
        DataError
            if these are no texts, or of a language it did not learn

        References
        ----------
        see `learn`

        Examples
        --------
        >>> texts = ["good and kind", "bad and slow"] * 20
        >>> model = learn(texts, ["positive", "negative"] * 20, language="English")
        >>> model.predict(["so kind"], "English")["sentiment"].tolist()
        ['positive']
        """
        plain = as_texts(texts)
        spoken = languages(plain, language)
        other = sorted(set(spoken) - set(self.models))
        if other:
            known = list(self.models)
            raise DataError(words.SAYS["other"].format(known=known, found=other))
        parts = []
        for tongue, these in plain.groupby(spoken):
            chances = self.models[tongue].predict_proba(
                _words(these, tongue, self.mark)
            )
            labels = self.models[tongue].classes_
            parts.append(_table(chances, labels, tongue, these.index, self.name))
        return _kinds(pd.concat(parts).loc[plain.index], self.name, self.labels)


def learn(
    texts: Any,
    labels: Any,
    *,
    language: Any = "auto",
    groups: Any = None,
    name: str = "sentiment",
    mark: bool = True,
    random_state: int = 0,
) -> TextModel:
    """Learn labels, such as sentiment or theme, from texts that somebody coded.

    Words and pairs of words, those that the author denies or quotes marked; logistic
    regression; confidence calibrated on texts that were held out.

    Parameters
    ----------
    texts : Series or list of str
    labels : what each text is; at least 20 of each label and language
    language : as for `sentiment`
    groups : who wrote each text; then nobody is in two folds. None: each text alone
    name : what is learned
    mark : whether words that the author denies or quotes are told apart: right for
        sentiment, not for themes, which stay the same
    random_state : seed of the folds

    Returns
    -------
    TextModel

    Raises
    ------
    DataError
        if lengths differ, there is one label only, or too few texts of a label

    References
    ----------
    Pang, Lee and Vaithyanathan (2002); marks after Das and Chen (2001); calibration by
    Platt (1999)

    Examples
    --------
    >>> texts = ["good and kind", "bad and slow"] * 20
    >>> learn(texts, ["positive", "negative"] * 20, language="English")
    Sentiment learned from 40 texts in English: negative, positive
    """
    plain = as_texts(texts)
    coded = np.asarray(labels)
    if len(plain) != len(coded):
        raise DataError(words.SAYS["match"].format(a=len(plain), b=len(coded)))
    truth = pd.Series(coded, index=plain.index)
    owners = np.arange(len(plain)) if groups is None else pd.factorize(groups)[0]
    spoken = languages(plain, language).to_numpy()
    known = truth.notna().to_numpy()
    plain, truth = plain[known], truth[known].astype("str")
    spoken, owners = spoken[known], owners[known]
    _enough(truth, spoken)
    models, parts = {}, []
    for tongue in sorted(set(spoken)):
        mine = spoken == tongue
        rows = _words(plain[mine], tongue, mark)
        model, chances = _fitted(rows, truth[mine], owners[mine], random_state)
        index = plain.index[mine]
        parts.append(_table(chances, model.classes_, tongue, index, name))
        models[tongue] = model
    kinds = tuple(k for k in words.LABELS if k in set(truth)) or ()
    kinds += tuple(sorted(set(truth) - set(kinds)))
    held = _kinds(pd.concat(parts).loc[plain.index], name, kinds)
    return TextModel(name, kinds, held, len(plain), models, mark)


def _enough(truth: pd.Series, spoken: np.ndarray) -> None:
    if truth.nunique() < 2:
        found = sorted(set(truth))
        known = list(words.LABELS[:3])
        raise DataError(words.SAYS["labels"].format(known=known, found=found))
    counts = truth.groupby([spoken, truth.to_numpy()]).size()
    if counts.min() < LEAST:
        label = " ".join(str(part) for part in counts.index[int(counts.argmin())])
        n = int(counts.min())
        raise DataError(words.SAYS["learn"].format(label=label, n=n, need=LEAST))


def _words(texts: pd.Series, tongue: str, mark: bool) -> list[list[str]]:
    return [marked_words(folded(text), tongue, mark=mark) for text in texts]


def _same(words: list[str]) -> list[str]:
    return words


def _fitted(
    rows: list[list[str]], truth: pd.Series, owners: np.ndarray, seed: int
) -> tuple[Any, np.ndarray]:
    """Fit one language; return the model, and chances for texts it had not seen."""
    from sklearn.calibration import CalibratedClassifierCV  # noqa: PLC0415 - heavy
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415
    from sklearn.model_selection import StratifiedGroupKFold  # noqa: PLC0415
    from sklearn.pipeline import make_pipeline  # noqa: PLC0415

    def made(folds: Any) -> Any:
        counts = TfidfVectorizer(analyzer=_same, sublinear_tf=True, min_df=2)
        lines = make_pipeline(counts, LogisticRegression(C=SOFTNESS, max_iter=2000))
        return CalibratedClassifierCV(lines, method="sigmoid", cv=folds, ensemble=False)

    def folds_of(which: np.ndarray) -> list[Any]:
        split = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=seed)
        return list(split.split(which, truth.to_numpy()[which], owners[which]))

    every = np.arange(len(rows))
    chances = np.zeros((len(rows), truth.nunique()))
    for inside, outside in folds_of(every):
        model = made(folds_of(inside))
        model.fit([rows[i] for i in inside], truth.to_numpy()[inside])
        chances[outside] = model.predict_proba([rows[i] for i in outside])
    return made(folds_of(every)).fit(rows, truth.to_numpy()), chances


def _table(
    chances: np.ndarray, labels: Any, tongue: str, index: pd.Index, name: str
) -> pd.DataFrame:
    best = np.asarray(labels)[chances.argmax(axis=1)]
    columns = {"language": tongue, name: best, "confidence": chances.max(axis=1)}
    return pd.DataFrame(columns, index=index)


def _kinds(table: pd.DataFrame, name: str, labels: tuple[str, ...]) -> pd.DataFrame:
    return table.assign(**{name: pd.Categorical(table[name], list(labels))})
