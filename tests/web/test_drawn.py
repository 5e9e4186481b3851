"""A question drawn before looks as it would if it were drawn anew, and shows nobody else's answers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

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
