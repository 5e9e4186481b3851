"""Scores of the checklist: a mean over what was answered, and how much was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.facts import SHARE, Facts, Numeric
from app.domain.texts import Text

SCORE = Numeric(0, 1, whole=False, nullable=True)
NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Points:
    """What an answer counts; an answer without points is left out of a score."""

    of: Mapping[str, float]


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
