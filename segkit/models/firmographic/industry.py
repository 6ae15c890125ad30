"""What a firm does: sections of the European classification NACE, and verticals.

The same letter means different things in the two versions that are in use: K is finance
in Rev. 2, and telecommunication and programming in Rev. 2.1. So the version is asked.

References: Regulation (EC) No 1893/2006 (NACE Rev. 2: 21 sections, 88 divisions);
Commission Delegated Regulation (EU) 2023/137 (NACE Rev. 2.1: 22 sections, 87 divisions,
those of ISIC Rev. 5; division 45 is gone).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.models.words import firmographic as said

# section to its divisions, first and last
RANGES: dict[str, dict[str, tuple[int, int]]] = {
    "2": {
        "A": (1, 3),
        "B": (5, 9),
        "C": (10, 33),
        "D": (35, 35),
        "E": (36, 39),
        "F": (41, 43),
        "G": (45, 47),
        "H": (49, 53),
        "I": (55, 56),
        "J": (58, 63),
        "K": (64, 66),
        "L": (68, 68),
        "M": (69, 75),
        "N": (77, 82),
        "O": (84, 84),
        "P": (85, 85),
        "Q": (86, 88),
        "R": (90, 93),
        "S": (94, 96),
        "T": (97, 98),
        "U": (99, 99),
    },
}
_later = {chr(ord(old) + 1): RANGES["2"][old] for old in "KLMNOPQRSTU"}
RANGES["2.1"] = {
    **{letter: RANGES["2"][letter] for letter in "ABCDEFGHI"},
    "G": (46, 47),
    "J": (58, 60),
    "K": (61, 63),
    **_later,
}
SECTIONS = {"2": said.SECTIONS_2, "2.1": said.SECTIONS_2_1}
VERTICALS: dict[str, tuple[int, ...]] = {
    said.HEALTH: (86, 87, 88),
    said.TECHNOLOGY: (61, 62, 63),
    said.RETAIL: (47,),
    said.MANUFACTURING: tuple(range(10, 34)),
}


def nace_section(codes: pd.Series, *, version: str = "2") -> pd.Series:
    """Say which section each NACE code belongs to.

    Parameters
    ----------
    codes : Series of text such as ``"62.01"``, ``"62"``, ``"J62.01"``, ``"6201Z"``, or
        a section's letter alone; numbers only if they are divisions (62) or have a
        point (62.01), because 111 may be 01.11 or 11.1
    version : ``"2"`` or ``"2.1"``: the classification the codes are from

    Returns
    -------
    categorical Series of letters, same index, all sections of the version in order;
    missing where the code is, or where the version has no such division

    Raises
    ------
    DataError
        if the version is unknown, or the codes are whole numbers above 99

    References
    ----------
    Regulation (EC) No 1893/2006, annex I; Delegated Regulation (EU) 2023/137, annex.

    Examples
    --------
    >>> codes = pd.Series(["62.01", "64.19", "K", "45.20"])
    >>> nace_section(codes, version="2").tolist()
    ['J', 'K', 'K', 'G']
    >>> nace_section(codes, version="2.1").tolist()
    ['K', 'L', 'K', nan]
    """
    ranges = RANGES[checks.choice(version, RANGES, name="version")]
    letters = list(ranges)
    of = {n: letter for letter, (a, z) in ranges.items() for n in range(a, z + 1)}
    text = _texts(codes)
    found = _divisions(text).map(of)
    alone = text.where(text.isin(letters))
    found = found.astype(object).where(found.notna(), alone)
    kind = pd.CategoricalDtype(letters)
    return found.astype(kind).rename("nace_section")


def vertical(
    codes: pd.Series, *, verticals: Mapping[str, Sequence[int]] | None = None
) -> pd.Series:
    """Say which vertical market each firm is in: health, technology and so on.

    Parameters
    ----------
    codes : as for `nace_section`; the divisions used are the same in both versions
    verticals : name to divisions, each in at most one; None for health 86 to 88,
        technology 61 to 63, retail 47, manufacturing 10 to 33

    Returns
    -------
    categorical Series, same index; the last category is Other

    Raises
    ------
    DataError
        if a division is in two verticals, or one is called Other

    References
    ----------
    Own definition on the divisions of NACE.

    Examples
    --------
    >>> vertical(pd.Series(["62.01", "86.10", "47.71", "25", "01.11"])).tolist()
    ['Technology', 'Health', 'Retail', 'Manufacturing', 'Other']
    """
    chosen = VERTICALS if verticals is None else verticals
    if said.OTHER in chosen:
        raise DataError(f"verticals cannot name {said.OTHER!r}: it is all the others")
    named = [(int(n), name) for name, numbers in chosen.items() for n in numbers]
    of = dict(named)
    if len(of) < len(named):
        twice = sorted({n for n, _ in named if [m for m, _ in named].count(n) > 1})
        raise DataError(f"divisions {twice} are in two verticals: leave each in one")
    division = _divisions(_texts(codes))
    found = division.map(of).astype(object)
    found = found.where(found.notna() | division.isna(), said.OTHER)
    kind = pd.CategoricalDtype([*chosen, said.OTHER])
    return found.astype(kind).rename("vertical")


def divisions(section: str, *, version: str = "2") -> str:
    """Write which divisions a section has.

    Parameters
    ----------
    section : its letter
    version : ``"2"`` or ``"2.1"``

    Returns
    -------
    str

    Examples
    --------
    >>> divisions("K", version="2"), divisions("K", version="2.1"), divisions("L")
    ('64 to 66', '61 to 63', '68')
    """
    return _run(*RANGES[version][section])


def runs(numbers: Sequence[int]) -> str:
    """Write divisions as short as can be.

    Parameters
    ----------
    numbers : divisions

    Returns
    -------
    str

    Examples
    --------
    >>> runs([10, 11, 12, 47])
    '10 to 12, 47'
    """
    ordered = sorted(int(number) for number in numbers)
    found: list[list[int]] = []
    for number in ordered:
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return ", ".join(_run(each[0], each[-1]) for each in found)


def _run(first: int, last: int) -> str:
    low, high = f"{first:02}", f"{last:02}"
    return low if low == high else said.BETWEEN.format(low=low, high=high)


def _texts(codes: pd.Series) -> pd.Series:
    """Write codes as text without spaces; numbers must be divisions or have a point."""
    if pd.api.types.is_numeric_dtype(codes):
        values = codes.to_numpy(dtype=float, na_value=np.nan)
        if (values[~np.isnan(values)] >= 100).any():
            raise DataError(
                f"column '{codes.name}' holds NACE codes as numbers, which have lost "
                "their leading zeros: read it as text, such as '01.11'"
            )
        whole = pd.Series(np.floor(values), codes.index).astype("Int64")
        return whole.astype("str").str.zfill(2).where(whole.notna()).astype(object)
    text = codes.astype(object).map(lambda value: str(value).strip().upper())
    return text.where(codes.notna())


def _divisions(text: pd.Series) -> pd.Series:
    """Read the division of each code: its first two digits, one before a point."""
    parts = text.astype("str").str.extract(r"^[A-V]?\s*(\d\d?)(?:\.|(?<=\d\d)\d|\D?$)")
    return pd.to_numeric(parts[0], errors="coerce")
