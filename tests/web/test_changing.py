"""Changing answers from the review, in two tabs, and under a new edition; and the receipt."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.editions import with_limits, without_option
from tests.web.pages import Page, faults
from tests.web.visitor import Visitor

COMPANY = "/sections/company"


# --- from the review and back


def test_a_change_link_leads_to_the_answer_and_saving_leads_back_to_it(visitor: Visitor) -> None:
    visitor.answer_required()
    page = visitor.get("/review")
    link = page.one(id="answer-employees").all_links()[0]["href"]
    assert link == f"{COMPANY}?change=employees#question-employees"
    page = visitor.get(link)
    path = page.one("form", id="answers")["action"]
    assert "保存すると、回答の確認に戻ります" in page.text
    answer = visitor.send(path, {**page.fields(path), "employees": "200", "_go": "next"})
    assert answer.headers["Location"] == "/review#answer-employees"
    assert visitor.response.answers["employees"] == 200
    assert "200名" in visitor.get("/review").one(id="answer-employees").text


def test_questions_that_a_change_brings_up_are_asked_before_returning(visitor: Visitor) -> None:
    visitor.answer_required()
    visitor.save("team", {"marketing_headcount": "0"})
    page = visitor.get("/sections/team?change=marketing_headcount")
    path = page.one("form", id="answers")["action"]
    answer = visitor.send(path, {**page.fields(path), "marketing_headcount": "6", "_go": "next"})
    page = visitor.get(answer.headers["Location"])
    assert page.one("div", "notice")
    answer = visitor.send(path, {**page.fields(path), "_go": "next"})
    assert answer.headers["Location"] == "/review#answer-marketing_headcount"


@pytest.mark.parametrize("wanted", ["https://evil.example", "//evil.example", "nothing", "", "a&b"])
def test_no_other_address_is_returned_to(visitor: Visitor, wanted: str) -> None:
    visitor.start()
    page = Page(visitor.client.get(COMPANY, query_string={"change": wanted}).text)
    assert page.one("form", id="answers")["action"] == COMPANY
    answer = visitor.client.post(COMPANY, query_string={"change": wanted}, data={**page.fields(COMPANY), "_go": "next"})
    assert answer.headers["Location"] == "/sections/team"


# --- two tabs


def two_tabs(visitor: Visitor) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """What each of two tabs posts that were opened on the same page."""
    visitor.start()
    visitor.save("company", {"employees": "180", "industry": "trading"})
    return visitor.get(COMPANY).fields(COMPANY), visitor.get(COMPANY).fields(COMPANY)


def test_the_second_save_on_the_same_question_shows_both_and_keeps_its_own_text(visitor: Visitor) -> None:
    one, other = two_tabs(visitor)
    visitor.send(COMPANY, {**one, "employees": "190", "company_name": "株式会社先"})
    answer = visitor.send(COMPANY, {**other, "employees": "２００", "deal_size": "high"})
    page = Page(answer.text)
    assert answer.status_code == 409
    assert page.title.startswith("別の画面での変更：")
    (sides,) = page.all("dl", "sides")
    assert [side.text for side in sides.children] == ["いま保存されている回答190名", "この画面で入力した回答200名"]
    assert page.one("input", name="employees")["value"] == "２００"
    assert page.one("input", name="company_name")["value"] == "株式会社先"
    assert visitor.response.answers == {
        "employees": 190, "industry": "trading", "company_name": "株式会社先", "deal_size": "high",
    }  # fmt: skip
    assert faults(page) == []
    assert visitor.send(COMPANY, page.fields(COMPANY)).status_code == 303
    assert visitor.response.answers["employees"] == 200


def test_the_answer_of_the_other_tab_can_be_taken(visitor: Visitor) -> None:
    one, other = two_tabs(visitor)
    visitor.send(COMPANY, {**one, "employees": "190"})
    page = Page(visitor.send(COMPANY, {**other, "employees": "200"}).text)
    link = page.one("section", id="contests").all_links()[-1]["href"]
    assert visitor.get(link).one("input", name="employees")["value"] == "190"


def test_changes_to_different_questions_are_merged_without_a_word(visitor: Visitor) -> None:
    one, other = two_tabs(visitor)
    visitor.send(COMPANY, {**one, "employees": "190"})
    assert visitor.send(COMPANY, {**other, "industry": "other"}).status_code == 303
    assert visitor.response.answers == {"employees": 190, "industry": "other"}


def test_the_same_post_twice_is_fine(visitor: Visitor) -> None:
    one, _ = two_tabs(visitor)
    for _ in range(2):
        assert visitor.send(COMPANY, {**one, "employees": "190"}).status_code == 303


def test_a_mistake_beside_another_tabs_change_overwrites_nothing(visitor: Visitor) -> None:
    """The page shown again has the other tab's answer, so that mending the mistake does not bring the old one back."""
    one, other = two_tabs(visitor)
    visitor.send(COMPANY, {**one, "industry": "other"})
    page = Page(visitor.send(COMPANY, {**other, "employees": "たくさん"}).text)
    assert "checked" in page.one(id="q-industry-other").attrs
    assert page.one("input", name="employees")["value"] == "たくさん"
    assert visitor.send(COMPANY, {**page.fields(COMPANY), "employees": "200"}).status_code == 303
    assert visitor.response.answers == {"employees": 200, "industry": "other"}


def test_a_mistake_mended_still_meets_what_the_other_tab_saved(visitor: Visitor) -> None:
    one, other = two_tabs(visitor)
    visitor.send(COMPANY, {**one, "employees": "190"})
    page = Page(visitor.send(COMPANY, {**other, "employees": "たくさん"}).text)
    answer = visitor.send(COMPANY, {**page.fields(COMPANY), "employees": "200"})
    assert answer.status_code == 409
    assert visitor.response.answers["employees"] == 190


def test_what_one_tab_could_not_save_is_shown_to_the_other_beside_its_own(visitor: Visitor) -> None:
    one, other = two_tabs(visitor)
    visitor.send(COMPANY, {**one, "employees": "19O"})
    assert visitor.send(COMPANY, {**other, "industry": "other"}).status_code == 303  # and does not take it away
    answer = visitor.send(COMPANY, {**other, "industry": "other", "employees": "200"})
    assert answer.status_code == 409
    (sides,) = Page(answer.text).all("dl", "sides")
    assert [side.text for side in sides.children] == ["いま保存されている回答「19O」", "この画面で入力した回答200名"]
    assert visitor.send(COMPANY, Page(answer.text).fields(COMPANY)).status_code == 303
    assert (visitor.response.answers["employees"], visitor.response.drafts) == (200, {})


def test_whoever_lost_the_cookie_keeps_what_stood_in_the_form_unchanged(visitor: Visitor) -> None:
    one, _ = two_tabs(visitor)
    visitor.client.delete_cookie("shikumi")
    assert visitor.send(COMPANY, one).status_code == 303
    assert visitor.response.answers == {"employees": 180, "industry": "trading"}


@pytest.mark.parametrize("seen", ["", ":", "employees", "employees:", "nobody:12345678", "employees:" + "9" * 9000])
def test_marks_that_nobody_made_break_nothing(visitor: Visitor, seen: str) -> None:
    one, _ = two_tabs(visitor)
    assert visitor.send(COMPANY, {**one, "_seen": seen}).status_code == 303
    assert visitor.send(COMPANY, {**one, "employees": "170", "_seen": seen}).status_code in (303, 409)


# --- a new edition


@pytest.fixture
def later(visitor: Visitor) -> Visitor:
    """A visitor who answered before the questionnaire changed: an industry is not offered any more."""
    visitor.answer_required()
    visitor.save("company", {"industry": "trading", "deal_size": "high"})
    library = visitor.parts.library
    newer = without_option(library.current.questionnaire, "industry", "trading")
    library.current = replace(library.current, questionnaire=newer)  # type: ignore[misc]
    visitor.parts.respond._questionnaire = newer
    return visitor


def test_an_answer_that_needs_another_look_is_told_on_every_page_it_matters_on(later: Visitor) -> None:
    for address in ("/", COMPANY, "/review"):
        page = later.get(address)
        assert "質問票が2027.1版に変わり" in page.text, address
        assert "業種（以前の回答：商社・卸売業）" in page.text
        assert faults(page) == []
    assert "もう一度ご確認" not in later.get("/sections/team").text


def test_saving_the_page_does_not_lose_the_earlier_answer(later: Visitor) -> None:
    later.save("company", {})
    assert later.response.answers["industry"] == "trading"
    later.save("company", {"industry": "other"})
    assert later.response.answers["industry"] == "other"
    assert "もう一度ご確認" not in later.get("/").text


def test_a_draft_that_the_new_edition_takes_only_has_to_be_saved_again(later: Visitor) -> None:
    later.fill("company", {"employees": "3000000"})
    draft = later.response.drafts["employees"]
    assert (draft.typed, draft.answer) == (("3000000",), 3000000)
    limits = replace(later.parts.respond._questionnaire.by_id["employees"].limits, high=9_000_000)
    newer = with_limits(later.parts.respond._questionnaire, "employees", limits)
    later.parts.library.current = replace(later.parts.library.current, questionnaire=newer)  # type: ignore[misc]
    later.parts.respond._questionnaire = newer
    assert "確かめて、保存し直してください" in later.get(COMPANY).complaint("employees")
    later.save("team", {})  # whatever is saved
    assert (later.response.answers["employees"], later.response.drafts) == (3_000_000, {})


def test_not_answering_any_more_can_be_chosen(later: Visitor) -> None:
    later.save("company", {"industry": ""})
    assert "industry" not in later.response.answers


def test_a_page_opened_under_the_earlier_edition_is_saved_and_told(later: Visitor) -> None:
    fields = later.get(COMPANY).fields(COMPANY) | {"_edition": "0" * 12, "employees": "181"}
    answer = later.send(COMPANY, {**fields, "_shown": [*fields["_shown"], "a_question_of_old"]})
    assert answer.status_code == 303
    assert later.response.answers["employees"] == 181
    assert "なくなった質問への入力だけは、保存していません" in later.get("/review").text


# --- the receipt


def test_the_receipt_says_what_was_received_and_leads_to_the_result(visitor: Visitor) -> None:
    visitor.answer_required()
    visitor.save("company", {"annual_revenue": "undisclosed"})  # which leaving it out counts as
    visitor.save("tasks", {"insourcing_stance": "not_planned"})
    answer = visitor.send("/submit", visitor.get("/review").fields("/submit"))
    address = answer.headers["Location"]
    assert address.endswith("/receipt")
    page = visitor.get(address)
    assert page.one("h1").text == "回答を受け付けました"
    assert "6問（未回答を除く）" in page.text
    for received in ("会社について：2問", "人と役割：3問", "業務の分担：1問"):
        assert received in page.text
    result = address.removesuffix("/receipt")
    assert page.all("a", "primary")[0]["href"] == result
    assert page.one("a", href=f"{result}/report.pdf")
    assert faults(page) == []
    assert visitor.get("/").one("a", href=address)


def test_anothers_receipt_is_not_there(visitor: Visitor, new_visitor: object) -> None:
    visitor.answer_required()
    address = f"{visitor.submit()}/receipt"
    stranger = new_visitor()  # type: ignore[operator]
    stranger.start()
    stranger.get(address, 404)
