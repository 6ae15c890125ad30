"""From any file of orders to the orders table that every room understands."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from segkit.checks import DataError
from segkit.files.big import read_big, too_big
from segkit.files.canonical import finished, one_currency
from segkit.files.contacts import looks_like_contacts
from segkit.files.mapping import NEEDED, check_mapping, propose_columns
from segkit.files.read import load
from segkit.files.shape import Said, shaped


def read_orders(
    path: str | os.PathLike[str],
    *,
    columns: Mapping[str, str] | None = None,
    timezone: str | None = None,
    currency: str | None = None,
    sheet: str | None = None,
    encoding: str | None = None,
    decimal: str | None = None,
    dayfirst: bool | None = None,
) -> Any:
    r"""Read a file of orders into the orders table of segkit.

    Columns are found by name and value unless `columns` says otherwise; order fields
    of shop exports are filled down; times become the shop's wall clock; nothing is
    dropped. What was done and seen stands in ``attrs``.

    Parameters
    ----------
    path : as for `segkit.files.read`
    columns : {our name: the file's name}; overrides what is proposed, and None as a
        name switches a proposal off
    timezone : the shop's zone, such as "Europe/Paris": times that carry an offset or
        say UTC are converted to it
    currency : keep the rows of this currency only; the others are counted
    sheet, encoding, decimal, dayfirst : as for `segkit.files.read`

    Returns
    -------
    pandas.DataFrame with customer_id, ordered_at (naive datetime64, local), amount
    (float) and, when there, order_id, discount_amount, channel, category, product,
    quantity, returned (bool), status (paid, cancelled, …), currency,
    refunded_amount, repeated_row (bool: repeats another row of the file exactly);
    attrs: reading (str), notes (list), mapping (dict), shop (str or None).
    A Parquet file of more than `segkit.files.big.ROWS` rows stays on disk: the answer
    is a DuckDB relation with the same columns first, and no attrs.

    Raises
    ------
    DataError
        if columns are missing, dates cannot be decided, currencies are mixed, or the
        file has one row per contact

    References
    ----------
    own definition

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "a.csv"
    >>> _ = file.write_text("Kunde;Datum;Betrag\n007;31.01.2024;12,50\n")
    >>> orders = read_orders(file)
    >>> orders.astype(str).to_dict("records")
    [{'customer_id': '007', 'ordered_at': '2024-01-31', 'amount': '12.5',
      'repeated_row': 'False'}]
    """
    file = Path(path)
    if too_big(file):
        return read_big(file, columns, timezone, currency)
    loaded = load(
        file, sheet=sheet, encoding=encoding, decimal=decimal, dayfirst=dayfirst
    )
    mapping = choose(loaded.done.table, columns, file.name)
    notes = list(loaded.notes)
    said = Said(file.name, timezone, dayfirst, decimal)
    table = shaped(loaded, mapping, said, notes)
    table = one_currency(table, currency, file.name, notes)
    return finished(table, mapping, loaded, notes)


def choose(
    table: pd.DataFrame, columns: Mapping[str, str] | None, name: str
) -> dict[str, str]:
    """Settle which column is what: the user's word first, then the proposals.

    Parameters
    ----------
    table : as read
    columns : {our name: their name}, what the user says
    name : of the file, for the messages

    Returns
    -------
    dict {our name: their name}

    Raises
    ------
    DataError
        if a needed column is not found, or the file has one row per contact

    References
    ----------
    own definition

    Examples
    --------
    >>> choose(pd.DataFrame({"a": [1], "b": ["x"]}), None, "my.csv")
    Traceback (most recent call last):
    ...
    segkit.checks.DataError: my.csv needs columns ['customer_id', 'ordered_at',
    'amount']; none was recognised among ['a', 'b']: pass columns={'customer_id':
    'your name', 'ordered_at': 'your name', 'amount': 'your name'}
    """
    told = check_mapping(dict(columns or {}), "columns=")
    absent = {k: v for k, v in told.items() if v is not None and v not in table}
    if absent:
        raise DataError(
            f"columns= names {absent}; {name} has {list(table.columns)}: "
            "correct the right-hand names"
        )
    found = propose_columns(table)
    used = set(told.values())
    mapping = {
        ours: theirs
        for ours, theirs in zip(found["ours"], found["theirs"], strict=True)
        if theirs not in used
    } | told
    mapping = {ours: theirs for ours, theirs in mapping.items() if theirs is not None}
    product = {"quantity", "unit_price"} <= set(mapping)
    missing = [
        n for n in NEEDED if n not in mapping and not (n == "amount" and product)
    ]
    if missing:
        raise DataError(_missing(missing, mapping, table, name))
    return mapping


def _missing(
    missing: list[str], mapping: dict[str, str], table: pd.DataFrame, name: str
) -> str:
    if "ordered_at" in missing and looks_like_contacts(table):
        return (
            f"{name} has one row per contact and no order dates: use "
            "segkit.files.contact_totals(segkit.files.read(path)), or export the orders"
        )
    known = {k: v for k, v in mapping.items() if k in NEEDED}
    was = f"recognised {known}" if known else "none was recognised"
    return (
        f"{name} needs columns {missing}; {was} among {list(table.columns)}: "
        f"pass columns={dict.fromkeys(missing, 'your name')}"
    )
