"""What stands at a question: what its answer can change, its terms, how a number was read, earlier answers."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.web.pages import Element, Page, faults
from tests.web.visitor import Visitor

SECTIONS = ("company", "team", "budget", "tasks", "operation", "checklist")
MOST_BYTES = 60 * 1024
EN = {"Accept-Language": "en"}


def question(page: Page, id_: str) -> Element:
    return page.one("div", id=f"question-{id_}")


def read(page: Page, id_: str) -> str:
    """How the number was read, as the page says it."""
    return "".join(each.text for each in page.all("p", "read", id=f"r-{id_}"))


def typed(visitor: Visitor, section: str, **fields: str) -> Page:
    """The page after numbers were typed and one that cannot be read, so that it is shown again."""
    answer = visitor.fill(section, fields)
    assert answer.status_code == 422
    return Page(answer.text)


def test_under_why_we_ask_stands_what_the_answer_can_change(visitor: Visitor) -> None:
    visitor.start()
    company = visitor.get("/sections/company")
    told = "回答によって変わることがある結論：気づき「休みや異動があると、仕事や知識が途切れやすい状態です」"
    assert told in question(company, "industry").text
    assert "回答は報告書に載せるだけで、結論は変わりません。" in question(company, "company_name").text
    assert "参考として添える調査や注記が変わることがあります。" in question(company, "annual_revenue").text
    headcount = question(visitor.get("/sections/team"), "marketing_headcount").text
    named = "取り組み「役割を分け、誰がどれを受け持つかを決める」など"
    assert f"組織モデル、いまの段階、体制の型、席と役割、{named}" in headcount


def test_no_question_names_more_than_a_handful_or_only_that_something_changes(visitor: Visitor) -> None:
    visitor.start()
    for section in SECTIONS:
        for each in visitor.get(f"/sections/{section}").all("details"):
            _, found, named = each.text.partition("変わることがある結論：")
            parts = re.sub("「[^」]*」", "", named).split("、")
            assert not found or len(parts) <= 5
            assert not {"気づいたこと", "取り組みの順番"} & {part.removesuffix("など").strip() for part in parts}


def test_each_term_opens_its_own_meaning_in_place(visitor: Visitor) -> None:
    visitor.start()
    found = question(visitor.get("/sections/checklist"), "mql_agreed")
    summaries = [e for e in visitor.get("/sections/checklist").all("summary") if e.text.strip() == "「MQL」の意味"]
    assert len(summaries) == 1
    assert summaries[0].parent
    assert summaries[0].parent.tag == "details"
    assert "マーケティング適格リード" in found.text
    assert visitor.parts.library.current.pack.glossary["mql"].meaning.say("ja") in found.text


@pytest.mark.parametrize(
    ("written", "kept", "said"),
    [
        ("１，２００万", 1200, "1,200万円（12,000,000円）と読みました。"),
        ("1.2億", 12000, "12,000万円（1億2,000万円）と読みました。"),
        ("12,000,000円", 1200, "1,200万円（12,000,000円）と読みました。"),
        ("1200", 1200, "1,200万円（12,000,000円）と読みました。"),
        ("0", 0, "0万円（0円）と読みました。"),
    ],
)
def test_an_amount_is_read_as_people_write_it_and_said_back(
    visitor: Visitor, written: str, kept: int, said: str
) -> None:
    visitor.start()
    page = typed(visitor, "budget", annual_budget_manyen=written, articles_per_month="x")
    assert visitor.response.answers == {"annual_budget_manyen": kept}
    assert read(page, "annual_budget_manyen") == said
    control = page.one("input", name="annual_budget_manyen", type="text")
    assert "r-annual_budget_manyen" in control["aria-describedby"].split()
    assert control["value"] == written


def test_a_large_amount_that_was_kept_is_said_in_words_too(visitor: Visitor) -> None:
    visitor.start()
    visitor.save("budget", {"annual_budget_manyen": "1億2000万"})
    page = visitor.get("/sections/budget")
    assert page.one("input", name="annual_budget_manyen", type="text")["value"] == "12000"
    assert read(page, "annual_budget_manyen") == "12,000万円（1億2,000万円）と読みました。"
    assert "12,000万円（1億2,000万円）" in visitor.get("/review").text


def test_in_english_amounts_are_in_millions(visitor: Visitor) -> None:
    visitor.start()
    visitor.save("budget", {"annual_budget_manyen": "¥120 million"})
    page = Page(visitor.client.get("/sections/budget", headers=EN).text)
    assert read(page, "annual_budget_manyen") == "Read as ¥120 million (¥120,000,000)."
    assert "annual budget of ¥120 million" in question(page, "media_spend_manyen").text
    assert "¥120 million" in visitor.client.get("/review", headers=EN).text


@pytest.mark.parametrize(
    ("written", "said"), [("約10名", "10名と読みました。"), ("１０", "10名と読みました。"), ("10", ""), (" 10 ", "")]
)
def test_a_number_of_people_is_said_back_where_not_just_its_digits_stand(
    visitor: Visitor, written: str, said: str
) -> None:
    visitor.start()
    page = typed(visitor, "team", marketing_headcount=written, department_age="x")
    assert read(page, "marketing_headcount") == said


def readings(page: Page) -> list[str]:
    """The numbers said back on top of a page."""
    return [each.text for notice in page.all("section", "notice") for each in notice.children[-1].children]


def test_without_scripts_numbers_are_said_back_on_the_next_page_with_a_way_to_change_them(visitor: Visitor) -> None:
    visitor.start()
    page = visitor.save("budget", {"annual_budget_manyen": "1.2億", "articles_per_month": "約10本"})
    assert page.one("h1").text == "予算"  # the budget brought up a question
    assert readings(page)[0].startswith("年間のマーケティング予算：12,000万円（1億2,000万円） 直す")
    (first, second) = page.one("section", "notice").all_links()
    assert [each["href"] for each in (first, second)] == [
        "/sections/budget#question-annual_budget_manyen",
        "/sections/budget#question-articles_per_month",
    ]
    assert faults(page) == []
    page = visitor.save("budget", {"media_spend_manyen": "3000"})  # just digits, and the others are by now
    assert (page.one("h1").text, readings(page)) == ("業務の分担", [])
    assert visitor.fill("company", {"employees": "１８０"}, go="back").headers["Location"] == "/?read=employees"
    assert readings(visitor.get("/?read=employees&read=company_name&read=nothing&read=media_spend_manyen")) != []
    answer = visitor.fill("company", {"employees": "約２００名"}, go="list")
    (reading,) = readings(visitor.get(answer.headers["Location"]))
    assert reading.startswith("社員数：200名")


def test_without_scripts_plain_digits_of_a_large_amount_are_said_back_as_they_may_be_yen(visitor: Visitor) -> None:
    visitor.start()
    page = visitor.save("budget", {"annual_budget_manyen": "5000000"})
    (reading,) = readings(page)
    assert reading.startswith("年間のマーケティング予算：5,000,000万円（500億円） 直す")
    assert page.one("section", "notice").all_links()[0]["href"] == "/sections/budget#question-annual_budget_manyen"
    assert visitor.response.answers == {"annual_budget_manyen": 5_000_000}


@pytest.mark.parametrize(("typed", "said"), [("99999", []), ("100000", ["annual_budget_manyen"]), ("0", [])])
def test_plain_digits_of_an_amount_are_said_back_from_ten_oku_on(visitor: Visitor, typed: str, said: list[str]) -> None:
    visitor.start()
    answer = visitor.fill("budget", {"annual_budget_manyen": typed}, go="list")
    assert parse_qs(urlsplit(answer.headers["Location"]).query).get("read", []) == said


def test_a_large_amount_is_said_back_once_and_again_only_when_it_is_another(visitor: Visitor) -> None:
    visitor.start()
    visitor.save("budget", {"annual_budget_manyen": "5000000", "articles_per_month": "4"})
    for typed, said in (("5000000", False), ("6000000", True)):
        answer = visitor.fill("budget", {"annual_budget_manyen": typed, "media_spend_manyen": "300"}, go="list")
        assert ("read=" in answer.headers["Location"]) is said


def test_plain_digits_of_many_people_are_not_said_back(visitor: Visitor) -> None:
    visitor.start()
    assert "read=" not in visitor.fill("company", {"employees": "200000"}).headers["Location"]


def test_a_script_that_said_the_numbers_back_spares_the_next_page_that(visitor: Visitor) -> None:
    visitor.start()
    answer = visitor.fill("company", {"employees": "約２００名", "_read": "1"})
    assert answer.headers["Location"] == "/sections/team"


def test_the_review_says_amounts_figure_by_figure(visitor: Visitor) -> None:
    visitor.start()
    visitor.save("budget", {"annual_budget_manyen": "1200"})
    assert "1,200万円（12,000,000円）" in visitor.get("/review").one(id="answer-annual_budget_manyen").text


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("1億2000", "いくつかの金額に読めるため"),
        ("12,345,678円", "1万円に満たない端数"),
        ("1000〜1500", "金額として読み取れません"),
    ],
)
def test_an_amount_that_is_not_sure_is_not_kept(visitor: Visitor, written: str, complaint: str) -> None:
    visitor.start()
    page = typed(visitor, "budget", annual_budget_manyen=written)
    assert complaint in page.complaint("annual_budget_manyen")
    assert page.one("input", name="annual_budget_manyen", type="text")["value"] == written
    assert visitor.response.answers == {}


def test_money_has_a_whole_keyboard_and_a_count_only_digits(visitor: Visitor) -> None:
    visitor.start()
    page = visitor.get("/sections/budget")
    assert "inputmode" not in page.one("input", name="annual_budget_manyen", type="text").attrs
    assert page.one("input", name="articles_per_month", type="text")["inputmode"] == "numeric"


def test_a_later_question_knows_an_earlier_answer(visitor: Visitor) -> None:
    visitor.start()
    visitor.save("team", {"marketing_headcount": "6"})
    label = visitor.get("/sections/team").one("label", for_="q-dedicated_headcount")
    assert label.text.startswith("マーケティング担当者6名のうち、")
    plain = visitor.get("/sections/checklist").one("p", id="h-shared_kpi").text
    visitor.save("operation", {"kpi_kind": "volume_only"})
    knowing = visitor.get("/sections/checklist").one("p", id="h-shared_kpi").text
    assert knowing == f"先にお聞きした「評価に使う数字」には「集めた数」とお答えです。{plain}"


def test_what_people_typed_is_text_and_nothing_else(visitor: Visitor) -> None:
    visitor.start()
    page = typed(visitor, "budget", annual_budget_manyen="<b>1億</b>")
    assert escape("<b>1億</b>") in visitor.last.text if visitor.last else False
    assert page.all("b") == []


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_section_stays_light_with_everything_answered(visitor: Visitor, language: str) -> None:
    visitor.answer_required()
    visitor.save(
        "budget", {"annual_budget_manyen": "1.2億", "media_spend_manyen": "2000万", "articles_per_month": "約4本"}
    )
    for section in SECTIONS:
        for depth in ("", "/quick"):
            answer = visitor.client.get(f"{depth}/sections/{section}", headers={"Accept-Language": language})
            assert answer.status_code in (200, 404)
            assert len(answer.data) <= MOST_BYTES
