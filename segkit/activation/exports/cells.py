"""Phones, names, countries, postcodes and texts: spelled as platforms ask."""

from __future__ import annotations

import pandas as pd

from segkit.activation.words import export as words
from segkit.checks import DataError
from segkit.files import neutral

CALLING = {  # calling code, and the digits that lead a national number
    "AT": ("43", "0"),
    "BE": ("32", "0"),
    "CA": ("1", "1"),
    "CH": ("41", "0"),
    "DE": ("49", "0"),
    "ES": ("34", ""),
    "FR": ("33", "0"),
    "GB": ("44", "0"),
    "IE": ("353", "0"),
    "IT": ("39", ""),
    "LU": ("352", ""),
    "NL": ("31", "0"),
    "PT": ("351", ""),
    "US": ("1", "1"),
}
E164 = r"\+[1-9]\d{6,14}"
CONTROL = r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]+"


def phone(numbers: pd.Series, country: str | None = None) -> pd.Series:
    """Spell telephone numbers as E.164: a plus, the calling code, digits.

    Parameters
    ----------
    numbers : Series of str; 00 in front means +
    country : of numbers without a calling code, such as "FR" or "+33"; None leaves
        those out

    Returns
    -------
    Series of str; what cannot be spelled so is missing, never guessed

    Raises
    ------
    DataError
        if the country is not known

    References
    ----------
    ITU-T E.164 (2010): 15 digits at most

    Examples
    --------
    >>> phone(pd.Series(["06 12 34 56 78", "+44 (0)20 7183 8750"]), "FR").tolist()
    ['+33612345678', '+442071838750']
    >>> phone(pd.Series(["(650)555-1212"]), "US").tolist()
    ['+16505551212']
    """
    code, trunk = _calling(country)
    text = numbers.astype("str").str.strip().str.replace(r"^00", "+", regex=True)
    odd = text.str.contains(r"[^\d\s+().\-/]", regex=True, na=True)
    abroad = text.str.startswith("+", na=False)
    text = text.mask(abroad, text.str.replace("(0)", "", regex=False))
    digits = text.str.replace(r"\D", "", regex=True)
    if code:
        home = digits.str.replace(f"^{trunk}", "", regex=True) if trunk else digits
        digits = digits.mask(~abroad, code + home)
    full = ("+" + digits).mask(odd | (~abroad & (not code)))
    return full.where(full.str.fullmatch(E164, na=False))


def _calling(country: str | None) -> tuple[str, str]:
    if country is None:
        return "", ""
    if country.upper() in CALLING:
        return CALLING[country.upper()]
    code = country.removeprefix("+")
    if not (code.isascii() and code.isdigit() and 1 <= len(code) <= 3):
        raise DataError(words.COUNTRY.format(known=list(CALLING), it=country))
    trunks = dict(CALLING.values())
    return code, trunks.get(code, "0")


def phone_digits(numbers: pd.Series, country: str | None = None) -> pd.Series:
    """Spell telephone numbers as calling code and number, digits only.

    Parameters
    ----------
    numbers, country : as in `phone`

    Returns
    -------
    Series of str

    References
    ----------
    Meta, Conversions API, "Customer information parameters", ph (2026)

    Examples
    --------
    >>> phone_digits(pd.Series(["(650)555-1212"]), "US").tolist()
    ['16505551212']
    """
    return phone(numbers, country).str.removeprefix("+")


def name(names: pd.Series) -> pd.Series:
    """Spell names in small letters, without blanks around; one blank between parts.

    Parameters
    ----------
    names : Series of str

    Returns
    -------
    Series of str

    References
    ----------
    Google Ads Help, "Format your customer data file" (2025)

    Examples
    --------
    >>> name(pd.Series([" Jean  Paul "])).tolist()
    ['jean paul']
    """
    return text(names).str.lower()


def plain_name(names: pd.Series) -> pd.Series:
    """Spell names in small letters without punctuation; accents stay.

    Parameters
    ----------
    names : Series of str

    Returns
    -------
    Series of str

    References
    ----------
    Meta, Conversions API, "Customer information parameters", fn (2026)

    Examples
    --------
    >>> plain_name(pd.Series(["Valéry", "O'Neil"])).tolist()
    ['valéry', 'oneil']
    """
    return name(names).str.replace(r"[^\w\s]|_", "", regex=True).str.strip()


def country(codes: pd.Series) -> pd.Series:
    """Spell countries as two capital letters; what is longer is missing.

    Parameters
    ----------
    codes : Series of str

    Returns
    -------
    Series of str

    References
    ----------
    ISO 3166-1 alpha-2

    Examples
    --------
    >>> country(pd.Series([" fr", "France"])).tolist()
    ['FR', nan]
    """
    short = codes.astype("str").str.strip().str.upper()
    return short.where(short.str.fullmatch(r"[A-Z]{2}", na=False))


def postcode(codes: pd.Series) -> pd.Series:
    """Spell postcodes in capitals, with one blank at most; what is odd is missing.

    Parameters
    ----------
    codes : Series of str

    Returns
    -------
    Series of str: letters, digits, blanks and hyphens, a letter or digit first

    References
    ----------
    own definition

    Examples
    --------
    >>> postcode(pd.Series(["wc2h  8lg", "=1+1"])).tolist()
    ['WC2H 8LG', nan]
    """
    short = text(codes).str.upper()
    return short.where(short.str.fullmatch(r"[A-Z0-9][A-Z0-9 -]{1,9}", na=False))


def small_country(codes: pd.Series) -> pd.Series:
    """Spell countries as two small letters; what is longer is missing.

    Parameters
    ----------
    codes : Series of str

    Returns
    -------
    Series of str

    References
    ----------
    Meta, Conversions API, "Customer information parameters", country (2026)

    Examples
    --------
    >>> small_country(pd.Series(["FR"])).tolist()
    ['fr']
    """
    return country(codes).str.lower()


def small_postcode(codes: pd.Series) -> pd.Series:
    """Spell postcodes in small letters, without blanks and hyphens.

    Parameters
    ----------
    codes : Series of str

    Returns
    -------
    Series of str; of nine digits with a hyphen, as in the United States, the first five

    References
    ----------
    Meta, Conversions API, "Customer information parameters", zp (2026)

    Examples
    --------
    >>> small_postcode(pd.Series(["WC2H 8LG", "94035-1234"])).tolist()
    ['wc2h8lg', '94035']
    """
    short = postcode(codes)
    short = short.str.replace(r"^(\d{5})-\d{4}$", r"\1", regex=True)
    return short.str.replace(r"[ -]", "", regex=True).str.lower()


def text(texts: pd.Series) -> pd.Series:
    r"""Take control characters and needless blanks out of texts.

    Parameters
    ----------
    texts : Series of str

    Returns
    -------
    Series of str; signs that turn the direction of writing go too

    References
    ----------
    own definition

    Examples
    --------
    >>> text(pd.Series([" Ann\n\t Lee "])).tolist()
    ['Ann Lee']
    """
    known = texts.astype("str").str.replace(CONTROL, " ", regex=True)
    return known.str.replace(r"\s+", " ", regex=True).str.strip()


def safe_text(texts: pd.Series) -> pd.Series:
    """Clean texts, and keep them from being read as formulas by a spreadsheet.

    Parameters
    ----------
    texts : Series of str

    Returns
    -------
    Series of str

    References
    ----------
    OWASP, "CSV Injection"

    Examples
    --------
    >>> safe_text(pd.Series(["=1+1", " Ann"])).tolist()
    ["'=1+1", 'Ann']
    """
    return neutral(text(texts))
