"""What the questions of unit 16 compute from the data: right answers and wrong ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from segkit import datasets, features
from segkit.datasets import places
from segkit.practice.memory import SESSION

END = "2024-12-31"
BARGAIN, REGULAR, SELDOM = "bargain hunters", "regulars", "once or twice"
OFTEN, MOSTLY = 3, 0.6  # orders; share of orders at a reduced price
ASKED = (
    "gender",
    "marital_status",
    "language",
    "field_of_study",
    "occupation_group",
    "acquired_via",
    "main_interest",
    "preferred_frequency",
)
WANTED = 1.96  # standard errors of a 95 % interval
HUNDRED = 100


def once(name: str, compute: Callable[[], Any], *more: Any) -> Any:
    """Return what was computed under this name from these data, the first time."""
    key = ("unit16", str(places.own_folder()), name, *more)
    return SESSION.keep(key, compute)


def load(name: str) -> pd.DataFrame:
    """Return one of the world's tables."""
    table: Any = datasets.load(name)
    return table


def people() -> pd.DataFrame:
    """Return those who ever bought: segment, usual channel, what they stated."""
    return once("people", _people)


def _people() -> pd.DataFrame:
    orders = load("orders")
    X = features.customers(orders, as_of=END)
    cut = (orders["discount_amount"] > 0).groupby(orders["customer_id"]).mean()
    bargain = cut.reindex(X.index) >= MOSTLY
    names = np.select([X["n_orders"] < OFTEN, bargain], [SELDOM, BARGAIN], REGULAR)
    table = pd.DataFrame({"segment": names}, X.index)
    table["favourite_channel"] = X["favourite_channel"].astype(str)
    known = load("customers").set_index("customer_id")
    agrees = known["email_consent"].map({True: "yes", False: "no"})
    return table.join(known[list(ASKED)].assign(agrees_to_email=agrees))


def segments() -> pd.Series:
    """Return each customer's segment."""
    return people()["segment"]


# ---- the index of one line ----------------------------------------------------------
def shares(column: str, level: str, segment: str) -> tuple[float, float]:
    """Return the shares that have a level: of the segment, of all other customers."""
    (k, n), (k0, n0) = counts(column, level, segment)
    return k / n, k0 / n0


def counts(
    column: str, level: str, segment: str
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Count who has a level and whose answer is known: in the segment, elsewhere."""
    known = people()[["segment", column]].dropna()
    mine, has = known["segment"] == segment, known[column] == level
    inside = int((mine & has).sum()), int(mine.sum())
    return inside, (int((~mine & has).sum()), int((~mine).sum()))


def index(column: str, level: str, segment: str) -> float:
    """Return 100 times the share of the segment over that of all others."""
    mine, others = shares(column, level, segment)
    return HUNDRED * mine / others


def missing_as_no(column: str, level: str, segment: str) -> float:
    """Return the index that counts those who were not asked as if they had said no."""
    table = people()
    mine, has = table["segment"] == segment, table[column] == level
    return HUNDRED * float(has[mine].mean() / has[~mine].mean())


def against_all(column: str, level: str, segment: str) -> float:
    """Return the index against all customers, the segment among them."""
    known = people()[["segment", column]].dropna()
    mine, has = known["segment"] == segment, known[column] == level
    return HUNDRED * float(has[mine].mean() / has.mean())


def turned_round(column: str, level: str, segment: str) -> float:
    """Return the index of all others against the segment."""
    return HUNDRED**2 / index(column, level, segment)


def per_cent(column: str, level: str, segment: str) -> float:
    """Return the share of the segment in per cent."""
    return HUNDRED * shares(column, level, segment)[0]


def points(column: str, level: str, segment: str) -> float:
    """Return how many points the two shares lie apart."""
    mine, others = shares(column, level, segment)
    return HUNDRED * (mine - others)


def ends(column: str, level: str, segment: str) -> tuple[float, float]:
    """Return the 95 % interval of the index (Katz and others 1978, on logarithms)."""
    (k, n), (k0, n0) = counts(column, level, segment)
    error = np.sqrt(1 / k - 1 / n + 1 / k0 - 1 / n0)
    low, high = index(column, level, segment) * np.exp(
        error * np.array([-WANTED, WANTED])
    )
    return float(low), float(high)


# ---- the workshop's card ------------------------------------------------------------
CARD = (
    ("A", "retired", "occupation_group", "retired"),
    ("B", "a man", "gender", "man"),
    ("C", "married", "marital_status", "married"),
    ("D", "once learned gardening or farming", "field_of_study",
     "farming and gardening"),
    ("E", "came to us by the store", "acquired_via", "store"),
    ("F", "orders in the store", "favourite_channel", "store"),
    ("G", "does not want our e-mail", "agrees_to_email", "no"),
    ("H", "comes for the garden", "main_interest", "garden"),
)  # fmt: skip
PORTRAIT = ("A", "B", "C", "H")  # the lines that describe one person


def card() -> pd.DataFrame:
    """Return the lines of the workshop's second card, and where the data have them."""
    return pd.DataFrame(list(CARD), columns=["line", "says", "column", "level"])


def measured(segment: str) -> pd.DataFrame:
    """Return the index of each line of the card with its interval and share."""
    return once("measured", lambda: _measured(segment), segment)


def _measured(segment: str) -> pd.DataFrame:
    table = card().set_index("line")
    where = list(zip(table["column"], table["level"], strict=True))
    table["share"] = [shares(*one, segment)[0] for one in where]
    table["index"] = [index(*one, segment) for one in where]
    table[["low", "high"]] = [ends(*one, segment) for one in where]
    return table


def lines(segment: str, rule: str) -> list[str]:
    """Return the lines of the card that pass a rule on their numbers."""
    return list(measured(segment).query(rule).index)


def is_all(segment: str | None) -> pd.DataFrame:
    """Return for each customer which lines of the portrait fit."""
    table = people() if segment is None else people()[segments() == segment]
    says = card().set_index("line").loc[list(PORTRAIT)]
    fits = {line: table[row["column"]] == row["level"] for line, row in says.iterrows()}
    return pd.DataFrame(fits)


def all_at_once(segment: str | None) -> int:
    """Count the customers whom the whole portrait fits."""
    return int(is_all(segment).all(axis=1).sum())


def any_line(segment: str) -> int:
    """Count the customers whom at least one line fits."""
    return int(is_all(segment).any(axis=1).sum())


def rarest_line(segment: str) -> int:
    """Count the customers whom the rarest of the lines fits."""
    return int(is_all(segment).sum().min())


def multiplied(segment: str) -> float:
    """Return the customers that there would be if the lines had nothing in common."""
    fits = is_all(segment)
    return round(float(np.prod(fits.mean().to_numpy()) * len(fits)))


# ---- who answered, and who may be quoted --------------------------------------------
def invited() -> pd.DataFrame:
    """Return who was asked to the survey, a row each: segment and day of the answer."""
    return once("invited", _invited)


def _invited() -> pd.DataFrame:
    asked = load("survey_invitations")[["customer_id", "answered_on"]]
    asked.insert(1, "segment", asked["customer_id"].map(segments()))
    return asked


def answered() -> pd.Series:
    """Return the share of those asked who answered, for each segment."""
    asked = invited()
    return asked["answered_on"].notna().groupby(asked["segment"]).mean()


def of_all_customers() -> pd.Series:
    """Return the respondents as a share of all customers of each segment."""
    asked = invited().dropna(subset="answered_on")
    return asked["segment"].value_counts() / segments().value_counts()


def of_the_answers() -> pd.Series:
    """Return the part of all answers that came from each segment."""
    asked = invited().dropna(subset="answered_on")
    return asked["segment"].value_counts(normalize=True)


def of_the_asked() -> pd.Series:
    """Return the part of all those asked that belongs to each segment."""
    return invited()["segment"].value_counts(normalize=True)


def replies() -> pd.DataFrame:
    """Return answers to "what nearly stopped you?", and what their writers replied.

    Those who had ticked that they may be contacted were asked whether the shop may
    print their words without a name.
    """
    return once("replies", _replies)


def _replies() -> pd.DataFrame:
    texts = load("feedback").query("kind == 'pain point'")
    table = texts[["feedback_id", "customer_id", "text"]].reset_index(drop=True)
    table.insert(2, "segment", table["customer_id"].map(segments()))
    known = load("survey").set_index("customer_id")["may_contact"]
    table["may_contact"] = table["customer_id"].map(known).fillna(False).astype(bool)
    mail = load("customers").set_index("customer_id")["email_consent"]
    table["email_consent"] = table["customer_id"].map(mail).astype(bool)
    drawn = np.random.default_rng(16).choice(
        ["yes", "no", "no reply"], size=len(table), p=[0.3, 0.2, 0.5]
    )
    table["may_we_print_it"] = np.where(table["may_contact"], drawn, "not asked")
    return table


def texts(rule: str, segment: str = "") -> list[str]:
    """Return the texts that pass a rule on their columns, or on the segment."""
    table = replies()
    return list(table.query(rule, local_dict={"segment": segment})["feedback_id"])


def agreed() -> list[str]:
    """Return the customers who said that their text may be printed."""
    return list(replies().query("may_we_print_it == 'yes'")["customer_id"])


# ---- need and purchase --------------------------------------------------------------
def need_index(need: str, segment: str) -> float:
    """Return the index of an unmet need: important, and not well served."""
    jobs = load("jobs")
    jobs = jobs[jobs["job"] == need]
    unmet = (jobs["importance"] >= 9) & (jobs["satisfaction"] < 9)
    mine = jobs["customer_id"].map(segments())
    return _ratio(unmet[mine.notna()], mine.dropna() == segment)


def bought_index(products: Sequence[str], segment: str) -> float:
    """Return the index of what was bought: shares of the orders, not of customers."""
    orders = load("orders")
    mine = orders["customer_id"].map(segments()) == segment
    return _ratio(orders["category"].isin(list(products)), mine)


def _ratio(has: pd.Series, mine: pd.Series) -> float:
    return HUNDRED * float(has[mine].mean() / has[~mine].mean())


def gap(need: str, products: Sequence[str], segment: str) -> float:
    """Return how many times as strong the need is as the purchases."""
    make = lambda: need_index(need, segment) / bought_index(products, segment)  # noqa: E731
    return once("gap", make, need, tuple(products), segment)
