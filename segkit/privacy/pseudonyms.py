"""Replace ids by pseudonyms that stay the same and lead back only at home."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from segkit.checks import DataError


def normal_email(emails: pd.Series) -> pd.Series:
    """Spell e-mail addresses alike: without blanks around them and in lower case.

    Parameters
    ----------
    emails : Series of str; other ids come back as text, trimmed and in lower case

    Returns
    -------
    Series of str; blank ones are missing

    References
    ----------
    The normalisation that advertising platforms document for customer lists

    Examples
    --------
    >>> normal_email(pd.Series([" JaneDoe@Gmail.com ", ""])).tolist()
    ['janedoe@gmail.com', nan]
    """
    text = emails.astype("str").str.strip().str.lower()
    return text.mask(text == "")


def hash_email(email: str) -> str:
    """Hash an e-mail address as advertising platforms ask for customer lists.

    Parameters
    ----------
    email : the address

    Returns
    -------
    str, 64 hexadecimal digits: SHA-256 of the trimmed lower-case address. Whoever
    knows the address can compute it too: this is matching, not anonymity.

    References
    ----------
    The customer-list documentation of the large advertising platforms; FIPS 180-4

    Examples
    --------
    >>> hash_email(" JaneDoe@Gmail.com ")
    'd6117306485ed0e50afab3ac871e98f81699151f30281527d63ff5f233656c69'
    """
    return hashlib.sha256(email.strip().lower().encode("utf-8")).hexdigest()


@dataclass(frozen=True)
class Pseudonyms:
    """Pseudonyms for ids, and the table that leads back: keep that table local.

    Attributes
    ----------
    ids : Series of str, one pseudonym per row; missing stays missing
    key : DataFrame with customer_id (the pseudonym) and original; never share it
    merged : how many spellings were merged into another (case, blanks)
    """

    ids: pd.Series
    key: pd.DataFrame
    merged: int

    def __repr__(self) -> str:
        """Count only: an id is never printed."""
        return (
            f"Pseudonyms: {self.key['customer_id'].nunique():,} customers, "
            f"{self.merged:,} spellings merged (key table: keep it local)"
        )


def pseudonyms(
    ids: pd.Series,
    *,
    salt: str | None = None,
    key_file: str | os.PathLike[str] | None = None,
) -> Pseudonyms:
    """Replace e-mail addresses, or other ids, by stable pseudonyms.

    Parameters
    ----------
    ids : Series; spellings that differ by case or blanks around are one customer
    salt : secret text; the same salt gives the same pseudonyms
    key_file : file that holds the secret; it is made, with a random secret, when it
        does not exist

    Returns
    -------
    Pseudonyms(ids, key, merged); a pseudonym depends on the secret and the address
    alone, not on the order or number of rows

    Raises
    ------
    DataError
        unless exactly one of salt and key_file is given

    References
    ----------
    HMAC-SHA-256 (Krawczyk, Bellare and Canetti 1997, RFC 2104), first 16 digits

    Examples
    --------
    >>> emails = pd.Series(["Li@shop.io", " li@shop.io", "ann@shop.io"])
    >>> done = pseudonyms(emails, salt="a long secret")
    >>> done
    Pseudonyms: 2 customers, 1 spellings merged (key table: keep it local)
    >>> done.ids[0] == done.ids[1]
    True
    """
    secret = _secret(salt, key_file)
    alike = normal_email(ids)
    distinct = sorted(alike.dropna().unique())
    names = {text: _pseudonym(text, secret) for text in distinct}
    if len(set(names.values())) < len(names):
        raise DataError(
            "two ids got the same pseudonym: pass another salt= or key_file="
        )
    written = ids.dropna().astype("str")[alike.notna()].drop_duplicates()
    key = pd.DataFrame({"original": sorted(written)})
    key.insert(0, "customer_id", normal_email(key["original"]).map(names))
    key = key.sort_values(["customer_id", "original"], ignore_index=True)
    return Pseudonyms(alike.map(names), key, len(key) - len(names))


def _pseudonym(text: str, secret: bytes) -> str:
    digest = hmac.new(secret, text.encode("utf-8"), hashlib.sha256).hexdigest()
    return f"c_{digest[:16]}"


def _secret(salt: str | None, key_file: str | os.PathLike[str] | None) -> bytes:
    if (salt is None) == (key_file is None):
        raise DataError(
            "pseudonyms need one secret: pass key_file='pseudonyms.key' (made when it "
            "is missing; keep it private, and keep it for next month), or salt='…'"
        )
    if salt is not None:
        if not salt:
            raise DataError("salt is empty: pass a long secret text, or key_file=")
        return salt.encode("utf-8")
    return _from_file(Path(str(key_file)))


def _from_file(path: Path) -> bytes:
    try:
        text = path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return _new_key(path)
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(
            f"{path} is no readable key file: pass another key_file="
        ) from error
    if len(text) < 16:
        raise DataError(
            f"{path} holds no key (at least 16 characters are needed): delete it to "
            "have a new one made; pseudonyms will then change"
        )
    return text.encode("ascii")


def _new_key(path: Path) -> bytes:
    text = secrets.token_hex(32)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(text + "\n")
    except OSError as error:
        raise DataError(
            f"the key file {path} cannot be written ({error.strerror}): choose another "
            "key_file="
        ) from error
    return text.encode("ascii")
