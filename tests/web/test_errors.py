"""What goes wrong is told on a page, with a way on, and takes nothing typed along."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.config import Settings
from app.domain.ports import EditionMissing, StaleResponse
from app.web.errors import render_error
from tests.web.pages import Page, faults
from tests.web.visitor import Visitor


@pytest.fixture
def broken(visitor: Visitor, settings: Settings) -> Visitor:
    """A visitor who began to answer before the database broke."""
    visitor.answer_required()
    visitor.get("/sections/budget")
    for path in settings.data_dir.glob("web.db*"):
        path.unlink()
    Path(settings.data_dir / "web.db").write_bytes(b"no database at all" * 100)
    return visitor


def test_without_the_database_pages_say_so(broken: Visitor) -> None:
    for address in ("/", "/sections/company", "/review", "/results/x", "/healthz"):
        page = broken.get(address, 503)
        assert page.one("h1").text == "いまは利用できません"
        assert "Retry-After" in broken.last.headers
        assert faults(page) == []


def test_without_the_database_nothing_typed_is_lost(visitor: Visitor, settings: Settings) -> None:
    visitor.answer_required()
    address = "/sections/company"
    fields = visitor.get(address).fields(address) | {"company_name": "株式会社みほん", "employees": "約200"}
    kept = {path: path.read_bytes() for path in settings.data_dir.glob("web.db*")}
    for path in kept:
        path.unlink()
    (settings.data_dir / "web.db").write_bytes(b"no database at all" * 100)
    answer = visitor.send(address, fields)
    page = Page(answer.text)
    assert answer.status_code == 503
    assert "まだ保存できていません" in page.text
    assert "ほかの質問の回答は保存しました" not in page.text
    assert page.one("input", name="company_name")["value"] == "株式会社みほん"
    assert page.one("input", name="employees")["value"] == "約200"
    assert faults(page) == []
    for path, content in kept.items():
        path.write_bytes(content)
    assert visitor.send(address, page.fields(address) | {"employees": "200"}).status_code == 303
    assert visitor.response.answers["company_name"] == "株式会社みほん"


def test_a_save_that_comes_too_late_keeps_what_was_typed(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    visitor.start()
    with monkeypatch.context() as patch:
        patch.setattr("app.services.respond.Respond.save", _raise(StaleResponse("r1")))
        answer = visitor.fill("company", {"employees": "180"})
    page = Page(answer.text)
    assert answer.status_code == 409
    assert "別の画面での保存と重なったため" in page.text
    assert page.one("input", name="employees")["value"] == "180"


def test_what_nobody_thought_of_gets_a_page_too(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    visitor.answer_required()
    address = visitor.submit()
    visitor.app.testing = False
    monkeypatch.setattr("app.library.PackLibrary.definitions", _raise(EditionMissing("x")))
    page = visitor.get(address, 500)
    assert page.one("h1").text == "不具合が起きました"
    assert "EditionMissing" not in page.text


@pytest.mark.parametrize("code", [418, 502, 599])
def test_a_status_without_words_of_its_own_has_a_page_and_a_way_on(visitor: Visitor, code: int) -> None:
    with visitor.app.test_request_context("/"):
        html, status = render_error(code)
    page = Page(html)
    assert status == code
    assert faults(page) == []
    assert page.one("a", "button")["href"] == "/"


def test_health(visitor: Visitor) -> None:
    answer = visitor.client.get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})


def _raise(error: Exception) -> Callable[..., None]:
    def stand_in(*_: object, **__: object) -> None:
        raise error

    return stand_in
