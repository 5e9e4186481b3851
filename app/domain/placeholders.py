"""Proves that every place to fill in a pack's texts is filled: by a fact that is known there, and that has a value."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from app.domain.conditions import Condition, InRanges, OneOf
from app.domain.diagnosis import FIGURES
from app.domain.errors import Param, Problem
from app.domain.facts import Numeric
from app.domain.program import Decision, Line, Program
from app.domain.rules import HitPolicy
from app.domain.search import TooLarge
from app.domain.space import Space
from app.domain.texts import Blank

ANYTHING = Condition()


def unfilled(program: Program, space: Space, doubtful: Collection[str] | None = ()) -> Iterator[Problem]:
    """A problem for each place in the pack's words that may find nothing to stand in it.

    `doubtful` are facts that what was left out of the program may make known; None where that may be any.
    """
    everywhere = _known_everywhere(program)
    known = frozenset(program.types) if doubtful is None else everywhere.union(doubtful)
    rules = _rules(program)
    for blank in program.pack.blanks:
        if blank.name in program.types:
            if not blank.rules:
                yield from _outside(blank, program, space, known)
            for rule in blank.rules:
                yield from _inside(blank, rule, rules.get(rule, []), program, space, known)


def _outside(blank: Blank, program: Program, space: Space, known: Collection[str]) -> Iterator[Problem]:
    """What is wrong with a place in words that are said whatever holds."""
    params: dict[str, Param] = {"name": blank.name}
    if blank.name not in known:
        yield Problem("placeholder-not-everywhere", blank.subject, params, blank.at)
    elif _may_be_missing(blank.name, ANYTHING, program, space):
        yield Problem("placeholder-may-be-empty", blank.subject, params, blank.at)


def _inside(
    blank: Blank, rule: str, lines: list[tuple[Line, bool]], program: Program, space: Space, known: Collection[str]
) -> Iterator[Problem]:
    """What is wrong with a place in words that are said where a rule holds, for one task or another where repeated."""
    params: dict[str, Param] = {"rule": rule, "name": blank.name}
    if any(blank.name not in known and not (told and blank.name in line.reads) for line, told in lines):
        yield Problem("placeholder-not-tested", blank.subject, params, blank.at)
    elif any(_may_be_missing(blank.name, line.when, program, space) for line, _ in lines):
        yield Problem("placeholder-no-value", blank.subject, params, blank.at)


def _rules(program: Program) -> dict[str, list[tuple[Line, bool]]]:
    """The lines each rule stands for, each with whether the facts it reads are told with what it concludes."""
    found: dict[str, list[tuple[Line, bool]]] = {}
    for decision in program.listing:
        for line in decision.lines:
            # Why a row of a table holds is said only where its conclusion is told.
            found.setdefault(line.rule.id, []).append((line, decision.traced or not decision.presence))
    return found


def _known_everywhere(program: Program) -> frozenset[str]:
    """Facts every diagnosis knows: answers, figures of the outcome, and what each row of a table that decides reads."""
    answers = (question.id for question in program.questionnaire.questions())
    read = (name for decision in program.listing if _always_decides(decision) for name in _read_by_all(decision))
    return frozenset((*FIGURES, *answers, *read))


def _always_decides(decision: Decision) -> bool:
    return bool(decision.table and decision.lines and decision.traced) and decision.hit is not HitPolicy.COLLECT


def _read_by_all(decision: Decision) -> frozenset[str]:
    return frozenset.intersection(*(frozenset(line.reads) for line in decision.lines))


def _may_be_missing(name: str, when: Condition, program: Program, space: Space) -> bool:
    """Whether the rule can hold while the fact has no value, the question of one not being asked among that."""
    if None not in space.classes(name):
        return False
    no_value = InRanges((), null=True) if isinstance(program.types[name], Numeric) else OneOf((None,))
    try:
        return space.can_hold(Condition(((name, no_value),)).and_also(when))
    except TooLarge:
        return True
