"""Somebody makes mistakes: what can be understood is, what cannot is told where it is, and nothing typed is lost."""

from __future__ import annotations

import pytest

from tests.journeys.person import Person

pytestmark = pytest.mark.journey

ABSURD = "99999999999"


@pytest.fixture
def person_with_mistakes(person: Person) -> Person:
    person.expected_statuses = {422}
    person.start()
    return person


def test_full_width_digits_are_understood(person: Person) -> None:
    person.start()
    person.page.locator("#q-employees").fill("１，２００ 名")
    person.go_on()
    person.page.wait_for_url("**/sections/team*")
    person.open("/sections/company")
    assert person.page.locator("#q-employees").input_value() == "1200"


@pytest.mark.parametrize("typed", [ABSURD, "-3", "NaN", "1_000", "12.5"])
def test_a_number_that_cannot_be_stays_as_it_was_typed(person_with_mistakes: Person, typed: str) -> None:
    person, page = person_with_mistakes, person_with_mistakes.page
    page.locator("#q-company_name").fill("株式会社間違い")
    page.locator("#q-employees").fill(typed)
    person.go_on()
    page.wait_for_selector("#errors")
    assert person.path == "/sections/company"
    assert page.title().startswith("エラー：")
    assert page.locator("#q-employees").input_value() == typed
    assert page.locator("#q-company_name").input_value() == "株式会社間違い"
    assert page.locator("#e-employees").inner_text().strip()
    person.shot("error")


def test_the_summary_has_the_focus_and_leads_to_the_field(person_with_mistakes: Person) -> None:
    person, page = person_with_mistakes, person_with_mistakes.page
    page.locator("#q-employees").fill(ABSURD)
    person.go_on()
    page.wait_for_selector("#errors:focus")
    page.locator("#errors a").first.click()
    page.wait_for_selector("#q-employees:focus")
    assert page.locator("#q-employees").get_attribute("aria-invalid") == "true"
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("200")
    person.go_on()
    page.wait_for_url("**/sections/team")


def test_back_leads_to_the_page_that_told_of_a_mistake(person_with_mistakes: Person, scripts: bool) -> None:
    if not scripts:
        pytest.skip("without scripts browsers ask whether to send the form again")
    person, page = person_with_mistakes, person_with_mistakes.page
    page.locator("#q-employees").fill(ABSURD)
    person.go_on()
    page.get_by_role("link", name="用語集").click()
    page.wait_for_url("**/glossary")
    page.go_back()
    assert page.locator("#q-employees").input_value() == ABSURD
    assert page.locator("#e-employees").inner_text().strip()
    page.locator("#q-employees").fill("200")
    person.go_on()
    page.wait_for_url("**/sections/team")


def test_more_dedicated_people_than_people_is_told_at_the_field(person_with_mistakes: Person) -> None:
    person, page = person_with_mistakes, person_with_mistakes.page
    person.open("/sections/team")
    person.answer_page({"marketing_headcount": 2, "department_age": "1_to_3y"})
    person.go_on()
    page.wait_for_selector("#question-dedicated_headcount.new")
    person.shot("revealed")
    person.answer_page({"dedicated_headcount": 5})
    person.go_on()
    page.wait_for_selector("#e-dedicated_headcount")
    assert page.locator("#q-dedicated_headcount").input_value() == "5"
    assert page.locator("#q-marketing_headcount").input_value() == "2"
    assert page.locator("#q-department_age-1_to_3y").is_checked()
    person.shot("error-team")
    person.open("/review")  # what is no answer stays as it was typed, whatever one does in between
    assert page.get_by_role("button", name="この内容で診断する").count() == 0
    person.shot("review-draft")
    page.locator("section.resume a").first.click()
    assert page.locator("#q-dedicated_headcount").input_value() == "5"
    person.answer_page({"dedicated_headcount": 2})
    person.go_on()
    page.wait_for_url("**/review#answer-dedicated_headcount")
    assert page.locator(".faulty, .wrong").count() == 0


def test_the_review_says_what_is_required_and_leads_there(person: Person) -> None:
    person.start()
    person.open("/review")
    missing = person.page.locator(".resume a").all_inner_texts()
    assert len(missing) == 4
    assert person.page.get_by_role("button", name="この内容で診断する").count() == 0
    person.shot("review-missing")
    person.page.locator(".resume a").first.click()
    person.page.wait_for_url("**/sections/company?change=employees#question-employees")
    assert person.page.locator("#q-employees").is_visible()
