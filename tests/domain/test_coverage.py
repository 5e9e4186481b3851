"""Boundaries and what tries them; expectations and what differs from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from app.domain.conditions import Condition, parse_test
from app.domain.coverage import ROWS, Boundary, measure, percent
from app.domain.evaluation import Evaluation
from app.domain.expectations import Difference, Json, differences
from app.domain.facts import Numeric
from app.domain.program import Program
from tests.support import shipped_program

WHOLE = Numeric(0, 100, whole=True, nullable=True)
SHARE = Numeric(0, 1, whole=False, nullable=True)


def program_that_tests(texts: list[str], type_: Numeric) -> Program:
    """A program whose only tests are these, one a line, on the number `n`."""
    program = shipped_program()
    decision = program.listing[0]
    tests = [test for text in texts if (test := parse_test(text, type_)) is not None]
    lines = tuple(replace(decision.lines[0], when=Condition((("n", test),))) for test in tests)
    return replace(program, types={"n": type_}, listing=(replace(decision, lines=lines),))


def boundaries(texts: list[str], type_: Numeric, values: list[float | None]) -> list[Boundary]:
    evaluations = [Evaluation({"n": value}, {}, ()) for value in values]
    return list(measure(program_that_tests(texts, type_), evaluations).boundaries)


@pytest.mark.parametrize(
    ("texts", "type_", "spelled"),
    [
        (["[0..3]", "[4..9]", ">= 10"], WHOLE, [("3", "4"), ("9", "10")]),
        (["7"], WHOLE, [("6", "7"), ("7", "8")]),
        (["< 50", "> 49", "<= 49"], WHOLE, [("49", "50")]),
        (["0", "null", "not(null)"], WHOLE, [("0", "1")]),
        (["<= 100", ">= 0"], WHOLE, []),
        ([">= 0.8", "[0.6..0.8)"], SHARE, [("< 0.6", "0.6"), ("[0.6..0.8)", "0.8")]),
        (["> 0.5"], SHARE, [("0.5", "> 0.5")]),
        (["(0.5..0.7]"], SHARE, [("0.5", "(0.5..0.7]"), ("0.7", "> 0.7")]),
    ],
)
def test_a_boundary_lies_wherever_a_test_cuts(texts: list[str], type_: Numeric, spelled: list[tuple[str, str]]) -> None:
    assert [(each.below.spelled, each.above.spelled) for each in boundaries(texts, type_, [])] == spelled


@pytest.mark.parametrize(
    ("text", "type_", "values", "tried"),
    [
        ("<= 3", WHOLE, [3, 4], (True, True)),
        ("<= 3", WHOLE, [2, 5], (False, False)),
        ("<= 3", WHOLE, [None, 4], (False, True)),
        (">= 0.8", SHARE, [0.8], (False, True)),
        (">= 0.8", SHARE, [0.1, 0.81], (True, False)),
    ],
)
def test_whole_numbers_are_tried_by_neighbours_and_fractions_at_the_bound(
    text: str, type_: Numeric, values: list[float | None], tried: tuple[bool, bool]
) -> None:
    (boundary,) = boundaries([text], type_, values)
    assert (boundary.below.tried, boundary.above.tried) == tried
    assert boundary.tried == all(tried)


def test_without_cases_everything_is_missing() -> None:
    coverage = measure(shipped_program(), [])
    rows = next(each for each in coverage.called if each.kind == ROWS)
    assert (rows.percent, len(rows.missing)) == (0, rows.total)
    assert not coverage.complete
    assert coverage.untried == coverage.boundaries


@pytest.mark.parametrize(("total", "missing", "share"), [(0, 0, 100), (3, 1, 66), (1000, 1, 99), (7, 0, 100)])
def test_a_hundred_percent_means_all(total: int, missing: int, share: int) -> None:
    assert percent(total, missing) == share


OUTCOME: Mapping[str, object] = {
    "findings": [{"id": "b", "severity": "major"}, {"id": "a", "severity": "critical"}],
    "benchmarks": ["x", "y"],
    "confidence": 0.5,
    "seats": [{"id": "p1", "hats": ["lead", "ads"], "overloaded": False}],
    "grade": None,
}


@pytest.mark.parametrize(
    "expected",
    [
        {},
        {"findings": ["a", "b"], "critical": ["a"]},
        {"findings": [{"id": "a"}, "b"]},
        {"benchmarks": ["y", "x"], "confidence": 0.5 + 1e-9},
        {"seats": [{"hats": ["ads", "lead"]}], "grade": None},
    ],
)
def test_only_what_is_expected_counts_and_sets_have_no_order(expected: Json) -> None:
    assert differences(expected, OUTCOME) == []


@pytest.mark.parametrize(
    ("expected", "told"),
    [
        ({"confidence": 0.51}, Difference("confidence", 0.51, 0.5)),
        ({"critical": []}, Difference("critical", [], ["a"])),
        ({"findings": None}, Difference("findings", None, ["b", "a"])),
        ({"seats": [{"overloaded": 0}]}, Difference("seats[0].overloaded", 0, False)),
        ({"seats": [{"id": "p2"}]}, Difference("seats[0].id", "p2", "p1")),
        ({"graed": "A"}, Difference("graed", "A", absent=True)),
        ({"grade": "A"}, Difference("grade", "A", None)),
    ],
)
def test_a_difference_is_told_with_its_place(expected: Json, told: Difference) -> None:
    assert differences(expected, OUTCOME) == [told]
