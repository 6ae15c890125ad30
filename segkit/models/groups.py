"""Groups found in several columns at once: what all such rules have in common.

A model that groups customers by `segkit.cluster` subclasses `PrototypesRule` or
`LatentRule`, and says which columns, which of them are skewed, and in which words.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar, Self

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.cluster import KPrototypes, LatentClass, from_plain, to_plain
from segkit.models import profiles, tables, words
from segkit.models.profiles import PLAIN, Language, Profile
from segkit.models.ready import Ready, different
from segkit.models.rule import Rule, Segment

MONEY = "monetary_amount"
SIZE = "size"


@dataclass
class GroupsRule(Rule):
    """A fitted estimator, and what its groups look like.

    Attributes
    ----------
    ready : how the columns are read, the fields of `Ready`
    engine : the fitted estimator, as `segkit.cluster.to_plain` writes it
    order : the estimator's number of each segment
    profiles : what each segment looks like, then what all customers do
    usual : what is usual among all customers, for rules that compare with it
    """

    ready: dict[str, Any]
    engine: dict[str, Any]
    order: list[int]
    profiles: list[Profile]
    usual: dict[str, float] = field(default_factory=dict, kw_only=True)

    options: ClassVar[tuple[str, ...]] = (
        "n_segments",
        "order_by",
        "n_init",
        "random_state",
    )
    logs: ClassVar[Collection[str]] = ()
    categories: ClassVar[Collection[str]] = ()
    answers: ClassVar[bool] = False
    language: ClassVar[Language] = PLAIN

    @classmethod
    def orders_by(cls, X: pd.DataFrame, **options: Any) -> list[str]:
        """Say what segments are numbered by: a column, what was spent, or size."""
        name = options["order_by"]
        if name is None:
            name = MONEY if MONEY in X.columns else SIZE
        elif name != SIZE and name not in X.columns:
            raise DataError(
                f"order_by must be 'size' or a column of X; this is {name!r}, and the "
                f"table has {X.columns.tolist()}"
            )
        return [name] if name != SIZE and name not in cls.reads(X, **options) else []

    @classmethod
    def learn_usual(cls, X: pd.DataFrame) -> dict[str, float]:
        """Learn what is usual among all customers; nothing, as a rule."""
        return {}

    @classmethod
    def against_usual(cls, X: pd.DataFrame, usual: dict[str, float]) -> pd.DataFrame:
        """Change what was read by what is usual, before `prepared`."""
        return X

    @classmethod
    def prepared(cls, X: pd.DataFrame) -> pd.DataFrame:
        """Make the columns to group by from those that were read, each row alone."""
        return X

    @classmethod
    def learn(cls, X: pd.DataFrame, **options: Any) -> Self:
        """Group the customers of whom anything is known, and number the groups."""
        k = checks.whole_number(options["n_segments"], name="n_segments", low=2)
        read = X[cls.reads(X, **options)]
        usual = cls.learn_usual(read)
        columns = cls.prepared(cls.against_usual(read, usual))
        columns = columns.loc[:, columns.notna().any()]
        known = columns[columns.notna().any(axis=1)]
        ready = Ready.learn(
            known,
            logs=cls.skewed(known),
            categories=cls.categories,
            answers=cls.answers,
        )
        table = ready.table(known)
        if k > (n := different(table)):
            raise DataError(
                f"n_segments={k} is more than the {n} different customers in X "
                f"(n_samples={len(table)}): ask for fewer segments"
            )
        model = cls.estimator(k, options)
        labels = model.fit(cls.learnt_from(table)).predict(table)
        order = _numbered(labels, k, _money(X.loc[known.index], options))
        found = [profiles.profile(table[labels == each], ready) for each in order]
        everyone = profiles.profile(table, ready)
        everybody = [*found, everyone]
        return cls(asdict(ready), to_plain(model), order, everybody, usual=usual)

    @classmethod
    def skewed(cls, X: pd.DataFrame) -> Collection[str]:
        """Say which columns are compared as logarithms: those of ``logs``."""
        return cls.logs

    @classmethod
    def learnt_from(cls, table: pd.DataFrame) -> pd.DataFrame:
        """Choose the rows that the estimator learns from, usually all of them."""
        return table

    @classmethod
    @abstractmethod
    def estimator(cls, k: int, options: dict[str, Any]) -> KPrototypes | LatentClass:
        """Make the estimator that groups."""

    def segments(self) -> list[Segment]:
        """List the segments by number, then those of whom nothing is known."""
        named = [
            Segment(f"segment_{i}", self._name(i), self._typical(i))
            for i in range(1, len(self.order) + 1)
        ]
        return [*named, Segment(*words.UNKNOWN)]

    def codes(self, X: pd.DataFrame) -> np.ndarray:
        """Sort each customer into the nearest or likeliest group."""
        return self._closeness(X).argmax(axis=1)

    def reason(self, X: pd.DataFrame) -> str:
        """Name what is known of the customer, the segment and the next one."""
        close = self._closeness(X)[0]
        if close[-1] > 0:
            return words.NOTHING
        one, *others = np.argsort(-close[:-1], kind="stable")[:2] + 1
        columns = self._columns(X)
        texts = [self._facts(columns)]
        texts.append(self._why(one, close[one - 1], first=True))
        texts += [self._why(other, close[other - 1], first=False) for other in others]
        return " ".join(texts)

    @abstractmethod
    def scores(self, table: pd.DataFrame) -> np.ndarray:
        """Say how close each row is to each of the estimator's groups; 0 or less."""

    @abstractmethod
    def _why(self, number: int, close: float, *, first: bool) -> str:
        """Say why this segment is the first or the second choice."""

    def _closeness(self, X: pd.DataFrame) -> np.ndarray:
        """Return (n, segments): at most 0, or 1 where nothing is known of a row."""
        columns = self._columns(X)
        unknown = columns.isna().all(axis=1).to_numpy()
        close = np.full((len(X), len(self.order) + 1), -np.inf)
        close[unknown, -1] = 1.0
        if not unknown.all():
            table = self._ready.table(columns[~unknown])
            close[~unknown, :-1] = self.scores(table)[:, self.order]
        return close

    def compared(self, X: pd.DataFrame) -> pd.DataFrame:
        """Return the columns as the estimator saw them: scaled, categories as text."""
        return self._ready.table(self._columns(X))

    def _columns(self, X: pd.DataFrame) -> pd.DataFrame:
        table = self.prepared(self.against_usual(X, self.usual))
        return table[list(self.ready["kinds"])]

    def _facts(self, columns: pd.DataFrame) -> str:
        return profiles.facts(columns, self._ready, self.language)

    @property
    def _ready(self) -> Ready:
        return Ready.thawed(self.ready)

    def _name(self, number: int) -> str:
        *own, everyone = self.profiles
        said = profiles.traits(own[number - 1], everyone, self.language)
        return words.SEGMENT.format(number=number, words=said)

    def _typical(self, number: int) -> str:
        return profiles.typical(self.profiles[number - 1], self._ready, self.language)


@dataclass
class PrototypesRule(GroupsRule):
    """Groups around prototypes: numbers and categories mixed (Huang 1998)."""

    @classmethod
    def estimator(cls, k: int, options: dict[str, Any]) -> KPrototypes:
        """Make k-prototypes."""
        return KPrototypes(k, **_chance(options))

    def scores(self, table: pd.DataFrame) -> np.ndarray:
        """Return minus the distance to each prototype."""
        return -from_plain(self.engine).transform(table)

    def _why(self, number: int, close: float, *, first: bool) -> str:
        form = words.CLOSEST if first else words.FURTHER
        return form.format(segment=self._name(number), typical=self._typical(number))


@dataclass
class LatentRule(GroupsRule):
    """Hidden classes that explain which answers go together (Goodman 1974)."""

    answers: ClassVar = True

    @classmethod
    def estimator(cls, k: int, options: dict[str, Any]) -> LatentClass:
        """Make latent classes; Ready has said which columns are categories."""
        return LatentClass(k, categorical_features="from_dtype", **_chance(options))

    def scores(self, table: pd.DataFrame) -> np.ndarray:
        """Return the chance of each class, less one."""
        return from_plain(self.engine).predict_proba(table) - 1.0

    def membership(self, X: pd.DataFrame) -> np.ndarray:
        """Give each customer the chance of each segment."""
        close = self._closeness(X)
        unknown = close[:, -1] > 0
        chances = np.where(np.isinf(close), 0.0, close + 1.0)
        chances[:, -1] = unknown
        return chances

    def _why(self, number: int, close: float, *, first: bool) -> str:
        form = words.LIKELY if first else words.LESS_LIKELY
        return form.format(
            segment=self._name(number),
            typical=self._typical(number),
            chance=words.share(close + 1.0),
        )


def _chance(options: dict[str, Any]) -> dict[str, Any]:
    seed = options["random_state"]
    if seed is not None and not isinstance(seed, np.random.RandomState):
        seed = checks.whole_number(seed, name="random_state", low=0)
    n_init = checks.whole_number(options["n_init"], name="n_init")
    return {"n_init": n_init, "random_state": seed}


def _money(X: pd.DataFrame, options: dict[str, Any]) -> np.ndarray | None:
    """Return the numbers that the segments are ordered by; None for their size."""
    name = options["order_by"] or (MONEY if MONEY in X.columns else SIZE)
    return None if name == SIZE else tables.numbers(X, [name])[name].to_numpy()


def _numbered(labels: np.ndarray, k: int, value: np.ndarray | None) -> list[int]:
    """Put groups in order: highest mean or largest first; ties as they were found."""
    key = np.bincount(labels, minlength=k).astype(float)
    if value is not None:
        means = [np.sort(value[labels == each]) for each in range(k)]
        with_values = [each[~np.isnan(each)] for each in means]
        key = np.array([v.mean() if len(v) else -np.inf for v in with_values])
    return np.argsort(-key, kind="stable").tolist()
