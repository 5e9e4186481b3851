"""The reference evaluator: every condition asked in turn. Slow, plain, and the oracle the other engine is held to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from app.domain.facts import Facts
from app.domain.program import Program


@dataclass(frozen=True, slots=True)
class ReferenceEngine:
    """Matches by asking each condition whether it holds."""

    program: Program

    @contextmanager
    def session(self) -> Iterator[ReferenceEngine]:
        """There is no state to keep: any number may be open."""
        yield self

    def matches(self, level: int, facts: Facts) -> Iterator[tuple[int, int]]:
        """Every line of the level whose condition holds."""
        for decision_place, decision in enumerate(self.program.levels[level].decisions):
            for line_place, line in enumerate(decision.lines):
                if line.when.holds(facts):
                    yield decision_place, line_place
