"""The story from end to end: who people are, what they do, what a shop sees of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pandas as pd

from segkit import checks
from segkit.simulate.answers import chapter as answer_stage
from segkit.simulate.firms import chapter as firm_stage
from segkit.simulate.minds import chapter as mind_stage
from segkit.simulate.people import country as country_stage
from segkit.simulate.people import customers as account_stage
from segkit.simulate.people import person as person_stage
from segkit.simulate.people import places as place_stage
from segkit.simulate.scene import BLOCK, Chapter, Scene, add, join
from segkit.simulate.switches import Switches
from segkit.simulate.trade import books as book_stage
from segkit.simulate.trade import catalogue as catalogue_stage
from segkit.simulate.trade import deeds as deed_stage
from segkit.simulate.web import chapter as web_stage

SEED = 20_240_607
SIZE = 12_000
SMALLEST, LARGEST = 50, 1_000_000


@dataclass(frozen=True, repr=False)
class World:
    """What a generated world holds.

    Attributes
    ----------
    tables : name to pandas table: what the shop sees
    truth : name to pandas table: what is planted, kept apart
    seed, size : what it was made from
    switches : which pitfalls it holds
    """

    tables: dict[str, pd.DataFrame]
    truth: dict[str, pd.DataFrame]
    seed: int
    size: int
    switches: Switches = field(default_factory=Switches)

    def __repr__(self) -> str:
        """Say what is in it, without a word of the truth."""
        rows = ", ".join(f"{name} {len(t):,}" for name, t in self.tables.items())
        return f"World(seed={self.seed}, size={self.size:,}): {rows} rows"


@dataclass(frozen=True)
class Shared:
    """What all blocks of a world have in common.

    Attributes
    ----------
    places : the postcodes, with what is hidden about them
    products : the catalogue, with what is hidden about it
    """

    places: pd.DataFrame
    products: pd.DataFrame


def world(*, seed: int = SEED, size: int = SIZE, **switches: bool) -> World:
    """Make what a retailer with this many customers would have on file.

    Parameters
    ----------
    seed : whole number, 0 or more; the same seed gives the same world
    size : how many people sign up in 2023 and 2024, from 50 to 1,000,000
    **switches : pitfalls to leave out, by name, for instance ``drift=False``; see
        `segkit.simulate.Switches`

    Returns
    -------
    World
        `tables`: as `segkit.datasets.load` gives them; `truth`: what is planted

    Raises
    ------
    DataError
        if seed or size is not a whole number within its limits, or a switch is unknown

    Notes
    -----
    Own definition; the stages name their sources.

    Examples
    --------
    >>> tiny = world(seed=1, size=50)
    >>> len(tiny.tables["customers"]), len(tiny.truth["behavioural"])
    (50, 50)
    """
    *blocks, rest = tell(seed=seed, size=size, **switches)
    made = rest | join(blocks)
    return World(made.tables, made.truth, seed, size, Switches.read(switches))


def tell(*, seed: int, size: int, **switches: bool) -> Iterator[Chapter]:
    """Tell the story part by part: each block of people, then what they add up to.

    Parameters
    ----------
    seed, size, **switches : as in `world`

    Returns
    -------
    iterator of `n_parts` chapters; nothing is made before it is asked for

    Raises
    ------
    DataError
        as `world` does, at once

    Examples
    --------
    >>> first, last = tell(seed=1, size=50)
    >>> "orders" in first.tables, "products" in last.tables
    (True, True)
    """
    scenes = _scenes(seed, size, Switches.read(switches))
    return _tell(scenes, _shared(seed))


def _tell(scenes: list[Scene], shared: Shared) -> Iterator[Chapter]:
    sums: list[dict[str, pd.DataFrame]] = []
    for scene in scenes:
        made = block(scene, shared)
        sums.append(made.sums)
        yield made
    total = {name: add([each[name] for each in sums]) for name in sums[0]}
    yield whole(scenes[0], shared, total)


def n_parts(size: int) -> int:
    """Return in how many parts a world of this size is told.

    Parameters
    ----------
    size : how many people sign up

    Returns
    -------
    int

    Examples
    --------
    >>> n_parts(12_000), n_parts(1_000_000)
    (2, 41)
    """
    return -(-size // BLOCK) + 1


def opening(
    *, seed: int, size: int, **switches: bool
) -> tuple[Scene, pd.DataFrame, Shared]:
    """Make the beginning of a story: its first block, its people, what all share.

    Parameters
    ----------
    seed, size, **switches : as in `world`

    Returns
    -------
    (Scene, people, Shared)

    Examples
    --------
    >>> scene, who, shared = opening(seed=1, size=50)
    >>> len(who), len(shared.products)
    (50, 300)
    """
    scene = _scenes(seed, size, Switches.read(switches))[0]
    shared = _shared(seed)
    return scene, person_stage.people(scene, shared.places), shared


def _scenes(seed: int, size: int, switches: Switches) -> list[Scene]:
    seed = checks.whole_number(seed, name="seed", low=0)
    size = checks.whole_number(size, name="size", low=SMALLEST, high=LARGEST)
    return [Scene(seed, size, part, switches) for part in range(n_parts(size) - 1)]


def _shared(seed: int) -> Shared:
    return Shared(place_stage.places(seed), catalogue_stage.catalogue(seed))


def block(scene: Scene, shared: Shared) -> Chapter:
    """Tell the story of one block of people.

    Parameters
    ----------
    scene : the block
    shared : what all blocks have in common

    Returns
    -------
    Chapter
        the tables that grow with the number of people

    Examples
    --------
    >>> scene, _, shared = opening(seed=1, size=50)
    >>> len(block(scene, shared).tables["customers"])
    50
    """
    who = person_stage.people(scene, shared.places)
    done = deed_stage.deeds(scene, who, shared.products)
    after = answer_stage.answer(scene, who, done, shared.products)
    who, done = after.who, after.done
    made = account_stage.chapter(scene, who, shared.places)
    made |= book_stage.chapter(scene, who, done, shared.places, shared.products)
    made |= mind_stage.chapter(scene, who, done, shared.products, made.tables["orders"])
    made |= answer_stage.chapter(scene, after, shared.products, made.tables["orders"])
    made |= firm_stage.chapter(scene, who, done, shared.places)
    made |= web_stage.chapter(scene, who, done, shared.places, shared.products)
    return made


def whole(scene: Scene, shared: Shared, sums: dict[str, pd.DataFrame]) -> Chapter:
    """Return the tables that do not grow with the number of people.

    Parameters
    ----------
    scene : the first block
    shared : what all blocks have in common
    sums : what the blocks add up to

    Returns
    -------
    Chapter

    Examples
    --------
    >>> scene, _, shared = opening(seed=1, size=50)
    >>> "products" in whole(scene, shared, block(scene, shared).sums).tables
    True
    """
    made = Chapter({"products": catalogue_stage.product_table(shared.products)})
    made |= answer_stage.whole(scene, sums)
    made |= country_stage.chapter(shared.places, scene.seed)
    made |= web_stage.whole(scene, shared.places, sums)
    made |= mind_stage.whole(scene)
    return made
