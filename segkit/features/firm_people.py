"""Talks, contacts and contracts of firms, as they were known on a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.features import firm_words as said
from segkit.features.firm_tables import opened, shared

OPEN = ("lead", "qualified", "offer")
STAGES = ("none", *OPEN, "won", "lost")
TALK_DAYS = ("opened_on", "qualified_on", "offered_on", "closed_on")
SENIORITY = ("staff", "middle", "top")


def deals(
    native: Any, firms: pd.Index, today: date, names: Mapping[str, str]
) -> pd.DataFrame:
    """Say how far talks with each firm have come.

    Parameters
    ----------
    native : the talks
    firms : ids of the firms that are described
    today : later days are not known
    names : our name to theirs

    Returns
    -------
    DataFrame: sales_stage, n_talks, n_won, n_lost, last_talk_days

    Examples
    --------
    >>> talks = pd.DataFrame({"company_id": ["F1"], "stage": ["won"]})
    >>> days = pd.to_datetime(["2024-01-02", "2024-02-01", None, "2024-03-01"])
    >>> talks[list(TALK_DAYS)] = [days]
    >>> firms = pd.Index(["F1"], name="company_id")
    >>> deals(talks, firms, date(2024, 2, 15), {})["sales_stage"].tolist()
    ['qualified']
    """
    need = ["company_id", *TALK_DAYS, "stage"]
    door = Door("opportunities", need, TALK_DAYS, names)
    talks, left_out = door.opened(native, firms, today)
    each = _marked(talks).groupby("company_id")
    counts = each[["n_talks", "n_won", "n_lost"]].sum().reindex(firms)
    furthest = each["place"].max().reindex(firms)
    last = each["opened_on"].max().reindex(firms)
    found = (
        counts.fillna(0)
        .astype(int)
        .assign(
            sales_stage=_stage(counts, furthest),
            last_talk_days=(pd.Timestamp(today) - last).dt.days,
        )
    )
    found.attrs["left_out"] = left_out
    return found


def _marked(talks: pd.DataFrame) -> pd.DataFrame:
    """Mark each talk: how it ended, or else how far it has come; -1 if it ended."""
    closed = talks["closed_on"].notna()
    strange = closed & ~talks["stage"].isin(["won", "lost"])
    if strange.any():
        raise DataError(said.OUTCOME.format(n=int(strange.sum())))
    won = closed & (talks["stage"] == "won")
    begun = [closed, talks["offered_on"].notna(), talks["qualified_on"].notna()]
    return talks.assign(
        n_talks=1,
        n_won=won.astype(int),
        n_lost=(closed & ~won).astype(int),
        place=np.select(begun, [-1, 2, 1], default=0),
    )


def _stage(counts: pd.DataFrame, furthest: pd.Series) -> Any:
    """Say where a firm stands: its furthest open talk, else how closed ones went."""
    is_open = [(furthest == place).to_numpy() for place in range(len(OPEN))]
    closed = (furthest == -1).to_numpy()
    won = (counts["n_won"] > 0).to_numpy()
    chosen = np.select([*is_open, closed & won, closed], range(1, 6), default=0)
    return pd.Categorical.from_codes(chosen, pd.Index(STAGES))


def people(
    native: Any, firms: pd.Index, today: date, names: Mapping[str, str]
) -> pd.DataFrame:
    """Say how many persons are known in each firm, and how high up.

    Parameters
    ----------
    native : the contacts
    firms, today, names : as for `deals`

    Returns
    -------
    DataFrame: n_contacts and, where the columns are there, n_top_contacts,
    highest_contact and n_deciders

    Examples
    --------
    >>> known = pd.DataFrame({"company_id": "F1", "seniority": ["staff", "top"]})
    >>> firms = pd.Index(["F1", "F2"], name="company_id")
    >>> people(known, firms, date(2024, 6, 30), {})["n_contacts"].tolist()
    [2, 0]
    """
    mine = {"known_since": names.get("known_since", "known_since")}
    days = tuple(shared(native, mine, name="contacts"))
    door = Door("contacts", ["company_id", *days], days, names)
    table, left_out = door.opened(native, firms, today)
    counted = {"n_contacts": pd.Series(1, table.index)}
    if "seniority" in table:
        rank = _seniority(table["seniority"])
        counted["n_top_contacts"] = (rank == SENIORITY.index("top")).astype(int)
    if "buying_part" in table:
        counted["n_deciders"] = (table["buying_part"] == "decider").astype(int)
    of = table["company_id"].to_numpy()
    found = pd.DataFrame(counted).groupby(of).sum().reindex(firms).fillna(0).astype(int)
    if "seniority" in table:
        highest = rank.groupby(of).max().reindex(firms).fillna(-1)
        levels = pd.Index(SENIORITY)
        codes = highest.to_numpy(dtype=int)
        found["highest_contact"] = pd.Categorical.from_codes(codes, levels)
    found.attrs["left_out"] = left_out
    return found


def _seniority(column: pd.Series) -> pd.Series:
    strange = sorted({str(v) for v in column.dropna().unique()} - set(SENIORITY))
    if strange:
        raise DataError(said.SENIORITY.format(strange=strange[:5]))
    return column.astype(object).map(SENIORITY.index, na_action="ignore").astype(float)


def running(
    native: Any, firms: pd.Index, today: date, names: Mapping[str, str]
) -> pd.DataFrame:
    """Say how many contracts run with each firm, and for how much a month.

    Parameters
    ----------
    native : the contracts; those without a company_id belong to no firm
    firms, today, names : as for `deals`

    Returns
    -------
    DataFrame: n_contracts and, where price_amount is there, contract_amount

    Examples
    --------
    >>> days = pd.to_datetime(["2024-01-01"])
    >>> signed = pd.DataFrame({"company_id": ["F1"], "started_on": days,
    ...                        "ended_on": pd.NaT, "price_amount": [20.0]})
    >>> firms = pd.Index(["F1"], name="company_id")
    >>> running(signed, firms, date(2024, 6, 30), {})["contract_amount"].tolist()
    [20.0]
    """
    days = ("started_on", "ended_on")
    door = Door("contracts", ["company_id", *days], days, names)
    table, left_out = door.opened(native, firms, today)
    of = table[table["ended_on"].isna()].groupby("company_id")
    counted = {"n_contracts": of.size().reindex(firms).fillna(0).astype(int)}
    if "price_amount" in table:
        paid = of["price_amount"].sum().reindex(firms).fillna(0.0)
        counted["contract_amount"] = paid
    found = pd.DataFrame(counted)
    found.attrs["left_out"] = left_out
    return found


class Door(NamedTuple):
    """What a table must have to be read, and how its columns are called."""

    name: str
    need: list[str]
    days: tuple[str, ...]
    names: Mapping[str, str]

    def opened(
        self, native: Any, firms: pd.Index, today: date
    ) -> tuple[pd.DataFrame, dict[str, int]]:
        """Read the rows of these firms that had begun; later days are empty.

        Parameters
        ----------
        native : the user's table
        firms : ids of the firms that are described
        today : the day

        Returns
        -------
        table, and how many rows were left out, why
        """
        mine = shared(native, self.names, name=self.name)
        table = opened(native, self.need, name=self.name, columns=mine)
        for day in self.days:
            table[day] = self._known(table[day], today)
        begun = (
            table[self.days[0]].notna() if self.days else pd.Series(True, table.index)
        )
        here = table["company_id"].isin(firms)
        left_out = {
            f"{self.name} not begun by as_of": int((~begun).sum()),
            f"{self.name} of other firms": int((begun & ~here).sum()),
        }
        return table[begun & here], left_out

    def _known(self, column: pd.Series, today: date) -> pd.Series:
        fits = pd.api.types.is_datetime64_any_dtype(column) or column.isna().all()
        if not fits:
            kind, day = column.dtype, column.name
            raise DataError(said.DAYS.format(table=self.name, column=day, kind=kind))
        days = pd.to_datetime(column)
        return days.where(days < pd.Timestamp(today) + pd.Timedelta(days=1))
