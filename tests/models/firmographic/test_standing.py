"""Ownership, maturity, growth and performance at their limits."""

import pandas as pd
import pytest

from segkit import models
from segkit.checks import DataError
from segkit.models.firmographic import (
    high_growth,
    maturity,
    ownership_status,
    performance_class,
)


def series(*values):
    return pd.Series(values, dtype=float)


def test_public_companies_are_not_the_public_sector():
    owners = pd.Series(["public company", "public sector", "cooperative", None])
    found = ownership_status(owners)
    assert found.tolist()[:3] == ["Listed", "Public sector", "Private"]
    assert pd.isna(found[3])


def test_a_word_for_owners_that_is_not_known_is_refused_with_the_cure():
    with pytest.raises(DataError, match=r"holds \['charity'\].*owners=\{'charity': "):
        ownership_status(pd.Series(["listed", "charity"], name="ownership"))
    with pytest.raises(DataError, match="each word's status must be one of"):
        ownership_status(pd.Series(["listed"]), owners={"listed": "Public"})
    own = {"listed": "Listed", "charity": "Private"}
    found = ownership_status(pd.Series(["listed", "charity"]), owners=own)
    assert found.tolist() == ["Listed", "Private"]


def test_a_firm_is_young_from_its_fifth_birthday():
    ages = series(0, 4.99, 5, 9.99, 10, 150)
    names = ["Start-up"] * 2 + ["Young"] * 2 + ["Established"] * 2
    assert maturity(ages).tolist() == names
    assert maturity(ages, edges=[1, 2]).tolist() == ["Start-up"] + ["Established"] * 5


def test_ages_and_edges_that_cannot_be_are_refused():
    with pytest.raises(
        DataError, match="below 0 for 1 firms: make X again with an as_of"
    ):
        maturity(series(-1, 3))
    with pytest.raises(DataError, match="must go from small to large"):
        maturity(series(3), edges=[10, 5])
    with pytest.raises(DataError, match="must be 2 numbers, small to large"):
        maturity(series(3), edges=[5])


# Eurostat and OECD (2007): above 20 % a year over three years, from ten employees on
def test_high_growth_is_above_the_rate_and_from_ten_people():
    growth, people = series(0.2, 0.2001, 0.5, 0.11), series(50, 10, 9, 50)
    assert high_growth(growth, people).tolist() == [False, True, False, False]
    assert high_growth(growth, people, rate=0.1).tolist() == [True, True, False, True]


def test_72_8_per_cent_in_three_years_is_the_limit():
    yearly = (series(1.728, 1.7281) / 1) ** (1 / 3) - 1
    assert high_growth(yearly.round(12), series(10, 10)).tolist() == [False, True]


def test_high_growth_is_not_known_where_a_gap_would_decide():
    nan = float("nan")
    found = high_growth(series(nan, nan, 0.5, 0.1, nan), series(50, 5, nan, nan, nan))
    assert found.tolist() == [pd.NA, False, pd.NA, False, pd.NA]


def test_the_first_question_decides_performance():
    growth = series(0.5, 0.21, 0.20, -0.01, 0.0, 0.05, 0.04, None)
    margin = series(-0.01, 0.0, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1)
    swing = series(0.1, 0.9, 0.15, 0.9, 0.16, None, 0.1, 0.1)
    assert performance_class(growth, margin, swing).tolist()[:7] == [
        "Losing money",
        "High growth",
        "Growing",
        "Shrinking",
        "Unsteady",
        "Growing",
        "Steady",
    ]
    assert performance_class(growth, margin, swing).isna().tolist() == [False] * 7 + [
        True
    ]


def test_edges_of_performance_can_be_replaced_one_by_one():
    X = pd.DataFrame(
        {
            "turnover_growth_rate": [0.12, 0.3],
            "profit_margin_rate": [0.01, 0.2],
            "turnover_growth_sd_rate": 0.1,
        },
        index=["F1", "F2"],
    )
    edges = {"profit_margin_rate": [0.05], "turnover_growth_rate": [0, 0.1, 0.5]}
    model = models.FirmographicSegmenter(by="performance", edges=edges).fit(X)
    assert model.assign(X).tolist() == ["Losing money", "Growing"]
    rules = model.segments_.set_index("name")["rule"]
    assert rules["Losing money"] == "profit below 5 % of the turnover"
    assert rules["High growth"] == "turnover grew by more than 50 % a year"
    with pytest.raises(DataError, match="must be 3 numbers"):
        model.set_params(edges={"turnover_growth_rate": [0.1]}).fit(X)
    with pytest.raises(DataError, match=r"edges names \['sites'\]"):
        model.set_params(edges={"sites": [1]}).fit(X)
