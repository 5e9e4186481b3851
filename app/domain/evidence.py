"""Which facts are named as the reasons of a conclusion: those that met its rule, and those that ruled out rows before.

A trace has every fact of the rule's own condition, whether it helped to meet it or not. In a table whose first row
decides, a row says little by itself: that the rows before did not hold is part of the reason.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.conditions import Condition
from app.domain.derived import told
from app.domain.diagnosis import Diagnosis, known_facts
from app.domain.evaluation import Reason
from app.domain.facts import Facts, Scalar
from app.domain.program import TASK, Decision, Line, unroll_for
from app.domain.rules import HitPolicy, RulePack, Table


class Evidence:
    """Names the facts behind the conclusions of one diagnosis; `pack` must be the edition it was made with."""

    def __init__(self, diagnosis: Diagnosis, pack: RulePack) -> None:
        self._pack = pack
        self._facts: Facts = _all_facts(diagnosis, pack)
        self._tables: Mapping[str, Table] = {row.id: table for table in pack.tables for row in table.rows}
        self._decisions: dict[tuple[str, str], Decision] = {}

    def of(self, reason: Reason) -> dict[str, Scalar]:
        """The facts to name with their values, in the order they stand in the rules."""
        table = self._tables.get(reason.rule)
        if table is None:
            return self._met(self._pack.rule[reason.rule].when, reason.because)
        decision = self._decision(table, _task_of(reason))
        lines = [line.rule.id for line in decision.lines]
        place = lines.index(reason.rule)
        shown = self._met(decision.lines[place].when, reason.because)
        if decision.hit is HitPolicy.FIRST:
            for line in decision.lines[:place]:
                shown |= self._ruled_out_by(line, shown)
        return shown

    def _decision(self, table: Table, task: str) -> Decision:
        """What a table decides for a task, worked out once: many conclusions rest on the same."""
        known = self._decisions.get((table.id, task))
        if known is None:
            known = self._decisions[table.id, task] = unroll_for(table, self._pack, task)
        return known

    def _met(self, when: Condition, because: Facts) -> dict[str, Scalar]:
        """The facts of the ways in which the condition is met; which task it is about is said by the conclusion."""
        ways = (way for way in when.conjunctions() if all(test.holds(because[name]) for name, test in way))
        met = {name for way in ways for name, _ in way}
        settled = because.keys() - set(when.facts()) - {TASK}
        return {name: value for name, value in because.items() if name in met or name in settled}

    def _ruled_out_by(self, line: Line, shown: Facts) -> dict[str, Scalar]:
        """What keeps an earlier row from holding, as far as it is not shown already: one fact for each of its ways."""
        found: dict[str, Scalar] = {}
        for way in line.when.conjunctions():
            failing = [name for name, test in way if name in self._facts and not test.holds(self._facts[name])]
            if failing and not any(name in shown or name in found for name in failing):
                found[failing[0]] = self._facts[failing[0]]
        return found


def concluded_facts(diagnosis: Diagnosis) -> dict[str, Scalar]:
    """What was concluded, as facts: `model=small` makes `model` small, a finding that was made is true."""
    return {reason.conclusion.partition("=")[0]: concluded(reason) for reason in diagnosis.trace}


def concluded(reason: Reason) -> Scalar:
    """The value a conclusion stands for, as a fact."""
    value = reason.conclusion.partition("=")[2]
    return {"true": True, "false": False, "null": None}.get(value, value) if value else True


def _all_facts(diagnosis: Diagnosis, pack: RulePack) -> dict[str, Scalar]:
    """The answers and conclusions, and every derived fact that can be computed from them again."""
    facts = {**_chosen(diagnosis, pack), **known_facts(diagnosis), **concluded_facts(diagnosis)}
    waiting = [fact for fact in pack.derived if fact.id not in facts]
    while ready := [fact for fact in waiting if all(name in facts for name in fact.inputs)]:
        facts.update({fact.id: fact.compute(facts) for fact in ready})
        waiting = [fact for fact in waiting if fact not in ready]
    return facts


def _chosen(diagnosis: Diagnosis, pack: RulePack) -> dict[str, Scalar]:
    """What was chosen for each task in the questions on all of them, and whether these were answered at all."""
    found: dict[str, Scalar] = {}
    for fact in pack.tasks.facts:
        if fact.chosen_in:
            chosen = diagnosis.answers.get(fact.chosen_in)
            found[told(fact.chosen_in)] = chosen is not None
            found |= {fact.fact(task): isinstance(chosen, tuple) and task in chosen for task in pack.tasks.ids}
    return found


def _task_of(reason: Reason) -> str:
    """The task a conclusion of a repeated table is about, or an empty text."""
    name = reason.conclusion.partition("=")[0]
    return name.removeprefix("task:").partition(".")[0] if name.startswith("task:") else ""
