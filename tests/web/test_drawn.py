"""A question drawn before looks as it would if it were drawn anew, and shows nobody else's answers."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest
from flask import Flask
from itsdangerous import TimestampSigner

from app import create_app
from app.config import Settings
from app.store.migrate import upgrade
from tests.support import load_case
from tests.web.diagnosed import diagnosed
from tests.web.visitor import Visitor

PATHS = ("/sections/tasks", "/sections/operation", "/sections/team?new=budget_holder", "/quick/sections/checklist")
CASES = ("one-marketer-manufacturer", "only-the-four", "says-two-things")


def pages(app: Flask) -> list[str]:
    """Every page for every case and language, without what is somebody's own."""
    found = []
    for case in CASES:
        for language in ("ja", "en"):
            visitor, _ = diagnosed(app, load_case(case)["answers"], language)
            for path in PATHS:
                text = visitor.get(path).one("main").text
                checked = [e["id"] for e in visitor.get(path).all("input") if "checked" in e.attrs]
                found.append(f"{path} {text} {checked}")
    return found


def test_a_page_is_the_same_however_often_and_for_whomever_it_was_drawn(app: Flask, settings: Settings) -> None:
    first, again = pages(app), pages(app)
    assert again == first
    upgrade(settings.database_url)
    assert pages(create_app(settings)) == first
    assert len(set(first)) > len(first) / 2


@pytest.mark.parametrize("path", ["/sections/tasks", "/sections/company", "/quick/sections/team"])
def test_a_page_put_into_a_frame_is_the_page_drawn_whole_and_carries_ones_own_token(
    new_visitor: Callable[[], Visitor], path: str
) -> None:
    tokens = set()
    for answers in (
        {"task_ads": "mixed", "employees": 180},
        {"skilled_tasks": (), "company_name": "<b>\ue000token\ue001"},
    ):
        visitor = new_visitor()
        visitor.start()
        visitor.parts.respond.save(visitor.cookie, answers)
        for language in ("ja", "en"):
            visitor.client.set_cookie("language", language)
            whole = visitor.client.get(f"{path}?drawn=whole").text
            assert [visitor.client.get(path).text for _ in range(3)] == [whole] * 3
            tokens |= {each["value"] for each in visitor.get(path).all("input", name="_csrf")}
    assert len(tokens) == 2


def test_a_frame_takes_no_news_along(visitor: Visitor) -> None:
    visitor.start()
    visitor.get("/sections/company")
    visitor.send("/language", {"_csrf": visitor.token(), "_language": "ja"})
    fields = visitor.get("/sections/company").fields("/sections/company") | {"_edition": "0" * 12}
    visitor.send("/sections/company", fields)
    assert "質問票が新しくなりました" in visitor.get("/sections/team").text
    assert "質問票が新しくなりました" not in visitor.get("/sections/team").text


@pytest.mark.parametrize("typed", ["<b>mine</b>", "nobody-else"])
def test_what_somebody_typed_is_shown_to_nobody_else(new_visitor: Callable[[], Visitor], typed: str) -> None:
    one, other = new_visitor(), new_visitor()
    for visitor in (one, other):
        visitor.start()
    for _ in range(2):
        answer = one.fill("tasks", {"task_ads": typed, "skilled_tasks": [typed]})
        assert answer.status_code == 422
        page = other.get("/sections/tasks")
        assert typed not in page.text
        assert page.complaint("task_ads") == ""
        assert [e["id"] for e in page.all("input", type="radio") if "checked" in e.attrs] == []


def test_choosing_not_to_answer_is_not_the_same_as_nothing_chosen(visitor: Visitor) -> None:
    visitor.start()
    for typed, checked in ((None, False), ("", True), (None, False)):
        fields: dict[str, object] = {**visitor.get("/sections/tasks").fields("/sections/tasks")}
        fields |= {"articles_per_month": "x", "_go": "next"} | ({} if typed is None else {"task_ads": typed})
        fields["skilled_tasks"] = ["-", "ads"]
        answer = visitor.send("/sections/tasks", fields)
        assert answer.status_code == 422
        assert ('id="q-task_ads--unanswered" name="task_ads" value="" checked' in answer.text) == checked


def test_a_forms_token_is_signed_once_a_session_however_long_the_visit(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = count(1_800_000_000)
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _: next(seconds))
    visitor.start()
    paths = ("/sections/company", "/sections/tasks", "/review", "/sections/company")
    assert len({field["value"] for path in paths for field in visitor.get(path).all("input", name="_csrf")}) == 1
