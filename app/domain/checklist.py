"""Scores of the checklist: a mean over what was answered, and how much was."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

from app.domain.facts import SHARE, Facts, Numeric, Scalar
from app.domain.possible import Part, Possible, mean_of, share_of
from app.domain.texts import Text

SCORE = Numeric(0, 1, whole=False, nullable=True)
NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Points:
    """What an answer counts; an answer without points is left out of a score."""

    of: Mapping[str, float]

    def earned(self, value: Scalar) -> float | None:
        """What a value counts; None where it is left out."""
        return self.of.get(str(value))


@dataclass(frozen=True, slots=True)
class Axis:
    """A side of the organisation, seen through some items of the checklist."""

    id: str
    title: Text
    text: Text
    items: tuple[str, ...]


def score(items: Iterable[str], points: Points, facts: Facts) -> float | None:
    """The mean points (0 to 1) over the items that count; None where none does."""
    counted = [points.of[str(facts[item])] for item in items if facts[item] in points.of]
    return sum(counted) / len(counted) if counted else None


def coverage(items: Iterable[str], points: Points, facts: Facts) -> float:
    """The share (0 to 1) of items answered among those that apply; 0 where none applies."""
    applicable = [item for item in items if facts[item] != NOT_APPLICABLE]
    return sum(facts[item] in points.of for item in applicable) / len(applicable) if applicable else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """The fact `score` over `inputs`."""

    id: str
    inputs: tuple[str, ...]
    points: Points
    type: Numeric = SCORE

    def compute(self, facts: Facts) -> float | None:
        """The mean points of its items."""
        return score(self.inputs, self.points, facts)

    def possible(self, inputs: Mapping[str, Possible]) -> Possible:
        """Between the least and the greatest mean."""
        earned = [[self.points.earned(value) for value in inputs[item].values] for item in self.inputs]
        return mean_of((tuple(point for point in each if point is not None), None in each) for each in earned)

    def sees(self, _name: str, value: Scalar, /) -> Hashable:
        """The points of the answer."""
        return self.points.earned(value)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The fact `coverage` over `inputs`."""

    id: str
    inputs: tuple[str, ...]
    points: Points
    type: Numeric = SHARE

    def compute(self, facts: Facts) -> float:
        """The share of its items that were answered."""
        return coverage(self.inputs, self.points, facts)

    def possible(self, inputs: Mapping[str, Possible]) -> Possible:
        """Between the fewest that can be answered and the most."""
        seen = [{self.sees(item, value) for value in inputs[item].values} for item in self.inputs]
        return share_of(Part("answered" in each, "silent" in each, "out" in each) for each in seen)

    def sees(self, _name: str, value: Scalar, /) -> Hashable:
        """Whether the item does not apply, was answered, or neither."""
        return "out" if value == NOT_APPLICABLE else "silent" if self.points.earned(value) is None else "answered"
