"""Invented names of people and their e-mail addresses, which lead nowhere."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate.draw import pick_one

# Given names by gender: women, men, either.
GIVEN = (
    "Adela Amira Brisa Calla Celie Davina Edda Elune Fanette Gisla Hanne Ilsabe Jorine "
    "Katell Lenna Lioba Maelis Maris Nelda Noemie Odile Orla Perrine Quirina Ravenna "
    "Romane Sabeth Solveig Tavia Thessa Ursine Valda Wenda Ysaline Zelie Zora",
    "Aldric Anselm Bastian Corvin Dario Edrin Emeric Fabrice Garin Halden Ivo Jannes "
    "Joran Kester Leandre Lorin Maddox Marek Nestor Odran Orson Pascal Quintus Ronan "
    "Rufin Severin Silvan Tancred Theo Ulric Valentin Wendel Yannick Yvain Zeno Zoran",
    "Alix Amory Camille Charlie Dominique Eden Florian Jocelyn Kim Lou Maxime Robin "
    "Sam Sascha Val",
)
# Family names are put together: beginning and end, by language.
BEGINNINGS = (
    "Ald Ash Bar Bel Bran Cald Crow Dal Dun Elder Fen Fol Gar Hal Harth Hol Kel Lang "
    "Mar Mel Nor Oak Pen Quar Ran Red Sel Stan Thorn Tor Ul Wal Wes Wil Yar",
    "Am Aub Bar Bel Bos Cam Chal Cour Dar Del Des Fal Fau Gal Gau Gren Hau Jol Lam Lar "
    "Lau Mal Mar Mer Mon Nau Per Pon Rau Roch Sau Ser Tal Val Vau Ver",
)
ENDINGS = (
    "bourne bridge by den er erby field ford gate ham hurst ing ingham ley low man "
    "more sby shaw son stock ston thorpe ton wall ward well wick win wood worth",
    "ac ain ard assier at aud eau el elin eron et euil ier illac ille illon in iot "
    "ison iveau ois on onnet ot oux ual uc uet uis",
)
MAILBOXES = ("post.example", "mail.example", "inbox.example", "letters.example")
MAILBOX_WEIGHTS = np.array([0.42, 0.31, 0.19, 0.08])
STEEP = 0.5


def _zipf(n: int) -> NDArray[np.float64]:
    return 1 / np.arange(1, n + 1) ** STEEP


def given_names(rng: np.random.Generator, gender: NDArray) -> NDArray:
    """Draw given names.

    Parameters
    ----------
    rng : random stream
    gender : (n,) codes

    Returns
    -------
    (n,) names

    Examples
    --------
    >>> from segkit.simulate.draw import stream
    >>> given_names(stream(1, "example"), np.array([0, 1])).shape
    (2,)
    """
    found = np.empty(len(gender), dtype=object)
    for code, names in enumerate(GIVEN):
        pool = np.array(names.split(), dtype=object)
        drawn = pool[pick_one(rng, _zipf(len(pool)) ** 0.5, len(gender))]
        found = np.where(gender == code, drawn, found)
    return found


def family_names(rng: np.random.Generator, language: NDArray) -> NDArray:
    """Draw family names, in the language that people speak.

    Parameters
    ----------
    rng : random stream
    language : (n,) codes

    Returns
    -------
    (n,) names

    Examples
    --------
    >>> from segkit.simulate.draw import stream
    >>> family_names(stream(1, "example"), np.array([0, 1])).shape
    (2,)
    """
    found = np.empty(len(language), dtype=object)
    for code in range(len(BEGINNINGS)):
        parts = [np.array(t[code].split(), dtype=object) for t in (BEGINNINGS, ENDINGS)]
        pool = (parts[0][:, None] + parts[1][None]).ravel()
        pool = rng.permutation(pool)
        drawn = pool[pick_one(rng, _zipf(len(pool)), len(language))]
        found = np.where(language == code, drawn, found)
    return found


def addresses(rng: np.random.Generator, given: NDArray, family: NDArray) -> NDArray:
    """Make e-mail addresses; the ending .example belongs to nobody (RFC 2606).

    Parameters
    ----------
    rng : random stream
    given, family : (n,) names

    Returns
    -------
    (n,) addresses, the same name now and then with another number

    Examples
    --------
    >>> from segkit.simulate.draw import stream
    >>> one = np.array(["Zora"], dtype=object)
    >>> addresses(stream(1, "example"), one, one)[0].startswith("zora.zora")
    True
    """
    n = len(given)
    number = pd.Series(rng.integers(1, 10_000, n)).astype(str).to_numpy(dtype=object)
    box = np.array(MAILBOXES, dtype=object)[pick_one(rng, MAILBOX_WEIGHTS, n)]
    name = pd.Series(given + "." + family).str.lower().to_numpy(dtype=object)
    return name + number + "@" + box
