"""What an answer is for, said by the one finding or action that tells most."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pytest

from app.domain.foremost import Foremost, ForemostFinder
from app.domain.influence import Influence, Part
from tests.support import shipped_program, shipped_questionnaire


@cache
def influence() -> Influence:
    return Influence(shipped_program())


@cache
def foremost() -> Mapping[str, Foremost]:
    return ForemostFinder(shipped_program(), influence()).of


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("regular_sync", "action:start_sync"),  # an action reads the answer
        ("decision_owner", "action:appoint_decision_owner"),  # of two that do, the one that comes first
        ("mql_agreed", "action:agree_mql_sql"),  # an action reads a finding that reads it
        ("strategy_guideline", "action:message_guideline"),  # of two such findings the one that rests on less
        ("kpi_kind", "action:choose_first_kpis"),  # and of equal ones the gravest
        ("industry", "finding:person_dependent"),  # no action hangs on it
        ("reproducibility", "finding:not_reproducible"),  # what it makes itself before what follows from the phase
        ("task_strategy", "action:stage_insourcing"),  # nothing reads it itself: the nearest that it leads to
    ],
)
def test_the_most_telling_conclusion_is_named(question: str, fact: str) -> None:
    assert foremost()[question].fact == fact


def test_whether_there_are_others_is_told() -> None:
    assert not foremost()["sales_cycle"].others
    assert not foremost()["task_strategy"].others
    assert foremost()["mql_agreed"].others


def test_every_answer_that_reaches_findings_or_actions_has_one_and_no_other() -> None:
    for question in shipped_questionnaire().questions():
        parts = set(influence().parts[question.id])
        kind = {Part.FINDINGS: "finding", Part.ACTIONS: "action"}
        named = foremost()[question.id].fact.partition(":")[0] if question.id in foremost() else None
        assert named in {kind[part] for part in parts & kind.keys()} if parts & kind.keys() else named is None
