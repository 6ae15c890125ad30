"""Firms: one row per company, from registers, yearly accounts, talks and contacts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.features import firm_words as said
from segkit.features.firm_people import deals, people, running
from segkit.features.firm_tables import names_of, opened, shared
from segkit.features.firm_years import FIGURES, accounts, last_figures
from segkit.features.holdings import group_figures
from segkit.features.population import plain_index

YEAR_DAYS = 365.25
FOUNDED = ("founded_on", "founded_year")
PARTS = {"opportunities": deals, "contacts": people, "contracts": running}


def companies(
    companies: Any,
    *,
    as_of: Any,
    years: Any = None,
    opportunities: Any = None,
    contacts: Any = None,
    contracts: Any = None,
    holdings: Any = None,
    places: Any = None,
    growth_years: int = 3,
    columns: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Describe each firm: size, age, growth, profit, place, talks and contacts.

    Parameters
    ----------
    companies : table of any engine, one row per firm: company_id, and whatever is
        known of employees, turnover_amount, balance_amount (euros), founded_year or
        founded_on, industry, nace_code, ownership, legal_form, postcode,
        market_share_rate ...; all columns but the name are kept
    as_of : the day that is described; what came later does not count
    years : yearly accounts, one row per firm and year: company_id, year, and employees,
        turnover_amount, balance_amount, profit_amount, equity_amount as far as known.
        A year counts once it has ended. The figures of the last such year then stand
        for those of ``companies``
    opportunities : talks: company_id, opened_on, qualified_on, offered_on, closed_on,
        stage ("won" or "lost" once closed)
    contacts : persons: company_id, known_since, seniority ("top", "middle", "staff"),
        buying_part
    contracts : company_id, started_on, ended_on, price_amount (of a month)
    holdings : who owns how much of whom: owner_id, company_id, share_rate, see
        `group_figures`. A partner that sells for a firm is no holding
    places : postcode and region, for the region of the seat
    growth_years : over how many years growth is taken, at most
    columns : ``{"our name": "your name"}``, for every table that has the name

    Returns
    -------
    pandas.DataFrame, one row per firm, sorted and indexed by company_id: the columns
    of ``companies``, and

    - ``firm_age_years``, full years where only the year of founding is known;
    - with years: ``n_years``, ``start_employees`` and ``turnover_growth_rate``,
      ``employee_growth_rate`` (a year, compound, over the last growth_years),
      ``turnover_growth_sd_rate`` (from year to year), ``profit_margin_rate`` (all
      profit by all turnover), ``profit_margin_sd_rate``, ``equity_rate`` (of the last
      balance sheet);
    - with holdings: ``group_employees``, ``group_turnover_amount``,
      ``group_balance_amount``;
    - with opportunities: ``sales_stage`` (furthest open talk; else won, lost or
      none), ``n_talks``, ``n_won``, ``n_lost``, ``last_talk_days``;
    - with contacts: ``n_contacts``, ``n_top_contacts``, ``n_deciders``,
      ``highest_contact``;
    - with contracts: ``n_contracts``, ``contract_amount`` (a month);
    - with places: ``seat_region``.

    Firms founded later are left out; ``attrs["left_out"]`` counts them, and talks,
    contacts and contracts that had not begun or are of other firms.

    Raises
    ------
    DataError
        if a column is missing or of the wrong kind, or a firm is there twice

    Notes
    -----
    Growth is (last / first) ** (1 / years) - 1. It is missing with one year on file or
    a start of 0 or less. Own definitions but for `group_figures`.

    Examples
    --------
    >>> firms = pd.DataFrame({"company_id": ["F1"], "founded_year": [2015]})
    >>> years = pd.DataFrame({"company_id": "F1", "year": [2021, 2022, 2023],
    ...     "employees": [10, 11, 12], "turnover_amount": [1e6, 1.1e6, 1.21e6],
    ...     "profit_amount": [5e4, 5e4, 6.55e4]})
    >>> found = companies(firms, years=years, as_of="2024-06-30")
    >>> found.loc["F1", ["employees", "firm_age_years"]].tolist()
    [12.0, 9.0]
    >>> rates = found.loc["F1", ["turnover_growth_rate", "profit_margin_rate"]]
    >>> rates.round(4).tolist()
    [0.1, 0.05]
    """
    today = checks.day(as_of)
    tables: dict[str, Any] = {
        "companies": companies,
        "years": years,
        "opportunities": opportunities,
        "contacts": contacts,
        "contracts": contracts,
    }
    names = names_of(columns, tables)
    table, left_out = _firms(companies, today, names)
    growth = checks.whole_number(growth_years, name="growth_years")
    if years is not None:
        described = accounts(years, today, growth, names)
        figures = last_figures(years, today, names)
        table = _joined(_with_figures(table, figures), described, "years")
    if holdings is not None:
        mine = table[[name for name in FIGURES if name in table]].reset_index()
        figures = group_figures(mine, holdings).add_prefix("group_")
        table = _joined(table, figures, "holdings")
    for name, describe in PARTS.items():
        if tables[name] is not None:
            found = describe(tables[name], table.index, today, names)
            left_out |= found.attrs["left_out"]
            table = _joined(table, found, name)
    if places is not None:
        table = _seated(table, places)
    table.attrs["as_of"] = today.isoformat()
    table.attrs["left_out"] = left_out
    return table


def _joined(table: pd.DataFrame, found: pd.DataFrame, name: str) -> pd.DataFrame:
    """Add features, and refuse those that the firms have under the same name."""
    twice = [column for column in found if column in table]
    if twice:
        raise DataError(said.ALREADY.format(twice=twice, name=name))
    return table.join(found)


def _firms(
    native: Any, today: date, names: Mapping[str, str]
) -> tuple[pd.DataFrame, dict[str, int]]:
    """Read the firms, give them an age, and leave out those founded later."""
    mine = shared(native, names, name="companies")
    table = opened(native, ["company_id"], name="companies", columns=mine)
    table = table.drop(columns="company_name", errors="ignore")
    missing = int(table["company_id"].isna().sum())
    twice = int(table["company_id"].duplicated().sum())
    if missing or twice:
        raise DataError(said.IDS.format(missing=missing, twice=twice))
    table = table.set_index("company_id").sort_index()
    table.index = plain_index(table.index)
    founded = next((name for name in FOUNDED if name in table), None)
    if founded is None:
        return table, {"founded after as_of": 0}
    ages = _ages(table[founded], today)
    table = table.drop(columns=founded).assign(firm_age_years=ages)
    later = ages < 0
    return table[~later], {"founded after as_of": int(later.sum())}


def _ages(founded: pd.Series, today: date) -> pd.Series:
    if pd.api.types.is_datetime64_any_dtype(founded):
        days = (pd.Timestamp(today) - founded.dt.normalize()).dt.days
        return days / YEAR_DAYS
    if not pd.api.types.is_numeric_dtype(founded):
        raise DataError(said.FOUNDED.format(column=founded.name, kind=founded.dtype))
    return today.year - founded.astype(float)


def _with_figures(table: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Put the figures of the last year in the place of those that have no year."""
    rest = table.drop(columns=[name for name in figures if name in table])
    return rest.join(figures.reindex(table.index))


def _seated(table: pd.DataFrame, places: Any) -> pd.DataFrame:
    """Look up the region of each firm's seat by its postcode."""
    checks.table(table, ["postcode"], name="companies")
    found = opened(places, ["postcode", "region"], name="places")
    regions = found.drop_duplicates("postcode").set_index("postcode")["region"]
    regions.index = regions.index.astype(str)
    return table.assign(seat_region=table["postcode"].astype(str).map(regions))
