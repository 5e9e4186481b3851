"""What a rule pack gives its readers to decide, agree on and use: the knowledge behind the report's pages and forms.

Nothing here is concluded anew: every entry hangs on a conclusion, a hat or a task of the same pack.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.texts import Text


@dataclass(frozen=True, slots=True)
class Ask:
    """A decision asked of the reader where a conclusion stands, such as `action:assign_marketer` or `model`."""

    id: str
    on: str
    text: Text


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A place where marketing and sales come apart, and the finding that says so; the title says nothing of it."""

    finding: str
    title: Text


@dataclass(frozen=True, slots=True)
class SalesStep:
    """A step of working with sales, and the action that takes it."""

    id: str
    action: str
    title: Text
    text: Text
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DecisionRight:
    """A decision with one accountable: the first of `hats` that anybody wears; on which figure, how often."""

    id: str
    title: Text
    hats: tuple[str, ...]
    figure: Text
    rhythm: Text
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the KPI one-sheet: a result, or a measure that feeds it and belongs to a task."""

    id: str
    title: Text
    unit: Text
    task: str | None = None


@dataclass(frozen=True, slots=True)
class Handout:
    """Everything given to use.

    `goals` says for each model up to which phase a team of that size climbs; `changes` are actions on the team.
    """

    goals: Mapping[str, str]
    asks: tuple[Ask, ...]
    breakdowns: tuple[Breakdown, ...]
    steps: tuple[SalesStep, ...]
    decisions: tuple[DecisionRight, ...]
    changes: tuple[str, ...]
    results: tuple[Figure, ...]
    measures: tuple[Figure, ...]
    figure_sources: tuple[str, ...]
