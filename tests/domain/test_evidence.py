"""The facts named as reasons are those that decided: what met the rule, and what ruled out the rows before it."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import given

from app.domain.answers import read
from app.domain.diagnosis import Diagnosis, diagnose, known_facts
from app.domain.evaluation import Reason
from app.domain.evidence import Evidence
from app.domain.program import TASK, Decision, unroll
from app.domain.rules import HitPolicy
from app.engine.reference import ReferenceEngine
from tests.support import Raw, load_case, raw_answers, shipped_pack, shipped_program, shipped_questionnaire

CASE = "one-marketer-manufacturer"


def diagnosed(raw: Raw | dict[str, Any]) -> Diagnosis:
    return diagnose(ReferenceEngine(shipped_program()), read(shipped_questionnaire(), raw))


def named(diagnosis: Diagnosis, conclusion: str) -> dict[str, object]:
    """The facts named for a conclusion."""
    reason = next(r for r in diagnosis.trace if r.conclusion.partition("=")[0] == conclusion)
    return dict(Evidence(diagnosis, shipped_pack()).of(reason))


@cache
def decisions() -> dict[str, Decision]:
    """The decisions of all tables by what they conclude."""
    return {d.fact: d for table in shipped_pack().tables for d in unroll(table, shipped_pack())}


def test_a_row_that_decides_because_those_before_did_not_hold_names_what_ruled_them_out() -> None:
    diagnosis = diagnosed(load_case(CASE)["answers"])
    assert named(diagnosis, "task:design.execution")["task:design.skilled"] is False


def test_an_alternative_that_did_not_hold_is_not_named() -> None:
    diagnosis = diagnosed(load_case(CASE)["answers"])
    assert named(diagnosis, "finding:agency_extension") == {"agency_dependence": "partial"}
    assert named(diagnosis, "action:define_hats") == {"marketing_headcount": 1}


@given(raw_answers(shipped_questionnaire()))
def test_what_is_named_rules_out_every_row_before_the_one_that_decided(raw: Raw) -> None:
    diagnosis = diagnosed(raw)
    evidence = Evidence(diagnosis, shipped_pack())
    for reason in diagnosis.trace:
        decision = decisions().get(reason.conclusion.partition("=")[0])
        if decision is None or decision.hit is not HitPolicy.FIRST:
            continue
        shown = evidence.of(reason)
        for line in decision.lines[: _place(decision, reason)]:
            for way in line.when.conjunctions():
                assert any(name in shown and not test.holds(shown[name]) for name, test in way), (reason, line.rule.id)


@given(raw_answers(shipped_questionnaire()))
def test_what_is_named_is_true_and_says_more_than_the_task(raw: Raw) -> None:
    diagnosis = diagnosed(raw)
    facts = known_facts(diagnosis)
    for reason in diagnosis.trace:
        shown = Evidence(diagnosis, shipped_pack()).of(reason)
        assert TASK not in shown
        assert all(facts[name] == value for name, value in shown.items() if name in facts)


def _place(decision: Decision, reason: Reason) -> int:
    return [line.rule.id for line in decision.lines].index(reason.rule)
