"""Who is in the file: each of the audience, or the reason why not."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

from segkit.activation.exports.addresses import inbox, valid
from segkit.activation.permission import Policy
from segkit.activation.permission.pressure import same_kind
from segkit.activation.words import export as words
from segkit.checks import DataError, table
from segkit.files import neutral, read


@dataclass(frozen=True)
class Addresses:
    """The addresses of customers: one for each, and every one that was found.

    Attributes
    ----------
    each : Series of str by customer_id, one row per customer
    all : Series of str by customer_id, a row per address
    source : "key" or "customers"
    """

    each: pd.Series
    all: pd.Series
    source: str


def audience_ids(audience: Any) -> pd.Index:
    """Take the ids out of an audience, each once.

    Parameters
    ----------
    audience : list, Index, Series or array of ids, or a record with ids

    Returns
    -------
    Index of ids, in their order; missing ones go

    Raises
    ------
    DataError
        if it is something else

    References
    ----------
    own definition

    Examples
    --------
    >>> audience_ids(["b", "a", "b", None]).tolist()
    ['b', 'a']
    """
    ids = getattr(audience, "ids", audience)
    text = isinstance(ids, str | bytes | dict | pd.DataFrame)
    if text or not isinstance(ids, Iterable):
        raise DataError(words.NOT_AN_AUDIENCE.format(found=type(audience).__name__))
    index = ids if isinstance(ids, pd.Index) else pd.Index(pd.Series(list(ids)))
    return index[index.notna()].unique()


def with_shared(
    customers: Any, columns: Mapping[str, str] | None
) -> tuple[Any, dict[str, str]]:
    """Copy the column of ids where it serves as another column too, as addresses do.

    Parameters
    ----------
    customers : table of any engine
    columns : ``{"our name": "your name"}``

    Returns
    -------
    the table, and the names that are left to change

    References
    ----------
    own definition

    Examples
    --------
    >>> ids = pd.DataFrame({"customer_id": ["a@b.io"]})
    >>> with_shared(ids, {"email": "customer_id"})[0].columns.tolist()
    ['customer_id', 'email']
    """
    names = dict(columns or {})
    ids = names.get("customer_id", "customer_id")
    twice = [ours for ours, theirs in names.items() if theirs == ids]
    twice = [ours for ours in twice if ours != "customer_id"]
    if not twice:
        return customers, names
    frame = nw.from_native(table(customers, [ids], name="customers"))
    twice = [ours for ours in twice if ours not in frame.collect_schema().names()]
    copied = frame.with_columns(**{ours: nw.col(ids) for ours in twice})
    left = {ours: theirs for ours, theirs in names.items() if ours not in twice}
    return copied.to_native(), left


def addresses(
    customers: pd.DataFrame, key: pd.DataFrame | str | os.PathLike[str] | None
) -> Addresses:
    """Find the address of each customer: in the key table, or among the customers.

    Parameters
    ----------
    customers : customer_id, and email where there is no key
    key : None, or the table that leads back (customer_id, original), or its file

    Returns
    -------
    Addresses

    Raises
    ------
    DataError
        if there is neither, or the key is no key

    References
    ----------
    own definition

    Examples
    --------
    >>> key = pd.DataFrame({"customer_id": ["c_1"], "original": ["ann@shop.io"]})
    >>> addresses(pd.DataFrame({"customer_id": ["c_1"]}), key).each.to_dict()
    {'c_1': 'ann@shop.io'}
    """
    if key is None:
        if "email" not in customers:
            raise DataError(words.NO_ADDRESSES)
        pairs, source = customers[["customer_id", "email"]], "customers"
    else:
        known = key if isinstance(key, pd.DataFrame) else read(key)
        if not {"customer_id", "original"} <= set(known.columns):
            raise DataError(words.BAD_KEY.format(found=list(known.columns)))
        pairs, source = known[["customer_id", "original"]], "key"
        ours = pd.Index(customers["customer_id"].dropna())
        same_kind(pd.Index(pairs["customer_id"].dropna()), ours, what="key")
    pairs = pairs.set_axis(["customer_id", "email"], axis=1).dropna()
    pairs = pairs.assign(email=pairs["email"].astype("str").str.strip())
    found = pairs[pairs["email"] != ""].sort_values(["customer_id", "email"])
    every = found.set_index("customer_id")["email"]
    return Addresses(every[~every.index.duplicated()], every, source)


def reasons(
    ids: pd.Index,
    permission: pd.DataFrame,
    found: Addresses,
    policy: Policy,
    *,
    exact_id: bool = False,
) -> pd.Series:
    """Say of each of the audience why it is not in the file; missing for those who are.

    An address belongs to whoever reads it: it is left out if somebody who may not be
    contacted has it too, or if it is suppressed itself.

    Parameters
    ----------
    ids : the audience
    permission : as `permitted` returns it, of all customers
    found : their addresses
    policy : whose suppressed ids may be addresses too
    exact_id : whether ids are written to the file, so that they must be harmless

    Returns
    -------
    Series of str by customer_id

    References
    ----------
    own definition

    Examples
    --------
    >>> yes = pd.DataFrame({"allowed": [True], "reason": ["may be contacted"]}, ["a"])
    >>> mail = pd.Series({"a": "a@shop.io"})
    >>> reasons(pd.Index(["a"]), yes, Addresses(mail, mail, "key"), Policy()).tolist()
    [nan]
    """
    reason = permission["reason"].astype("str").where(~permission["allowed"])
    why = reason.reindex(ids).astype("str")
    email = found.each.reindex(ids)
    box = inbox(email)
    odd = _formulas(ids) if exact_id else pd.Series(False, index=ids)
    tests: dict[str, Any] = {
        "no customer": ~ids.isin(permission.index),
        "suppressed": box.isin(_suppressed(policy)),
        "no address": email.isna(),
        "no valid address": ~valid(email),
        "number begins like a formula": odd,
        _SHARED: box.isin(_blocked(permission, found)),
    }
    for name, test in tests.items():
        why = why.mask(why.isna() & test, name)
    again = box.where(why.isna()).sort_index(kind="stable").dropna().duplicated()
    return why.mask(why.index.isin(again.index[again]), "same address as another row")


_SHARED = "shares an address with somebody who may not be contacted"


def _suppressed(policy: Policy) -> pd.Series:
    texts = [i for i in policy.suppressed if isinstance(i, str) and "@" in i]
    return inbox(pd.Series(texts, dtype="str"))


def _blocked(permission: pd.DataFrame, found: Addresses) -> pd.Series:
    silent = permission.index[~permission["allowed"]]
    return inbox(found.all[found.all.index.isin(silent)])


def _formulas(ids: pd.Index) -> pd.Series:
    texts = pd.Series(ids, index=ids)
    return neutral(texts).astype("str") != texts.astype("str")


def small_groups(why: pd.Series, groups: pd.Series, minimum: int) -> pd.Series:
    """Leave out those whose group in the file would be too small.

    Parameters
    ----------
    why : reasons by customer_id, missing for those in the file
    groups : segment by customer_id; those without one are a group too
    minimum : smallest group

    Returns
    -------
    Series of str by customer_id

    References
    ----------
    own definition

    Examples
    --------
    >>> why = pd.Series([None, None, None], index=["a", "b", "c"], dtype="str")
    >>> groups = pd.Series({"a": "new", "b": "new", "c": "old"})
    >>> small_groups(why, groups, 2).tolist()
    [nan, nan, 'in a group below the minimum size']
    """
    group = groups.reindex(why.index).where(why.isna())
    label = group.astype("str").fillna("")
    size = label[why.isna()].value_counts()
    small = label.map(size).fillna(0) < minimum
    return why.mask(why.isna() & small, "in a group below the minimum size")
