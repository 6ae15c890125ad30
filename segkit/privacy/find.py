"""Find personal data, by the names and the values of columns; show no value."""

from __future__ import annotations

import re

import pandas as pd

LOOK = 1000  # values of a column that are looked at
LETTERS = 300  # characters of a value, and of a name, that are looked at
EMAIL = r"[^@\s,;]+@[^@\s,;]+\.[A-Za-z]{2,}"
PHONE = r"(?:\+|00?)[\d\s().\-/]{7,18}\d|\(\d{2,4}\)[\d\s.\-]{5,12}\d"
CARD = r"(?:\d{4}[ -]?){3}\d{4}"
IBAN = r"[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7} ?[A-Z0-9]{0,3}"
BY_VALUE = {"e-mail": EMAIL, "bank account": IBAN, "phone": PHONE, "card number": CARD}
BY_NAME = {
    "e-mail": r"e-?mail|courriel|correo|^mail$",
    "phone": r"phone|mobile|telefon|telephone|téléphone|teléfono|handy|^tel\b|portable",
    "name": (
        r"^(?:(?:first|last|full|middle|maiden|sur|given|family|customer|client|buyer|"
        r"billing|shipping|contact|recipient)[ _]?)+name$|^nom$|^pr[ée]nom$|^nombre$|"
        r"^apellidos?$|^vorname$|^nachname$|^(?:billing|shipping) name|nom complet|"
        r"^(?:first|last) name \("
    ),
    "address": (
        r"address|street|adresse|^rue$|stra(?:ß|ss)e|direcci[óo]n|^calle$|address[12]|"
        r"\bip\b"
    ),
    "postcode": r"^(?:billing |shipping )?(?:zip|post(?:al)?[ _]?code|plz|code postal)",
    "birth date": (
        r"birth[ _]?da(?:y|te)|date[ _]of[ _]birth|^dob$|date de naissance|"
        r"geburtsdatum|nacimiento"
    ),
    "free text": r"^(?:customer[ _]?)?notes?$|comment|remarque|bemerkung",
}


def looks_personal(series: pd.Series) -> str | None:
    """Say which kind of personal data a column seems to hold, by name and values.

    Parameters
    ----------
    series : Series of any type; its name counts too

    Returns
    -------
    str: "e-mail", "phone", "name", "address", "postcode", "birth date", "card
    number", "bank account" or "free text"; None when it seems harmless

    References
    ----------
    own definition; a sign to look, not a proof. Of each of the first 1,000 values the
    first 300 characters are looked at

    Examples
    --------
    >>> looks_personal(pd.Series(["jane@shop.io", "li@shop.io"], name="contact"))
    'e-mail'
    >>> looks_personal(pd.Series([12.5, 3.0], name="amount")) is None
    True
    """
    values = _texts(series)
    if len(values):
        for kind, pattern in BY_VALUE.items():
            if values.str.fullmatch(pattern).mean() >= 0.5:
                return kind
        if values.str.contains(EMAIL, regex=True).mean() >= 0.1:
            return "e-mail"
    if _says_yes_or_no(series, values):  # such as email_consent
        return None
    name = str(series.name).strip().lower()[:LETTERS]
    for kind, pattern in BY_NAME.items():
        if re.search(pattern, name) and series.notna().any():
            return kind
    return None


def _texts(series: pd.Series) -> pd.Series:
    kind = series.dtype
    if pd.api.types.is_numeric_dtype(kind) or pd.api.types.is_datetime64_any_dtype(
        kind
    ):
        return pd.Series(dtype="str")
    known = series.dropna().head(LOOK).astype("str").str.strip().str.slice(0, LETTERS)
    return known[known != ""]


def _says_yes_or_no(series: pd.Series, texts: pd.Series) -> bool:
    if pd.api.types.is_bool_dtype(series.dtype):
        return True
    words = {"yes", "no", "true", "false", "oui", "non", "ja", "nein", "si", "sí", "y"}
    words |= {"n", "subscribed", "unsubscribed", "0", "1"}
    if len(texts):
        return bool(texts.str.lower().isin(words).all())
    return bool(series.dropna().head(LOOK).isin([0, 1]).all())


def personal_columns(table: pd.DataFrame) -> pd.DataFrame:
    """List the columns that seem to hold personal data; no value is shown.

    Parameters
    ----------
    table : DataFrame

    Returns
    -------
    DataFrame with column, kind and rows (how many are filled)

    References
    ----------
    own definition

    Examples
    --------
    >>> table = pd.DataFrame({"Email": ["a@b.io"], "amount": [3.0]})
    >>> personal_columns(table).values.tolist()
    [['Email', 'e-mail', 1]]
    """
    kinds = {name: looks_personal(table[name]) for name in table.columns}
    rows = [
        {"column": name, "kind": kind, "rows": int(table[name].notna().sum())}
        for name, kind in kinds.items()
        if kind
    ]
    return pd.DataFrame(rows, columns=["column", "kind", "rows"])
