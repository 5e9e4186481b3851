"""Numbers are said back as they are read: by the script while they are typed, without one on the page that follows."""

from __future__ import annotations

import random

import pytest
from playwright.sync_api import Page, expect

from app.domain.amounts import in_manyen, read_back
from app.domain.wording import Wording
from app.packs.wording_files import load_wording
from app.web.numbers import NotANumber, parse_whole
from tests.journeys.person import Person
from tests.support import WORDING_DIR, shipped_questionnaire
from tests.web.test_numbers import PIECES, UNDERSTOOD, UNDERSTOOD_AS_MONEY, UNREADABLE, WIDE, spellings

pytestmark = pytest.mark.journey

TYPE_EACH = """([id, texts]) => texts.map((text) => {
    const field = document.getElementById(`q-${id}`);
    field.value = text;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    return (document.getElementById(`r-${id}`)?.textContent || "").trim();
})"""
BUDGET = "annual_budget_manyen"


def texts() -> list[str]:
    """Everything the tests of reading know, all spellings of some amounts, and pieces put together at random."""
    rng = random.Random(1)
    known = [typed for typed, _ in (*UNDERSTOOD, *UNDERSTOOD_AS_MONEY)] + list(UNREADABLE)
    known += ["5千", "500k", "1億2000", "1200円", "1.5", "12,345,678円", "5 man", "3億円", "1兆2億3万円", "0.1千万"]
    amounts = [0, 1, 99, 100, 1234, 9999, 10_000, 12_345, 125_000, 10**7, 10**8 + 1, *rng.choices(range(10**8), k=20)]
    spelt = [each for amount in amounts for each in spellings(amount)]
    pieced = ["".join(rng.choices(PIECES, k=rng.randint(1, 6))) for _ in range(400)]
    every = [*known, *spelt, *(each.translate(WIDE) for each in spelt), *pieced]
    return [each for each in every if each.isprintable()]  # a line of text holds nothing else


def expected(typed: str, id_: str, wording: Wording, language: str) -> str:
    """What the server says of it once it is saved."""
    unit = shipped_questionnaire().by_id[id_].unit
    assert unit
    try:
        number = parse_whole(typed, *unit.by_language.values())
    except NotANumber:
        return ""
    if number is None or not 0 <= number < 10**15 or (not in_manyen(unit) and typed.strip() == str(number)):
        return ""
    return wording.say("field.number.read", language, number=read_back(number, unit, wording, language))


def said(page: Page, id_: str, typed: list[str]) -> list[str]:
    """What the script says of each text as it is typed."""
    return list(page.evaluate(TYPE_EACH, [id_, typed]))


def test_the_script_says_every_number_back_as_the_server_reads_it(person: Person, scripts: bool) -> None:
    if not scripts:
        pytest.skip("this is about the script")
    wording, typed = load_wording(WORDING_DIR), texts()
    person.start()
    for language in ("ja", "en"):
        person.context.add_cookies([{"name": "language", "value": language, "url": person.url}])
        for section, id_ in (("budget", BUDGET), ("company", "employees")):
            person.open(f"/sections/{section}")
            wanted = {each: expected(each, id_, wording, language) for each in typed}
            found = dict(zip(typed, said(person.page, id_, typed), strict=True))
            assert {each: (found[each], wanted[each]) for each in typed if found[each] != wanted[each]} == {}
            assert len(set(found.values())) > 30


def test_an_amount_is_said_back_before_it_is_saved_or_where_one_goes_on_to(person: Person, scripts: bool) -> None:
    person.start()
    person.open("/sections/budget")
    page = person.page
    page.locator(f"#q-{BUDGET}").fill("１，２００万")
    if scripts:
        expect(page.locator(f"#r-{BUDGET}")).to_have_text("1,200万円（12,000,000円）と読みました。")
        assert person.path == "/sections/budget"
    page.locator("button[name=_go][value=list]").click()
    page.wait_for_url("**/review**")
    notice = page.locator("#readings")
    assert notice.count() == (0 if scripts else 1)
    if not scripts:
        page.locator("section.notice a").click()
        page.wait_for_url(f"**/sections/budget?change={BUDGET}#question-{BUDGET}")
        person.open("/review")
    expect(page.locator(f"#answer-{BUDGET}")).to_contain_text("1,200万円（12,000,000円）")
