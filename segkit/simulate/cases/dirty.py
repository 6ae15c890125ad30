"""Dirty: a small shop's export with every fault that a first look should find."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate.cases import customer_faults, order_faults
from segkit.simulate.cases.record import SEED, Case, around, ids, named
from segkit.simulate.draw import around_one, pick_one, stream

QUESTION = "What must be settled before anybody is counted?"
USE = ("customer_id", "ordered_at", "amount")
CUSTOMERS, PROSPECTS = 780, 62
SECOND = customer_faults.SECOND
FIRST_DAY, DAYS = pd.Timestamp("2023-01-02"), 728
# Few prices, few units and many single orders: hundreds of customers are alike.
PRICES = np.array([9.9, 14.9, 19.9, 24.9, 39.9, 59.9, 89.9, 149.0])
PRICE_WEIGHTS = np.array([18, 20, 22, 14, 11, 8, 5, 2])
UNIT_WEIGHTS = np.array([0.68, 0.22, 0.07, 0.03])
# Orders beyond the first: most have none, some have many.
REPEATS, EVENNESS = 2.9, 0.32
CHANNELS = ("web", "store", "phone")
CHANNEL_WEIGHTS = np.array([0.58, 0.34, 0.08])
CITIES = ("Ardelle", "Bresk", "Colvane", "Dunmarra", "Eskel")
CITY_WEIGHTS = np.array([0.34, 0.24, 0.19, 0.14, 0.09])
# fmt: off
FIRST_NAMES = (
    "Ana", "Bruno", "Cleo", "Dario", "Elsa", "Finn", "Greta", "Hugo", "Ines",
    "Jonas", "Kaya", "Leon", "Mira", "Nils", "Olga", "Pavel", "Rosa", "Sven",
    "Tara", "Ugo", "Vera", "Wim", "Yara", "Zoe",
)
# fmt: on
# fmt: off
LAST_NAMES = (
    "Abrelin", "Bostane", "Corvak", "Delmore", "Estavin", "Farrick", "Gallod",
    "Hestrup", "Ilvary", "Jorvane", "Keldin", "Lomarec", "Mistrane", "Norvik",
    "Ostrale", "Pellam", "Querin", "Rusolt", "Sablane", "Tervoy", "Ulmark",
    "Vestrin", "Wolmet", "Yarrol", "Zandel",
)
# fmt: on


def dirty(seed: int = SEED) -> Case:
    """Make the export of a shop's customers and orders as nobody wants it.

    Parameters
    ----------
    seed : whole number, 0 or more

    Returns
    -------
    Case
        tables `dirty_customers` and `dirty_orders`, dates and amounts as text; truth
        `dirty_customers` and `dirty_orders`: each row's fault, what it should say, and
        whether it belongs into a clean table

    Examples
    --------
    >>> made = dirty(1)
    >>> sorted(made.truth["dirty_orders"]["fault"].dropna().unique())[:3]
    ['amount placeholder', 'channel spelling', 'date placeholder']
    """
    customers = _customers(seed)
    orders = _orders(seed, customers)
    twice = _second_accounts(seed, orders)
    shown, key = order_faults.spoil(seed, _through(orders, twice))
    people, people_key = customer_faults.spoil(seed, customers, orders, twice)
    tables = {"dirty_customers": people, "dirty_orders": shown}
    truth = {"dirty_customers": people_key, "dirty_orders": key}
    return Case("dirty", QUESTION, USE, tables, truth, seed)


def _customers(seed: int) -> pd.DataFrame:
    """Draw the customers as they are; nobody's name and e-mail is another's."""
    rng = stream(seed, "dirty customers")
    n = CUSTOMERS
    code = rng.choice(len(FIRST_NAMES) * len(LAST_NAMES) * 3, n, replace=False)
    first = named(FIRST_NAMES, code % len(FIRST_NAMES))
    last = named(LAST_NAMES, code // len(FIRST_NAMES) % len(LAST_NAMES))
    table = pd.DataFrame({"customer_id": np.sort(_numbers(seed)[:n])})
    table["name"] = [f"{a} {b}" for a, b in zip(first, last, strict=True)]
    table["email"] = [
        f"{a}.{b}{number}@mail.example".lower()
        for a, b, number in zip(first, last, rng.permutation(n) + 100, strict=True)
    ]
    born = np.rint(rng.normal(1979, 14, n)).clip(1938, 2005)
    table["birth_year"] = born.astype(np.int64)
    table["city"] = named(CITIES, pick_one(rng, CITY_WEIGHTS, n))
    table["income_amount"] = around(rng, np.full(n, 31_000), 0.45, -2)
    late = rng.random(n) < 0.55
    day = np.where(late, rng.integers(0, DAYS - 30, n), rng.integers(0, 90, n))
    return table.assign(signed_up_on=FIRST_DAY + pd.to_timedelta(day, unit="D"))


def _orders(seed: int, customers: pd.DataFrame) -> pd.DataFrame:
    """Draw the orders as they were."""
    rng = stream(seed, "dirty orders")
    n = len(customers)
    repeats = rng.poisson(REPEATS * around_one(rng, np.full(n, EVENNESS)))
    count = np.where(rng.permutation(n) < PROSPECTS, 0, 1 + np.minimum(repeats, 40))
    person = np.repeat(np.arange(n), count)
    first = np.r_[True, person[1:] != person[:-1]]
    start = (customers["signed_up_on"] - FIRST_DAY).dt.days.to_numpy()[person]
    wait = np.floor((DAYS - 1 - start) * rng.random(len(person)))
    day = start + np.where(first, 0, wait).astype(int)
    channel = pick_one(rng, CHANNEL_WEIGHTS, len(person))
    table = pd.DataFrame({"person": person, "ordered_at": _times(rng, day, channel)})
    table["channel"] = named(CHANNELS, channel)
    price = PRICES[pick_one(rng, PRICE_WEIGHTS, len(person))]
    units = 1 + pick_one(rng, UNIT_WEIGHTS, len(person))
    table["amount"] = (price * units).round(2)
    table = table.sort_values(["ordered_at", "person"], ignore_index=True)
    table["customer_id"] = customers["customer_id"].to_numpy()[table["person"]]
    return table


def _second_accounts(seed: int, orders: pd.DataFrame) -> pd.DataFrame:
    """Draw who opened a second account, and on the day of which later order."""
    rng = stream(seed, "dirty second accounts")
    later = orders[orders["customer_id"].duplicated()]
    day = later.groupby("customer_id")["ordered_at"].median().dt.normalize()
    rows = np.sort(rng.choice(len(day), SECOND, replace=False))
    table = day.iloc[rows].rename("signed_up_on").reset_index()
    return table.assign(account=_numbers(seed)[CUSTOMERS:])


def _numbers(seed: int) -> NDArray[np.str_]:
    """Return shuffled customer numbers: people first, then their second accounts."""
    rng = stream(seed, "dirty numbers")
    return rng.permutation(ids("D", CUSTOMERS + SECOND))


def _through(orders: pd.DataFrame, twice: pd.DataFrame) -> pd.DataFrame:
    """Add the account through which each order came."""
    known = twice.set_index("customer_id")
    opened = orders["customer_id"].map(known["signed_up_on"])
    second = orders["customer_id"].map(known["account"])
    new = orders["ordered_at"] >= opened
    return orders.assign(account=orders["customer_id"].mask(new, second))


def _times(rng: np.random.Generator, day: NDArray, channel: NDArray) -> pd.Series:
    """Return times; the store's till writes down the day only."""
    minute = np.floor(rng.triangular(7 * 60, 15 * 60, 23 * 60, len(day)))
    minute = np.where(channel == 1, 0, minute)
    return pd.Series(FIRST_DAY + pd.to_timedelta(day * 1440 + minute, unit="min"))
