"""Somebody stops midway and comes back: the same browser finds the answers, another finds nothing."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import NewPerson
from tests.journeys.person import Person

pytestmark = pytest.mark.journey

COMPANY = "株式会社途中"


def stop_midway(person: Person) -> None:
    """Saves the first page, and leaves in the middle of the second."""
    person.start()
    person.answer_page({"company_name": COMPANY, "employees": 320, "deal_size": "middle"})
    person.go_on()
    person.page.wait_for_url("**/sections/team")
    person.page.close()


def test_the_same_browser_goes_on_where_it_stopped(person: Person) -> None:
    stop_midway(person)
    person.page = person.context.new_page()
    person.open("/")
    assert person.page.get_by_role("heading", name="途中まで回答した診断があります").is_visible()
    person.shot("resume")
    person.click("続きから答える")
    person.page.wait_for_url("**/sections/team")
    person.click("保存して前へ戻る")
    person.page.wait_for_url("**/sections/company")
    assert person.page.locator("#q-company_name").input_value() == COMPANY
    assert person.page.locator("#q-employees").input_value() == "320"
    assert person.page.locator("#q-deal_size-middle").is_checked()


def test_the_answers_are_there_after_the_browser_was_quit(person: Person, new_person: NewPerson) -> None:
    stop_midway(person)
    kept = [cookie for cookie in person.context.cookies() if cookie["expires"] > 0]  # the others end with the browser
    later = new_person(storage_state={"cookies": kept})
    later.open("/sections/company")
    assert later.page.locator("#q-company_name").input_value() == COMPANY
    later.go_on()  # what guards the form against forged posts has come along too
    later.page.wait_for_url("**/sections/team")


def test_another_browser_sees_nothing(person: Person, new_person: NewPerson) -> None:
    stop_midway(person)
    stranger = new_person()
    stranger.open("/sections/company")
    assert stranger.path == "/"
    assert (
        stranger.page.locator(".notice")
        .inner_text()
        .startswith("このブラウザには、途中まで回答した診断が見つかりません")
    )
    assert COMPANY not in stranger.page.content()
    assert stranger.page.get_by_role("button", name="要点だけの診断を始める").is_visible()


def test_another_browser_does_not_see_the_result(person: Person, new_person: NewPerson) -> None:
    person.start()
    person.answer_page({"company_name": COMPANY, "employees": 320})
    person.go_on()
    person.page.wait_for_url("**/sections/team")
    person.answer_page({"marketing_headcount": 3, "department_age": "1_to_3y", "decision_owner": "head"})
    person.click("保存して回答の確認へ移る")
    person.click("この内容で診断する")
    person.page.wait_for_url("**/results/*/receipt")
    person.page.get_by_role("link", name="診断結果を見る").click()
    person.page.wait_for_url("**/results/*")
    stranger = new_person()
    stranger.expected_statuses = {404}
    stranger.open(person.path)
    stranger.shot("not-found")
    assert stranger.page.locator("h1").inner_text() == "ページが見つかりません"
    assert COMPANY not in stranger.page.content()


def test_what_was_typed_is_there_after_a_look_at_the_glossary(person: Person) -> None:
    person.start()
    person.answer_page({"company_name": COMPANY, "employees": 320, "deal_size": "middle"})
    person.page.get_by_role("link", name="用語集").click()
    person.page.wait_for_url("**/glossary")
    person.page.go_back()
    assert person.page.locator("#q-company_name").input_value() == COMPANY
    assert person.page.locator("#q-employees").input_value() == "320"
    assert person.page.locator("#q-deal_size-middle").is_checked()
    person.page.locator("#q-employees").fill("330")
    person.go_on()
    person.page.wait_for_url("**/sections/team")  # the browser's own copy contests nothing
    person.open("/sections/company")
    assert person.page.locator("#q-employees").input_value() == "330"


def test_what_was_typed_after_the_page_saved_contests_nothing_when_one_comes_back(
    person: Person, scripts: bool
) -> None:
    person.start()
    person.answer_page({"employees": 320})
    if scripts:
        person.page.wait_for_selector("p.saving:has-text('保存しました')")
    person.page.locator("#q-employees").fill("325")
    person.page.get_by_role("link", name="用語集").click()
    person.page.wait_for_url("**/glossary")
    person.page.go_back()
    assert person.page.locator("#q-employees").input_value() == "325"
    person.page.locator("#q-employees").fill("330")
    person.go_on()
    person.page.wait_for_url("**/sections/team")
