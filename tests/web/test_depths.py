"""Two depths of one response: the quick path to a first result, and deeper from there."""

from __future__ import annotations

import re

import pytest

from tests.support import shipped_questionnaire
from tests.web.pages import Page, faults
from tests.web.visitor import REQUIRED_TEAM, Visitor

QUICK_PAGES = ["会社について", "人と役割", "運用と成果", "チェックリスト"]


def fill(visitor: Visitor, address: str, typed: dict[str, str], go: str = "next") -> Page:
    """Opens a page, types, saves, and follows."""
    page = visitor.get(address)
    path = page.one("form", id="answers")["action"]
    answer = visitor.send(path, {**page.fields(path), **typed, "_go": go})
    assert answer.status_code == 303, answer.text
    return visitor.get(answer.headers["Location"])


def start_quick(visitor: Visitor) -> Page:
    """Takes the quick path from the start page."""
    answer = visitor.send("/quick/start", visitor.get("/").fields("/quick/start"))
    assert answer.headers["Location"] == "/quick/sections/company"
    return visitor.get(answer.headers["Location"])


def answer_quickly(visitor: Visitor) -> Page:
    """Answers what is required on the quick path; gives its review."""
    start_quick(visitor)
    fill(visitor, "/quick/sections/company", {"employees": "180"})
    fill(visitor, "/quick/sections/team", REQUIRED_TEAM)
    fill(visitor, "/quick/sections/team", {"dedicated_headcount": "2"})
    fill(visitor, "/quick/sections/operation", {"reproducibility": "partial"})
    return fill(visitor, "/quick/sections/checklist", {"mql_agreed": "no"})


def test_the_quick_path_is_offered_first_and_says_how_long_it_takes(visitor: Visitor) -> None:
    page = visitor.get("/")
    ways = page.all("form", "way")
    assert [way["action"] for way in ways] == ["/quick/start", "/start"]
    assert "4〜7分・21問" in ways[0].text


def test_the_quick_path_asks_only_quick_questions_on_pages_that_have_some(visitor: Visitor) -> None:
    page = start_quick(visitor)
    assert page.asked() == ["employees"]
    assert page.title == "会社について（4ページ中1ページ目）｜Shikumi"
    assert (page.one("progress")["value"], page.one("progress")["max"]) == ("0", "4")  # pages done
    seen = [page.one("h1").text]
    for section in ("company", "team", "operation"):
        page = fill(visitor, f"/quick/sections/{section}", {})
        seen.append(page.one("h1").text)
    assert seen == QUICK_PAGES
    assert len(page.asked()) == 15
    assert fill(visitor, "/quick/sections/checklist", {}).one("h1").text == "回答の確認"


def test_the_quick_path_announces_only_what_it_asks(visitor: Visitor) -> None:
    full = {section.id: section.intro.say("ja") for section in shipped_questionnaire().sections}
    page = start_quick(visitor)
    for section in ("company", "team", "operation", "checklist"):
        own = section in ("company", "operation")
        assert (page.one("p", "lead").text == full[section]) != own
        page = fill(visitor, f"/quick/sections/{section}", {})


SPEED = {"ja": (500, len), "en": (238, lambda words: len(words.split()))}
"""What people read silently in a minute: characters, or words."""
CHOOSING = (3 / 60, 4 / 60)
"""The minutes it takes to choose an answer, at least and at most."""


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("depth", ["quick", "full"])
def test_the_time_it_is_said_to_take_is_that_of_reading_it(visitor: Visitor, depth: str, language: str) -> None:
    questionnaire = visitor.parts.library.current.questionnaire
    sections = questionnaire.quick_sections if depth == "quick" else questionnaire.sections
    questions = [question for section in sections for question in section.questions]
    rate, measured = SPEED[language]
    options = {q.option_ids: [text for o in q.options for text in (o.text, o.hint) if text] for q in questions}
    least = [
        *(s.intro for s in sections),
        *(q.ask for q in questions),
        *(text for of in options.values() for text in of),
    ]
    most = [*least, *(q.help for q in questions if q.help)]
    fast, slow = (sum(measured(text.say(language)) for text in texts) / rate for texts in (least, most))
    told = visitor.parts.wording.say(f"flow.depths.{depth}.size", language, count=0)
    low, high = map(int, re.findall(r"[0-9]+", told)[:2])
    assert low == pytest.approx(fast + len(questions) * CHOOSING[0], rel=0.2)
    assert high == pytest.approx(slow + len(questions) * CHOOSING[1], rel=0.2)


def test_a_section_without_quick_questions_is_not_on_the_quick_path(visitor: Visitor) -> None:
    start_quick(visitor)
    visitor.get("/quick/sections/budget", 404)


def test_the_quick_review_shows_the_quick_questions_and_leads_to_the_result_at_once(visitor: Visitor) -> None:
    page = answer_quickly(visitor)
    assert len(page.all("a", href="/quick/sections/checklist?change=mql_agreed#question-mql_agreed")) == 1
    assert "予算" not in [e.text for e in page.all("summary")]
    assert "要点の質問には" not in page.text
    assert len(page.one("ol", "tasks").children) == 4
    answer = visitor.send("/quick/submit", page.fields("/quick/submit"))
    assert answer.headers["Location"].startswith("/results/")
    assert "receipt" not in answer.headers["Location"]
    assert visitor.get(answer.headers["Location"]).one("h1")


def test_a_quick_review_with_every_essential_answered_claims_no_more_than_that(visitor: Visitor) -> None:
    answer_quickly(visitor)
    checklist = visitor.get("/quick/sections/checklist")
    page = fill(visitor, "/quick/sections/checklist", dict.fromkeys(checklist.asked(), "yes"))
    ready, deeper = page.one("section", "resume").text, page.one("section", "note-box").text
    assert "要点の質問には、すべて回答されています。" in ready
    assert "すべての質問に回答されています" not in ready
    assert "まだ答えていない質問が42問あります" in deeper


def test_what_stands_in_the_way_is_told_on_the_quick_review(visitor: Visitor) -> None:
    start_quick(visitor)
    answer = visitor.send("/quick/submit", {"_csrf": visitor.token()})
    page = Page(answer.text)
    assert answer.status_code == 422
    assert (
        page.one("div", "errors").all_links()[0]["href"]
        == "/quick/sections/company?change=employees#question-employees"
    )
    assert faults(page) == []


def test_one_goes_deeper_with_the_same_answers(visitor: Visitor) -> None:
    page = answer_quickly(visitor)
    deeper = page.one("section", "note-box").all_links()[0]
    assert deeper["href"] == "/sections/company"
    page = visitor.get(deeper["href"])
    assert page.one("input", name="employees")["value"] == "180"
    page = visitor.get("/sections/checklist")
    assert "checked" in page.one(id="q-mql_agreed-no").attrs
    fill(visitor, "/sections/company", {"industry": "trading"})
    assert visitor.response.answers["industry"] == "trading"
    assert visitor.response.answers["employees"] == 180


def test_coming_back_goes_on_at_the_depth_one_was_at(visitor: Visitor) -> None:
    start_quick(visitor)
    fill(visitor, "/quick/sections/company", {"employees": "180"})
    page = visitor.get("/")
    form = page.one("section", "resume").children[3]
    assert form["action"] == "/quick/start"
    assert "要点だけの診断の途中です" in page.text
    assert next(b["formaction"] for b in page.all("button") if b["formaction"]) == "/start"
    visitor.save("budget", {"annual_budget_manyen": "900"})
    assert "すべての質問に答える診断の途中です" in visitor.get("/").text


def test_a_quick_post_without_a_token_keeps_what_was_typed_and_the_path(visitor: Visitor) -> None:
    start_quick(visitor)
    answer = visitor.send("/quick/sections/company", {"employees": "300", "_shown": "employees"})
    page = Page(answer.text)
    assert answer.status_code == 400
    assert page.one("input", name="employees")["value"] == "300"
    assert page.one("form", id="answers")["action"] == "/quick/sections/company"


def test_every_quick_page_is_sound(visitor: Visitor) -> None:
    page = answer_quickly(visitor)
    assert faults(page) == []
    for section in ("company", "team", "operation", "checklist"):
        assert faults(visitor.get(f"/quick/sections/{section}")) == []
    assert faults(visitor.get("/")) == []
