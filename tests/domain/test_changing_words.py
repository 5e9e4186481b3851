"""What would change it, in words."""

from __future__ import annotations

from functools import cache

import pytest

from app.domain.answers import read, read_given
from app.domain.changes import ChangeFinder
from app.domain.diagnosis import diagnose
from app.domain.presentation import Presentation
from app.domain.presenting import present
from app.domain.wording import Wording
from app.engine.reference import ReferenceEngine
from app.packs.wording_files import load_wording
from tests.support import (
    REQUIRED,
    WORDING_DIR,
    Raw,
    random_responses,
    shipped_pack,
    shipped_program,
    shipped_questionnaire,
)

ALL_ALIKE: Raw = {"reproducibility": "yes", "improvement_cycle": "yes", "dedicated_headcount": 2}


@cache
def finder() -> ChangeFinder:
    return ChangeFinder(ReferenceEngine(shipped_program()))


@cache
def words() -> Wording:
    return load_wording(WORDING_DIR)


def shown(raw: Raw, propose: bool = True) -> Presentation:
    questionnaire, pack = shipped_questionnaire(), shipped_pack()
    diagnosis = diagnose(ReferenceEngine(shipped_program()), read(questionnaire, raw))
    proposals = finder().proposals(read_given(questionnaire, raw)[0]) if propose else None
    return present(diagnosis, questionnaire, pack, words(), "ja", proposals)


def clearing(raw: Raw, finding: str) -> str:
    (text,) = next(each for each in shown(raw).findings if each.id == finding).changes
    return text


def execution(raw: Raw, task: str) -> str:
    (text,) = next(each for each in shown(raw).tasks if each.id == task).execution.changes
    return text


@pytest.mark.parametrize(
    ("headcount", "text"),
    [(3, "あと1名で中規模モデルになります。"), (4, "1名減ると小規模モデルになります。")],
)
def test_one_person_more_or_less(headcount: int, text: str) -> None:
    (said,) = shown(REQUIRED | ALL_ALIKE | {"marketing_headcount": headcount}).model.changes
    assert said.startswith(text)


def test_one_answer_clears_a_finding() -> None:
    said = clearing(REQUIRED | {"decision_rule": "no"}, "no_decision_rule")
    assert said == "「施策をやめる基準が定まっている」を「はい」にすると、この気づきはなくなります。"


def test_two_answers_with_the_same_value_are_told_together() -> None:
    said = clearing(REQUIRED | {"mql_agreed": "no", "sql_handoff_clear": "no"}, "criteria_disagree")
    assert said == (
        "「MQLの定義を両部門が承認している」と「リードの引き渡しの基準が明確である」を「はい」にすると、"
        "この気づきはなくなります。"
    )


def test_what_is_unknown_turns_out_to_be_so() -> None:
    raw = REQUIRED | ALL_ALIKE | {"reproducibility": "unknown"}
    (said,) = shown(raw).phase.verdict.changes
    assert said == "「成果の理由を説明し、再現できる」が「はい」だとわかると、運用・改善期になります。"


def test_an_experienced_colleague_changes_how_a_task_is_done() -> None:
    said = execution(REQUIRED | {"skilled_tasks": ["ads"]}, "systems")
    assert said == "「経験者がいる業務」に「システム構築・保守」が加わると、「社内と外部で分担する」に変わります。"
    assert execution(REQUIRED | {"skilled_tasks": ["nurturing"]}, "nurturing") == (
        "「経験者がいる業務」から「ナーチャリング」が外れると、「社内と外部で分担する」に変わります。"
    )


def test_an_amount_is_told_from_and_to() -> None:
    raw = REQUIRED | {"annual_budget_manyen": 369, "media_spend_manyen": 10, "articles_per_month": 6}
    said = clearing(raw | {"task_content": "outsourced"}, "over_budget")
    assert said == "「年間のマーケティング予算」を369万円から370万円にすると、この気づきはなくなります。"


def test_what_would_be_found_instead_is_added() -> None:
    raw = REQUIRED | ALL_ALIKE | {"marketing_headcount": 2, "duties_documented": "no", "sales_split_defined": "no"}
    said = clearing({**raw, "dedicated_headcount": 1}, "roles_unclear")
    assert said.startswith("マーケティング担当者が1名減って1名になると、この気づきはなくなります。ただし、「")
    assert said.endswith("という気づきが新たに生じます。")


def test_what_nothing_changes_says_so() -> None:
    assert execution(REQUIRED, "strategy") == "この結論は、回答によって変わることはありません。"
    assert clearing(REQUIRED, "answers_unknown") == "3つまでの回答が変わっても、この気づきは残ります。"
    said = clearing(REQUIRED | {"sales_cycle": "over_12m"}, "long_cycle")
    assert said == "この気づきは、会社の取り組みだけでは変えにくい事実にもとづいています。"


def test_nothing_is_said_where_nobody_looked() -> None:
    without = shown(REQUIRED, propose=False)
    assert without.model.changes == ()
    assert all(finding.changes == () for finding in without.findings)
    assert without.archetype.changes == shown(REQUIRED).archetype.changes == ()


def test_every_proposal_has_words() -> None:
    for raw in random_responses(31, 100):
        presented = shown(dict(raw))
        verdicts = [presented.model, presented.phase.verdict, *(task.execution for task in presented.tasks)]
        said_of_all = [view.changes for view in verdicts] + [view.changes for view in presented.findings]
        for (said,) in said_of_all:
            assert said.endswith("。")
            assert "{" not in said
            assert "「」" not in said
            assert "未回答" not in said
