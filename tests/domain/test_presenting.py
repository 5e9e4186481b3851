"""Every id of a diagnosis gets its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache

import pytest
from hypothesis import given

from app.domain.answers import read
from app.domain.conditions import Condition, OneOf
from app.domain.diagnosis import diagnose
from app.domain.document import from_record, to_kept, to_record
from app.domain.fact_words import FactWords, half_up, thousands
from app.domain.presentation import Presentation
from app.domain.presenting import present
from app.domain.program import build
from app.domain.rules import RulePack
from app.domain.wording import Wording
from app.engine.reference import ReferenceEngine
from app.packs.wording_files import load_wording
from tests.support import (
    REQUIRED,
    WORDING_DIR,
    Raw,
    case_names,
    load_case,
    raw_answers,
    shipped_pack,
    shipped_program,
    shipped_questionnaire,
)

AN_ID = re.compile(r"\.(id|value|severity|after_ids\[\d+\])$")
"""Where an id stands that no reader is shown."""


@cache
def words() -> Wording:
    return load_wording(WORDING_DIR)


def presented(raw: Raw) -> Presentation:
    questionnaire, pack = shipped_questionnaire(), shipped_pack()
    diagnosis = diagnose(ReferenceEngine(shipped_program()), read(questionnaire, raw))
    kept = from_record(to_kept(diagnosis))
    found = present(diagnosis, questionnaire, pack, words(), "ja")
    assert present(kept, questionnaire, pack, words(), "ja") == found
    return found


def texts_of(view: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text a reader may be shown, with where it stands."""
    if isinstance(view, str):
        yield path, view
    elif isinstance(view, tuple):
        for place, each in enumerate(view):
            yield from texts_of(each, f"{path}[{place}]")
    elif is_dataclass(view):
        for field in fields(view):
            yield from texts_of(getattr(view, field.name), f"{path}.{field.name}")


NO_WORDS = ("None", "True", "False", "null")
"""What a value reads as where nobody gave it words, and what no company is called."""


def assert_said(presentation: Presentation) -> None:
    for path, text in texts_of(presentation):
        assert text.strip(), path
        assert "{" not in text, path
        assert "}" not in text, path
        assert path.endswith(".value") or text not in NO_WORDS, path


@given(raw_answers(shipped_questionnaire()))
def test_everything_has_words_for_any_answers(raw: Raw) -> None:
    name = raw.get("company_name")
    if not isinstance(name, str) or not name.isalnum() or name in NO_WORDS:
        raw["company_name"] = "株式会社 例"
    assert_said(presented(raw))


@pytest.mark.parametrize("name", case_names())
def test_everything_has_words_for_every_worked_case(name: str) -> None:
    assert_said(presented(load_case(name)["answers"]))


@pytest.mark.parametrize("company", ["", " ", "\u3000", None])
def test_a_company_without_a_name_has_none(company: str | None) -> None:
    found = presented(REQUIRED | {"company_name": company})
    assert found.company is None
    assert found.answers[0].answers[0].value == words().say("value.unanswered", "ja")


def value_of(found: Presentation, label: str) -> str:
    return next(each.value for section in found.answers for each in section.answers if each.label == label)


def test_what_was_given_is_told_apart_from_what_stands_in_for_it() -> None:
    given = {"annual_revenue": "undisclosed", "insourcing_stance": "not_planned", "mql_agreed": "unknown"}
    found = presented(REQUIRED | {"marketing_headcount": 1} | given)
    left = presented(REQUIRED | {"marketing_headcount": 1})
    labels = {
        "年間売上高": "答えない",
        "社内に移す方針": "移す予定はない",
        "MQLの定義を両部門が承認している": "わからない",
    }
    for label, value in labels.items():
        assert value_of(found, label) == value
        assert value_of(left, label) == f"未回答（「{value}」として診断）"
    assert value_of(left, "業種") == "未回答"
    assert value_of(left, "担当者が実行を自分で決めている") == "お聞きしていません"  # of one person
    phase = {told.label: told.value for told in left.phase.verdict.reason.facts}
    assert phase["成果の理由を説明し、再現できる"] == "未回答（「わからない」として診断）"


def test_a_diagnosis_kept_before_that_was_told_reads_as_it_did() -> None:
    questionnaire, pack = shipped_questionnaire(), shipped_pack()
    diagnosis = diagnose(ReferenceEngine(shipped_program()), read(questionnaire, REQUIRED))
    found = present(from_record(to_record(diagnosis)), questionnaire, pack, words(), "ja")
    assert value_of(found, "年間売上高") == "答えない"
    assert value_of(found, "業種") == "未回答"


def test_what_a_respondent_wrote_is_never_filled_in() -> None:
    found = presented(REQUIRED | {"company_name": "{marketing_headcount}"})
    assert found.company == found.answers[0].answers[0].value == "{marketing_headcount}"


def test_ids_that_are_not_words_never_stand_for_words(pack: RulePack) -> None:
    """A finding, action or benchmark without words would show its id."""
    ids = {each.id for each in (*pack.findings, *pack.actions, *pack.benchmarks)}
    for name in case_names():
        found = presented(load_case(name)["answers"])
        shown = {text for path, text in texts_of(found) if not AN_ID.search(path)}
        assert not shown & ids


def test_every_figure_of_a_survey_carries_its_caveat_and_source() -> None:
    for name in case_names():
        for benchmark in presented(load_case(name)["answers"]).benchmarks:
            assert benchmark.caveat
            assert benchmark.reason.sources


def test_all_sections_and_all_questions_are_in_the_answers() -> None:
    found = presented(REQUIRED)
    assert [len(section.answers) for section in found.answers] == [
        len(section.questions) for section in shipped_questionnaire().sections
    ]


def test_where_current_work_was_not_told_there_is_no_way_there() -> None:
    tasks = {task.id: task for task in presented(REQUIRED | {"task_ads": "outsourced"}).tasks}
    assert tasks["ads"].transition is not None
    assert tasks["ads"].current is not None
    assert (tasks["content"].transition, tasks["content"].current) == (None, None)


def facts_of(found: Presentation, action: str) -> list[tuple[str, str]]:
    (wanted,) = (a for horizon in found.horizons for a in horizon.actions if a.id == action)
    return [(fact.label, fact.value) for fact in wanted.reason.facts]


def test_findings_that_led_to_an_action_are_named_and_no_others() -> None:
    found = presented(REQUIRED | {"kpi_kind": "none", "shared_kpi": "yes"})
    assert facts_of(found, "shared_kpi_sheet") == [
        ("もとになった気づき", "マーケティングの成果を測る数字が、まだ決まっていません"),
    ]


def test_a_finding_that_had_to_be_absent_is_told(pack: RulePack) -> None:
    (action,) = (a for a in pack.actions if a.id == "reassess")
    wanted = Condition((("finding:no_kpi", OneOf((False,))),))
    changed = replace(action, rule=replace(action.rule, when=wanted))
    pack = replace(pack, actions=tuple(changed if a is action else a for a in pack.actions))
    questionnaire = shipped_questionnaire()
    diagnosis = diagnose(ReferenceEngine(build(questionnaire, pack)), read(questionnaire, REQUIRED))
    found = present(diagnosis, questionnaire, pack, words(), "ja")
    assert [value for _, value in facts_of(found, "reassess")] == ["なし"]


def test_the_score_is_told_in_points_and_counts_with_their_unit() -> None:
    found = presented(REQUIRED | dict.fromkeys(("mql_agreed", "regular_sync"), "yes") | {"shared_kpi": "partial"})
    facts = {fact.label: fact.value for fact in found.checklist.grade.reason.facts}
    assert facts == {"チェックリストの点数": "83点", "チェックリストに答えた割合": "20%"}
    assert [fact.value for fact in found.basics.reason.facts] == ["2項目"]


def test_dates_read_as_people_write_them() -> None:
    dates = {source.id: source.date for source in presented(REQUIRED).sources}
    assert (dates["S2"], dates["FO"]) == ("2026年1月7日", "2025年")
    found = FactWords(shipped_questionnaire(), shipped_pack(), words(), "ja")
    assert [found.date(each) for each in ("2026-11", "spring 2026")] == ["2026年11月", "spring 2026"]
    english = FactWords(shipped_questionnaire(), shipped_pack(), words(), "en")
    written = ["2026-01-07", "2026-12", "2025", "2026-13"]
    assert [english.date(each) for each in written] == ["7 January 2026", "December 2026", "2025", "2026-13"]


@pytest.mark.parametrize(("value", "shown"), [(0.5, 1), (0.4999, 0), (1.5, 2), (2.5, 3), (-0.5, 0), (7.0, 7)])
def test_people_see_whole_numbers_halves_upwards(value: float, shown: int) -> None:
    assert half_up(value) == shown


def test_thousands_are_told_apart() -> None:
    assert thousands(1234567) == "1,234,567"
