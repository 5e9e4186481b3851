"""On a phone 360 pixels wide no page scrolls sideways."""

from __future__ import annotations

import pytest

from app.web.result_places import PARTS
from tests.journeys.conftest import NARROW, NewPerson
from tests.journeys.person import MOST_PAGES, Person
from tests.support import load_case

pytestmark = pytest.mark.journey

ANSWERS = load_case("one-marketer-manufacturer")["answers"]
LONG_NAME = "KabushikigaishaNipporiSeikiManufacturingHoldingsInternational"


@pytest.fixture
def phone(new_person: NewPerson) -> Person:
    return new_person(NARROW)


def look(person: Person, name: str) -> None:
    """Opens every disclosure of the page: whole as it is, it must fit."""
    person.shot(name)
    assert person.sideways() == []
    person.page.evaluate("() => document.querySelectorAll('details').forEach(each => each.open = true)")
    person.shot(f"{name}-open")
    assert person.sideways() == []


def test_every_page_fits_a_phone(phone: Person) -> None:
    phone.open("/")
    look(phone, "start")
    phone.start()
    for number in range(MOST_PAGES):
        if phone.path == "/review":
            break
        phone.answer_page({**ANSWERS, "company_name": LONG_NAME})
        look(phone, f"section-{number}-{phone.path.rpartition('/')[2]}")
        phone.go_on()
    look(phone, "review")
    phone.click("この内容で診断する")
    phone.page.wait_for_url("**/results/*/receipt")
    look(phone, "receipt")
    phone.page.get_by_role("link", name="診断結果を見る").click()
    phone.page.wait_for_url("**/results/*")
    look(phone, "result")
    result = phone.path
    for part in PARTS:
        phone.open(f"{result}/{part}")
        look(phone, part)
    phone.open("/")
    look(phone, "resume")


def test_pages_with_mistakes_fit_a_phone(phone: Person) -> None:
    phone.expected_statuses = {404, 422}
    phone.start()
    phone.answer_page({"company_name": LONG_NAME * 4, "employees": "9" * 60})
    phone.go_on()
    phone.page.wait_for_selector("#errors")
    look(phone, "error")
    phone.open("/review")
    look(phone, "review-missing")
    phone.open("/nowhere")
    look(phone, "not-found")
