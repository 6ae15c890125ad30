"""Willingness to pay: the utility of a part, in money, and when not to say it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.models.needs import answers, bootstrap
from segkit.models.words import needs as said
from segkit.record import Table


def willingness_to_pay(
    worths: pd.DataFrame, *, price: str = "price_amount", level: float = 0.95
) -> Table:
    """Say what price difference each part of an offer is worth, with its interval.

    Parameters
    ----------
    worths : from `part_worths`, with the price as a number among the attributes
    price : the attribute that is the price
    level : coverage of the intervals

    Returns
    -------
    Table, one row per other attribute (and segment): amount in the unit of the price,
    low, high (delta method), and beyond, whether the amount is more than the prices
    shown differ by. Its heading says how far it holds

    Raises
    ------
    DataError
        if worths is another table, there is no such price, or its utility is not
        clearly below 0: dividing by what may be 0 gives any amount at all

    References
    ----------
    Train (2009), Discrete Choice Methods with Simulation, chapter 3, minus the
    ratio of the two utilities; Fieller (1954), Journal of the Royal
    Statistical Society B 16, 175-185, for the trap of a denominator near 0.

    Examples
    --------
    >>> from segkit.models.needs import part_worths
    >>> rng = np.random.default_rng(1)
    >>> asked = pd.DataFrame({"customer_id": np.repeat(range(200), 2), "task": 1,
    ...     "alternative": [1, 2] * 200, "price_amount": rng.choice([40.0, 50.0], 400),
    ...     "fast": rng.random(400) < 0.5})
    >>> u = 2 * asked["fast"] - 0.2 * asked["price_amount"] + rng.gumbel(size=400)
    >>> asked["chosen"] = u.groupby(asked["customer_id"]).rank() == 2
    >>> willingness_to_pay(part_worths(asked))["attribute"].tolist()
    ['fast']
    """
    by = worths.get("segment")
    parts = [(answers.ALL, worths)] if by is None else worths.groupby(by, sort=False)
    rows = [
        row
        for segment, part in parts
        for row in _worth(str(segment), part, worths, price, level)
    ]
    own = worths[worths["attribute"] == price].iloc[0]
    note = said.PRICE.format(low=f"{own['least']:g}", high=f"{own['most']:g}")
    table = answers.finished(rows, by, [note])
    table["beyond"] = table["amount"].abs() > own["most"] - own["least"]
    if table["beyond"].any():
        table.attrs["heading"] += f" {said.BEYOND}."
    return table


def _worth(
    segment: str, part: pd.DataFrame, worths: pd.DataFrame, price: str, level: float
) -> list[dict[str, Any]]:
    from scipy.stats import norm  # noqa: PLC0415

    if segment not in worths.attrs.get("cross", {}):
        raise DataError(
            "worths must be the table that part_worths made: its covariances are gone, "
            "or it is not of these segments"
        )
    names = part["attribute"].tolist()
    if price not in names:
        raise DataError(f"price={price!r} must be one of the attributes {names}")
    z = norm.ppf((1 + bootstrap.coverage(level)) / 2)
    p = names.index(price)
    beta, cross = part["utility"].to_numpy(), np.array(worths.attrs["cross"][segment])
    if beta[p] + z * np.sqrt(cross[p, p]) >= 0:
        raise DataError(
            f"the utility of '{price}' is {beta[p]:.3g} in segment '{segment}', not "
            "clearly below 0: dividing by it could give any amount. Ask more people, "
            "or do not speak of willingness to pay"
        )
    rows = []
    for i, name in enumerate(names):
        if i == p:
            continue
        amount = -beta[i] / beta[p]
        slope = np.zeros(len(beta))
        slope[[i, p]] = -1 / beta[p], beta[i] / beta[p] ** 2
        half = z * np.sqrt(slope @ cross @ slope)
        rows.append({"segment": segment, "attribute": name, "amount": float(amount)})
        rows[-1] |= {"low": float(amount - half), "high": float(amount + half)}
    return rows
