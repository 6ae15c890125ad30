"""Groups too small to be shown alone are shown together: nobody can be worked out."""

from __future__ import annotations

import pandas as pd

from segkit.report.words import POOLED


def too_small(sizes: pd.Series, minimum: int) -> list[str]:
    """Say which groups must be shown together.

    A group with fewer than `minimum` customers is never shown alone. If the small ones
    together are still fewer than that, the next smallest join them, because otherwise
    the total minus the groups shown would give them away.

    Parameters
    ----------
    sizes : customers of each group, indexed by name
    minimum : the smallest number of customers that may be shown

    Returns
    -------
    list of names, in the order of `sizes`; empty groups are not among them

    References
    ----------
    Own definition, after the threshold rule with secondary suppression of official
    statistics (Hundepool and others, 2012, Statistical Disclosure Control, section 4).

    Examples
    --------
    >>> too_small(pd.Series({"VIP": 3, "Loyal": 12, "New": 40, "Lost": 0}), 10)
    ['VIP', 'Loyal']
    """
    rising = sizes[sizes > 0].sort_values(kind="stable")
    running = rising.cumsum().shift(fill_value=0)  # already together
    small = rising < minimum
    together = small | ((running > 0) & (running < minimum))
    names = set(rising.index[together])
    return [str(name) for name in sizes.index if name in names]


def pool(segments: pd.Series, minimum: int) -> tuple[pd.Series, list[str]]:
    """Put the customers of small groups into one group.

    Parameters
    ----------
    segments : categorical, indexed by customer_id
    minimum : the smallest number of customers that may be shown

    Returns
    -------
    (segments, names of the groups put together); empty groups are gone

    Examples
    --------
    >>> mine = pd.Series(pd.Categorical(["VIP"] + ["Loyal"] * 9 + ["New"] * 40))
    >>> shown, names = pool(mine, 10)
    >>> shown.value_counts().to_dict(), names
    ({'New': 40, 'Small segments together': 10}, ['Loyal', 'VIP'])
    """
    sizes = segments.value_counts(sort=False)
    sizes.index = sizes.index.astype(str)
    small = too_small(sizes, minimum)
    kept = [name for name in sizes.index if sizes[name] and name not in small]
    names = segments.astype("str").where(~segments.isin(small), POOLED)
    order = kept + [POOLED] * bool(small)
    shown = pd.Series(
        pd.Categorical(names.where(segments.notna()), categories=order, ordered=True),
        index=segments.index,
        name=segments.name,
    )
    return shown, small
