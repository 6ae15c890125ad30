"""The faults of the dirty shop's orders: one a row at most, and the key knows it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from segkit.simulate.draw import stream

# Rows that stand beside the orders; a refund is no fault, it only looks odd.
ADDED = {"exact copy": 60, "double click": 15, "refund": 110, "test order": 6}
# Orders that were spoilt; nor is a free gift a fault.
SPOILT = {
    "no customer": 90,
    "unknown customer": 25,
    "id spelling": 45,
    "times 100": 8,
    "amount placeholder": 7,
    "date placeholder": 9,
    "wrong year": 5,
    "free gift": 14,
    "old till": 150,
    "channel spelling": 80,
}
# What does not belong into a clean table: the rest is repaired, or fine as it is.
DROPPED = ("exact copy", "double click", "test order", "no customer")
PLACEHOLDER, NO_DAY, WRONG_YEARS = 9_999.0, pd.Timestamp("1900-01-01"), 18
TEST_CUSTOMER, TEST_AMOUNT = "TEST", 1.0
PARTLY = 0.3
ISO, TILL = "%Y-%m-%d %H:%M:%S", "%d/%m/%Y %H:%M"


def spoil(seed: int, orders: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Spoil the orders.

    Parameters
    ----------
    seed : whole number
    orders : as they were: customer_id, account (through which the order came),
        ordered_at, channel, amount

    Returns
    -------
    (DataFrame, DataFrame)
        what the export says, all text, and the key to it; both by `row`

    Examples
    --------
    >>> days = pd.date_range("2024-01-01", periods=900, freq="h")
    >>> orders = pd.DataFrame({"customer_id": "D0001", "ordered_at": days})
    >>> orders = orders.assign(account="D0001", channel="web", amount=19.9)
    >>> shown, key = spoil(1, orders)
    >>> len(shown), int(key["fault"].eq("times 100").sum())
    (1091, 8)
    """
    rng = stream(seed, "dirty order faults")
    columns = ["customer_id", "account", "ordered_at", "channel", "amount"]
    table = orders[columns].copy()
    table["fault"] = assigned(rng, len(table), SPOILT)
    table = pd.concat([table, *_added(rng, table)])
    table = table.assign(source=table.index, added=table["fault"].isin(list(ADDED)))
    table = table.sort_values(["ordered_at", "source", "added"], ignore_index=True)
    table.insert(0, "row", np.arange(1, len(table) + 1))
    table["order_id"] = _order_ids(table)
    return _shown(rng, table), _key(table)


def assigned(rng: np.random.Generator, n: int, faults: dict[str, int]) -> pd.Series:
    """Give each of `n` rows one fault at most.

    Parameters
    ----------
    rng : random stream
    n : how many rows
    faults : fault to its number of rows

    Returns
    -------
    pandas.Series of faults; missing where there is none

    Examples
    --------
    >>> found = assigned(np.random.default_rng(1), 5, {"torn": 2})
    >>> found.value_counts().to_dict()
    {'torn': 2}
    """
    spoilt = np.repeat(list(faults), list(faults.values()))
    fault = pd.Series([None] * n, dtype="str")
    fault.iloc[rng.permutation(n)[: len(spoilt)]] = spoilt
    return fault


def odd(rng: np.random.Generator, words: pd.Series) -> pd.Series:
    """Write words in another case, or with blanks around them.

    Parameters
    ----------
    rng : random stream
    words : (n,) texts

    Returns
    -------
    pandas.Series

    Examples
    --------
    >>> odd(np.random.default_rng(1), pd.Series(["web", "web"])).tolist()
    ['web ', ' web']
    """
    words = words.fillna("")
    other = words.str.swapcase()
    ways = pd.concat([other, words + " ", " " + words, other + " "], axis=1).to_numpy()
    way = rng.integers(0, ways.shape[1], len(words))
    return pd.Series(ways[np.arange(len(words)), way], index=words.index, dtype="str")


def _added(rng: np.random.Generator, table: pd.DataFrame) -> list[pd.DataFrame]:
    """Return copies, clicks, refunds and tests: each stands beside a sound order."""
    sound = table[table["fault"].isna()]
    parts = {}
    for name, rows in ADDED.items():
        source = sound[sound["channel"] == "web"] if name == "double click" else sound
        drawn = rng.choice(source.index, rows, replace=False)
        parts[name] = source.loc[drawn].assign(fault=name)
    parts["double click"]["ordered_at"] += pd.Timedelta(minutes=1)
    parts["test order"] = parts["test order"].assign(
        customer_id=TEST_CUSTOMER, account=TEST_CUSTOMER, amount=TEST_AMOUNT
    )
    parts["refund"] = _refunds(rng, parts["refund"], table["ordered_at"].max())
    return list(parts.values())


def _refunds(
    rng: np.random.Generator, part: pd.DataFrame, last: pd.Timestamp
) -> pd.DataFrame:
    wait = pd.to_timedelta(rng.integers(3, 25, len(part)), unit="D")
    share = np.where(rng.random(len(part)) < PARTLY, 0.5, 1.0)
    at = (part["ordered_at"] + wait).where(lambda day: day <= last, last)
    return part.assign(ordered_at=at, amount=-(part["amount"] * share).round(2))


def _order_ids(table: pd.DataFrame) -> pd.Series:
    """Give orders numbers in order of time; a copy has that of its original."""
    copy = table["fault"] == "exact copy"
    number = (~copy).cumsum()
    original = number[~table["added"]]
    original.index = table.loc[original.index, "source"]
    number = number.mask(copy, table["source"].map(original))
    return "X" + number.astype(int).astype(str).str.zfill(5)


def _shown(rng: np.random.Generator, table: pd.DataFrame) -> pd.DataFrame:
    """Return what the export says."""
    fault = table["fault"]
    shown = table[["row", "order_id", "account"]]
    shown = shown.rename(columns={"account": "customer_id"})
    unknown = fault == "unknown customer"
    shown.loc[unknown, "customer_id"] = [f"D{9_001 + n}" for n in range(unknown.sum())]
    shown["customer_id"] = shown["customer_id"].mask(fault == "no customer")
    for name in ("customer_id", "channel"):
        words = shown.get(name, table[name])
        spelling = f"{name.removeprefix('customer_')} spelling"
        shown[name] = words.mask(fault == spelling, odd(rng, words))
    shown.insert(3, "ordered_at", _dates(table))
    amount = _amounts(table).map("{:.2f}".format)
    comma = amount.str.replace(".", ",") + " €"
    return shown.assign(amount=amount.mask(fault == "old till", comma))


def _dates(table: pd.DataFrame) -> pd.Series:
    fault = table["fault"]
    at = table["ordered_at"].mask(fault == "date placeholder", NO_DAY)
    at = at.mask(fault == "wrong year", at + pd.DateOffset(years=WRONG_YEARS))
    return at.dt.strftime(ISO).mask(fault == "old till", at.dt.strftime(TILL))


def _amounts(table: pd.DataFrame) -> pd.Series:
    fault, amount = table["fault"], table["amount"]
    amount = amount.mask(fault == "times 100", 100 * amount)
    amount = amount.mask(fault == "amount placeholder", PLACEHOLDER)
    return amount.mask(fault == "free gift", 0.0)


def _key(table: pd.DataFrame) -> pd.DataFrame:
    key = table[["row", "fault"]].assign(keep=~table["fault"].isin(DROPPED))
    key["true_customer_id"] = table["customer_id"]
    key["true_ordered_at"] = table["ordered_at"]
    key["true_amount"] = table["amount"].mask(table["fault"] == "free gift", 0.0)
    return key
