"""Every page for what goes wrong, by a request that does: in both languages, with a way on and no word from inside."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask, abort
from werkzeug.test import TestResponse

from app.config import Settings
from app.domain.errors import Problem
from app.domain.ports import DatabaseUnavailable
from app.web.access import ACCESS, Access
from app.web.limits import EXTENSION
from tests.web.pages import Page, faults
from tests.web.visitor import Visitor

TITLES = {
    400: ("送られた内容を読み取れませんでした", "What was sent could not be read"),
    403: ("このページは表示できません", "This page cannot be shown"),
    404: ("ページが見つかりません", "Page not found"),
    405: ("この開き方はできません", "This page cannot be opened this way"),
    409: ("ほかの操作と重なりました", "This clashed with another action"),
    410: ("このページはもうありません", "This page is no longer there"),
    413: ("送られた内容が大きすぎます", "Too much was sent at once"),
    429: ("アクセスが集中したため、少しお待ちください", "Too many requests: please wait a little"),
    500: ("不具合が起きました", "Something went wrong"),
    503: ("いまは利用できません", "Not available right now"),
}
INSIDES = ("Traceback", "werkzeug", "Error:", "sqlite", "SELECT", "/app/", ".py", "s3cret", "web.error")
DOWN = DatabaseUnavailable([Problem("database-unavailable", "sqlite:////app/s3cret.db", {"detail": "s3cret"})])
TOO_LARGE = {"company_name": "あ" * 200_000}


class Broken(Exception):
    """Something nobody thought of."""


@pytest.fixture
def app(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The site with routes that go wrong, as it answers outside tests."""
    monkeypatch.setitem(ACCESS, "trouble", Access.ANYONE)
    monkeypatch.setitem(ACCESS, "broken", Access.ANYONE)
    monkeypatch.setitem(ACCESS, "database", Access.ANYONE)
    app.add_url_rule("/trouble/<int:code>", "trouble", abort)
    app.add_url_rule("/broken", "broken", fail_with(Broken("s3cret")), methods=["GET", "POST"])
    app.add_url_rule("/database", "database", fail_with(DOWN))
    app.add_url_rule("/no-row", "no-row", lambda: "s3cret")
    app.testing = False
    return app


def fail_with(error: Exception) -> Callable[..., str]:
    def view(*_: object) -> str:
        raise error

    return view


def go_wrong(visitor: Visitor, code: int, language: str) -> TestResponse:
    """A request that gives that status."""
    client, headers = visitor.client, {"Accept-Language": language}
    if code == 400:
        return client.post("/sections/company", data=b"--x\r\nbroken", content_type="text/plain", headers=headers)
    if code == 413:
        return client.post("/sections/company", data=TOO_LARGE, headers=headers)
    if code == 429:
        return throttled(visitor, headers)
    paths = {403: "/no-row", 404: "/nowhere", 405: "/submit", 500: "/broken", 503: "/database"}
    return client.get(paths.get(code, f"/trouble/{code}"), headers=headers)


def throttled(visitor: Visitor, headers: dict[str, str]) -> TestResponse:
    data = {"_csrf": visitor.token()}
    while True:
        answer = visitor.client.post("/start", data=data, headers=headers)
        if answer.status_code != 303:
            return answer


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("code", sorted(TITLES))
def test_the_page_names_the_error_and_leads_on(visitor: Visitor, code: int, language: str) -> None:
    answer = go_wrong(visitor, code, language)
    assert answer.status_code == code
    page = Page(answer.text)
    title = TITLES[code][language == "en"]
    assert page.one("html")["lang"] == language
    assert page.one("h1").text == title
    assert page.title == f"{title}{'｜' if language == 'ja' else ' | '}Shikumi"
    assert page.all("a", "button")[-1]["href"] == "/"
    assert str(code) in page.text
    assert faults(page) == []
    assert [inside for inside in INSIDES if inside in answer.text] == []
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_a_form_that_cannot_be_read_leads_back_to_its_page(visitor: Visitor) -> None:
    page = Page(go_wrong(visitor, 400, "ja").text)
    assert [link["href"] for link in page.all("a", "button")] == ["/sections/company", "/"]


def test_too_large_says_how_large(visitor: Visitor) -> None:
    page = Page(go_wrong(visitor, 413, "ja").text)
    assert "256KB（日本語でおよそ29,000文字）まで" in page.text
    page = Page(go_wrong(visitor, 413, "en").text)
    assert "up to 256 KB, or about 29,000 Japanese characters" in page.text


@pytest.mark.parametrize(("language", "words"), [("ja", "手元に控えてから"), ("en", "keep a copy")])
def test_too_large_says_that_what_was_typed_may_be_gone(visitor: Visitor, language: str, words: str) -> None:
    assert words in Page(go_wrong(visitor, 413, language).text).text


@pytest.mark.parametrize(("path", "method"), [("/", "POST"), ("/nowhere", "POST"), ("/submit", "POST"), ("/", "PUT")])
def test_too_large_is_told_before_anything_else(visitor: Visitor, path: str, method: str) -> None:
    assert visitor.client.open(path, method=method, data=TOO_LARGE).status_code == 413


def test_what_is_put_off_says_until_when(visitor: Visitor) -> None:
    answer = throttled(visitor, {})
    assert int(answer.headers["Retry-After"]) > 0
    assert "Retry-After" in go_wrong(visitor, 503, "ja").headers


def test_a_method_that_is_not_meant_says_which_are(visitor: Visitor) -> None:
    assert "POST" in go_wrong(visitor, 405, "ja").headers["Allow"]


def test_a_fault_while_saving_keeps_what_was_typed(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    visitor.start()
    monkeypatch.setattr("app.services.respond.Respond.save", fail_with(Broken("s3cret")))
    answer = visitor.fill("company", {"employees": "約180", "company_name": "株式会社みほん"})
    page = Page(answer.text)
    assert answer.status_code == 500
    assert "まだ保存できていません" in page.text
    assert page.one("input", name="employees")["value"] == "約180"
    assert page.one("input", name="company_name")["value"] == "株式会社みほん"
    assert "s3cret" not in answer.text


def test_a_fault_in_the_page_of_questions_itself_still_has_a_page(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor.start()
    fields = visitor.get("/sections/company").fields("/sections/company")
    monkeypatch.setattr("app.web.forms.SectionForm.fill", fail_with(Broken("s3cret")))
    answer = visitor.send("/sections/company", fields)
    assert answer.status_code == 500
    assert Page(answer.text).one("h1").text == TITLES[500][0]


@pytest.mark.parametrize("path", ["/start", "/submit", "/sections/company", "/sections/nowhere", "/quick/sections/x"])
def test_a_forged_post_has_a_page_wherever_it_goes(visitor: Visitor, path: str) -> None:
    visitor.start()
    answer = visitor.send(path, {"employees": "180"})
    assert answer.status_code == 400
    assert faults(Page(answer.text)) == []


# --- when even the page for the error fails


def break_database(settings: Settings) -> None:
    for path in settings.data_dir.glob("web.db*"):
        path.unlink()
    (settings.data_dir / "web.db").write_bytes(b"no database at all" * 100)


@pytest.mark.parametrize("code", [403, 404, 405, 410, 413, 500, 503])
def test_pages_for_errors_do_without_the_database(visitor: Visitor, settings: Settings, code: int) -> None:
    visitor.start()
    break_database(settings)
    answer = go_wrong(visitor, code, "ja")
    assert answer.status_code == code
    assert Page(answer.text).one("h1").text == TITLES[code][0]


def test_a_forged_start_without_the_database_is_told_as_such(visitor: Visitor, settings: Settings) -> None:
    visitor.start()
    break_database(settings)
    for path in ("/start", "/submit", "/sections/company"):
        assert visitor.send(path, {"_csrf": "forged"}).status_code in (400, 503)


@pytest.mark.parametrize("code", sorted(TITLES))
def test_a_page_that_fails_itself_gives_way_to_a_bare_one(visitor: Visitor, code: int) -> None:
    """As where something on every page asks the database, which is down."""
    visitor.app.context_processor(fail_with(DOWN))
    answer = go_wrong_without_pages(visitor, code)
    assert answer.status_code == code
    page = Page(answer.text)
    assert page.title == " / ".join(TITLES[code])
    assert [link["href"] for link in page.all("a")] == ["/", "/"]
    assert [link["lang"] for link in page.all("a")] == ["ja", "en"]
    assert faults(page) == []
    assert [inside for inside in INSIDES if inside in answer.text] == []
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")


def go_wrong_without_pages(visitor: Visitor, code: int) -> TestResponse:
    if code != 429:
        return go_wrong(visitor, code, "ja")
    visitor.app.config["WTF_CSRF_ENABLED"] = False
    limiter = visitor.app.extensions[EXTENSION]
    assert limiter.enabled
    while True:
        answer = visitor.client.post("/language")
        if answer.status_code == 429:
            return answer


def test_a_host_no_address_can_be_made_for_has_a_page(visitor: Visitor) -> None:
    answer = visitor.client.get("/nowhere", headers={"Host": "x" * 300})
    assert answer.status_code < 500
    assert "/" in [link["href"] for link in Page(answer.text).all("a")]
