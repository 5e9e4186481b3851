"""The shipped pack's worked cases: each gives what it expects, and together they call up every rule."""

from __future__ import annotations

from functools import cache

import pytest

from app.cli.covering import Covered, cover
from app.domain.coverage import ACTIONS, BENCHMARKS, FINDINGS, NOTES, ROWS
from tests.support import pack_files, questionnaire_files


@cache
def covered() -> Covered:
    return cover(questionnaire_files(), pack_files())


def test_every_case_gives_what_it_expects() -> None:
    failed = {case.name: (case.problems, case.differences) for case in covered().cases if not case.passed}
    assert failed == {}


@pytest.mark.parametrize("kind", [ROWS, FINDINGS, ACTIONS, BENCHMARKS, NOTES])
def test_every_rule_is_called_up_by_some_case(kind: str) -> None:
    called = next(each for each in covered().coverage.called if each.kind == kind)
    assert called.total > 0
    assert called.missing == ()


def test_every_boundary_is_tried_on_both_sides() -> None:
    boundaries = covered().coverage.boundaries
    assert len(boundaries) > 20  # or the bounds were not found
    assert [(b.fact, b.below.spelled, b.above.spelled) for b in boundaries if not b.tried] == []
