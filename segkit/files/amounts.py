"""Columns of text that are numbers: decided by the column, then by its file."""

from __future__ import annotations

import pandas as pd

from segkit.checks import choice
from segkit.files import numerals
from segkit.files.found import Converted
from segkit.files.words import PROBLEMS, READING, join, row_list

MISSING_NUMBER = {"NA", "N/A", "n/a", "None", "none", "-", "--", "."}
PROTECTED = r"'+[=+\-@\t\r\n]"
SIMPLE_INT = r"(?:0|-?[1-9]\d{0,17})"


def unprotect(column: pd.Series) -> pd.Series:
    """Take away the apostrophe that kept a cell from being a formula.

    Parameters
    ----------
    column : Series of str

    Returns
    -------
    Series of str

    References
    ----------
    own definition: the inverse of `segkit.files.neutral`

    Examples
    --------
    >>> unprotect(pd.Series(["'=A1", "'tis"])).tolist()
    ['=A1', "'tis"]
    """
    marked = column.str.match(PROTECTED, na=False)
    return column.mask(marked, column.str.slice(1)) if marked.any() else column


def number_columns(
    texts: dict[str, pd.Series],
    done: Converted,
    separator: str = "",
    decimal: str | None = None,
) -> dict[str, pd.Series]:
    """Turn those columns of text into numbers whose every value is one.

    Parameters
    ----------
    texts : {name: Series of str}
    done : takes up what was found out
    separator : of the file
    decimal : "." or "," when the user knows

    Returns
    -------
    dict of the columns that are settled: numbers, and text that stays as it is

    References
    ----------
    own definition

    Examples
    --------
    >>> done = Converted(pd.DataFrame())
    >>> texts = {"a": pd.Series(["1,234"]), "b": pd.Series(["2,50"])}
    >>> {k: v[0] for k, v in number_columns(texts, done, ";").items()}
    {'a': np.float64(1.234), 'b': np.float64(2.5)}
    """
    found = {n: unprotect(c) for n, c in texts.items() if _protected(c)}
    scans: dict[str, numerals.Numbers] = {}
    for name in [n for n in texts if n not in found]:
        column = texts[name]
        if column.dropna().str.fullmatch(SIMPLE_INT).all():
            found[name] = column.astype("Int64" if column.isna().any() else "int64")
        elif (scan := _scan(column)) is not None:
            scans[name] = scan
    others = _proved(scans) if decimal is None else {_named(decimal)}
    styles = {n: _style(n, s, others, separator, done) for n, s in scans.items()}
    for name, style in styles.items():
        if style:
            found[name] = numerals.values(_known(texts[name]), scans[name], style)
            if scans[name].symbols.any():
                done.symbols[name] = texts[name].map(scans[name].symbols)
        elif scans[name].kinds["text"]:
            _say_text(name, texts[name], scans[name], done)
    _say_numbers({n: s for n, s in styles.items() if s}, scans, done)
    return found


def as_numbers(
    column: pd.Series, *, decimal: str | None = None, separator: str = ""
) -> tuple[pd.Series, pd.Series]:
    """Turn a column of text into numbers, leaving empty what is none.

    Parameters
    ----------
    column : Series of str
    decimal : "." or "," when the user knows
    separator : of the file

    Returns
    -------
    (Series of float, Series of bool that marks values which are no numbers)

    References
    ----------
    own definition

    Examples
    --------
    >>> numbers, bad = as_numbers(pd.Series(["2.50", "free", None]))
    >>> numbers.tolist(), bad.tolist()
    ([2.5, nan, nan], [False, True, False])
    """
    known = _known(unprotect(column.astype("str")))
    scan = numerals.scan(known.dropna())
    others = {_named(decimal)} if decimal else set()
    style = numerals.style_of(scan, others, separator)
    if style in {None, "mixed"}:
        style = "point"
    numbers = numerals.values(known, scan, str(style)).astype(float)
    return numbers, numbers.isna() & known.notna()


def _protected(column: pd.Series) -> bool:
    return bool(column.str.match(PROTECTED, na=False).any())


def _known(column: pd.Series) -> pd.Series:
    return column.mask(column.str.strip().isin(MISSING_NUMBER))


def _named(decimal: str) -> str:
    choice(decimal, [".", ","], name="decimal")
    return "comma" if decimal == "," else "point"


def _scan(column: pd.Series) -> numerals.Numbers | None:
    known = _known(column).dropna()
    if not known.head(200).str.contains(r"\d", regex=True).any():
        return None
    scan = numerals.scan(known)
    likely = scan.kinds.total() - scan.kinds["text"]
    return scan if likely * 2 >= scan.kinds.total() else None


def _proved(scans: dict[str, numerals.Numbers]) -> set[str]:
    proofs = {numerals.sure_style(s) for s in scans.values() if s.all_numbers}
    return {p for p in proofs if p in {"point", "comma"}}


def _style(
    name: str,
    scan: numerals.Numbers,
    others: set[str],
    separator: str,
    done: Converted,
) -> str | None:
    if not scan.all_numbers or not numerals.fits(scan):
        return None
    style = numerals.style_of(scan, others, separator)
    if style == "mixed":
        done.problems[name] = PROBLEMS["mixed decimals"].format(
            column=name,
            points=scan.kinds["point"] + scan.kinds["either point"],
            commas=scan.kinds["comma"] + scan.kinds["either comma"],
        )
        return None
    if style is None:
        sign = "." if scan.kinds["either point"] else ","
        text = PROBLEMS["ambiguous decimals"]
        done.problems[name] = text.format(column=name, sign=sign)
    return style


def _say_text(
    name: str, column: pd.Series, scan: numerals.Numbers, done: Converted
) -> None:
    bad = column.map(scan.styles).eq("text").to_numpy().nonzero()[0]
    likely = scan.kinds.total() - scan.kinds["text"]
    if likely > 9 * len(bad) and not scan.kinds["zero first"]:
        text = PROBLEMS["text in numbers"]
        done.problems[name] = text.format(column=name, n=len(bad), rows=row_list(bad))


def _say_numbers(
    styles: dict[str, str], scans: dict[str, numerals.Numbers], done: Converted
) -> None:
    for style in ("comma", "point"):
        names = [n for n, s in styles.items() if s == style]
        if names:
            done.reading.append(READING[style].format(columns=join(names)))
    grouped = [n for n, s in styles.items() if _has_thousands(scans[n], s)]
    money = [n for n in styles if scans[n].symbols.any()]
    if grouped:
        done.reading.append(READING["thousands"].format(columns=join(grouped)))
    if money:
        done.reading.append(READING["currency"].format(columns=join(money)))


def _has_thousands(scan: numerals.Numbers, style: str) -> bool:
    sign = "." if style == "comma" else ","
    texts = pd.Series(scan.bodies.index, dtype="str").str
    spaced = texts.contains(rf"\d(?:{numerals.SPACE}|['\u2019])\d{{3}}", regex=True)
    return bool(spaced.any() or scan.bodies.str.contains(sign, regex=False).any())
