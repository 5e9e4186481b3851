"""Every conclusion has one entry in the trace: the rule that decided it, and that rule's own facts."""

from __future__ import annotations

from functools import cache

from hypothesis import given

from app.domain.answers import read
from app.domain.conditions import word_of
from app.domain.diagnosis import Outcome, diagnose
from app.domain.evaluation import Evaluation, Reason, evaluate
from app.domain.facts import Scalar
from app.domain.program import GROUP, TASK, aliases
from app.domain.rules import HitPolicy, Rule, RulePack
from app.engine.reference import ReferenceEngine
from tests.support import Raw, raw_answers, shipped_pack, shipped_program, shipped_questionnaire

any_answers = given(raw_answers(shipped_questionnaire()))


def evaluation_of(raw: Raw) -> Evaluation:
    return evaluate(ReferenceEngine(shipped_program()), read(shipped_questionnaire(), raw))


def outcome_of(raw: Raw) -> Outcome:
    return diagnose(ReferenceEngine(shipped_program()), read(shipped_questionnaire(), raw)).outcome


@cache
def rules() -> dict[str, Rule]:
    return shipped_pack().rule


def task_of(reason: Reason) -> str | None:
    return reason.conclusion.removeprefix("task:").split(".")[0] if reason.conclusion.startswith("task:") else None


def names_in(reason: Reason, pack: RulePack) -> dict[str, str]:
    """What the names in the rule's condition are called in the trace."""
    task = task_of(reason)
    return aliases(pack, task) if task else {}


def expected_conclusions(outcome: Outcome) -> list[str]:
    """What the trace must list, put together from the outcome alone, in the order of the knowledge page."""
    sourcing = outcome.sourcing.items()
    return [
        f"model={outcome.model}",
        f"archetype={outcome.archetype}",
        f"phase={outcome.phase.value}",
        f"basics_ready={word_of(outcome.basics_ready)}",
        f"checklist.grade={word_of(outcome.checklist.grade)}",
        *(f"task:{task}.execution={how.execution}" for task, how in sourcing),
        *(f"task:{task}.advice={how.advice}" for task, how in sourcing),
        *(f"task:{task}.transition={word_of(how.transition)}" for task, how in sourcing),
        f"budget.fit={outcome.budget.fit}",
        *(f"finding:{f.id}" for f in shipped_pack().findings if f.id in {found.id for found in outcome.findings}),
        *(f"action:{a.id}" for a in shipped_pack().actions if a.id in {planned.id for planned in outcome.actions}),
        *(f"benchmark:{id_}" for id_ in outcome.benchmarks),
    ]


@any_answers
def test_the_trace_lists_every_conclusion_once_in_pack_order(raw: Raw) -> None:
    assert [reason.conclusion for reason in evaluation_of(raw).trace] == expected_conclusions(outcome_of(raw))


@any_answers
def test_because_holds_the_facts_of_the_rules_condition_with_their_values(raw: Raw) -> None:
    evaluation = evaluation_of(raw)
    for reason in evaluation.trace:
        names = names_in(reason, shipped_pack())
        read_by_rule = {names.get(name, name) for name in rules()[reason.rule].when.facts()}
        assert set(reason.because) == read_by_rule
        for name, value in reason.because.items():
            if name not in (TASK, GROUP):
                assert value == evaluation.facts[name]
                assert type(value) is type(evaluation.facts[name])


@any_answers
def test_the_rule_named_holds_on_the_facts_named(raw: Raw) -> None:
    for reason in evaluation_of(raw).trace:
        names = names_in(reason, shipped_pack())
        when = rules()[reason.rule].when
        facts: dict[str, Scalar] = {name: reason.because[names.get(name, name)] for name in when.facts()}
        assert when.holds(facts)
        if task_of(reason):
            assert facts.get(TASK, task_of(reason)) == task_of(reason)


@any_answers
def test_in_a_table_of_which_the_first_row_decides_no_earlier_row_holds(raw: Raw) -> None:
    evaluation = evaluation_of(raw)
    pack = shipped_pack()
    groups = {task.id: task.group for task in pack.tasks.tasks}
    first = {table.id: table for table in pack.tables if table.hit is HitPolicy.FIRST}
    for reason in evaluation.trace:
        table = first.get(reason.rule.partition(".")[0])
        if table is None:
            continue
        task, names = task_of(reason), names_in(reason, pack)
        own: dict[str, Scalar] = {TASK: task, GROUP: groups.get(task or "")}
        holding = []
        for row in table.rows:
            facts = {n: own[n] if n in own else evaluation.facts[names.get(n, n)] for n in row.when.facts()}
            if row.when.holds(facts):
                holding.append(row.id)
        assert holding[0] == reason.rule


@any_answers
def test_every_entry_has_the_sources_of_its_rule_and_they_exist(raw: Raw) -> None:
    for reason in evaluation_of(raw).trace:
        assert reason.sources == rules()[reason.rule].sources
        assert reason.sources
        assert set(reason.sources) <= set(shipped_pack().sources) == {"S1", "S2", "FO", "MZ", "NS", "T"}
