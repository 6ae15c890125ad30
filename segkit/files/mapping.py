"""Which column is what: proposed from names and values, shown, saved, loaded."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from segkit.checks import DataError
from segkit.files.names import ALIASES, CONTACT_ALIASES, SHOP_NAMES, plain, shop_of
from segkit.files.words import WHY
from segkit.files.write import write_text

NEEDED = ["customer_id", "ordered_at", "amount"]
EMAIL = r"[^@\s,;]+@[^@\s,;]+\.[A-Za-z]{2,}"
LOOK = 1000


def propose_columns(table: pd.DataFrame) -> pd.DataFrame:
    """Propose which of a table's columns is which of ours, and say why.

    Parameters
    ----------
    table : DataFrame, as `segkit.files.read` returns it

    Returns
    -------
    DataFrame with one row per proposal: ours (our name), theirs (the table's), why
    (in words), sure (bool: False asks for a look). As ``columns=``, pass
    ``dict(zip(p.ours, p.theirs))`` of it. Without a total, quantity and unit_price
    are proposed: the amount is their product.

    References
    ----------
    own definition: known names first, then what the values are

    Examples
    --------
    >>> names = ["InvoiceNo", "InvoiceDate", "Quantity", "UnitPrice", "CustomerID"]
    >>> p = propose_columns(pd.DataFrame(columns=names))
    >>> p[["ours", "theirs", "sure"]].values.tolist()
    [['customer_id', 'CustomerID', True], ['ordered_at', 'InvoiceDate', True],
     ['order_id', 'InvoiceNo', True], ['quantity', 'Quantity', True],
     ['unit_price', 'UnitPrice', True]]
    """
    shop = shop_of(table.columns)
    found = _by_name(list(table.columns), ALIASES, shop)
    if shop in {"Shopify", "WooCommerce"} or "amount" not in found:
        _as_product(found)
    else:
        found = {k: v for k, v in found.items() if k not in {"quantity", "unit_price"}}
    _not_the_guests(table, found)
    for ours, proposal in _by_value(table, found).items():
        found.setdefault(ours, proposal)
    order = [name for name in ALIASES if name in found]
    rows = [{"ours": name, **found[name]} for name in order]
    return pd.DataFrame(rows, columns=["ours", "theirs", "why", "sure"])


def _by_name(columns: list[str], aliases: dict[str, str], shop: str | None) -> dict:
    spelled: dict[str, str] = {}
    for column in columns:
        spelled.setdefault(plain(column), str(column))
    found: dict[str, dict] = {}
    taken: set[str] = set()
    for ours, known in (SHOP_NAMES.get(shop or "", {})).items():
        if known in spelled:
            why = WHY["shop"].format(shop=shop)
            found[ours] = {"theirs": spelled[known], "why": why, "sure": True}
            taken.add(spelled[known])
    for ours, words in aliases.items():
        names = [plain(ours), *words.split()]
        hit = next((n for n in names if n in spelled and spelled[n] not in taken), None)
        if hit and ours not in found:
            theirs = spelled[hit]
            why = WHY["own name"] if theirs == ours else WHY["name"]
            why = WHY["shop"].format(shop=shop) if shop else why
            found[ours] = {"theirs": theirs, "why": why, "sure": True}
            taken.add(theirs)
    return found


def _not_the_guests(table: pd.DataFrame, found: dict[str, dict]) -> None:
    """Shops write customer 0 for every guest: then the e-mail says who bought."""
    who = found.get("customer_id")
    if who is None or not pd.api.types.is_numeric_dtype(table[who["theirs"]]):
        return
    guests = table[who["theirs"]] == 0
    taken = {f["theirs"] for f in found.values()}
    emails = [
        c for c in table if c not in taken and _emails(table[c].dropna().head(LOOK))
    ]
    if guests.sum() > 1 and len(emails) == 1:
        why = WHY["guests"].format(column=who["theirs"])
        found["customer_id"] = {"theirs": emails[0], "why": why, "sure": False}


def _as_product(found: dict[str, dict]) -> None:
    if "amount" in found or not {"quantity", "unit_price"} <= set(found):
        return
    for name in ("quantity", "unit_price"):
        found[name] = {**found[name], "why": WHY["product"]}


def _by_value(table: pd.DataFrame, found: dict[str, dict]) -> dict[str, dict]:
    taken = {f["theirs"] for f in found.values()}
    free = {c: table[c].dropna().head(LOOK) for c in table if c not in taken}
    free = {c: v for c, v in free.items() if len(v)}
    product = {"quantity", "unit_price"} <= set(found)
    guesses = {
        "customer_id": ("emails", [c for c, v in free.items() if _emails(v)]),
        "ordered_at": ("only dates", [c for c, v in free.items() if _times(v)]),
        "amount": (
            "only amounts",
            [] if product else [c for c, v in free.items() if _decimals(v)],
        ),
    }
    return {
        ours: {"theirs": columns[0], "why": WHY[why], "sure": False}
        for ours, (why, columns) in guesses.items()
        if len(columns) == 1
    }


def _emails(values: pd.Series) -> bool:
    if not len(values):
        return False
    return bool(values.astype("str").str.strip().str.fullmatch(EMAIL).mean() > 0.8)


def _times(values: pd.Series) -> bool:
    return bool(pd.api.types.is_datetime64_any_dtype(values))


def _decimals(values: pd.Series) -> bool:
    if not pd.api.types.is_float_dtype(values):
        return False
    return bool((values.astype(float) % 1 != 0).any())


def contact_columns(table: pd.DataFrame) -> dict[str, str]:
    """Say which columns hold a contact's totals, by their names.

    Parameters
    ----------
    table : DataFrame with one row per contact

    Returns
    -------
    dict {our name: the table's name}

    References
    ----------
    own definition

    Examples
    --------
    >>> contact_columns(pd.DataFrame(columns=["Email", "Total Spent"]))
    {'customer_id': 'Email', 'monetary_amount': 'Total Spent'}
    """
    found = _by_name(list(table.columns), CONTACT_ALIASES, None)
    return {ours: f["theirs"] for ours, f in found.items()}


def save_mapping(columns: Mapping[str, str], path: str | os.PathLike[str]) -> Path:
    """Keep a confirmed mapping of columns for next month's file.

    Parameters
    ----------
    columns : {our name: their name}
    path : a .json file

    Returns
    -------
    pathlib.Path of the file

    Raises
    ------
    DataError
        if a name of ours is unknown, or the folder cannot be written to

    References
    ----------
    own definition

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "mapping.json"
    >>> load_mapping(save_mapping({"amount": "Total"}, file))
    {'amount': 'Total'}
    """
    checked = check_mapping(dict(columns), "the mapping")
    content = {"columns": checked, "format": "segkit column mapping 1"}
    text = json.dumps(content, indent=2, ensure_ascii=False, sort_keys=True)
    return write_text(text + "\n", path)


def load_mapping(path: str | os.PathLike[str]) -> dict[str, str]:
    """Read a mapping of columns that was saved.

    Parameters
    ----------
    path : the .json file

    Returns
    -------
    dict {our name: their name}

    Raises
    ------
    DataError
        if the file is missing, broken, or no mapping

    References
    ----------
    own definition

    Examples
    --------
    >>> load_mapping("nowhere.json")
    Traceback (most recent call last):
    ...
    segkit.checks.DataError: there is no mapping nowhere.json: make one with ...
    """
    file = Path(path)
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise DataError(
            f"there is no mapping {file}: make one with save_mapping(columns, path)"
        ) from error
    except (OSError, ValueError) as error:
        raise DataError(
            f"{file} is no readable mapping (JSON is needed): save it again with "
            "save_mapping(columns, path)"
        ) from error
    columns = content.get("columns", content) if isinstance(content, dict) else None
    if not isinstance(columns, dict) or not columns:
        raise DataError(
            f"{file} holds no mapping: it needs "
            '{"columns": {"customer_id": "their name", …}}'
        )
    return check_mapping(columns, str(file))


def check_mapping(columns: dict, where: str) -> dict[str, str]:
    """Check that a mapping names columns that segkit knows, by text.

    Parameters
    ----------
    columns : {our name: their name}
    where : what the message calls it

    Returns
    -------
    dict, the same

    Raises
    ------
    DataError
        naming the wrong entries and what may be mapped

    References
    ----------
    own definition

    Examples
    --------
    >>> check_mapping({"price": "Total"}, "columns=")
    Traceback (most recent call last):
    ...
    segkit.checks.DataError: columns= names ['price'], which segkit does not know: ...
    """
    known = [*ALIASES, *(n for n in CONTACT_ALIASES if n not in ALIASES)]
    wrong = [name for name in columns if name not in known]
    if wrong:
        raise DataError(
            f"{where} names {wrong}, which segkit does not know: use {known}"
        )
    bad = {k: v for k, v in columns.items() if not (isinstance(v, str) or v is None)}
    if bad:
        raise DataError(f"{where} must give a column's name as text; found {bad}")
    return columns
