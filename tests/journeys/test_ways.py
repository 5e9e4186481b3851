"""The ways beside the straight one: in short, on another device, in two windows, back to change an answer, and out."""

from __future__ import annotations

import json

import pytest

from tests.journeys.conftest import NewPerson
from tests.journeys.person import Person
from tests.support import load_case

COMPANY = "株式会社髙橋精機"
ANSWERS = load_case("one-marketer-manufacturer")["answers"]
TEAM = {"marketing_headcount": 3, "dedicated_headcount": 1, "department_age": "1_to_3y", "decision_owner": "head"}


def answer_in_short(person: Person) -> None:
    """From the start page to check-your-answers by the quick path, each item answered with a yes."""
    person.open("/")
    person.click("要点だけの診断を始める")
    while "/sections/" in person.path:
        asked = person.asked()
        person.answer_page({"employees": 120, **TEAM, **{q.id: "yes" for q in asked if "yes" in q.option_ids}})
        person.go_on()
    assert person.path == "/quick/review"


def completeness(person: Person) -> int:
    """How much of what was asked the result says was answered, in percent."""
    return int(person.page.locator(".sure-tag").inner_text().removeprefix("回答のそろい具合：").removesuffix("%"))


def test_the_quick_path_ends_in_a_result_that_is_deepened_by_a_second_one(person: Person) -> None:
    answer_in_short(person)
    person.click("この内容で診断する")
    first, at_first = person.path, completeness(person)
    assert first.startswith("/results/")
    assert person.page.get_by_role("heading", name="小規模モデル").first.is_visible()
    person.shot("quick-result")
    person.open("/")
    person.click("続きから答える")
    assert person.path == "/sections/budget"
    while "/sections/" in person.path:
        person.answer_page({name: answer for name, answer in ANSWERS.items() if name not in TEAM})
        person.go_on()
    assert person.path == "/review"
    person.click("この内容で診断する")
    with person.page.expect_navigation():
        person.page.get_by_role("link", name="診断結果を見る").click()
    assert person.path.startswith("/results/")
    assert person.path != first
    assert completeness(person) > at_first
    person.shot("deeper-result")
    person.open(first)
    assert completeness(person) == at_first  # what was found at first is still there


def test_a_secret_link_opens_the_same_answers_on_another_device(person: Person, new_person: NewPerson) -> None:
    person.start()
    person.answer_page({"company_name": COMPANY, "employees": 320})
    person.go_on()
    person.open("/resume")
    person.click("再開用のリンクを作る")
    link = person.page.locator("#link").input_value()
    assert person.page.locator("svg.qr").is_visible()
    person.shot("resume-link")
    phone = new_person(width=360)
    phone.page.goto(link)
    phone.click("この端末で続ける")
    assert link.rpartition("/")[2] not in phone.page.url
    phone.open("/sections/company")
    assert phone.page.locator("#q-company_name").input_value() == COMPANY
    assert phone.sideways() == []
    person.open("/sections/company")
    assert person.page.locator("#q-employees").input_value() == "320"  # the first device is not shut out
    person.open("/resume")
    person.click("リンクをすべて無効にする")
    late = new_person()
    late.expected_statuses = {410}
    late.page.goto(link)
    assert late.page.get_by_role("button", name="この端末で続ける").count() == 0


def contest(person: Person) -> None:
    """Types 300 employees where another window has saved 200 meanwhile."""
    person.start()
    person.answer_page({"employees": 100})
    person.go_on()
    person.open("/sections/company")
    first, person.page = person.page, person.context.new_page()
    person.open("/sections/company")
    person.page.locator("#q-employees").fill("200")
    person.go_on()
    person.page.close()
    person.page = first
    person.expected_statuses = {409}
    person.page.locator("#q-employees").fill("300")
    person.go_on()


def test_two_windows_that_contradict_each_other_show_both_answers(person: Person) -> None:
    contest(person)
    both = person.page.locator("#contests").inner_text()
    assert "200" in both
    assert "300" in both
    assert person.page.locator("#q-employees").input_value() == "300"
    person.shot("two-windows")
    person.go_on()
    person.open("/sections/company")
    assert person.page.locator("#q-employees").input_value() == "300"


def test_a_click_takes_what_the_other_window_saved(person: Person) -> None:
    contest(person)
    person.page.get_by_role("link", name="保存されている回答を使う").click()
    person.page.wait_for_selector("#contests", state="detached")
    assert person.page.locator("#q-employees").input_value() == "200"
    person.go_on()
    person.open("/sections/company")
    assert person.page.locator("#q-employees").input_value() == "200"


def test_back_leads_to_the_page_that_told_of_two_windows(person: Person, scripts: bool) -> None:
    if not scripts:
        pytest.skip("without scripts browsers ask whether to send the form again")
    contest(person)
    person.page.get_by_role("link", name="用語集").click()
    person.page.wait_for_url("**/glossary")
    person.page.go_back()
    assert person.page.locator("#q-employees").input_value() == "200"
    person.page.locator("#q-employees").fill("250")
    person.go_on()
    person.page.wait_for_url("**/sections/team")


def test_an_answer_changed_from_the_review_leads_back_to_it(person: Person) -> None:
    answer_in_short(person)
    person.page.locator("#answer-employees .change a").click()
    person.page.wait_for_url("**/sections/company?change=employees*")
    person.page.locator("#q-employees").fill("45")
    person.go_on()
    assert person.path == "/quick/review"
    assert "45" in person.page.locator("#answer-employees").inner_text()


def test_whoever_deletes_their_answers_takes_them_along_and_leaves_nothing(person: Person) -> None:
    answer_in_short(person)
    person.click("この内容で診断する")
    result = person.path
    person.open("/data")
    with person.page.expect_download() as download:
        person.page.locator("a[download]").first.click()
    kept = json.loads(download.value.path().read_text())
    assert COMPANY not in json.dumps(kept, ensure_ascii=False)
    assert "120" in json.dumps(kept)
    person.page.locator("main a[href$=delete]").click()
    person.shot("delete")
    person.click("すべて削除する")
    person.shot("deleted")
    person.expected_statuses = {404}
    person.open(result)
    assert person.page.get_by_role("heading", level=1).inner_text() == "ページが見つかりません"
    person.open("/")
    assert person.page.get_by_role("button", name="要点だけの診断を始める").is_visible()
