"""From the start page through every section to the result and the PDF, with a worked case."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from app.domain.document import document
from app.domain.expectations import differences
from app.store.sql_store import open_store
from tests.journeys.person import MOST_PAGES, Person
from tests.journeys.site import Site
from tests.support import Json, load_case, shipped_pack, shipped_program, shipped_questionnaire

pytestmark = pytest.mark.journey

CASE = load_case("one-marketer-manufacturer")
FIRST_ACTIONS = 3


def walk(person: Person) -> list[str]:
    """Answers every section as it comes, to the review; gives the addresses of the pages on the way."""
    person.start()
    pages: list[str] = []
    while person.path != "/review":
        assert len(pages) < MOST_PAGES, pages
        pages.append(person.path)
        person.answer_page(CASE["answers"])
        person.shot(f"section-{len(pages)}-{person.path.rpartition('/')[2]}")
        person.go_on()
    return pages


def stored_outcome(site: Site, diagnosis_id: str) -> Json:
    """The outcome in the database file."""
    store = open_store(f"sqlite:///{site.data_dir / 'shikumi.db'}")
    try:
        with store.reading() as work:
            stored = work.diagnoses.get(diagnosis_id)
    finally:
        store.close()
    assert stored
    outcome = document(stored.diagnosis, shipped_pack(), "ja")["outcome"]
    assert isinstance(outcome, dict)
    return outcome


def title_of(action: str) -> str:
    """The words of an action."""
    return next(each.title for each in shipped_program().pack.actions if each.id == action).say("ja")


def test_a_manufacturer_walks_from_the_start_page_to_the_pdf(person: Person, site: Site) -> None:
    person.open("/")
    person.shot("start")
    pages = walk(person)
    assert list(dict.fromkeys(pages)) == [f"/sections/{each.id}" for each in shipped_questionnaire().sections]
    review_shows_the_answers(person)
    person.click("この内容で診断する")
    person.page.wait_for_url("**/results/*")
    person.shot("result")
    result_leads_with_what_matters(person)
    reasons_open(person)
    tables_are_whole(person)
    assert differences(CASE["expected"], stored_outcome(site, person.path.rpartition("/")[2])) == []
    pdf_names_the_company(person)


def review_shows_the_answers(person: Person) -> None:
    for summary in person.page.locator("details.answers > summary").all():
        summary.click()
    person.shot("review")
    shown = person.page.locator("main").inner_text()
    assert CASE["answers"]["company_name"] in shown
    assert "45" in shown
    assert "未回答" not in shown


def result_leads_with_what_matters(person: Person) -> None:
    page = person.page
    assert page.locator("#model").inner_text().split() == ["組織モデル", "小規模モデル"]
    assert "検証期" in page.locator("#phase").inner_text()
    first = [heading.inner_text() for heading in page.locator("section.first h3").all()]
    assert first == [title_of(action["id"]) for action in CASE["expected"]["actions"][:FIRST_ACTIONS]]
    assert page.locator("h1").inner_text().startswith(CASE["answers"]["company_name"])


def reasons_open(person: Person) -> None:
    """The first reason of every part of the page opens by a click, and closes again."""
    for part in person.page.locator("main h2, main h3").all():
        reason = part.locator("xpath=following::details[contains(@class, 'reason')][1]")
        if reason.count() == 0 or reason.get_attribute("open") is not None:
            continue
        inside = reason.locator("p").first
        assert not inside.is_visible()
        reason.locator("summary").click()
        assert inside.is_visible()
        assert inside.inner_text().strip()
    opened = person.page.locator("details.reason[open]").count()
    assert opened >= len(CASE["expected"]["findings"])
    person.shot("result-with-reasons")
    person.page.locator("details.reason[open] > summary").first.click()
    assert person.page.locator("details.reason[open]").count() == opened - 1


def tables_are_whole(person: Person) -> None:
    table = person.page.locator("table.sourcing")
    assert table.locator("thead th").count() == 6
    assert table.locator("tr.task").count() == len(CASE["expected"]["sourcing"])
    for cell in table.locator("tr.task > *").all():
        assert cell.inner_text().strip()


def pdf_names_the_company(person: Person) -> None:
    with person.page.expect_download() as download:
        person.page.get_by_role("link", name="報告書（PDF）をダウンロードする").first.click()
    path = download.value.path()
    assert download.value.suggested_filename.endswith(".pdf")
    content = path.read_bytes()
    assert content.startswith(b"%PDF")
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    assert CASE["answers"]["company_name"] in text.replace("\n", "")
