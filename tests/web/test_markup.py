"""No page in any state has markup that shuts people out."""

from collections.abc import Iterator

import pytest

from tests.web.pages import Page, faults
from tests.web.visitor import Visitor

SECTIONS = ("company", "team", "budget", "tasks", "operation", "checklist")
BAD = {
    "company": {"employees": "x", "industry": "x", "company_name": "あ" * 200},
    "team": {"marketing_headcount": "-1", "department_age": "x"},
    "budget": {"annual_budget_manyen": "たくさん", "articles_per_month": "x"},
    "tasks": {"task_ads": "x", "skilled_tasks": ["-", "ads"]},
    "operation": {"kpi_kind": "x"},
    "checklist": {"mql_agreed": "x"},
}
MOST_BYTES = 60 * 1024


def pages(visitor: Visitor) -> Iterator[tuple[str, Page]]:
    """Every page: empty, filled, with questions that came up, in error."""
    yield "start", visitor.get("/")
    visitor.start()
    yield "resume", visitor.get("/")
    yield "review, empty", visitor.get("/review")
    yield "review, refused", Page(visitor.send("/submit", {"_csrf": visitor.token()}).text)
    yield from mistaken(visitor)
    visitor.send("/start", {"_csrf": visitor.token(), "_fresh": "1"})
    visitor.answer_required()
    yield "team, revealed", visitor.get("/sections/team?new=dedicated_headcount&new=nothing")
    visitor.save("budget", {"annual_budget_manyen": "1200"})
    for section in SECTIONS:
        yield f"{section}, filled", visitor.get(f"/sections/{section}")
    yield "review", visitor.get("/review")
    address = visitor.submit()
    yield "result", visitor.get(address)
    yield "start, with a result", visitor.get("/")
    yield "links, none", visitor.get("/resume")
    visitor.send("/resume", {"_csrf": visitor.token()})
    yield "links, one made", visitor.get("/resume")
    yield "links, one open", visitor.get("/resume")
    yield "privacy", visitor.get("/privacy")
    yield "kept", visitor.get("/data")
    yield "delete", visitor.get("/data/delete")
    yield "deleted", visitor.get("/data/deleted")
    yield "404", visitor.get("/nowhere", 404)


def mistaken(visitor: Visitor) -> Iterator[tuple[str, Page]]:
    """The pages of questions before and after everything was answered wrongly, and what the review says then."""
    for section in SECTIONS:
        yield f"{section}, empty", visitor.get(f"/sections/{section}")
        yield f"{section}, in error", Page(visitor.fill(section, BAD[section]).text)
    yield "review, to mend", visitor.get("/review")


def test_no_page_has_faults(visitor: Visitor) -> None:
    found = {name: faults(page) for name, page in pages(visitor)}
    assert {name: each for name, each in found.items() if each} == {}
    assert len(found) > 20


def test_every_page_says_what_it_is(visitor: Visitor) -> None:
    titles = {}
    for name, page in pages(visitor):
        assert page.one("html")["lang"] == "ja"
        assert page.one("a", "skip")["href"] == "#main"
        assert page.one("main")["id"] == "main"
        assert "web." not in page.text
        titles[name] = page.title
        assert page.title.startswith("エラー：") == ("error" in name or "refused" in name), name
    assert titles["tasks, empty"] == "業務の分担（6ページ中4ページ目）｜Shikumi"


@pytest.mark.parametrize("section", SECTIONS)
def test_a_page_of_questions_stays_light(visitor: Visitor, section: str) -> None:
    visitor.answer_required()
    visitor.get(f"/sections/{section}")
    assert visitor.last is not None
    assert len(visitor.last.data) <= MOST_BYTES


def test_the_style_sheet_stays_light_and_calls_nobody(visitor: Visitor) -> None:
    page = visitor.get("/")
    with visitor.client.get(page.one("link", rel="stylesheet")["href"]) as answer:
        sheet = answer.data
    assert 0 < len(sheet) <= 25 * 1024
    assert b"url(" not in sheet
    assert b"@import" not in sheet


def test_style_sheet_and_scripts_stay_light_together(visitor: Visitor) -> None:
    visitor.start()
    page = visitor.get("/sections/company")
    sizes = []
    for address in (page.one("link", rel="stylesheet")["href"], *(script["src"] for script in page.all("script"))):
        with visitor.client.get(address) as answer:
            assert answer.status_code == 200
            sizes.append(len(answer.data))
    assert len(sizes) == 3
    assert sum(sizes) <= 40 * 1024


def test_only_pages_of_questions_bring_a_script(visitor: Visitor) -> None:
    for name, page in pages(visitor):
        assert bool(page.all("script")) == bool(page.all("form", id="answers")), name
