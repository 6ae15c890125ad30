"""TRUTH.md tells of the cases what their plans plant."""

import re
from itertools import pairwise

import numpy as np
import pytest

from segkit import schema
from segkit.simulate import cases
from segkit.simulate.cases import (
    ALL,
    auto,
    books,
    case,
    coach,
    cosmetics,
    creator,
    customer_faults,
    dirty,
    fashion,
    meals,
    menu,
    no_structure,
    order_faults,
    pets,
    streaming,
    telecom,
)

PAGE = (schema.bundled_folder() / "TRUTH.md").read_text(encoding="utf-8")
PART = re.search(r"^## The short cases$.*?(?=^## |\Z)", PAGE, re.M | re.S)[0]
HEADS = [(m[1], m.start()) for m in re.finditer(r"^### (\w+):", PART, re.MULTILINE)]
ENDS = [start for _, start in HEADS[1:]] + [len(PART)]
TEXT = {name: PART[start:end] for (name, start), end in zip(HEADS, ENDS, strict=True)}


def percent(part):
    return f"{100 * part:g} %"


def listed(parts, unit=" %"):
    return ", ".join(f"{100 * part:g}" for part in parts) + unit


def in_page(name, *pieces):
    for piece in pieces:
        assert piece in TEXT[name], piece


def table_row(name, *cells):
    in_page(name, f"| {' | '.join(map(str, cells))} |")


def test_every_case_has_its_part_in_the_order_of_the_list():
    assert list(TEXT) == list(ALL)
    assert all(a < b for a, b in pairwise([start for _, start in HEADS]))


@pytest.mark.parametrize("name", sorted(set(ALL) - {"dirty"}))
def test_every_case_names_its_recommended_columns(name):
    in_page(name, "- Recommended columns:")
    kept = {"coach", "cosmetics", "menu", "books"}
    if name in kept:
        in_page(name, *(f"`{column}`" for column in case(name, seed=1).use))


def test_no_structure_and_dirty():
    in_page(
        "no_structure",
        f"{no_structure.SIZE:,} customers and {no_structure.RESPONDENTS:,} respondents",
        f"a correlation of {no_structure.TOGETHER:.2f} between",
        *no_structure.FACTORS,
    )
    rows = {name: len(table) for name, table in case("dirty").tables.items()}
    in_page(
        "dirty",
        f"{rows['dirty_orders']:,} lines of orders and {rows['dirty_customers']} of",
        f"{order_faults.PLACEHOLDER:.2f}",
        f"{order_faults.NO_DAY:%Y-%m-%d}",
        f"{order_faults.WRONG_YEARS} years too late",
        f"make missing: {customer_faults.NO_YEAR}",
        f"make missing: {customer_faults.CHILD}",
        f"make missing: {customer_faults.NO_INCOME}",
        f"({4 * dirty.PRICES.max():.0f} EUR)",
    )
    for name, lines in (order_faults.ADDED | order_faults.SPOILT).items():
        in_page("dirty", f"| {name} | {lines} | ")
    table_row("dirty", "exact copy", customer_faults.COPIES, "drop")
    in_page("dirty", f"| second account | {customer_faults.SECOND} | ")
    for name, lines in customer_faults.SPOILT.items():
        in_page("dirty", f"| {name} | {lines} | ")


def test_streaming_and_telecom():
    for place, segment in enumerate(streaming.SEGMENTS):
        table_row(
            "streaming",
            segment,
            percent(streaming.SHARES[place]),
            streaming.PER_WEEK[place],
            f"{streaming.MINUTES[place]:g}",
            percent(streaming.EFFECT[place]),
        )
    in_page("streaming", f"{streaming.SIZE} viewers")
    in_page("streaming", f"{percent(streaming.HOUSEHOLD_SHARES[2, 2])} with children")
    for place, segment in enumerate(telecom.SEGMENTS):
        table_row(
            "telecom",
            segment,
            percent(telecom.SHARES[place]),
            percent(telecom.USE_OF_PLAN[place]),
            percent(telecom.LEAVES[place]),
            f"{100 * telecom.LETTER[place]:g} points",
        )
    monthly, _, long = telecom.TERM_FACTOR
    in_page("telecom", f"{monthly} times as likely, with 24 months {long} times")
    in_page("telecom", f"{telecom.SIZE:,} customers")


def test_pets_and_meals():
    shares = zip(pets.ANIMALS, pets.SHARES, strict=True)
    in_page("pets", ", ".join(f"{name} {percent(part)}" for name, part in shares))
    ageing = [percent(part) for part in pets.NEED_SHARES[:, 1]]
    in_page("pets", f"{pets.SIZE:,} customers", f"{percent(pets.UNKNOWN)} did not say")
    in_page("pets", f"{percent(pets.OTHER)} buy for another")
    in_page("pets", f"{ageing[0]} of dogs, {ageing[1]} of cats, {ageing[2]} of others")
    plain, own = map(percent, pets.ORDERS_AGAIN.values())
    in_page("pets", f"{plain} order again", f"{own} after one about their own")
    shares = zip(meals.SEGMENTS, meals.SHARES, strict=True)
    in_page("meals", ", ".join(f"{name} {percent(part)}" for name, part in shares))
    in_page("meals", f"{percent(meals.MIXED)} are mixtures")
    in_page("meals", "between {} and {}".format(*meals.WEIGHTS))
    labels = {
        "orders_per_month": "orders a month",
        "meals_per_order": "meals an order",
        "meal_amount": "price of a meal",
        "discount_rate": "share with a discount",
        "late_rate": "late",
        "ahead_hours": "hours ahead",
        "children_rate": "children's portions",
    }
    assert tuple(labels) == meals.USE
    for column, label in labels.items():
        as_text = percent if column.endswith("_rate") else "{:g}".format
        table_row("meals", label, *map(as_text, meals.TYPICAL[column]))
    assert len(set(meals.WANTS["wants_healthy"])) == 1
    in_page("meals", f"mean {meals.WANTS['wants_healthy'][0]} in each")
    in_page("meals", "({}, {}, {})".format(*meals.WANTS["wants_price"]))


def test_cosmetics_and_coach():
    low, high = cosmetics.AGES
    in_page(
        "cosmetics",
        f"Between {low} and {high}, both included, a basket costs ",
        f"{cosmetics.MORE} times as much; nobody orders more often",
        f"{percent(cosmetics.UNKNOWN)} have no age",
    )
    for fit in coach.BOOKS:
        rates = (coach.BOOKS[fit], coach.LEAVES[fit], coach.OPENS[fit])
        table_row("coach", fit, *map(percent, rates))
    shares = zip(coach.AIMS, coach.SHARES, strict=True)
    in_page("coach", ", ".join(f"{name} {percent(part)}" for name, part in shares))
    in_page("coach", f"({percent(coach.SKIPS)})")
    assert coach.WRONG_ANSWER == 0.1


def test_creator_and_fashion():
    shares = zip(creator.SEGMENTS, creator.SHARES, strict=True)
    in_page("creator", ", ".join(f"{name} {percent(part)}" for name, part in shares))
    for row in (*creator.TOPIC_SHARES, *creator.FORMAT_SHARES, *creator.CLICKS.T):
        in_page("creator", listed(row))
    in_page("creator", f"only {percent(creator.ASKED)} answered")
    shares = zip(fashion.SEGMENTS, fashion.SHARES, strict=True)
    in_page("fashion", ", ".join(f"{name} {percent(part)}" for name, part in shares))
    for row in fashion.STYLE_SHARES:
        in_page("fashion", listed(row[:5]))
    ages = [f"{low} to {high}" for low, high, _ in fashion.AGES]
    in_page("fashion", f"{ages[0]}, {ages[1]} and {ages[2]}")
    in_page("fashion", f"{percent(fashion.UNKNOWN)} have no age")


def test_auto_menu_and_books():
    by_income = ", ".join(f"{each:g}" for each in auto.BY_INCOME)
    by_child = ", ".join(f"{each:g}" for each in auto.BY_CHILD)
    in_page("auto", f"by {by_income}; with each child by {by_child}.")
    in_page(
        "auto",
        f"more than {auto.HIGH:,} left the income out in {percent(auto.UNKNOWN_HIGH)}",
        f"the others in {percent(auto.UNKNOWN)}",
    )
    in_page("menu", ", ".join(menu.CULTURES), f"{len(menu.DISHES)} dishes")
    in_page("menu", f"{sum(n for *_, n in menu.TOWNS)} restaurants")
    west = [town for town, country, culture, _ in menu.TOWNS if culture == "Orvane"]
    assert west[-3:] == ["Vaudrel", "Lasnoire", "Teskarn"]
    in_page("menu", f"some {percent(menu.SPREAD)}")
    shares = zip(books.GENERATIONS, books.SHARES, strict=True)
    in_page("books", ", ".join(f"{name} {percent(part)}" for name, part in shares))
    tastes = [f"{100 * part:g}" for part in books.TASTES[:, 0]]
    in_page("books", f"{', '.join(tastes[:3])} and {tastes[3]} % of them")
    gifts = [f"{100 * part:g}" for part in books.GIFTS]
    in_page("books", f"{', '.join(gifts[:3])} and {gifts[3]} % are presents")
    in_page("books", f"{percent(books.FAITHFUL)} of what they read")
    in_page("books", f"{percent(books.GIFT_TASTES[0])} are paranormal romances")


@pytest.mark.parametrize("name", ALL)
def test_shares_add_up(name):
    plan = vars(getattr(cases, name))
    for label, value in plan.items():
        if label.endswith(("SHARES", "TASTES")):
            sums = np.asarray(value, dtype=float).sum(axis=-1)
            assert sums == pytest.approx(1), label
