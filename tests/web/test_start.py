"""Whoever comes back finds the one thing to do next as the main button, and nothing said that is not so."""

from __future__ import annotations

from flask import Flask

from app.domain.questionnaire import Kind
from tests.support import shipped_questionnaire
from tests.web.diagnosed import diagnosed
from tests.web.pages import Page
from tests.web.visitor import Visitor


def everything() -> dict[str, object]:
    """An answer to every question."""
    kinds = {Kind.TEXT: "株式会社みほん", Kind.INTEGER: 5}
    return {q.id: kinds.get(q.kind) or q.option_ids[0] for q in shipped_questionnaire().questions()} | {
        "skilled_tasks": ["ads"]
    }


def main_way(page: Page) -> tuple[str, str]:
    """The words of the main button for somebody who has answered, and the address it leads to."""
    (primary,) = [e for e in page.elements if "primary" in e.classes]
    form = primary.inside("form")
    return primary.text, primary["href"] or (form["action"] if form else "")


def others(page: Page) -> list[str]:
    """The other ways on."""
    return [link.text for link in page.one("section", "resume").children[-2].all_links()]


def test_while_questions_are_open_one_carries_on(app: Flask) -> None:
    visitor, _ = diagnosed(app, {key: value for key, value in everything().items() if key != "industry"})
    page = visitor.get("/")
    assert page.all("h2")[0].text == "途中まで回答した診断があります"
    assert main_way(page) == ("続きから答える", "/start")
    assert others(page) == ["前回の結果を見る", "受付の控えを見る", "回答を確認する"]


def test_when_everything_is_answered_the_result_comes_first(app: Flask) -> None:
    visitor, address = diagnosed(app, everything())
    page = visitor.get("/")
    assert page.all("h2")[0].text == "回答がそろった診断があります"
    assert "いまお聞きしている質問には、すべて回答されています。" in page.text
    assert "続き" not in page.one("section", "resume").text
    assert main_way(page) == ("前回の結果を見る", address)
    assert others(page) == ["受付の控えを見る", "回答を確認する"]


def test_answers_changed_since_the_last_diagnosis_are_to_be_diagnosed(app: Flask) -> None:
    visitor, _ = diagnosed(app, everything())
    visitor.save("company", {"employees": "9"})
    page = visitor.get("/")
    assert "前回の診断の後に、回答を保存しています。" in page.text
    assert main_way(page) == ("回答を確認して診断する", "/review")
    assert others(page) == ["前回の結果を見る", "受付の控えを見る"]


def test_a_depth_without_open_questions_is_not_offered(app: Flask) -> None:
    quick = {q.id for section in shipped_questionnaire().quick_sections for q in section.questions}
    visitor, _ = diagnosed(app, {key: value for key, value in everything().items() if key in quick})
    assert "要点だけで続ける" not in visitor.get("/").one("section", "resume").text
    with_gap, _ = diagnosed(app, {key: value for key, value in everything().items() if key != "mql_agreed"})
    assert "要点だけで続ける" in with_gap.get("/").one("section", "resume").text


def test_how_answers_are_handled_is_said_above_the_buttons_that_start(visitor: Visitor) -> None:
    page = visitor.get("/")
    told = next(e for e in page.all("p") if "会社名や氏名は要りません" in e.text)
    assert "90日" in told.text
    assert [link["href"] for link in told.all_links()] == ["/privacy"]
    assert page.elements.index(told) < page.elements.index(page.all("form", "way")[0])
