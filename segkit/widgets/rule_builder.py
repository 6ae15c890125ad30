"""The rule builder: a rule as text, and at once its size, reach, sentence and SQL."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from html import escape
from typing import Any, NamedTuple

import ipywidgets
import narwhals.stable.v2 as nw
import pandas as pd
from matplotlib.figure import Figure

from segkit import activation, checks, plots
from segkit.checks import DataError
from segkit.widgets import words
from segkit.widgets.controls import Pair, Screen, Shown, titled
from segkit.widgets.rule_parts import condition, joined, looks

WIDE = {"description_width": "11em"}
LIMITS = {"messages": (0, 30), "days": (1, 365), "back": (0, 730)}


class Built(NamedTuple):
    """A rule: the figure of its reach, its numbers, its words, its text and its SQL."""

    figure: Figure
    table: pd.DataFrame
    text: str
    rule: Any
    sql: str


def draw_rule_builder(
    tables: Mapping[str, Any],
    rule: Any,
    *,
    as_of: Any,
    policy: Any = None,
    audiences: Any = (),
) -> Built:
    """Draw who a rule selects and who of them may be contacted; say the rule.

    Parameters
    ----------
    tables : by name, as for `activation.select`
    rule : Rule, Audience, or the text of a rule
    as_of : the last local day that counts
    policy : who may be contacted; None for agreement to e-mail
    audiences : other audiences that the rule may ask for

    Returns
    -------
    Built: figure (who may be contacted, and who not), table (one row: size, reach and
    the reasons; without a column of agreement the size alone), text, rule and sql

    Raises
    ------
    DataError
        as `activation.rule` and `activation.select` do

    Notes
    -----
    Own definition.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> customers = pd.DataFrame({"customer_id": [1, 2, 3], "n_orders": [1, 4, 5],
    ...                           "email_consent": [True, True, False]})
    >>> found = draw_rule_builder({"customers": customers}, "n_orders >= 3",
    ...                           as_of="2024-06-30")
    >>> found.text
    '2 of 3 customers (66.7 %) on 2024-06-30; 1 may be contacted.
    Customers whose number of orders is at least 3.'
    >>> plt.close(found.figure)
    """
    made = _rule(rule)
    policy = activation.Policy() if policy is None else policy
    asks = policy.consent in _columns(tables)
    table = _reach(made, tables, policy, as_of, audiences, asks=asks)
    row, of = table.iloc[0], table.attrs["n_customers"]
    share = words.RULE_SHARE.format(share=100 * row["size"] / of) if of else ""
    text = (words.RULE_SAID if asks else words.RULE_NO_REACH).format(
        n=int(row["size"]),
        of=of,
        share=share or words.RULE_NOBODY,
        as_of=checks.day(as_of).isoformat(),
        reach=int(row["reach"]),
        sentence=made.sentence[0].upper() + made.sentence[1:],
    )
    sql = made.sql(tables, as_of=as_of, audiences=audiences)
    figure = plots.audience_reach(table).get_figure(root=True)
    assert figure is not None
    return Built(figure, table, text, made, sql)


def explore_rule_builder(
    tables: Mapping[str, Any],
    rule: str = "bought in the last 30 days",
    *,
    as_of: Any,
    audiences: Any = (),
) -> Screen:
    """Write a rule, or put it together, and see at once who is meant.

    Parameters
    ----------
    tables, as_of, audiences : as for `draw_rule_builder`
    rule : the text to begin with

    Returns
    -------
    Screen: a list of ready rules, the text of the rule, three controls and three
    buttons that add a condition, number boxes with sliders for the day and (where
    tables has sends) the cap of messages, a status line (size, reach, sentence) and
    beneath it the figure, the text and the SQL. Make it the last line of a cell.
    Everything works by keyboard: the text is read when the cursor leaves it.

    Raises
    ------
    DataError
        as `draw_rule_builder` does, for the first rule

    Notes
    -----
    Own definition.

    Examples
    --------
    >>> customers = pd.DataFrame({"customer_id": [1, 2, 3], "n_orders": [1, 4, 5]})
    >>> screen = explore_rule_builder({"customers": customers}, "n_orders >= 2",
    ...                               as_of="2024-06-30")
    >>> screen.put({"rule": "n_orders >="})
    >>> screen.said[:42]
    'Not drawn: rule, line 1, character 12: a v'
    """
    last = checks.day(as_of)
    text = ipywidgets.Textarea(
        value=str(rule), description=words.RULE_TEXT, continuous_update=False,
        style=WIDE, layout={"width": "46em", "height": "5em"},
    )  # fmt: skip
    start = {"messages": 0, "days": 30, "back": 0}
    pairs = {
        name: Pair(words.RULE_LABELS[name], start[name], *limits)
        for name, limits in LIMITS.items()
        if name == "back" or "sends" in tables
    }

    def draw(rule: str, back: int, messages: int = 0, days: int = 1) -> Shown:
        policy = activation.Policy(cap=(messages, days) if messages else None)
        day = last - timedelta(days=back)
        found = draw_rule_builder(
            tables, rule, as_of=day, policy=policy, audiences=audiences
        )
        picture = plots.to_img(found.figure)
        return Shown(picture + _written(found), found.text)

    inputs = {"rule": text, **{name: pair.box for name, pair in pairs.items()}}
    controls = [
        _ready(text), text, _adder(text, tables),
        titled(words.RULE_WHO, list(pairs.values())),
    ]  # fmt: skip
    return Screen(controls, inputs, draw)


def _rule(rule: Any) -> Any:
    rule = getattr(rule, "rule", rule)  # that of an Audience
    return rule if isinstance(rule, activation.Rule) else activation.rule(rule)


def _columns(tables: Mapping[str, Any]) -> list[str]:
    if "customers" not in tables:
        return []
    return list(nw.from_native(tables["customers"]).collect_schema().names())


def _reach(
    rule: Any, tables: Any, policy: Any, as_of: Any, audiences: Any, *, asks: bool
) -> pd.DataFrame:
    """Say who may be contacted; without a column of agreement everybody counts."""
    if asks:
        one = {words.RULE_SIZE: rule}
        return activation.reach(one, tables, policy, as_of=as_of, others=audiences)
    chosen = activation.select(rule, tables, as_of=as_of, audiences=audiences)
    none = dict.fromkeys(("said_no", "never_asked", "suppressed", "over_the_cap"), 0)
    row = {"size": len(chosen), **none, "reach": len(chosen)}
    table = pd.DataFrame([row], index=[words.RULE_SIZE])
    table.attrs["n_customers"] = chosen.n_customers
    return table


def _written(found: Built) -> str:
    """Return the text and the SQL of a rule as HTML; everything in them is escaped."""
    parts = {"text": str(found.rule), "sql": found.sql}
    style = "white-space: pre-wrap; overflow-wrap: anywhere; max-width: 46em"
    return "".join(
        f"<details{' open' if key == 'text' else ''}><summary>"
        f"{escape(words.RULE_PARTS[key])}</summary>"
        f'<pre style="{style}">{escape(part)}</pre></details>'
        for key, part in parts.items()
    )


def _ready(text: Any) -> Any:
    """Return a list of ready rules that fill in the text."""
    rules = {name: str(each.rule) for name, each in activation.presets().items()}
    own = (words.RULE_OWN, "")
    box = ipywidgets.Dropdown(
        options=[own, *rules.items()], description=words.RULE_PRESET, style=WIDE,
        layout={"width": "29.5em"},
    )  # fmt: skip

    def fill(change: Any) -> None:
        if change["new"]:
            text.value = change["new"]

    box.observe(fill, "value")
    return box


def _adder(text: Any, tables: Mapping[str, Any]) -> Any:
    """Return three controls that make a condition, and buttons that add it."""
    look, how, value = (
        ipywidgets.Dropdown(options=looks(tables), description=words.RULE_LOOK),
        ipywidgets.Dropdown(
            options=[(said, op) for op, said in words.RULE_HOWS.items()],
            description=words.RULE_HOW,
        ),
        ipywidgets.Text(value="1", description=words.RULE_VALUE),
    )
    said = ipywidgets.HTML()
    for control in (look, how, value):
        control.style, control.layout = WIDE, {"width": "29.5em"}

    def add(joint: str) -> None:
        part = condition(look.value, how.value, value.value)
        try:
            text.value = joined(text.value, part, joint)
            said.value = ""
        except DataError as error:
            told = words.RULE_BROKEN.format(text=part, error=error)
            said.value = f'<div role="status">{escape(told)}</div>'

    buttons = []
    for joint, label in words.RULE_ADD.items():
        button = ipywidgets.Button(description=label, layout={"width": "11em"})
        button.on_click(lambda _, joint=joint: add(joint))
        buttons.append(button)
    rows = [look, how, value, ipywidgets.HBox(buttons), said]
    return titled(words.RULE_ADD_TITLE, rows)
