"""Technology: what each customer or firm uses, and since when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.features import firm_words as said
from segkit.features.firm_tables import opened
from segkit.features.population import ids, plain_index

USES = "uses_"
NETWORKS = (
    "uses_short_video",
    "uses_photo_sharing",
    "uses_friends_network",
    "uses_business_network",
    "uses_messenger",
)
ENDS = ("_on", "_since")
SINCE = "_since"


def stack(
    devices: Any,
    *,
    as_of: Any,
    sessions: Any = None,
    columns: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Describe the technology of each customer: devices, systems, tools, first uses.

    Parameters
    ----------
    devices : table of any engine, one row per customer: customer_id, and whatever is
        known of main_device, other_device, phone_system, computer_system, columns
        ``uses_…`` (yes or no), payment_preference, visits_per_month, and days of first
        use whose names end in ``_on`` or ``_since`` (empty if not yet, which is not
        never)
    as_of : the day that is described: later first uses are not yet. The other columns
        are as they were asked; the table says when that was
    sessions : visits to the website, started_at, customer_id, device, system: the
        device that each customer was seen with most
    columns : ``{"our name": "your name"}``, for devices

    Returns
    -------
    pandas.DataFrame, one row per customer, sorted and indexed by customer_id: the
    columns of ``devices`` (``uses_…`` as yes and no), and ``n_tools`` (how many are
    used; missing where none is known), ``n_platforms`` (of social networks),
    ``n_devices`` (1 or 2); with sessions ``seen_device``, ``n_devices_seen``.
    ``attrs["left_out"]`` counts first uses after as_of and sessions that do not count

    Raises
    ------
    DataError
        if a column is missing, holds the wrong kind, or a customer is there twice

    Examples
    --------
    >>> asked = pd.DataFrame({"customer_id": ["ann", "bob"],
    ...     "uses_games": [True, False], "uses_messenger": True,
    ...     "app_first_used_on": pd.to_datetime(["2024-07-01", "2024-02-01"])})
    >>> found = stack(asked, as_of="2024-06-30")
    >>> found["n_tools"].tolist(), found["app_first_used_on"].notna().tolist()
    ([2, 1], [False, True])
    """
    today = checks.day(as_of)
    table = _one_row_each(devices, "customer_id", "devices", columns)
    table, later = _first_uses(table, today)
    tools = [name for name in table if str(name).startswith(USES)]
    for name in tools:
        table[name] = _yes_no(table[name], "devices")
    if tools:
        table["n_tools"] = _count(table[tools])
    networks = [name for name in NETWORKS if name in table]
    if networks:
        table["n_platforms"] = _count(table[networks])
    devices_ = [name for name in ("main_device", "other_device") if name in table]
    if devices_:
        table["n_devices"] = table[devices_].notna().sum(axis=1)
    left_out = {"first used after as_of": later}
    if sessions is not None:
        table, unseen = _seen(table, sessions, today)
        left_out |= unseen
    table.attrs["as_of"] = today.isoformat()
    table.attrs["left_out"] = left_out
    return table


def company_stack(
    tech_stack: Any,
    *,
    as_of: Any,
    companies: Any = None,
    columns: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Describe the technology of each firm: which tools, how many, and since when.

    Parameters
    ----------
    tech_stack : table of any engine, one row per firm and tool: company_id, technology,
        adopted_on, and category if known
    as_of : the day that is described: tools taken up later are not used yet
    companies : table with company_id, index or list of ids: exactly these firms; None
        for those with a tool. Firms without any are only there if they are named here
    columns : ``{"our name": "your name"}``, for tech_stack

    Returns
    -------
    pandas.DataFrame, one row per firm, sorted and indexed by company_id: for each tool
    ``uses_<tool>`` (bool) and ``<tool>_adopted_on`` (empty if not yet), ``n_tools``,
    ``first_adopted_on``, and with category ``n_<category>_tools``.
    ``attrs["left_out"]`` counts tools taken up later, and those of other firms

    Raises
    ------
    DataError
        if a column is missing or of the wrong kind, or a firm has a tool twice

    Examples
    --------
    >>> tools = pd.DataFrame({"company_id": ["F1", "F1"],
    ...     "technology": ["cloud mail", "web shop"],
    ...     "adopted_on": pd.to_datetime(["2020-05-01", "2025-01-01"])})
    >>> company_stack(tools, as_of="2024-12-31")[["uses_cloud_mail", "n_tools"]]
                uses_cloud_mail  n_tools
    company_id
    F1                     True        1
    """
    today = checks.day(as_of)
    used, left_out = _used(tech_stack, today, columns)
    firms = _firms(used, companies)
    others = ~used["company_id"].isin(firms)
    used = used[~others]
    days = used.pivot(index="company_id", columns="tool", values="adopted_on")
    days = days.reindex(firms).sort_index(axis=1)
    parts = [
        days.notna().add_prefix(USES),
        days.add_suffix("_adopted_on"),
        days.notna().sum(axis=1).rename("n_tools"),
        days.min(axis=1).rename("first_adopted_on"),
    ]
    if "category" in used:
        parts.append(_by_category(used).reindex(firms, fill_value=0))
    table = pd.concat(parts, axis=1).rename_axis(columns=None)
    table.index = plain_index(table.index).rename("company_id")
    table.attrs["as_of"] = today.isoformat()
    table.attrs["left_out"] = {**left_out, "of other firms": int(others.sum())}
    return table


def _used(
    native: Any, today: date, columns: Mapping[str, str] | None
) -> tuple[pd.DataFrame, dict[str, int]]:
    """Read the tools that had been taken up by a day."""
    need = ["company_id", "technology", "adopted_on"]
    table = opened(native, need, name="tech_stack", columns=columns)
    _days(table["adopted_on"], "tech_stack")
    twice = int(table.duplicated(need[:2]).sum())
    if twice:
        raise DataError(
            said.STACK_TWICE.format(
                table="tech_stack", n=twice, what="a company_id and technology"
            )
        )
    used = _until(table["adopted_on"], today).notna()
    if not used.any():
        raise DataError(said.NO_TOOLS.format(as_of=today))
    late = int((~used & table["adopted_on"].notna()).sum())
    left_out = {
        "adopted after as_of": late,
        "no adopted_on": int(table["adopted_on"].isna().sum()),
    }
    table = table[used]
    return table.assign(tool=table["technology"].astype(str).map(_name)), left_out


def _firms(used: pd.DataFrame, companies: Any) -> pd.Index:
    if companies is None:
        return pd.Index(sorted(used["company_id"].unique()), name="company_id")
    if isinstance(companies, pd.DataFrame) and "company_id" in companies:
        companies = companies["company_id"]
    elif isinstance(companies, pd.DataFrame | pd.Series):
        companies = companies.index
    return ids(companies).rename("company_id")


def _by_category(used: pd.DataFrame) -> pd.DataFrame:
    kinds = used["category"].astype(str).map(_name)
    counts = pd.crosstab(used["company_id"], kinds).rename_axis(columns=None)
    return counts.add_prefix("n_").add_suffix("_tools")


def _name(tool: str) -> str:
    return "_".join("".join(c if c.isalnum() else " " for c in tool.lower()).split())


def _one_row_each(
    native: Any, key: str, name: str, columns: Mapping[str, str] | None
) -> pd.DataFrame:
    table = opened(native, [key], name=name, columns=columns)
    wrong = int((table[key].isna() | table[key].duplicated()).sum())
    if wrong:
        what = f"a {key}, or have none"
        raise DataError(said.STACK_TWICE.format(table=name, n=wrong, what=what))
    table = table.set_index(key).sort_index()
    table.index = plain_index(table.index)
    return table


def _first_uses(table: pd.DataFrame, today: date) -> tuple[pd.DataFrame, int]:
    """Empty the first uses that had not come yet, and count them."""
    later = 0
    for name in [name for name in table if str(name).endswith(ENDS)]:
        _days(table[name], "devices")
        known = _until(pd.to_datetime(table[name]), today)
        later += int((known.isna() & table[name].notna()).sum())
        table[name] = known
    return table, later


def _until(days: pd.Series, today: date) -> pd.Series:
    return days.where(days < pd.Timestamp(today) + pd.Timedelta(days=1))


def _days(column: pd.Series, table: str) -> None:
    fits = pd.api.types.is_datetime64_any_dtype(column) or column.isna().all()
    if not fits:
        kind = column.dtype
        raise DataError(said.DAYS.format(table=table, column=column.name, kind=kind))


def _yes_no(column: pd.Series, table: str) -> pd.Series:
    """Read yes and no; bool where all are known."""
    answers = {True: True, False: False, "yes": True, "no": False}
    known = column.notna()
    strange = [v for v in column[known].unique() if v not in answers]
    if strange:
        raise DataError(
            said.YES_NO.format(table=table, column=column.name, value=strange[0])
        )
    found = column.astype(object).map(answers, na_action="ignore")
    return found.astype(bool if known.all() else "boolean")


def _count(tools: pd.DataFrame) -> pd.Series:
    """Count what is used; missing where nothing is known."""
    counted = tools.astype("boolean").sum(axis=1)
    none = tools.isna().all(axis=1)
    return counted.astype("Int64").mask(none) if none.any() else counted.astype(int)


def _seen(
    table: pd.DataFrame, sessions: pd.DataFrame, today: date
) -> tuple[pd.DataFrame, dict[str, int]]:
    """Look up the device each customer was seen with most; ties go by name."""
    need = ["customer_id", "started_at", "device"]
    visits = opened(sessions, need, name="sessions")[need]
    _days(visits["started_at"], "sessions")
    late = _until(visits["started_at"], today).isna()
    nobody = visits["customer_id"].isna()
    visits = visits[~late & ~nobody].astype({"device": str})
    counts = visits.groupby(["customer_id", "device"]).size().rename("n").reset_index()
    counts = counts.sort_values(
        ["customer_id", "n", "device"], ascending=[True, False, True]
    )
    most = counts.drop_duplicates("customer_id").set_index("customer_id")["device"]
    kinds = counts.groupby("customer_id").size()
    table["seen_device"] = most.reindex(table.index)
    table["n_devices_seen"] = kinds.reindex(table.index).fillna(0).astype(int)
    left_out = {
        "sessions after as_of": int(late.sum()),
        "sessions of nobody known": int((nobody & ~late).sum()),
    }
    return table, left_out
