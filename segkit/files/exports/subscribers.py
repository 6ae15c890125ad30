"""A list of subscribers, as an e-mail platform or the kit itself exports it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from segkit.checks import DataError
from segkit.files.clock import local_times
from segkit.files.exports import words
from segkit.files.exports.table import open_export, propose
from segkit.files.words import join


def read_subscribers(
    path: str | os.PathLike[str],
    *,
    columns: Mapping[str, str | None] | None = None,
    timezone: str | None = None,
    encoding: str | None = None,
    dayfirst: bool | None = None,
) -> pd.DataFrame:
    r"""Read a list of subscribers: addresses, sign-up dates, what they answered.

    It takes the lists of e-mail platforms, and the mailing list that
    `segkit.activation.export` writes.

    Parameters
    ----------
    path : .csv, .tsv, .txt (also .gz), .xlsx
    columns : {our name: the file's name}; None as a name switches a proposal off
    timezone, encoding, dayfirst : as for `segkit.files.read`

    Returns
    -------
    pandas.DataFrame, one row per address: customer_id (the address, in small letters;
    replace it with `segkit.privacy.pseudonyms` before anything is shared), and what is
    there of first_name, last_name, language, segment, signed_up_on, city, heard_from,
    main_difficulty; consent (as written, for `segkit.privacy.consent_answers`; empty
    if the file does not say). ``attrs``: reading, notes, mapping

    Raises
    ------
    DataError
        if no column holds addresses, or dates cannot be decided

    References
    ----------
    own definition; the names are those that the platforms' exports use

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "list.csv"
    >>> heads = "Email Address,First Name,Status"
    >>> _ = file.write_text(heads + "\nAnn@x.io,Ann,subscribed\n")
    >>> read_subscribers(file).to_dict("records")
    [{'customer_id': 'ann@x.io', 'first_name': 'Ann', 'consent': 'subscribed'}]
    """
    opened = open_export(Path(path), encoding=encoding, dayfirst=dayfirst)
    mapping = propose(opened.text, words.SUBSCRIBERS, columns, opened.name)
    if "email" not in mapping:
        have = list(opened.text.columns)
        raise DataError(words.SAYS["no address"].format(name=opened.name, have=have))
    table = pd.DataFrame({ours: opened.done.table[t] for ours, t in mapping.items()})
    table = table.rename(columns={"email": "customer_id"})
    address = table["customer_id"].astype("str").str.strip().str.lower()
    table["customer_id"] = address.mask(address == "")
    if "signed_up_on" in table:
        signed = opened.text[mapping["signed_up_on"]]
        at = local_times(signed, timezone, dayfirst, opened.notes, opened.name)
        table["signed_up_on"] = at.dt.normalize()
    if "consent" not in table:
        table["consent"] = pd.Series(None, index=table.index, dtype="str")
        opened.notes.append(words.NOTES["no consent"])
    table = _once(table, opened.notes)
    unused = [c for c in opened.text if c not in mapping.values()]
    if unused:
        opened.notes.append(words.NOTES["unused"].format(columns=join(unused)))
    table.attrs = {
        "reading": opened.reading,
        "notes": opened.notes,
        "mapping": mapping,
    }
    return table


def _once(table: pd.DataFrame, notes: list[str]) -> pd.DataFrame:
    known = table[table["customer_id"].notna()]
    if len(known) < len(table):
        n = len(table) - len(known)
        notes.append(words.NOTES["no address"].format(n=n))
    once = known[~known["customer_id"].duplicated()]
    if len(once) < len(known):
        notes.append(words.NOTES["twice"].format(n=len(known) - len(once)))
    return once.reset_index(drop=True)
