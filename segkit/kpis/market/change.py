"""Who takes market share from whom, and whether it was won or came by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

from segkit import engine
from segkit.checks import DataError
from segkit.kpis import reading
from segkit.kpis import words as shared
from segkit.kpis.market.shares import MARKET
from segkit.kpis.words import market as words
from segkit.record import Table

c = nw.col


def share_change(
    market: Any,
    *,
    before: tuple[Any, Any],
    after: tuple[Any, Any],
    by: Sequence[str] = (),
    columns: Mapping[str, str] | None = None,
) -> Table:
    """Say which brand gained market share and which lost it, between two periods.

    Parameters
    ----------
    market : table month, brand, sales_amount, in any engine
    before, after : (first, last) day of each period; months count by their first day
    by : columns to look at separately, such as ``["product_world"]``
    columns : ``{"our name": "your name"}``

    Returns
    -------
    Table, a row per brand (within each `by`): sales_before, sales_after, share_before,
    share_after, change (rates, 0.01 is a point); the largest gain first

    Raises
    ------
    DataError
        if a period has no sales, or the two overlap

    Notes
    -----
    Own definition. All sales are counted, so there is no interval.

    Examples
    --------
    >>> market = pd.DataFrame({"month": pd.to_datetime(["2023-01-01"] * 2
    ...     + ["2024-01-01"] * 2), "brand": ["we", "they"] * 2})
    >>> market["sales_amount"] = [30, 70, 60, 60]
    >>> share_change(market, before=("2023-01-01", "2023-12-31"),
    ...     after=("2024-01-01", "2024-12-31"))[["change"]]
           change
    brand
    we        0.2
    they     -0.2
    """
    by = list(by)
    sums, said = _sums(market, before, after, by, columns)
    shares = sums / (sums.groupby(level=by).transform("sum") if by else sums.sum())
    table = pd.DataFrame(
        {
            "sales_before": sums["before"],
            "sales_after": sums["after"],
            "share_before": shares["before"],
            "share_after": shares["after"],
        }
    )
    table["change"] = table["share_after"] - table["share_before"]
    table = table.reset_index()
    down = [*[True] * len(by), False, True]
    table = table.sort_values([*by, "change", "brand"], ascending=down)
    result = Table(table.set_index([*by, "brand"]))
    text = words.CHANGE if result["change"].abs().max() > 0 else words.CHANGE_NOBODY
    gained, lost = (
        _named(result["change"].idxmax()),
        _named(result["change"].idxmin()),
    )
    result.attrs = {"heading": text.format(**said, gained=gained, lost=lost), **said}
    return result


def share_shift(
    market: Any,
    *,
    brand: str,
    by: str,
    before: tuple[Any, Any],
    after: tuple[Any, Any],
    columns: Mapping[str, str] | None = None,
) -> Table:
    """Say whether a brand's share changed because it won, or because markets grew.

    Parameters
    ----------
    market, before, after, columns : as for `share_change`
    brand : whose share
    by : column of the markets, such as ``"product_world"`` or ``"region"``

    Returns
    -------
    Table, a row per market and ``all``: market_before, market_after (sales of all),
    share_before, share_after, change, within (change of the share times the weight the
    market had), mix (change of the weight times the share after, measured against the
    share of all before); within and mix of ``all`` add up to its change

    Raises
    ------
    DataError
        as `share_change`; or if the brand is not in the market

    Notes
    -----
    Shift-share, own form. A brand can lose in every market and win in all together:
    Simpson's paradox.

    Examples
    --------
    >>> market = pd.DataFrame({"month": pd.to_datetime(["2023-01-01"] * 4
    ...     + ["2024-01-01"] * 4), "brand": ["we", "they"] * 4,
    ...     "world": ["home", "home", "garden", "garden"] * 2})
    >>> market["sales_amount"] = [50, 50, 10, 90, 45, 55, 40, 260]
    >>> found = share_shift(market, brand="we", by="world",
    ...     before=("2023-01-01", "2023-12-31"), after=("2024-01-01", "2024-12-31"))
    >>> found[["change", "within", "mix"]].round(4)
            change  within     mix
    world
    garden  0.0333  0.0167 -0.0417
    home   -0.0500 -0.0250 -0.0375
    all    -0.0875 -0.0083 -0.0792
    """
    sums, said = _sums(market, before, after, [by], columns)
    brands = sums.index.get_level_values("brand")
    if brand not in brands:
        raise DataError(words.BRAND.format(brand=brand, names=sorted(set(brands))))
    markets = sums.groupby(level=by).sum()
    ours = sums.xs(brand, level="brand").reindex(markets.index).fillna(0.0)
    share = (ours / markets.where(markets > 0)).fillna(0.0)
    weight, total = markets / markets.sum(), ours.sum() / markets.sum()
    table = pd.DataFrame(
        {
            "market_before": markets["before"],
            "market_after": markets["after"],
            "share_before": share["before"],
            "share_after": share["after"],
            "change": share["after"] - share["before"],
        }
    )
    table["within"] = weight["before"] * table["change"]
    moved = weight["after"] - weight["before"]
    table["mix"] = moved * (share["after"] - total["before"])
    sales = markets.sum()
    both = [table["within"].sum(), table["mix"].sum()]
    change = total["after"] - total["before"]
    table.loc[words.ALL] = [
        sales["before"], sales["after"], total["before"], total["after"], change, *both,
    ]  # fmt: skip
    result = Table(table.rename_axis(by))
    result.attrs = {"heading": _shifted(brand, by, said, table.loc[words.ALL]), **said}
    return result


def _shifted(brand: str, by: str, said: dict[Any, Any], total: Any) -> str:
    return words.SHIFT.format(
        brand=brand,
        by=by,
        share_before=f"{100 * total['share_before']:.1f} %",
        share_after=f"{100 * total['share_after']:.1f} %",
        within=f"{100 * total['within']:+.1f}",
        mix=f"{100 * total['mix']:+.1f}",
        **said,
    )


def _named(place: Any) -> str:
    return " / ".join(map(str, place)) if isinstance(place, tuple) else str(place)


def _sums(
    market: Any,
    before: tuple[Any, Any],
    after: tuple[Any, Any],
    by: list[str],
    columns: Mapping[str, str] | None,
) -> tuple[pd.DataFrame, dict[Any, Any]]:
    """Sum the sales of each brand and market in both periods, in the engine."""
    periods = {"before": _pair(before, "before"), "after": _pair(after, "after")}
    said = {
        name: shared.PERIOD.format(first=first, last=last)
        for name, (first, last) in periods.items()
    }
    if periods["before"][1] >= periods["after"][0]:
        raise DataError(words.OVERLAP.format(**said))
    rows = reading.opened(MARKET, market, columns=columns, by=tuple(by))
    found = {}
    for name, (first, last) in periods.items():
        inside, window, _ = reading.inside(MARKET, rows, first, last)
        sums = MARKET.per_customer(inside, by, window)
        table = engine.to_pandas(sums.to_native()).set_index([*by, "brand"])
        found[name] = table["cents"] / 100
        if not found[name].sum() > 0:
            raise DataError(words.NO_SALES.format(period=said[name]))
    return pd.DataFrame(found).fillna(0.0).sort_index(), said


def _pair(value: Any, name: str) -> Any:
    if not isinstance(value, tuple | list) or len(value) != 2:
        raise DataError(words.PERIOD_PAIR.format(name=name, value=value))
    return reading.days(*value)
