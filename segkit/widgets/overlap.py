"""The overlap of audiences: choose two or three, move the day, see who is in both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from itertools import combinations
from typing import Any, NamedTuple

import ipywidgets
import pandas as pd
from matplotlib.figure import Figure

from segkit import activation, checks, plots
from segkit.checks import DataError
from segkit.widgets import words
from segkit.widgets.controls import Pair, Screen, Shown

MOST_BACK = 730  # days


class Overlap(NamedTuple):
    """What was drawn, the customers in each combination, and its words."""

    figure: Figure
    table: pd.DataFrame
    text: str


def draw_overlap(
    audiences: Any,
    tables: Mapping[str, Any],
    *,
    as_of: Any,
    names: Sequence[str] | None = None,
) -> Overlap:
    """Draw how two or three audiences overlap on a day.

    Parameters
    ----------
    audiences : Audiences, or ``{name: rule}``
    tables : by name, as for `activation.select`
    as_of : the last local day that counts
    names : the two or three that are drawn; None for the first three

    Returns
    -------
    Overlap: figure (circles), table (as `activation.audience_combinations` returns it)
    and text

    Raises
    ------
    DataError
        if names are not two or three different audiences, or nobody is in any of them

    Notes
    -----
    Own definition.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> customers = pd.DataFrame({"customer_id": range(9), "n": range(9)})
    >>> found = draw_overlap({"many": "n > 2", "few": "n < 5"},
    ...                      {"customers": customers}, as_of="2024-06-30")
    >>> found.text
    'On 2024-06-30: 2 in both many and few.
    40 % of the smallest, few, is in another one too.'
    >>> plt.close(found.figure)
    """
    known = _named(audiences)
    chosen = list(known)[:3] if names is None else list(names)
    if len(set(chosen)) != len(chosen) or not 2 <= len(chosen) <= 3:
        raise DataError(words.OVERLAP_TWO.format(names=chosen))
    for name in chosen:
        checks.choice(name, list(known), name="names")
    others = list(known.values())
    table = activation.audience_combinations(
        [known[name] for name in chosen], tables, as_of=as_of, others=others
    )
    figure = plots.venn(table).get_figure(root=True)
    assert figure is not None
    return Overlap(figure, table, _text(table, chosen, checks.day(as_of).isoformat()))


def explore_overlap(audiences: Any, tables: Mapping[str, Any], *, as_of: Any) -> Screen:
    """Choose two or three audiences, move the day, and see whom they share.

    Parameters
    ----------
    audiences, tables, as_of : as for `draw_overlap`

    Returns
    -------
    Screen: three lists, a number box with a slider for the day, a status line and the
    figure. Make it the last line of a cell. What was drawn once is kept.

    Raises
    ------
    DataError
        as `draw_overlap` does, for the first two audiences

    Notes
    -----
    Own definition.

    Examples
    --------
    >>> customers = pd.DataFrame({"customer_id": range(9), "n": range(9)})
    >>> screen = explore_overlap({"many": "n > 2", "few": "n < 5"},
    ...                          {"customers": customers}, as_of="2024-06-30")
    >>> screen.put({"second": "many"})
    >>> screen.said.split(". ")[0]
    "Not drawn: choose two different audiences or three; these are ['many', 'many']"
    """
    known = _named(audiences)
    if len(known) < 2:
        raise DataError(words.OVERLAP_FEW.format(n=len(known)))
    last, kept = checks.day(as_of), {}
    none = [(words.OVERLAP_NONE, "")]
    starts = [*list(known)[:2], ""]
    boxes = {
        key: ipywidgets.Dropdown(
            options=[*(none if key == "third" else []), *((n, n) for n in known)],
            value=start,
            description=label,
            style={"description_width": "11em"},
            layout={"width": "29.5em"},
        )
        for key, label, start in zip(
            ("first", "second", "third"), words.OVERLAP_LABELS, starts, strict=True
        )
    }
    back = Pair(words.OVERLAP_BACK, 0, 0, MOST_BACK)

    def draw(first: str, second: str, third: str, back: int) -> Shown:
        names = tuple(name for name in (first, second, third) if name)
        if (names, back) not in kept:
            day = last - timedelta(days=back)
            found = draw_overlap(known.values(), tables, as_of=day, names=names)
            kept[names, back] = Shown(plots.to_img(found.figure), found.text)
        return kept[names, back]

    return Screen([*boxes.values(), back], {**boxes, "back": back.box}, draw)


def _named(audiences: Any) -> dict[str, Any]:
    if isinstance(audiences, Mapping):
        audiences = [_audience(name, each) for name, each in audiences.items()]
    return {each.name: each for each in audiences}


def _audience(name: str, rule: Any) -> Any:
    made = isinstance(rule, activation.Audience)
    return rule if made else activation.Audience(name, rule)


def _text(table: pd.DataFrame, names: list[str], as_of: str) -> str:
    sizes = {name: int(table.loc[table[name], "n"].sum()) for name in names}
    smallest = min(names, key=lambda name: (sizes[name], name))
    if not sizes[smallest]:
        return words.OVERLAP_EMPTY.format(as_of=as_of, name=smallest)
    pairs = [
        words.OVERLAP_PAIR.format(
            n=int(table.loc[table[a] & table[b], "n"].sum()), a=a, b=b
        )
        for a, b in combinations(names, 2)
    ]
    others = table[[name for name in names if name != smallest]].any(axis=1)
    both = int(table.loc[table[smallest] & others, "n"].sum())
    share = f"{100 * both / sizes[smallest]:.0f} %"
    return words.OVERLAP_TEXT.format(
        as_of=as_of, pairs=", ".join(pairs), share=share, name=smallest
    )
