"""Firms: what a year, a talk, a contact and a holding come to, as of a day."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from segkit import datasets, features
from segkit.checks import DataError

FIRMS = pd.DataFrame(
    {
        "company_id": ["F2", "F1", "F3"],
        "employees": [5, 50, 500],
        "founded_year": [2020, 2000, 2024],
        "company_name": ["b", "a", "c"],
        "postcode": ["10", "20", "10"],
    }
)
YEARS = pd.DataFrame(
    {
        "company_id": ["F1"] * 5 + ["F2"] * 2,
        "year": [2019, 2020, 2021, 2022, 2023, 2022, 2023],
        "employees": [9, 10, 12, 14, 16, 4, 4],
        "turnover_amount": [50.0, 100.0, 110.0, 120.0, 172.8, 0.0, 90.0],
        "balance_amount": [10.0] * 5 + [20.0] * 2,
        "profit_amount": [0.0, 10.0, 0.0, 0.0, -12.0, 5.0, 9.0],
        "equity_amount": [1.0] * 4 + [5.0] + [2.0] * 2,
    }
)
TALKS = pd.DataFrame(
    {
        "company_id": ["F1", "F1", "F2"],
        "opened_on": pd.to_datetime(["2024-01-01", "2024-02-01", "2024-01-01"]),
        "qualified_on": pd.to_datetime(["2024-01-05", None, "2024-01-20"]),
        "offered_on": pd.to_datetime(["2024-01-10", None, None]),
        "closed_on": pd.to_datetime(["2024-01-20", None, "2024-03-01"]),
        "stage": ["won", "lead", "lost"],
    }
)


def described(**more):
    return features.companies(FIRMS, **{"as_of": "2024-06-30", **more})


def test_firms_are_sorted_and_later_ones_left_out():
    early = described(as_of="2023-12-31")
    assert early.index.tolist() == ["F1", "F2"]
    assert early.index.name == "company_id"
    assert early.attrs["left_out"] == {"founded after as_of": 1}
    assert early["firm_age_years"].tolist() == [23, 3]
    assert "company_name" not in early


def test_age_is_exact_where_the_day_is_known():
    firms = FIRMS.drop(columns="founded_year")
    firms["founded_on"] = pd.to_datetime(["2023-06-30", "2014-06-30", None])
    ages = features.companies(firms, as_of="2024-06-30")["firm_age_years"]
    assert ages.round(2).tolist()[:2] == [10, 1]
    assert np.isnan(ages["F3"])


def test_growth_is_compound_over_three_years_and_figures_are_the_last_years():
    X = described(years=YEARS)
    assert X.loc["F1", "turnover_growth_rate"] == pytest.approx(1.728 ** (1 / 3) - 1)
    assert X.loc["F1", "employee_growth_rate"] == pytest.approx(1.6 ** (1 / 3) - 1)
    assert X.loc["F1", "start_employees"] == 10
    assert X.loc["F1", "employees"] == 16
    assert X.loc["F1", "profit_margin_rate"] == pytest.approx(-2 / 552.8)
    assert X.loc["F1", "equity_rate"] == 0.5
    assert X.loc["F1", "n_years"] == 5


def test_growth_swings_between_years_that_follow():
    X = described(years=YEARS)
    rates = [1.0, 0.1, 120 / 110 - 1, 0.44]
    assert X.loc["F1", "turnover_growth_sd_rate"] == pytest.approx(
        np.std(rates, ddof=1)
    )
    gap = described(years=YEARS.query("year != 2021"))
    known = [1.0, 0.44]
    assert gap.loc["F1", "turnover_growth_sd_rate"] == pytest.approx(
        np.std(known, ddof=1)
    )


def test_growth_from_nothing_is_not_known_and_a_firm_without_years_neither():
    X = described(years=YEARS)
    assert np.isnan(X.loc["F2", "turnover_growth_rate"])
    assert X.loc["F2", "profit_margin_rate"] == 0.1  # the year without turnover is out
    assert X.loc["F3", ["employees", "turnover_growth_rate"]].isna().all()


def test_a_year_counts_once_it_has_ended():
    assert described(years=YEARS, as_of="2023-12-30").loc["F1", "employees"] == 14
    assert described(years=YEARS, as_of="2023-12-31").loc["F1", "employees"] == 16
    with pytest.raises(
        DataError, match="years has no year that had ended by as_of 2019"
    ):
        described(years=YEARS, as_of="2019-06-30")


def test_a_firm_stands_where_its_furthest_open_talk_does():
    stage = {
        day: described(opportunities=TALKS, as_of=day)["sales_stage"].tolist()
        for day in ("2023-12-31", "2024-01-15", "2024-01-31", "2024-06-30")
    }
    assert stage["2023-12-31"] == ["none", "none"]
    assert stage["2024-01-15"] == ["offer", "lead", "none"]
    assert stage["2024-01-31"] == ["won", "qualified", "none"]
    assert stage["2024-06-30"] == ["lead", "lost", "none"]
    X = described(opportunities=TALKS)
    assert X[["n_talks", "n_won", "n_lost"]].to_numpy().tolist() == [
        [2, 1, 0],
        [1, 0, 1],
        [0, 0, 0],
    ]
    assert X.loc["F1", "last_talk_days"] == 150


def test_contacts_and_contracts_count_from_their_day():
    people = pd.DataFrame(
        {
            "company_id": ["F1", "F1", "F2"],
            "known_since": pd.to_datetime(["2024-01-01", "2024-08-01", "2024-01-01"]),
            "seniority": ["staff", "top", "middle"],
            "buying_part": ["decider", "decider", "user"],
        }
    )
    signed = pd.DataFrame(
        {
            "company_id": ["F1", "F1", None],
            "started_on": pd.to_datetime(["2024-01-01", "2024-01-01", "2024-01-01"]),
            "ended_on": pd.to_datetime(["2024-03-01", "2024-09-01", None]),
            "price_amount": [10.0, 20.0, 30.0],
        }
    )
    X = described(contacts=people, contracts=signed)
    assert X["n_contacts"].tolist() == [1, 1, 0]
    assert X["n_top_contacts"].tolist() == [0, 0, 0]
    assert X["n_deciders"].tolist() == [1, 0, 0]
    assert X["highest_contact"].tolist()[:2] == ["staff", "middle"]
    assert X["n_contracts"].tolist() == [1, 0, 0]
    assert X["contract_amount"].tolist() == [20, 0, 0]


def test_the_region_of_the_seat_comes_from_its_postcode():
    places = pd.DataFrame({"postcode": ["10"], "region": ["North"]})
    assert described(places=places)["seat_region"].tolist()[1:] == ["North", "North"]


def test_other_names_are_read_in_every_table():
    firms = FIRMS.rename(columns={"company_id": "siren"})
    years = YEARS.rename(columns={"company_id": "siren", "year": "exercice"})
    names = {"company_id": "siren", "year": "exercice"}
    again = features.companies(firms, years=years, as_of="2024-06-30", columns=names)
    pd.testing.assert_frame_equal(again, described(years=YEARS))
    with pytest.raises(DataError, match=r"columns= names \{'year': 'jahr'\}, and none"):
        features.companies(firms, as_of="2024-06-30", columns={"year": "jahr"})


def test_tables_of_other_engines_give_the_same():
    tables = {"years": YEARS, "opportunities": TALKS}
    arrow = {n: pa.Table.from_pandas(t) for n, t in tables.items()}
    firms = pa.Table.from_pandas(FIRMS)
    X = features.companies(firms, as_of="2024-06-30", **arrow)
    same = described(**tables)
    pd.testing.assert_frame_equal(X, same, check_dtype=False, check_index_type=False)
    with pytest.raises(DataError, match="companies must be a table"):
        features.companies([1, 2], as_of="2024-06-30")


def test_shuffled_rows_change_nothing():
    tables = {"years": YEARS, "opportunities": TALKS}
    mixed = {n: t.sample(frac=1, random_state=2) for n, t in tables.items()}
    pd.testing.assert_frame_equal(described(**mixed), described(**tables))


def test_rows_that_do_not_count_are_counted():
    talks = pd.concat([TALKS, TALKS[:1].assign(company_id="F9")])
    X = described(opportunities=talks, as_of="2024-01-15")
    assert X.attrs["left_out"] == {
        "founded after as_of": 0,
        "opportunities not begun by as_of": 1,
        "opportunities of other firms": 1,
    }


def test_what_cannot_be_is_refused():
    with pytest.raises(DataError, match=r"already has columns \['n_talks'\]"):
        features.companies(
            FIRMS.assign(n_talks=1), opportunities=TALKS, as_of="2024-06-30"
        )
    with pytest.raises(DataError, match="0 rows have no company_id, and 1 repeat one"):
        features.companies(pd.concat([FIRMS, FIRMS[:1]]), as_of="2024-06-30")
    with pytest.raises(DataError, match="'founded_year' must be a year or a date"):
        features.companies(FIRMS.astype({"founded_year": str}), as_of="2024-06-30")
    with pytest.raises(DataError, match="years has 7 rows that repeat a company_id"):
        described(years=pd.concat([YEARS, YEARS]))
    with pytest.raises(
        DataError, match="years column 'profit_amount' must hold numbers"
    ):
        described(years=YEARS.astype({"profit_amount": str}))
    with pytest.raises(
        DataError, match="1 talks are closed, and their stage is neither"
    ):
        described(opportunities=TALKS.assign(stage=["won", "lead", "offer"]))
    with pytest.raises(
        DataError, match="opportunities column 'opened_on' must hold days"
    ):
        described(opportunities=TALKS.astype({"opened_on": str}))
    with pytest.raises(DataError, match=r"'seniority' holds \['boss'\]"):
        described(contacts=pd.DataFrame({"company_id": ["F1"], "seniority": ["boss"]}))


# Recommendation 2003/361/EC, annex, article 6 -------------------------------------


def group(employees, holdings):
    firms = pd.DataFrame(
        {"company_id": list(employees), "employees": list(employees.values())}
    )
    held = pd.DataFrame(holdings, columns=["owner_id", "company_id", "share_rate"])
    return features.group_figures(firms, held)["employees"].to_dict()


def test_linked_firms_count_in_full_and_partners_pro_rata():
    found = group(
        {"A": 10, "B": 100, "C": 40, "D": 7}, [("A", "B", 0.51), ("A", "C", 0.25)]
    )
    assert found == {"A": 120, "B": 120, "C": 40 + 0.25 * 110, "D": 7}


def test_half_is_a_partner_and_less_than_a_quarter_is_none():
    assert group({"A": 10, "B": 100}, [("A", "B", 0.5)]) == {"A": 60, "B": 105}
    assert group({"A": 10, "B": 100}, [("A", "B", 0.2499)]) == {"A": 10, "B": 100}


def test_only_partners_next_to_the_group_count():
    found = group({"A": 1, "B": 10, "C": 100}, [("A", "B", 0.3), ("B", "C", 0.3)])
    assert found == pytest.approx({"A": 4, "B": 10 + 0.3 + 30, "C": 103})


def test_a_partner_counts_with_the_firms_linked_to_it():
    found = group({"A": 1, "B": 10, "C": 100}, [("A", "B", 0.3), ("B", "C", 0.6)])
    assert found["A"] == pytest.approx(1 + 0.3 * 110)


def test_of_two_directions_the_greater_share_counts():
    found = group({"A": 10, "B": 100}, [("A", "B", 0.3), ("B", "A", 0.4)])
    assert found == {"A": 50, "B": 104}


def test_two_linked_firms_hold_the_majority_together():
    found = group(
        {"A": 1, "B": 10, "C": 100},
        [("A", "B", 0.6), ("A", "C", 0.3), ("B", "C", 0.3)],
    )
    assert found == {"A": 111, "B": 111, "C": 111}


def test_the_order_of_holdings_changes_nothing():
    held = [("A", "B", 0.6), ("B", "C", 0.6), ("C", "D", 0.3), ("E", "D", 0.3)]
    firms = {"A": 1, "B": 2, "C": 4, "D": 8, "E": 16}
    assert group(firms, held) == pytest.approx(group(firms, held[::-1]))


def test_holdings_that_cannot_be_added_up_are_refused():
    with pytest.raises(
        DataError, match=r"must be from 0 to 1; 1 are not: 30 % is 0\.3"
    ):
        group({"A": 1, "B": 1}, [("A", "B", 30)])
    with pytest.raises(DataError, match=r"1 firms that companies has no figures of"):
        group({"A": 1}, [("A", "X", 0.3)])
    with pytest.raises(DataError, match="figures of 1 firms in holdings are missing"):
        group({"A": 1, "B": np.nan}, [("A", "B", 0.3)])


def test_companies_add_the_group_beside_the_firms_own_figures():
    held = pd.DataFrame({"owner_id": ["F3"], "company_id": ["F2"], "share_rate": 1.0})
    X = described(holdings=held)
    assert X["employees"].tolist() == [50, 5, 500]
    assert X["group_employees"].tolist() == [50, 505, 505]


@pytest.mark.parametrize("as_of", ["2023-06-30", "2024-12-31"])
def test_the_worlds_firms_have_one_row_each(as_of):
    X = features.companies(
        datasets.load("companies"),
        years=datasets.load("company_years"),
        opportunities=datasets.load("opportunities"),
        contacts=datasets.load("contacts"),
        contracts=datasets.load("contracts"),
        places=datasets.load("postcodes"),
        as_of=as_of,
    )
    assert len(X) == 1500
    assert X["turnover_growth_rate"].notna().mean() > 0.9
    assert X[["seat_region", "sales_stage"]].notna().all(axis=None)
