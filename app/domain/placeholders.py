"""Proves that every place to fill in a pack's texts is filled: by a fact that is known there, and that has a value."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.conditions import Condition, InRanges, OneOf
from app.domain.diagnosis import FIGURES
from app.domain.errors import Param, Position, Problem
from app.domain.facts import FactType, Numeric
from app.domain.program import Decision, Program
from app.domain.rules import HitPolicy, Rule, RulePack
from app.domain.search import TooLarge
from app.domain.space import Space
from app.domain.texts import Text

ANYTHING = Condition()


def unfilled(program: Program, space: Space) -> Iterator[Problem]:
    """A problem for each place in the words of a rule or of a table's values that may find nothing to stand in it."""
    known = _known_everywhere(program)
    for id_, when, texts, at in _said(program.pack):
        names = {name for text in texts for name in text.placeholders()}
        for name in sorted(names & program.types.keys()):
            params: dict[str, Param] = {"rule": id_, "name": name}
            if name not in known and name not in when.facts():
                yield Problem("placeholder-not-tested", id_, params, at)
            elif _may_be_missing(name, program.types[name], when, space):
                yield Problem("placeholder-no-value", id_, params, at)


def _said(pack: RulePack) -> Iterator[tuple[str, Condition, list[Text], Position | None]]:
    """Every rule with all that is said where it holds; what tables' values and the handout say is said anywhere."""
    for table in pack.tables:
        if not table.for_each_task:
            yield from (_of(row) for row in table.rows)
        for value, reading in table.values.items():
            texts = [reading.title, reading.text, *(text for _, *both in reading.details for text in both)]
            yield f"{table.id}.values.{value}", ANYTHING, texts, table.rows[0].at
    for finding in pack.findings:
        yield from (_of(rule, finding.title, finding.meaning) for rule in finding.rules)
    for action in pack.actions:
        yield _of(action.rule, action.title, action.task, action.artifact, action.done)
    for benchmark in pack.benchmarks:
        yield _of(benchmark.rule, benchmark.title, benchmark.figure, benchmark.caveat)
    yield from (_of(note.rule) for note in pack.notes)
    yield from _handed_out(pack)


def _handed_out(pack: RulePack) -> Iterator[tuple[str, Condition, list[Text], Position | None]]:
    """What the report asks where a conclusion stands, and what it gives to use whatever was concluded."""
    handout = pack.handout
    rules = {f"action:{action.id}": [action.rule] for action in pack.actions}
    rules |= {f"finding:{finding.id}": list(finding.rules) for finding in pack.findings}
    for ask in handout.asks:
        for when in [rule.when for rule in rules.get(ask.on, ())] or [ANYTHING]:
            yield f"report.asks.{ask.id}", when, [ask.text], ask.at
    for breakdown in handout.breakdowns:
        yield f"report.sales.breakdowns.{breakdown.finding}", ANYTHING, [breakdown.title], breakdown.at
    for step in handout.steps:
        yield f"report.sales.steps.{step.id}", ANYTHING, [step.title, step.text], step.at
    for decision in handout.decisions:
        texts = [decision.title, decision.figure, decision.rhythm]
        yield f"report.decisions.{decision.id}", ANYTHING, texts, decision.at
    for figure in (*handout.results, *handout.measures):
        yield f"report.kpi.{figure.id}", ANYTHING, [figure.title, figure.unit], figure.at


def _of(rule: Rule, *texts: Text) -> tuple[str, Condition, list[Text], Position | None]:
    return rule.id, rule.when, [rule.why, *texts], rule.at


def _known_everywhere(program: Program) -> frozenset[str]:
    """Facts every diagnosis knows: answers, figures of the outcome, and what each row of a table that decides reads."""
    answers = (question.id for question in program.questionnaire.questions())
    read = (name for decision in program.listing if _always_decides(decision) for name in _read_by_all(decision))
    return frozenset((*FIGURES, *answers, *read))


def _always_decides(decision: Decision) -> bool:
    return bool(decision.table and decision.lines and decision.traced) and decision.hit is not HitPolicy.COLLECT


def _read_by_all(decision: Decision) -> frozenset[str]:
    return frozenset.intersection(*(frozenset(line.reads) for line in decision.lines))


def _may_be_missing(name: str, type_: FactType, when: Condition, space: Space) -> bool:
    """Whether the rule can hold while the fact has no value."""
    if not type_.admits(None):
        return False
    no_value = InRanges((), null=True) if isinstance(type_, Numeric) else OneOf((None,))
    try:
        return space.can_hold(Condition(((name, no_value),)).and_also(when))
    except TooLarge:
        return True
