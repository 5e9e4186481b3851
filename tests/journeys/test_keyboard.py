"""With the keyboard alone: Tab, Space, Enter and the arrows, and typing."""

from __future__ import annotations

import pytest

from tests.journeys.person import Person
from tests.support import shipped_questionnaire

pytestmark = pytest.mark.journey


def choose(person: Person, question: str, option: str) -> None:
    """Tabs to a group of radio buttons and goes down to an option."""
    person.tab_to(f"[name={question}]")
    person.press("Space")
    places = shipped_questionnaire().by_id[question].option_ids
    person.press(*["ArrowDown"] * places.index(option))
    assert person.focused == f"q-{question}-{option}"
    assert person.page.locator(f"#q-{question}-{option}").is_checked()


def type_into(person: Person, question: str, text: str) -> None:
    """Tabs to a line and types."""
    person.tab_to(f"#q-{question}")
    person.page.keyboard.type(text)


def press_button(person: Person, selector: str, leads_to: str) -> None:
    """Tabs to a button and presses it."""
    person.tab_to(selector)
    person.press("Enter")
    person.page.wait_for_url(leads_to)


def test_the_first_thing_is_a_link_past_the_header(person: Person) -> None:
    person.open("/")
    person.press("Tab")
    assert person.page.locator("a.skip").bounding_box()["y"] >= 0  # type: ignore[index]
    person.press("Enter")
    person.page.wait_for_selector("main:focus")


def test_from_the_start_page_to_the_result(person: Person) -> None:
    person.open("/")
    press_button(person, "form[action='/start'] button", "**/sections/company")
    type_into(person, "company_name", "株式会社キーボード")
    choose(person, "industry", "manufacturing")
    type_into(person, "employees", "180")
    choose(person, "annual_revenue", "upto_30b")
    choose(person, "deal_size", "middle")
    choose(person, "sales_cycle", "3_to_6m")
    press_button(person, "button[value=next]", "**/sections/team")
    type_into(person, "marketing_headcount", "6")
    choose(person, "department_age", "1_to_3y")
    choose(person, "decision_owner", "head")
    press_button(person, "button[value=list]", "**/review")
    press_button(person, "form[action='/submit'] button", "**/results/*/receipt")
    press_button(person, "main a.button.primary", "**/results/*")
    person.tab_to("#main details.reason > summary")
    person.press("Enter")
    assert person.page.locator("details.reason").first.get_attribute("open") is not None
    person.press("Space")
    assert person.page.locator("details.reason").first.get_attribute("open") is None


def test_an_answer_can_be_explained_and_taken_back(person: Person) -> None:
    person.start()
    person.tab_to("#question-industry details > summary")
    person.press("Enter")
    assert person.page.locator("#question-industry details p").first.is_visible()
    choose(person, "industry", "it_saas")
    person.press("ArrowUp", "ArrowUp")
    assert person.focused == "q-industry--unanswered"
    press_button(person, "button[value=next]", "**/sections/team")
    person.open("/sections/company")
    assert person.page.locator("[name=industry]:checked").count() == 0


def test_the_quick_way_to_a_first_result(person: Person) -> None:
    person.open("/")
    press_button(person, "form[action='/quick/start'] button", "**/quick/sections/company")
    type_into(person, "employees", "180")
    press_button(person, "button[value=next]", "**/quick/sections/team")
    type_into(person, "marketing_headcount", "6")
    choose(person, "department_age", "1_to_3y")
    choose(person, "decision_owner", "head")
    press_button(person, "button[value=list]", "**/quick/review")
    press_button(person, "form[action='/quick/submit'] button", "**/results/*")
    press_button(person, ".part-actions .onward a", "**/results/*/actions")
    press_button(person, ".pager .up", "**/results/*")


def test_a_link_is_made_and_everything_is_deleted(person: Person) -> None:
    person.start()
    person.open("/")
    press_button(person, "main a[href='/resume']", "**/resume")
    person.tab_to("main form[action='/resume'] button")
    with person.page.expect_navigation():
        person.press("Enter")
    person.tab_to("#link")
    person.open("/data")
    press_button(person, "a[href='/data/delete']", "**/data/delete")
    press_button(person, "button.danger", "**/data/deleted")
    press_button(person, "main a.button", "**/")
