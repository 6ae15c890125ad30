"""Small data sets that stand alone: one firm, one question each.

`ALL` names them; `case` makes one. The small shop has its own door, `small_shop`.
"""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches

from segkit import checks
from segkit.simulate.cases import (
    auto,
    books,
    coach,
    cosmetics,
    creator,
    dirty,
    fashion,
    meals,
    menu,
    no_structure,
    pets,
    streaming,
    telecom,
)
from segkit.simulate.cases.record import SEED, Case

ALL: dict[str, Callable[[int], Case]] = {
    "no_structure": no_structure.no_structure,
    "dirty": dirty.dirty,
    "streaming": streaming.streaming,
    "telecom": telecom.telecom,
    "pets": pets.pets,
    "meals": meals.meals,
    "cosmetics": cosmetics.cosmetics,
    "coach": coach.coach,
    "creator": creator.creator,
    "fashion": fashion.fashion,
    "auto": auto.auto,
    "menu": menu.menu,
    "books": books.books,
}


def case(name: str, *, seed: int | None = None) -> Case:
    """Make one of the short cases: a firm, its tables, one question.

    Parameters
    ----------
    name : one of `ALL`
    seed : whole number, 0 or more; None for the one of the bundled files

    Returns
    -------
    Case
        `question`; `tables` as `segkit.datasets.load` gives them; `truth`: what is
        planted; `use`: the columns recommended for the segmentation

    Raises
    ------
    DataError
        if there is no such case (the nearest names are offered), or the seed is no
        whole number

    Notes
    -----
    Own definition; every module names what it plants.

    Examples
    --------
    >>> case("pets", seed=1)
    pets (seed 1): Do owners of dogs, cats and other animals need different products,
    and does a message about their own animal bring more orders than one for all?
    pets 1,200 rows
    """
    if name not in ALL:
        raise checks.DataError(_unknown(name))
    seed = SEED if seed is None else checks.whole_number(seed, name="seed", low=0)
    return ALL[name](seed)


def _unknown(name: object) -> str:
    if name == "small_shop":
        return "the small shop is made by simulate.small_shop(), not by case()"
    near = get_close_matches(str(name), list(ALL), n=2, cutoff=0.4)
    hint = f"; nearest: {near}" if near else ""
    return f"there is no case {name!r}{hint}: the cases are {list(ALL)}"


__all__ = ["ALL", "SEED", "Case", "case"]
