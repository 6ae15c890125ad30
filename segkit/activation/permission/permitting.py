"""Each customer: may a message be sent, and if not, why not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd

from segkit.activation.permission.policy import Policy, as_policy
from segkit.activation.permission.pressure import Pressure, recent_contacts, same_kind
from segkit.activation.words import permission as words
from segkit.checks import DataError, table
from segkit.engine import to_pandas
from segkit.privacy import consent_answers, normal_email

YES, NO, NEVER, SUPPRESSED, CAPPED = range(5)  # codes of words.REASONS


def permitted(
    customers: Any,
    policy: Policy,
    *,
    contacts: Any = None,
    as_of: Any = None,
    columns: Mapping[str, str] | None = None,
    timezone: str | None = None,
) -> pd.DataFrame:
    """Say of every customer whether a message may be sent, and why not.

    The first reason of these counts: said no, never asked, suppressed, over the cap.
    An id that is there twice is one customer, who must have said yes each time; rows
    without an id are left out. Over the cap is who got `messages` or more in the `days`
    local days that end with `as_of`, that day included.

    Parameters
    ----------
    customers : table of any engine with customer_id (or a pandas table indexed by it)
        and the policy's column of consent
    policy : Policy
    contacts : table of any engine with customer_id and sent_at, one row per message;
        where it has a column delivered, rows where that is false are no messages
    as_of : last day of the window, needed for a cap; later messages are not counted
    columns : ``{"our name": "your name"}`` of the customers
    timezone : IANA name, if sent_at has a time zone

    Returns
    -------
    DataFrame indexed by customer_id, in the order of the customers: allowed (bool),
    reason (categorical), recent (messages in the window; 0 without a cap).
    ``attrs``: counts (customers by reason), left_out (rows of the customers), contacts
    (rows of the contacts that were not counted, and why), as_of

    Raises
    ------
    DataError
        if a column is missing, the policy has a cap and contacts or as_of are missing,
        or ids cannot be compared since some are text and some are numbers

    References
    ----------
    own definition; Regulation (EU) 2016/679, articles 4 (11) and 21 (2)

    Examples
    --------
    >>> people = pd.DataFrame({
    ...     "customer_id": ["a", "b", "c"], "email_consent": [True, False, True]
    ... })
    >>> sent = pd.DataFrame({
    ...     "customer_id": ["c"], "sent_at": pd.to_datetime(["2024-06-29"])
    ... })
    >>> policy = Policy(cap=(1, 7))
    >>> permitted(people, policy, contacts=sent, as_of="2024-06-30")["reason"].tolist()
    ['may be contacted', 'said no', 'over the cap']
    """
    policy = as_policy(policy)
    answers, left_out = _answers(customers, policy.consent, columns)
    pressure = _pressure(policy, contacts, as_of, timezone)
    recent = _recent(pressure, answers.index)
    codes = answers.to_numpy(copy=True)
    codes[(codes == YES) & _among(answers.index, policy.suppressed)] = SUPPRESSED
    if policy.cap:
        codes[(codes == YES) & (recent >= policy.cap[0])] = CAPPED
    result = pd.DataFrame(
        {
            "allowed": codes == YES,
            "reason": pd.Categorical.from_codes(codes, pd.Index(words.REASONS)),
            "recent": recent,
        },
        index=answers.index,
    )
    counts = np.bincount(codes, minlength=len(words.REASONS)).tolist()
    result.attrs["counts"] = dict(zip(words.REASONS, counts, strict=True))
    result.attrs["left_out"] = left_out
    result.attrs |= _told(pressure, answers.index)
    return result


def _answers(
    customers: Any, consent: str, columns: Mapping[str, str] | None
) -> tuple[pd.Series, dict[str, int]]:
    """Return the code of each customer's answer; of several, the worst."""
    need = ["customer_id", consent]
    known = table(with_ids(customers), need, name="customers", columns=columns)
    rows = to_pandas(nw.from_native(known).select(need).to_native())
    ids = pd.Index(rows["customer_id"], name="customer_id")
    codes = consent_answers(rows[consent]).cat.codes.to_numpy().astype(int)
    named = pd.Series(codes, index=ids)[ids.notna()]
    once = named[~named.index.duplicated()].copy()
    if len(once) < len(named):
        for worse in (NEVER, NO):
            once[once.index.isin(named.index[named == worse])] = worse
    left_out = {
        "no customer_id": len(rows) - len(named),
        "customer_id again": len(named) - len(once),
    }
    return once, left_out


def with_ids(customers: Any) -> Any:
    """Make the ids a column, where they are the index of a pandas table.

    Parameters
    ----------
    customers : table of any engine

    Returns
    -------
    the same table, or one with a column customer_id

    References
    ----------
    own definition

    Examples
    --------
    >>> by_id = pd.DataFrame({"n": [1]}, index=pd.Index(["a"], name="customer_id"))
    >>> with_ids(by_id).columns.tolist()
    ['customer_id', 'n']
    """
    by_id = isinstance(customers, pd.DataFrame) and (
        customers.index.name == "customer_id" and "customer_id" not in customers
    )
    return customers.reset_index() if by_id else customers


def _pressure(
    policy: Policy, contacts: Any, as_of: Any, timezone: str | None
) -> Pressure | None:
    if policy.cap is None:
        return None
    messages, days = policy.cap
    if contacts is None or as_of is None:
        raise DataError(words.NO_CONTACTS.format(n=messages, days=days))
    return recent_contacts(contacts, days=days, as_of=as_of, timezone=timezone)


def _recent(pressure: Pressure | None, ids: pd.Index) -> np.ndarray:
    if pressure is None:
        return np.zeros(len(ids), dtype=int)
    same_kind(pressure.counts.index, ids, what="contacts")
    return pressure.counts.reindex(ids).fillna(0).to_numpy().astype(int)


def _among(ids: pd.Index, suppressed: Iterable[Any]) -> np.ndarray:
    """Say which ids are suppressed, also if they are spelled in another case."""
    left = list(suppressed)
    if not left or not len(ids):
        return np.zeros(len(ids), dtype=bool)
    same_kind(left, ids, what="suppressed")
    spelled = normal_email(pd.Series(left, dtype=object))
    return normal_email(pd.Series(ids)).isin(spelled).to_numpy()


def _told(pressure: Pressure | None, ids: pd.Index) -> dict[str, Any]:
    if pressure is None:
        return {"contacts": {}, "as_of": None}
    unknown = pressure.counts[~pressure.counts.index.isin(ids)]
    told = pressure.left_out | {"no customer": int(unknown.sum())}
    return {"contacts": told, "as_of": pressure.as_of.isoformat()}
