"""Evaluation: runs a program on answers with whichever engine matches the conditions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from app.domain.answers import Answers
from app.domain.errors import RuleError
from app.domain.facts import Facts, Scalar
from app.domain.program import Decision, Level, Line, Program
from app.domain.rules import HitPolicy


class Session(Protocol):
    """One evaluation under way."""

    def matches(self, level: int, facts: Facts) -> Iterable[tuple[int, int]]:
        """Which lines of a level hold: (place of the decision in the level, place of the line in it), in any order."""


class Engine(Protocol):
    """Something that matches conditions against facts."""

    @property
    def program(self) -> Program:
        """What it was built to run."""

    def session(self) -> AbstractContextManager[Session]:
        """Opens an evaluation; engines may let one wait for another."""


class Reason(NamedTuple):
    """One entry of the trace: the conclusion, the rule that decided it, the facts of its condition, its sources."""

    conclusion: str
    rule: str
    because: Mapping[str, Scalar]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All facts, the lines that decided each decision that was made, and the trace in pack order."""

    facts: Facts
    held: Mapping[str, Sequence[Line]]
    trace: tuple[Reason, ...]


def evaluate(engine: Engine, answers: Answers) -> Evaluation:
    """Runs the engine's program; raises RuleError where a table has no row, or two, for these answers."""
    program = engine.program
    facts = program.seed(answers)
    held: dict[str, Sequence[Line]] = {}
    with engine.session() as session:
        for number, level in enumerate(program.levels):
            for derived in level.derived:
                facts[derived.id] = derived.compute(facts)
            facts.update(level.absent)
            for place, lines in _by_decision(level, session.matches(number, facts)).items():
                decision = level.decisions[place]
                deciding = held[decision.fact] = _settle(decision, lines)
                facts.update(deciding[0].sets)
    trace = tuple([_reason(held[d.fact][0], facts) for d in program.listing if d.traced and d.fact in held])
    return Evaluation(facts, held, trace)


def _by_decision(level: Level, matches: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    """The places of the lines that hold, by the place of their decision; raises RuleError for a table without one."""
    places: dict[int, list[int]] = {}
    for decision, line in matches:
        places.setdefault(decision, []).append(line)
    if not level.tables <= places.keys():
        gap = min(level.tables - places.keys())
        raise RuleError(f"{level.decisions[gap].fact}: no row holds")
    return places


def _settle(decision: Decision, places: Sequence[int]) -> Sequence[Line]:
    """The lines that decide under the decision's hit policy; raises RuleError where two claim to be the only one."""
    if len(places) == 1 or decision.hit is HitPolicy.FIRST:
        return (decision.lines[min(places)],)
    held = [decision.lines[place] for place in sorted(set(places))]
    if decision.hit is HitPolicy.UNIQUE and len(held) > 1:
        raise RuleError(f"{decision.fact}: {', '.join(line.rule.id for line in held)} hold at once")
    return held


def _reason(line: Line, facts: Facts) -> Reason:
    rule, because = line.rule, {name: facts[name] for name in line.reads}
    return Reason(line.conclusion, rule.id, line.settled | because if line.settled else because, rule.sources)
