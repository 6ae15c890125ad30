"""E-mail addresses: spelled as platforms ask, and compared as mailboxes are."""

from __future__ import annotations

import hashlib

import pandas as pd

from segkit.privacy import normal_email

VALID = r"[^\s@,;:\"'<>()\[\]\\]{1,64}@[^\s@,;:\"'<>()\[\]\\]{1,253}\.[^\W\d_]{2,63}"
DOT = r"\.(?=[^@]*@)"
SUFFIX = r"\+[^@]*(?=@)"
GMAIL = r"@(?:gmail|googlemail)\.com$"


def trim(emails: pd.Series) -> pd.Series:
    """Spell addresses without blanks around them and in small letters.

    Parameters
    ----------
    emails : Series of str

    Returns
    -------
    Series of str; blank ones are missing

    References
    ----------
    own definition, that of segkit.privacy.normal_email

    Examples
    --------
    >>> trim(pd.Series([" John_Smith@gmail.com "])).tolist()
    ['john_smith@gmail.com']
    """
    return normal_email(emails)


def squeeze(emails: pd.Series) -> pd.Series:
    """Spell addresses without any blanks and in small letters.

    Parameters
    ----------
    emails : Series of str

    Returns
    -------
    Series of str; blank ones are missing

    References
    ----------
    Google, Display & Video 360 API, "Prepare user data" (2025)

    Examples
    --------
    >>> squeeze(pd.Series(["Jane Doe@gmail.com"])).tolist()
    ['janedoe@gmail.com']
    """
    return normal_email(emails.astype("str").str.replace(r"\s+", "", regex=True))


def undot(emails: pd.Series) -> pd.Series:
    """Spell addresses without the dots that one large provider ignores.

    Parameters
    ----------
    emails : Series of str

    Returns
    -------
    Series of str; blank ones are missing

    References
    ----------
    Google, samples of the Ads API for enhanced conversions, normalizeAndHashEmail
    Address (2025): dots go before gmail.com and googlemail.com, suffixes stay

    Examples
    --------
    >>> undot(pd.Series(["Jane.Doe+x@gmail.com", "jane.doe@shop.io"])).tolist()
    ['janedoe+x@gmail.com', 'jane.doe@shop.io']
    """
    plain = squeeze(emails)
    known = plain.str.contains(GMAIL, regex=True, na=False)
    return plain.mask(known, plain.str.replace(DOT, "", regex=True))


def bare(emails: pd.Series) -> pd.Series:
    """Spell addresses without dots and without a +suffix before the @.

    Parameters
    ----------
    emails : Series of str

    Returns
    -------
    Series of str; blank ones are missing

    References
    ----------
    TikTok Business Help Center, "Customer File", supported IDs and formats (2024)

    Examples
    --------
    >>> bare(pd.Series(["Jane.Doe+spring@shop.io"])).tolist()
    ['janedoe@shop.io']
    """
    plain = squeeze(emails).str.replace(SUFFIX, "", regex=True)
    return plain.str.replace(DOT, "", regex=True)


def inbox(emails: pd.Series) -> pd.Series:
    """Spell addresses that reach one mailbox alike, so that a no is a no for all.

    Parameters
    ----------
    emails : Series of str

    Returns
    -------
    Series of str: small letters, no blanks, no +suffix, no dots of one large provider

    References
    ----------
    own definition: rather two mailboxes taken for one than a no overlooked

    Examples
    --------
    >>> inbox(pd.Series(["Jane.Doe+a@gmail.com", "janedoe@googlemail.com"])).tolist()
    ['janedoe@gmail.com', 'janedoe@gmail.com']
    """
    plain = undot(squeeze(emails).str.replace(SUFFIX, "", regex=True))
    return plain.str.replace("@googlemail.com", "@gmail.com", regex=False)


def valid(emails: pd.Series) -> pd.Series:
    """Say which texts are addresses that a platform can take.

    Parameters
    ----------
    emails : Series of str

    Returns
    -------
    Series of bool; no for what a spreadsheet would take for a formula: an address
    cannot be made safe without becoming another one

    References
    ----------
    own definition, stricter than RFC 5321; OWASP, "CSV Injection"

    Examples
    --------
    >>> valid(pd.Series(["ann@shop.io", "=cmd@shop.io", "ann@shop", None])).tolist()
    [True, False, False, False]
    """
    texts = emails.astype("str")
    whole = texts.str.fullmatch(VALID, na=False)
    return (whole & ~texts.str.match(r"[=+\-@]", na=False)).astype(bool)


def sha256(texts: pd.Series) -> pd.Series:
    """Hash texts with SHA-256.

    Parameters
    ----------
    texts : Series of str, as the platform normalises them

    Returns
    -------
    Series of str, 64 hexadecimal digits; what is missing or empty stays empty. Whoever
    knows the text can compute it too: this is matching, not anonymity

    References
    ----------
    FIPS 180-4

    Examples
    --------
    >>> sha256(pd.Series(["john_smith@gmail.com", ""])).str.slice(0, 8).tolist()
    ['62a14e44', '']
    """
    known = texts.fillna("")
    hashes = [
        hashlib.sha256(text.encode("utf-8", "replace")).hexdigest() if text else ""
        for text in known
    ]
    return pd.Series(hashes, index=texts.index, dtype="str")
