"""Names of firms: invented syllables, and a word for what the firm does."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from segkit.simulate.firms.industries import ALL

FIRST = (
    "Bre", "Cal", "Dor", "Eld", "Fen", "Gar", "Hal", "Ist", "Jor", "Kel", "Lun",
    "Mar", "Nev", "Orl", "Pel", "Quin", "Ras", "Sel", "Tor", "Ulv", "Ven", "Wes",
    "Yar", "Zel", "Ambr", "Bost", "Crev", "Drov", "Elz", "Frid", "Grent", "Hovr",
)  # fmt: skip
MIDDLE = (
    "a", "e", "i", "o", "u", "an", "el", "in", "or", "um", "av", "esk", "ild", "ond",
    "ur", "ay",
)  # fmt: skip
LAST = (
    "berg", "dahl", "fort", "gard", "holt", "kamp", "lond", "mire", "nard", "pont",
    "quet", "rand", "sund", "tane", "vall", "wick", "zier", "lotte", "mond", "reux",
)  # fmt: skip
# How the parts of a name are put together; {0} and {1} are families, {2} the trade.
FORMS = ("{0} {2}", "{0} & {1} {2}", "{2} {0}", "{0} {2} Group", "New {0} {2}")
# By kind of firm.
FORM_WEIGHTS = np.array(
    [
        [0.77, 0.06, 0.06, 0.03, 0.08],
        [0.56, 0.26, 0.16, 0.00, 0.02],
        [0.56, 0.24, 0.10, 0.08, 0.02],
        [0.58, 0.00, 0.38, 0.02, 0.02],
        [0.44, 0.16, 0.02, 0.36, 0.02],
    ]
)


def family_names(rng: np.random.Generator, n: int) -> NDArray[np.str_]:
    """Draw invented family names.

    Parameters
    ----------
    rng : random stream
    n : how many

    Returns
    -------
    (n,) array of text; about 10,000 different ones are possible

    Examples
    --------
    >>> from segkit.simulate.draw import stream
    >>> len(family_names(stream(1, "example"), 3))
    3
    """
    parts = [np.array(part)[rng.integers(0, len(part), n)] for part in (FIRST, LAST)]
    middle = np.array(MIDDLE)[rng.integers(0, len(MIDDLE), n)]
    return np.char.add(np.char.add(parts[0], middle), parts[1])


def firm_names(
    rng: np.random.Generator, form: NDArray[np.int64], activity: NDArray[np.int64]
) -> list[str]:
    """Draw the names of firms.

    Parameters
    ----------
    rng : random stream
    form : (n,) positions in `FORMS`
    activity : (n,) positions in `industries.ALL`

    Returns
    -------
    list of str

    Examples
    --------
    >>> from segkit.simulate.draw import stream
    >>> name = firm_names(stream(1, "example"), np.array([1]), np.array([0]))[0]
    >>> "&" in name
    True
    """
    n = len(form)
    one, two = family_names(rng, n), family_names(rng, n)
    which = rng.random(n)
    words = [ALL[place][2].words for place in activity]
    trade = [w[int(part * len(w))] for w, part in zip(words, which, strict=True)]
    forms = [FORMS[place] for place in form]
    parts = zip(forms, one, two, trade, strict=True)
    return [f.format(a, b, t) for f, a, b, t in parts]
