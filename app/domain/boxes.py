"""Boxes and clauses over classes: the forms in which conditions are proven.

A box holds where each fact it names is in one of the classes it gives; a clause holds where at least one fact it names
is. A box that must not hold is a clause, so that no product of classes is ever listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from app.domain.classes import Classes
from app.domain.conditions import Condition, Test

Box = dict[str, int]
Clause = tuple[tuple[str, int], ...]


def box_of(tests: Iterable[tuple[str, Test]], classes: Mapping[str, Classes]) -> Box | None:
    """The box in which all tests hold; None where two of them rule each other out."""
    box: Box = {}
    for name, test in tests:
        box[name] = box.get(name, classes[name].all) & classes[name].holding(test)
        if not box[name]:
            return None
    return box


def boxes_of(condition: Condition, classes: Mapping[str, Classes]) -> list[Box]:
    """The boxes in one of which a condition holds."""
    found = (box_of(tests, classes) for tests in condition.conjunctions())
    return [box for box in found if box is not None]


def both(one: Box, other: Box) -> Box | None:
    """The box in which both hold; None where there is nothing in it."""
    shared = {name: mask & other[name] for name, mask in one.items() if name in other}
    return {**one, **other, **shared} if all(shared.values()) else None


def negation(box: Box, classes: Mapping[str, Classes]) -> Clause:
    """Where the box does not hold."""
    return tuple((name, classes[name].all & ~mask) for name, mask in box.items())


def unless(held: Sequence[tuple[str, int]], clauses: Iterable[Clause]) -> list[Clause]:
    """The clauses, each of which may fail where one of `held` holds."""
    return [(*held, *clause) for clause in clauses]
