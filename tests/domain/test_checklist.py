"""Scores of the checklist."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.answers import read
from app.domain.checklist import Points, coverage, score
from app.domain.diagnosis import diagnose
from app.domain.questionnaire import Questionnaire
from app.domain.rules import RulePack
from app.engine.reference import ReferenceEngine
from tests.support import REQUIRED

POINTS = Points({"yes": 1, "partial": 0.5, "no": 0})
ITEMS = ("a", "b", "c")


def three(*answers: str) -> dict[str, str]:
    return dict(zip(ITEMS, answers, strict=True))


@pytest.mark.parametrize(
    ("answers", "mean", "share"),
    [
        (("yes", "yes", "yes"), 1.0, 1.0),
        (("yes", "partial", "no"), 0.5, 1.0),
        (("yes", "unknown", "unknown"), 1.0, 1 / 3),
        (("unknown", "unknown", "unknown"), None, 0.0),
        (("no", "not_applicable", "unknown"), 0.0, 1 / 2),
        (("partial", "partial", "not_applicable"), 0.5, 1.0),
        (("not_applicable", "not_applicable", "not_applicable"), None, 0.0),
    ],
)
def test_a_score_is_the_mean_over_what_was_answered(answers: tuple[str, ...], mean: float | None, share: float) -> None:
    facts = three(*answers)
    assert score(ITEMS, POINTS, facts) == mean
    assert coverage(ITEMS, POINTS, facts) == pytest.approx(share)


@given(st.lists(st.sampled_from(["yes", "partial", "no", "unknown", "not_applicable"]), min_size=1, max_size=15))
def test_scores_and_coverage_are_shares(answers: list[str]) -> None:
    facts = {str(place): answer for place, answer in enumerate(answers)}
    found = score(facts, POINTS, facts)
    answered = [POINTS.of[answer] for answer in answers if answer in POINTS.of]
    applicable = len(answers) - answers.count("not_applicable")
    assert found == (pytest.approx(sum(answered) / len(answered)) if answered else None)
    assert coverage(facts, POINTS, facts) == (pytest.approx(len(answered) / applicable) if applicable else 0)


def test_the_axes_share_the_fifteen_items_three_each(pack: RulePack) -> None:
    items = [item for axis in pack.axes for item in axis.items]
    assert len(set(items)) == len(items) == 15
    assert {len(axis.items) for axis in pack.axes} == {3}


# Twelve points of fifteen are exactly 0.8 and so on: each grade begins on its bound.
@pytest.mark.parametrize(
    ("yes", "partial", "grade"),
    [(15, 0, "A"), (12, 0, "A"), (11, 2, "A"), (11, 1, "B"), (9, 0, "B"), (8, 2, "B"), (8, 1, "C"), (6, 0, "C"),
     (5, 1, "D"), (0, 0, "D")],
)  # fmt: skip
def test_grades_begin_on_their_bounds(
    reference: ReferenceEngine, questionnaire: Questionnaire, pack: RulePack, yes: int, partial: int, grade: str
) -> None:
    items = [item for axis in pack.axes for item in axis.items]
    answers = ["yes"] * yes + ["partial"] * partial + ["no"] * (15 - yes - partial)
    raw = REQUIRED | dict(zip(items, answers, strict=True))
    found = diagnose(reference, read(questionnaire, raw)).outcome.checklist
    assert found.grade == grade
    assert found.overall.score == pytest.approx((yes + partial / 2) / 15)


@pytest.mark.parametrize(("answered", "applicable", "graded"), [(8, 15, True), (7, 15, False), (7, 14, True)])
def test_there_is_no_grade_below_half_the_items(
    reference: ReferenceEngine,
    questionnaire: Questionnaire,
    pack: RulePack,
    answered: int,
    applicable: int,
    graded: bool,
) -> None:
    items = [item for axis in pack.axes for item in axis.items if item != "vendor_workflow"]
    raw = REQUIRED | dict.fromkeys(items[:answered], "yes")
    if applicable == 14:
        raw["vendor_workflow"] = "not_applicable"
    found = diagnose(reference, read(questionnaire, raw)).outcome.checklist
    assert found.overall.coverage == pytest.approx(answered / applicable)
    assert found.grade == ("A" if graded else None)
