"""Firms: what is on file holds together and tells nothing that is planted."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit.simulate.firms import contacts, industries, plan, tools
from segkit.simulate.firms.chapter import alone

FIRST, LAST = pd.Timestamp("2023-01-01"), pd.Timestamp("2024-12-31")


@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 2**40), size=st.integers(50, 300))
def test_keys_join_in_every_world(seed, size):
    made = alone(seed=seed, size=size)
    firms = set(made.tables["companies"]["company_id"])
    people = set(made.tables["contacts"]["contact_id"])
    signed = set(made.tables["contracts"]["contract_id"])
    assert len(firms) == -(-size // plan.PEOPLE_PER_FIRM)
    for name in ("company_years", "contacts", "tech_stack", "opportunities"):
        assert set(made.tables[name]["company_id"]) <= firms
    assert set(made.tables["companies"]["partner_of"].dropna()) <= firms
    assert set(made.tables["contracts"]["company_id"].dropna()) <= firms
    assert set(made.tables["opportunities"]["contact_id"]) <= people
    assert set(made.tables["opportunities"]["contract_id"].dropna()) <= signed
    assert set(made.tables["accounts_snapshot"]["contract_id"]) <= signed
    assert set(made.truth["churn"]["contract_id"]) == signed
    assert set(made.truth["firmographic"]["company_id"]) == firms


def test_the_same_seed_gives_the_same_firms_and_another_seed_others():
    one, same, other = (alone(seed=seed, size=400) for seed in (3, 3, 4))
    for name, table in one.tables.items():
        pd.testing.assert_frame_equal(table, same.tables[name])
    assert not one.tables["companies"].equals(other.tables["companies"])


def test_contacts_belong_to_the_firm_of_their_talks(made):
    talks = made.tables["opportunities"].merge(
        made.tables["contacts"], on="contact_id", suffixes=("", "_of_contact")
    )
    assert (talks["company_id"] == talks["company_id_of_contact"]).all()
    assert (talks["known_since"] <= talks["opened_on"]).all()


def test_every_professional_customer_is_a_contact_once(made):
    customers = made.tables["customers"]
    professional = customers.loc[
        customers["contact_type"] == "professional", "customer_id"
    ]
    accounts = made.tables["contacts"]["customer_id"].dropna()
    assert sorted(accounts) == sorted(professional)


def test_contacts_with_an_account_agree_to_mail_as_the_account_does(made):
    both = made.tables["contacts"].merge(made.tables["customers"], on="customer_id")
    assert (both["email_consent_x"] == both["email_consent_y"]).all()
    assert (both["known_since"] <= both["signed_up_on"]).all()


def test_the_last_accounts_are_those_of_the_register(made):
    years = made.tables["company_years"]
    last = years[years["year"] == 2024].merge(
        made.tables["companies"], on="company_id", suffixes=("", "_register")
    )
    assert len(last) == len(made.tables["companies"])
    for column in ("employees", "turnover_amount", "balance_amount"):
        assert (last[column] == last[f"{column}_register"]).all()


def test_no_accounts_and_no_tools_before_the_founding(made):
    firms = made.tables["companies"].set_index("company_id")["founded_year"]
    years, stack = made.tables["company_years"], made.tables["tech_stack"]
    assert (years["year"] >= years["company_id"].map(firms)).all()
    assert (stack["adopted_on"].dt.year >= stack["company_id"].map(firms)).all()
    assert (stack["adopted_on"] <= LAST).all()
    launched = {tool.name: tool.launched for tool in tools.TOOLS}
    known = stack[stack["technology"].isin(launched)]
    assert (known["adopted_on"].dt.year >= known["technology"].map(launched)).all()


def test_the_industry_is_the_section_of_the_class(made):
    firms = made.tables["companies"]
    pairs = set(zip(firms["industry"], firms["nace_section"], strict=True))
    assert pairs <= {(name, s) for name, (s, _) in industries.ACTIVITIES.items()}
    division = firms["nace_code"].str[:2].astype(int)
    for section, low, high in (("C", 10, 33), ("G", 45, 47), ("J", 58, 63)):
        assert division[firms["nace_section"] == section].between(low, high).all()


def test_town_halls_are_public_and_state_no_market_share(made):
    firms = made.tables["companies"]
    town_halls = firms[firms["industry"] == "public administration"]
    assert (town_halls["ownership"] == "public sector").all()
    public = firms["ownership"] == "public sector"
    assert firms["market_share_rate"].isna().equals(public)


def test_firms_are_of_every_size_class(made):
    band = pd.cut(made.tables["companies"]["employees"], [0, 9, 49, 249, np.inf])
    assert band.value_counts(normalize=True).min() > 0.1


def test_small_firms_have_owners_and_large_ones_departments(made):
    people = made.tables["contacts"].merge(made.tables["companies"], on="company_id")
    owner = (people["role"] == "owner").groupby(people["employees"] < 15).mean()
    assert owner[True] > 0.35
    assert owner[False] < 0.12
    decides = people.groupby("role")["buying_part"].agg(
        lambda part: (part == "decider").mean()
    )
    assert decides["managing director"] > 0.6
    assert decides["assistant"] < 0.1


def test_numbers_of_firms_and_contacts_tell_nothing(made):
    truth = made.truth["firmographic"]
    number = truth["company_id"].str[1:].astype(int)
    for kind in plan.planted("name"):
        assert abs(number.corr((truth["segment"] == kind).astype(int))) < 0.12
    people = made.tables["contacts"]
    number = people["contact_id"].str[1:].astype(int)
    assert abs(number.corr(people["customer_id"].notna().astype(int))) < 0.08


@pytest.mark.parametrize("table", ["companies", "contacts", "opportunities"])
def test_no_column_is_a_planted_label(made, table):
    shown = made.tables[table].merge(made.truth["firmographic"], on="company_id")
    shown = shown.merge(
        made.truth["technographic_firms"], on="company_id", suffixes=("", "_tools")
    )
    few = [c for c in made.tables[table] if 1 < shown[c].nunique() <= 30]
    for label in ("segment", "segment_tools", "adopter"):
        for column in few:
            best = shown.groupby(column)[label].agg(lambda x: x.mode()[0])
            assert (shown[column].map(best) == shown[label]).mean() < 0.85, column


def test_talks_go_forward_in_time(made):
    talks = made.tables["opportunities"]
    days = talks[["opened_on", "qualified_on", "offered_on", "closed_on"]]
    steps = days.ffill(axis=1).diff(axis=1).iloc[:, 1:]
    assert (steps >= pd.Timedelta(0)).all(axis=None)
    assert days.stack().dropna().between(FIRST, LAST).all()
    assert talks["offered_on"].isna()[talks["qualified_on"].isna()].all()


def test_the_stage_says_how_far_a_talk_came(made):
    talks = made.tables["opportunities"]
    stage, over = talks["stage"], talks["closed_on"].notna()
    assert over.equals(stage.isin(["won", "lost"]))
    assert (stage == "lost").equals(talks["lost_reason"].notna())
    assert talks.loc[stage.isin(["won", "offer"]), "offered_on"].notna().all()
    assert talks.loc[stage == "lead", "qualified_on"].isna().all()
    qualified = stage == "qualified"
    assert talks.loc[qualified, "offered_on"].isna().all()
    assert talks.loc[qualified, "qualified_on"].notna().all()


def test_won_plans_become_contracts_of_the_contact(made):
    talks = made.tables["opportunities"].dropna(subset=["contract_id"])
    assert (talks["stage"] == "won").all()
    assert set(talks["offer"]) <= {"supply plan", "plant service"}
    both = talks.merge(made.tables["contacts"], on="contact_id").merge(
        made.tables["contracts"], on="contract_id", suffixes=("", "_signed")
    )
    assert (both["customer_id"] == both["customer_id_signed"]).all()
    assert (both["offer"] == both["plan"]).all()
    assert (both["started_on"] > both["closed_on"]).all()


def test_the_campaign_tool_is_used_by_those_who_bought_it(made):
    talks, stack = made.tables["opportunities"], made.tables["tech_stack"]
    won = talks[(talks["offer"] == "campaign tool") & (talks["stage"] == "won")]
    use = stack[stack["technology"] == "campaign tool"]
    assert sorted(won["company_id"]) == sorted(use["company_id"])
    assert (
        won.set_index("company_id")["closed_on"]
        .sort_index()
        .equals(
            use.set_index("company_id")["adopted_on"].sort_index().rename("closed_on")
        )
    )


def test_deals_are_as_rare_as_in_a_sales_team(made):
    talks = made.tables["opportunities"]
    closed = talks[talks["closed_on"].notna()]
    assert 0.10 < (closed["stage"] == "won").mean() < 0.17


@pytest.mark.slow
def test_planted_shares_come_out(world_of):
    for seed in (11, 12, 13, 14, 15):
        made = world_of(seed, 12_000)
        truth = made.truth["firmographic"].merge(
            made.truth["technographic_firms"], on="company_id", suffixes=("", "_tools")
        )
        firms = made.tables["companies"].merge(truth, on="company_id")
        kinds = firms.groupby("segment")
        for kind in plan.KINDS:
            part = (firms["segment"] == kind.name).mean()
            assert part == pytest.approx(kind.share, abs=0.045)
            middle = kinds["employees"].median()[kind.name]
            assert middle == pytest.approx(kind.employees, rel=0.25)
            growth = kinds["growth_rate"].mean()[kind.name]
            assert growth == pytest.approx(kind.growth, abs=0.012)
            of = firms.loc[firms["segment"] == kind.name, "segment_tools"]
            for name, part in zip(plan.TECHNOGRAPHIC, kind.technographic, strict=True):
                assert (of == name).mean() == pytest.approx(part, abs=0.13)


@pytest.mark.slow
def test_tools_are_used_as_often_as_planted(world_of):
    for seed in (11, 12, 13, 14, 15):
        made = world_of(seed, 12_000)
        truth = made.truth["technographic_firms"].set_index("company_id")["segment"]
        stack = made.tables["tech_stack"]
        n = truth.value_counts()
        for tool in tools.TOOLS:
            who = stack.loc[stack["technology"] == tool.name, "company_id"].map(truth)
            part = who.value_counts().reindex(plan.TECHNOGRAPHIC, fill_value=0) / n
            planted = dict(zip(plan.TECHNOGRAPHIC, tool.used, strict=True))
            for name, usual in planted.items():
                assert part[name] == pytest.approx(usual, abs=0.1)


@pytest.mark.slow
def test_adopters_follow_rogers(world_of):
    parts = pd.concat(
        world_of(seed, 12_000).truth["technographic_firms"] for seed in (11, 12, 13)
    )["adopter"].value_counts(normalize=True)
    usual = dict(zip(tools.ADOPTERS, (0.023, 0.136, 0.341, 0.341, 0.159), strict=True))
    for name, part in usual.items():
        assert parts[name] == pytest.approx(part, abs=0.025)


def test_a_firm_of_one_has_one_contact_beside_its_accounts(made):
    people = made.tables["contacts"].merge(made.tables["companies"], on="company_id")
    others = people[people["customer_id"].isna()].groupby("company_id").size()
    size = made.tables["companies"].set_index("company_id")["employees"]
    assert (others <= size.loc[others.index]).all()
    assert set(people["buying_part"]) == set(contacts.PARTS)
