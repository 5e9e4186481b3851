"""The difference of two outcomes, and counts over many of them."""

from dataclasses import replace
from random import Random

import pytest

from app.domain.answers import read
from app.domain.diagnosis import Diagnosis, Edition, FoundFinding, PlannedAction, diagnose
from app.domain.document import from_record, to_record
from app.domain.impact import PRESENT, UNTOLD, Change, Compared, Impact, Obstacle, changes, conclusions_of
from app.engine.reference import ReferenceEngine
from tests.support import REQUIRED, random_raw, shipped_program, shipped_questionnaire

RULES = Edition("b2b-marketing-org", "2026.1", "a" * 64)


def made(**answers: object) -> Diagnosis:
    """What the shipped rules make of the required answers and these."""
    return diagnose(ReferenceEngine(shipped_program()), read(shipped_questionnaire(), REQUIRED | answers))


def between(before: Diagnosis, after: Diagnosis) -> list[tuple[str, str | None, str | None]]:
    """The changes, plainly."""
    found = changes(conclusions_of(before), conclusions_of(after))
    return [(each.conclusion, each.before, each.after) for each in found]


def with_outcome(diagnosis: Diagnosis, **parts: object) -> Diagnosis:
    """The diagnosis with parts of its outcome changed and its trace as it was."""
    return replace(diagnosis, outcome=replace(diagnosis.outcome, **parts))


def test_every_entry_of_the_trace_is_compared() -> None:
    diagnosis = made(mql_agreed="no", marketing_headcount=3)
    names = {reason.conclusion.partition("=")[0] for reason in diagnosis.trace}
    assert names <= conclusions_of(diagnosis).keys()


def test_the_same_diagnosis_differs_in_nothing_also_after_it_was_stored() -> None:
    random = Random(5)
    engine = ReferenceEngine(shipped_program())
    for _ in range(50):
        diagnosis = diagnose(engine, read(shipped_questionnaire(), random_raw(random, shipped_questionnaire())))
        assert between(from_record(to_record(diagnosis)), diagnosis) == []


def test_another_value_is_told_with_both() -> None:
    found = between(made(marketing_headcount=3), made(marketing_headcount=4))
    assert ("model", "small", "mid") in found
    assert ("model.neighbour", "mid", "small") in found


def test_a_finding_appears_and_disappears_with_its_severity() -> None:
    without, with_ = made(mql_agreed="yes"), made(mql_agreed="no")
    assert ("finding:criteria_disagree", None, "critical") in between(without, with_)
    assert ("finding:criteria_disagree", "critical", None) in between(with_, without)


def test_a_finding_that_weighs_more_and_an_action_that_moves_are_told() -> None:
    before = made(mql_agreed="no")
    findings = [f if f.id != "criteria_disagree" else FoundFinding(f.id, "minor") for f in before.outcome.findings]
    actions = [
        a if a.id != "agree_mql_sql" else PlannedAction(a.id, "later", a.owner, a.after) for a in before.outcome.actions
    ]
    after = with_outcome(before, findings=tuple(findings), actions=tuple(actions))
    assert between(before, after) == [
        ("finding:criteria_disagree", "critical", "minor"),
        ("action:agree_mql_sql", "now", "later"),
    ]


def test_what_is_no_entry_of_the_trace_is_compared_too() -> None:
    before = made()
    phase = replace(before.outcome.phase, tentative=not before.outcome.phase.tentative, open_exit_criteria=("new_one",))
    after = with_outcome(before, phase=phase, notes=("a_note",), seats=(), confidence=0.123)
    told = {(name, after_) for name, _, after_ in between(before, after) if after_}
    assert told >= {
        ("phase.open:new_one", PRESENT),
        ("note:a_note", PRESENT),
        ("seats", UNTOLD),
        ("confidence", UNTOLD),
    }
    assert "phase.tentative" in {name for name, _ in told}


def test_a_change_never_tells_a_figure() -> None:
    poor = made(annual_budget_manyen=1200, media_spend_manyen=0, articles_per_month=7)
    rich = made(annual_budget_manyen=98765, media_spend_manyen=0, articles_per_month=341, company_name="株式会社みほん")
    found = between(poor, rich)
    assert ("budget.monthly", UNTOLD, UNTOLD) in found
    assert not any(character.isdigit() for change in found for word in change[1:] for character in word or "")
    assert "みほん" not in str(found)


def test_what_is_not_concluded_any_more_stands_last() -> None:
    assert changes({"a": "x", "gone": PRESENT}, {"new": "y", "a": "z"}) == (
        Change("new", None, "y"),
        Change("a", "x", "z"),
        Change("gone", PRESENT, None),
    )


def compared(number: int, *found: Change | Obstacle) -> Compared:
    return Compared(
        f"r{number}",
        f"d{number}",
        RULES,
        tuple(each for each in found if isinstance(each, Change)),
        tuple(each for each in found if isinstance(each, Obstacle)),
    )


TO_MID, TO_LARGE = Change("model", "small", "mid"), Change("model", "mid", "large")
NEW_FINDING = Change("finding:new", None, "minor")
MISSING = Obstacle("answer-required", "new_question")


@pytest.fixture
def impact() -> Impact:
    counted = Impact(2)
    for number in range(4):
        counted.add(compared(number, TO_MID))
    counted.add(compared(4, TO_LARGE, NEW_FINDING))
    counted.add(compared(5))
    counted.add(compared(6, MISSING))
    return counted


def test_responses_are_counted_by_what_becomes_of_them(impact: Impact) -> None:
    assert (impact.compared, impact.changed, impact.unchanged, impact.unreadable) == (6, 5, 1, 1)
    assert impact.editions == {RULES: 7}
    assert not impact.empty
    assert Impact(2).empty


def test_changes_are_counted_with_the_first_ids(impact: Impact) -> None:
    ranked = impact.ranked(["model"])
    assert [(change, tally.count, tally.examples) for change, tally in ranked] == [
        (TO_MID, 4, ["r0", "r1"]),
        (TO_LARGE, 1, ["r4"]),
        (NEW_FINDING, 1, ["r4"]),
    ]
    assert [one.response_id for one in impact.first_changed] == ["r0", "r1"]
    assert impact.by_obstacle[MISSING].examples == ["r6"]


def test_conclusions_are_listed_in_the_packs_order(impact: Impact) -> None:
    names = [change.conclusion for change, _ in impact.ranked(["finding:new", "model"])]
    assert names == ["finding:new", "model", "model"]


def test_without_examples_only_counts_are_kept() -> None:
    counted = Impact(0)
    counted.add(compared(1, TO_MID))
    assert counted.by_change[TO_MID].examples == counted.first_changed == []
    assert counted.changed == 1
