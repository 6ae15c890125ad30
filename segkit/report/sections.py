"""The sections of the report: sentences and tables, no markup."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from segkit.report import facts, words
from segkit.report.forms import count, grid, money, one_decimal, percent
from segkit.report.material import Material
from segkit.report.words import GLANCE, MESSAGES, POOLED, TEST

FEW_LEAVE = 0.8  # share of all customers that bought again, from which few leave
COLUMNS = ("share", "revenue", "revenue_share", "orders", "basket")


def front(m: Material) -> dict[str, Any]:
    """Write the title, the tiles and the messages of the first page."""
    lead = words.LEAD if m.as_of else words.LEAD_PLAIN
    values = {
        "customers": count(len(m.X)),
        "as_of": m.as_of,
        "groups": m.segments.nunique(),
    }
    title = words.TITLE.format(source=m.source) if m.source else words.TITLE_PLAIN
    method = words.LEAD_METHOD.format(method=m.method_words)
    return {
        "title": title,
        "lead": lead.format(**values) + method,
        "tiles": _tiles(m),
        "messages": [*_money_messages(m), *_test_message(m), *_first_message(m)],
    }


def _tiles(m: Material) -> list[tuple[str, list[str]]]:
    """Write the few largest numbers, each in parts that stay on one line."""
    shown = {"customers": [count(m.totals["customers"])]}
    if "orders" in m.totals:
        shown["orders"] = [count(m.totals["orders"])]
    if "revenue" in m.totals:
        shown["revenue"] = [money(m.totals["revenue"], m.currency)]
    if "first_day" in m.totals:
        last = words.UNTIL.format(last=m.totals["last_day"])
        shown["period"] = [m.totals["first_day"], last]
    return [(words.TILES[name], parts) for name, parts in shown.items()]


def _money_messages(m: Material) -> list[str]:
    rows = [row for row in m.named_rows if "revenue_share" in row]
    if not rows or m.totals.get("revenue", 0) <= 0:
        return []
    best = max(rows, key=lambda row: row["revenue"])
    message = MESSAGES["best"].format(
        name=best["name"],
        share=percent(best["share"]),
        revenue_share=percent(best["revenue_share"]),
    )
    share = percent(facts.concentration(m.X))
    return [message, MESSAGES["concentration"].format(share=share)]


def _test_message(m: Material) -> list[str]:
    if len(m.rates) < 2:
        return []
    best, worst = (
        max(m.rates, key=m.rates.__getitem__),
        min(m.rates, key=m.rates.__getitem__),
    )
    message = MESSAGES["test"].format(
        days=m.held.days,
        best=best,
        worst=worst,
        high=percent(m.rates[best]),
        low=percent(m.rates[worst]),
    )
    return [message]


def _first_message(m: Material) -> list[str]:
    if m.begin is None and m.tested is not None and m.rows:
        value = float(m.tested["value"]["all"])
        most = max(m.rows, key=lambda row: row.get("revenue", 0))["name"]
        text = MESSAGES["stay"].format(value=percent(value), name=most)
        return [text] if value >= FEW_LEAVE else []
    if m.begin is None:
        return []
    action = m.advices[m.begin].action
    return [MESSAGES["first"].format(name=m.begin, action=action)]


def groups(m: Material) -> dict[str, Any]:
    """Write the table of all groups, and a card for each."""
    return {
        "glance": _glance(m),
        "glance_notes": _glance_notes(m),
        "cards": [_card(m, name) for name in m.names if name not in m.empty],
    }


def _glance(m: Material) -> dict[str, Any]:
    present = [c for c in (*COLUMNS, "recency_days") if m.rows and c in m.rows[0]]
    columns = ["name", "n", *present]
    rows = [_glance_row(row, columns) for row in m.rows]
    if rows:
        everyone = facts.per_segment(m.X, pd.Series("", m.X.index, dtype="category"))
        total = {**everyone[0], "name": words.ALL}
        rows.append(_glance_row(total, columns))
    headings = [_heading(column, m.currency) for column in columns]
    numbers = range(1, len(columns))
    return grid(GLANCE["caption"], headings, rows, numbers=numbers, total=True)


def _heading(column: str, currency: str) -> str:
    unit = f" ({currency})" if currency and column in {"revenue", "basket"} else ""
    return GLANCE[column] + unit


def _glance_row(row: Mapping[str, Any], columns: list[str]) -> list[Any]:
    write = {
        "name": lambda r: r["name"],
        "n": lambda r: count(r["n"]),
        "share": lambda r: (percent(r["share"]), r["share"]),
        "revenue": lambda r: money(r["revenue"]),
        "revenue_share": lambda r: (percent(r["revenue_share"]), r["revenue_share"]),
        "orders": lambda r: one_decimal(r["orders"]),
        "basket": lambda r: money(r["basket"]),
        "recency_days": lambda r: count(r["recency_days"]),
    }
    return [write[column](row) for column in columns]


def _glance_notes(m: Material) -> list[str]:
    notes = []
    if not m.rows:
        notes.append(words.TOO_FEW.format(n=len(m.X), minimum=m.minimum))
    if m.small:
        names = ", ".join(m.small)
        notes.append(
            words.POOLED_NOTE.format(pooled=POOLED, minimum=m.minimum, names=names)
        )
    if len(m.small) > 1 and m.rows and len(m.X) < 3 * m.minimum * m.segments.nunique():
        many = {"n": len(m.X), "groups": m.segments.nunique()}
        notes.append(words.MANY_SEGMENTS.format(**many))
    if m.empty:
        notes.append(words.EMPTY_NOTE.format(names=", ".join(m.empty)))
    return notes


def _card(m: Material, name: str) -> dict[str, Any]:
    row = m.row(name)
    if row is None:
        numbers = words.CARD_SMALL.format(minimum=m.minimum)
    else:
        share = percent(row["share"])
        numbers = words.CARD_NUMBERS.format(n=count(row["n"]), share=share)
        if "revenue" in row:
            numbers += words.CARD_MONEY.format(
                revenue=money(row["revenue"], m.currency),
                revenue_share=percent(row["revenue_share"]),
            )
    if name in m.rates:
        numbers += words.CARD_TEST.format(value=percent(m.rates[name]))
    advice = m.advices[name]
    return {
        "name": name,
        "numbers": numbers,
        "meaning": advice.meaning,
        "goal": advice.goal,
        "action": advice.action,
        "begin": name == m.begin,
    }


def test(m: Material) -> dict[str, Any]:
    """Write the back-test, or why there is none."""
    if m.tested is None:
        return {"test": grid("", [], []), "test_notes": [m.untested] * bool(m.untested)}
    said = m.days
    everyone = {k: float(m.tested[k]["all"]) for k in ("n", *RATES)}
    result = words.TEST_RESULT.format(
        n=count(everyone["n"]), **{k: percent(everyone[k]) for k in RATES}
    )
    headings = [TEST[k].format(**said) for k in TEST if k != "caption"]
    rows = [_test_row(name, row) for name, row in m.tested.iterrows()]
    caption = TEST["caption"].format(**said)
    if len(rows) < 3:
        few = words.TEST_TOO_FEW.format(minimum=m.minimum)
        return {"test": grid("", [], []), "test_notes": [result, few]}
    awake = ", ".join(f"“{name}”" for name in m.awake)
    return {
        "test": grid(caption, headings, rows, numbers=range(1, 5), total=True),
        "test_notes": [
            words.TEST_LEAD.format(**said),
            result,
            words.TEST_NEWCOMERS.format(**said),
            *[words.AWAKE.format(names=awake)] * bool(awake),
        ],
    }


RATES = ("value", "low", "high")


def _test_row(name: Any, row: pd.Series) -> list[Any]:
    ends = {"low": percent(row["low"]), "high": percent(row["high"])}
    return [
        words.ALL if name == "all" else str(name),
        count(row["n"]),
        count(row["numerator"]),
        (percent(row["value"]), row["value"]),
        words.INTERVAL.format(**ends),
    ]
