"""From an audience to the file that a platform takes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

from segkit.activation.exports import addresses as mails
from segkit.activation.exports import cells
from segkit.activation.exports.manifest import (
    Manifest,
    difference,
    manifest_path,
    said,
)
from segkit.activation.exports.people import (
    Addresses,
    addresses,
    audience_ids,
    reasons,
    small_groups,
    with_shared,
)
from segkit.activation.exports.profiles import PROFILES, Field, Profile
from segkit.activation.permission import Policy, permitted
from segkit.activation.permission.permitting import with_ids
from segkit.activation.permission.pressure import same_kind
from segkit.activation.words import export as words
from segkit.checks import DataError, choice, table
from segkit.engine import to_pandas
from segkit.files import write_bytes, write_text

GIVEN = {"email", "segment", "customer_id"}  # not read from the customers as they are


def export(
    audience: Any,
    customers: Any,
    path: str | os.PathLike[str],
    *,
    policy: Policy,
    profile: str | Profile = "mail_list",
    fields: Sequence[str] = (),
    segments: pd.Series | None = None,
    contacts: Any = None,
    as_of: Any = None,
    key: pd.DataFrame | str | os.PathLike[str] | None = None,
    columns: Mapping[str, str] | None = None,
    country: str | None = None,
    name: str = "",
    replace: bool = False,
    timezone: str | None = None,
) -> Manifest:
    """Write the file that a platform takes, with those alone who may be contacted.

    Nobody is in it who said no, was never asked, is suppressed (by id or by address),
    over the cap, shares an address with such a person, or is in a group below the
    minimum size. One mailbox is there once. The file is written whole or not at all,
    read back, and described by a manifest beside it.

    Parameters
    ----------
    audience : ids of customers (list, Index, Series), or a selection with ids
    customers : table of any engine: customer_id, the policy's column of consent, email
        unless there is a key, and the columns of `fields`. All customers, not only the
        audience: then a no is found also under another number with the same address
    path : the file; its manifest is path + ".manifest.json"
    policy : who may be contacted
    profile : name of one that `profiles` lists, or a Profile
    fields : our names of further columns of the profile; by default none leave
    segments : segment by customer_id, for the field "segment"
    contacts, as_of, timezone : for a policy with a cap, as in `permitted`
    key : the table that leads from pseudonyms back to addresses, or its file
    columns : ``{"our name": "your name"}`` of the customers
    country : of telephone numbers without a calling code, such as "FR" or "+33"
    name : what the audience is called in the manifest
    replace : whether a file that is there already may be replaced

    Returns
    -------
    Manifest

    Raises
    ------
    DataError
        if something is missing, the file is there already, or too few would be in it;
        then nothing is written

    References
    ----------
    own definition; those that `profiles` names; OWASP, "CSV Injection"

    Examples
    --------
    >>> import tempfile
    >>> people = pd.DataFrame({
    ...     "customer_id": ["a", "b", "c"],
    ...     "email": ["Ann@shop.io", "bo@shop.io", "cy@shop.io"],
    ...     "email_consent": [True, False, True],
    ... })
    >>> file = Path(tempfile.mkdtemp()) / "list.csv"
    >>> export(["a", "b", "c"], people, file, policy=Policy(minimum_size=2))
    2 rows in list.csv (mail_list); 1 of 3 left out (said no 1).
    >>> print(file.read_text(encoding="utf-8").strip())
    Email
    ann@shop.io
    cy@shop.io
    """
    if not isinstance(policy, Policy):
        raise DataError(words.NEEDS_POLICY.format(found=policy))
    shape = _profile(profile)
    chosen = _fields(shape, fields, segments)
    target = _free(path, replace)
    wanted = [field.column for field in chosen if field.column not in GIVEN]
    people = _customers(customers, policy, wanted, columns, shape.name)
    permission = permitted(
        people, policy, contacts=contacts, as_of=as_of, timezone=timezone
    )
    ids, found = audience_ids(audience), addresses(people, key)
    same_kind(ids, permission.index, what="audience")
    exact = "customer_id" in [field.column for field in chosen]
    why = reasons(ids, permission, found, policy, exact_id=exact)
    if segments is not None and "segment" in [field.column for field in chosen]:
        why = small_groups(why, segments, policy.minimum_size)
    counts = _enough(why, policy, shape)
    known = _known(why.index[why.isna()], people, found, segments)
    rows = _spelled(known, chosen, country)
    about = {"audience": name, "counts": counts, "policy": repr(policy)}
    about |= {"as_of": permission.attrs["as_of"], "addresses": found.source}
    return _written(rows, target, shape, about)


def _profile(profile: str | Profile) -> Profile:
    if isinstance(profile, Profile):
        return profile
    choice(profile, PROFILES, name="profile")
    return PROFILES[profile]


def _fields(
    profile: Profile, fields: Sequence[str], segments: pd.Series | None
) -> list[Field]:
    asked = [fields] if isinstance(fields, str) else list(fields)
    known = [field.column for field in profile.fields]
    wrong = [name for name in asked if name not in known]
    if wrong:
        raise DataError(
            words.NO_FIELD.format(wrong=wrong, profile=profile.name, known=known)
        )
    if "segment" in asked and segments is None:
        raise DataError(words.NO_SEGMENTS)
    return [field for field in profile.fields if field.needed or field.column in asked]


def _free(path: str | os.PathLike[str], replace: bool) -> Path:
    target = Path(path)
    there = [file for file in (target, manifest_path(target)) if file.exists()]
    if there and not replace:
        raise DataError(words.THERE.format(path=there[0]))
    return target


def _customers(
    customers: Any,
    policy: Policy,
    wanted: list[str],
    columns: Mapping[str, str] | None,
    profile: str,
) -> pd.DataFrame:
    """Take the columns that are needed, and no other, out of the customers."""
    need = ["customer_id", policy.consent]
    native, names = with_shared(with_ids(customers), columns)
    native = table(native, need, name="customers", columns=names)
    known = nw.from_native(native)
    have = known.collect_schema().names()
    missing = [name for name in wanted if name not in have]
    if missing:
        hint = dict.fromkeys(missing, "your name")
        text = words.FIELD_ABSENT
        raise DataError(
            text.format(missing=missing, profile=profile, have=have, hint=hint)
        )
    mail = ["email"] if "email" in have else []
    return to_pandas(known.select([*need, *mail, *wanted]).to_native())


def _enough(why: pd.Series, policy: Policy, profile: Profile) -> dict[str, int]:
    """Count the reasons, and refuse a file for too few."""
    found = why.fillna(words.REASONS[-1]).value_counts()
    counts = {reason: int(found.get(reason, 0)) for reason in words.REASONS}
    n = counts[words.REASONS[-1]]
    minimum = max(policy.minimum_size, profile.minimum_size)
    if n < minimum:
        who = words.WHO["policy" if policy.minimum_size == minimum else "profile"]
        told = said(counts) or words.NOBODY
        who = who.format(profile=profile.name)
        raise DataError(
            words.TOO_FEW.format(n=n, who=who, minimum=minimum, counts=told)
        )
    return counts


def _known(
    ids: pd.Index, people: pd.DataFrame, found: Addresses, segments: pd.Series | None
) -> pd.DataFrame:
    """Return what is known of each who will be in the file, one row each."""
    if people["customer_id"].duplicated().any():  # the same whatever their order
        people = people.astype("str").set_axis(people.index)
        people = people.sort_values(list(people.columns))
    once = people.drop_duplicates("customer_id").set_index("customer_id").reindex(ids)
    known = once.assign(customer_id=ids, email=found.each.reindex(ids))
    if segments is not None:
        known["segment"] = segments.reindex(ids).astype("str")
    return known


def _spelled(
    known: pd.DataFrame, chosen: list[Field], country: str | None
) -> pd.DataFrame:
    """Spell the cells as the profile asks, in an order that tells nothing."""
    made = {
        field.header: _cells(known[field.column], field, country) for field in chosen
    }
    rows = pd.DataFrame(made)
    return rows.sort_values(list(rows.columns), ignore_index=True)


def _cells(column: pd.Series, field: Field, country: str | None) -> pd.Series:
    if field.rule == "id":
        return column.astype("str")
    if field.rule in {"phone", "phone_digits"}:
        spelled = getattr(cells, field.rule)(column, country)
    else:
        rules = mails if hasattr(mails, field.rule) else cells
        spelled = getattr(rules, field.rule)(column)
    spelled = spelled.astype("str").fillna("")
    return mails.sha256(spelled) if field.hashed else spelled


def _written(
    rows: pd.DataFrame, target: Path, profile: Profile, about: dict[str, Any]
) -> Manifest:
    """Write the file, read it back, then write the manifest."""
    text = rows.to_csv(index=False, header=profile.heading, lineterminator="\n")
    content = text.encode("utf-8")
    if profile.most_bytes is not None and len(content) > profile.most_bytes:
        told = {"profile": profile.name, "limit": profile.most_bytes}
        raise DataError(words.TOO_LARGE.format(size=len(content), **told))
    manifest = Manifest(
        file=target.name,
        profile=profile.name,
        rows=len(rows),
        columns={str(name): int((rows[name] != "").sum()) for name in rows},
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        **about,
    )
    write_bytes(content, target)
    problem = difference(target, manifest)
    if problem:
        raise DataError(words.NOT_AS_WRITTEN.format(path=target, what=problem))
    write_text(manifest.to_json(), manifest_path(target))
    return manifest
