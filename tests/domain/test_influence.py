"""What an answer can change, and which answer would add most: held against plain brute force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings

from app.domain.answers import read
from app.domain.diagnosis import Diagnosis, diagnose
from app.domain.errors import InvalidAnswers
from app.domain.evaluation import evaluate
from app.domain.facts import Facts
from app.domain.influence import Addition, Additions, Influence, Part, part_of
from app.domain.questionnaire import Answer, Kind, Question
from tests.domain.changing import Given, engine, given_of
from tests.support import (
    REQUIRED,
    Raw,
    case_names,
    load_case,
    random_raw,
    random_responses,
    raw_answers,
    shipped_pack,
    shipped_program,
    shipped_questionnaire,
)

SEED, RESPONSES, PARTS = 11, 32, 4
SILENT = {None, "unknown"}


@cache
def influence() -> Mapping[str, tuple[Part, ...]]:
    return Influence(shipped_program()).parts


@cache
def additions() -> Additions:
    return Additions(engine())


def result(diagnosis: Diagnosis) -> dict[Part, object]:
    """What a result says in each of its parts."""
    o = diagnosis.outcome
    return {
        Part.MODEL: (o.model, o.neighbour),
        Part.PHASE: o.phase,
        Part.ARCHETYPE: o.archetype,
        Part.SOURCING: o.sourcing,
        Part.SEATS: o.seats,
        Part.BUDGET: o.budget,
        Part.CHECKLIST: o.checklist,
        Part.FINDINGS: o.findings,
        Part.ACTIONS: o.actions,
        Part.REMARKS: o.notes,
        Part.SURVEYS: o.benchmarks,
    }


def diagnosed(raw: Mapping[str, object]) -> Diagnosis | None:
    try:
        return diagnose(engine(), read(shipped_questionnaire(), raw))
    except InvalidAnswers:
        return None


@pytest.mark.parametrize("part", range(PARTS))
def test_no_answer_changes_a_part_it_is_not_said_to_change(part: int) -> None:
    random, tried = Random(part), 0
    for raw in list(random_responses(SEED, RESPONSES))[part::PARTS]:
        before, others = diagnosed(raw), random_raw(random, shipped_questionnaire())
        for question in shipped_questionnaire().questions():
            after = diagnosed({**raw, question.id: others.get(question.id)})
            if before and after:
                old, new = result(before), result(after)
                assert {each for each in Part if old[each] != new[each]} <= set(influence()[question.id]), question.id
                tried += 1
    assert tried > 250


def test_the_parts_are_those_that_the_rules_name() -> None:
    assert influence()["company_name"] == ()
    assert influence()["annual_revenue"] == (Part.SURVEYS,)
    assert influence()["employees"] == (Part.ARCHETYPE,)
    assert influence()["industry"] == (Part.FINDINGS,)
    assert influence()["regular_sync"][:3] == (Part.CHECKLIST, Part.ACTIONS, Part.FINDINGS)
    assert influence()["marketing_headcount"][0] is Part.MODEL
    assert Part.PHASE in influence()["reproducibility"]
    assert Part.MODEL not in influence()["reproducibility"]


def test_an_answer_that_shows_other_questions_changes_what_they_change() -> None:
    assert set(influence()["marketing_headcount"]) >= set(influence()["execution_delegated"])
    assert set(influence()["annual_budget_manyen"]) >= set(influence()["media_spend_manyen"])


# Which answer would add most


def possible(question: Question) -> Iterator[Answer]:
    """Answers that say something, many more numbers and selections than the search tries."""
    if question.kind is Kind.CHOICE:
        yield from (option for option in question.option_ids if option not in SILENT)
    elif question.kind is Kind.INTEGER:
        low, high = question.limits.low, question.limits.high
        yield from dict.fromkeys((low, high, *range(low, min(high, 30)), 100, 240, 360, 900, 999, 1000, 10000))
    else:
        yield from (question.option_ids, *((option,) for option in question.option_ids), ())


def settings_of(given: Given) -> Iterator[Given]:
    """The response as it is, and with every open question answered by its first or its last option."""
    yield given
    for place in (0, -1):
        chosen = {q.id: list(possible(q)) for q in open_questions(given) if q.kind is not Kind.INTEGER}
        yield {**given, **{name: answers[place] for name, answers in chosen.items()}}


def outcomes(given: Given, question: Question) -> Iterator[Facts]:
    """All facts after each possible answer the questionnaire accepts, evaluated whole."""
    for answer in possible(question):
        try:
            answers = read(shipped_questionnaire(), {**given, question.id: answer})
        except InvalidAnswers:
            continue
        yield evaluate(engine(), answers).facts


def differing(given: Given, question: Question) -> set[str]:
    findings = [f"finding:{finding.id}" for finding in shipped_pack().findings]
    tasks = [f"task:{task}.execution" for task in shipped_pack().tasks.ids]
    names = ("model", "phase", "archetype", "budget.fit", *tasks, *findings)
    found = [list(outcomes(setting, question)) for setting in settings_of(given)]
    return {name for name in names for each in found if len({facts[name] for facts in each}) > 1}


def open_questions(given: Given) -> list[Question]:
    asked = read(shipped_questionnaire(), given).asked
    return [
        question
        for question in shipped_questionnaire().questions()
        if question.id in asked
        and question.kind is not Kind.TEXT
        and not question.report_only
        and (given.get(question.id) in SILENT or given.get(question.id) == question.left_out)
    ]


def assert_adds_most(given: Given) -> None:
    found = {addition.question: addition for addition in additions().adds_most(given, 100)}
    for question in open_questions(given):
        expected = differing(given, question)
        at_stake = set(found[question.id].at_stake) if question.id in found else set()
        if question.kind is Kind.INTEGER:
            assert at_stake <= expected, question.id
        else:
            assert at_stake == expected, question.id
    assert found.keys() <= {question.id for question in open_questions(given)}
    worths = [addition.worth for addition in found.values()]
    assert worths == sorted(worths, reverse=True)
    assert all(worths)


@pytest.mark.parametrize("part", range(PARTS))
def test_what_is_at_stake_is_what_differs_between_the_answers(part: int) -> None:
    for raw in list(random_responses(SEED + 1, RESPONSES))[part::PARTS]:
        assert_adds_most(given_of(raw))


@settings(max_examples=8, deadline=None)
@given(raw_answers(shipped_questionnaire()))
def test_what_is_at_stake_is_what_differs_whatever_is_answered(raw: Raw) -> None:
    assert_adds_most(given_of({name: value for name, value in raw.items() if value is not None}))


@pytest.mark.parametrize("name", case_names())
def test_the_worked_cases_say_the_same_from_answers_and_from_their_diagnosis(name: str) -> None:
    answers = read(shipped_questionnaire(), load_case(name)["answers"])
    made = diagnose(engine(), answers)
    assert additions().adds_most(made.answers, 3) == additions().adds_most(given_of(load_case(name)["answers"]), 3)


def first(raw: Raw) -> Addition:
    (found,) = additions().adds_most(given_of(raw))
    return found


def test_where_two_add_the_same_the_one_that_counts_for_completeness_comes_first() -> None:
    signals = {name for fact in shipped_pack().derived if fact.id == "confidence" for name in fact.questions}
    for name in case_names():
        found = additions().adds_most(given_of(load_case(name)["answers"]), 100)
        for earlier, later in pairwise(found):
            assert earlier.worth > later.worth or (earlier.question in signals) >= (later.question in signals)


def test_an_answer_that_was_given_is_not_asked_for_again_though_leaving_it_out_counts_the_same() -> None:
    given = given_of(REQUIRED | {"insourcing_stance": "not_planned"})
    assert "insourcing_stance" in {each.question for each in additions().adds_most(given, 100)}
    told = {each.question for each in additions().adds_most(given, 100, said={"insourcing_stance", "mql_agreed"})}
    assert "insourcing_stance" not in told
    assert "mql_agreed" in told  # "don't know" says nothing, whoever says it


def test_after_the_four_required_answers_it_is_what_the_phase_hangs_on() -> None:
    """Which takes two answers: neither changes it while the other is open."""
    found = additions().adds_most(given_of(REQUIRED), 3)
    assert [addition.question for addition in found[:2]] == ["reproducibility", "improvement_cycle"]
    assert found[0].at_stake == ("phase", "finding:not_reproducible")
    assert found[0].parts == (Part.PHASE, Part.FINDINGS)
    assert found[2].question == "skilled_tasks"
    assert "task:ads.execution" in found[2].at_stake


def test_once_the_phase_is_known_it_is_who_is_experienced() -> None:
    found = first({**REQUIRED, "reproducibility": "yes", "improvement_cycle": "no"})
    assert (found.question, found.parts[0]) == ("skilled_tasks", Part.SOURCING)


def test_a_question_answered_with_do_not_know_is_still_open() -> None:
    without = additions().adds_most(given_of(REQUIRED), 100)
    assert additions().adds_most(given_of({**REQUIRED, "mql_agreed": "unknown"}), 100) == without


def test_where_everything_is_answered_nothing_would_add() -> None:
    answered: Raw = {}
    for question in shipped_questionnaire().questions():
        options = [option for option in question.option_ids if option not in ("unknown", question.left_out)]
        answered[question.id] = {Kind.TEXT: "x", Kind.INTEGER: 1, Kind.MULTIPLE: options}.get(
            question.kind, options[0] if options else None
        )
    assert additions().adds_most(given_of(answered), 5) == ()


def test_no_more_are_given_than_asked_for() -> None:
    assert len(additions().adds_most(given_of(REQUIRED), 3)) == 3
    assert additions().adds_most(given_of(REQUIRED), 3) == additions().adds_most(given_of(REQUIRED), 100)[:3]


def test_every_conclusion_at_stake_belongs_to_a_part() -> None:
    for raw in random_responses(SEED + 2, 20):
        for addition in additions().adds_most(given_of(raw), 100):
            assert set(addition.parts) == {part_of(name) for name in addition.at_stake}
            assert set(addition.parts) <= set(influence()[addition.question])
