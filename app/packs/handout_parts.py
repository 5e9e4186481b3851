"""Builds what a rule pack gives its readers to use from report.yaml."""

from __future__ import annotations

from app.domain.handout import Ask, Breakdown, DecisionRight, Figure, Handout, SalesStep
from app.domain.texts import Text
from app.packs import handout_models as files


def build_handout(found: files.HandoutFile) -> Handout:
    """The handout; that everything it names exists is checked elsewhere."""
    sales, kpi = found.sales, found.kpi
    return Handout(
        goals=dict(found.goals),
        asks=tuple(Ask(ask.id, ask.on, Text(ask.text)) for ask in found.asks),
        breakdowns=tuple(Breakdown(each.finding, Text(each.title)) for each in sales.breakdowns),
        steps=tuple(map(_step, sales.steps)),
        decisions=tuple(map(_decision, found.decisions)),
        changes=tuple(found.changes),
        results=tuple(_figure(each) for each in kpi.results),
        measures=tuple(_figure(each, each.task) for each in kpi.measures),
        figure_sources=tuple(kpi.sources),
    )


def _step(step: files.SalesStepFile) -> SalesStep:
    return SalesStep(step.id, step.action, Text(step.title), Text(step.text), tuple(step.sources))


def _decision(found: files.DecisionRightFile) -> DecisionRight:
    figure, rhythm = Text(found.figure), Text(found.rhythm)
    return DecisionRight(found.id, Text(found.title), tuple(found.hats), figure, rhythm, tuple(found.sources))


def _figure(found: files.FigureFile, task: str | None = None) -> Figure:
    return Figure(found.id, Text(found.title), Text(found.unit), task)
