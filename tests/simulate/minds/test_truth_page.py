"""TRUTH.md states what is planted in minds."""

import numpy as np
import pytest

from segkit import schema
from segkit.simulate.minds import compose, feedback, plan, wishes
from segkit.simulate.people import links
from segkit.simulate.people import plan as people

PAGE = (schema.bundled_folder() / "TRUTH.md").read_text(encoding="utf-8")
HERE = PAGE[PAGE.index("## Minds:") :]
HERE = HERE[: HERE.index("\n## ", 3)] if "\n## " in HERE[3:] else HERE


def row(*cells):
    return "| " + " | ".join(cells) + " |"


def percent(part, digits=0):
    return f"{100 * part:.{digits}f} %"


@pytest.mark.parametrize("code", range(len(links.MINDS)), ids=links.MINDS)
def test_every_mind_stands_in_the_page(code):
    cells = [f"{value:.2f}" for value in plan.MIND_CENTRES[code]]
    assert row(links.MINDS[code], *cells) in HERE


@pytest.mark.parametrize("code", range(len(links.NEEDS)), ids=links.NEEDS)
def test_every_need_stands_in_the_page_with_its_utilities(code):
    for worth in (plan.UTILITIES, plan.BENEFIT_UTILITIES):
        assert row(links.NEEDS[code], *[f"{x:g}" for x in worth[code]]) in HERE
    heads = [row("need", *names) for names in (plan.ATTRIBUTES, plan.BENEFITS)]
    assert all(head in HERE for head in heads)


@pytest.mark.parametrize("place", range(len(plan.FEATURES)), ids=plan.FEATURES)
def test_every_feature_stands_in_the_page(place):
    cells = [wishes.NAMES[mine[place]] for mine in plan.KANO]
    assert row(plan.FEATURES[place], *cells) in HERE


@pytest.mark.parametrize("job", plan.JOBS)
def test_every_job_stands_in_the_page_with_its_opportunity(job):
    planted = wishes.planted_jobs().set_index(["job", "need"])["opportunity"]
    cells = [f"{planted[job, need]:.1f}" for need in links.NEEDS]
    assert row(job, *cells) in HERE


def test_satisfaction_and_response_stand_in_the_page():
    both = zip(people.SEGMENTS, plan.NPS_MEAN, plan.RESPONSE, strict=True)
    for segment, mean, response in both:
        assert row(segment.name, f"{mean:g}", percent(response)) in HERE
    more = np.exp(plan.RESPONSE_PER_POINT) - 1
    assert f"grows by about {percent(more)} with each point" in HERE
    assert f"less {plan.ANGRY_BY:g} points for {percent(plan.ANGRY)}" in HERE
    assert f"with the chance {plan.EVEN_RESPONSE:g}." in HERE
    assert f"What: {percent(plan.STRAIGHT_LINERS, 1)} of the respondents" in HERE


def test_spreads_stand_in_the_page():
    for text in (
        f"around it (spread {plan.FACTOR_SPREAD:g})",
        f"between {plan.LOADINGS[0]:g} and {plan.LOADINGS[1]:g}",
        f"noise of an item is {plan.NOISE:g}",
        f"own spread of {plan.OWN_SPREAD:g}",
        f"around them (spread {plan.UTILITY_SPREAD:g})",
        f"(mean {plan.STATED['mean']:g} of 5)",
        f"by only {plan.STATED['slope']:g}",
        f"planted means (spread {plan.JOB_SPREAD:g})",
        f"{percent(plan.KANO_PURITY)} of the answers fall in the planted category",
    ):
        assert text in HERE, text


def test_intentions_stand_in_the_page():
    woman, man, other = (percent(share) for share in plan.INTENTION_GARDEN[:, 0])
    assert f"{woman} of the women, {man} of the men and {other} of the others" in HERE
    assert f"yes for {percent(plan.INTENTION_OFFICE[0])} of everybody" in HERE
    assert f"{percent(plan.INTENTION_EVEN[0])} for everybody" in HERE


def test_what_texts_are_made_of_stands_in_the_page():
    for text in (
        f"from {percent(feedback.NOTES)} of the respondents",
        f"{percent(compose.P_PLAIN)} of the main clauses",
        f"{percent(compose.P_TURN)} quote others",
        f"with {percent(feedback.SECOND_THEME)} of the texts",
        f"{percent(compose.P_IRONY)} of the blame",
    ):
        assert text in HERE, text


@pytest.mark.parametrize(
    "switch", ["straight_liners", "reverse_items", "nonresponse", "intention_by_sex"]
)
def test_every_pitfall_says_what_where_how_and_how_big(switch):
    section = HERE[HERE.index(f"### {switch}: ") :].split("\n### ")[0]
    for word in ("What", "Where", "How to find it", "How big", "Off"):
        assert f"- {word}: " in section
    assert f"simulate.world({switch}=False)" in section
