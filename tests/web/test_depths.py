"""Two depths of one response: the quick path to a first result, and deeper from there."""

from __future__ import annotations

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
    assert "約3分・21問" in ways[0].text


def test_the_quick_path_asks_only_quick_questions_on_pages_that_have_some(visitor: Visitor) -> None:
    page = start_quick(visitor)
    assert page.asked() == ["employees"]
    assert page.title == "会社について（4ページ中1ページ目）｜Shikumi"
    assert (page.one("progress")["value"], page.one("progress")["max"]) == ("1", "4")
    seen = [page.one("h1").text]
    for section in ("company", "team", "operation"):
        page = fill(visitor, f"/quick/sections/{section}", {})
        seen.append(page.one("h1").text)
    assert seen == QUICK_PAGES
    assert len(page.asked()) == 15
    assert fill(visitor, "/quick/sections/checklist", {}).one("h1").text == "回答の確認"


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
