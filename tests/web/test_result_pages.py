"""The pages of a result: light, whole, and joined by links that lead somewhere, for every case in both languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest
from flask import Flask

from app.domain.presentation import Presentation
from app.domain.presenting import present
from app.web.result_places import PARTS, SINGLES
from tests.support import case_names, load_case, random_responses
from tests.web.diagnosed import Seen, diagnosed, loose_ends, plain, texts, walk
from tests.web.pages import faults
from tests.web.visitor import Visitor

MOST_BYTES = 60 * 1024
LANGUAGES = ("ja", "en")
EVERY = 4  # the English of every fourth case is walked always, that of the others in the long run
ENGLISH_MOMENT = r"Diagnosed on [1-9]\d? [A-Z][a-z]+ \d{4} at \d+:\d\d \(Japan time\)"
BAD_IF_YES = (
    *("everyone_does_everything", "org_chart_only", "inexperienced_decides", "hiring_planned"),
    *("agency_dependence", "abm_interest", "unstarted_tactics"),
)
SEVERE: dict[str, object] = {
    "employees": 300,
    "department_age": "over_3y",
    "dedicated_headcount": 0,
    "company_name": "&" * 100,
    "lead_cost_trend": "rising",
    "budget_holder": "business_units",
    "insourcing_stance": "all_at_once",
}
MOST_FINDINGS = {
    "decision_owner": "unclear",
    "marketing_headcount": 10,
    "kpi_kind": "activity",
    "first_party_data": "collected",
    "sales_cycle": "6_to_12m",
    "deal_size": "high",
    "annual_budget_manyen": 10,
    "media_spend_manyen": 10,
    "articles_per_month": 360,
    "inside_sales_kind": "both",
    "nurturing_state": "none",
}
MOST_ACTIONS = {
    "decision_owner": "agency",
    "marketing_headcount": 2,
    "kpi_kind": "none",
    "first_party_data": "none",
    "sales_cycle": "over_12m",
    "annual_budget_manyen": 360,
    "articles_per_month": 20,
    "inside_sales_kind": "bdr",
    "task_inside_sales": "not_done",
    "nurturing_state": "none",
}


def severe(visitor: Visitor, more: Mapping[str, object]) -> dict[str, object]:
    """Answers that bring about as much as one company can have: found by search, kept at its two summits."""
    questions = visitor.parts.library.current.questionnaire.by_id.values()
    noes = {question.id: "no" for question in questions if "no" in question.option_ids}
    return {**noes, **dict.fromkeys(BAD_IF_YES, "yes"), **SEVERE, **more}


def presented(visitor: Visitor, address: str, language: str) -> Presentation:
    """All that there is to say about a result."""
    diagnosis = visitor.stored(address).diagnosis
    library = visitor.parts.library
    made_with, proposals = library.definitions(diagnosis), library.proposals(diagnosis)
    shown = present(diagnosis, made_with.questionnaire, made_with.pack, visitor.parts.wording, language, proposals)
    return replace(shown, horizons=tuple(each for each in shown.horizons if each.actions))


def check(seen: Mapping[str, Seen], shown: Presentation) -> None:
    """What must hold of the pages of any result."""
    assert {path: one.size for path, one in seen.items() if one.size > MOST_BYTES} == {}
    assert {path: found for path, one in seen.items() if (found := faults(one.page))} == {}
    assert loose_ends(seen) == []
    said = plain("".join(one.page.text for one in seen.values()))
    assert [text for text in texts(shown) if plain(text) not in said] == []
    assert len({one.page.title for one in seen.values()}) == len(seen)
    singles = sum(len(each(shown)) for each in SINGLES.values())
    assert len(seen) == 1 + len(PARTS) + singles


CASES = [
    *(pytest.param(name, "ja") for name in case_names()),
    *(
        pytest.param(name, "en", marks=() if place % EVERY == 0 else pytest.mark.prove)
        for place, name in enumerate(case_names())
    ),
]


@pytest.mark.parametrize(("name", "language"), CASES)
def test_a_case_is_told_whole_on_light_pages(app: Flask, name: str, language: str) -> None:
    visitor, address = diagnosed(app, load_case(name)["answers"], language)
    check(walk(visitor, address), presented(visitor, address, language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("more", [MOST_FINDINGS, MOST_ACTIONS], ids=["findings", "actions"])
def test_the_heaviest_result_has_light_pages(
    visitor: Visitor, app: Flask, language: str, more: dict[str, object]
) -> None:
    reader, address = diagnosed(app, severe(visitor, more), language)
    shown = presented(reader, address, language)
    assert len(shown.findings) >= 28 or sum(len(each.actions) for each in shown.horizons) >= 33
    check(walk(reader, address), shown)


def test_random_results_have_light_pages(app: Flask) -> None:
    for given in random_responses(seed=4, count=3):
        visitor, address = diagnosed(app, given)
        check(walk(visitor, address), presented(visitor, address, "ja"))


def test_the_other_pages_that_a_result_leads_to_are_there(app: Flask) -> None:
    visitor, address = diagnosed(app, load_case("one-marketer-manufacturer")["answers"])
    seen = walk(visitor, address)
    elsewhere = {to for one in seen.values() for to, _ in one.links if to and to not in seen}
    assert {f"{address}/report.pdf", f"{address}/workbook.xlsx", "/review", "/"} <= elsewhere
    for path in elsewhere:
        assert visitor.client.get(path).status_code == 200


def test_a_page_says_where_it_is_and_leads_on_and_back(app: Flask) -> None:
    visitor, address = diagnosed(app, load_case("one-marketer-manufacturer")["answers"])
    page = visitor.get(f"{address}/sourcing/content")
    above = [(e["href"], e.text) for e in page.one("nav", "crumbs").all_links()]
    assert above == [(address, "診断結果"), (f"{address}/sourcing", "業務の分担")]
    assert page.one("li", **{"aria-current": "page"}).text in page.one("h1").text
    ways = [e["href"] for e in page.one("nav", "pager").all_links()]
    assert len(ways) == 3
    assert ways[2] == f"{address}/sourcing#sourcing-content"
    assert visitor.get(ways[0]).one("nav", "pager").all_links()[1]["href"] == f"{address}/sourcing/content"


def test_the_parts_follow_one_another(app: Flask) -> None:
    visitor, address = diagnosed(app, load_case("one-marketer-manufacturer")["answers"])
    parts = [f"{address}/{part}" for part in PARTS]
    assert [f"{address}/{e['id'].removeprefix('part-')}" for e in visitor.get(address).all("h3") if e["id"]] == parts
    for number, here in enumerate(parts):
        links = [e["href"] for e in visitor.get(here).one("nav", "pager").all_links()]
        assert links == [*parts[max(number - 1, 0) : number], *parts[number + 1 : number + 2], address]


@pytest.mark.parametrize("below", ["nothing", "findings/nothing", "sources/S1", "actions/a/b", "sourcing/" + "x" * 500])
def test_a_page_that_is_not_there(app: Flask, below: str) -> None:
    visitor, address = diagnosed(app, load_case("only-the-four")["answers"])
    visitor.get(f"{address}/{below}", 404)


def test_nobody_else_sees_any_page(app: Flask) -> None:
    visitor, address = diagnosed(app, load_case("one-marketer-manufacturer")["answers"])
    stranger, other = Visitor(app), diagnosed(app, load_case("only-the-four")["answers"])[0]
    for path in walk(visitor, address):
        assert stranger.client.get(path).status_code == other.client.get(path).status_code == 404


def test_a_result_says_when_it_was_made_as_people_write_it(app: Flask) -> None:
    for language, form in (("ja", r"[1-9]\d*年[1-9]\d?月[1-9]\d?日 \d+:\d\dに診断"), ("en", ENGLISH_MOMENT)):
        visitor, address = diagnosed(app, load_case("only-the-four")["answers"], language)
        assert re.search(form, visitor.get(address).text)
    published = visitor.get(f"{address}/sources").one("div", id="source-S2").text
    assert "7 January 2026" in published


def test_the_answer_that_would_add_most_is_named_beside_how_sure_the_result_is(app: Flask) -> None:
    visitor, address = diagnosed(app, load_case("only-the-four")["answers"])
    sure = visitor.get(address).one("section", "sure")
    link = sure.all_links()[0]
    best = visitor.parts.library.adds_most(visitor.stored(address).diagnosis)[0]
    path, _, anchor = link["href"].partition("#")
    assert anchor == f"question-{best.question}"
    assert visitor.get(path).one(id=anchor)
    assert visitor.parts.library.current.questionnaire.by_id[best.question].label.say("ja") in sure.text
    settled, elsewhere = diagnosed(app, load_case("one-marketer-manufacturer")["answers"])
    assert settled.get(elsewhere).one("section", "sure").all_links() == []
