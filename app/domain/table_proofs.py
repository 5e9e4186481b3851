"""Proves decision tables: no gap, no overlap where one row only may hold, no row or value that is never decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from app.domain.boxes import Box, both
from app.domain.clashes import clash, covering, spelt, spelt_tests
from app.domain.conditions import word_of
from app.domain.errors import Param, Problem
from app.domain.facts import Scalar
from app.domain.program import Decision, Line, Program
from app.domain.rules import HitPolicy, Rule, Table
from app.domain.search import TooLarge
from app.domain.space import Space

MOST_OVERLAPS = 50


def prove_tables(program: Program, space: Space) -> Iterator[Problem]:
    """The faults of every table, over all the tasks it is repeated for."""
    decisions: dict[str, list[Decision]] = {table.id: [] for table in program.pack.tables}
    for decision in program.listing:
        if decision.table is not None:
            decisions[decision.table].append(decision)
    for table in program.pack.tables:
        yield from _never_given(table)
        verdict = _Verdict(space)
        try:
            for decision in decisions[table.id]:
                verdict.look_at(decision)
            yield from list(verdict.faults(table))
        except TooLarge:
            yield Problem("table-too-large", table.id, {"table": table.id}, table.rows[0].at)


def _never_given(table: Table) -> Iterator[Problem]:
    """Each value an output is said to have that no row gives it, whether or not the row can hold."""
    for output, places in table.outputs_at.items():
        given = {word_of(row.then[output]) for row in table.rows if output in row.then}
        for value, at in zip(map(word_of, table.outputs[output].values), places, strict=True):
            if value not in given:
                yield Problem("table-value-never", table.id, {"output": output, "value": value}, at)


@dataclass
class _Verdict:
    """What was seen of one table."""

    space: Space
    decided: set[str] = field(default_factory=set)
    gap: str | None = None
    overlaps: dict[tuple[str, str], str] = field(default_factory=dict)
    covered: dict[str, list[str]] = field(default_factory=dict)
    clashing: dict[str, str] = field(default_factory=dict)

    def look_at(self, decision: Decision) -> None:
        """Asks everything that can be asked of one decision; raises TooLarge."""
        rows = [(line, self.space.boxes(line.when)) for line in decision.lines]
        boxes = [box for _, each in rows for box in each]
        if decision.hit is not HitPolicy.COLLECT and self.gap is None and self.space.reaches({}, boxes):
            self.gap = f"{decision.fact}: {spelt(self._example(decision, {}, boxes))}".removesuffix(": ")
        if decision.hit is HitPolicy.UNIQUE:
            self._overlaps(decision, rows)
        for place, (line, own) in enumerate(rows):
            if line.rule.id not in self.decided:
                self._row(line, own, rows[:place] if decision.hit is HitPolicy.FIRST else [])

    def _example(self, decision: Decision, box: Box, unless: Sequence[Box]) -> dict[str, Scalar]:
        return self.space.example((name for line in decision.lines for name in line.reads), box, unless)

    def _overlaps(self, decision: Decision, rows: Sequence[tuple[Line, list[Box]]]) -> None:
        """Notes the first pairs of rows that can hold at once: more of them would say no more."""
        for (one, its_boxes), (other, other_boxes) in combinations(rows, 2):
            pair = (one.rule.id, other.rule.id)
            if pair in self.overlaps or len(self.overlaps) >= MOST_OVERLAPS:
                continue
            shared = (both(left, right) for left in its_boxes for right in other_boxes)
            box = next((box for box in shared if box is not None and self.space.reaches(box)), None)
            if box is not None:
                self.overlaps[pair] = spelt(self._example(decision, box, ()))

    def _row(self, line: Line, own: Sequence[Box], before: Sequence[tuple[Line, list[Box]]]) -> None:
        """Notes that a row can decide, or why it cannot."""
        ruled_out = [box for _, boxes in before for box in boxes]
        if any(self.space.reaches(box, ruled_out) for box in own):
            self.decided.add(line.rule.id)
            return
        reachable = [box for box in own if self.space.reaches(box)]
        if not reachable:
            self.clashing.setdefault(line.rule.id, clash(line.when, self.space))
        known = {other.rule.id: boxes for other, boxes in before}
        for box in reachable:
            self.covered.setdefault(line.rule.id, []).extend(covering(box, known, self.space))

    def faults(self, table: Table) -> Iterator[Problem]:
        """What is told of the table."""
        if self.gap is not None:
            yield Problem("table-gap", table.id, {"table": table.id, "example": self.gap}, table.rows[0].at)
        places = {row.id: row.at for row in table.rows}
        for (one, other), example in self.overlaps.items():
            params: dict[str, Param] = {"one": one, "other": other, "example": example}
            yield Problem("table-overlap", other, params, places[other])
        for row in table.rows:
            if row.id not in self.decided:
                yield self._idle(row)

    def _idle(self, row: Rule) -> Problem:
        """A row that never decides: because of those before it, or because of itself."""
        if row.id in self.covered:
            by = ", ".join(dict.fromkeys(self.covered[row.id]))
            return Problem("row-unreachable", row.id, {"row": row.id, "by": by}, row.at)
        # A row that is left out for every task clashes over the task itself.
        told = self.clashing.get(row.id) or spelt_tests(row.when.tests)
        return Problem("row-never", row.id, {"row": row.id, "clash": told}, row.at)
