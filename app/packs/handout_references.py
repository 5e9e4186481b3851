"""Checks that everything report.yaml names exists: conclusions, findings, actions, hats, tasks, models, phases."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.errors import Problem
from app.packs.pack_documents import PackDocuments
from app.packs.references import unknown, unknown_among
from app.packs.table_facts import outcomes
from app.packs.yaml_core import Path, spell


def check_handout(found: PackDocuments) -> Iterator[Problem]:
    """Every name that leads nowhere, and what nobody could be accountable for."""
    yield from _goals(found)
    yield from _shown(found)
    yield from _decisions(found)
    document, kpi = found.handout.document, found.handout.content.kpi
    tasks = [task.id for task in found.tasks.content.tasks]
    for place, measure in enumerate(kpi.measures):
        yield from unknown(document, measure.task, ("kpi", "measures", place, "task"), tasks, "task")


def _goals(found: PackDocuments) -> Iterator[Problem]:
    """Every model has a phase it climbs to."""
    document, goals = found.handout.document, found.handout.content.goals
    models, phases = _words(found, "model"), _words(found, "phase")
    if not models or not phases:
        return
    for model, phase in goals.items():
        yield from unknown(document, model, ("goals", model), models, "value")
        yield from unknown(document, phase, ("goals", model), phases, "value")
    for model in models:
        if model not in goals:
            yield Problem("goal-missing", "goals", {"name": model}, document.at(("goals",)))


def _words(found: PackDocuments, conclusion: str) -> list[str]:
    return [value for value in outcomes(found, conclusion) if isinstance(value, str)]


def _shown(found: PackDocuments) -> Iterator[Problem]:
    """The conclusions, findings and actions the report's pages hang on."""
    document, handout = found.handout.document, found.handout.content
    actions = [action.id for action in found.actions.content.actions]
    findings = [finding.id for finding in found.findings.content.findings]
    tables = [table.content.conclusion or table.content.id for table in found.tables if not table.content.for_each]
    conclusions = [*tables, *(f"action:{id_}" for id_ in actions), *(f"finding:{id_}" for id_ in findings)]
    for place, ask in enumerate(handout.asks):
        yield from unknown(document, ask.on, ("asks", place, "on"), conclusions, "conclusion")
    breakdowns: Path = ("sales", "breakdowns")
    yield from unknown_among(document, handout.sales.breakdowns, breakdowns, findings, "finding")
    for place, step in enumerate(handout.sales.steps):
        yield from unknown(document, step.action, ("sales", "steps", place, "action"), actions, "action")
    yield from unknown_among(document, handout.changes, ("changes",), actions, "action")


def _decisions(found: PackDocuments) -> Iterator[Problem]:
    """The hats of decisions; the last one is always worn, by the seat that stands for nobody too."""
    document, seats = found.handout.document, found.seats.content
    hats = [hat.id for hat in seats.hats]
    for place, decision in enumerate(found.handout.content.decisions):
        path: Path = ("decisions", place, "hats")
        yield from unknown_among(document, decision.hats, path, hats, "hat")
        last = decision.hats[-1]
        if last in hats and last not in seats.nobody.hats:
            where: Path = (*path, len(decision.hats) - 1)
            params = {"name": last, "known": ", ".join(seats.nobody.hats)}
            yield Problem("decision-unowned", spell(where), params, document.at(where))
