"""Every worked case of the rule pack gives exactly what it expects, by both engines."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from app.domain.answers import read
from app.domain.diagnosis import diagnose
from app.domain.document import document
from app.domain.evaluation import Engine, evaluate
from app.domain.expectations import differences
from app.domain.program import Program
from app.domain.rules import RulePack
from app.engine.durable import DurableEngine
from app.engine.reference import ReferenceEngine
from tests.support import Json, case_names, load_case, shipped_pack, shipped_questionnaire

each_case = pytest.mark.parametrize("name", case_names())


def outcome_of(engine: Engine, name: str) -> Json:
    answers = read(shipped_questionnaire(), load_case(name)["answers"])
    outcome: Json = document(diagnose(engine, answers), shipped_pack(), "ja")["outcome"]
    return outcome


@each_case
def test_durable_rules_gives_what_the_case_expects(durable: DurableEngine, name: str) -> None:
    assert differences(load_case(name)["expected"], outcome_of(durable, name)) == []


@each_case
def test_the_plain_evaluator_gives_what_the_case_expects(reference: ReferenceEngine, name: str) -> None:
    assert differences(load_case(name)["expected"], outcome_of(reference, name)) == []


@each_case
def test_a_case_says_what_it_is_about_and_expects_the_whole_outcome(reference: ReferenceEngine, name: str) -> None:
    case = load_case(name)
    assert case["about"].strip()
    assert set(case) == {"about", "questionnaire", "answers", "expected"}
    assert set(case["expected"]) == {*outcome_of(reference, name), "critical"}
    assert len(case["expected"]["sourcing"]) == 14


def test_every_rule_decides_in_some_case(program: Program, reference: ReferenceEngine, pack: RulePack) -> None:
    """Every row of every table, every finding in each severity, every action, benchmark and note."""
    decided: set[str] = set()
    for name in case_names():
        held = evaluate(reference, read(program.questionnaire, load_case(name)["answers"])).held
        decided |= {line.rule.id for lines in held.values() for line in lines}
    assert set(pack.rule) - decided == set()


def test_every_value_a_table_can_give_is_given_in_some_case(reference: ReferenceEngine, program: Program) -> None:
    given: set[tuple[str, object]] = set()
    for name in case_names():
        held = evaluate(reference, read(program.questionnaire, load_case(name)["answers"])).held
        given |= {(key, value) for lines in held.values() for line in lines for key, value in line.rule.then.items()}
    for table in program.pack.tables:
        for output, type_ in table.outputs.items():
            assert {value for key, value in given if key == output} == set(type_.values), table.id


# The comparison itself must notice what is wrong

BASE = "eight-people-that-repeat-it"


def spoilt(path: tuple[Any, ...], value: object) -> Json:
    expected = copy.deepcopy(load_case(BASE)["expected"])
    place = expected
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return expected  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("model", "value"), "large"),
        (("phase", "tentative"), True),
        (("confidence",), 0.123),
        (("checklist", "axes", "roles", "score"), 0.1),
        (("sourcing", "ads", "execution"), "defer"),
        (("sourcing", "ads", "transition"), "pause"),
        (("seats", 0, "hats"), ["lead", "abm"]),
        (("seats", 0, "overloaded"), True),
        (("seats",), []),
        (("budget", "total"), [0, 1]),
        (("findings",), []),
        (("critical",), ["no_kpi"]),
        (("actions", 0, "id"), "reassess"),
        (("actions",), []),
        (("benchmarks",), ["lead_cost"]),
        (("basics_ready",), 1),
        (("nothing",), None),
    ],
)
def test_the_comparison_notices_a_difference(reference: ReferenceEngine, path: tuple[Any, ...], value: object) -> None:
    assert differences(spoilt(path, value), outcome_of(reference, BASE))


def test_the_comparison_passes_over_the_order_of_sets_and_what_is_not_expected(reference: ReferenceEngine) -> None:
    outcome = outcome_of(reference, BASE)
    expected = copy.deepcopy(outcome)
    expected["benchmarks"].reverse()
    expected["findings"].reverse()
    expected["budget"]["unpriced"].reverse()
    for seat in expected["seats"]:
        seat["hats"].reverse()
    expected["confidence"] += 1e-9
    del expected["model"]["note"], expected["archetype"]
    assert differences(expected, outcome) == []
