"""What goes wrong when accounts are written down: blanks, codes, second accounts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate import calendar
from segkit.simulate.draw import pick
from segkit.simulate.people import form, names, plan
from segkit.simulate.scene import Scene

# Who leaves the income blank: more of those who have more.
HIGH_INCOME = 55_000
BLANK_HIGH, BLANK_LOW = 0.22, 0.06
# Values that mean "not known", and how many of 12,000 have them.
NO_INCOME, N_NO_INCOME = 999_999, 25
CHILD_YEAR, N_CHILD = 2017, 12
NO_BIRTH, N_NO_BIRTH = pd.Timestamp("1900-01-01"), 24
OF = 12_000
# What differs in a second account, and how often.
TYPO, CAPITALS, NICKNAME = 0.40, 0.15, 0.10
WRONG_DAY, MOVED, OTHER_INCOME, NO_ANSWER = 0.06, 0.07, 0.35, 0.20
SAME_ADDRESS, CAPITAL_ADDRESS = 0.30, 0.25


def with_blanks(scene: Scene, table: pd.DataFrame) -> pd.DataFrame:
    """Leave incomes blank: 22 % of those above 55,000 EUR, 6 % of the others.

    Parameters
    ----------
    scene : the block
    table : the accounts

    Returns
    -------
    the table; unchanged if the switch `missing_income` is off

    Examples
    --------
    >>> table = pd.DataFrame({"income_amount": [60_000.0] * 50})
    >>> bool(with_blanks(Scene(seed=1, size=50), table)["income_amount"].isna().any())
    True
    """
    if not scene.switches.missing_income:
        return table
    income = table["income_amount"]
    chance = np.where(income > HIGH_INCOME, BLANK_HIGH, BLANK_LOW)
    blank = scene.stream("missing income").random(len(table)) < chance
    return table.assign(income_amount=income.mask(blank))


def unknown(scene: Scene, table: pd.DataFrame) -> dict[str, NDArray[np.int64]]:
    """Choose whose answers are not known, and stand as a code in the raw table.

    Parameters
    ----------
    scene : the block
    table : the accounts

    Returns
    -------
    dict
        rows with no income, a child's birth year, and no birth date; none if the
        switch `sentinels` is off

    Examples
    --------
    >>> table = pd.DataFrame({"income_amount": [1.0] * 12_000})
    >>> {k: len(v) for k, v in unknown(Scene(1, 12_000), table).items()}
    {'income': 25, 'child': 12, 'birth': 24}
    """
    rng, n = scene.stream("sentinels"), len(table)
    counts = [round(each * n / OF) for each in (N_NO_INCOME, N_CHILD, N_NO_BIRTH)]
    if not scene.switches.sentinels:
        counts = [0, 0, 0]
    has = np.flatnonzero(table["income_amount"].notna())
    births = rng.permutation(n)[: counts[1] + counts[2]]
    return {
        "income": rng.permutation(has)[: counts[0]],
        "child": births[: counts[1]],
        "birth": births[counts[1] :],
    }


def cleaned(table: pd.DataFrame, rows: dict[str, NDArray]) -> pd.DataFrame:
    """Return the accounts with what is not known left empty.

    Parameters
    ----------
    table : the accounts
    rows : as `unknown` gives them

    Returns
    -------
    the table

    Examples
    --------
    >>> table = pd.DataFrame({"income_amount": [1.0], "birth_date": pd.Timestamp(0)})
    >>> none = np.array([], dtype=int)
    >>> rows = {"income": np.array([0]), "child": none, "birth": none}
    >>> cleaned(table, rows)["income_amount"].isna().all()
    np.True_
    """
    at = np.arange(len(table))
    no_birth = np.isin(at, np.r_[rows["child"], rows["birth"]])
    return table.assign(
        income_amount=table["income_amount"].mask(np.isin(at, rows["income"])),
        birth_date=table["birth_date"].mask(no_birth),
    )


def coded(table: pd.DataFrame, rows: dict[str, NDArray]) -> pd.DataFrame:
    """Return the accounts with a code where something is not known.

    Parameters
    ----------
    table : the accounts
    rows : as `unknown` gives them

    Returns
    -------
    the table: income 999999, born in 2017, or born on 1 January 1900

    Examples
    --------
    >>> table = pd.DataFrame({"income_amount": [1.0], "birth_date": pd.Timestamp(0)})
    >>> none = np.array([], dtype=int)
    >>> rows = {"income": np.array([0]), "child": none, "birth": none}
    >>> coded(table, rows)["income_amount"].tolist()
    [999999.0]
    """
    at, born = np.arange(len(table)), table["birth_date"]
    year = pd.to_timedelta(born.dt.day_of_year - 1, unit="D")
    child = pd.Timestamp(CHILD_YEAR, 1, 1) + year
    born = born.mask(np.isin(at, rows["child"]), child)
    born = born.mask(np.isin(at, rows["birth"]), NO_BIRTH)
    income = table["income_amount"].mask(np.isin(at, rows["income"]), NO_INCOME)
    return table.assign(income_amount=income, birth_date=born)


def with_names(scene: Scene, who: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Add the names and addresses that the shop asks for, and drops when it cleans.

    Parameters
    ----------
    scene : the block
    who : its people
    table : the accounts

    Returns
    -------
    the table with given_name, family_name, email after customer_id

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> scene, who, _ = opening(seed=1, size=50)
    >>> with_names(scene, who, who[["customer_id"]]).columns.tolist()
    ['customer_id', 'given_name', 'family_name', 'email']
    """
    rng, made = scene.stream("names"), table.copy()
    given = names.given_names(rng, who["gender"].to_numpy())
    family = names.family_names(rng, who["language"].to_numpy())
    email = names.addresses(rng, given, family)
    named = {"given_name": given, "family_name": family, "email": email}
    for place, (name, words) in enumerate(named.items(), start=1):
        made.insert(place, name, pd.Series(words).astype(str))
    return made


def second_accounts(
    scene: Scene, who: pd.DataFrame, table: pd.DataFrame, places: pd.DataFrame
) -> pd.DataFrame:
    """Return the second accounts: the same people, written a little differently.

    Parameters
    ----------
    scene : the block
    who : its people
    table : their first accounts, with names
    places : the postcodes

    Returns
    -------
    pandas table like `table`; empty if the switch `duplicates` is off

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> scene, who, shared = opening(seed=1, size=200)
    >>> table = form.filled_in(scene, who, shared.places)
    >>> table = with_names(scene, who, table)
    >>> len(second_accounts(scene, who, table, shared.places))
    3
    """
    twice = (who["second_id"] != "").to_numpy() & scene.switches.duplicates
    rng, who = scene.stream("duplicates"), who[twice]
    again = table[twice].assign(
        customer_id=who["second_id"],
        signed_up_on=calendar.DAYS[who["second_since"]],
    )
    again = again.assign(**_same_person(rng, again), **_same_home(rng, again, places))
    segment = who["segment"].to_numpy()
    source = pick(rng, plan.planted("sources"), segment)
    consent = rng.random(len(who)) < plan.planted("consent")[segment]
    return again.assign(
        acquired_via=np.array(plan.SOURCES)[source],
        heard_via=form.heard(rng, who["because_of"].to_numpy()),
        email_consent=consent,
        preferred_frequency=again["preferred_frequency"].where(consent),
        pages_at_signup=1 + rng.poisson(form.PAGES_MEAN, len(who)),
    )


def _same_person(rng: np.random.Generator, again: pd.DataFrame) -> dict[str, Any]:
    """Write name, address and birth date again: with slips of the keyboard."""
    n, born = len(again), again["birth_date"]
    off = pd.to_timedelta(rng.choice([-10, -1, 1, 10], n), unit="D")
    given, short = again["given_name"], again["given_name"].str[:1] + "."
    return {
        "family_name": _again(rng, again["family_name"]),
        "email": _other_address(rng, again),
        "birth_date": born.where(rng.random(n) >= WRONG_DAY, born + off),
        "given_name": given.where(rng.random(n) >= NICKNAME, short),
    }


def _again(rng: np.random.Generator, name: pd.Series) -> pd.Series:
    place = rng.integers(1, 4, len(name))
    typed = [_slip(word, at) for word, at in zip(name, place, strict=True)]
    slip, shout = rng.random(len(name)) < TYPO, rng.random(len(name)) < CAPITALS
    name = name.mask(slip, pd.Series(typed, name.index, dtype=name.dtype))
    return name.mask(shout, name.str.upper())


def _other_address(rng: np.random.Generator, again: pd.DataFrame) -> pd.Series:
    """Give the same address, the same in capitals, or another one."""
    parts = [again[each].to_numpy() for each in ("given_name", "family_name")]
    new = pd.Series(names.addresses(rng, *parts), again.index).astype(str)
    kind, old = rng.random(len(again)), again["email"]
    new = new.mask(kind < SAME_ADDRESS + CAPITAL_ADDRESS, old.str.title())
    return new.mask(kind < SAME_ADDRESS, old)


def _slip(name: str, at: int) -> str:
    """Swap two letters; if they are the same, drop one."""
    swapped = name[:at] + name[at + 1 : at + 2] + name[at] + name[at + 2 :]
    return swapped if swapped != name else name[:at] + name[at + 1 :]


def _same_home(
    rng: np.random.Generator, again: pd.DataFrame, places: pd.DataFrame
) -> dict[str, pd.Series]:
    n, income = len(again), again["income_amount"]
    nearby = places["postcode"].to_numpy()[rng.integers(0, len(places), n)]
    about = (income * np.exp(rng.normal(0, 0.06, n)) / 1000).round() * 1000
    income = income.where(rng.random(n) >= OTHER_INCOME, about)
    income = income.mask(rng.random(n) < NO_ANSWER)
    moved = rng.random(n) < MOVED
    return {
        "postcode": again["postcode"].mask(moved, pd.Series(nearby, again.index)),
        "income_amount": income,
        "height_cm": again["height_cm"].mask(np.ones(n, dtype=bool)),
        "weight_kg": again["weight_kg"].mask(np.ones(n, dtype=bool)),
    }
