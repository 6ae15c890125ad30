"""The state of an order in one word, whatever the shop calls it."""

from __future__ import annotations

import re

import pandas as pd

from segkit.files.names import plain

STATUS = {
    "paid": (
        "paid completed complete processing succeeded success shipped fulfilled "
        "delivered closed partiallypaid terminee termine encours payee paye expediee "
        "livree abgeschlossen inbearbeitung bezahlt versendet geliefert completado "
        "procesando pagado enviado entregado"
    ),
    "pending": (
        "pending pendingpayment authorized onhold unpaid draft checkoutdraft open "
        "requirespayment requirespaymentmethod incomplete processingpayment expired "
        "enattente enattentedepaiement attentepaiement wartend inwartestellung "
        "zahlungausstehend offen enespera pendiente pendientedepago"
    ),
    "cancelled": (
        "cancelled canceled trash annulee annule storniert cancelado cancelada"
    ),
    "voided": "voided void",
    "refunded": (
        "refunded fullyrefunded remboursee rembourse ruckerstattet erstattet "
        "reembolsado reembolsada returned chargeback"
    ),
    "partially refunded": (
        "partiallyrefunded partialrefund partiellementremboursee "
        "partiellementrembourse teilweiseerstattet teilerstattet "
        "parcialmentereembolsado"
    ),
    "failed": "failed declined rejected echouee echec fehlgeschlagen fallido",
    "test": "test",
}
STATUS_OF = {word: status for status, words in STATUS.items() for word in words.split()}


def status_word(value: object) -> str:
    """Say in segkit's word what a shop's status means.

    Parameters
    ----------
    value : such as "partially_refunded", "wc-completed" or "Remboursée"

    Returns
    -------
    str: paid, pending, cancelled, voided, refunded, partially refunded, failed, test;
    an unknown status comes back in lower case

    References
    ----------
    own definition, after the words of Shopify, WooCommerce, Etsy and Stripe

    Examples
    --------
    >>> status_word("wc-completed"), status_word("Remboursée")
    ('paid', 'refunded')
    """
    text = re.sub(r"^wc-", "", str(value).strip().lower())
    return STATUS_OF.get(plain(text), text)


def statuses(table: pd.DataFrame) -> pd.Series | None:
    """Give every row the status of its order, from all columns that speak of it.

    Parameters
    ----------
    table : with our names; status, cancelled_at, tags, payment_method and test are
        looked at when there

    Returns
    -------
    Series of str, missing where nothing is known; None when no column speaks of it

    References
    ----------
    own definition: test before cancelled before the payment's status

    Examples
    --------
    >>> orders = pd.DataFrame({"status": ["paid", "paid"], "tags": ["", "vip, test"]})
    >>> statuses(orders).tolist()
    ['paid', 'test']
    """
    speaks = {"status", "cancelled_at", "tags", "payment_method", "test"}
    if not speaks & set(table.columns):
        return None
    result = pd.Series(None, index=table.index, dtype="str")
    if "status" in table:
        words = {v: status_word(v) for v in table["status"].dropna().unique()}
        result = table["status"].map(words).astype("str")
    if "cancelled_at" in table:
        result = result.mask(table["cancelled_at"].notna(), "cancelled")
    test = pd.Series(False, index=table.index)
    if "tags" in table:
        test |= _has(table["tags"], r"(?:^|[,;|])\s*test\s*(?:$|[,;|])")
    if "payment_method" in table:
        test |= _has(table["payment_method"], r"\bbogus\b|^\s*test\s*$")
    if "test" in table:
        test |= _has(table["test"], r"^(?:true|yes|1|oui|ja|si)$")
    return result.mask(test, "test")


def _has(column: pd.Series, pattern: str) -> pd.Series:
    return column.astype("str").str.contains(pattern, case=False, regex=True, na=False)
