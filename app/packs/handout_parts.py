"""Builds what a rule pack gives its readers to use from report.yaml."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.handout import Ask, DecisionRight, Figure, Handout, SalesStep
from app.domain.texts import Text
from app.packs import handout_models as files
from app.packs.yaml_core import Document


def build_handout(document: Document, found: files.HandoutFile) -> Handout:
    """The handout; that everything it names exists is checked elsewhere."""
    return Handout(
        goals=dict(found.goals),
        asks=tuple(Ask(a.id, a.on, Text(a.text), document.at(("asks", n))) for n, a in enumerate(found.asks)),
        breakdowns=tuple(found.sales.breakdowns),
        steps=tuple(_step(step) for step in found.sales.steps),
        decisions=tuple(_decision(decision) for decision in found.decisions),
        changes=tuple(found.changes),
        results=_figures(found.kpi.results),
        measures=_figures(found.kpi.measures),
    )


def _step(step: files.SalesStepFile) -> SalesStep:
    return SalesStep(step.id, step.action, Text(step.title), Text(step.text), tuple(step.sources))


def _decision(found: files.DecisionRightFile) -> DecisionRight:
    return DecisionRight(
        found.id, Text(found.title), tuple(found.hats), Text(found.figure), Text(found.rhythm), tuple(found.sources)
    )


def _figures(found: Sequence[files.FigureFile]) -> tuple[Figure, ...]:
    tasks = (figure.task if isinstance(figure, files.MeasureFile) else None for figure in found)
    return tuple(Figure(f.id, Text(f.title), Text(f.unit), task) for f, task in zip(found, tasks, strict=True))
