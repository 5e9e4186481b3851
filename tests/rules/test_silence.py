"""Silence accuses nobody: unknown and left out fire no finding but those about the answers themselves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.answers import read
from app.domain.diagnosis import Outcome, diagnose
from app.engine.reference import ReferenceEngine
from tests.support import Raw, random_responses, raw_answers, shipped_program, shipped_questionnaire, valid_answer

UNKNOWN = ("unknown", "undisclosed")
# A skill or a task not told makes the work count as bought or not done; a dedicated headcount not told is not zero, so
# that a department is no longer preparing, which nurturing_missing asks for; media fees not told leave more for advice.
FOLLOWS = {
    "skilled_tasks": {"over_budget", "abm_before_basics"},
    "task_abm": {"abm_before_basics"},
    "task_content": {"over_budget"},
    "media_spend_manyen": {"over_budget"},
    "dedicated_headcount": {"nurturing_missing", "over_budget"},
}


def outcome_of(raw: Raw) -> Outcome:
    return diagnose(ReferenceEngine(shipped_program()), read(shipped_questionnaire(), raw)).outcome


def findings_of(raw: Raw) -> set[str]:
    return {finding.id for finding in outcome_of(raw).findings}


@st.composite
def silent_responses(draw: st.DrawFn) -> Raw:
    """Any four required answers, and for all others every way of not answering."""
    raw: Raw = {}
    for question in shipped_questionnaire().questions():
        if question.required:
            raw[question.id] = draw(valid_answer(question))
        else:
            ways = [None, *(option for option in UNKNOWN if option in question.option_ids)]
            found = draw(st.sampled_from(["nothing", *ways]))
            if found != "nothing":
                raw[question.id] = found
    return raw


def told(raw: Raw) -> tuple[set[str], set[str]]:
    """The findings and actions that follow from the four required answers alone."""
    people, owner = raw["marketing_headcount"], raw["decision_owner"]
    findings = {
        "no_marketer": people == 0,
        "decision_owner_missing": owner == "unclear",
        "no_mandate": owner == "business_units",
        "agency_extension": owner == "agency",
        "single_point": people == 1,
        "answers_unknown": True,
    }
    actions = {
        "assign_marketer": people == 0,
        "appoint_decision_owner": owner in ("unclear", "agency"),
        "executive_charter": owner == "business_units",
        "reclaim_decisions": owner == "agency",
        "define_hats": people in (1, 2, 3),
        "confirm_unknowns": True,
        "sourcing_policy": owner == "agency",
        "reassess": True,
    }
    return {id_ for id_, made in findings.items() if made}, {id_ for id_, made in actions.items() if made}


@given(silent_responses())
def test_a_silent_response_is_told_only_what_its_four_answers_say(raw: Raw) -> None:
    outcome = outcome_of(raw)
    findings, actions = told(raw)
    assert {finding.id for finding in outcome.findings} == findings
    assert {action.id for action in outcome.actions} == actions
    assert outcome.confidence == 0
    assert outcome.checklist.grade is None
    assert outcome.budget.fit == "unknown"
    assert {how.transition for how in outcome.sourcing.values()} == {None}


@given(silent_responses())
def test_only_the_phase_reads_silence_as_not_yet_and_then_it_is_tentative(raw: Raw) -> None:
    phase = outcome_of(raw).phase
    unowned = raw["department_age"] == "none" and raw["decision_owner"] in ("unclear", "agency")
    preparing = raw["marketing_headcount"] == 0 or unowned
    assert (phase.value, phase.tentative) == (("preparation", False) if preparing else ("validation", True))


def silences(raw: Raw) -> dict[str, Raw]:
    """The response with one optional answer taken back, by the question it answered."""
    return {
        question.id: {name: value for name, value in raw.items() if name != question.id}
        for question in shipped_questionnaire().questions()
        if not question.required and question.id in raw
    }


def test_taking_back_an_answer_adds_no_finding_but_those_about_answers() -> None:
    for raw in random_responses(11, 60):
        before = findings_of(dict(raw))
        for question, silent in silences(dict(raw)).items():
            added = findings_of(silent) - before
            assert added <= {"answers_unknown", *FOLLOWS.get(question, ())}, question


@given(raw_answers(shipped_questionnaire()))
def test_saying_unknown_and_leaving_out_come_to_the_same(raw: Raw) -> None:
    silent = {name: value for name, value in raw.items() if value not in UNKNOWN}
    assert outcome_of(silent) == outcome_of(raw)
