"""Whether a mutant of a table decides the same as the table, whatever is answered.

Both are asked for every combination of what they read that some response leads to, cut into the classes that the tests
of either tell apart. A mutant is equivalent only where they answer alike for all of them; what cannot be listed, or is
reachable only as far as the space knows, counts as different.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.domain.facts import Facts, Scalar
from app.domain.program import Decision, Program
from app.domain.rules import HitPolicy
from app.domain.space import Space, TooLarge

Decided = tuple[Mapping[str, Scalar], ...]


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
    return replace(decision, lines=lines)


def _alike(one: Decision, other: Decision, space: Space) -> bool:
    reads = tuple(dict.fromkeys(name for d in (one, other) for line in d.lines for name in line.reads))
    rows = (dict(zip(reads, row, strict=True)) for row in space.reachable(reads))
    return one.fact == other.fact and all(_decided(one, facts) == _decided(other, facts) for facts in rows)


def _decided(decision: Decision, facts: Facts) -> Decided:
    """What it sets: by the first line that holds, or by every one, each but once; of two that may not, both."""
    held: list[Mapping[str, Scalar]] = []
    for line in decision.lines:
        if line.when.holds(facts) and (line.sets not in held or decision.hit is HitPolicy.UNIQUE):
            held.append(line.sets)
            if decision.hit is HitPolicy.FIRST:
                break
    return tuple(held)
