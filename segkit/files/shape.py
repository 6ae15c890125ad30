"""A file's columns in our names and types: times, numbers, amounts, one row a line."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from segkit.checks import DataError
from segkit.files import shop
from segkit.files.amounts import as_numbers
from segkit.files.clock import local_times
from segkit.files.names import shop_of
from segkit.files.read import Loaded
from segkit.files.words import NOTES, row_list

NUMBERS = ["amount", "quantity", "unit_price", "discount_amount", "refunded_amount"]


@dataclass(frozen=True)
class Said:
    """What the user said about a file."""

    name: str
    timezone: str | None = None
    dayfirst: bool | None = None
    decimal: str | None = None


def shaped(
    loaded: Loaded, mapping: dict[str, str], said: Said, notes: list[str]
) -> pd.DataFrame:
    """Give a file's columns our names and types, and its lines their amounts.

    Parameters
    ----------
    loaded : the file as read
    mapping : {our name: the file's name}
    said : what the user said about it
    notes : takes up what a reader must know

    Returns
    -------
    DataFrame with our names and repeated_row

    Raises
    ------
    DataError
        if times or numbers cannot be decided

    References
    ----------
    own definition

    Examples
    --------
    >>> from segkit.files.found import Converted, Raw
    >>> table = pd.DataFrame({"Day": ["2024-03-31"], "Units": [2], "Price": [1.5]})
    >>> loaded = Loaded(Raw(table, []), Converted(table), "CSV text", [])
    >>> names = {"ordered_at": "Day", "quantity": "Units", "unit_price": "Price"}
    >>> shaped(loaded, names, Said("a.csv"), [])["amount"].tolist()
    [3.0]
    """
    source = loaded.done.table
    table = pd.DataFrame({ours: source[theirs] for ours, theirs in mapping.items()})
    table["ordered_at"] = local_times(
        loaded.raw.table[mapping["ordered_at"]],
        said.timezone,
        said.dayfirst,
        notes,
        said.name,
        hint=loaded.done,
    )
    for name in [n for n in NUMBERS if n in table]:
        table[name] = _number(table[name], mapping[name], loaded, said, notes)
    return _with_amounts(table, mapping, loaded, notes)


def _number(
    column: pd.Series, theirs: str, loaded: Loaded, said: Said, notes: list[str]
) -> pd.Series:
    ours = str(column.name)
    if pd.api.types.is_bool_dtype(column) or not pd.api.types.is_numeric_dtype(column):
        problem = loaded.done.problems.get(theirs, "")
        if "mixes decimal" in problem or "thousands or decimals" in problem:
            raise DataError(problem)
        text = column.astype("str")
        numbers, bad = as_numbers(
            text, decimal=said.decimal, separator=loaded.raw.separator
        )
        if bad.sum() * 2 > text.notna().sum():
            raise DataError(
                f"{ours} is read from {theirs!r}, whose values are mostly not numbers: "
                f"pass columns={{{ours!r}: 'another column'}}"
            )
        if bad.any():
            rows = row_list(bad.to_numpy().nonzero()[0])
            note = NOTES["bad numbers"]
            notes.append(
                note.format(ours=ours, column=theirs, n=int(bad.sum()), rows=rows)
            )
        return numbers
    return column.astype(float)


def _with_amounts(
    table: pd.DataFrame, mapping: dict[str, str], loaded: Loaded, notes: list[str]
) -> pd.DataFrame:
    if "amount" not in table:
        table["amount"] = (table["quantity"] * table["unit_price"]).round(2)
        text = NOTES["product"]
        notes.append(
            text.format(quantity=mapping["quantity"], unit_price=mapping["unit_price"])
        )
    if "currency" not in table and "amount" in mapping:
        signs = loaded.done.symbols.get(mapping["amount"])
        if signs is not None:
            table["currency"] = signs.where(signs != "").astype("str")
    repeated = loaded.done.table.duplicated()
    if shop.line_items(table) or shop.one_total_per_order(table, mapping):
        table, repeated = _spread(table, mapping, loaded, notes)
    if repeated.any():
        notes.append(NOTES["repeated"].format(n=int(repeated.sum())))
    return table.assign(repeated_row=repeated.to_numpy())


def _spread(
    table: pd.DataFrame, mapping: dict[str, str], loaded: Loaded, notes: list[str]
) -> tuple[pd.DataFrame, pd.Series]:
    blank = table["amount"].isna() & table["order_id"].notna()
    filled, block = (
        shop.fill_down(table)
        if blank.any()
        else (table, pd.Series(1, index=table.index))
    )
    whole = loaded.done.table.assign(
        order=filled["order_id"],
        line=filled.groupby(["order_id", block], dropna=False).cumcount(),
    )
    repeated = whole.duplicated() if blank.any() else loaded.done.table.duplicated()
    if blank.any():
        notes.append(
            shop.filled_note(shop_of(loaded.done.table.columns), filled, blank)
        )
    notes.append(NOTES["spread"].format(column=mapping["amount"]))
    for name in ("amount", "discount_amount", "refunded_amount"):
        if name in filled:
            filled[name] = shop.spread(filled, block, name)
    return filled, repeated
