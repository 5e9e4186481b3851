"""From the start page through every section to the result and the PDF, with a worked case."""

from __future__ import annotations

import io

import openpyxl
import pytest
from pypdf import PdfReader

from app.domain.document import document
from app.domain.expectations import differences
from app.store.sql_store import open_store
from app.web.result_places import PARTS
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
    person.page.wait_for_url("**/results/*/receipt")
    person.shot("receipt")
    person.page.get_by_role("link", name="診断結果を見る").click()
    person.page.wait_for_url("**/results/*")
    person.shot("result")
    result_leads_with_what_matters(person)
    reasons_open(person)
    parts_are_reached(person)
    tables_are_whole(person)
    assert differences(CASE["expected"], stored_outcome(site, person.path.rpartition("/")[2])) == []
    pdf_names_the_company(person)
    workbook_holds_the_answers(person)


def review_shows_the_answers(person: Person) -> None:
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
    """On the result and on every part of it that gives reasons, each opens by a click, and closes again."""
    result = person.path
    for part, count in (("", 2), ("/findings", len(CASE["expected"]["findings"])), ("/organisation", 4)):
        person.open(result + part)
        reasons = person.page.locator("details.reason").all()
        assert len(reasons) == count
        for reason in reasons:
            inside = reason.locator("p").first
            assert not inside.is_visible()
            reason.locator("summary").click()
            assert inside.is_visible()
            assert inside.inner_text().strip()
        person.shot(f"reasons{part.replace('/', '-')}")
        reasons[0].locator("summary").click()
        assert person.page.locator("details.reason[open]").count() == count - 1
    person.open(result)


def parts_are_reached(person: Person) -> None:
    """From the result to every part, along the parts, and back."""
    result = person.path
    person.page.locator(".part .onward a").first.click()
    titles = [person.page.locator("h1").inner_text()]
    while person.page.locator(".pager .after").count():
        person.page.locator(".pager .after").click()
        titles.append(person.page.locator("h1").inner_text())
    assert len(set(titles)) == len(PARTS)
    person.page.locator(".crumbs a").first.click()
    assert person.path == result


def tables_are_whole(person: Person) -> None:
    result = person.path
    person.open(f"{result}/sourcing")
    table = person.page.locator("table.sourcing")
    assert table.locator("thead th").count() == 6
    assert table.locator("tr.task").count() == len(CASE["expected"]["sourcing"])
    for cell in table.locator("tr.task > *").all():
        assert cell.inner_text().strip()
    person.open(result)


def pdf_names_the_company(person: Person) -> None:
    with person.page.expect_download() as download:
        person.page.get_by_role("link", name="報告書（PDF）をダウンロードする").first.click()
    path = download.value.path()
    assert download.value.suggested_filename.endswith(".pdf")
    content = path.read_bytes()
    assert content.startswith(b"%PDF")
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    assert CASE["answers"]["company_name"] in text.replace("\n", "")


def workbook_holds_the_answers(person: Person) -> None:
    with person.page.expect_download() as download:
        person.page.get_by_role("link", name="実行シート（Excel）をダウンロードする").first.click()
    assert download.value.suggested_filename.startswith("マーケティング体制の実行シート-")
    book = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))
    answers = {cell.value for row in book["回答"].iter_rows() for cell in row}
    assert CASE["answers"]["company_name"] in answers
