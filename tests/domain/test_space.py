"""The answer space calls nothing unreachable that a response leads to, and tells what none leads to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from random import Random

import pytest

from app.domain.answers import read
from app.domain.conditions import Condition, parse_test
from app.domain.derived import asked, told
from app.domain.evaluation import evaluate
from app.domain.facts import Scalar
from app.domain.possible import Possible
from app.domain.space import Space
from app.engine.reference import ReferenceEngine
from tests.support import random_responses, shipped_program, shipped_questionnaire

HIDDEN = (told("skilled_tasks"), asked("everyone_does_everything"))


@cache
def space() -> Space:
    return Space(shipped_program())


@cache
def known() -> tuple[Mapping[str, Scalar], ...]:
    """All facts of random responses, those that conditions can read."""
    engine, types = ReferenceEngine(shipped_program()), shipped_program().types
    every = (evaluate(engine, read(shipped_questionnaire(), raw)).facts for raw in random_responses(8, 150))
    return tuple({name: facts[name] for name in facts if name in types or name in HIDDEN} for facts in every)


def test_wherever_a_response_leads_is_reachable() -> None:
    random = Random(8)
    for facts in known():
        for _ in range(8):
            some = {name: facts[name] for name in random.sample(sorted(facts), random.randint(1, 6))}
            assert space().reaches(space().point(some)), some


def test_all_a_response_leads_to_is_reachable_at_once() -> None:
    for facts in known()[:20]:
        assert space().reaches(space().point(facts))


def test_what_a_derived_fact_is_lies_within_what_it_may_be() -> None:
    random = Random(3)
    every = known()
    for _ in range(300):
        facts, other = random.choice(every), random.choice(every)
        for fact in shipped_program().pack.derived:
            inputs = {name: both(facts.get(name, True), other.get(name, True)) for name in fact.inputs}
            possible = fact.possible(inputs)
            value = fact.compute({name: facts.get(name, True) for name in fact.inputs})
            assert inside(value, possible), (fact.id, value, possible)


def both(one: Scalar, other: Scalar) -> Possible:
    """Two values as what a fact may be."""
    numbers = [value for value in (one, other) if isinstance(value, (int, float)) and not isinstance(value, bool)]
    closed = tuple(value for value in (one, other) if value not in numbers or isinstance(value, bool))
    return Possible(closed, min(numbers), max(numbers)) if numbers else Possible(closed)


def inside(value: Scalar, possible: Possible) -> bool:
    if value is None or isinstance(value, (str, bool)):
        return value in possible.values
    return possible.low <= value <= possible.high


def holds(tests: Mapping[str, str]) -> bool:
    """Whether some response meets the tests, which become part of the program, so that numbers are cut there."""
    program = shipped_program()
    read_ = ((name, parse_test(text, program.types[name])) for name, text in tests.items())
    condition = Condition(tuple((name, test) for name, test in read_ if test is not None))
    note = program.listing[-1]
    asked_ = replace(note, fact="note:asked", sets=("note:asked",), lines=(replace(note.lines[0], when=condition),))
    return Space(replace(program, listing=(*program.listing, asked_))).can_hold(condition)


@pytest.mark.parametrize(
    ("tests", "reachable"),
    [
        ({"marketing_headcount": "0", "dedicated_headcount": "null"}, True),
        ({"marketing_headcount": "0", "dedicated_headcount": ">= 1"}, False),
        ({"marketing_headcount": "4", "dedicated_headcount": "4", "model": "mid"}, True),
        ({"marketing_headcount": "1", "everyone_does_everything": "yes"}, False),
        ({"task:strategy.execution": "inhouse"}, True),
        ({"task:strategy.execution": "hybrid"}, False),
        ({"basics_yes": "5", "basics_lacking": "1"}, True),
        ({"basics_yes": "5", "basics_lacking": "2"}, False),
        ({"bought_tasks": "8"}, True),
        ({"bought_tasks": "9"}, False),
        ({"phase": "advanced", "checklist.grade": "C"}, True),
        ({"phase": "advanced", "checklist.grade": "D"}, False),
        ({"checklist.score": "null", "checklist.coverage": "0"}, True),
        ({"checklist.score": "null", "checklist.coverage": "> 0"}, False),
        ({"checklist.score": "1", "basics_lacking": "0"}, True),
        ({"checklist.score": "1", "basics_lacking": "2"}, False),
        ({"confidence": "1", "mql_agreed": "partial"}, True),
        ({"confidence": "1", "mql_agreed": "unknown"}, False),
        ({"confidence": "1", "everyone_does_everything": "unknown", "marketing_headcount": "1"}, True),
        ({"confidence": "1", "everyone_does_everything": "unknown", "marketing_headcount": "9"}, False),
        ({"budget.monthly": ">= 75", "annual_budget_manyen": "900"}, True),
        ({"budget.monthly": ">= 75", "annual_budget_manyen": "< 900"}, False),
        ({"budget.fit": "over", "annual_budget_manyen": "0"}, True),
        ({"budget.fit": "over", "annual_budget_manyen": "null"}, False),
        ({"budget.headroom_min": "< 0", "articles_per_month": "0", "task:strategy.advice": "retained"}, False),
        ({"budget.affordable_articles": ">= 10", "annual_budget_manyen": "< 600"}, False),
        ({"budget.articles_open": "true", "articles_per_month": "null"}, True),
        ({"budget.articles_open": "true", "articles_per_month": "3"}, False),
    ],
)  # fmt: skip
def test_facts_that_hang_together_are_told_apart_from_those_that_cannot(
    tests: Mapping[str, str], reachable: bool
) -> None:
    assert holds(tests) is reachable
