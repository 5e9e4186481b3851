"""Builds what a rule pack gives its readers to use from report.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from app.domain.errors import Position
from app.domain.handout import Ask, Breakdown, DecisionRight, Figure, Handout, SalesStep
from app.domain.texts import Text
from app.packs import handout_models as files
from app.packs.yaml_core import Document, Path

Entry = TypeVar("Entry")


def build_handout(document: Document, found: files.HandoutFile) -> Handout:
    """The handout; that everything it names exists is checked elsewhere."""
    sales, kpi = found.sales, found.kpi
    return Handout(
        goals=dict(found.goals),
        asks=tuple(Ask(a.id, a.on, Text(a.text), at) for a, at in _placed(document, ("asks",), found.asks)),
        breakdowns=tuple(
            Breakdown(each.finding, Text(each.title), at)
            for each, at in _placed(document, ("sales", "breakdowns"), sales.breakdowns)
        ),
        steps=tuple(_step(step, at) for step, at in _placed(document, ("sales", "steps"), sales.steps)),
        decisions=tuple(_decision(right, at) for right, at in _placed(document, ("decisions",), found.decisions)),
        changes=tuple(found.changes),
        results=tuple(_figure(each, None, at) for each, at in _placed(document, ("kpi", "results"), kpi.results)),
        measures=tuple(
            _figure(each, each.task, at) for each, at in _placed(document, ("kpi", "measures"), kpi.measures)
        ),
        figure_sources=tuple(kpi.sources),
    )


def _placed(document: Document, path: Path, entries: Sequence[Entry]) -> Iterator[tuple[Entry, Position]]:
    """The entries of a list, each with where it stands."""
    return ((entry, document.at((*path, place))) for place, entry in enumerate(entries))


def _step(step: files.SalesStepFile, at: Position) -> SalesStep:
    return SalesStep(step.id, step.action, Text(step.title), Text(step.text), tuple(step.sources), at)


def _decision(found: files.DecisionRightFile, at: Position) -> DecisionRight:
    figure, rhythm = Text(found.figure), Text(found.rhythm)
    return DecisionRight(found.id, Text(found.title), tuple(found.hats), figure, rhythm, tuple(found.sources), at)


def _figure(found: files.FigureFile, task: str | None, at: Position) -> Figure:
    return Figure(found.id, Text(found.title), Text(found.unit), task, at)
