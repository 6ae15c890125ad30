"""European size classes at their boundaries, with gaps, over years and in groups."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import features, models
from segkit.checks import DataError
from segkit.models.firmographic import size_class, size_status

M = 1e6


def one(people, turnover=None, balance=None, **more):
    columns = [pd.Series([v], dtype=float) for v in (people, turnover, balance)]
    found = size_class(*columns, **more)
    return found.iloc[0]


# Recommendation 2003/361/EC, annex, article 2: fewer than, and (at most or at most)
@pytest.mark.parametrize(
    ("people", "turnover", "balance", "name"),
    [
        (9, 2 * M, 9 * M, "Micro"),
        (9, 9 * M, 2 * M, "Micro"),
        (9, 3 * M, 3 * M, "Small"),
        (10, 1, 1, "Small"),
        (49, 10 * M, 99 * M, "Small"),
        (49, 10 * M + 1, 10 * M + 1, "Medium"),
        (50, 1, 1, "Medium"),
        (249, 50 * M, 43 * M, "Medium"),
        (249, 50 * M, 44 * M, "Medium"),
        (249, 51 * M, 43 * M, "Medium"),
        (249, 50 * M + 1, 43 * M + 1, "Large"),
        (250, 0, 0, "Large"),
        (9, 51 * M, 44 * M, "Large"),
    ],
)
def test_classes_at_their_boundaries(people, turnover, balance, name):
    assert one(people, turnover, balance) == name


# Recommendation (EU) 2025/1099: fewer than 750, and at most 150 or at most 129 M€
@pytest.mark.parametrize(
    ("people", "turnover", "balance", "name"),
    [
        (249, 50 * M, 43 * M, "Medium"),
        (250, 0, 0, "Small mid-cap"),
        (249, 51 * M, 44 * M, "Small mid-cap"),
        (749, 150 * M, 900 * M, "Small mid-cap"),
        (749, 900 * M, 129 * M, "Small mid-cap"),
        (749, 150 * M + 1, 129 * M + 1, "Large"),
        (750, 0, 0, "Large"),
    ],
)
def test_small_mid_caps_are_between_medium_and_large(people, turnover, balance, name):
    assert one(people, turnover, balance, version="2025/1099") == name


def test_a_missing_figure_counts_only_where_it_would_change_the_class():
    assert one(9, 1 * M) == "Micro"  # either amount is enough
    assert one(9, balance=1 * M) == "Micro"
    assert pd.isna(one(9, 3 * M))  # the balance sheet may be small
    assert pd.isna(one(9))
    assert one(250) == "Large"
    assert pd.isna(one(np.nan, 1, 1))
    assert one(np.nan, 60 * M, 60 * M) == "Large"


def test_what_is_no_figure_is_refused():
    with pytest.raises(DataError, match="'employees' in X is below 0 for 1 firms"):
        one(-1, 1, 1)
    with pytest.raises(DataError, match="version must be one of"):
        one(1, 1, 1, version="2019")
    with pytest.raises(DataError, match="'turnover_amount' in X must hold numbers"):
        size_class(pd.Series([1.0]), pd.Series(["2 M"]))
    with pytest.raises(DataError, match="1 infinite values"):
        one(np.inf, 1, 1)


figure = st.floats(0, 3e8, allow_nan=False)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 900), figure, figure, st.integers(0, 300), figure)
def test_a_firm_that_grows_never_gets_a_smaller_class(people, sales, total, more, add):
    for version in ("2003/361", "2025/1099"):
        small = size_class(
            *(
                pd.Series([v, w])
                for v, w in (
                    (people, people + more),
                    (sales, sales + add),
                    (total, total + add),
                )
            ),
            version=version,
        ).cat.codes
        assert small[0] <= small[1]


def history(*people, first=2018, turnover=99 * M, balance=1 * M):
    years = range(first, first + len(people))
    return pd.DataFrame(
        {
            "company_id": "F",
            "year": list(years),
            "employees": people,
            "turnover_amount": turnover,
            "balance_amount": balance,
        }
    )


# article 4(2): two consecutive accounting periods
@pytest.mark.parametrize(
    ("people", "status"),
    [
        ((240, 260), "Medium"),
        ((240, 260, 260), "Large"),
        ((240, 260, 240), "Medium"),
        ((240, 260, 240, 260), "Medium"),
        ((260, 260, 240), "Large"),
        ((260, 240, 240), "Medium"),
        ((40, 60, 260), "Medium"),  # small is left after two years, medium not yet
        ((260, 240, 40), "Medium"),
        ((260, 40, 40), "Small"),
        ((5,), "Micro"),
    ],
)
def test_status_changes_after_two_years_in_a_row(people, status):
    assert size_status(history(*people))["F"] == status


def test_a_year_that_is_missing_breaks_the_row():
    gap = history(240, 260, 260).query("year != 2019")
    assert size_status(gap)["F"] == "Medium"
    unknown = history(240, 260, 260)
    unknown["employees"] = unknown["employees"].astype(float)
    unknown.loc[1, "employees"] = np.nan
    assert size_status(unknown)["F"] == "Medium"
    nothing = unknown.assign(employees=np.nan)
    assert size_status(nothing).isna().all()


def test_rows_in_any_order_give_the_same_status():
    years = history(240, 260, 260)
    assert size_status(years.iloc[::-1])["F"] == "Large"


def test_a_year_twice_is_refused():
    with pytest.raises(
        DataError, match="years has 1 rows that repeat a company_id and"
    ):
        size_status(pd.concat([history(1, 2), history(1)]))


def test_the_segmenter_takes_the_status_and_the_groups_figures():
    X = pd.DataFrame(
        {
            "employees": [9, 9],
            "turnover_amount": 1.0,
            "balance_amount": 1.0,
            "group_employees": [9.0, 300.0],
            "group_turnover_amount": 1.0,
            "group_balance_amount": 1.0,
        },
        index=pd.Index(["F1", "F2"], name="company_id"),
    )
    model = models.FirmographicSegmenter(by="size")
    assert model.fit(X).assign(X).tolist() == ["Micro", "Large"]
    X["size_status"] = size_status(
        pd.concat([history(9, 9).assign(company_id=f) for f in X.index])
    )
    status = models.FirmographicSegmenter(by="size_status").fit(X).assign(X)
    assert status.tolist() == ["Micro", "Micro"]


def test_size_needs_one_of_the_amounts():
    X = pd.DataFrame({"employees": [9, 12]}, index=["F1", "F2"])
    with pytest.raises(DataError, match=r"by='size' needs columns \['turnover_amount'"):
        models.FirmographicSegmenter(by="size").fit(X)
    assert models.FirmographicSegmenter(by="headcount").fit(X).labels_.tolist() == [
        0,
        1,
    ]


def test_most_firms_of_the_world_have_the_same_class_by_either_rule(load):
    years = load("company_years")
    X = features.companies(load("companies"), years=years, as_of="2024-12-31")
    now = models.FirmographicSegmenter(by="size").fit(X).assign(X).astype(str)
    status = size_status(years).reindex(X.index).astype(str)
    assert 0.9 < (now == status).mean() < 1
