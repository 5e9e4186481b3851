"""What scripts add on a page of questions: it is saved while typed, questions come in place, digits choose."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Route, expect

from tests.journeys.conftest import NewPerson
from tests.journeys.person import Person
from tests.journeys.site import wait_until

pytestmark = pytest.mark.journey

SAVED = "入力内容を保存しました。"
SPOKEN = "#answers > [role=status]"


@pytest.fixture
def scripted(person: Person, scripts: bool) -> Person:
    """Somebody at a desk whose browser runs scripts."""
    if not scripts:
        pytest.skip("this is about scripts")
    return person


def says(person: Person, words: str) -> None:
    """Waits until the line of the page's state, and what is read out, begin with these words."""
    expect(person.page.locator(".saving")).to_contain_text(words)
    expect(person.page.locator(SPOKEN)).to_contain_text(words)


def kept_there(person: Person, field: str, path: str = "/sections/company") -> str:
    """What stands in a field in a second window."""
    second = person.context.new_page()
    second.goto(person.url + path)
    value = second.locator(field).input_value()
    second.close()
    return value


# --- saving while typing


def test_what_is_typed_is_saved_without_a_button(scripted: Person) -> None:
    scripted.start()
    scripted.page.locator("#q-company_name").press_sequentially("株式会社自動")
    expect(scripted.page.locator(".saving")).to_have_text("入力中です（自動で保存します）")
    assert scripted.page.locator(SPOKEN).inner_text() == ""  # a key is nothing to speak of
    says(scripted, SAVED)
    assert kept_there(scripted, "#q-company_name") == "株式会社自動"
    scripted.page.locator("#q-company_name").press_sequentially("保存")
    says(scripted, "入力")
    expect(scripted.page.locator(".saving")).to_have_text(SAVED)
    scripted.go_on()  # it has not become another window to itself
    scripted.page.wait_for_url("**/sections/team")
    assert kept_there(scripted, "#q-company_name") == "株式会社自動保存"


def test_leaving_in_the_middle_of_a_word_keeps_it(scripted: Person) -> None:
    scripted.start()
    scripted.page.locator("#q-company_name").fill("株式会社途")
    scripted.open("/privacy")
    wait_until(lambda: kept_there(scripted, "#q-company_name") == "株式会社途", 10, lambda: "it was not saved")


def test_a_mistake_is_told_at_its_field_once_it_is_left_and_goes_when_mended(scripted: Person) -> None:
    scripted.start()
    field = scripted.page.locator("#q-employees")
    field.fill("たくさん")
    says(scripted, "保存しました。ただし、1問")
    assert scripted.page.locator("#e-employees").count() == 0
    scripted.press("Tab")
    expect(scripted.page.locator("#e-employees")).to_contain_text("整数として読み取れません")
    assert field.get_attribute("aria-invalid") == "true"
    assert "e-employees" in (field.get_attribute("aria-describedby") or "")
    field.fill("約1,200")
    says(scripted, SAVED)
    expect(scripted.page.locator("#e-employees")).to_have_count(0)
    expect(scripted.page.locator("#r-employees")).to_have_text("1,200名と読みました。")
    assert kept_there(scripted, "#q-employees") == "1200"


def test_an_answer_changed_in_another_window_is_left_to_the_button(scripted: Person) -> None:
    scripted.expected_statuses = {409}
    scripted.start()
    second = scripted.context.new_page()
    second.goto(scripted.url + "/sections/company")
    second.locator("#q-employees").fill("190")
    expect(second.locator(".saving")).to_have_text(SAVED)
    scripted.page.locator("#q-employees").fill("200")
    says(scripted, "別の画面で先に変更された回答が1問あり")
    assert kept_there(scripted, "#q-employees") == "190"
    scripted.go_on()
    expect(scripted.page.locator("#contests")).to_contain_text("200名")
    assert scripted.page.locator("#q-employees").input_value() == "200"
    # Deciding is for the button alone: typing elsewhere on this page decides nothing.
    with scripted.page.expect_navigation():
        scripted.page.locator("#q-employees").press("Enter")
    assert kept_there(scripted, "#q-employees") == "200"


def test_without_a_network_nothing_is_lost(scripted: Person) -> None:
    scripted.start()
    page, context = scripted.page, scripted.context
    context.set_offline(True)
    page.locator("#q-company_name").fill("株式会社圏外")
    says(scripted, "自動で保存できませんでした")
    page.locator("button[name=_go][value=next]").click()
    says(scripted, "サイトにつながらない")
    assert page.locator("#q-company_name").input_value() == "株式会社圏外"
    context.set_offline(False)
    expect(page.locator(".saving")).to_have_text(SAVED)
    assert kept_there(scripted, "#q-company_name") == "株式会社圏外"
    scripted.go_on()
    page.wait_for_url("**/sections/team")


def test_an_answer_that_gets_lost_on_the_way_back_makes_no_second_window(scripted: Person) -> None:
    scripted.start()
    page = scripted.page

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/autosave", lose)
    page.locator("#q-employees").fill("18")
    says(scripted, "自動で保存できませんでした")
    page.locator("#q-employees").fill("180")
    scripted.go_on()
    page.wait_for_url("**/sections/team")
    assert kept_there(scripted, "#q-employees") == "180"


def test_what_arrives_only_after_one_has_come_back_is_no_second_window(scripted: Person) -> None:
    scripted.start()
    page = scripted.page
    before = page.locator("[name=_seen]").get_attribute("value")
    page.locator("#q-employees").fill("320")
    page.get_by_role("link", name="用語集").click()
    page.wait_for_url("**/glossary")
    page.go_back()
    wait_until(lambda: kept_there(scripted, "#q-employees") == "320", 10, lambda: "320 never arrived")
    # The page as it is drawn where what was sent on leaving is still under way.
    page.evaluate("before => { document.querySelector('[name=_seen]').value = before; }", before)
    page.locator("#q-employees").fill("330")
    scripted.go_on()
    page.wait_for_url("**/sections/team")
    assert kept_there(scripted, "#q-employees") == "330"


def test_where_the_script_is_blocked_the_page_works_as_ever(scripted: Person) -> None:
    block_script(scripted.context)
    scripted.start()
    assert scripted.page.locator(".saving").count() == 0
    scripted.page.locator("#q-company_name").fill("株式会社遮断")
    scripted.page.locator("#q-employees").fill("180")
    scripted.press("Enter")
    scripted.page.wait_for_url("**/sections/team")
    assert kept_there(scripted, "#q-company_name") == "株式会社遮断"


def block_script(context: BrowserContext) -> None:
    """As a filter does."""
    context.route("**/app.js*", lambda route: route.fulfill(status=200, content_type="text/javascript", body=""))


# --- questions that come and go


def test_questions_come_and_go_in_place(scripted: Person) -> None:
    scripted.start()
    scripted.open("/sections/team")
    page = scripted.page
    field = page.locator("#q-marketing_headcount")
    field.fill("6")
    says(scripted, "質問が4問加わりました")
    assert page.locator("#question-dedicated_headcount .ask").inner_text().startswith("マーケティング担当者6名のうち")
    ids = [question.id for question in scripted.asked()]
    assert ids.index("dedicated_headcount") == ids.index("marketing_headcount") + 1
    assert scripted.focused == "q-marketing_headcount"
    scripted.shot("come")
    page.locator("#q-dedicated_headcount").fill("2")
    field.fill("8")
    expect(page.locator("#question-dedicated_headcount .ask")).to_contain_text("担当者8名のうち")
    assert page.locator("#q-dedicated_headcount").input_value() == "2"
    field.fill("0")
    says(scripted, "4問外しました")
    assert page.locator("#question-dedicated_headcount").count() == 0
    field.fill("6")
    says(scripted, "質問が4問加わりました")
    assert page.locator("#q-dedicated_headcount").input_value() == "2"  # nothing was lost
    scripted.go_on()
    assert scripted.path != "/sections/team"


# --- counts and keys


def test_the_characters_left_are_counted(scripted: Person) -> None:
    scripted.start()
    field, count = scripted.page.locator("#q-company_name"), scripted.page.locator("#c-company_name")
    expect(count).to_have_text("あと100文字入力できます")
    field.fill("髙𠮷😀")
    expect(count).to_have_text("あと97文字入力できます")
    field.fill("あ" * 85)
    expect(count).to_have_text("あと15文字入力できます")
    expect(scripted.page.locator(SPOKEN)).to_have_text("あと15文字入力できます")
    field.fill("あ" * 103)
    expect(count).to_have_text("3文字多すぎます")
    assert "c-company_name" in (field.get_attribute("aria-describedby") or "")
    scripted.shot("over")
    says(scripted, "保存しました。ただし、1問")


def test_english_words_go_with_their_numbers(scripted: Person) -> None:
    scripted.start()
    with scripted.page.expect_navigation():
        scripted.page.get_by_role("button", name="English").click()
    field, count = scripted.page.locator("#q-company_name"), scripted.page.locator("#c-company_name")
    for length, words in ((100, "0 characters left"), (99, "1 character left"), (101, "1 character over the limit")):
        field.fill("x" * length)
        expect(count).to_have_text(words)
    scripted.page.locator("#q-employees").fill("about 1")
    expect(scripted.page.locator("#r-employees")).to_have_text("Read as 1 person.")
    expect(scripted.page.locator(SPOKEN)).to_contain_text("1 entry cannot be used as an answer yet")


def test_digits_choose_options_only_inside_their_list(scripted: Person) -> None:
    scripted.start()
    page = scripted.page
    scripted.tab_to("#q-company_name")
    page.keyboard.type("123")
    assert page.locator("#q-company_name").input_value() == "123"
    assert page.locator("input:checked").count() == 0
    scripted.tab_to("[name=industry]")
    scripted.press("3")
    assert page.locator("[name=industry]").nth(2).is_checked()
    scripted.shot("keys")
    scripted.press("1")
    assert page.locator("[name=industry]").nth(0).is_checked()
    scripted.press("Control+2", "9")
    assert page.locator("[name=industry]").nth(0).is_checked()
    scripted.tab_to("#q-employees")
    scripted.press("2")
    assert page.locator("#q-employees").input_value() == "2"
    assert page.locator("[name=industry]").nth(0).is_checked()


def test_digits_tick_and_untick_boxes(scripted: Person) -> None:
    scripted.start()
    scripted.open("/sections/tasks")
    box = scripted.page.locator("input[type=checkbox]").first
    box.focus()
    scripted.press("2")
    second = scripted.page.locator(f"[name={box.get_attribute('name')}]").nth(1)
    assert second.is_checked()
    assert scripted.focused == second.get_attribute("id")
    scripted.press("2")
    assert not second.is_checked()


# --- the line of state


def test_the_line_of_state_hides_nothing_on_a_phone(new_person: NewPerson, scripts: bool) -> None:
    if not scripts:
        pytest.skip("there is no such line")
    phone = new_person(360)
    phone.start()
    phone.page.locator("#q-company_name").fill("あ" * 95)
    says(phone, SAVED)
    assert phone.sideways() == []
    phone.shot("phone")
    for _ in range(12):
        phone.press("Tab")
        covered = phone.page.evaluate("""() => {
            const line = document.querySelector(".saving").getBoundingClientRect();
            const here = document.activeElement.getBoundingClientRect();
            return here.bottom > line.top + 1 && here.top < line.bottom;
        }""")
        assert not covered, phone.focused
