"""Proves rules and paths through the questionnaire: none that no response meets, no alternative that none does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from app.domain.boxes import Box
from app.domain.clashes import clash, covering
from app.domain.conditions import Condition
from app.domain.errors import Param, Position, Problem
from app.domain.program import Decision, Line, Program
from app.domain.rules import Rule
from app.domain.search import TooLarge
from app.domain.space import Space


def prove_rules(program: Program, space: Space) -> Iterator[Problem]:
    """Rules that no response can call up, and alternatives of theirs that none meets.

    What rests on a finding that never appears is not told of its own.
    """
    never: set[str] = set()
    for decision in program.listing:
        if decision.presence:
            found = list(_idle(decision, space))
            if len(found) == len(decision.lines) and found[0].code == "rule-never":
                never.add(decision.fact)
            resting = {line.rule.id for line in decision.lines if not never.isdisjoint(line.reads)}
            yield from (problem for problem in found if problem.subject not in resting)
            if not found and not resting:
                yield from _dead(decision.lines[-1].rule, [line.when for line in decision.lines], space)


def _idle(decision: Decision, space: Space) -> Iterator[Problem]:
    before: dict[str, list[Box]] = {}
    for line in decision.lines:
        try:
            problem = _never(line, before, space)
        except TooLarge:
            problem = Problem("rule-too-large", line.rule.id, {"rule": line.rule.id}, line.rule.at)
        if problem is not None:
            yield problem
        before[line.rule.id] = space.boxes(line.when)


def _never(line: Line, before: Mapping[str, Sequence[Box]], space: Space) -> Problem | None:
    """Why a line never decides; None where it can."""
    rule = line.rule
    if space.can_hold(line.when, [box for boxes in before.values() for box in boxes]):
        return None
    if not space.can_hold(line.when):
        return Problem("rule-never", rule.id, {"rule": rule.id, "clash": clash(line.when, space)}, rule.at)
    rows = [row for box in space.boxes(line.when) if space.reaches(box) for row in covering(box, before, space)]
    return Problem("row-unreachable", rule.id, {"row": rule.id, "by": ", ".join(dict.fromkeys(rows))}, rule.at)


def _dead(rule: Rule, conditions: Sequence[Condition], space: Space) -> Iterator[Problem]:
    """Alternatives that cannot be met wherever in these conditions they stand."""
    places: dict[Position | Condition, list[Condition]] = {}
    for condition in conditions:
        for alternative, only in condition.alternatives():
            places.setdefault(alternative.at or alternative, []).append(only)
    for place, met in places.items():
        at = place if isinstance(place, Position) else rule.at
        try:
            if not any(space.can_hold(only) for only in met):
                params: dict[str, Param] = {"rule": rule.id, "clash": clash(met[-1], space)}
                yield Problem("alternative-never", rule.id, params, at)
        except TooLarge:
            yield Problem("rule-too-large", rule.id, {"rule": rule.id}, at)


def prove_paths(program: Program, space: Space) -> Iterator[Problem]:
    """Questions that no answers lead to, and alternatives of what shows them that none meets."""
    for question in program.questionnaire.questions():
        shown = Rule(question.id, question.show_if, {}, question.label, (), question.at)
        try:
            if space.can_hold(question.show_if):
                yield from _dead(shown, [question.show_if], space)
            else:
                params: dict[str, Param] = {"question": question.id, "clash": clash(question.show_if, space)}
                yield Problem("question-never-shown", question.id, params, question.at)
        except TooLarge:
            yield Problem("rule-too-large", question.id, {"rule": question.id}, question.at)
