"""The made-up shop beside real ones: ``python -m benchmarks.calibration [--write]``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from segkit import datasets, plots

FOLDER = Path(__file__).parents[1] / "docs"
NAMES = {
    "world": "the world",
    "grocery": "Complete Journey",
    "music": "CDNOW",
}
HEAD = """# How real the made-up shop looks

Made by `python -m benchmarks.calibration --write`; a test runs it again. The same
functions measure the world (`segkit.datasets.load("orders")`), the purchases of 2,469
grocery households in 2017 (Complete Journey) and those of 23,570 people who first
bought music at CDNOW in the first quarter of 1997. The real data come with the extras
`real` and `clv-data`; segkit carries none of them.

| | {names} |
|---|---|---|---|
"""
TAIL = """
![Four panels: concentration, days between orders, order sizes, orders by month](calibration.png)

## What agrees, and what does not

- **Concentration** was aimed at the grocery panel's, and the share of people who buy
  once at CDNOW's. Hardly anybody buys once at a grocer's in a year.
- **Days between orders** lie between a grocer's (three days) and a music shop's (five
  weeks): the shop sells for home, garden and office. Like real gaps they are spread
  widely and lean to the short side; very long ones are rarer than at CDNOW.
- **Order sizes** are skewed as real ones are, mean above median. The baskets are small
  beside a grocer's: few lines, dearer things.
- **Seasons** are stronger than a grocer's: sales in January and July, gifts at the end of
  the year; spring shows in what is bought more than in how much.
  CDNOW's months are no season: everybody there began in the first quarter of 1997 and
  many never came back.
- **Coming back**: of the people who leave here, some come back once, and none twice.
  Real customers come and go more often.
- **What real data have and the world does not**: products that run out, prices that
  move from week to week, competitors next door, households that share a card.
"""  # noqa: E501


def shops() -> dict[str, pd.DataFrame]:
    """Return three shops' lines as customer_id, order_id, ordered_at, amount.

    Returns
    -------
    dict of pandas tables
    """
    keys = datasets.load("orders")[["order_id", "customer_id", "ordered_at"]]
    lines = datasets.load("order_lines")[["order_id", "amount"]]
    names = {old: new for new, old in datasets.COMPLETE_JOURNEY_COLUMNS.items()}
    grocery = datasets.complete_journey("transactions").rename(columns=names)
    music = datasets.cdnow(sample=False)
    return {
        "world": lines.merge(keys, on="order_id"),
        "grocery": grocery[["customer_id", "order_id", "ordered_at", "amount"]],
        "music": music.assign(order_id=np.arange(len(music))),
    }


def as_orders(lines: pd.DataFrame) -> pd.DataFrame:
    """Return one row per order: customer_id, ordered_at, amount, n_lines.

    Parameters
    ----------
    lines : customer_id, order_id, ordered_at, amount

    Returns
    -------
    pandas table
    """
    of_order = lines.groupby("order_id", sort=False)
    return pd.DataFrame(
        {
            "customer_id": of_order["customer_id"].first(),
            "ordered_at": of_order["ordered_at"].min(),
            "amount": of_order["amount"].sum(),
            "n_lines": of_order.size(),
        }
    )


def gaps(orders: pd.DataFrame) -> pd.Series:
    """Return the whole days between one order and the customer's next, above 0.

    Parameters
    ----------
    orders : customer_id, ordered_at

    Returns
    -------
    pandas Series
    """
    days = orders.assign(day=orders["ordered_at"].dt.normalize()).sort_values("day")
    found = days.groupby("customer_id")["day"].diff().dt.days
    return found[found > 0]


def figures(orders: pd.DataFrame) -> Iterator[tuple[str, float, str]]:
    """Measure one shop: what, how much, and how to print it.

    Parameters
    ----------
    orders : customer_id, ordered_at, amount, n_lines

    Yields
    ------
    (what, value, format)
    """
    of_customer = orders.groupby("customer_id")
    money = of_customer["amount"].sum().sort_values(ascending=False)
    n = of_customer.size()
    top = money.iloc[: round(0.2 * len(money))].sum() / money.sum()
    yield "customers with an order", len(money), "{:,.0f}"
    yield "orders", len(orders), "{:,.0f}"
    yield "part of revenue from the top 20 % of customers", top, "{:.1%}"
    yield "Gini coefficient of revenue", gini(money.to_numpy()), "{:.2f}"
    yield "customers with one order only", (n == 1).mean(), "{:.1%}"
    yield "median orders of customers with two or more", n[n > 1].median(), "{:.0f}"
    between = gaps(orders)
    for part in (0.1, 0.5, 0.9):
        what = f"days between orders, {part:.0%} quantile"
        yield what, between.quantile(part), "{:.0f}"
    yield "mean order over median order", _skew(orders["amount"]), "{:.2f}"
    yield "lines of an order, mean", orders["n_lines"].mean(), "{:.2f}"
    month = by_month(orders)
    yield "busiest month over the mean month", month.max(), "{:.2f}"
    yield "quietest month over the mean month", month.min(), "{:.2f}"
    saturday = (orders["ordered_at"].dt.day_of_week == 5).mean() * 7
    yield "orders on a Saturday, against the mean day", saturday, "{:.2f}"


def gini(amounts: np.ndarray) -> float:
    """Return the Gini coefficient of amounts (Gini 1912, by the sorted-rank formula).

    Parameters
    ----------
    amounts : (n,) not negative

    Returns
    -------
    float from 0 (all alike) to 1

    Examples
    --------
    >>> gini(np.array([1.0, 1.0])), gini(np.array([0.0, 1.0]))
    (0.0, 0.5)
    """
    ordered = np.sort(amounts)
    rank = np.arange(1, len(ordered) + 1)
    n = len(ordered)
    return float((2 * rank - n - 1) @ ordered / (n * ordered.sum()))


def by_month(orders: pd.DataFrame) -> pd.Series:
    """Return the orders a day of each calendar month, over their mean.

    Parameters
    ----------
    orders : ordered_at

    Returns
    -------
    pandas Series, index 1 to 12
    """
    month = orders["ordered_at"].dt.to_period("M")
    daily = month.value_counts() / pd.Series(
        {m: m.days_in_month for m in month.unique()}
    )
    mean = daily.groupby(daily.index.month).mean()
    return mean / mean.mean()


def _skew(amount: pd.Series) -> float:
    return amount.mean() / amount.median()


def measured() -> pd.DataFrame:
    """Measure the three shops.

    Returns
    -------
    pandas table of text, one row per figure, one column per shop
    """
    columns = {}
    for name, lines in shops().items():
        found = list(figures(as_orders(lines)))
        columns[name] = {what: form.format(value) for what, value, form in found}
    return pd.DataFrame(columns)


def page(table: pd.DataFrame) -> str:
    """Say what was measured, as Markdown.

    Parameters
    ----------
    table : as `measured` returns it

    Returns
    -------
    str
    """
    rows = [f"| {what} | {' | '.join(row)} |" for what, row in table.iterrows()]
    names = " | ".join(NAMES[name] for name in table)
    return HEAD.format(names=names) + "\n".join(rows) + "\n" + TAIL


def picture() -> Figure:
    """Draw the three shops over one another.

    Returns
    -------
    matplotlib Figure of four panels
    """
    made = {name: as_orders(lines) for name, lines in shops().items()}
    with plots.style():
        figure, axes = plt.subplots(2, 2, figsize=(10, 7), layout="constrained")
        styles = dict(zip(made, ("-", "--", ":"), strict=True))
        for name, orders in made.items():
            _draw(axes.ravel(), orders, label=NAMES[name], linestyle=styles[name])
    for ax in axes.ravel():
        ax.legend(frameon=False)
    return figure


def _draw(axes: np.ndarray, orders: pd.DataFrame, **look: str) -> None:
    money = np.sort(orders.groupby("customer_id")["amount"].sum())[::-1]
    share = np.linspace(0, 1, len(money))
    axes[0].plot(share, money.cumsum() / money.sum(), **look)
    axes[0].set(title="Concentration", xlabel="customers, best first")
    axes[0].set_ylabel("part of revenue")
    between = np.sort(gaps(orders))
    axes[1].plot(between, np.linspace(0, 1, len(between)), **look)
    axes[1].set(title="Days between orders", xlabel="days", xscale="log")
    axes[1].set_ylabel("part of the gaps at most so long")
    sizes = np.sort(orders["amount"] / orders["amount"].median())
    axes[2].plot(sizes, np.linspace(0, 1, len(sizes)), **look)
    axes[2].set(title="Order sizes", xlabel="times the median order", xlim=(0, 6))
    axes[2].set_ylabel("part of the orders at most so large")
    month = by_month(orders)
    axes[3].plot(month.index, month, **look)
    axes[3].set(title="Orders by month", xlabel="month", xticks=range(1, 13))
    axes[3].set_ylabel("times the mean month")


if __name__ == "__main__":
    text = page(measured())
    sys.stdout.write(text)
    if "--write" in sys.argv:
        (FOLDER / "calibration.md").write_text(text, encoding="utf-8", newline="\n")
        picture().savefig(FOLDER / "calibration.png", dpi=110)
