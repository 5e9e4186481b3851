"""The language is switched on a page of questions, with scripts and without."""

from __future__ import annotations

import pytest

from tests.journeys.person import Person

pytestmark = pytest.mark.journey


def test_the_language_is_switched_midway_and_what_was_typed_stays(person: Person) -> None:
    person.start()
    page = person.page
    page.locator("#q-company_name").fill("株式会社途中")
    page.locator("#q-industry-trading").check()
    page.locator("#q-employees").fill("１８０")
    with page.expect_navigation(url="**/sections/company*"):
        page.get_by_role("button", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("#q-company_name").input_value() == "株式会社途中"
    assert page.locator("#q-industry-trading").is_checked()
    assert page.locator("#q-employees").input_value() == "180"
    person.shot("english")
    with page.expect_navigation(url="**/sections/company*"):
        page.get_by_role("button", name="日本語").click()
    assert page.locator("html").get_attribute("lang") == "ja"


def test_enter_in_a_field_goes_on_and_changes_no_language(person: Person) -> None:
    person.start()
    person.tab_to("#q-company_name")
    person.page.keyboard.type("Enter Inc.")
    person.press("Enter")
    person.page.wait_for_url("**/sections/team")
    assert person.page.locator("html").get_attribute("lang") == "ja"


def test_the_language_is_switched_by_keyboard(person: Person) -> None:
    person.start()
    person.tab_to("#q-company_name")
    person.page.keyboard.type("Keyboard Inc.")
    person.page.evaluate("() => document.activeElement.blur()")
    person.tab_to("header [lang=en]")
    with person.page.expect_navigation(url="**/sections/company*"):
        person.press("Enter")
    assert person.page.locator("html").get_attribute("lang") == "en"
    assert person.page.locator("#q-company_name").input_value() == "Keyboard Inc."
