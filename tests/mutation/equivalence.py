"""Whether a mutant of a table decides the same as the table, whatever is answered.

Both are asked for every combination of what they read, cut into the classes that the tests of either tell apart; where
they answer differently, the space is asked whether some response leads there. A mutant is equivalent only where they
answer alike wherever it may; what takes too long to ask counts as different.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from math import prod

from app.domain.facts import Facts, Scalar
from app.domain.program import Decision, Program
from app.domain.rules import HitPolicy
from app.domain.search import TooLarge
from app.domain.space import Space

Decided = tuple[Mapping[str, Scalar], ...]
MOST_COMBINATIONS = 500_000


def equivalent(original: Program, mutated: Program, table: str) -> bool:
    """Whether a table, the only thing that differs between two programs, decides alike in both."""
    pairs = list(zip(_of_table(original, table), _of_table(mutated, table), strict=True))
    # What the table reads does not depend on it, so the original's space serves both; the other's tests only add cuts.
    ghosts = tuple(_renamed(decision) for _, decision in pairs)
    space = Space(replace(original, listing=(*original.listing, *ghosts)))
    try:
        return all(_alike(one, other, space) for one, other in pairs)
    except TooLarge:
        return False


def _of_table(program: Program, table: str) -> list[Decision]:
    return [decision for decision in program.listing if decision.table == table]


def _renamed(decision: Decision) -> Decision:
    """A decision under names that nothing reads, so that it makes no fact of the space."""
    lines = tuple(replace(line, sets={f"mutant {fact}": v for fact, v in line.sets.items()}) for line in decision.lines)
    return replace(decision, lines=lines, sets=tuple(f"mutant {fact}" for fact in decision.sets))


def _alike(one: Decision, other: Decision, space: Space) -> bool:
    reads = tuple(dict.fromkeys(name for d in (one, other) for line in d.lines for name in line.reads))
    classes = [space.classes(name) for name in reads]
    if one.fact != other.fact or prod(map(len, classes)) > MOST_COMBINATIONS:
        return False
    rows = (dict(zip(reads, row, strict=True)) for row in product(*classes))
    return not any(
        _decided(one, facts) != _decided(other, facts) and space.reaches(space.point(facts)) for facts in rows
    )


def _decided(decision: Decision, facts: Facts) -> Decided:
    """What it sets: by the first line that holds, or by every one, each but once; of two that may not, both."""
    held: list[Mapping[str, Scalar]] = []
    for line in decision.lines:
        if line.when.holds(facts) and (line.sets not in held or decision.hit is HitPolicy.UNIQUE):
            held.append(line.sets)
            if decision.hit is HitPolicy.FIRST:
                break
    return tuple(held)
