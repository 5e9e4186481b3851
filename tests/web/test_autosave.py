"""The script of a page of questions saves while somebody types; what it is told lets it keep the page up to date."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import create_app
from app.config import Settings
from app.domain.answers import read_given
from app.store.migrate import upgrade
from tests.web.pages import Page
from tests.web.visitor import Visitor

COMPANY, TEAM = "/sections/company", "/sections/team"

Told = dict[str, object]
Form = Mapping[str, object]


def form_of(visitor: Visitor, address: str) -> dict[str, object]:
    """What a browser would post from that page."""
    return dict(visitor.get(address).fields(address))


def autosave(visitor: Visitor, address: str, form: Form, status: int = 200) -> Told:
    """Posts as the script does, and gives what it is told."""
    answer = visitor.send(f"{address}/autosave", form)
    assert answer.status_code == status, answer.text
    assert answer.json is not None
    return dict(answer.json)


@pytest.fixture
def form(visitor: Visitor) -> dict[str, object]:
    """The first page, still empty."""
    visitor.start()
    return form_of(visitor, COMPANY)


def test_what_was_typed_is_kept_and_how_it_was_read_is_told(visitor: Visitor, form: Form) -> None:
    told = autosave(visitor, COMPANY, {**form, "employees": "約1,200", "industry": "trading"})
    assert told["saved"] is True
    assert told["problems"] == {}
    assert told["read"] == {"employees": "1,200名と読みました。"}
    assert visitor.response.answers == {"employees": 1200, "industry": "trading"}


def test_what_is_wrong_is_told_in_words_and_the_rest_is_kept(visitor: Visitor, form: Form) -> None:
    told = autosave(visitor, COMPANY, {**form, "employees": "たくさん", "industry": "x", "company_name": "みほん"})
    problems = told["problems"]
    assert told["saved"] is False
    assert isinstance(problems, dict)
    assert set(problems) == {"employees", "industry"}
    assert problems["employees"].startswith("整数として読み取れません")
    assert visitor.response.answers == {"company_name": "みほん"}
    assert visitor.get(COMPANY).one("input", name="employees")["value"] == "たくさん"
    told = autosave(visitor, COMPANY, {**form, "_seen": told["seen"], "employees": "180"})
    assert (told["saved"], visitor.response.answers, visitor.response.drafts) == (True, {"employees": 180}, {})


def test_what_a_page_that_lost_an_answer_typed_and_nobody_can_read_does_not_contest_the_next(
    visitor: Visitor, form: Form
) -> None:
    lost = {**form, "employees": "18O"}
    autosave(visitor, COMPANY, lost)
    told = autosave(visitor, COMPANY, {**form, "employees": "180", "_sent": without_marks(lost)})
    assert (told["contested"], visitor.response.answers) == ([], {"employees": 180})


def test_a_question_that_comes_up_with_something_to_mend_says_so(visitor: Visitor) -> None:
    visitor.start()
    visitor.parts.respond.save(visitor.cookie, {}, typed={"dedicated_headcount": ["数名"]})
    told = autosave(visitor, TEAM, {**form_of(visitor, TEAM), "marketing_headcount": "6"})
    assert set(told["problems"]) == {"dedicated_headcount"}  # type: ignore[call-overload]
    assert visitor.get(TEAM).complaint("dedicated_headcount") == told["problems"]["dedicated_headcount"]  # type: ignore[index]


def test_the_words_are_in_the_language_of_the_page(visitor: Visitor, form: Form) -> None:
    visitor.client.set_cookie("language", "en")
    told = autosave(visitor, COMPANY, {**form, "employees": "many"})
    problems = told["problems"]
    assert isinstance(problems, dict)
    assert problems["employees"].startswith("This cannot be read as a whole number")


def test_saving_again_with_the_marks_it_was_told_contests_nothing(visitor: Visitor, form: Form) -> None:
    for number in ("1", "18", "180", "", "180"):
        told = autosave(visitor, COMPANY, {**form, "employees": number})
        form = {**form, "_seen": told["seen"]}
    assert visitor.send(COMPANY, {**form, "employees": "190"}).status_code == 303
    assert visitor.response.answers == {"employees": 190}


def test_the_questions_asked_by_now_are_told_with_the_words_that_repeat_answers(visitor: Visitor) -> None:
    visitor.start()
    form = form_of(visitor, TEAM)
    assert "dedicated_headcount" not in form["_shown"]  # type: ignore[operator]
    told = autosave(visitor, TEAM, {**form, "marketing_headcount": "6"})
    assert told["asked"] == visitor.get(TEAM).asked()
    assert "dedicated_headcount" in told["asked"]  # type: ignore[operator]
    assert "6名のうち" in told["words"]["dedicated_headcount"]["ask"]  # type: ignore[index]
    told = autosave(visitor, TEAM, {**form, "_seen": told["seen"], "marketing_headcount": "0"})
    assert "dedicated_headcount" not in told["asked"]  # type: ignore[operator]


def test_what_is_asked_on_the_quick_path_is_what_its_page_asks(visitor: Visitor) -> None:
    address = "/quick/sections/team"
    visitor.start()
    told = autosave(visitor, address, {**form_of(visitor, address), "marketing_headcount": "6"})
    assert told["asked"] == visitor.get(address).asked()
    assert visitor.response.answers == {"marketing_headcount": 6}


# --- two windows


def test_a_contested_answer_is_not_overwritten_and_left_to_the_button(visitor: Visitor, form: Form) -> None:
    visitor.save("company", {"employees": "190"})
    typed = {**form, "employees": "200", "industry": "other"}
    for _ in range(2):  # however often it is tried
        told = autosave(visitor, COMPANY, typed, 409)
        assert told["contested"] == ["employees"]
        assert visitor.response.answers == {"employees": 190, "industry": "other"}
        typed["_seen"] = told["seen"]
    answer = visitor.send(COMPANY, typed)
    assert answer.status_code == 409
    (sides,) = Page(answer.text).all("dl", "sides")
    assert [side.text for side in sides.children] == ["いま保存されている回答190名", "この画面で入力した回答200名"]


def test_what_only_the_other_window_changed_stays_as_it_left_it(visitor: Visitor, form: Form) -> None:
    visitor.save("company", {"employees": "190"})
    for industry in ("trading", "other"):
        told = autosave(visitor, COMPANY, {**form, "industry": industry})
        form = {**form, "_seen": told["seen"]}
        assert told["saved"] is True
        assert visitor.response.answers == {"employees": 190, "industry": industry}


def without_marks(form: Form) -> str:
    """What the script remembers of a post."""
    return urlencode({name: value for name, value in form.items() if name not in ("_csrf", "_seen")}, doseq=True)


def test_a_post_whose_answer_was_lost_does_not_contest_the_next(visitor: Visitor, form: Form) -> None:
    lost = {**form, "employees": "18", "industry": "trading"}
    autosave(visitor, COMPANY, lost)
    told = autosave(visitor, COMPANY, {**form, "employees": "180", "_sent": without_marks(lost)})
    assert told["contested"] == []
    assert visitor.response.answers == {"employees": 180}  # the industry was taken back
    assert visitor.send(COMPANY, {**form, "_seen": told["seen"], "employees": "181"}).status_code == 303


def test_the_button_too_knows_what_the_script_has_sent(visitor: Visitor, form: Form) -> None:
    lost = {**form, "employees": "18"}
    autosave(visitor, COMPANY, lost)
    earlier = ["employees=17&_shown=employees", without_marks(lost)]
    assert visitor.send(COMPANY, {**form, "employees": "180", "_sent": earlier}).status_code == 303
    assert visitor.response.answers == {"employees": 180}


def test_what_another_window_saved_is_not_taken_for_what_the_script_has_sent(visitor: Visitor, form: Form) -> None:
    visitor.save("company", {"employees": "190"})
    sent = without_marks({**form, "employees": "18"})
    told = autosave(visitor, COMPANY, {**form, "employees": "180", "_sent": sent}, 409)
    assert told["contested"] == ["employees"]
    assert visitor.response.answers == {"employees": 190}


@pytest.mark.parametrize("sent", ["", "&&==", "employees", "a=1&" * 2000, "employees=%ff%00", "_shown=nothing"])
def test_a_memory_that_no_script_has_changes_nothing(visitor: Visitor, form: Form, sent: str) -> None:
    visitor.save("company", {"employees": "190"})
    autosave(visitor, COMPANY, {**form, "employees": "200", "_sent": [sent] * 5}, 409)
    assert visitor.response.answers == {"employees": 190}


ANY_TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)
PAIRS = st.lists(st.tuples(st.sampled_from(["employees", "industry", "_shown", "x"]), ANY_TEXT), max_size=5)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=PAIRS, sent=st.lists(PAIRS.map(urlencode) | ANY_TEXT, max_size=4), seen=ANY_TEXT)
def test_whatever_is_sent_is_answered_and_nothing_invalid_is_kept(
    visitor: Visitor, typed: list[tuple[str, str]], sent: list[str], seen: str
) -> None:
    visitor.start()
    form = {**form_of(visitor, COMPANY), **dict(typed), "_sent": sent, "_seen": f"employees:00000000 {seen}"}
    answer = visitor.send(f"{COMPANY}/autosave", form)
    assert answer.status_code in (200, 409)
    assert answer.json is not None
    assert read_given(visitor.parts.library.current.questionnaire, visitor.response.answers)[1] == []


# --- where it cannot be saved


def test_without_a_response_nothing_is_begun_and_the_button_keeps_what_was_typed(visitor: Visitor, form: Form) -> None:
    visitor.client.delete_cookie("shikumi")
    typed = {**form, "employees": "180"}
    assert autosave(visitor, COMPANY, typed, 404) == {"saved": False}
    assert visitor.client.get_cookie("shikumi") is None
    assert visitor.send(COMPANY, typed).status_code == 303
    assert visitor.response.answers == {"employees": 180}
    notices = [notice.text for notice in visitor.get(TEAM).all("p", "notice")]
    assert len(notices) == 1


def test_a_forged_post_changes_nothing(visitor: Visitor, form: Form) -> None:
    answer = visitor.send(f"{COMPANY}/autosave", {**form, "_csrf": "forged", "employees": "180"})
    assert answer.status_code == 400
    assert visitor.response.answers == {}


def test_anothers_answers_are_out_of_reach(new_visitor: Callable[[], Visitor]) -> None:
    one, other = new_visitor(), new_visitor()
    one.start()
    other.start()
    autosave(other, COMPANY, {**form_of(other, COMPANY), "employees": "180"})
    assert one.response.answers == {}


@pytest.mark.parametrize("path", ["/sections/nowhere/autosave", "/quick/sections/budget2/autosave"])
def test_a_section_there_is_not_is_not_found(visitor: Visitor, form: Form, path: str) -> None:
    assert visitor.send(path, {**form, "employees": "180"}).status_code == 404


def test_too_much_is_put_off_without_using_up_what_the_button_may_save(settings: Settings) -> None:
    upgrade(settings.database_url)
    visitor = Visitor(create_app(settings.model_copy(update={"limits": "autosaves=2, saves=1"})))
    visitor.start()
    form = form_of(visitor, COMPANY)
    for number in ("1", "2"):
        told = autosave(visitor, COMPANY, {**form, "employees": number})
        form["_seen"] = told["seen"]
    answer = visitor.send(f"{COMPANY}/autosave", {**form, "employees": "3"})
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) >= 1
    assert visitor.response.answers == {"employees": 2}
    assert visitor.send(COMPANY, {**form, "employees": "3"}).status_code == 303
    assert visitor.response.answers == {"employees": 3}


# --- what the script is given


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_page_brings_the_words_and_addresses_of_its_script(visitor: Visitor, form: Form, language: str) -> None:
    assert form
    visitor.client.set_cookie("language", language)
    for address in (COMPANY, "/quick/sections/company"):
        given = visitor.get(address).one("form", id="answers").attrs
        assert given["data-autosave"] == f"{address}/autosave"
        assert (
            given["data-saved"]
            == {"ja": "入力内容を保存しました。", "en": "What you entered has been saved."}[language]
        )
        assert "{count}" in given["data-left"]
    assert visitor.get(COMPANY).one(id="q-company_name")["data-most"] == "100"


def test_a_change_of_language_saves_what_was_typed_and_stays(visitor: Visitor, form: Form) -> None:
    page = visitor.get(COMPANY)
    (button,) = [each for each in page.one("header").children[-1].children if each["name"]]
    assert button["form"] == page.one("form", id="answers")["id"]
    answer = visitor.send(COMPANY, {**form, "employees": "180", button["name"]: button["value"]})
    page = visitor.get(answer.headers["Location"])
    assert page.one("html")["lang"] == "en"
    assert page.one(id="q-employees")["value"] == "180"
    answer = visitor.send(COMPANY, {**page.fields(COMPANY), "employees": "たくさん", "_language": "ja"})
    assert answer.status_code == 422
    page = Page(answer.text)
    assert page.one("html")["lang"] == "ja"
    assert page.one(id="q-employees")["value"] == "たくさん"


def test_enter_in_a_field_presses_the_main_button(visitor: Visitor, form: Form) -> None:
    """A browser presses the first button in the page that belongs to the form: one that says nothing but to save."""
    assert form
    for address in (COMPANY, f"{COMPANY}?change=employees"):
        page = visitor.get(address)
        answers = page.one("form", id="answers")
        belonging = [
            each for each in page.all("button") if each.inside("form") is answers or each["form"] == answers["id"]
        ]
        assert (belonging[0]["type"], belonging[0]["name"], belonging[0]["tabindex"]) == ("submit", "", "-1")
        assert belonging[0].text == "保存して次へ進む"
        assert visitor.send(answers["action"], {**page.fields(answers["action"]), "employees": "5"}).status_code == 303
