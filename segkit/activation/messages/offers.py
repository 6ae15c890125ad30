"""What an offer earns at each discount: margin against uptake, from data."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from segkit import checks, engine
from segkit.activation.words.messages import offers as words
from segkit.checks import DataError
from segkit.record import Table, rate_difference, wilson

FEW = 10  # buyers below which a level decides nothing
EACH = 1_000  # contacts that money is stated for


@dataclass(frozen=True)
class Shop:
    """What an order brings.

    Parameters
    ----------
    margin : of an order at list price, as a share of it
    amount : of an order at list price
    """

    margin: float
    amount: float

    def per_contact(self, rate: Any, discount: Any, cost: Any) -> Any:
        """Say what a contact earns at a rate of buyers, a discount and a cost."""
        return rate * self.amount * (self.margin - discount) - cost


class Offered(NamedTuple):
    """One discount: how many were offered it, how many bought, what a contact cost."""

    discount: float
    n: int
    bought: int
    cost: float

    @property
    def rate(self) -> float:
        """The share that bought."""
        return self.bought / self.n

    def ends(self, shop: Shop, level: float) -> tuple[float, float]:
        """Return the ends of what a contact earns."""
        rates = wilson(self.bought, self.n, level=level)
        money = [shop.per_contact(end, self.discount, self.cost) for end in rates]
        return min(money), max(money)


def offer_curve(
    history: Any,
    *,
    margin_rate: float,
    average_order_amount: float,
    contact_cost_amount: float | str = 0.0,
    discount: str = "discount_rate",
    bought: str = "converted",
    drawn_by_lot: bool = False,
    columns: Mapping[str, str] | None = None,
    level: float = 0.95,
) -> Table:
    """Say which discount earns most: what it gives away against what it brings.

    Every buyer gets the discount, also those who would have bought anyway.

    Parameters
    ----------
    history : one row a contact, any engine: the discount that was offered (0 to 1; 0
        for none, for instance those held out) and whether the customer bought
    margin_rate : margin of an order at list price, 0 to 1
    average_order_amount : of an order at list price
    contact_cost_amount : of a contact; or the column that holds it, where offers and
        no offers differ in that
    discount, bought : the columns
    drawn_by_lot : whether chance decided who was offered what; without it the table
        describes, and warns
    columns : ``{"our name": "your name"}``
    level : coverage of the intervals

    Returns
    -------
    Table, a row a discount, the smallest first: discount_rate, n, bought, uptake_rate,
        low, high (Wilson), margin_amount, margin_low, margin_high (per 1,000 contacts),
        needed_rate (uptake at which the discount earns as much as none), added_rate
        (uptake less that without a discount), added_low, added_high, best (may be the
        best, chance allowed for). ``attrs``: heading, notes, best, curve (a table of
        discount_rate, margin_amount, low, high along a logistic line; empty with fewer
        than three levels)

    Raises
    ------
    DataError
        if a column is missing, a discount is not between 0 and 1, or only one discount
        was ever offered

    References
    ----------
    Own definition of the margin: n u A (m - d) - n c. Line: logistic regression on the
    discount, intervals by the delta method. best: not below the highest by Newcombe's
    interval of two shares, in money, corrected by Bonferroni.

    Examples
    --------
    >>> history = pd.DataFrame({"discount_rate": [0.0] * 400 + [0.1] * 400})
    >>> history["converted"] = [1] * 20 + [0] * 380 + [1] * 40 + [0] * 360
    >>> found = offer_curve(history, margin_rate=0.4, average_order_amount=50)
    >>> found[["discount_rate", "uptake_rate", "margin_amount", "needed_rate"]].round(3)
       discount_rate  uptake_rate  margin_amount  needed_rate
    0            0.0         0.05         1000.0        0.050
    1            0.1         0.10         1500.0        0.067
    """
    shop = _shop(margin_rate, average_order_amount)
    cost = contact_cost_amount
    need = [discount, bought, *([cost] if isinstance(cost, str) else [])]
    table = checks.table(history, need, name="history", columns=columns)
    data = engine.to_pandas(table)
    offered, left_out = _offered(data, discount, bought, cost)
    found = Table(pd.DataFrame([_row(one, shop, level) for one in offered]))
    found = _against_none(found, offered, shop, level)
    found["best"] = _may_be_best(offered, shop, level)
    found.attrs |= _said(found, offered[0].discount == 0, drawn_by_lot)
    found.attrs["curve"] = _curve(offered, shop, level)
    found.attrs["left_out"] = left_out
    return found


def _shop(margin: float, amount: float) -> Shop:
    for name, value, most in (
        ("margin_rate", margin, 1.0),
        ("average_order_amount", amount, math.inf),
    ):
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise DataError(words.ABOVE_ZERO.format(name=name, value=value))
        if not 0 < value <= most:
            raise DataError(words.ABOVE_ZERO.format(name=name, value=value))
    return Shop(float(margin), float(amount))


def _offered(
    table: pd.DataFrame, discount: str, bought: str, cost: float | str
) -> tuple[list[Offered], int]:
    """Count contacts and buyers at every discount, the smallest first."""
    given = table[cost] if isinstance(cost, str) else pd.Series(cost, table.index)
    data = pd.DataFrame(
        {
            name: pd.to_numeric(column, errors="coerce").astype("Float64").astype(float)
            for name, column in (
                ("rate", table[discount]),
                ("answer", table[bought]),
                ("cost", given),
            )
        }
    )
    known = data.dropna()
    if not known["rate"].between(0, 1).all():
        worst = known.loc[~known["rate"].between(0, 1), "rate"].iloc[0]
        raise DataError(words.NO_DISCOUNT.format(column=discount, value=worst))
    if not known["answer"].isin((0, 1)).all():
        raise DataError(words.NO_ANSWER.format(column=bought))
    if (known["cost"] < 0).any():
        said = {"name": "contact_cost_amount", "value": known["cost"].min()}
        raise DataError(words.NOT_BELOW.format(**said))
    levels, places = np.unique(known["rate"].round(6), return_inverse=True)
    if len(levels) < 2:
        have = levels.tolist()
        raise DataError(words.ONE_LEVEL.format(column=discount, have=have))
    sizes = np.bincount(places)
    buyers = np.bincount(places, weights=known["answer"]).astype(int)
    costs = np.bincount(places, weights=known["cost"]) / sizes
    columns = (levels.tolist(), sizes.tolist(), buyers.tolist(), costs.tolist())
    offered = [Offered(*row) for row in zip(*columns, strict=True)]
    return offered, len(data) - len(known)


def _row(one: Offered, shop: Shop, level: float) -> dict[str, Any]:
    low, high = wilson(one.bought, one.n, level=level)
    money_low, money_high = one.ends(shop, level)
    value = shop.per_contact(one.rate, one.discount, one.cost)
    return {
        "discount_rate": one.discount,
        "n": one.n,
        "bought": one.bought,
        "uptake_rate": one.rate,
        "low": low,
        "high": high,
        "margin_amount": EACH * value,
        "margin_low": EACH * money_low,
        "margin_high": EACH * money_high,
    }


def _against_none(
    found: Table, offered: list[Offered], shop: Shop, level: float
) -> Table:
    """Say what each discount adds to none, and what it would have to."""
    names = ["needed_rate", "added_rate", "added_low", "added_high"]
    base = offered[0]
    if base.discount > 0:
        return Table(found.assign(**dict.fromkeys(names, math.nan)))
    rows: list[tuple[float, ...]] = [(base.rate, 0.0, 0.0, 0.0)]
    for one in offered[1:]:
        added = rate_difference(base.bought, base.n, one.bought, one.n, level=level)
        left = shop.amount * (shop.margin - one.discount)
        now = shop.per_contact(base.rate, 0.0, base.cost)
        needed = (now + one.cost) / left if left > 0 else math.inf
        rows.append((needed, *tuple(added)[:3]))
    return Table(found.assign(**pd.DataFrame(rows, columns=names, index=found.index)))


def _may_be_best(offered: list[Offered], shop: Shop, level: float) -> np.ndarray:
    """Say which discounts no other beats beyond chance, in money."""
    strict = 1 - 2 * (1 - level) / max(len(offered) - 1, 1)
    value = np.array(
        [shop.per_contact(one.rate, one.discount, one.cost) for one in offered]
    )
    low, high = np.array([one.ends(shop, strict) for one in offered]).T
    gap = value[None, :] - value[:, None]
    room = np.hypot((value - low)[None, :], (high - value)[:, None])
    return ~(gap > room).any(axis=1)


def _said(found: pd.DataFrame, base: bool, drawn_by_lot: bool) -> dict[str, Any]:
    place = int(found["margin_amount"].to_numpy().argmax())
    best = float(found["discount_rate"].iloc[place])
    rivals = [d for d in found.loc[found["best"], "discount_rate"] if d != best]
    margin = f"{found['margin_amount'].iloc[place]:,.0f}"
    said = {"best": words.share(best), "n": EACH, "margin": margin}
    notes = []
    if rivals:
        shown = ", ".join(words.share(d) for d in rivals)
        notes.append(words.RIVALS.format(rivals=shown))
    if not base:
        notes.append(words.NO_BASE)
    if found["bought"].min() < FEW:
        notes.append(words.FEW_BUYERS.format(few=FEW))
    if not drawn_by_lot:
        notes.append(words.NOT_BY_LOT)
    heading = words.BEST_OFFER if best else words.NO_OFFER
    return {"heading": heading.format(**said), "notes": notes, "best": best}


def _curve(offered: list[Offered], shop: Shop, level: float) -> pd.DataFrame:
    """Fit a logistic line through the levels, and say what it earns along the way."""
    names = ["discount_rate", "margin_amount", "low", "high"]
    if len(offered) < 3 or not 0 < sum(x.bought for x in offered) < sum(
        x.n for x in offered
    ):
        return pd.DataFrame(columns=names, dtype=float)
    from scipy import special  # noqa: PLC0415 - waited for only here

    from segkit.activation.messages.logistic import fit  # noqa: PLC0415

    d, n, k, cost = (np.array(part) for part in zip(*offered, strict=True))
    line = fit(np.column_stack([np.ones_like(d), d]), k, n)
    grid = np.linspace(d.min(), d.max(), 51)
    design = np.column_stack([np.ones_like(grid), grid])
    centre = design @ line.coefficients
    error = np.sqrt(np.einsum("ij,jk,ik->i", design, line.covariance, design))
    z = float(special.ndtri((1 + level) / 2))
    spent = np.interp(grid, d, cost)
    middle, low, high = (
        EACH * shop.per_contact(special.expit(centre + side * z * error), grid, spent)
        for side in (0, -1, 1)
    )
    ends = (np.minimum(low, high), np.maximum(low, high))
    return pd.DataFrame(dict(zip(names, (grid, middle, *ends), strict=True)))
