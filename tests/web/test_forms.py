"""Bad input gets a message at the field, and nothing is lost: neither what was typed nor the other answers."""

import pytest

from app.services.drafts import LONGEST
from tests.web.pages import Page, faults
from tests.web.visitor import Visitor

LONG = "あ" * 101
BAD = [
    ("company", {"employees": "約五百"}, "employees", "整数として読み取れません"),
    ("company", {"employees": "1.5"}, "employees", "小数は使えません"),
    ("company", {"employees": "0"}, "employees", "1から2,000,000名まで"),
    ("company", {"employees": "３００００００"}, "employees", "3,000,000名は答えられる範囲の外です"),
    ("company", {"employees": "-1"}, "employees", "-1名は"),
    ("company", {"employees": "9" * 31}, "employees", "答えられる範囲の外です"),
    ("company", {"employees": "9" * 9000}, "employees", "9…は答えられる範囲の外です。1から2,000,000名まで"),
    ("company", {"company_name": LONG}, "company_name", "100文字以内"),
    ("company", {"company_name": "a\x00b"}, "company_name", "U+0000"),
    ("company", {"company_name": "a\u2028b"}, "company_name", "U+2028"),
    ("company", {"industry": "mining"}, "industry", "選択肢はありません"),
    ("company", {"industry": "manufacturinng"}, "industry", "「製造業」ではありませんか"),
    ("tasks", {"skilled_tasks": ["ads", "nothing"]}, "skilled_tasks", "選択肢はありません"),
    ("tasks", {"skilled_tasks": ["ads", "ads"]}, "skilled_tasks", "2回選ばれて"),
    ("tasks", {"skilled_tasks": ["-", "ads"]}, "skilled_tasks", "同時に選ばれて"),
    ("budget", {"articles_per_month": "501"}, "articles_per_month", "501本は答えられる範囲の外です。0から500本まで"),
]
OTHERS = {
    "company": ("sales_cycle", "3_to_6m"),
    "tasks": ("task_ads", "mixed"),
    "budget": ("annual_budget_manyen", 900),
}


@pytest.mark.parametrize(("section", "typed", "question", "said"), BAD)
def test_a_message_at_the_field_and_nothing_lost(
    visitor: Visitor, section: str, typed: dict, question: str, said: str
) -> None:
    visitor.start()
    other, value = OTHERS[section]
    answer = visitor.fill(section, {**typed, other: str(value)})
    assert answer.status_code == 422
    page = Page(answer.text)
    assert said in page.complaint(question)
    assert page.title.startswith("エラー：")
    assert "autofocus" in page.one("div", "errors").attrs
    assert [e["href"] for e in page.one("div", "errors").children[-1].children[0].children] == [
        next(e for e in page.all("input") if e["name"] == question and e["type"] != "hidden")["id"].join(["#", ""])
    ]
    for written in typed.values():
        if isinstance(written, str) and page.all("input", name=question, type="text"):
            assert page.all("input", name=question)[0]["value"] == written
    assert faults(page) == []
    assert visitor.response.answers == {other: value}
    again = visitor.get(f"/sections/{section}")
    assert said in again.complaint(question)
    assert again.title == page.title
    stands = [text[:LONGEST] for text in page.fields(f"/sections/{section}").get(question, [])]
    assert again.fields(f"/sections/{section}").get(question, []) == stands


def test_an_answer_kept_stays_when_what_is_typed_over_it_cannot_be_read(visitor: Visitor) -> None:
    visitor.start()
    visitor.save("company", {"employees": "180"})
    page = Page(visitor.fill("company", {"employees": "180〜200"}).text)
    assert page.one("input", name="employees")["value"] == "180〜200"
    assert visitor.response.answers == {"employees": 180}


@pytest.mark.parametrize("typed", ["１，２００", "1,200", " 1200名 ", "　１２００　名"])
def test_numbers_are_understood_as_people_type_them(visitor: Visitor, typed: str) -> None:
    visitor.start()
    visitor.save("company", {"employees": typed})
    assert visitor.response.answers == {"employees": 1200}
    assert visitor.get("/sections/company").one("input", name="employees")["value"] == "1200"


def test_more_dedicated_people_than_people(visitor: Visitor) -> None:
    visitor.start()
    visitor.save("team", {"marketing_headcount": "3"})
    answer = visitor.fill("team", {"dedicated_headcount": "5", "department_age": "none"})
    page = Page(answer.text)
    assert answer.status_code == 422
    assert "「マーケティング担当者数」で答えた3名を超えています" in page.complaint("dedicated_headcount")
    assert page.one("input", name="dedicated_headcount")["value"] == "5"
    assert visitor.response.answers == {"marketing_headcount": 3, "department_age": "none"}


def test_media_above_the_budget(visitor: Visitor) -> None:
    visitor.start()
    visitor.save("budget", {"annual_budget_manyen": "1,000"})
    page = Page(visitor.fill("budget", {"media_spend_manyen": "1,001"}).text)
    assert "「年間のマーケティング予算」で答えた1,000万円を超えています" in page.complaint("media_spend_manyen")
    assert page.one("input", name="media_spend_manyen")["value"] == "1,001"


UNITS = [
    (
        ("budget", {"annual_budget_manyen": "1.2億", "media_spend_manyen": "2億"}, "media_spend_manyen"),
        (
            "20,000万円（2億円）は、「年間のマーケティング予算」で答えた12,000万円（1億2,000万円）を超えています。"
            "12,000万円（1億2,000万円）以下にするか、「年間のマーケティング予算」の答えを見直してください。"
        ),
        (
            '¥200 million is more than the ¥120 million given for "Annual marketing budget". '
            'Give at most ¥120 million, or revise the answer to "Annual marketing budget".'
        ),
    ),
    (
        ("budget", {"annual_budget_manyen": "12000000"}, "annual_budget_manyen"),
        (
            "12,000,000万円（1,200億円）は答えられる範囲の外です。0万円から10,000,000万円（1,000億円）までの金額を、万円の単位で答えてください。"
            "円で入力したときは、「12,000,000円」のように「円」を付けてください。"
        ),
        (
            "¥120 billion is outside the accepted range. Give an amount from ¥0 to ¥100 billion, in units of ¥10,000. "
            'If you typed it in yen, add the unit, for example "12,000,000 yen".'
        ),
    ),
    (
        ("team", {"marketing_headcount": "3", "dedicated_headcount": "200"}, "dedicated_headcount"),
        "200名は、「マーケティング担当者数」で答えた3名を超えています。3名以下にするか、「マーケティング担当者数」の答えを見直してください。",
        (
            '200 people is more than the 3 people given for "Marketing headcount". '
            'Give at most 3 people, or revise the answer to "Marketing headcount".'
        ),
    ),
    (
        ("budget", {"articles_per_month": "501"}, "articles_per_month"),
        "501本は答えられる範囲の外です。0から500本までの整数で答えてください。",
        "501 per month is outside the accepted range. Give a whole number from 0 to 500 per month.",
    ),
]


@pytest.mark.parametrize(("posted", "ja", "en"), UNITS, ids=["ceiling", "yen", "people", "articles"])
def test_what_is_wrong_with_a_number_is_said_in_its_unit(
    visitor: Visitor, posted: tuple[str, dict[str, str], str], ja: str, en: str
) -> None:
    section, typed, question = posted
    visitor.start()
    for name, text in typed.items():
        visitor.fill(section, {name: text})
    assert visitor.get(f"/sections/{section}").complaint(question).endswith(ja)
    english = Page(visitor.client.get(f"/sections/{section}", headers={"Accept-Language": "en"}).text)
    assert english.complaint(question).endswith(en)


@pytest.mark.parametrize("yen", ["12,000,000円", "12,000,000 yen"])
def test_what_an_amount_out_of_range_asks_to_type_is_read_in_yen(visitor: Visitor, yen: str) -> None:
    visitor.start()
    said = Page(visitor.fill("budget", {"annual_budget_manyen": "12000000"}).text).complaint("annual_budget_manyen")
    assert "12,000,000円" in said
    visitor.save("budget", {"annual_budget_manyen": yen})
    assert visitor.response.answers == {"annual_budget_manyen": 1200}


def test_a_ceiling_lowered_under_an_earlier_answer(visitor: Visitor) -> None:
    """Both are typed on the same page; the one that does not fit any more is reported, and nothing is lost."""
    visitor.start()
    visitor.save("team", {"marketing_headcount": "9"})
    visitor.save("team", {"dedicated_headcount": "7"})
    answer = visitor.fill("team", {"marketing_headcount": "5"})
    page = Page(answer.text)
    assert answer.status_code == 422
    assert "5名を超えています" in page.complaint("dedicated_headcount")
    assert page.one("input", name="dedicated_headcount")["value"] == "7"
    assert visitor.response.answers == {"marketing_headcount": 5}


def test_what_is_no_answer_yet_is_told_wherever_one_looks_until_it_is_mended(visitor: Visitor) -> None:
    visitor.answer_required()
    typed = "<b>やく１８O名</b>"
    visitor.fill("company", {"employees": typed, "company_name": "株式会社みほん"})
    for address in ("/review", "/quick/review"):
        review = visitor.get(address)
        assert "直していただきたい入力が1件あります" in review.text
        assert "診断できます" not in review.text
        assert review.all("form", action="/submit") == []
        assert f"「{typed}」整数として読み取れません" in review.one(id="answer-employees").text
        assert review.all("span", "faulty")[0].text == "直していただきたい入力が1件"
        assert faults(review) == []
    (link,) = review.one("section", "resume").all_links()
    page = visitor.get(link["href"])
    assert (page.one("input", name="employees")["value"], page.complaint("employees") != "") == (typed, True)
    refused = Page(visitor.send("/submit", {"_csrf": visitor.token()}).text)
    assert [each.text for each in refused.one("div", "errors").all_links()] == [link.text]
    path = page.one("form", id="answers")["action"]
    assert visitor.send(path, {**page.fields(path), "employees": "190", "_go": "next"}).status_code == 303
    assert "診断できます" in visitor.get("/review").text
    assert visitor.response.drafts == {}


def test_what_is_no_answer_in_a_section_that_is_not_asked_quickly_stands_in_the_way_of_the_quick_path(
    visitor: Visitor,
) -> None:
    visitor.answer_required()
    visitor.fill("budget", {"annual_budget_manyen": "たくさん"})
    (link,) = visitor.get("/quick/review").one("section", "resume").all_links()
    assert link["href"] == "/sections/budget?change=annual_budget_manyen#question-annual_budget_manyen"
    assert visitor.save("budget", {"annual_budget_manyen": ""}).one("h1").text == "業務の分担"
    assert "診断できます" in visitor.get("/quick/review").text


def test_radios_are_cleared_without_scripts(visitor: Visitor) -> None:
    visitor.start()
    visitor.save("company", {"industry": "trading"})
    page = visitor.get("/sections/company")
    assert page.one(id="q-industry-trading").attrs.get("checked") == ""
    visitor.save("company", {"industry": ""})
    assert visitor.response.answers == {}


def test_nothing_is_chosen_beforehand(visitor: Visitor) -> None:
    visitor.start()
    for section in visitor.parts.library.current.questionnaire.sections:
        page = visitor.get(f"/sections/{section.id}")
        assert [e for e in page.all("input") if "checked" in e.attrs] == []


def test_a_required_question_can_be_left_for_later_without_scripts(visitor: Visitor) -> None:
    visitor.start()
    visitor.save("team", {"department_age": "none"})
    page = visitor.get("/sections/team")
    assert page.one("label", for_="q-department_age--unanswered").text == "あとで答える（未回答にする）"
    assert page.one("label", for_="q-budget_holder--unanswered").text == "未回答にする"
    visitor.save("team", {"department_age": ""})
    assert visitor.response.answers == {}
    assert "必須の質問があと4問あります" in visitor.get("/review").text


def test_none_of_them_is_an_answer_and_no_box_is_none(visitor: Visitor) -> None:
    visitor.start()
    visitor.save("tasks", {"skilled_tasks": "-"})
    assert visitor.response.answers == {"skilled_tasks": ()}
    assert "checked" in visitor.get("/sections/tasks").one(id="q-skilled_tasks--none").attrs
    visitor.save("tasks", {"skilled_tasks": []})
    assert visitor.response.answers == {}


def test_required_and_optional_are_said_in_words(visitor: Visitor) -> None:
    visitor.start()
    page = visitor.get("/sections/company")
    assert "※必須" in page.one("label", for_="q-employees").text
    assert "※任意" in page.one("label", for_="q-company_name").text
    number = page.one("input", name="employees")
    assert (number["type"], number["inputmode"]) == ("text", "numeric")


def test_no_field_forbids_the_browser_to_restore_what_was_typed(visitor: Visitor) -> None:
    visitor.start()
    assert "autocomplete" not in visitor.get("/sections/company").one("input", name="employees").attrs


def test_only_questions_are_taken_even_where_one_has_moved_to_another_page_meanwhile(visitor: Visitor) -> None:
    visitor.start()
    visitor.save("company", {"employees": "180", "marketing_headcount": "5", "unknown": "x"})
    assert visitor.response.answers == {"employees": 180, "marketing_headcount": 5}


def test_a_field_sent_twice_counts_once(visitor: Visitor) -> None:
    visitor.start()
    visitor.save("company", {"employees": ["180", "181"], "industry": ["other", "trading"]})
    assert visitor.response.answers == {"employees": 180, "industry": "other"}
