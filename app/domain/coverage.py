"""Coverage: which rules of a pack its worked cases have called up, and which boundaries they have tried.

A boundary lies where a test cuts the numbers of a fact in two. It counts as tried once some case stands on either side
of it, as near as can be: among whole numbers both neighbours, among fractions the bound itself on the side it belongs
to and any number of the stretch next to it on the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.domain.conditions import INFINITY, InRanges, Interval
from app.domain.evaluation import Evaluation
from app.domain.facts import Numeric
from app.domain.program import Program
from app.domain.rules import Rule

ROWS, FINDINGS, ACTIONS, BENCHMARKS, NOTES = "rows", "findings", "actions", "benchmarks", "notes"
BOUNDARIES = "boundaries"
NEEDED = frozenset({ROWS, FINDINGS, ACTIONS})


@dataclass(frozen=True, slots=True)
class Called:
    """The rules of one kind, and those of them that decided in no case."""

    kind: str
    total: int
    missing: tuple[str, ...]

    @property
    def percent(self) -> int:
        """How much was called up; 100 only where nothing is missing."""
        return percent(self.total, len(self.missing))


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a boundary: the numbers that try it, and whether some case has one of them."""

    values: Interval
    tried: bool

    @property
    def spelled(self) -> str:
        """The numbers in the notation of tests."""
        low, high = self.values.low, self.values.high
        if low == high:
            return f"{low:.15g}"
        if low == -INFINITY:
            return f"< {high:.15g}"
        if high == INFINITY:
            return f"> {low:.15g}"
        return f"{'[('[self.values.low_open]}{low:.15g}..{high:.15g}{'])'[self.values.high_open]}"


@dataclass(frozen=True, slots=True)
class Boundary:
    """A place where rules cut a number in two; `rules` are those that do."""

    fact: str
    below: Side
    above: Side
    rules: tuple[str, ...]

    @property
    def tried(self) -> bool:
        """Whether cases stand on either side."""
        return self.below.tried and self.above.tried


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the cases of a pack have called up and tried."""

    called: tuple[Called, ...]
    boundaries: tuple[Boundary, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing is missing of what every pack must have cases for."""
        return not any(each.missing for each in self.called if each.kind in NEEDED)

    @property
    def untried(self) -> tuple[Boundary, ...]:
        """The boundaries that lack a case on one side or both."""
        return tuple(boundary for boundary in self.boundaries if not boundary.tried)


def percent(total: int, missing: int) -> int:
    """A share in whole percent, rounded down, so that 100 means all."""
    return 100 * (total - missing) // total if total else 100


def measure(program: Program, evaluations: Sequence[Evaluation]) -> Coverage:
    """The coverage of a program by the evaluations of its cases."""
    decided = {line.rule.id for each in evaluations for lines in each.held.values() for line in lines}
    called = tuple(
        Called(kind, len(ids), tuple(id_ for id_ in ids if id_ not in decided))
        for kind, rules in _rules(program).items()
        for ids in [[rule.id for rule in rules]]
    )
    return Coverage(called, tuple(_boundaries(program, evaluations)))


def _rules(program: Program) -> Mapping[str, Sequence[Rule]]:
    """Every rule of the pack by its kind, in pack order."""
    pack = program.pack
    return {
        ROWS: [row for table in pack.tables for row in table.rows],
        FINDINGS: [rule for finding in pack.findings for rule in finding.rules],
        ACTIONS: [action.rule for action in pack.actions],
        BENCHMARKS: [benchmark.rule for benchmark in pack.benchmarks],
        NOTES: [note.rule for note in pack.notes],
    }


Cut = tuple[float, bool]  # a bound, and whether it belongs to the numbers above it


def _boundaries(program: Program, evaluations: Sequence[Evaluation]) -> Iterator[Boundary]:
    for fact, cuts in _cuts(program).items():
        type_ = program.types[fact]
        if isinstance(type_, Numeric):
            values = {value for each in evaluations if isinstance(value := each.facts[fact], (int, float))}
            yield from _of_fact(fact, type_, cuts, values)


def _of_fact(
    fact: str, type_: Numeric, cuts: Mapping[Cut, Sequence[str]], values: Iterable[float]
) -> Iterator[Boundary]:
    """The boundaries of one fact, in rising order; a bound at the end of its range cuts nothing."""
    inside = sorted(cut for cut in cuts if _inside(cut, type_))
    for place, cut in enumerate(inside):
        before = inside[place - 1] if place else None
        after = inside[place + 1] if place + 1 < len(inside) else None
        sides = _neighbours(cut[0]) if type_.whole else _stretches(before, cut, after)
        below, above = (Side(side, any(map(side.holds, values))) for side in sides)
        yield Boundary(fact, below, above, tuple(dict.fromkeys(cuts[cut])))


def _inside(cut: Cut, type_: Numeric) -> bool:
    bound, above = cut
    return type_.low < bound <= type_.high if above else type_.low <= bound < type_.high


def _neighbours(start: float) -> tuple[Interval, Interval]:
    """The whole numbers next to one another, of which `start` is the upper."""
    return Interval(start - 1, start - 1), Interval(start, start)


def _stretches(before: Cut | None, cut: Cut, after: Cut | None) -> tuple[Interval, Interval]:
    """The bound itself, and the stretch of fractions beside it."""
    bound, belongs_above = cut
    exact = Interval(bound, bound)
    if belongs_above:
        low, low_included = before or (-INFINITY, False)
        return Interval(low, bound, not low_included, True), exact
    high, high_above = after or (INFINITY, True)
    return exact, Interval(bound, high, True, high_above)


def _cuts(program: Program) -> dict[str, dict[Cut, list[str]]]:
    """Where rules cut each number, with the rules that do. Among whole numbers a cut is told by its upper neighbour."""
    found: dict[str, dict[Cut, list[str]]] = {}
    for decision in program.listing:
        for line in decision.lines:
            for fact, interval in _intervals(line.when.conjunctions()):
                for cut in _ends(interval, program.types[fact]):
                    found.setdefault(fact, {}).setdefault(cut, []).append(line.rule.id)
    return found


def _intervals(ways: Iterable[Sequence[tuple[str, object]]]) -> Iterator[tuple[str, Interval]]:
    for tests in ways:
        for fact, test in tests:
            if isinstance(test, InRanges):
                yield from ((fact, interval) for interval in test.intervals)


def _ends(interval: Interval, type_: object) -> Iterator[Cut]:
    """Where an interval begins and where it has ended."""
    if abs(interval.low) < INFINITY:
        yield interval.low, not interval.low_open
    if abs(interval.high) < INFINITY:
        if isinstance(type_, Numeric) and type_.whole:
            yield interval.high + 1, True
        else:
            yield interval.high, interval.high_open
