"""A diagnosis, its record and the outcome document."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from app.domain.answers import read
from app.domain.diagnosis import Diagnosis, diagnose
from app.domain.document import document, from_record, to_record
from app.engine.reference import ReferenceEngine
from tests.support import REQUIRED, Json, Raw, raw_answers, shipped_pack, shipped_program, shipped_questionnaire

any_answers = given(raw_answers(shipped_questionnaire()))
SCORE = {"score", "coverage"}


def diagnosis_of(raw: Raw) -> Diagnosis:
    return diagnose(ReferenceEngine(shipped_program()), read(shipped_questionnaire(), raw))


def document_of(**raw: object) -> Json:
    return document(diagnosis_of(REQUIRED | raw), shipped_pack(), "ja")


@any_answers
def test_a_diagnosis_comes_back_from_its_record_as_it_was(raw: Raw) -> None:
    diagnosis = diagnosis_of(raw)
    record = to_record(diagnosis)
    assert from_record(record) == diagnosis
    kept = json.loads(json.dumps(record, allow_nan=False))
    assert from_record(kept) == diagnosis
    assert to_record(from_record(kept)) == record


@any_answers
def test_the_same_answers_give_the_same_diagnosis(raw: Raw) -> None:
    assert diagnosis_of(raw) == diagnosis_of(dict(reversed(raw.items())))


@any_answers
def test_the_document_has_exactly_the_keys_of_the_knowledge_page(raw: Raw) -> None:
    found = document(diagnosis_of(raw), shipped_pack(), "ja")
    outcome = found["outcome"]
    assert set(found) == {"questionnaire", "rules", "answers", "outcome", "trace"}
    assert set(found["questionnaire"]) == set(found["rules"]) == {"id", "edition", "digest"}
    assert list(found["answers"]) == list(shipped_questionnaire().by_id)
    assert set(outcome) == {
        "model", "archetype", "phase", "basics_ready", "confidence", "checklist", "sourcing", "seats", "budget",
        "findings", "actions", "benchmarks",
    }  # fmt: skip
    assert set(outcome["model"]) == {"value", "neighbour", "note"}
    assert set(outcome["phase"]) == {"value", "tentative", "open_exit_criteria"}
    assert set(outcome["checklist"]) == {"score", "grade", "coverage", "axes"}
    assert set(outcome["checklist"]["axes"]) == {"roles", "handoff", "measurement", "consistency", "sourcing"}
    assert all(set(axis) == SCORE for axis in outcome["checklist"]["axes"].values())
    assert len(outcome["sourcing"]) == 14
    for how in outcome["sourcing"].values():
        assert set(how) == {"decision", "execution", "advice", "transition"}
    assert all(set(seat) == {"id", "kind", "count", "hats", "overloaded"} for seat in outcome["seats"])
    assert set(outcome["budget"]) == {
        "monthly", "advice", "articles", "total", "unpriced", "fit", "affordable_articles"}  # fmt: skip
    assert all(set(finding) == {"id", "severity"} for finding in outcome["findings"])
    assert all(set(action) == {"id", "horizon", "owner", "after"} for action in outcome["actions"])
    assert all(set(entry) == {"conclusion", "rule", "because", "sources"} for entry in found["trace"])


@any_answers
def test_findings_are_listed_critical_first_then_in_pack_order(raw: Raw) -> None:
    findings = diagnosis_of(raw).outcome.findings
    order = [finding.id for finding in shipped_pack().findings]
    keys = [(finding.severity != "critical", order.index(finding.id)) for finding in findings]
    assert keys == sorted(keys)


@any_answers
def test_what_an_action_comes_after_is_present(raw: Raw) -> None:
    actions = diagnosis_of(raw).outcome.actions
    present = {action.id for action in actions}
    assert all(set(action.after) <= present for action in actions)
    assert "reassess" in present


@any_answers
def test_who_decides_is_always_inside(raw: Raw) -> None:
    assert {how.decision for how in diagnosis_of(raw).outcome.sourcing.values()} == {"inhouse"}


@pytest.mark.parametrize(
    ("headcount", "basics", "model", "neighbour", "noted"),
    [
        (0, False, "small", None, True),
        (1, False, "small", None, False),
        (2, True, "small", None, False),
        (3, False, "small", "mid", True),
        (4, True, "mid", "small", True),
        (5, False, "mid", None, False),
        (9, False, "mid", None, False),
        (9, True, "mid", "large", True),
        (10, False, "mid", "large", True),
        (10, True, "large", "mid", True),
        (11, False, "large", "mid", True),
        (11, True, "large", None, False),
        (12, False, "large", None, False),
        (9999, True, "large", None, False),
    ],
)
def test_the_model_its_neighbour_and_the_note_that_says_what_would_move_it(
    headcount: int, basics: bool, model: str, neighbour: str | None, noted: bool
) -> None:
    basic = ["duties_documented", "sales_split_defined", "mql_agreed", "sql_handoff_clear", "regular_sync"]
    answers = dict.fromkeys(basic[: 5 if basics else 4], "yes")
    outcome = document_of(marketing_headcount=headcount, **answers)["outcome"]
    assert outcome["basics_ready"] is basics
    found = outcome["model"]
    assert (found["value"], found["neighbour"]) == (model, neighbour)
    assert bool(found["note"]) is noted
    assert "{" not in (found["note"] or "")


@pytest.mark.parametrize(
    ("raw", "value", "tentative"),
    [
        ({"marketing_headcount": 0}, "preparation", False),
        ({"department_age": "none", "decision_owner": "agency"}, "preparation", False),
        ({"department_age": "none", "decision_owner": "business_units"}, "validation", True),
        ({"department_age": "none", "dedicated_headcount": 0}, "preparation", False),
        ({"department_age": "none"}, "validation", True),  # a dedicated headcount left out is not zero
        ({"reproducibility": "no"}, "validation", False),
        ({"reproducibility": "unknown", "improvement_cycle": "partial"}, "validation", False),
        ({"reproducibility": "unknown", "improvement_cycle": "yes"}, "validation", True),
        ({"reproducibility": "yes", "improvement_cycle": "unknown"}, "validation", True),
        ({"reproducibility": "no", "improvement_cycle": "unknown"}, "validation", False),
        ({"reproducibility": "partial", "improvement_cycle": "yes"}, "operation", False),
        ({"reproducibility": "yes", "improvement_cycle": "yes", "marketing_headcount": 30}, "operation", False),
    ],
)
def test_the_phase_is_the_first_row_that_holds(raw: Raw, value: str, tentative: bool) -> None:
    phase = document_of(**raw)["outcome"]["phase"]
    assert (phase["value"], phase["tentative"]) == (value, tentative)
