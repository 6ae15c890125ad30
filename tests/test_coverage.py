"""course/coverage.csv says where each inventory item is made concrete: is it there?"""

import csv
import importlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROWS = list(
    csv.DictReader((ROOT / "course/coverage.csv").read_text("utf-8").splitlines())
)


def resolve(dotted):
    """Import the longest module of the name, then follow its attributes."""
    parts = dotted.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            thing = importlib.import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for attribute in parts[cut:]:
            thing = getattr(thing, attribute)
        return thing
    raise ModuleNotFoundError(dotted)


def says(path, words):
    """Is the phrase in the file, however its lines are broken?"""
    text = re.sub(r"\s*\n(# )?\s*", " ", path.read_text(encoding="utf-8"))
    return words.casefold() in text.casefold()


@pytest.mark.parametrize("row", ROWS, ids=lambda r: f"{r['item']}-{r['where']}")
def test_the_place_that_a_row_names_is_there(row):
    place, _, words = row["where"].partition("#")
    if place.startswith("segkit."):
        assert resolve(place) is not None
    else:
        assert (ROOT / place).is_file(), f"item {row['item']}: {place} is missing"
        assert words, f"item {row['item']}: say which words of {place}, after a #"
        assert says(ROOT / place, words), f"item {row['item']}: {place} lacks {words!r}"


def test_every_row_names_an_item_and_a_kind():
    for row in ROWS:
        assert 1 <= int(row["item"]) <= 447
        assert row["kind"] in {"do", "see", "name"}


def test_rows_are_in_order_and_none_stands_twice():
    items = [int(row["item"]) for row in ROWS]
    assert items == sorted(items)
    keys = [(row["item"], row["where"]) for row in ROWS]
    assert len(keys) == len(set(keys))
