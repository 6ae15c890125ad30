"""Reports and logs as a small table of HTML, everything escaped."""

from __future__ import annotations

from html import escape

import pandas as pd

from segkit.quality.words import HEADINGS, LEVELS, MARKS, REPORT

# petroff8's red, orange and blue: told apart by colour-blind eyes, and by the marks
COLOURS = {"stop": "#b9283a", "decide": "#a85b00", "know": "#3d6b96"}
CELL = "padding:4px 8px;text-align:left;vertical-align:top;border-top:1px solid #ddd"
NUMBER = CELL.replace("text-align:left", "text-align:right") + ";white-space:nowrap"


def findings_html(findings: pd.DataFrame, title: str, head: str) -> str:
    """Show findings as a table.

    Parameters
    ----------
    findings : as in `QualityReport`
    title, head : above the table

    Returns
    -------
    str of HTML, without scripts

    References
    ----------
    own definition

    Examples
    --------
    >>> findings_html(pd.DataFrame({"level": []}), "Data <quality>", "0 rows")[:42]
    '<section><p><b>Data &lt;quality&gt;</b>: 0'
    """
    names = ["level", "check", "column", "rows", "share", "meaning", "todo", "decision"]
    top = f"<section><p><b>{escape(title)}</b>: {escape(head)}</p>"
    if findings.empty:
        return f"{top}<p>{escape(REPORT['none'])}</p></section>"
    rows = "".join(
        f"<tr>{''.join(_cell(name, row) for name in names)}</tr>"
        for row in findings.to_dict("records")
    )
    return f"{top}{_table(names, rows)}{_legend()}</section>"


def _legend() -> str:
    said = "; ".join(
        f'<span style="color:{COLOURS[k]}">{MARKS[k]} {escape(k)}</span>: {escape(v)}'
        for k, v in LEVELS.items()
    )
    return f'<p style="font-size:smaller">{said}</p>'


def _table(names: list[str], rows: str) -> str:
    heads = "".join(
        f'<th scope="col" style="{NUMBER if _is_number(n) else CELL}">'
        f"{escape(HEADINGS.get(n, n))}</th>"
        for n in names
    )
    return (
        '<table style="border-collapse:collapse;font-size:90%">'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _is_number(name: str) -> bool:
    return name.startswith("rows") or name == "share"


def _cell(name: str, row: dict) -> str:
    value = row[name]
    if name == "level":
        style = f"{CELL};color:{COLOURS[value]};white-space:nowrap"
        return f'<td style="{style}">{MARKS[value]} {escape(value)}</td>'
    if name == "share":
        return f'<td style="{NUMBER}">{value:.1%}</td>'
    if _is_number(name):
        return f'<td style="{NUMBER}">{value:,}</td>'
    if name in {"column", "decision", "params"} and value:
        return f'<td style="{CELL}"><code>{escape(str(value))}</code></td>'
    return f'<td style="{CELL}">{escape(str(value))}</td>'


def log_html(log: pd.DataFrame, title: str) -> str:
    """Show the log of a cleaning as a table.

    Parameters
    ----------
    log : as in `Cleaned`
    title : above the table

    Returns
    -------
    str of HTML, without scripts

    References
    ----------
    own definition

    Examples
    --------
    >>> log_html(pd.DataFrame({"decision": ["keep"]}), "Cleaned")[:30]
    '<section><p><b>Cleaned</b></p>'
    """
    names = list(log.columns)
    rows = "".join(
        f"<tr>{''.join(_cell(name, row) for name in names)}</tr>"
        for row in log.to_dict("records")
    )
    return f"<section><p><b>{escape(title)}</b></p>{_table(names, rows)}</section>"
