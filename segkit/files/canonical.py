"""The last steps to the orders table: one currency, status, whole ids, its columns."""

from __future__ import annotations

import pandas as pd

from segkit.checks import DataError
from segkit.files.mapping import EMAIL
from segkit.files.names import shop_of
from segkit.files.read import Loaded
from segkit.files.status import statuses
from segkit.files.words import NOTES, join

CANONICAL = [
    "customer_id",
    "ordered_at",
    "amount",
    "order_id",
    "discount_amount",
    "channel",
    "category",
    "product",
    "quantity",
    "returned",
    "status",
    "currency",
    "refunded_amount",
    "repeated_row",
]
YES = {"true", "1", "1.0", "yes", "y", "oui", "ja", "si", "sí", "vrai", "returned"}
NO = {"false", "0", "0.0", "no", "n", "non", "nein", "faux", "falso"}


def one_currency(
    table: pd.DataFrame, currency: str | None, name: str, notes: list[str]
) -> pd.DataFrame:
    """Refuse mixed currencies, with the counts, or keep the one that was asked for.

    Parameters
    ----------
    table : orders with our names
    currency : the one to keep, or None
    name : of the file, for the messages
    notes : takes up how many rows were left out

    Returns
    -------
    DataFrame

    Raises
    ------
    DataError
        if there are several currencies and none was asked for

    References
    ----------
    own definition

    Examples
    --------
    >>> one_currency(pd.DataFrame({"currency": ["EUR", "usd"]}), None, "a.csv", [])
    Traceback (most recent call last):
    ...
    segkit.checks.DataError: a.csv mixes 2 currencies: EUR 1 rows, USD 1 rows. ...
    """
    if "currency" not in table:
        if currency is not None:
            raise DataError(
                f"currency={currency!r} was passed, but {name} has no column of "
                "currencies: leave it out, or pass columns={'currency': 'your name'}"
            )
        return table
    table["currency"] = table["currency"].astype("str").str.strip().str.upper()
    counts = table["currency"].value_counts()
    if currency is not None:
        keep = table["currency"].eq(currency.upper())
        if not keep.any():
            raise DataError(
                f"no row is in {currency!r}; {name} has {currency_counts(counts)}"
            )
        text = NOTES["left currency"]
        notes.append(text.format(n=int((~keep).sum()), currency=currency.upper()))
        return table[keep].reset_index(drop=True)
    if len(counts) > 1:
        raise DataError(
            f"{name} mixes {len(counts)} currencies: {currency_counts(counts)}. "
            "Amounts cannot be added up: pass "
            f"currency={counts.index[0]!r} to keep one, or convert them first"
        )
    return table


def currency_counts(counts: pd.Series) -> str:
    """Spell out how many rows each currency has.

    Parameters
    ----------
    counts : Series of int, indexed by currency

    Returns
    -------
    str

    References
    ----------
    own definition

    Examples
    --------
    >>> currency_counts(pd.Series({"EUR": 1180, "USD": 15}))
    'EUR 1,180 rows, USD 15 rows'
    """
    return ", ".join(f"{name} {n:,} rows" for name, n in counts.items())


def finished(
    table: pd.DataFrame, mapping: dict[str, str], loaded: Loaded, notes: list[str]
) -> pd.DataFrame:
    """Put status, returns and ids in their final form, and say what was done.

    Parameters
    ----------
    table : orders with our names
    mapping : {our name: the file's name}
    loaded : the file as read
    notes : what a reader must know so far

    Returns
    -------
    DataFrame with the columns of `CANONICAL` that exist, and attrs

    References
    ----------
    own definition

    Examples
    --------
    >>> from segkit.files.found import Converted, Raw
    >>> table = pd.DataFrame({"customer_id": [17850.0, None], "repeated_row": False})
    >>> loaded = Loaded(Raw(table, []), Converted(table), "CSV text", [])
    >>> finished(table, {"customer_id": "customer_id"}, loaded, [])["customer_id"][0]
    np.int64(17850)
    """
    status = statuses(table)
    if status is not None:
        table["status"] = status
        counts = status.fillna("unknown").value_counts()
        said = ", ".join(f"{word} {n:,}" for word, n in counts.items())
        notes.append(NOTES["status"].format(counts=said))
    if "returned" in table:
        table["returned"] = _truth(table["returned"])
    table["customer_id"] = _whole_ids(table["customer_id"], notes)
    unused = [c for c in loaded.done.table if c not in mapping.values()]
    if unused:
        notes.append(NOTES["unused"].format(columns=join(unused)))
    table = table[[c for c in CANONICAL if c in table]].reset_index(drop=True)
    table.attrs = {
        "reading": loaded.reading,
        "notes": notes,
        "mapping": dict(mapping),
        "shop": shop_of(loaded.done.table.columns),
    }
    return table


def _truth(column: pd.Series) -> pd.Series:
    if pd.api.types.is_bool_dtype(column):
        return column
    lower = column.astype("str").str.strip().str.lower()
    words = dict.fromkeys(YES, True) | dict.fromkeys(NO, False)
    known = lower.map(words)
    if (known.isna() & lower.notna() & (lower != "")).any():
        return column
    return known.fillna(False).astype(bool)


def _whole_ids(column: pd.Series, notes: list[str]) -> pd.Series:
    missing = int(column.isna().sum())
    if missing:
        notes.append(NOTES["no customer"].format(n=missing))
    known = column.dropna()
    if pd.api.types.is_float_dtype(column) and len(known) and (known % 1 == 0).all():
        notes.append(NOTES["float ids"])
        return column.astype("Int64")
    if not pd.api.types.is_numeric_dtype(column) and len(known):
        emails = known.head(1000).astype("str").str.strip().str.fullmatch(EMAIL)
        if emails.mean() > 0.5:
            notes.append(NOTES["email"])
    return column
